//! Reader and sender on both engines, with a mail server that is really there.

use kit::db::Queries;
use kit::on_both_engines;
use kit::testing::TestDb;
use kit::testing::smtp::{Behaviour, SmtpSink};

use super::{read_new, send_due};
use crate::access::{Actor, LinkHolder, LinkKind};
use crate::error::Error;
use crate::ids::MeldingId;
use crate::jobs::tests::{Town, town};
use crate::jobs::{Night, run_due};
use crate::kader::bewijzen::Bewijs;
use crate::wijkaanpak::meldingen::{
    Bron, Contactgegevens, NewMelding, TriageOutcome, actions, judge, triage,
};

mod laatste_woord;
mod ronde;
mod terug;
mod weg;

on_both_engines!(
    every_entry_is_told_once,
    an_undo_withdraws_what_waits,
    a_second_sentence_of_the_day_is_merged_and_taken_out_again,
    a_person_gets_one_mail_a_day,
    a_refused_mail_is_tried_again,
    told_is_when_the_mail_has_left,
    a_mail_gives_the_receipt_that_is_owed_once_it_has_left,
    the_night_notes_what_a_mail_told_when_nobody_came_to_it,
    an_end_from_before_it_was_opened_again_is_none,
    that_it_was_sent_on_or_became_part_of_something_is_no_end,
    what_is_imported_gets_no_receipt,
);

const SAM: &str = "sam@voorbeeld.example";

fn decide(town: &Town, melding: MeldingId) {
    town.app
        .write_blocking(&town.frame, &Actor::Command, move |ctx| {
            let reason = "Dit ligt niet op grond van de gemeente.".to_owned();
            triage::triage(ctx, melding, &TriageOutcome::NoAction { reason }).map(drop)
        })
        .unwrap();
}

fn undo(town: &Town, melding: MeldingId) {
    town.app
        .write_blocking(&town.frame, &Actor::Command, move |ctx| {
            triage::undo(ctx, melding)
        })
        .unwrap();
}

/// State, moment and body of every mail, oldest cause first.
fn mails(town: &Town) -> Vec<(String, jiff::Timestamp, String)> {
    town.app
        .db()
        .read_blocking(|tx| {
            Ok::<_, Error>(tx.query(
                "SELECT state, not_before, body FROM mails ORDER BY seq, id LIMIT 100",
                &[],
                |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)),
            )?)
        })
        .unwrap()
}

fn every_entry_is_told_once(test: TestDb) {
    let town = town(&test, 0);
    town.submit(Some(SAM));
    town.submit(None);
    assert!(read_new(&town.app).unwrap() > 0);
    assert_eq!(read_new(&town.app).unwrap(), 0);
    let first = mails(&town);
    assert_eq!(first.len(), 1);
    let (state, not_before, body) = &first[0];
    assert_eq!(state, "waiting");
    assert_eq!(*not_before, "2026-03-02T08:00:30Z".parse().unwrap());
    assert!(body.contains("De stoep ligt los"), "{body}");
    assert!(body.contains("/l/"), "{body}");
    town.exec("DELETE FROM cursors");
    read_new(&town.app).unwrap();
    assert_eq!(mails(&town), first);
}

fn an_undo_withdraws_what_waits(test: TestDb) {
    let sink = SmtpSink::start("127.0.0.1:0").unwrap();
    let town = town(&test, sink.address().port());
    let melding = town.submit(Some(SAM));
    read_new(&town.app).unwrap();
    town.clock.advance_seconds(30);
    assert_eq!(send_due(&town.app).unwrap(), 1);
    town.clock.advance_seconds(26 * 3600);
    decide(&town, melding);
    read_new(&town.app).unwrap();
    assert_eq!(mails(&town)[1].0, "waiting");
    undo(&town, melding);
    read_new(&town.app).unwrap();
    assert_eq!(mails(&town)[1].0, "withdrawn");
    town.clock.advance_seconds(60);
    assert_eq!(send_due(&town.app).unwrap(), 0);
    assert_eq!(sink.mails().len(), 1);
}

fn a_second_sentence_of_the_day_is_merged_and_taken_out_again(test: TestDb) {
    let town = town(&test, 0);
    let melding = town.submit(Some(SAM));
    read_new(&town.app).unwrap();
    let receipt = mails(&town)[0].2.clone();
    decide(&town, melding);
    read_new(&town.app).unwrap();
    let both = mails(&town);
    assert_eq!(both[1].0, "merged");
    assert!(both[0].2.contains("niet op grond"), "{}", both[0].2);
    undo(&town, melding);
    read_new(&town.app).unwrap();
    assert_eq!(mails(&town)[0].2, receipt);
}

fn a_person_gets_one_mail_a_day(test: TestDb) {
    let sink = SmtpSink::start("127.0.0.1:0").unwrap();
    let town = town(&test, sink.address().port());
    let melding = town.submit(Some(SAM));
    read_new(&town.app).unwrap();
    town.clock.advance_seconds(30);
    send_due(&town.app).unwrap();
    decide(&town, melding);
    read_new(&town.app).unwrap();
    let second = &mails(&town)[1];
    assert_eq!(second.0, "waiting");
    // Seven in the morning of the next day, in winter time.
    assert_eq!(second.1, "2026-03-03T06:00:00Z".parse().unwrap());
}

fn what_is_imported_gets_no_receipt(test: TestDb) {
    let town = town(&test, 0);
    let melding = town.import(SAM);
    read_new(&town.app).unwrap();
    assert_eq!(mails(&town), []);
    decide(&town, melding);
    read_new(&town.app).unwrap();
    assert_eq!(mails(&town).len(), 1, "what is done with it here is told");
}

const TOLD: &str = "SELECT count(*) FROM meldingen WHERE told_at IS NOT NULL";

fn told_is_when_the_mail_has_left(test: TestDb) {
    let sink = SmtpSink::start("127.0.0.1:0").unwrap();
    let town = town(&test, sink.address().port());
    let melding = town.submit(Some(SAM));
    read_new(&town.app).unwrap();
    town.clock.advance_seconds(30);
    send_due(&town.app).unwrap();
    assert_eq!(town.count(TOLD), 0, "a receipt tells no end");
    decide(&town, melding);
    read_new(&town.app).unwrap();
    assert_eq!(town.count(TOLD), 0, "the mail waits");
    town.clock.advance_seconds(26 * 3600);
    sink.behave(Behaviour::Refuse(550));
    send_due(&town.app).unwrap();
    assert_eq!(town.count(TOLD), 0, "the mail was refused");

    let melding = town.submit(Some(SAM));
    decide(&town, melding);
    read_new(&town.app).unwrap();
    town.clock.advance_seconds(30);
    sink.behave(Behaviour::Accept);
    send_due(&town.app).unwrap();
    assert_eq!(town.count(TOLD), 1, "the end was merged into what left");

    let anonymous = town.submit(None);
    decide(&town, anonymous);
    read_new(&town.app).unwrap();
    assert_eq!(town.count(TOLD), 2, "who left nothing is told on the page");
    undo(&town, anonymous);
    assert_eq!(town.count(TOLD), 1, "what was undone has not ended");
}

/// The mails that wait have left, and the process ended before anything came of that.
fn cut_short(town: &Town) {
    town.exec("UPDATE mails SET state = 'sent', sent_at = not_before WHERE state = 'waiting'");
}

fn the_night_notes_what_a_mail_told_when_nobody_came_to_it(test: TestDb) {
    let town = town(&test, 0);
    let (ended, open) = (town.submit(Some(SAM)), town.submit(Some(SAM)));
    assert_ne!(ended, open);
    decide(&town, ended);
    read_new(&town.app).unwrap();
    town.clock.advance_seconds(30);
    cut_short(&town);
    assert_eq!(town.count(TOLD), 0);
    for _ in 0..2 {
        run_due(&town.app, Night::Now).unwrap();
        assert_eq!(town.count(TOLD), 1, "what is open still has told no end");
        assert_eq!(
            town.count("SELECT count(*) FROM journaal WHERE verb = 'told'"),
            1
        );
    }
    assert!(town.chain_holds());
}

fn an_end_from_before_it_was_opened_again_is_none(test: TestDb) {
    let town = town(&test, 0);
    let melding = town.submit(Some(SAM));
    let partner = town.frame.organisaties[0].id;
    let finish = move |ctx: &mut crate::write::Write<'_>| {
        let seen = Bewijs::Visit {
            by: "Noor Verzonnen".into(),
            on: ctx.today(),
            seen: "De stoep ligt er weer netjes in.".into(),
        };
        actions::complete(ctx, melding, &seen, "De stoep is weer heel.")
    };
    town.app
        .write_blocking(&town.frame, &Actor::Command, move |ctx| {
            triage::triage(ctx, melding, &TriageOutcome::Doorgezet(partner))?;
            finish(ctx)
        })
        .unwrap();
    read_new(&town.app).unwrap();
    cut_short(&town);
    let holder = town
        .app
        .db()
        .read_blocking(|tx| {
            Ok::<_, Error>(tx.query_one("SELECT id FROM melders LIMIT 1", &[], |row| row.get(0))?)
        })
        .unwrap();
    let link = Actor::Link(LinkHolder {
        id: uuid::Uuid::nil().into(),
        kind: LinkKind::Melder,
        subject: melding.0,
        holder,
    });
    town.app
        .write_blocking(&town.frame, &link, |ctx| judge(ctx, false).map(drop))
        .unwrap();
    run_due(&town.app, Night::Now).unwrap();
    assert_eq!(town.count(TOLD), 0, "it is open again");
    town.app
        .write_blocking(&town.frame, &Actor::Command, finish)
        .unwrap();
    run_due(&town.app, Night::Now).unwrap();
    assert_eq!(town.count(TOLD), 0, "the second end was told to nobody yet");
    read_new(&town.app).unwrap();
    cut_short(&town);
    run_due(&town.app, Night::Now).unwrap();
    assert_eq!(town.count(TOLD), 1);
}

fn that_it_was_sent_on_or_became_part_of_something_is_no_end(test: TestDb) {
    let town = town(&test, 0);
    let (partner, gemeente) = (town.frame.organisaties[0].id, town.frame.id);
    let about = town.app.ids().next(town.app.clock().now());
    town.app
        .db()
        .bookkeep_blocking(move |tx| {
            tx.exec(
                "INSERT INTO aandachtsgebieden (gemeente_id, id, werkplan_id, titel, behoefte, behoefte_van, integraal, \
                 eigen_initiatief, state, velden, created_at, changed_at) \
                 VALUES ($1, $2, $2, 'Stoepen', 'los', 'bewoners', TRUE, FALSE, 'active', '{}', $3, $3)",
                &[&gemeente, &about, &jiff::Timestamp::UNIX_EPOCH],
            )?;
            Ok::<_, Error>(())
        })
        .unwrap();
    let ways = [
        TriageOutcome::Doorgezet(partner),
        TriageOutcome::Aandachtsgebied(about.into()),
    ];
    for (told, outcome) in (0_i64..).zip(ways) {
        let melding = town.submit(Some(SAM));
        town.app
            .write_blocking(&town.frame, &Actor::Command, move |ctx| {
                triage::triage(ctx, melding, &outcome).map(drop)
            })
            .unwrap();
        read_new(&town.app).unwrap();
        cut_short(&town);
        town.app
            .write_blocking(&town.frame, &Actor::Command, move |ctx| {
                let seen = Bewijs::Visit {
                    by: "Noor Verzonnen".into(),
                    on: ctx.today(),
                    seen: "De stoep ligt er weer netjes in.".into(),
                };
                actions::complete(ctx, melding, &seen, "De stoep is weer heel.")
            })
            .unwrap();
        run_due(&town.app, Night::Now).unwrap();
        assert_eq!(town.count(TOLD), told, "the end was told to nobody yet");
        read_new(&town.app).unwrap();
        cut_short(&town);
        run_due(&town.app, Night::Now).unwrap();
        assert_eq!(town.count(TOLD), told + 1);
    }
}

fn a_mail_gives_the_receipt_that_is_owed_once_it_has_left(test: TestDb) {
    let sink = SmtpSink::start("127.0.0.1:0").unwrap();
    let town = town(&test, sink.address().port());
    let inrichting = &town.frame.inrichting;
    let by_hand = |key: &str| !matches!(key, "digitaal" | "import");
    let kanaal = inrichting.kanalen.iter().find(|one| by_hand(&one.sleutel));
    let new = NewMelding {
        gebied: town.frame.wijken().next().map(|wijk| wijk.id),
        place: None,
        near_home: false,
        onderwerp: actions::subjects(inrichting).first().cloned(),
        omschrijving: "De stoep ligt los bij de bushalte.".into(),
        plaats: None,
        kanaal: kanaal.unwrap().sleutel.clone(),
        bron: Bron::Bewoner,
        bron_id: None,
        contact: Contactgegevens {
            email: Some(SAM.into()),
            taal: "nl".into(),
            ..Contactgegevens::default()
        },
        photos: Vec::new(),
        token: town.app.token(),
        external: None,
        raised_on: None,
    };
    town.app
        .write_blocking(&town.frame, &Actor::Command, move |ctx| {
            actions::submit(ctx, &new, None).map(drop)
        })
        .unwrap();
    let given = "SELECT count(*) FROM verplichtingen WHERE soort = 'melding.ontvangst' \
                 AND state = 'satisfied' AND proof = 'mail'";
    read_new(&town.app).unwrap();
    assert_eq!(town.count(given), 0, "it waits to leave");
    town.clock.advance_seconds(30);
    assert_eq!(send_due(&town.app).unwrap(), 1);
    assert_eq!(town.count(given), 1);
    assert_eq!(town.count(TOLD), 0, "that it arrived is not how it ended");
}

fn a_refused_mail_is_tried_again(test: TestDb) {
    let sink = SmtpSink::start("127.0.0.1:0").unwrap();
    let town = town(&test, sink.address().port());
    town.submit(Some(SAM));
    read_new(&town.app).unwrap();
    assert_eq!(send_due(&town.app).unwrap(), 0, "an undo has 30 seconds");
    town.clock.advance_seconds(30);
    sink.behave(Behaviour::Refuse(451));
    assert_eq!(send_due(&town.app).unwrap(), 0);
    assert_eq!(town.count("SELECT attempts FROM mails"), 1);
    sink.behave(Behaviour::Accept);
    assert_eq!(
        send_due(&town.app).unwrap(),
        0,
        "not before a minute has gone"
    );
    town.clock.advance_seconds(61);
    assert_eq!(send_due(&town.app).unwrap(), 1);
    let mail = &sink.mails_for(SAM)[0];
    assert_eq!(
        mail.header("Auto-Submitted").as_deref(),
        Some("auto-generated")
    );
    assert!(
        mail.header("Message-ID")
            .unwrap()
            .ends_with("@voorbeeld.example>")
    );
    assert_eq!(mails(&town)[0].0, "sent");
    sink.behave(Behaviour::Refuse(550));
    town.submit(Some(SAM));
    read_new(&town.app).unwrap();
    town.clock.advance_seconds(30);
    send_due(&town.app).unwrap();
    assert_eq!(
        town.count("SELECT count(*) FROM mails WHERE state = 'failed'"),
        1
    );
}
