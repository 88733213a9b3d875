//! What others read: valid by the schemas of the standard, whatever is asked, and the same after it went round.

use std::collections::BTreeMap;

use jsonschema::Validator;
use kit::on_both_engines;
use kit::testing::{TestDb, TestDir, reference, skip};
use serde_json::{Value, json};

use super::*;
use crate::balie::kennisbank::inlezen::{Aanbieder, IncomingLocatie};
use crate::testing::{Answer, Ask};

on_both_engines!(
    every_answer_is_valid,
    lists_are_searched_and_paged,
    what_is_not_there_or_not_right_is_a_problem,
    out_in_and_out_again_is_the_same,
);

pub(super) const URI: &str = "http://standaarden.overheid.nl/owms/terms/mantelzorgcompliment";

pub(super) fn row(app: &TestApp, n: usize, titel: &str) -> Incoming {
    let frame = app.frame(app.slug());
    let owner = &frame.organisaties[n % 2];
    Incoming {
        bron: "catalogus".into(),
        extern_id: format!("c-{n}"),
        soort: "aanbod".into(),
        organisatie: Some(Aanbieder {
            naam: owner.naam.clone(),
            ..Aanbieder::default()
        }),
        organisatie_soort: "welzijn".into(),
        actief: true,
        essential: n == 0,
        onderwerp: frame.inrichting.onderwerpen[n].sleutel.clone(),
        titel: titel.into(),
        samenvatting: "Voor wie <zorgt> & moe is.".into(),
        tekst: "Eerst dit.\n\nDan dat.".into(),
        aanmelden: "Bel of kom langs.".into(),
        voorwaarden: "U woont hier.".into(),
        kosten: "Gratis".into(),
        doelgroep: "mantelzorgers".into(),
        min_leeftijd: Some(18),
        talen: vec!["nl".into(), "en".into()],
        telefoon: Some(format!("0255 00 00 0{n}")),
        email: Some("balie@voorbeeld.example".into()),
        url: Some("https://voorbeeld.example/zorg?a=1&b=2".into()),
        upl_naam: (n == 0).then(|| "mantelzorgcompliment".into()),
        upl_uri: (n == 0).then(|| URI.into()),
        assured_on: Some(jiff::civil::date(2026, 2, 1)),
        woorden: vec!["zorgen voor een ander".into()],
        gebieden: frame
            .wijken()
            .take(1)
            .map(|wijk| wijk.naam.clone())
            .collect(),
        locaties: vec![IncomingLocatie {
            extern_id: "l-1".into(),
            naam: "De Hal".into(),
            adres: "Plein 1".into(),
            postcode: "1970 AA".into(),
            plaats: "Voorbeeld".into(),
            lat_e6: Some(52_460_000),
            lon_e6: Some(4_610_000),
            toegankelijkheid: "Drempelvrij".into(),
            telefoon: Some("0255 111 111".into()),
            openingstijden: "Mo-Fr 09:00-17:00; Sa 10:00-12:00".into(),
            eigen_tijden: "op afspraak".into(),
            toelichting: "Eerste verdieping".into(),
        }],
        extra: BTreeMap::from([("alert".into(), json!("In de zomer dicht"))]),
        ..Incoming::default()
    }
}

/// Three that are published, and one that is not.
pub(super) fn world(db: TestDb) -> TestApp {
    let app = TestApp::new(db, &["velsen-demo", "lelystad-demo"]);
    for (n, titel) in ["Mantelzorg thuis", "Éten met buren", "Repareren"]
        .into_iter()
        .enumerate()
    {
        let one = row(&app, n, titel);
        assert!(matches!(take(&app, &one), TakenIn::Added(_)));
    }
    let draft = Incoming {
        organisatie: None,
        ..row(&app, 4, "Nog niet")
    };
    assert!(matches!(take(&app, &draft), TakenIn::Added(_)));
    app
}

pub(super) fn base(app: &TestApp) -> String {
    format!("/hsds/v3/{}", app.slug())
}

pub(super) fn get(app: &TestApp, path: &str) -> Value {
    let answer = app.get(path);
    assert_eq!(answer.status, 200, "{path}: {}", answer.text());
    assert_eq!(answer.header("content-type"), "application/json", "{path}");
    assert_eq!(answer.header("access-control-allow-origin"), "*", "{path}");
    answer.json()
}

/// A schema with what it refers to put in its place.
pub(super) fn schema(name: &str) -> Option<Validator> {
    let dir = reference("standaarden/hsds-3.0/schema")?;
    let text = std::fs::read_to_string(dir.join(name)).unwrap();
    let mut schema: Value = serde_json::from_str(&text).unwrap();
    put_in_place(&dir, &mut schema);
    Some(
        jsonschema::options()
            .should_validate_formats(true)
            .build(&schema)
            .unwrap(),
    )
}

fn put_in_place(dir: &std::path::Path, schema: &mut Value) {
    if let Some(name) = schema["$ref"].as_str() {
        let text = std::fs::read_to_string(dir.join(name)).unwrap();
        *schema = serde_json::from_str(&text).unwrap();
    }
    match schema {
        Value::Object(it) => it.values_mut().for_each(|one| put_in_place(dir, one)),
        Value::Array(all) => all.iter_mut().for_each(|one| put_in_place(dir, one)),
        _ => {}
    }
}

pub(super) fn is_valid(schema: &Validator, value: &Value, path: &str) {
    let wrong: Vec<String> = schema
        .iter_errors(value)
        .map(|error| format!("{}: {error}", error.instance_path()))
        .collect();
    assert!(wrong.is_empty(), "{path}: {wrong:#?}");
}

fn page_is_valid(page: &Value, path: &str) {
    let number = |name: &str| {
        page[name]
            .as_u64()
            .unwrap_or_else(|| panic!("{path}: no {name}"))
    };
    let count = page["contents"].as_array().unwrap().len() as u64;
    assert_eq!(
        (number("size"), page["empty"].as_bool()),
        (count, Some(count == 0)),
        "{path}"
    );
    assert_eq!(
        page["first_page"],
        json!(number("page_number") == 1),
        "{path}"
    );
    assert_eq!(
        page["last_page"],
        json!(number("page_number") >= number("total_pages")),
        "{path}"
    );
    assert!(number("total_items") >= count, "{path}");
}

fn every_answer_is_valid(db: TestDb) {
    const NAME: &str = "uitwisseling::every_answer_is_valid";
    let app = world(db);
    let base = base(&app);
    for path in ["/hsds/v3", "/hsds/v3/", &base, &format!("{base}/")] {
        let version = get(&app, path);
        assert_eq!(version["version"], "3.0", "{path}");
        for name in ["profile", "openapi_url"] {
            assert!(
                version[name].as_str().unwrap().starts_with("https://"),
                "{path}: {name}"
            );
        }
    }
    // Path of the list, schema of its elements, schema of one.
    let cases = [
        (
            "services",
            "compiled/service_list.json",
            "compiled/service.json",
            true,
        ),
        (
            "organizations",
            "compiled/organization_list.json",
            "compiled/organization.json",
            true,
        ),
        (
            "service_at_locations",
            "compiled/service_at_location_list.json",
            "compiled/service_at_location.json",
            true,
        ),
        ("taxonomies", "taxonomy.json", "taxonomy.json", false),
        (
            "taxonomy_terms",
            "taxonomy_term.json",
            "taxonomy_term.json",
            false,
        ),
    ];
    for (name, of_list, of_one, _) in cases {
        let (Some(of_list), Some(of_one)) = (schema(of_list), schema(of_one)) else {
            return skip(NAME, "REFERENTIE absent");
        };
        let path = format!("{base}/{name}");
        let page = get(&app, &path);
        page_is_valid(&page, &path);
        let contents = page["contents"].as_array().unwrap();
        assert!(contents.len() >= 2, "{path}: {}", contents.len());
        for one in contents {
            is_valid(&of_list, one, &path);
            let path = format!("{path}/{}", one["id"].as_str().unwrap());
            let nested = get(&app, &path);
            assert_eq!(nested["id"], one["id"]);
            is_valid(&of_one, &nested, &path);
        }
    }
    let of_one = schema("compiled/service.json").unwrap();
    for path in [
        format!("{base}/services?full=true"),
        "/hsds/v3/services?full=true".to_owned(),
    ] {
        let page = get(&app, &path);
        assert_eq!(page["total_items"], 3, "{path}");
        for one in page["contents"].as_array().unwrap() {
            is_valid(&of_one, one, &path);
        }
    }
    // A validator that finds nothing is none.
    assert!(!of_one.is_valid(&json!({ "id": "x", "name": "x", "status": "active" })));
}

fn titles(page: &Value) -> Vec<&str> {
    page["contents"]
        .as_array()
        .unwrap()
        .iter()
        .filter_map(|one| one["name"].as_str())
        .collect()
}

fn lists_are_searched_and_paged(db: TestDb) {
    let app = world(db);
    let base = format!("{}/services", base(&app));
    let all = get(&app, &base);
    assert_eq!(
        titles(&all),
        ["Mantelzorg thuis", "Repareren", "Éten met buren"]
    );
    let frame = app.frame(app.slug());
    let owner = organization_id(app.slug(), &frame.organisaties[1].sleutel);
    let topic = topic_id(&frame.inrichting.onderwerpen[2].sleutel);
    let product = super::super::ids::product_id(URI);
    let cases = [
        ("search=%C3%89TEN".to_owned(), vec!["Éten met buren"]),
        ("search=niets".to_owned(), vec![]),
        (format!("organization_id={owner}"), vec!["Éten met buren"]),
        (format!("taxonomy_term_id={topic}"), vec!["Repareren"]),
        (
            format!("taxonomy_term_id={product}"),
            vec!["Mantelzorg thuis"],
        ),
        (
            format!("taxonomy_term_id={topic}&organization_id={owner}"),
            vec![],
        ),
        ("modified_after=2026-03-03".to_owned(), vec![]),
        (
            "modified_after=2026-03-01T00:00:00Z".to_owned(),
            titles(&all),
        ),
        (
            "per_page=2".to_owned(),
            vec!["Mantelzorg thuis", "Repareren"],
        ),
        ("per_page=2&page=2".to_owned(), vec!["Éten met buren"]),
        ("page=9".to_owned(), vec![]),
    ];
    for (query, expected) in cases {
        let page = get(&app, &format!("{base}?{query}"));
        page_is_valid(&page, &query);
        assert_eq!(titles(&page), expected, "{query}");
    }
    let short = get(&app, &format!("{base}?minimal=true"));
    let names: Vec<&String> = short["contents"][0].as_object().unwrap().keys().collect();
    assert_eq!(names, ["id", "last_modified"]);
    assert_eq!(short["size"], 3);
    assert_eq!(get(&app, "/hsds/v3/lelystad/services")["empty"], true);
}

fn what_is_not_there_or_not_right_is_a_problem(db: TestDb) {
    let app = world(db);
    let base = base(&app);
    let none = "00000000-0000-4000-8000-000000000000";
    let cases = [
        ("/hsds/v3/nergens".to_owned(), 404),
        ("/hsds/v3/nergens/services".to_owned(), 404),
        ("/hsds/nergens".to_owned(), 404),
        (format!("{base}/services/{none}"), 404),
        (format!("{base}/services/geen-id"), 404),
        (format!("{base}/organizations/{none}"), 404),
        (format!("{base}/service_at_locations/{none}"), 404),
        (format!("{base}/taxonomies/{none}"), 404),
        (format!("{base}/taxonomy_terms/{none}"), 404),
        (format!("{base}/services//"), 404),
        (format!("{base}/services?page=0"), 400),
        (format!("{base}/services?page=x"), 400),
        (format!("{base}/services?per_page=101"), 400),
        (format!("{base}/services?format=xml"), 400),
        (format!("{base}/services?full=ja"), 400),
        (format!("{base}/services?modified_after=gisteren"), 400),
        (format!("{base}/services?taxonomy_term_id=x"), 400),
        (format!("{base}/organizations?per_page=0"), 400),
    ];
    for (path, status) in cases {
        let answer: Answer = app.send(&Ask::get(&path));
        assert_eq!(answer.status, status, "{path}: {}", answer.text());
        assert_eq!(
            answer.header("content-type"),
            "application/problem+json",
            "{path}"
        );
        assert_eq!(answer.json()["status"], status, "{path}");
    }
}

/// Everything of `app` as one package.
fn exported(app: &TestApp) -> Value {
    get(app, &format!("{}/services?full=true", base(app)))
}

fn out_in_and_out_again_is_the_same(db: TestDb) {
    let first = world(db);
    let package = exported(&first);
    let dir = TestDir::new();
    let path = dir.path().join("package.json");
    std::fs::write(&path, package.to_string()).unwrap();
    let (findings, rows) = read(&path);
    assert_eq!(findings, []);
    assert_eq!(rows.len(), 3);
    // Into another installation of the same gemeente, a day later, twice.
    let second = TestApp::new(TestDb::sqlite(), &["velsen-demo"]);
    second.clock.advance_seconds(24 * 3600);
    for row in &rows {
        assert!(matches!(take(&second, row), TakenIn::Added(_)));
    }
    let there = exported(&second);
    assert_eq!(there, package);
    for row in &rows {
        assert!(matches!(take(&second, row), TakenIn::Already(_)));
    }
    // And back to where it came from: there is nothing new.
    for row in &rows {
        let taken = take(&first, row);
        assert!(matches!(taken, TakenIn::Already(_)), "{taken:?}");
    }
    assert_eq!(exported(&first), package);
}
