//! What one can go to a desk for.

use super::*;
use crate::balie::infopunten::store::overlap::aanbod_by;
use crate::balie::kennisbank::inlezen::{Aanbieder, Incoming, IncomingLocatie, take_in};

on_both_engines!(what_places_offer_is_read_in_pages_and_all_of_it);

fn what_places_offer_is_read_in_pages_and_all_of_it(db: TestDb) {
    let stad = Stad::new(db);
    let frame = stad.app.frame(stad.app.slug());
    let owner = frame.organisaties[0].naam.clone();
    let topic = frame.inrichting.onderwerpen[0].sleutel.clone();
    let place = |naam: &str| IncomingLocatie {
        extern_id: naam.to_lowercase(),
        naam: format!("Loket {naam}"),
        adres: format!("Plein {naam}"),
        plaats: "Voorbeeld".to_owned(),
        openingstijden: "Tu 11:00-13:00".to_owned(),
        ..IncomingLocatie::default()
    };
    for titel in ["Hulp bij formulieren", "Samen eten"] {
        let row = Incoming {
            bron: "catalogus".to_owned(),
            extern_id: titel.to_lowercase(),
            soort: "aanbod".to_owned(),
            organisatie: Some(Aanbieder {
                naam: owner.clone(),
                ..Aanbieder::default()
            }),
            organisatie_soort: "welzijn".to_owned(),
            actief: true,
            onderwerp: topic.clone(),
            titel: titel.to_owned(),
            samenvatting: "Kom langs.".to_owned(),
            locaties: vec![place("Een"), place("Twee")],
            ..Incoming::default()
        };
        stad.write(move |ctx| take_in(ctx, &row).map(drop)).unwrap();
    }
    let gemeente = frame.id;
    let read = |size: i64| {
        stad.read(move |tx| {
            let all = aanbod_by(tx, gemeente, size)?;
            let all: Vec<_> = all.into_iter().map(|one| (one.naam, one.locatie)).collect();
            Ok(all)
        })
    };
    let whole = read(1000);
    assert_eq!(whole.len(), 4);
    assert!(whole.is_sorted(), "{whole:?}");
    for size in 1..=5 {
        assert_eq!(read(size), whole, "{size}");
    }
}
