//! The name of a product brings offers of different sources together.

use super::*;

on_both_engines!(
    a_product_name_meets_the_item_that_carries_it,
    a_claimed_offer_takes_the_place_of_its_product_name,
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
