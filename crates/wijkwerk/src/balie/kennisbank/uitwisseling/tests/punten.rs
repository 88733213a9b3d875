//! The infopunten among the services: valid, the same hours as everywhere, and never taken in as an offer.

use jiff::civil::Date;
use kit::hours::{HsdsSchedule, State, hsds_back};
use kit::on_both_engines;
use kit::testing::{TestDb, TestDir, skip};
use serde_json::{Value, json};

use super::antwoorden::{get, is_valid, schema, world};
use super::*;
use crate::access::Actor;
use crate::balie::infopunten::actions::{Wending, make_infopunt, make_locatie, turn_infopunt};
use crate::balie::infopunten::uren::{self, NewUitzondering, UitzonderingBron};
use crate::balie::infopunten::{InfopuntSoort, NewInfopunt, NewLocatie, Rang, Stap, tijden};
use crate::ids::InfopuntId;

on_both_engines!(
    inv_11_a_point_tells_the_same_hours_in_hsds,
    a_point_that_is_closed_says_so_and_a_candidate_is_not_there,
    a_point_is_searched_like_a_service,
    a_point_is_never_taken_in_as_an_offer,
);

pub(super) fn point(app: &TestApp, naam: &'static str, open: bool) -> InfopuntId {
    let frame = app.frame(app.slug());
    let gebied = frame.wijken().next().unwrap().id;
    let organisatie = frame.organisaties[0].id;
    app.write(&Actor::Command, move |ctx| {
        let place = NewLocatie {
            naam: "Huis van de wijk".to_owned(),
            soort: "buurthuis".to_owned(),
            organisatie: None,
            gebied: Some(gebied),
            adres: "Straat 1".to_owned(),
            postcode: "1970 AB".to_owned(),
            plaats: "Stad".to_owned(),
            telefoon: Some("0255 12 34 56".to_owned()),
            place: Some((52_500_000, 4_600_000)),
            sterren: 0,
            toegankelijkheid: "Drempelvrij".to_owned(),
        };
        let locatie = make_locatie(ctx, &place)?;
        let new = NewInfopunt {
            naam: naam.to_owned(),
            locatie,
            gebied,
            organisatie,
            soort: InfopuntSoort::Infopunt,
            rang: Rang::Neven,
            open,
            voorheen: "De Oude Balie".to_owned(),
        };
        let id = make_infopunt(ctx, &new)?;
        let today = ctx.today();
        tijden::set_hours(ctx, id, "ma-vr 9-12.30, wo ook 13.30-17", today)?;
        Ok(id)
    })
    .unwrap()
}

fn close(app: &TestApp, id: InfopuntId, day: Date, times: &'static str) {
    app.write(&Actor::Command, move |ctx| {
        let new = NewUitzondering {
            infopunt: id,
            from: day,
            until: day,
            times: times.to_owned(),
            reden: "De collega is ziek.".to_owned(),
            bron: UitzonderingBron::Rooster,
        };
        uren::set_exception(ctx, &new).map(drop)
    })
    .unwrap();
}

fn today(app: &TestApp) -> Date {
    app.frame(app.slug()).today(app.clock.now())
}

fn later(day: Date, days: i32) -> Date {
    day.checked_add(jiff::Span::new().days(days)).unwrap()
}

fn service(app: &TestApp, id: InfopuntId) -> Value {
    get(app, &format!("/hsds/v3/{}/services/{id}", app.slug()))
}

fn schedules(service: &Value) -> Vec<HsdsSchedule> {
    let all = &service["service_at_locations"][0]["schedules"];
    serde_json::from_value(all.clone()).unwrap()
}

fn inv_11_a_point_tells_the_same_hours_in_hsds(db: TestDb) {
    const NAME: &str = "uitwisseling::inv_11_a_point_tells_the_same_hours_in_hsds";
    let app = world(db);
    let (id, today) = (point(&app, "Punt", true), today(&app));
    close(&app, id, later(today, 1), "");
    close(&app, id, later(today, 2), "10-11");
    let told = service(&app, id);
    assert_eq!(
        told["wijkwerk"]["openingsversie"], 4,
        "made, hours, twice otherwise"
    );
    let frame = app.frame(app.slug());
    let published = app
        .app
        .db()
        .read_blocking(move |tx| uren::published(tx, &frame, id, today, later(today, 59)))
        .unwrap();
    let all = schedules(&told);
    for n in 0..60 {
        let day = later(today, n);
        let mut said = hsds_back(&all, day, "alleen op afspraak");
        said.retain(|span| span.2 == State::Open);
        let said: Vec<(u16, u16)> = said.iter().map(|span| (span.0, span.1)).collect();
        let ours = published.iter().filter(|one| one.date == day);
        let ours: Vec<(u16, u16)> = ours.map(|one| (one.from, one.until)).collect();
        assert_eq!(said, ours, "{day}");
    }
    let closed = told["service_at_locations"][0]["schedules"]
        .as_array()
        .unwrap()
        .iter()
        .find(|one| one["valid_from"] == later(today, 1).to_string())
        .unwrap();
    assert_eq!(closed["notes"], "gesloten");
    assert_eq!(closed["description"], "De collega is ziek.");
    assert_eq!(closed["opens_at"], Value::Null);
    let (Some(of_one), Some(of_place)) = (
        schema("compiled/service.json"),
        schema("compiled/service_at_location.json"),
    ) else {
        return skip(NAME, "REFERENTIE absent");
    };
    is_valid(&of_one, &told, "service");
    let at = told["service_at_locations"][0]["id"].as_str().unwrap();
    let path = format!("/hsds/v3/{}/service_at_locations/{at}", app.slug());
    let place = get(&app, &path);
    is_valid(&of_place, &place, &path);
    assert_eq!(place["service"]["id"], json!(id.0));
}

fn a_point_that_is_closed_says_so_and_a_candidate_is_not_there(db: TestDb) {
    let app = world(db);
    let (id, candidate) = (point(&app, "Punt", true), point(&app, "Misschien", false));
    let shut = Wending {
        reden: "Het gebouw wordt verbouwd.".to_owned(),
        alternatief: "Ga naar het stadhuis.".to_owned(),
        ..Wending::just(Stap::Close)
    };
    app.write(&Actor::Command, move |ctx| turn_infopunt(ctx, id, &shut))
        .unwrap();
    let told = service(&app, id);
    assert_eq!(told["status"], "temporarily closed");
    assert!(told["alert"].as_str().unwrap().contains("verbouwd"));
    assert!(schedules_of(&told).is_empty(), "it promises nothing");
    let path = format!("/hsds/v3/{}/services/{candidate}", app.slug());
    assert_eq!(app.get(&path).status, 404);
}

fn schedules_of(service: &Value) -> &[Value] {
    let all = service["service_at_locations"][0]["schedules"].as_array();
    all.map_or(&[], Vec::as_slice)
}

fn a_point_is_searched_like_a_service(db: TestDb) {
    let app = world(db);
    let id = point(&app, "Punt", true);
    let base = format!("/hsds/v3/{}", app.slug());
    let frame = app.frame(app.slug());
    let owner = organization_id(app.slug(), &frame.organisaties[0].sleutel);
    let topic = topic_id(&frame.inrichting.onderwerpen[2].sleutel);
    let holds = |query: &str| {
        let page = get(&app, &format!("{base}/services?{query}"));
        let contents = page["contents"].as_array().unwrap().clone();
        contents.iter().any(|one| one["id"] == json!(id.0))
    };
    for (query, expected) in [
        ("search=oude+balie".to_owned(), true),
        ("search=repareren".to_owned(), false),
        (format!("organization_id={owner}"), true),
        (format!("taxonomy_term_id={topic}"), false),
        ("modified_after=2026-03-01".to_owned(), true),
        ("modified_after=2999-01-01".to_owned(), false),
        ("minimal=true".to_owned(), true),
        ("full=true".to_owned(), true),
    ] {
        assert_eq!(holds(&query), expected, "{query}");
    }
}

fn a_point_is_never_taken_in_as_an_offer(db: TestDb) {
    let app = world(db);
    let id = point(&app, "Punt", true);
    let path = format!("/hsds/v3/{}/services?full=true", app.slug());
    let package = get(&app, &path);
    assert_eq!(package["total_items"], 4);
    let dir = TestDir::new();
    let file = dir.path().join("package.json");
    std::fs::write(&file, package.to_string()).unwrap();
    let (findings, rows) = read(&file);
    assert_eq!(findings, []);
    let is_point = |row: &Incoming| row.extern_id == id.to_string();
    assert!(rows.len() == 3 && !rows.iter().any(is_point), "{rows:#?}");
    for row in &rows {
        assert!(matches!(take(&app, row), TakenIn::Already(_)));
    }
    assert_eq!(
        get(&app, &path),
        package,
        "and what is there stays as it was"
    );
}
