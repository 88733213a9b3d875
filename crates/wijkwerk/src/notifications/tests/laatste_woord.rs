//! Whoever let us know is asked whether it is solved, with the last day to say so; whoever follows is told.

use kit::db::Queries;
use kit::on_both_engines;
use kit::testing::TestDb;

use super::SAM;
use crate::access::Actor;
use crate::error::Error;
use crate::ids::MeldingId;
use crate::jobs::tests::{Town, town};
use crate::kader::bewijzen::Bewijs;
use crate::notifications::read_new;
use crate::wijkaanpak::meldingen::{Contactgegevens, TriageOutcome, actions, triage};

on_both_engines!(
    inv_21_only_who_let_us_know_is_asked_with_the_last_day_for_it,
    inv_20_what_was_said_at_the_end_goes_along_in_a_mail_that_waits,
);

const KIM: &str = "kim@voorbeeld.example";

/// Subject and body of the newest mail to this address.
fn newest(town: &Town, address: &'static str) -> (String, String) {
    town.app
        .db()
        .read_blocking(move |tx| {
            Ok::<_, Error>(tx.query_one(
                "SELECT m.subject, m.body FROM mails m \
                 JOIN melders p ON p.gemeente_id = m.gemeente_id AND p.id = m.recipient \
                 WHERE p.email = $1 ORDER BY m.seq DESC, m.id DESC LIMIT 1",
                &[&address],
                |row| Ok((row.get(0)?, row.get(1)?)),
            )?)
        })
        .unwrap()
}

fn follow(town: &Town, melding: MeldingId) {
    let contact = Contactgegevens {
        email: Some(KIM.into()),
        taal: "nl".into(),
        ..Contactgegevens::default()
    };
    let token = town.app.token();
    town.app
        .write_blocking(&town.frame, &Actor::Nobody, move |ctx| {
            actions::follow(ctx, melding, &contact, &token, None).map(drop)
        })
        .unwrap();
}

fn send_on_and_finish(town: &Town, melding: MeldingId) {
    let partner = town.frame.organisaties[0].id;
    town.app
        .write_blocking(&town.frame, &Actor::Command, move |ctx| {
            triage::triage(ctx, melding, &TriageOutcome::Doorgezet(partner))?;
            let seen = Bewijs::Visit {
                by: "Noor Verzonnen".into(),
                on: ctx.today(),
                seen: "De stoep ligt er weer netjes in.".into(),
            };
            actions::complete(ctx, melding, &seen, "De stoep is weer heel.")
        })
        .unwrap();
}

fn inv_21_only_who_let_us_know_is_asked_with_the_last_day_for_it(test: TestDb) {
    let town = town(&test, 0);
    let melding = town.submit(Some(SAM));
    follow(&town, melding);
    read_new(&town.app).unwrap();
    town.clock.advance_seconds(26 * 3600);
    send_on_and_finish(&town, melding);
    read_new(&town.app).unwrap();
    let (subject, asked) = newest(&town, SAM);
    assert!(subject.contains("is het opgelost?"), "{subject}");
    // Done on Tuesday the third: fourteen days later is a Tuesday too.
    assert!(asked.contains("uiterlijk dinsdag 17 maart"), "{asked}");
    let (subject, told) = newest(&town, KIM);
    assert!(told.contains("is klaar"), "{told}");
    assert!(
        !subject.contains("opgelost") && !told.contains("opgelost"),
        "{subject}: {told}"
    );
}

fn inv_20_what_was_said_at_the_end_goes_along_in_a_mail_that_waits(test: TestDb) {
    let town = town(&test, 0);
    let melding = town.submit(Some(SAM));
    follow(&town, melding);
    read_new(&town.app).unwrap();
    send_on_and_finish(&town, melding);
    read_new(&town.app).unwrap();
    let waiting: Vec<String> = town
        .app
        .db()
        .read_blocking(|tx| {
            Ok::<_, Error>(tx.query(
                "SELECT m.body FROM mails m JOIN melders p ON p.gemeente_id = m.gemeente_id AND p.id = m.recipient \
                 WHERE p.email = $1 AND m.state = 'waiting' ORDER BY m.seq, m.id LIMIT 100",
                &[&KIM],
                |row| row.get(0),
            )?)
        })
        .unwrap();
    assert_eq!(waiting.len(), 1, "{waiting:#?}");
    assert!(waiting[0].contains("is klaar"), "{}", waiting[0]);
    assert!(
        waiting[0].contains("De stoep is weer heel."),
        "{}",
        waiting[0]
    );
}
