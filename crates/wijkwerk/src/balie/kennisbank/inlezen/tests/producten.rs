//! The name of a product brings offers of different sources together.

use super::*;

on_both_engines!(
    a_product_name_meets_the_item_that_carries_it,
    a_claimed_offer_takes_the_place_of_its_product_name,
    l_28_what_nobody_changed_gets_the_texts_of_a_later_start_catalogue,
    inv_15_how_it_can_be_asked_for_online_follows_its_source_until_somebody_says_so_here,
);

fn product(extern_id: &str) -> Incoming {
    Incoming {
        bron: UPL.into(),
        extern_id: extern_id.into(),
        soort: "product".into(),
        actief: true,
        titel: "Mantelzorgcompliment".into(),
        upl_naam: Some("mantelzorgcompliment".into()),
        upl_uri: Some(extern_id.into()),
        ..Incoming::default()
    }
}

const URI: &str = "http://standaarden.overheid.nl/owms/terms/mantelzorgcompliment";

fn a_product_name_meets_the_item_that_carries_it(db: TestDb) {
    let app = world(db);
    let owner = owners(&app)[0].clone();
    let one = Incoming {
        upl_uri: Some(URI.into()),
        ..row(Some(&owner))
    };
    let TakenIn::Added(id) = take(&app, &one) else {
        panic!("it is new");
    };
    assert_eq!(take(&app, &product(URI)), TakenIn::Merged(id));
    assert_eq!(take(&app, &product(URI)), TakenIn::Already(id));
    assert_eq!(count(&app, ITEMS), 1);
    assert_eq!(seen(&app, id).4, "hsds", "its own text stays");
}

fn a_claimed_offer_takes_the_place_of_its_product_name(db: TestDb) {
    let app = world(db);
    let owner = owners(&app)[0].clone();
    let TakenIn::Added(id) = take(&app, &product(URI)) else {
        panic!("it is new");
    };
    assert_eq!(
        seen(&app, id),
        ("draft".into(), false, None, 1, "upl".into())
    );
    let one = Incoming {
        upl_uri: Some(URI.into()),
        upl_naam: Some("mantelzorgcompliment".into()),
        ..row(Some(&owner))
    };
    assert!(matches!(take(&app, &one), TakenIn::Changed(same, _) if same == id));
    assert_eq!(
        seen(&app, id),
        (
            "published".into(),
            true,
            Some("import".into()),
            2,
            "hsds".into()
        )
    );
    assert_eq!(take(&app, &product(URI)), TakenIn::Already(id));
    assert_eq!(count(&app, ITEMS), 1);
}

/// An item of the start catalogue, and the same as it shipped before it had a text.
fn shipped(id: &str) -> (Incoming, Incoming) {
    let all = crate::balie::wegwijzer::catalogue();
    let now = all.iter().find(|item| item.id == id).unwrap().row();
    let before = Incoming {
        tekst: String::new(),
        doelgroep: String::new(),
        aanmelden: String::new(),
        kosten: String::new(),
        ..now.clone()
    };
    (before, now)
}

fn l_28_what_nobody_changed_gets_the_texts_of_a_later_start_catalogue(db: TestDb) {
    let app = world(db);
    let text = |id: KennisitemId| {
        let gemeente = app.frame(app.slug()).id;
        app.app
            .db()
            .read_blocking(move |tx| crate::balie::kennisbank::get_item(tx, gemeente, id))
            .unwrap()
            .tekst
    };
    let (before, now) = shipped("rijbewijs");
    let TakenIn::Added(id) = take(&app, &before) else {
        panic!("it is new");
    };
    assert!(matches!(take(&app, &now), TakenIn::Changed(same, _) if same == id));
    assert_eq!(text(id), now.tekst);
    assert_eq!(take(&app, &now), TakenIn::Already(id), "and once");

    let (before, now) = shipped("paspoort");
    let TakenIn::Added(claimed) = take(&app, &before) else {
        panic!("it is new");
    };
    let writer = app.actor("aanbodbeheerder");
    let own = writer.account().unwrap().organisatie.unwrap();
    app.write(&writer, move |ctx| {
        crate::balie::kennisbank::actions::claim(ctx, claimed, own)
    })
    .unwrap();
    assert_eq!(take(&app, &now), TakenIn::Already(claimed));
    assert_eq!(text(claimed), "", "who took it on writes it");
}

fn inv_15_how_it_can_be_asked_for_online_follows_its_source_until_somebody_says_so_here(
    db: TestDb,
) {
    const DIGID: &str =
        "SELECT count(*) FROM kennis_online WHERE gemeente_id = $1 AND hoe = 'digid'";
    const ALL: &str = "SELECT count(*) FROM kennis_online WHERE gemeente_id = $1";
    let app = world(db);
    let owner = owners(&app)[0].clone();
    let without = row(Some(&owner));
    let online = Incoming {
        online: Some("digid".into()),
        ..without.clone()
    };
    let TakenIn::Added(id) = take(&app, &online) else {
        panic!("it is new");
    };
    assert_eq!((count(&app, DIGID), count(&app, ALL)), (1, 1));
    // As somebody types it in a sheet.
    let typed = Incoming {
        online: Some(" DigiD ".into()),
        ..without.clone()
    };
    assert!(matches!(take(&app, &typed), TakenIn::Changed(same, _) if same == id));
    assert_eq!((count(&app, DIGID), count(&app, ALL)), (1, 1));
    assert!(matches!(take(&app, &without), TakenIn::Changed(same, _) if same == id));
    assert_eq!(count(&app, ALL), 0, "its source does not say so any more");
    app.write(&Actor::Command, move |ctx| {
        crate::balie::kennisbank::actions::set_online(ctx, id, "ja")
    })
    .unwrap();
    assert_eq!(take(&app, &online), TakenIn::Already(id));
    assert_eq!((count(&app, DIGID), count(&app, ALL)), (0, 1));
}
