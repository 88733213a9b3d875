//! Results and the word of those who asked.

use kit::db::Queries as _;
use kit::testing::TestDb;
use uuid::Uuid;

use super::{People, Town, velsen, visit};
use crate::access::{Actor, LinkHolder, LinkKind};
use crate::error::Error;
use crate::ids::{AandachtsgebiedId, LinkId, MeldingId};
use crate::journaal::Verb;
use crate::wijkaanpak::meldingen::{self, FieldState, TriageOutcome};
use crate::wijkaanpak::werkplannen::actions;
use crate::wijkaanpak::werkplannen::publiek;

kit::on_both_engines!(
    inv_43_the_public_face_is_generated_and_judged,
    the_word_on_a_result_closes_the_melding_behind_it,
    inv_21_a_result_for_a_closed_melding_opens_it_again,
);

fn melder(melding: Uuid, holder: u128) -> Actor {
    Actor::Link(LinkHolder {
        id: LinkId(Uuid::from_u128(1)),
        kind: LinkKind::Melder,
        subject: melding,
        holder: Uuid::from_u128(holder),
    })
}

fn inv_43_the_public_face_is_generated_and_judged(db: TestDb) {
    let town = velsen(db);
    let team = "velsen-noord";
    let people = town.people(team);
    let plan = town.plan(&people.beheerder, team);
    let one = town
        .propose(&people.beheerder, town.wanted(plan, team))
        .expect("proposed");
    let today = town.today();
    let record = || {
        town.act(&people.politie, move |ctx| {
            actions::record_result(
                ctx,
                one,
                "De container wordt op tijd geleegd",
                &visit(today),
            )
        })
    };
    assert!(
        matches!(record(), Err(Error::Refused(_))),
        "not adopted yet"
    );
    town.adopt(&people, plan).expect("adopted");
    let resolve = || town.act(&people.beheerder, move |ctx| actions::resolve(ctx, one));
    assert!(matches!(resolve(), Err(Error::Refused(_))), "no result yet");
    let resultaat = record().expect("recorded");
    let (behind, loose) = (Uuid::from_u128(71), Uuid::from_u128(72));
    let wijk = town.gebied(team);
    town.act(&Actor::Command, move |ctx| {
        let (gemeente, now) = (ctx.gemeente(), ctx.now);
        for (nummer, id, of) in [(1_i64, behind, Some(one)), (2, loose, None)] {
            ctx.exec(
                "INSERT INTO meldingen (gemeente_id, id, nummer, state, field_state, gebied_id, near_home, kanaal, \
                 bron_kind, owner_kind, aandachtsgebied_id, submitted_at, reopened, changed_at) \
                 VALUES ($1, $2, $3, 'aandachtsgebied', 'new', $4, $5, 'website', 'bewoner', 'rol', $6, $7, 0, $7)",
                &[&gemeente, &id, &nummer, &wijk, &false, &of, &now],
            )?;
        }
        publiek::project(ctx, one)
    })
    .expect("two meldingen");
    let judge = |actor: Actor, opgelost| {
        town.act(&actor, move |ctx| {
            actions::judge_result(ctx, resultaat, opgelost)
        })
    };
    assert!(matches!(
        judge(melder(loose, 1), true),
        Err(Error::NotFound(_))
    ));
    assert!(matches!(
        judge(people.politie.clone(), true),
        Err(Error::Forbidden(_))
    ));
    judge(melder(behind, 1), false).expect("not yet");
    judge(melder(behind, 1), true).expect("thought again");
    judge(melder(behind, 2), false).expect("another one");
    let (state, public) = town.public(one).expect("public");
    assert_eq!(state, "active");
    assert_eq!(
        (public.resultaten[0].opgelost, public.resultaten[0].van),
        (1, 2)
    );
    assert_eq!(public.meldingen, 1);
    assert!(public.resultaten[0].foto.is_none());
    let text = serde_json::to_string(&public).expect("JSON");
    for naam in ["Noor", "Sam", "Lotte"] {
        assert!(!text.contains(naam), "{naam} in {text}");
    }
    resolve().expect("resolved");
    assert_eq!(town.public(one).expect("public").0, "resolved");
    let verbs: Vec<Verb> = town.lines(one.0).iter().map(|line| line.verb).collect();
    for verb in [Verb::ResultRecorded, Verb::Judged, Verb::Resolved] {
        assert!(verbs.contains(&verb), "{verb}");
    }
}

/// An aandachtsgebied in an adopted plan, a melding behind it, and its reporter.
fn with_melding(town: &Town) -> (People, AandachtsgebiedId, MeldingId, Actor) {
    let team = "velsen-noord";
    let people = town.people(team);
    let plan = town.plan(&people.beheerder, team);
    let one = town
        .propose(&people.beheerder, town.wanted(plan, team))
        .expect("proposed");
    town.adopt(&people, plan).expect("adopted");
    let id = town.melding(team, "Naast de container ligt weer afval.");
    let outcome = TriageOutcome::Aandachtsgebied(one);
    town.act(&people.beheerder, move |ctx| {
        meldingen::triage::triage(ctx, id, &outcome)
    })
    .expect("taken up");
    let gemeente = town.frame.id;
    let holder: Uuid = town
        .app
        .db()
        .read_blocking(move |tx| {
            Ok::<_, Error>(tx.query_one(
                "SELECT id FROM melders WHERE gemeente_id = $1 AND melding_id = $2",
                &[&gemeente, &id],
                |row| row.get(0),
            )?)
        })
        .expect("a reporter");
    let reporter = Actor::Link(LinkHolder {
        id: LinkId(Uuid::from_u128(1)),
        kind: LinkKind::Melder,
        subject: id.0,
        holder,
    });
    (people, one, id, reporter)
}

fn record(town: &Town, who: &Actor, one: AandachtsgebiedId) {
    let today = town.today();
    town.act(who, move |ctx| {
        actions::record_result(ctx, one, "De container is leeg", &visit(today)).map(drop)
    })
    .expect("recorded");
}

fn field_of(town: &Town, id: MeldingId) -> FieldState {
    let gemeente = town.frame.id;
    town.app
        .db()
        .read_blocking(move |tx| meldingen::get_melding(tx, gemeente, id))
        .expect("the melding")
        .field_state
}

fn the_word_on_a_result_closes_the_melding_behind_it(db: TestDb) {
    let town = velsen(db);
    let (people, one, id, reporter) = with_melding(&town);
    let say = |solved| town.act(&reporter, move |ctx| meldingen::judge(ctx, solved));
    assert!(
        matches!(say(true), Err(Error::Refused(_))),
        "nothing to judge"
    );
    record(&town, &people.politie, one);
    say(false).expect("not yet");
    assert_eq!(field_of(&town, id), FieldState::Routed);
    assert!(
        town.open_dues(id.0)
            .contains(&"melding.antwoord".to_owned())
    );
    assert!(matches!(say(false), Err(Error::Refused(_))), "said already");
    assert_eq!(say(true).expect("solved after all"), FieldState::Confirmed);
    assert_eq!(field_of(&town, id), FieldState::Confirmed);
    assert!(town.open_dues(id.0).is_empty());
    assert!(matches!(say(true), Err(Error::Refused(_))), "said already");
    let (_, public) = town.public(one).expect("public");
    let last = &public.resultaten[0];
    assert_eq!((last.opgelost, last.van), (1, 1));
}

fn inv_21_a_result_for_a_closed_melding_opens_it_again(db: TestDb) {
    let town = velsen(db);
    let (people, one, id, reporter) = with_melding(&town);
    let say = |solved| town.act(&reporter, move |ctx| meldingen::judge(ctx, solved));
    record(&town, &people.politie, one);
    say(true).expect("solved");
    town.days_later(10);
    assert_eq!(say(false).expect("back again"), FieldState::Disputed);
    assert!(
        town.open_dues(id.0)
            .contains(&"melding.antwoord".to_owned())
    );
    let (_, public) = town.public(one).expect("public");
    assert_eq!(
        (public.resultaten[0].opgelost, public.resultaten[0].van),
        (0, 1)
    );
    say(true).expect("and solved");
    town.days_later(15);
    assert!(matches!(say(false), Err(Error::Refused(_))), "too late");
}
