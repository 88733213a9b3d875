//! Everything that is published is told, however much it is.

use kit::on_both_engines;
use kit::testing::TestDb;

use super::super::store::{list_shown, list_shown_by};
use super::antwoorden::{get, row, world};
use super::*;
use crate::access::Actor;
use crate::balie::kennisbank::inlezen::Aanbieder;

on_both_engines!(
    everything_published_is_listed_whatever_is_read_at_a_time,
    a_service_of_two_gemeenten_is_told_once,
);

fn everything_published_is_listed_whatever_is_read_at_a_time(db: TestDb) {
    let app = world(db);
    for page in [1, 2, 3, 4] {
        let frame = app.frame(app.slug());
        let (by, whole) = app
            .app
            .db()
            .read_blocking(move |tx| {
                let by = list_shown_by(tx, &frame, page)?;
                Ok::<_, crate::error::Error>((by, list_shown(tx, &frame)?))
            })
            .unwrap();
        let titles: Vec<&str> = by.iter().map(|it| it.titel.as_str()).collect();
        assert_eq!(
            titles,
            ["Mantelzorg thuis", "Repareren", "Éten met buren"],
            "{page} at a time"
        );
        let ids =
            |all: &[super::super::store::Shown]| -> Vec<_> { all.iter().map(|it| it.id).collect() };
        assert_eq!(ids(&by), ids(&whole), "{page} at a time");
    }
}

/// Takes in a package of one service in this gemeente, a minute after what was before.
fn read_in(app: &TestApp, slug: &str, id: &str, titel: &str) {
    let frame = app.frame(slug);
    let one = Incoming {
        bron: "hsds".into(),
        extern_id: id.into(),
        organisatie: Some(Aanbieder {
            naam: frame.organisaties[0].naam.clone(),
            ..Aanbieder::default()
        }),
        actief: true,
        titel: titel.into(),
        ..Incoming::default()
    };
    app.clock.advance_seconds(60);
    let done = app
        .app
        .write_blocking(&frame, &Actor::Command, move |ctx| take_in(ctx, &one));
    assert!(matches!(done, Ok(TakenIn::Added(_))), "{done:?}");
}

fn a_service_of_two_gemeenten_is_told_once(db: TestDb) {
    let app = TestApp::new(db, &["velsen-demo", "lelystad-demo"]);
    let slugs = app.slugs().to_vec();
    let id = "ac148810-d857-441c-9679-408f346de14b";
    read_in(&app, &slugs[0], id, "Samen eten");
    read_in(&app, &slugs[1], id, "Samen eten, nieuw");
    // What was written here is told, and not what another gemeente read in of it.
    let TakenIn::Added(own) = take(&app, &row(&app, 0, "Repareren")) else {
        panic!("it is new");
    };
    read_in(&app, &slugs[1], &own.0.to_string(), "Repareren, een kopie");
    let page = get(&app, "/hsds/v3/services");
    assert_eq!(page["total_items"], 2, "{page}");
    let told: Vec<(&str, &str)> = page["contents"]
        .as_array()
        .unwrap()
        .iter()
        .map(|one| (one["id"].as_str().unwrap(), one["name"].as_str().unwrap()))
        .collect();
    let own = own.0.to_string();
    assert!(told.contains(&(id, "Samen eten, nieuw")), "{told:?}");
    assert!(told.contains(&(own.as_str(), "Repareren")), "{told:?}");
    let least = get(&app, "/hsds/v3/services?minimal=true");
    assert_eq!(least["contents"].as_array().unwrap().len(), 2);
    for slug in &slugs {
        let page = get(&app, &format!("/hsds/v3/{slug}/services"));
        assert_eq!(page["total_items"], 2, "{slug}");
    }
}
