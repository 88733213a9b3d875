//! Called done, or joined, while there was still work for a crew.

use kit::db::Queries;

use super::*;
use crate::wijkaanpak::meldingen::actions::{complete, join};

/// A melding that crews of so many disciplines have.
fn taken_up(here: &Here, token: &str, many: usize) -> MeldingId {
    let (mut new, vak) = (here.melding(), here.vak());
    new.token = token.into();
    let id = here
        .write(&Actor::Nobody, move |ctx| submit(ctx, &new, None))
        .unwrap()
        .id;
    here.write(&Actor::Command, move |ctx| {
        let disciplines = vak[..many].to_vec();
        triage(ctx, id, &TriageOutcome::Taken { disciplines })
    })
    .unwrap();
    id
}

fn seen() -> Bewijs {
    Bewijs::Visit {
        by: "Noor Verzonnen".into(),
        on: "2026-03-02".parse().unwrap(),
        seen: "De tegels liggen weer vast en vlak.".into(),
    }
}

/// The disciplines of the tasks of a melding that are open.
fn open(here: &Here, id: MeldingId) -> Vec<String> {
    let gemeente = here.frame.id;
    let tasks = here
        .app
        .db()
        .read_blocking(move |tx| taken::list_of_melding(tx, gemeente, id))
        .unwrap();
    let open = |state: &str| matches!(state, "open" | "planned");
    tasks
        .into_iter()
        .filter(|taak| open(&taak.state))
        .map(|taak| taak.discipline)
        .collect()
}

/// How many dues to carry a task out are open.
fn owed(here: &Here) -> i64 {
    let gemeente = here.frame.id;
    here.app
        .db()
        .read_blocking(move |tx| {
            Ok::<_, Error>(tx.query_one(
                "SELECT count(*) FROM verplichtingen WHERE gemeente_id = $1 AND soort = 'taak.uitvoeren' AND state = 'open'",
                &[&gemeente],
                |row| row.get(0),
            )?)
        })
        .unwrap()
}

fn inv_21_called_done_ends_the_work_and_a_dispute_starts_it_again(test: TestDb) {
    let here = start(&test, "lelystad-demo");
    let vak = here.vak();
    let id = taken_up(&here, "een", 2);
    // It went another way first: that work does not come back.
    let other = vak[2].clone();
    here.app.clock().advance_seconds(60);
    here.write(&Actor::Command, move |ctx| {
        let disciplines = vec![other.clone()];
        triage(ctx, id, &TriageOutcome::Taken { disciplines })
    })
    .unwrap();
    here.app.clock().advance_seconds(60);
    assert_eq!((open(&here, id).len(), owed(&here)), (1, 1));
    here.write(&Actor::Command, move |ctx| {
        complete(ctx, id, &seen(), "De stoep is weer heel.")
    })
    .unwrap();
    assert_eq!((open(&here, id).len(), owed(&here)), (0, 0));
    here.app.clock().advance_seconds(60);
    let reporter = here.reporter(id);
    here.write(&reporter, |ctx| judge(ctx, false)).unwrap();
    assert_eq!(open(&here, id), vak[2..].to_vec());
    assert_eq!(owed(&here), 1);
}

fn l_20_joining_ends_the_work_of_what_is_joined(test: TestDb) {
    let here = start(&test, "lelystad-demo");
    let (kept, gone) = (taken_up(&here, "een", 1), taken_up(&here, "twee", 2));
    assert_eq!(owed(&here), 3);
    here.write(&Actor::Command, move |ctx| join(ctx, gone, kept))
        .unwrap();
    assert!(open(&here, gone).is_empty());
    assert_eq!((open(&here, kept).len(), owed(&here)), (1, 1));
}

on_both_engines!(
    inv_21_called_done_ends_the_work_and_a_dispute_starts_it_again,
    l_20_joining_ends_the_work_of_what_is_joined,
);
