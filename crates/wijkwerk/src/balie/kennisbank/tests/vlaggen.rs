//! What is found and said not to be right.

use super::*;
use crate::access::{Here, Permission};
use crate::testing::Where;

fn l_45_a_note_with_another_number_is_a_contradiction_until_it_is_settled(db: TestDb) {
    let bank = Bank::new(db);
    let id = bank.shown();
    for (tekst, expected) in [
        ("Aan onze balie op dinsdag.", 0),
        ("Bel hier ook 0320 278911.", 0),
        ("Bel hier 0320-111222.", 1),
        ("Bel hier 0320-333444.", 1),
    ] {
        bank.act(&bank.balie, move |ctx| note(ctx, id, tekst))
            .unwrap();
        let flags = bank.flags(id);
        assert_eq!(flags.len(), expected, "{tekst}");
        assert!(
            flags
                .iter()
                .all(|flag| flag.soort == FlagKind::Contradiction)
        );
    }
    let vlag = bank.flags(id)[0].id;
    let refused = bank.act(&bank.balie, move |ctx| {
        settle_flag(ctx, id, vlag, SettledAs::Dismissed)
    });
    assert_eq!(key(refused), "forbidden");
    bank.act(&bank.eigenaar, move |ctx| {
        settle_flag(ctx, id, vlag, SettledAs::Dismissed)
    })
    .unwrap();
    let again = bank.act(&bank.eigenaar, move |ctx| {
        settle_flag(ctx, id, vlag, SettledAs::Dismissed)
    });
    assert_eq!(key(again), "kennis-vlag-al-klaar");
}

fn what_the_product_finds_is_one_flag_and_one_question(db: TestDb) {
    let bank = Bank::new(db);
    let id = bank.shown();
    let job = Actor::Job("nightly");
    for _ in 0..3 {
        bank.act(&job, move |ctx| {
            note_link(ctx, id, "https://schulden.example/hulp", Word::Gone)
        })
        .unwrap();
        bank.act(&job, move |ctx| flag(ctx, id, FlagKind::ReferralFailed, ""))
            .unwrap();
        bank.act(&Actor::Nobody, move |ctx| react(ctx, id, Reactie::SnapNiet))
            .unwrap();
        bank.act(&Actor::Nobody, move |ctx| react(ctx, id, Reactie::Hielp))
            .unwrap();
        bank.app.clock.advance_seconds(24 * 60 * 60);
    }
    let mut kinds: Vec<FlagKind> = bank.flags(id).iter().map(|flag| flag.soort).collect();
    kinds.sort();
    assert_eq!(
        kinds,
        [
            FlagKind::DeadLink,
            FlagKind::Unclear,
            FlagKind::ReferralFailed
        ]
    );
    let asked = bank
        .verbs(id)
        .into_iter()
        .filter(|verb| *verb == Verb::Asked);
    assert_eq!(asked.count(), 1);
    assert_eq!(bank.item(id).url_state, UrlState::Dead);
    let gemeente = bank.app.frame(bank.app.slug()).id;
    let said = bank
        .app
        .app
        .db()
        .read_blocking(move |tx| reacties(tx, gemeente, id, 1))
        .unwrap();
    assert_eq!((said.hielp, said.snap_niet), (3, 3));
    // Another address is another website: the old answer says nothing about it.
    let velden = Velden {
        url: Some("https://anders.example/".to_owned()),
        ..fields()
    };
    bank.act(&bank.eigenaar, move |ctx| change(ctx, id, &velden, false))
        .unwrap();
    assert_eq!(bank.item(id).url_state, UrlState::Unknown);
}

fn what_fails_again_after_a_quiet_week_asks_again_under_the_same_flag(db: TestDb) {
    let bank = Bank::new(db);
    let id = bank.shown();
    let job = Actor::Job("nightly");
    for (days, expected) in [(1, 1), (6, 1), (2, 2), (3, 2)] {
        bank.later(days);
        bank.act(&job, move |ctx| flag(ctx, id, FlagKind::ReferralFailed, ""))
            .unwrap();
        let asked = bank
            .verbs(id)
            .into_iter()
            .filter(|verb| *verb == Verb::Asked);
        assert_eq!(asked.count(), expected, "after {days} more days");
    }
    assert_eq!(bank.flags(id).len(), 1);
}

fn l_28_whoever_reads_flags_and_notes_and_only_the_owner_changes(db: TestDb) {
    let bank = Bank::new(db);
    let id = bank.shown();
    let reads = |actor: &Actor| actor.may(Permission::KennisRead, &Here::ANYWHERE);
    let other = bank
        .app
        .frame(bank.app.slug())
        .organisaties
        .iter()
        .map(|one| one.id)
        .find(|one| *one != bank.organisatie)
        .unwrap();
    let writer = bank
        .app
        .an_account("Ans Ander")
        .of(other)
        .with_role("aanbodbeheerder", Where::Organisatie(other))
        .make();
    let (frame, now) = (bank.app.frame(bank.app.slug()), bank.app.clock.now());
    let writer = bank
        .app
        .app
        .db()
        .read_blocking(move |tx| crate::kader::accounts::actor_for(tx, &frame, writer.account, now))
        .unwrap();
    let mut readers: Vec<(String, Actor)> = bank
        .app
        .roles(bank.app.slug())
        .into_iter()
        .map(|rol| (rol.clone(), bank.app.actor(&rol)))
        .filter(|(_, actor)| {
            reads(actor) && actor.account().unwrap().organisatie != Some(bank.organisatie)
        })
        .collect();
    readers.push(("a writer of another organisation".to_owned(), writer));
    assert!(readers.len() > 5, "{}", readers.len());
    for (n, (rol, actor)) in readers.iter().enumerate() {
        bank.act(actor, move |ctx| {
            flag(ctx, id, FlagKind::Wrong, "Het nummer klopt niet meer.")
        })
        .unwrap_or_else(|error| panic!("{rol} cannot flag: {error:?}"));
        bank.act(actor, move |ctx| note(ctx, id, "Bij ons aan de balie."))
            .unwrap_or_else(|error| panic!("{rol} cannot note: {error:?}"));
        assert_eq!(bank.flags(id).len(), n + 1, "{rol}");
        let refused = bank.act(actor, move |ctx| change(ctx, id, &fields(), false));
        assert_eq!(key(refused), "forbidden", "{rol}");
    }
    assert_eq!(bank.item(id).versie, 1);
}

on_both_engines!(
    l_28_whoever_reads_flags_and_notes_and_only_the_owner_changes,
    l_45_a_note_with_another_number_is_a_contradiction_until_it_is_settled,
    what_the_product_finds_is_one_flag_and_one_question,
    what_fails_again_after_a_quiet_week_asks_again_under_the_same_flag,
);
