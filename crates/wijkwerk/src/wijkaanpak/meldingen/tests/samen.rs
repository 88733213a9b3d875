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

/// Of every open due its kind, what it is about and its day.
fn open_dues(here: &Here) -> Vec<(uuid::Uuid, String, Option<jiff::civil::Date>)> {
    let gemeente = here.frame.id;
    here.app
        .db()
        .read_blocking(move |tx| {
            Ok::<_, Error>(tx.query(
                "SELECT id, soort, due FROM verplichtingen WHERE gemeente_id = $1 AND state = 'open' ORDER BY id",
                &[&gemeente],
                |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)),
            )?)
        })
        .unwrap()
}

/// How a melding stands: decided when, joined with what, its sources, its people, and the states of its tasks.
type Standing = (
    (MeldingState, Option<jiff::Timestamp>, Option<MeldingId>),
    i64,
    Vec<uuid::Uuid>,
    Vec<String>,
);

fn standing(here: &Here, id: MeldingId) -> Standing {
    let (gemeente, melding) = (here.frame.id, here.get(id));
    here.app
        .db()
        .read_blocking(move |tx| {
            let sources = tx.query_one(
                "SELECT count(*) FROM melding_bronnen WHERE gemeente_id = $1 AND melding_id = $2",
                &[&gemeente, &id],
                |row| row.get(0),
            )?;
            let people = list_volgers(tx, gemeente, id)?;
            let tasks = taken::list_of_melding(tx, gemeente, id)?;
            Ok::<_, Error>((
                (melding.state, melding.triaged_at, melding.samengevoegd_met),
                sources,
                people.iter().map(|who| who.id.0).collect(),
                tasks.into_iter().map(|task| task.state).collect(),
            ))
        })
        .unwrap()
}

fn l_20_a_join_that_is_taken_back_leaves_all_as_it_was(test: TestDb) {
    let here = start(&test, "velsen-demo");
    let enter = |token: &'static str, kanaal: &'static str| {
        here.app.clock().advance_seconds(40);
        let mut new = here.melding();
        new.token = token.into();
        new.kanaal = kanaal.into();
        here.write(&Actor::Command, move |ctx| submit(ctx, &new, None))
            .unwrap()
            .id
    };
    let (kept, first) = (enter("een", "digitaal"), enter("twee", "digitaal"));
    // By telephone: the receipt is owed too.
    let gone = enter("drie", "telefoon");
    let outcome = TriageOutcome::Taken {
        disciplines: vec![here.vak()[0].clone()],
    };
    here.write(&Actor::Command, move |ctx| {
        join(ctx, first, gone)?;
        triage(ctx, gone, &outcome).map(drop)
    })
    .unwrap();
    here.app.clock().advance_seconds(40);
    let all = |here: &Here| [kept, first, gone].map(|id| standing(here, id));
    let (before, owed) = (all(&here), open_dues(&here));
    assert!(owed.iter().any(|due| due.1 == "melding.ontvangst"));
    assert!(owed.iter().any(|due| due.1 == "taak.uitvoeren"));

    here.write(&Actor::Command, move |ctx| join(ctx, gone, kept))
        .unwrap();
    assert_ne!(all(&here), before);
    assert_ne!(open_dues(&here), owed);
    here.app.clock().advance_seconds(9);
    let early = here.write(&Actor::Command, move |ctx| unjoin(ctx, first));
    assert!(matches!(early, Err(Error::Refused(_))), "the last first");
    here.write(&Actor::Command, move |ctx| unjoin(ctx, gone))
        .unwrap();
    assert_eq!(all(&here), before);
    assert_eq!(open_dues(&here), owed);

    let again = here.write(&Actor::Command, move |ctx| unjoin(ctx, gone));
    assert!(matches!(again, Err(Error::Refused(_))));
    here.write(&Actor::Command, move |ctx| join(ctx, gone, kept))
        .unwrap();
    here.app.clock().advance_seconds(31);
    let late = here.write(&Actor::Command, move |ctx| unjoin(ctx, gone));
    assert!(matches!(late, Err(Error::Refused(said)) if said.key == "triage-te-laat-terug"));
    let checked = journaal::verify(here.app.db(), here.frame.id).unwrap();
    assert!(checked.is_ok(), "{checked:?}");
}

fn whoever_came_along_to_what_was_done_has_no_end_date_any_more(test: TestDb) {
    let here = start(&test, "velsen-demo");
    let kept = here.submit();
    let mut new = here.melding();
    new.token = "ander geheim".into();
    let gone = here
        .write(&Actor::Nobody, move |ctx| submit(ctx, &new, None))
        .unwrap()
        .id;
    here.write(&Actor::Command, move |ctx| {
        let gemeente = ctx.gemeente();
        let melding = get_melding(ctx, gemeente, kept)?;
        finish(ctx, &melding, None)?;
        join(ctx, gone, kept)?;
        unjoin(ctx, gone)
    })
    .unwrap();
    let gemeente = here.frame.id;
    let endless: i64 = here
        .app
        .db()
        .read_blocking(move |tx| {
            Ok::<_, Error>(tx.query_one(
                "SELECT count(*) FROM melders WHERE gemeente_id = $1 AND melding_id = $2 AND erase_after IS NULL",
                &[&gemeente, &gone],
                |row| row.get(0),
            )?)
        })
        .unwrap();
    assert_eq!(endless, 1);
}

on_both_engines!(
    l_20_a_join_that_is_taken_back_leaves_all_as_it_was,
    whoever_came_along_to_what_was_done_has_no_end_date_any_more,
    joined_meldingen_keep_their_sources_and_their_reporters,
    who_is_joined_into_something_done_has_an_end_date_too,
    what_was_joined_is_decided_on_under_the_other_number,
);
