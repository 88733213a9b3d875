//! What a text said before is kept, all of it.

use super::*;

fn versies(bank: &Bank, id: KennisitemId) -> Vec<Versie> {
    let gemeente = bank.app.frame(bank.app.slug()).id;
    let db = bank.app.app.db();
    let found = db.read_blocking(move |tx| list_versies(tx, gemeente, id));
    found.unwrap()
}

/// The same with another number, that costs something now.
fn otherwise() -> Velden {
    Velden {
        telefoon: Some("0320-111222".to_owned()),
        kosten: "Vijf euro".to_owned(),
        ..fields()
    }
}

fn l_42_every_field_of_a_version_is_kept(db: TestDb) {
    let bank = Bank::new(db);
    let id = bank.shown();
    bank.later(1);
    bank.act(&bank.eigenaar, move |ctx| {
        change(ctx, id, &otherwise(), false)
    })
    .unwrap();
    let kept: Vec<Option<Velden>> = versies(&bank, id)
        .into_iter()
        .map(|versie| versie.velden)
        .collect();
    assert_eq!(kept, [Some(otherwise()), Some(fields())]);
    let (gemeente, now) = (bank.app.frame(bank.app.slug()).id, bank.app.clock.now());
    for (hours, expected) in [(0, Some(2)), (1, Some(1)), (48, None)] {
        let at = now.checked_sub(Span::new().hours(hours)).unwrap();
        let db = bank.app.app.db();
        let found = db.read_blocking(move |tx| list_versies_at(tx, gemeente, &[id], at));
        let found = found.unwrap().first().map(|(_, versie)| versie.versie);
        assert_eq!(found, expected, "{hours} hours ago");
    }
}

fn what_nobody_can_read_does_not_become_a_text(db: TestDb) {
    let bank = Bank::new(db);
    let id = bank.shown();
    let damaged = Velden {
        kosten: "\u{80} 5".to_owned(),
        ..fields()
    };
    let done = bank.act(&bank.eigenaar, move |ctx| change(ctx, id, &damaged, false));
    assert_eq!(key(done), "kennis-teken-onleesbaar");
    assert_eq!(versies(&bank, id).len(), 1);
}

fn a_version_from_before_all_was_kept_is_completed_before_the_next(db: TestDb) {
    let bank = Bank::new(db);
    let id = bank.shown();
    bank.act(&Actor::Command, move |ctx| {
        let gemeente = ctx.gemeente();
        ctx.exec(
            "UPDATE kennisversies SET velden = NULL WHERE gemeente_id = $1 AND kennisitem_id = $2",
            &[&gemeente, &id],
        )?;
        Ok(())
    })
    .unwrap();
    let old = versies(&bank, id);
    assert_eq!(old[0].velden, None);
    assert_eq!(
        old[0].said(&otherwise()),
        otherwise(),
        "its texts are all that is known of it"
    );
    bank.act(&bank.eigenaar, move |ctx| {
        change(ctx, id, &otherwise(), false)
    })
    .unwrap();
    assert_eq!(versies(&bank, id)[1].velden, Some(fields()));
}

fn what_many_texts_said_at_a_moment_is_the_last_version_before_it(db: TestDb) {
    let bank = Bank::new(db);
    let (one, other) = (bank.shown(), bank.shown());
    bank.later(1);
    let late = bank.shown();
    bank.act(&bank.eigenaar, move |ctx| {
        change(ctx, one, &otherwise(), false)
    })
    .unwrap();
    let (gemeente, now) = (bank.app.frame(bank.app.slug()).id, bank.app.clock.now());
    // More than are asked at a time, most of them of nobody.
    let mut ids: Vec<KennisitemId> = (1..=11)
        .map(|n| KennisitemId(uuid::Uuid::from_u128(n)))
        .collect();
    ids.extend([one, other, late]);
    let said = |hours: i64| {
        let (ids, at) = (
            ids.clone(),
            now.checked_sub(Span::new().hours(hours)).unwrap(),
        );
        let db = bank.app.app.db();
        let found = db.read_blocking(move |tx| list_versies_at(tx, gemeente, &ids, at));
        let found: std::collections::BTreeMap<KennisitemId, Versie> =
            found.unwrap().into_iter().collect();
        [one, other, late].map(|id| found.get(&id).map(|versie| versie.versie))
    };
    assert_eq!(said(0), [Some(2), Some(1), Some(1)]);
    assert_eq!(said(1), [Some(1), Some(1), None]);
    assert_eq!(said(48), [None, None, None]);
    let db = bank.app.app.db();
    let none = db.read_blocking(move |tx| list_versies_at(tx, gemeente, &[], now));
    assert!(none.unwrap().is_empty());
}

on_both_engines!(
    what_many_texts_said_at_a_moment_is_the_last_version_before_it,
    a_version_from_before_all_was_kept_is_completed_before_the_next,
    what_nobody_can_read_does_not_become_a_text,
    l_42_every_field_of_a_version_is_kept,
);
