//! Who may change, see and take over a text, and who may not.

use super::*;

fn inv_15_only_the_owner_changes_a_text_and_others_flag(db: TestDb) {
    let bank = Bank::new(db);
    let id = bank.shown();
    let other = Velden {
        titel: "Iets anders".to_owned(),
        ..fields()
    };
    for who in [&bank.balie, &bank.regie] {
        let velden = other.clone();
        let refused = bank.act(who, move |ctx| change(ctx, id, &velden, false));
        assert_eq!(key(refused), "forbidden");
        assert_eq!(key(bank.act(who, move |ctx| confirm(ctx, id))), "forbidden");
    }
    let velden = other.clone();
    let nobody = bank.act(&Actor::Nobody, move |ctx| change(ctx, id, &velden, false));
    assert_eq!(key(nobody), "sign in");
    bank.act(&bank.balie, move |ctx| {
        flag(ctx, id, FlagKind::Wrong, "Het nummer klopt niet meer.")
    })
    .unwrap();
    assert_eq!(bank.flags(id).len(), 1);
    let verbs = bank.verbs(id);
    assert!(verbs.ends_with(&[Verb::Flagged, Verb::Asked]), "{verbs:?}");
    let velden = other.clone();
    bank.act(&bank.eigenaar, move |ctx| change(ctx, id, &velden, true))
        .unwrap();
    let item = bank.item(id);
    assert_eq!((item.versie, item.titel.as_str()), (2, "Iets anders"));
    assert_eq!(bank.flags(id)[0].settled_as, Some(SettledAs::Changed));
    let gemeente = bank.app.frame(bank.app.slug()).id;
    let old = bank
        .app
        .app
        .db()
        .read_blocking(move |tx| list_versies(tx, gemeente, id));
    let old: Vec<String> = old.unwrap().into_iter().map(|found| found.titel).collect();
    assert_eq!(old, ["Iets anders", "Hulp bij schulden"]);
}

fn a_draft_is_seen_by_its_owner_only_and_by_everybody_when_it_is_nobodys(db: TestDb) {
    let bank = Bank::new(db);
    let id = bank.draft();
    let refused = bank.act(&bank.balie, move |ctx| {
        flag(ctx, id, FlagKind::Wrong, "Dit klopt niet.")
    });
    assert_eq!(key(refused), "not found");
    let loose = bank
        .act(&Actor::Command, |ctx| {
            make(
                ctx,
                &fields(),
                &Herkomst {
                    sleutel: "los".to_owned(),
                    organisatie: None,
                    essential: false,
                    upl_naam: None,
                    upl_uri: None,
                    bron: "upl".to_owned(),
                    extern_id: Some("1".to_owned()),
                },
            )
        })
        .unwrap();
    let refused = bank.act(&bank.eigenaar, move |ctx| publish(ctx, loose));
    assert_eq!(key(refused), "kennis-zonder-eigenaar");
    let organisatie = bank.organisatie;
    bank.act(&bank.eigenaar, move |ctx| claim(ctx, loose, organisatie))
        .unwrap();
    let again = bank.act(&bank.eigenaar, move |ctx| claim(ctx, loose, organisatie));
    assert_eq!(key(again), "kennis-heeft-eigenaar");
    bank.act(&bank.eigenaar, move |ctx| publish(ctx, loose))
        .unwrap();
    assert_eq!(bank.item(loose).organisatie, Some(organisatie));
}

fn a_link_for_one_item_does_nothing_with_another(db: TestDb) {
    let bank = Bank::new(db);
    let (one, other) = (bank.shown(), bank.shown());
    let holder = |kind, subject: KennisitemId| {
        Actor::Link(LinkHolder {
            id: LinkId(uuid::Uuid::nil()),
            kind,
            subject: subject.0,
            holder: bank.organisatie.0,
        })
    };
    let wrong = holder(LinkKind::Bron, one);
    assert_eq!(
        key(bank.act(&wrong, move |ctx| confirm(ctx, other))),
        "forbidden"
    );
    let kind = holder(LinkKind::Partner, other);
    assert_eq!(
        key(bank.act(&kind, move |ctx| confirm(ctx, other))),
        "forbidden"
    );
}

fn whoever_wrote_a_note_takes_it_away_and_nobody_else(db: TestDb) {
    let bank = Bank::new(db);
    let id = bank.shown();
    let written = bank
        .act(&bank.balie, move |ctx| {
            note(ctx, id, "Aan onze balie op dinsdag.")
        })
        .unwrap();
    let refused = bank.act(&bank.eigenaar, move |ctx| remove_note(ctx, id, written));
    assert_eq!(key(refused), "forbidden");
    bank.act(&bank.balie, move |ctx| remove_note(ctx, id, written))
        .unwrap();
    let again = bank.act(&bank.balie, move |ctx| remove_note(ctx, id, written));
    assert_eq!(key(again), "not found");
    let other = bank
        .act(&bank.balie, move |ctx| {
            note(ctx, id, "Ook bij ons aan de balie.")
        })
        .unwrap();
    bank.act(&bank.regie, move |ctx| remove_note(ctx, id, other))
        .unwrap();
}

on_both_engines!(
    a_draft_is_seen_by_its_owner_only_and_by_everybody_when_it_is_nobodys,
    a_link_for_one_item_does_nothing_with_another,
    inv_15_only_the_owner_changes_a_text_and_others_flag,
    whoever_wrote_a_note_takes_it_away_and_nobody_else,
);
