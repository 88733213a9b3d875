//! Lists around a postcode, and lists as lines.

use kit::on_both_engines;
use kit::testing::TestDb;
use serde_json::Value;

use super::super::vraag::Around;
use super::antwoorden::{base, get, row, world};
use super::punten::point;
use super::*;
use crate::kader::gebieden::Coordinaat;

on_both_engines!(
    places_are_told_within_metres_of_a_postcode,
    every_list_comes_as_lines_too,
);

/// For everybody, at a place of its own.
fn at(app: &TestApp, n: usize, titel: &str, postcode: &str, lat_e6: i64) -> Incoming {
    let mut one = row(app, n, titel);
    one.gebieden.clear();
    one.locaties[0].extern_id = format!("l-{n}");
    one.locaties[0].postcode = postcode.into();
    one.locaties[0].lat_e6 = Some(lat_e6);
    one
}

fn places_are_told_within_metres_of_a_postcode(db: TestDb) {
    let app = TestApp::new(db, &["velsen-demo"]);
    for one in [
        at(&app, 0, "Mantelzorg thuis", "1970 AA", 52_460_000),
        at(&app, 1, "Repareren", "1981 BB", 52_480_000),
    ] {
        assert!(matches!(take(&app, &one), TakenIn::Added(_)));
    }
    point(&app, "Infopunt Noord", true);
    let list = format!("{}/service_at_locations", base(&app));
    for (query, expected) in [
        ("", 3),
        ("postcode=1970AA", 3),
        ("postcode=1970AA&proximity=1000", 1),
        ("postcode=1981bb&proximity=1000", 1),
        ("postcode=1970AA&proximity=3000", 2),
        ("postcode=1970AA&proximity=9000", 3),
        ("postcode=1970AA&proximity=9000&search=repareren", 1),
    ] {
        let page = get(&app, &format!("{list}?{query}"));
        assert_eq!(page["total_items"], expected, "{query}: {page}");
    }
    for query in [
        "postcode=9999ZZ",
        "postcode=nergens&proximity=1000",
        "proximity=1000",
        "postcode=1970AA&proximity=ver",
        "postcode=1970AA&proximity=0",
    ] {
        let answer = app.get(&format!("{list}?{query}"));
        assert_eq!(answer.status, 400, "{query}: {}", answer.text());
        assert_eq!(answer.header("content-type"), "application/problem+json");
    }
    // What is for another wijk is not for who lives there.
    let frame = app.frame(app.slug());
    let wijken: Vec<_> = frame.wijken().take(2).collect();
    let around = Around {
        here: Coordinaat::new(52.46, 4.61).unwrap(),
        metres: None,
        wijk: Some(wijken[0].id),
    };
    let of = |n: usize| [(wijken[n].id.0, wijken[n].naam.clone())];
    assert!(around.is_served(&frame, &of(0)) && around.is_served(&frame, &[]));
    assert!(!around.is_served(&frame, &of(1)));
    assert!(around.has(None), "how far was not asked");
    let near = Around {
        metres: Some(100.0),
        ..around
    };
    assert!(near.has(Some((52_460_100, 4_610_000))));
    assert!(!near.has(Some((52_470_000, 4_610_000))) && !near.has(None));
}

fn every_list_comes_as_lines_too(db: TestDb) {
    let app = world(db);
    for list in [
        "services",
        "organizations",
        "service_at_locations",
        "taxonomies",
        "taxonomy_terms",
    ] {
        let path = format!("{}/{list}?per_page=2", base(&app));
        let page = get(&app, &path);
        let answer = app.get(&format!("{path}&format=ndjson"));
        assert_eq!(answer.status, 200, "{list}: {}", answer.text());
        assert_eq!(answer.header("content-type"), "application/x-ndjson");
        assert_eq!(answer.header("access-control-allow-origin"), "*");
        let text = answer.text();
        assert!(text.ends_with('\n'), "{list}: {text}");
        let lines: Vec<Value> = text
            .lines()
            .map(|line| serde_json::from_str(line).unwrap())
            .collect();
        assert_eq!(page["contents"], Value::Array(lines), "{list}");
    }
    let path = format!("{}/services?format=ndjson&page=9", base(&app));
    assert_eq!(app.get(&path).text(), "");
}
