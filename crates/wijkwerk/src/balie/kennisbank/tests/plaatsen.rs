//! Where an offer can be had: what came along and nobody touched stays as it came.

use super::*;
use crate::balie::infopunten::NewLocatie;
use crate::balie::infopunten::actions::make_locatie;
use crate::balie::kennisbank::store::gelezen;
use crate::ids::LocatieId;

fn place(bank: &Bank, naam: &'static str) -> LocatieId {
    let new = NewLocatie {
        naam: naam.to_owned(),
        soort: "buurthuis".to_owned(),
        organisatie: None,
        gebied: None,
        adres: "Wielstraat 8".to_owned(),
        postcode: String::new(),
        plaats: "Wielstad".to_owned(),
        telefoon: None,
        place: None,
        sterren: 0,
        toegankelijkheid: String::new(),
    };
    bank.act(&Actor::Command, move |ctx| make_locatie(ctx, &new))
        .unwrap()
}

fn own_hours_that_came_along_stay_until_somebody_types_others(db: TestDb) {
    let bank = Bank::new(db);
    let id = bank.shown();
    let (een, twee) = (place(&bank, "Aanloop"), place(&bank, "Buurthuis"));
    // As a package may bring it: no hours that can be read, and more words than the form takes.
    let long = "woord ".repeat(60);
    let remark = long.clone();
    bank.act(&Actor::Command, move |ctx| {
        store::add_plaats(ctx, id, een, "volgens rooster", &remark)
    })
    .unwrap();
    let set = |hours: &'static str, remark: &str| {
        let plaatsen = [
            (een, hours.to_owned(), remark.to_owned()),
            (twee, String::new(), String::new()),
        ];
        bank.act(&bank.eigenaar, move |ctx| set_plaatsen(ctx, id, &plaatsen))
    };
    let gemeente = bank.app.frame(bank.app.slug()).id;
    let own = || {
        let db = bank.app.app.db();
        let found = db.read_blocking(move |tx| store::list_eigen_plaatsen(tx, gemeente, id));
        found.unwrap()
    };
    set("volgens rooster", &long).unwrap();
    let stands = own();
    assert_eq!(stands.len(), 2);
    assert_eq!(stands[0], (een, "volgens rooster".to_owned(), long.clone()));
    assert_eq!(key(set("ma blabla", &long)), "infopunt-uren-fout");
    assert_eq!(key(set("ma 9-12", &"x".repeat(201))), "kennis-te-lang");
    assert_eq!(own(), stands);
    set("ma 9-12", "Kamer 3").unwrap();
    let expected = (
        een,
        "Mo 09:00-12:00; PH off".to_owned(),
        "Kamer 3".to_owned(),
    );
    assert_eq!(own()[0], expected);
}

fn other_wijken_take_the_place_of_those_that_a_package_brought(db: TestDb) {
    let bank = Bank::new(db);
    let id = bank.shown();
    let gemeente = bank.app.frame(bank.app.slug()).id;
    let brought = "[{\"name\":\"Elders\"}]";
    bank.act(&Actor::Command, move |ctx| {
        gelezen::insert_extra(ctx, id, "service_areas", brought)
    })
    .unwrap();
    let wijk = bank.app.frame(bank.app.slug()).wijken().next().unwrap().id;
    bank.act(&bank.eigenaar, move |ctx| set_gebieden(ctx, id, &[wijk]))
        .unwrap();
    let left = bank
        .app
        .app
        .db()
        .read_blocking(move |tx| gelezen::find_extra(tx, gemeente, id, "service_areas"));
    assert_eq!(left.unwrap(), None);
    let unknown = crate::ids::GebiedId(uuid::Uuid::nil());
    let refused = bank.act(&bank.eigenaar, move |ctx| set_gebieden(ctx, id, &[unknown]));
    assert_eq!(key(refused), "kennis-gebied-onbekend");
}

on_both_engines!(
    other_wijken_take_the_place_of_those_that_a_package_brought,
    own_hours_that_came_along_stay_until_somebody_types_others,
);
