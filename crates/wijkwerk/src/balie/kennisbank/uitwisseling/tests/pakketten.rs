//! Packages of others: the mock sets of the validator, and what is wrong with bad ones.

use std::path::Path;

use kit::testing::{TestDir, reference, skip};
use serde_json::{Value, json};

use super::super::pakket::read_at_most;
use super::*;

const A: &str = "ac148810-d857-441c-9679-408f346de14b";

fn service(id: &str) -> Value {
    json!({ "id": id, "name": "Samen eten", "status": "active" })
}

fn written(dir: &TestDir, value: &Value) -> std::path::PathBuf {
    let path = dir.path().join("a.json");
    std::fs::write(&path, value.to_string()).unwrap();
    path
}

/// Everything that is found in `value`.
fn found(value: &Value) -> Vec<(String, What, bool)> {
    let dir = TestDir::new();
    read(&written(&dir, value)).0
}

#[test]
fn a_service_is_refused_by_its_place() {
    let mut bad = service(A);
    bad["url"] = "example/counselling".into();
    bad["email"] = "email-example_com".into();
    bad["status"] = "open".into();
    bad["organization"] = json!({ "id": A, "description": "x", "website": "www" });
    assert_eq!(
        found(&json!([
            service("9f3b6a50-0a4e-4a5e-8f43-0123456789ab"),
            bad
        ])),
        [
            ("$[1].url".to_owned(), What::NoUrl, true),
            ("$[1].email".to_owned(), What::NoEmail, true),
            ("$[1].status".to_owned(), What::UnknownWord, true),
            ("$[1].organization.id".to_owned(), What::IdOfParent, false),
            ("$[1].organization.name".to_owned(), What::Missing, true),
            ("$[1].organization.website".to_owned(), What::NoUrl, true),
        ]
    );
    assert_eq!(
        found(&json!({ "status": "active", "email": false })),
        [
            ("$.id".to_owned(), What::Missing, true),
            ("$.name".to_owned(), What::Missing, true),
            ("$.email".to_owned(), What::WrongKind, true),
        ]
    );
}

#[test]
fn a_mark_before_the_text_is_passed_over() {
    let dir = TestDir::new();
    let path = dir.path().join("a.json");
    std::fs::write(&path, format!("\u{feff}{}", json!([service(A)]))).unwrap();
    let (findings, rows) = read(&path);
    assert_eq!((findings.len(), rows.len()), (0, 1));
    let said = json!({ "resources": [{ "path": "services.csv" }] });
    std::fs::write(
        dir.path().join("datapackage.json"),
        format!("\u{feff}{said}"),
    )
    .unwrap();
    let table = format!("\u{feff}id,name,status\n{A},Samen eten,active\n");
    std::fs::write(dir.path().join("services.csv"), table).unwrap();
    let (findings, rows) = read(dir.path());
    assert_eq!((findings.len(), rows.len()), (0, 1));
}

#[test]
fn an_id_that_is_there_already() {
    let mut other = service(A);
    other["name"] = "Iets anders".into();
    let (findings, rows) = {
        let dir = TestDir::new();
        read(&written(&dir, &json!([service(A), service(A), other])))
    };
    assert_eq!(
        findings,
        [
            ("$[1].id".to_owned(), What::Repeated, false),
            ("$[2].id".to_owned(), What::DuplicateId, true),
        ]
    );
    assert_eq!(rows.len(), 1);
}

#[test]
fn circles_of_parents_are_refused_and_its_own_parent_is_none() {
    let of = |id: &str, parent: &str| json!({ "id": id, "name": "x", "description": "x", "parent_organization_id": parent });
    let one = "11111111-0000-4000-8000-000000000001";
    let two = "11111111-0000-4000-8000-000000000002";
    let mut first = service(A);
    first["organization"] = of(one, two);
    let mut second = service("9f3b6a50-0a4e-4a5e-8f43-0123456789ab");
    second["organization"] = of(two, one);
    let at = |n: usize| format!("$[{n}].organization.parent_organization_id");
    assert_eq!(
        found(&json!([first, second])),
        [(at(0), What::Cycle, true), (at(1), What::Cycle, true)]
    );
    let term = |id: &str, parent: &str| json!({ "id": id, "name": "x", "description": "x", "taxonomy": "x", "parent_id": parent });
    assert_eq!(
        found(&json!([term(one, two), term(two, one)])),
        [
            ("$[0].parent_id".to_owned(), What::Cycle, true),
            ("$[1].parent_id".to_owned(), What::Cycle, true),
        ]
    );
    assert_eq!(
        found(&json!([term(one, one)])),
        [("$[0].parent_id".to_owned(), What::OwnParent, false)]
    );
}

#[test]
fn names_of_people_are_not_taken_over() {
    let mut one = service(A);
    one["contacts"] =
        json!([{ "id": A.replace('a', "b"), "name": "Kim Voorbeeld", "title": "Balie" }]);
    let dir = TestDir::new();
    let (findings, rows) = read(&written(&dir, &one));
    assert_eq!(
        findings,
        [("$.contacts[0].name".to_owned(), What::Person, false)]
    );
    let text = serde_json::to_string(&rows).unwrap();
    assert!(text.contains("Balie") && !text.contains("Kim"), "{text}");
}

#[test]
fn what_cannot_be_read_says_so() {
    let dir = TestDir::new();
    let read_all = |path: &Path| read_package(&Package::at(path), &mut |_| Ok(()));
    let path = dir.path().join("a.json");
    for text in ["", "{", "[1,", "geen JSON"] {
        std::fs::write(&path, text).unwrap();
        assert!(
            matches!(read_all(&path), Err(Unreadable::Json(_))),
            "{text}"
        );
    }
    assert_eq!(read_all(dir.path()), Err(Unreadable::NoPackage));
    let zip = dir.path().join("a.zip");
    std::fs::write(&zip, "no zip").unwrap();
    assert!(matches!(read_all(&zip), Err(Unreadable::Io(_))));
    let away = json!({ "resources": [{ "path": "../services.csv" }] });
    std::fs::write(dir.path().join("datapackage.json"), away.to_string()).unwrap();
    assert_eq!(
        read_all(dir.path()),
        Err(Unreadable::Name("../services.csv".into()))
    );
    std::fs::write(
        &path,
        json!([service(A), service(A), service(A)]).to_string(),
    )
    .unwrap();
    let package = Package::at(&path);
    assert_eq!(
        read_at_most(2, &package, &mut |_| {}, &mut |_| Ok(())),
        Err(Unreadable::TooMany)
    );
    assert_eq!(
        read_at_most(3, &package, &mut |_| {}, &mut |_| Ok(())),
        Ok(())
    );
}

#[test]
fn tables_of_latin_1_are_joined() {
    let dir = TestDir::new();
    let put = |name: &str, bytes: &[u8]| std::fs::write(dir.path().join(name), bytes).unwrap();
    let said = json!({ "resources": [
        { "path": "services.csv" }, { "path": "organizations.csv" }, { "path": "phones.csv" },
        { "path": "locations.csv" }, { "path": "service_at_location.csv" }, { "path": "gone.csv" },
    ] });
    put("datapackage.json", said.to_string().as_bytes());
    let services =
        format!("id,organization_id,name,status,minimum_age,url\n{A},o-1,Caf\u{e9},active,12,\n");
    let latin: Vec<u8> = services
        .chars()
        .map(|ch| u8::try_from(u32::from(ch)).unwrap())
        .collect();
    put("services.csv", &latin);
    put("organizations.csv", b"id,name,description\no-1,De Brug,x\n");
    put(
        "phones.csv",
        format!("id,service_id,number\np-1,{A},0255 000 000\n").as_bytes(),
    );
    put(
        "locations.csv",
        b"id,location_type,name,latitude,longitude\nl-1,physical,De Hal,52.46,4.61\n",
    );
    put(
        "service_at_location.csv",
        format!("id,service_id,location_id\ns-1,{A},l-1\n").as_bytes(),
    );
    let (findings, rows) = read(dir.path());
    assert!(
        findings.iter().all(|(path, what, refuses)| {
            path.starts_with("services.csv:2.") && *what == What::NoUuid && !refuses
        }),
        "{findings:?}"
    );
    let one = &rows[0];
    assert_eq!(
        (one.titel.as_str(), one.min_leeftijd),
        ("Caf\u{e9}", Some(12))
    );
    assert_eq!(one.organisatie.as_ref().unwrap().naam, "De Brug");
    assert_eq!(one.telefoon.as_deref(), Some("0255 000 000"));
    let place = &one.locaties[0];
    assert_eq!(
        (place.naam.as_str(), place.lat_e6),
        ("De Hal", Some(52_460_000))
    );
    let by_its_name = dir.path().join("datapackage.json");
    assert_eq!(
        read(&by_its_name).1.len(),
        rows.len(),
        "the file that names the tables"
    );
}

#[test]
fn of_rows_with_one_id_that_differ_the_first_counts_and_the_others_are_told() {
    let dir = TestDir::new();
    let put = |name: &str, text: String| std::fs::write(dir.path().join(name), text).unwrap();
    let names = ["services", "organizations", "phones"];
    let resources = names.map(|name| json!({ "path": format!("{name}.csv") }));
    put(
        "datapackage.json",
        json!({ "resources": resources }).to_string(),
    );
    let other = "9f3b6a50-0a4e-4a5e-8f43-0123456789ab";
    let brug = "11111111-0000-4000-8000-000000000001";
    let hal = "11111111-0000-4000-8000-000000000002";
    let phone = "22222222-0000-4000-8000-000000000001";
    put(
        "services.csv",
        format!(
            "id,organization_id,name,status\n{A},{brug},Samen eten,active\n\
             {other},{hal},Samen fietsen,active\n"
        ),
    );
    put(
        "organizations.csv",
        format!(
            "id,name,description\n{brug},De Brug,x\n{hal},De Hal,x\n{brug},De Kade,x\n\
             {hal},De Hal,x\n"
        ),
    );
    put(
        "phones.csv",
        format!(
            "id,service_id,number\n{phone},{A},0255 000 000\n{phone},{other},0255 111 111\n\
             {phone},{A},0255 222 222\n"
        ),
    );
    let (findings, rows) = read(dir.path());
    assert_eq!(
        findings,
        [
            (
                "organizations.csv:4.id".to_owned(),
                What::ToldOtherwise,
                false
            ),
            ("phones.csv:4.id".to_owned(), What::ToldOtherwise, false),
        ],
        "what says the same, and the phone of another service, are not told"
    );
    let told: Vec<_> = rows
        .iter()
        .map(|row| {
            let naam = row.organisatie.as_ref().unwrap().naam.as_str();
            (row.titel.as_str(), naam, row.telefoon.as_deref())
        })
        .collect();
    assert_eq!(
        told,
        [
            ("Samen eten", "De Brug", Some("0255 000 000")),
            ("Samen fietsen", "De Hal", Some("0255 111 111")),
        ]
    );
}

#[test]
fn the_examples_of_the_standard_are_read() {
    const NAME: &str = "uitwisseling::the_examples_of_the_standard_are_read";
    let Some(dir) = reference("standaarden/hsds-3.0/examples") else {
        return skip(NAME, "REFERENTIE absent");
    };
    let (findings, rows) = read(&dir.join("service_full.json"));
    assert!(
        findings.iter().all(|(.., refuses)| !refuses),
        "{findings:?}"
    );
    assert_eq!(rows.len(), 1);
    // The tables are there; their description is not part of what was handed over.
    let copy = TestDir::new();
    let mut resources = Vec::new();
    for entry in std::fs::read_dir(dir.join("csv")).unwrap() {
        let name = entry.unwrap().file_name().to_string_lossy().into_owned();
        if name.ends_with(".csv") {
            std::fs::copy(dir.join("csv").join(&name), copy.path().join(&name)).unwrap();
            resources.push(json!({ "path": name }));
        }
    }
    let said = json!({ "resources": resources }).to_string();
    std::fs::write(copy.path().join("datapackage.json"), said).unwrap();
    let (findings, rows) = read(copy.path());
    assert!(
        findings.iter().all(|(.., refuses)| !refuses),
        "{findings:?}"
    );
    assert_eq!(rows.len(), 1);
    assert_eq!(rows[0].titel, "Community Counselling");
    assert_eq!(rows[0].locaties.len(), 1);
}

#[test]
fn what_a_package_brought_is_given_back_as_long_as_it_says_the_same() {
    let brought = json!([{ "id": A, "number": "0255 000 000", "description": "Na vijven" }]);
    let mut offer = Offer {
        telefoon: Some("0255 000 000".into()),
        extra: [
            ("phones".to_owned(), brought.clone()),
            ("fees".to_owned(), json!("geen")),
        ]
        .into(),
        ..Offer::default()
    };
    let given = super::super::service(&offer, true);
    assert_eq!(
        (&given["phones"], &given["fees"]),
        (&brought, &json!("geen"))
    );
    offer.telefoon = Some("0255 111 111".into());
    let given = super::super::service(&offer, true);
    assert_eq!(given["phones"][0]["number"], "0255 111 111");
    offer.telefoon = None;
    assert!(
        super::super::service(&offer, true)["phones"].is_null(),
        "not what it was"
    );
}
