//! Every way a file of boundaries can be wrong, and the files that are right.

use geo::Area;
use serde_json::{Value, json};

use super::super::bezwaar::Vermoeden;
use super::*;

const GM: &str = "GM0999";

fn square(lon: f64, lat: f64, size: f64) -> Value {
    json!([
        [lon, lat],
        [lon + size, lat],
        [lon + size, lat + size],
        [lon, lat + size],
        [lon, lat]
    ])
}

fn feature(code: &str, naam: &str, rings: Value) -> Value {
    json!({
        "type": "Feature",
        "properties": { "wijkcode": code, "wijknaam": naam, "gemeentecode": GM, "gemeentenaam": "X" },
        "geometry": { "type": "Polygon", "coordinates": rings }
    })
}

fn wijk(number: u32) -> Value {
    feature(
        &format!("WK0999{number:02}"),
        "Wijk",
        json!([square(5.0, 52.0, 0.01)]),
    )
}

fn read_all(features: &[Value]) -> Result<Vec<CbsVlak>, Vec<Bezwaar>> {
    let file = json!({ "type": "FeatureCollection", "features": features });
    read(file.to_string().as_bytes(), GM)
}

fn reasons(features: &[Value]) -> Vec<Reden> {
    read_all(features)
        .unwrap_err()
        .into_iter()
        .map(|bezwaar| bezwaar.reden)
        .collect()
}

fn with_rings(rings: Value) -> Vec<Reden> {
    reasons(&[feature("WK099901", "Een", rings)])
}

#[test]
fn a_good_file_is_read_in_order_of_code_with_holes_and_parts() {
    let mut parts = wijk(2);
    parts["geometry"] = json!({ "type": "MultiPolygon", "coordinates": [
        [square(5.0, 52.0, 0.01), square(5.002, 52.002, 0.002)], [square(5.1, 52.0, 0.01)]
    ]});
    let vlakken = read_all(&[parts, wijk(1)]).unwrap();
    let codes: Vec<&str> = vlakken.iter().map(|vlak| vlak.code.as_str()).collect();
    assert_eq!(codes, ["WK099901", "WK099902"]);
    assert_eq!(vlakken[1].vlakken.0.len(), 2);
    assert!((vlakken[1].vlakken.unsigned_area() - 0.000_196).abs() < 1e-9);
}

#[test]
fn other_names_of_properties_and_water_are_understood() {
    let read_one = |properties: Value| {
        let mut one = wijk(1);
        one["properties"] = properties;
        read_all(&[one]).unwrap().remove(0)
    };
    let stat = read_one(json!({ "statcode": "WK099901  ", "statnaam": " Een " }));
    assert_eq!(
        (stat.code.as_str(), stat.naam.as_str()),
        ("WK099901", "Een")
    );
    assert_eq!((stat.gemeentecode.as_str(), stat.water), (GM, false));
    let old = |water: Value| json!({ "WK_CODE": "WK099901", "WK_NAAM": "E", "GM_CODE": GM, "WATER": water });
    for (value, water) in [
        (json!("JA"), true),
        (json!("NEE"), false),
        (json!(true), true),
        (json!(null), false),
        (json!(""), false),
    ] {
        assert_eq!(read_one(old(value)).water, water);
    }
    assert!(read_one(json!({ "wijkcode": "WK099907", "wijknaam": "groot water" })).water);
    assert!(read_one(json!({ "wijkcode": "WK099999", "wijknaam": "Zee" })).water);
    assert!(!read_one(json!({ "wijkcode": "WK099999", "wijknaam": "Zee", "water": "NEE" })).water);
}

#[test]
fn broken_files_are_refused_as_a_whole() {
    let of = |bytes: &[u8]| read(bytes, GM).unwrap_err().remove(0).reden;
    assert!(matches!(
        of(b"{\"type\": \n nonsense"),
        Reden::GeenJson { regel: 2, .. }
    ));
    assert!(matches!(of(b""), Reden::GeenJson { .. }));
    assert!(matches!(of(b"\xff\xfe\0"), Reden::GeenJson { .. }));
    assert!(matches!(
        of(&b"[".repeat(1_000_000)),
        Reden::GeenJson { .. }
    ));
    let nan = br#"{"type":"FeatureCollection","features":[{"coordinates":[NaN,52]}]}"#;
    assert!(matches!(of(nan), Reden::GeenJson { .. }));
    assert_eq!(of(b"[]"), Reden::GeenFeatureCollection { soort: None });
    let soort = Some("Topology".to_owned());
    assert_eq!(
        of(br#"{"type":"Topology"}"#),
        Reden::GeenFeatureCollection { soort }
    );
    assert_eq!(of(br#"{"type":"FeatureCollection"}"#), Reden::GeenFeatures);
    assert_eq!(
        of(br#"{"type":"FeatureCollection","features":[]}"#),
        Reden::GeenFeatures
    );
    let big = vec![b' '; MAX_BYTES + 1];
    assert_eq!(
        of(&big),
        Reden::TeGroot {
            bytes: MAX_BYTES + 1,
            grens: MAX_BYTES
        }
    );
    let many: Vec<Value> = (0..=500).map(|_| json!({})).collect();
    assert_eq!(
        reasons(&many),
        [Reden::TeVeelFeatures {
            aantal: 501,
            grens: 500
        }]
    );
    let points = format!("[{}[1,2]]", "[1, 2], ".repeat(200_000));
    assert_eq!(
        of(points.as_bytes()),
        Reden::TeVeelPunten {
            aantal: 200_001,
            grens: 200_000
        }
    );
    let values = format!("[{}\"a\"]", "\"[1\",".repeat(2_000_001));
    assert!(matches!(of(values.as_bytes()), Reden::TeVeelWaarden { .. }));
    let mut marked = b"\xef\xbb\xbf".to_vec();
    marked.extend(
        json!({ "type": "FeatureCollection", "features": [wijk(1)] })
            .to_string()
            .bytes(),
    );
    assert_eq!(read(&marked, GM).unwrap().len(), 1);
}

#[test]
fn wrong_shapes_are_named() {
    let open = json!([[[5.0, 52.0], [5.1, 52.0], [5.1, 52.1], [5.0, 52.1]]]);
    assert_eq!(with_rings(open), [Reden::RingNietGesloten { ring: 0 }]);
    let short = json!([[[5.0, 52.0], [5.1, 52.0], [5.0, 52.0]]]);
    assert_eq!(
        with_rings(short),
        [Reden::TeWeinigPunten { ring: 0, aantal: 3 }]
    );
    assert_eq!(
        with_rings(json!([])),
        [Reden::TeWeinigPunten { ring: 0, aantal: 0 }]
    );
    assert_eq!(
        with_rings(json!([[]])),
        [Reden::TeWeinigPunten { ring: 0, aantal: 0 }]
    );
    let flat = json!([[[5.0, 52.0], [5.1, 52.0], [5.2, 52.0], [5.0, 52.0]]]);
    assert_eq!(with_rings(flat), [Reden::GeenOppervlak { ring: 0 }]);
    let bow = json!([[
        [5.0, 52.0],
        [5.5, 52.5],
        [5.5, 52.0],
        [5.0, 52.5],
        [5.0, 52.0]
    ]]);
    // Both halves of an even bow are equally large, so it encloses nothing; an uneven one crosses.
    assert_eq!(with_rings(bow), [Reden::GeenOppervlak { ring: 0 }]);
    let bow = json!([[
        [5.0, 52.0],
        [5.5, 52.5],
        [5.5, 52.0],
        [5.0, 52.5],
        [4.5, 52.2],
        [5.0, 52.0]
    ]]);
    assert_eq!(
        with_rings(bow),
        [Reden::RingKruist {
            ring: 0,
            lat: 52.25,
            lon: 5.25
        }]
    );
    let far_hole = json!([square(5.0, 52.0, 0.1), square(5.5, 52.5, 0.1)]);
    assert_eq!(with_rings(far_hole), [Reden::GatBuitenVlak { ring: 1 }]);
    let crossing_hole = json!([square(5.0, 52.0, 0.1), square(5.05, 52.05, 0.1)]);
    assert!(matches!(
        with_rings(crossing_hole)[..],
        [Reden::RingKruist { ring: 1, .. }]
    ));
    let bad_hole = json!([
        square(5.0, 52.0, 0.1),
        [[5.01, 52.01], [5.02, 52.01], [5.01, 52.02]]
    ]);
    assert_eq!(with_rings(bad_hole), [Reden::RingNietGesloten { ring: 1 }]);
}

#[test]
fn wrong_places_are_named_with_a_guess_at_the_cause() {
    let vermoeden = |rings: Value| match with_rings(rings).remove(0) {
        Reden::BuitenNederland { vermoeden, .. } => vermoeden,
        other => panic!("{other}"),
    };
    assert_eq!(
        vermoeden(json!([square(101_500.0, 497_500.0, 100.0)])),
        Vermoeden::Rd
    );
    assert_eq!(
        vermoeden(json!([square(52.4, 4.6, 0.01)])),
        Vermoeden::Verwisseld
    );
    assert_eq!(
        vermoeden(json!([square(2.35, 48.85, 0.01)])),
        Vermoeden::Onbekend
    );
    assert_eq!(
        with_rings(json!([[[5.0, null], [5.0, 52.0]]])),
        [Reden::GeenGetal]
    );
    assert_eq!(with_rings(json!([[["5.0", "52.0"]]])), [Reden::GeenGetal]);
    for rings in [
        json!([[[5.0], [5.0]]]),
        json!([5.0, 52.0]),
        json!([[[[5.0, 52.0]]]]),
        json!([[5.0]]),
    ] {
        let found = with_rings(rings.clone());
        let is_named = matches!(
            found[..],
            [Reden::GeometrieUnreadable { .. } | Reden::GeenGetal]
        );
        assert!(is_named, "{rings} gave {found:?}");
    }
}

#[test]
fn all_objections_come_at_once_with_feature_and_code() {
    let mut line = wijk(3);
    line["geometry"]["type"] = json!("LineString");
    let mut nowhere = wijk(4);
    nowhere["geometry"] = json!(null);
    let mut foreign = feature("WK045305", "Elders", json!([square(5.0, 52.0, 0.01)]));
    foreign["properties"]["gemeentecode"] = json!("GM0453");
    let mut nameless = wijk(5);
    nameless["properties"] = json!({ "wijkcode": "WK099905", "wijknaam": " " });
    let mut water = wijk(6);
    water["properties"]["water"] = json!("soms\u{0}");
    let features = [
        wijk(1),
        wijk(1),
        line,
        nowhere,
        foreign,
        nameless,
        water,
        json!({ "type": "Feature" }),
        json!("feature"),
        feature("BU09990100", "Buurt", json!([square(5.0, 52.0, 0.01)])),
        feature("WK099908", "Een", json!([square(52.0, 5.0, 0.01)])),
    ];
    let found: Vec<(Option<usize>, Option<String>, &str)> = read_all(&features)
        .unwrap_err()
        .into_iter()
        .map(|bezwaar| (bezwaar.feature, bezwaar.code.clone(), bezwaar.reden.key()))
        .map(|(feature, code, key)| (feature, code, key.trim_start_matches("gebieden-bezwaar-")))
        .collect();
    let expected = [
        (1, Some("WK099901"), "dubbele-code"),
        (2, Some("WK099903"), "verkeerde-geometrie"),
        (3, Some("WK099904"), "verkeerde-geometrie"),
        (4, Some("WK045305"), "andere-gemeente"),
        (5, Some("WK099905"), "eigenschap-ontbreekt"),
        (6, Some("WK099906"), "eigenschap-onleesbaar"),
        (7, None, "eigenschap-ontbreekt"),
        (7, None, "eigenschap-ontbreekt"),
        (7, None, "verkeerde-geometrie"),
        (8, None, "geen-feature"),
        (9, Some("BU09990100"), "code-onleesbaar"),
        (10, Some("WK099908"), "verwisseld"),
    ]
    .map(|(feature, code, key)| (Some(feature), code.map(str::to_owned), key));
    assert_eq!(found, expected);
}

#[test]
fn every_objection_has_a_sentence() {
    let bezwaren = read_all(&[wijk(1), wijk(1)]).unwrap_err();
    assert_eq!(
        bezwaren[0].to_string(),
        "feature 2: WK099901: the same code as feature 1"
    );
    assert_eq!(bezwaren[0].reden.args(), [("eerste", "1".to_owned())]);
    let fout = read(b"[]", GM).unwrap_err().remove(0);
    assert_eq!(
        fout.to_string(),
        "not a GeoJSON FeatureCollection (type is absent)"
    );
}
