//! Whoever could not see that it arrived is owed a receipt.

use kit::db::Queries;

use super::*;
use crate::jobs::{Night, run_due};
use crate::kader::verplichtingen::list_about;
use crate::wijkaanpak::meldingen::actions::join;
use crate::wijkaanpak::meldingen::contact::erase_own;

/// A melding that somebody entered for who called, and left a name and a number.
fn called(here: &Here, token: &str) -> MeldingId {
    let mut new = here.melding();
    new.kanaal = "telefoon".into();
    new.token = token.into();
    new.contact = Contactgegevens {
        naam: Some("Ada Verzonnen".into()),
        telefoon: Some("0612345678".into()),
        taal: "nl".into(),
        ..Default::default()
    };
    here.write(&Actor::Command, move |ctx| submit(ctx, &new, None))
        .unwrap()
        .id
}

/// How the receipt of a melding stands: state and day, in the order in which it was owed.
fn receipts(here: &Here, id: MeldingId) -> Vec<(String, Option<jiff::civil::Date>)> {
    let gemeente = here.frame.id;
    let all = here
        .app
        .db()
        .read_blocking(move |tx| list_about(tx, gemeente, id.0))
        .unwrap();
    all.into_iter()
        .filter(|due| due.soort == "melding.ontvangst")
        .map(|due| (due.state, due.due))
        .collect()
}

fn stands(state: &str) -> Vec<(String, Option<jiff::civil::Date>)> {
    // A working day from Monday the second of March.
    vec![(state.to_owned(), Some(jiff::civil::date(2026, 3, 3)))]
}

fn a_receipt_is_owed_until_somebody_gives_it(test: TestDb) {
    let here = start(&test, "lelystad-demo");
    let seen = here.submit();
    assert!(receipts(&here, seen).is_empty(), "the website said so");
    let id = called(&here, "een");
    assert_eq!(receipts(&here, id), stands("open"));
    let give = |how| here.write(&Actor::Command, move |ctx| note_receipt(ctx, id, how));
    assert!(give(ReceiptBy::Letter).unwrap());
    assert!(!give(ReceiptBy::Phone).unwrap(), "once is enough");
    assert_eq!(receipts(&here, id), stands("satisfied"));
    let gemeente = here.frame.id;
    let proof: String = here
        .app
        .db()
        .read_blocking(move |tx| {
            Ok::<_, Error>(tx.query_one(
                "SELECT max(proof) FROM verplichtingen WHERE gemeente_id = $1 AND soort = 'melding.ontvangst'",
                &[&gemeente],
                |row| row.get(0),
            )?)
        })
        .unwrap();
    assert_eq!(proof, "letter");
}

fn whoever_hears_how_it_ended_needs_no_receipt_any_more(test: TestDb) {
    let here = start(&test, "lelystad-demo");
    let id = called(&here, "een");
    here.write(&Actor::Command, move |ctx| {
        let reason = "Dit is grond van een ander.".to_owned();
        triage(ctx, id, &TriageOutcome::NoAction { reason })?;
        note_told(ctx, id, ToldBy::Telefoon)
    })
    .unwrap();
    assert_eq!(receipts(&here, id), stands("satisfied"));
}

fn a_receipt_goes_along_with_what_is_joined_and_away_with_the_person(test: TestDb) {
    let here = start(&test, "lelystad-demo");
    let (kept, other) = (here.submit(), called(&here, "twee"));
    here.write(&Actor::Command, move |ctx| join(ctx, other, kept))
        .unwrap();
    assert_eq!(receipts(&here, other), stands("waived"));
    assert_eq!(receipts(&here, kept), stands("open"));
    let alone = called(&here, "drie");
    here.write(&here.reporter(alone), |ctx| erase_own(ctx).map(drop))
        .unwrap();
    assert_eq!(receipts(&here, alone), stands("waived"));
}

fn a_receipt_ends_in_the_night_in_which_nobody_is_left(test: TestDb) {
    let here = start(&test, "lelystad-demo");
    let (alone, named, kept) = (
        called(&here, "een"),
        called(&here, "twee"),
        called(&here, "drie"),
    );
    let (gemeente, today) = (here.frame.id, here.frame.today(here.app.clock().now()));
    here.write(&Actor::Command, move |ctx| {
        ctx.exec(
            "UPDATE melders SET erase_after = $3 WHERE gemeente_id = $1 AND melding_id = $2",
            &[&gemeente, &alone, &today],
        )?;
        ctx.exec(
            "UPDATE melders SET telefoon = NULL WHERE gemeente_id = $1 AND melding_id = $2",
            &[&gemeente, &named],
        )?;
        Ok(())
    })
    .unwrap();
    run_due(&here.app, Night::Now).unwrap();
    assert_eq!(receipts(&here, alone), stands("waived"));
    assert_eq!(receipts(&here, named), stands("waived"), "only a name");
    assert_eq!(receipts(&here, kept), stands("open"));
}

on_both_engines!(
    a_receipt_ends_in_the_night_in_which_nobody_is_left,
    a_receipt_is_owed_until_somebody_gives_it,
    whoever_hears_how_it_ended_needs_no_receipt_any_more,
    a_receipt_goes_along_with_what_is_joined_and_away_with_the_person,
);
