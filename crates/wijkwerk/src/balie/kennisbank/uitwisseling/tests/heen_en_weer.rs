//! What goes round stays what it is, as JSON and as tables: days that go otherwise, and the fields of 3.1.

use jiff::civil::{Date, date};
use kit::hours::{HsdsSchedule, hsds_back};
use kit::on_both_engines;
use kit::testing::{TestDb, TestDir, skip};
use serde_json::{Value, json};

use super::antwoorden::{base, get, is_valid, row, schema};
use super::*;

on_both_engines!(
    an_offer_tells_the_days_on_which_it_is_closed,
    what_3_1_added_goes_round,
    what_is_closed_for_a_while_is_shown_and_goes_round,
);

fn town(db: TestDb) -> TestApp {
    TestApp::new(db, &["velsen-demo"])
}

fn exported(app: &TestApp) -> Value {
    get(app, &format!("{}/services?full=true", base(app)))
}

/// A package as JSON, read.
fn as_json(package: &Value) -> Vec<Incoming> {
    let dir = TestDir::new();
    let path = dir.path().join("package.json");
    std::fs::write(&path, package.to_string()).unwrap();
    told(read(&path))
}

/// Its tables: name, columns and rows.
fn tables_of(package: &Value) -> Vec<(&'static str, Vec<String>, Vec<Vec<String>>)> {
    let mut tables = Tables::default();
    for service in package["contents"].as_array().unwrap() {
        tables.add(service);
    }
    let (tables, _) = tables.finish();
    let all = tables.into_iter();
    all.map(|(name, table)| (name, table.columns.clone(), table.even().collect()))
        .collect()
}

/// The same as tables, read.
fn as_tables(package: &Value) -> Vec<Incoming> {
    let dir = TestDir::new();
    let mut tables = Tables::default();
    for service in package["contents"].as_array().unwrap() {
        tables.add(service);
    }
    let (tables, description) = tables.finish();
    std::fs::write(dir.path().join("datapackage.json"), description.to_string()).unwrap();
    for (name, table) in tables {
        let path = dir.path().join(format!("{name}.csv"));
        let mut out = csv::Writer::from_path(path).unwrap();
        out.write_record(&table.columns).unwrap();
        for row in table.even() {
            out.write_record(row).unwrap();
        }
        out.flush().unwrap();
    }
    told(read(dir.path()))
}

fn told((findings, rows): (Vec<(String, What, bool)>, Vec<Incoming>)) -> Vec<Incoming> {
    assert_eq!(findings, []);
    rows
}

/// Takes everything in elsewhere, a day later, and gives what that tells.
fn elsewhere(rows: &[Incoming]) -> (TestApp, Value) {
    let other = town(TestDb::sqlite());
    other.clock.advance_seconds(24 * 3600);
    for row in rows {
        assert!(matches!(take(&other, row), TakenIn::Added(_)));
    }
    let there = exported(&other);
    for row in rows {
        assert!(matches!(take(&other, row), TakenIn::Already(_)));
    }
    (other, there)
}

const HOURS: &str = "Mo-Fr 09:00-12:30; PH off; 2026 Mar 17 off; 2026 Mar 18 13:00-15:00";

fn schedules(service: &Value) -> Vec<Value> {
    let place = &service["service_at_locations"][0]["location"];
    place["schedules"].as_array().unwrap().clone()
}

fn on_day(schedules: &[Value], day: Date) -> Vec<&Value> {
    let is_of = |one: &&Value| one["valid_from"] == day.to_string();
    schedules.iter().filter(is_of).collect()
}

fn an_offer_tells_the_days_on_which_it_is_closed(db: TestDb) {
    const NAME: &str = "uitwisseling::an_offer_tells_the_days_on_which_it_is_closed";
    let app = town(db);
    let mut one = row(&app, 0, "Samen eten");
    one.locaties[0].openingstijden = HOURS.to_owned();
    one.online = Some("digid".to_owned());
    assert!(matches!(take(&app, &one), TakenIn::Added(_)));
    let package = exported(&app);
    let service = &package["contents"][0];
    assert_eq!(service["wijkwerk"]["online"], "digid");
    let all = schedules(service);
    let holiday = on_day(&all, date(2026, 4, 6));
    assert_eq!(holiday.len(), 1, "Easter Monday: {all:#?}");
    assert_eq!(holiday[0]["notes"], "gesloten");
    assert_eq!(holiday[0]["valid_to"], "2026-04-06");
    assert_eq!(holiday[0]["opens_at"], Value::Null);
    assert_eq!(on_day(&all, date(2026, 3, 17))[0]["notes"], "gesloten");
    assert_eq!(on_day(&all, date(2026, 3, 18))[0]["opens_at"], "13:00");
    assert!(on_day(&all, date(2026, 3, 19)).is_empty(), "as every week");
    // Every day of the period reads as the hours say.
    let read_back: Vec<HsdsSchedule> = serde_json::from_value(json!(all)).unwrap();
    let frame = app.frame(app.slug());
    let free = crate::kader::openingstijden::holidays_of(
        &frame.vrije_dagen,
        date(2026, 3, 1),
        date(2026, 5, 31),
    );
    let hours = kit::hours::Hours::parse(HOURS).unwrap();
    let table = hours.on(&frame.zone, &std::sync::Arc::new(free)).unwrap();
    let mut day = date(2026, 3, 1);
    while day <= date(2026, 5, 31) {
        let said = hsds_back(&read_back, day, "alleen op afspraak");
        assert_eq!(said, table.published(day), "{day}");
        day = day.tomorrow().unwrap();
    }
    for rows in [as_json(&package), as_tables(&package)] {
        assert_eq!(rows[0].locaties[0].openingstijden, HOURS);
        let (other, there) = elsewhere(&rows);
        assert_eq!(there, package);
        // What was brought does not stand still: a month later other days are told.
        other.clock.advance_seconds(31 * 24 * 3600);
        let later = schedules(&exported(&other)["contents"][0]);
        assert!(on_day(&later, date(2026, 3, 17)).is_empty());
        assert_eq!(on_day(&later, date(2026, 4, 6)).len(), 1);
    }
    match schema("compiled/service.json") {
        Some(schema) => is_valid(&schema, service, "service"),
        None => skip(NAME, "REFERENTIE absent"),
    }
}

/// A service of another installation, with all that 3.1 added.
fn foreign(app: &TestApp, n: u8, organisation: &Value) -> Value {
    let id = |kind: u8| format!("11111111-0000-4000-8000-0000000{kind:02}{n:03}");
    let gebied = app.frame(app.slug()).wijken().next().unwrap().naam.clone();
    json!({
        "id": id(0), "name": format!("Dienst {n}"), "status": "active", "description": "Voor iedereen.",
        "organization": organisation,
        "additional_urls": [{ "id": id(1), "label": "Aanmelden", "url": "https://voorbeeld.example/aanmelden" }],
        "capacities": [{
            "id": id(2), "available": 12, "maximum": 20, "description": "Plaatsen aan tafel",
            "updated": "2026-02-01T10:00:00.000Z",
            "unit": { "id": "11111111-0000-4000-8000-000000000099", "name": "stoel", "scheme": "eigen" },
        }],
        "service_areas": [{ "id": id(3), "name": gebied }],
        "contacts": [{ "id": id(8), "title": "Balie", "phones": [{ "id": id(9), "number": "0255 33 33 33" }] }],
        "cost_options": [{ "id": id(10), "amount": 12.5, "currency": "EUR", "option": "per keer" }],
        "program": { "id": id(11), "name": "Samen", "description": "Samen eten en praten." },
        "service_at_locations": [{
            "location": {
                "id": id(7), "location_type": "physical", "name": "De Hal",
                "phones": [{ "id": id(12), "number": "0255 44 44 44" }],
            },
            "id": id(4),
            "service_areas": [{ "id": id(5), "name": gebied, "uri": "https://voorbeeld.example/wijk" }],
            "phones": [{ "id": id(6), "number": "0255 22 22 22" }],
        }],
    })
}

fn what_3_1_added_goes_round(db: TestDb) {
    const NAME: &str = "uitwisseling::what_3_1_added_goes_round";
    let app = town(db);
    let naam = app.frame(app.slug()).organisaties[0].naam.clone();
    let organisation = json!({
        "id": "22222222-0000-4000-8000-000000000001", "name": naam, "description": "Voor de hele stad.",
        "website": "https://voorbeeld.example",
        "additional_websites": [
            { "id": "22222222-0000-4000-8000-000000000002", "label": "Agenda", "url": "https://voorbeeld.example/agenda" },
        ],
        "organization_identifiers": [
            { "id": "22222222-0000-4000-8000-000000000003", "identifier_type": "KvK", "identifier": "12345678" },
        ],
    });
    let brought = json!([
        foreign(&app, 1, &organisation),
        foreign(&app, 2, &organisation)
    ]);
    for row in as_json(&brought) {
        assert!(matches!(take(&app, &row), TakenIn::Added(_)));
    }
    let package = exported(&app);
    assert_eq!(package["total_items"], 2);
    for (n, given) in package["contents"].as_array().unwrap().iter().enumerate() {
        let brought = &brought[n];
        for name in [
            "additional_urls",
            "capacities",
            "contacts",
            "cost_options",
            "program",
            "service_areas",
            "service_at_locations",
        ] {
            assert_eq!(given[name], brought[name], "{name}");
        }
        for name in [
            "description",
            "website",
            "additional_websites",
            "organization_identifiers",
        ] {
            assert_eq!(given["organization"][name], organisation[name], "{name}");
        }
    }
    for rows in [as_json(&package), as_tables(&package)] {
        let there = elsewhere(&rows).1;
        assert_eq!(there, package);
        assert_eq!(tables_of(&there), tables_of(&package), "to the letter");
    }
    let Some(schema) = schema("compiled/service.json") else {
        return skip(NAME, "REFERENTIE absent");
    };
    for given in package["contents"].as_array().unwrap() {
        is_valid(&schema, given, "service");
    }
}

#[test]
fn tables_of_3_1_go_by_the_names_of_the_standard_too() {
    let dir = TestDir::new();
    let id = "ac148810-d857-441c-9679-408f346de14b";
    let said = json!({ "resources": [
        { "path": "services.csv" }, { "path": "url.csv" }, { "path": "unit.csv" }, { "path": "service_capacity.csv" },
    ] });
    for (name, text) in [
        ("datapackage.json", said.to_string()),
        (
            "services.csv",
            format!("id,name,status\n{id},Samen eten,active\n"),
        ),
        (
            "url.csv",
            format!("id,service_id,url\nu-1,{id},https://voorbeeld.example\n"),
        ),
        ("unit.csv", "id,name\nn-1,stoel\n".to_owned()),
        (
            "service_capacity.csv",
            format!("id,service_id,unit_id,available,updated\nc-1,{id},n-1,12,2026-02-01\n"),
        ),
    ] {
        std::fs::write(dir.path().join(name), text).unwrap();
    }
    let (_, rows) = read(dir.path());
    let extra = &rows[0].extra;
    assert_eq!(
        extra["additional_urls"],
        json!([{ "id": "u-1", "url": "https://voorbeeld.example" }])
    );
    assert_eq!(
        extra["capacities"],
        json!([{ "id": "c-1", "available": 12, "updated": "2026-02-01", "unit": { "id": "n-1", "name": "stoel" } }])
    );
}

#[test]
fn a_link_without_an_address_is_told_and_let_by() {
    let dir = TestDir::new();
    let path = dir.path().join("a.json");
    let one = json!([{
        "id": "ac148810-d857-441c-9679-408f346de14b", "name": "Samen eten", "status": "active",
        "additional_urls": [{ "id": "ac148810-d857-441c-9679-408f346de14c", "url": "geen adres" }],
        "capacities": [{ "id": "ac148810-d857-441c-9679-408f346de14d", "available": "veel", "updated": "2026-02-01" }],
    }]);
    std::fs::write(&path, one.to_string()).unwrap();
    let (findings, rows) = read(&path);
    assert_eq!(
        findings,
        [
            ("$[0].additional_urls[0].url".to_owned(), What::NoUrl, false),
            ("$[0].capacities[0].unit".to_owned(), What::Missing, false),
            (
                "$[0].capacities[0].available".to_owned(),
                What::WrongKind,
                false
            ),
        ]
    );
    assert_eq!(rows.len(), 1);
}

#[test]
fn an_age_in_parts_of_years_leaves_nobody_out_and_is_given_back_as_it_came() {
    let brought = json!([{
        "id": "ac148810-d857-441c-9679-408f346de14b", "name": "Zwemmen", "status": "active",
        "minimum_age": 17.5, "maximum_age": 20.5,
    }]);
    let row = as_json(&brought).remove(0);
    assert_eq!((row.min_leeftijd, row.max_leeftijd), (Some(17), Some(20)));
    let offer = Offer {
        min_leeftijd: row.min_leeftijd,
        max_leeftijd: row.max_leeftijd,
        extra: row.extra,
        ..Offer::default()
    };
    let ages = |offer: &Offer| {
        let given = super::super::service(offer, true);
        (given["minimum_age"].clone(), given["maximum_age"].clone())
    };
    assert_eq!(ages(&offer), (json!(17.5), json!(20.5)));
    let changed = Offer {
        min_leeftijd: Some(16),
        max_leeftijd: None,
        ..offer
    };
    assert_eq!(ages(&changed), (json!(16), Value::Null), "changed here");
}

fn what_is_closed_for_a_while_is_shown_and_goes_round(db: TestDb) {
    let app = town(db);
    let naam = app.frame(app.slug()).organisaties[0].naam.clone();
    let brought = json!([{
        "id": "ac148810-d857-441c-9679-408f346de14b", "name": "Zwemmen", "status": "temporarily closed",
        "description": "Voor iedereen.\n\nElke dag.",
        "organization": {
            "id": "22222222-0000-4000-8000-000000000001", "name": naam, "description": "Voor de hele stad.",
        },
    }]);
    let row = as_json(&brought).remove(0);
    let TakenIn::Added(id) = take(&app, &row) else {
        panic!("it is new");
    };
    assert_eq!(take(&app, &row), TakenIn::Already(id));
    let gemeente = app.frame(app.slug()).id;
    let item = app
        .app
        .db()
        .read_blocking(move |tx| crate::balie::kennisbank::store::get_item(tx, gemeente, id))
        .unwrap();
    assert_eq!(item.samenvatting, "Tijdelijk gesloten. Voor iedereen.");
    let package = exported(&app);
    let given = &package["contents"][0];
    assert_eq!(given["status"], "temporarily closed");
    assert_eq!(given["description"], brought[0]["description"]);
    for rows in [as_json(&package), as_tables(&package)] {
        assert_eq!(elsewhere(&rows).1, package);
    }
    // It is open again as soon as its source says so.
    let mut open = brought.clone();
    open[0]["status"] = json!("active");
    let row = as_json(&open).remove(0);
    assert!(matches!(take(&app, &row), TakenIn::Changed(..)));
    let package = exported(&app);
    let given = &package["contents"][0];
    assert_eq!(given["status"], "active");
    assert_eq!(given["description"], brought[0]["description"]);
}
