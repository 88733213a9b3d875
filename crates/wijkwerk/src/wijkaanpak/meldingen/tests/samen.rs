//! Meldingen about one thing, joined.

use kit::db::Queries;

use super::*;
use crate::wijkaanpak::meldingen::actions::{complete, finish, join};

fn joined_meldingen_keep_their_sources_and_their_reporters(test: TestDb) {
    let here = start(&test, "velsen-demo");
    let (one, two) = (here.submit(), {
        let mut new = here.melding();
        new.token = "ander geheim".into();
        here.write(&Actor::Nobody, move |ctx| submit(ctx, &new, None))
            .unwrap()
            .id
    });
    here.write(&Actor::Command, move |ctx| join(ctx, two, one))
        .unwrap();
    let gemeente = here.frame.id;
    let (sources, people): (i64, usize) = here
        .app
        .db()
        .read_blocking(move |tx| {
            let sources = tx.query_one(
                "SELECT count(*) FROM melding_bronnen WHERE gemeente_id = $1 AND melding_id = $2",
                &[&gemeente, &one],
                |row| row.get(0),
            )?;
            Ok::<_, Error>((sources, list_volgers(tx, gemeente, one)?.len()))
        })
        .unwrap();
    assert_eq!((sources, people), (2, 2));
    let mut new = here.melding();
    new.token = "nog een geheim".into();
    let three = here
        .write(&Actor::Nobody, move |ctx| submit(ctx, &new, None))
        .unwrap()
        .id;
    here.write(&Actor::Command, move |ctx| join(ctx, one, three))
        .unwrap();
    assert_eq!(
        here.get(two).samengevoegd_met,
        Some(three),
        "one step leads to the one that is handled"
    );
}

fn who_is_joined_into_something_done_has_an_end_date_too(test: TestDb) {
    let here = start(&test, "velsen-demo");
    let one = here.submit();
    let mut new = here.melding();
    new.token = "ander geheim".into();
    let two = here
        .write(&Actor::Nobody, move |ctx| submit(ctx, &new, None))
        .unwrap()
        .id;
    here.write(&Actor::Command, move |ctx| {
        let gemeente = ctx.gemeente();
        let melding = get_melding(ctx, gemeente, one)?;
        finish(ctx, &melding, None)?;
        join(ctx, two, one)
    })
    .unwrap();
    let gemeente = here.frame.id;
    let endless: i64 = here
        .app
        .db()
        .read_blocking(move |tx| {
            Ok::<_, Error>(tx.query_one(
                "SELECT count(*) FROM melders WHERE gemeente_id = $1 AND erase_after IS NULL",
                &[&gemeente],
                |row| row.get(0),
            )?)
        })
        .unwrap();
    assert_eq!(endless, 0);
}

fn what_was_joined_is_decided_on_under_the_other_number(test: TestDb) {
    let here = start(&test, "velsen-demo");
    let one = here.submit();
    let mut new = here.melding();
    new.token = "ander geheim".into();
    let two = here
        .write(&Actor::Nobody, move |ctx| submit(ctx, &new, None))
        .unwrap()
        .id;
    let taken = TriageOutcome::Taken {
        disciplines: vec![here.vak()[0].clone()],
    };
    let again = taken.clone();
    here.write(&Actor::Command, move |ctx| {
        triage(ctx, two, &taken)?;
        join(ctx, two, one)
    })
    .unwrap();
    let before = here.get(two);
    let seen = Bewijs::Visit {
        by: "Noor Verzonnen".into(),
        on: "2026-03-02".parse().unwrap(),
        seen: "De tegels liggen weer vast en vlak.".into(),
    };
    let refused = [
        here.write(&Actor::Command, move |ctx| undo(ctx, two)),
        here.write(&Actor::Command, move |ctx| {
            triage(ctx, two, &again).map(drop)
        }),
        here.write(&Actor::Command, move |ctx| {
            complete(ctx, two, &seen, "De stoep is weer heel.")
        }),
    ];
    for said in refused {
        assert!(matches!(said, Err(Error::Refused(said)) if said.key == "melding-hoort-bij-ander"));
    }
    assert_eq!(here.get(two).state, before.state);
}

on_both_engines!(
    joined_meldingen_keep_their_sources_and_their_reporters,
    who_is_joined_into_something_done_has_an_end_date_too,
    what_was_joined_is_decided_on_under_the_other_number,
);
