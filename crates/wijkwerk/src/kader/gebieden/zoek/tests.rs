//! Lookups on small made-up squares, and along the borders of real files where those are at hand.

use std::path::PathBuf;

use geo::coordinate_position::{CoordPos, CoordinatePosition};
use geo::{Distance, Euclidean, LineString, MapCoords, Point, Polygon};
use proptest::prelude::*;

use super::*;

/// About one metre in degrees at 52° north.
const METRE_NORTH: f64 = 1.0 / 111_270.0;
const METRE_EAST: f64 = 1.0 / 68_680.0;

/// A rectangle in metres east and north of (5, 52).
fn rectangle(west: f64, south: f64, east: f64, north: f64) -> Polygon<f64> {
    let at = |x: f64, y: f64| (5.0 + x * METRE_EAST, 52.0 + y * METRE_NORTH);
    let ring = vec![
        at(west, south),
        at(east, south),
        at(east, north),
        at(west, north),
    ];
    Polygon::new(LineString::from(ring), Vec::new())
}

fn layer(areas: &[(&str, Polygon<f64>)]) -> Laag {
    Laag::new(areas.iter().map(|(key, polygon)| {
        (
            (*key).to_owned(),
            false,
            MultiPolygon::new(vec![polygon.clone()]),
        )
    }))
}

fn find(laag: &Laag, x: f64, y: f64) -> Option<(String, Ligging)> {
    laag.lookup(52.0 + y * METRE_NORTH, 5.0 + x * METRE_EAST)
        .map(|vondst| (vondst.sleutel.to_owned(), vondst.ligging))
}

fn key_of(laag: &Laag, x: f64, y: f64) -> Option<String> {
    find(laag, x, y).map(|(key, _)| key)
}

#[test]
fn a_place_gets_its_area_the_lowest_code_or_the_nearest() {
    // a and b overlap by 20 m; a gap of 40 m lies between b and c, one of 200 m between c and d.
    let laag = layer(&[
        ("d", rectangle(3240.0, 0.0, 4000.0, 1000.0)),
        ("c", rectangle(2040.0, 0.0, 3040.0, 1000.0)),
        ("b", rectangle(980.0, 0.0, 2000.0, 1000.0)),
        ("a", rectangle(0.0, 0.0, 1000.0, 1000.0)),
    ]);
    let key = |text: &str| Some(text.to_owned());
    assert_eq!(
        find(&laag, 500.0, 500.0),
        Some(("a".to_owned(), Ligging::Binnen))
    );
    assert_eq!(
        find(&laag, 990.0, 500.0),
        Some(("a".to_owned(), Ligging::Overlap(2)))
    );
    assert_eq!(key_of(&laag, 1001.0, 500.0), key("b"));
    assert_eq!(key_of(&laag, 2015.0, 500.0), key("b"));
    assert_eq!(key_of(&laag, 2025.0, 500.0), key("c"));
    assert_eq!(
        key_of(&laag, 2020.0, 500.0),
        key("b"),
        "equally near: the lowest"
    );
    assert_eq!(key_of(&laag, 3140.0, 500.0), None);
    assert_eq!(key_of(&laag, 3089.0, 500.0), key("c"));
    assert_eq!(key_of(&laag, 3092.0, 500.0), None);
    assert_eq!(key_of(&laag, 500.0, -49.0), key("a"));
    assert_eq!(key_of(&laag, 500.0, -51.5), None);
    assert_eq!(
        key_of(&laag, -34.0, -34.0),
        key("a"),
        "48 m from the corner"
    );
    assert_eq!(key_of(&laag, -37.0, -37.0), None, "52 m from the corner");
    assert!(laag.lookup(f64::NAN, 5.0).is_none() && laag.lookup(52.0, f64::INFINITY).is_none());
    assert_eq!(laag.neighbours(), [("a", "b"), ("b", "c")]);
}

#[test]
fn holes_and_islands_are_honoured() {
    let lake = rectangle(300.0, 300.0, 700.0, 700.0);
    let shore = Polygon::new(
        rectangle(0.0, 0.0, 1000.0, 1000.0).exterior().clone(),
        vec![lake.exterior().clone()],
    );
    let island = rectangle(450.0, 450.0, 550.0, 550.0);
    let laag = layer(&[("shore", shore), ("island", island)]);
    let key = |text: &str| Some(text.to_owned());
    assert_eq!(key_of(&laag, 100.0, 500.0), key("shore"));
    assert_eq!(key_of(&laag, 375.0, 500.0), None);
    assert_eq!(key_of(&laag, 320.0, 500.0), key("shore"));
    assert_eq!(key_of(&laag, 500.0, 500.0), key("island"));
    assert!(laag.neighbours().is_empty());
    let point = laag.representative_point("shore").unwrap();
    assert_eq!(
        laag.lookup(point.lat(), point.lon()).unwrap().sleutel,
        "shore"
    );
    assert_eq!(laag.representative_point("nowhere"), None);
}

#[test]
fn a_thousand_places_along_shared_borders_each_get_one_right_answer() {
    let areas = [
        ("a", rectangle(0.0, 0.0, 1000.0, 1000.0)),
        ("b", rectangle(1000.0, 0.0, 2000.0, 1000.0)),
        ("c", rectangle(0.0, 985.0, 1000.0, 2000.0)),
        ("d", rectangle(1030.0, 1020.0, 2000.0, 2000.0)),
    ];
    let laag = layer(&areas);
    let mut sampled = 0;
    for (_, polygon) in &areas {
        for edge in polygon.exterior().lines() {
            for step in 0..63 {
                let place = edge.start + edge.delta() * (f64::from(step) / 63.0);
                assert_right(
                    &laag,
                    &areas.clone().map(|(key, area)| (key, area.into())),
                    place,
                );
                sampled += 1;
            }
        }
    }
    assert!(sampled >= 1000);
}

/// Compares a lookup with a slow answer found in another way.
fn assert_right(laag: &Laag, areas: &[(&str, MultiPolygon<f64>)], place: Coord<f64>) {
    let mut areas: Vec<_> = areas.iter().collect();
    areas.sort_by_key(|(key, _)| *key);
    let found = laag.lookup(place.y, place.x);
    let inside = |area: &MultiPolygon<f64>| {
        area.iter()
            .any(|part| part.coordinate_position(&place) != CoordPos::Outside)
    };
    let holding: Vec<&str> = areas
        .iter()
        .filter(|(_, area)| inside(area))
        .map(|(key, _)| *key)
        .collect();
    if let Some(lowest) = holding.first() {
        let found = found.expect("a place in an area");
        assert_eq!(found.sleutel, *lowest, "{place:?}");
        assert_eq!(
            matches!(found.ligging, Ligging::Overlap(_)),
            holding.len() > 1,
            "{place:?}"
        );
        return;
    }
    let distances: Vec<(f64, &str)> = areas
        .iter()
        .map(|(key, area)| (slow_distance(area, place), *key))
        .collect();
    let least = distances
        .iter()
        .map(|(distance, _)| *distance)
        .fold(f64::INFINITY, f64::min);
    match found {
        None => assert!(least > MAX_GAP, "{place:?} is {least} m away"),
        Some(found) => {
            assert!(least <= MAX_GAP + 0.01, "{place:?} is {least} m away");
            let nearest = distances
                .iter()
                .find(|(distance, _)| *distance < least + 0.001)
                .unwrap();
            assert_eq!(found.sleutel, nearest.1, "{place:?}");
        }
    }
}

/// Distance by laying the whole area flat around the place.
fn slow_distance(area: &MultiPolygon<f64>, place: Coord<f64>) -> f64 {
    let schaal = Meterschaal::at(place.y);
    let flat = area.map_coords(|at| Coord {
        x: (at.x - place.x) * schaal.per_lon,
        y: (at.y - place.y) * schaal.per_lat,
    });
    let here = Point::new(0.0, 0.0);
    flat.iter()
        .flat_map(|part| std::iter::once(part.exterior()).chain(part.interiors()))
        .map(|ring| Euclidean.distance(&here, ring))
        .fold(f64::INFINITY, f64::min)
}

#[test]
fn both_layers_answer_and_code_or_key_gives_a_point() {
    let cbs = |code: &str, water: bool, polygon: Polygon<f64>| CbsVlak {
        code: code.to_owned(),
        naam: code.to_owned(),
        gemeentecode: "GM0999".to_owned(),
        water,
        vlakken: polygon.into(),
    };
    let own = rectangle(0.0, 0.0, 400.0, 1000.0);
    let index = Vlakindex::new(
        vec![
            cbs("WK099999", true, rectangle(900.0, 0.0, 2000.0, 1000.0)),
            cbs("WK099901", false, rectangle(0.0, 0.0, 1000.0, 1000.0)),
        ],
        vec![EigenVlak {
            sleutel: "west".to_owned(),
            vlakken: own.into(),
        }],
    );
    let at = |x: f64| index.lookup(52.0 + 500.0 * METRE_NORTH, 5.0 + x * METRE_EAST);
    let (west, east, wet, out) = (at(200.0), at(950.0), at(1500.0), at(9000.0));
    assert_eq!(west.wijk.unwrap().sleutel, "west");
    assert_eq!(west.cbs.unwrap().sleutel, "WK099901");
    assert_eq!((east.wijk, east.cbs.unwrap().water), (None, false));
    assert!(wet.cbs.unwrap().water);
    assert!(out.is_outside() && !wet.is_outside());
    assert_eq!(index.neighbours(), [("WK099901", "WK099999")]);
    let point = index.representative_point("west").unwrap();
    assert_eq!(
        index.lookup(point.lat(), point.lon()).wijk.unwrap().sleutel,
        "west"
    );
    assert!(Vlakindex::default().lookup(52.0, 5.0).is_outside());
}

proptest! {
    #[test]
    fn rounding_twice_changes_nothing_and_moves_little(lat in 50.75..53.5f64, lon in 3.4..7.2f64) {
        let (a, b) = round_place(lat, lon);
        let (c, d) = round_place(a, b);
        prop_assert_eq!((a.to_bits(), b.to_bits()), (c.to_bits(), d.to_bits()));
        let moved = Coordinaat::new(lat, lon).unwrap().distance_to(Coordinaat::new(a, b).unwrap());
        prop_assert!(moved < 36.5, "moved {} m", moved);
    }

    #[test]
    fn rounding_is_stable_anywhere_on_earth(lat in -90.0..90.0f64, lon in -180.0..180.0f64) {
        let (a, b) = round_place(lat, lon);
        prop_assert_eq!(round_place(a, b), (a, b));
    }

    #[test]
    fn rounding_is_stable_at_the_edge_of_rd(lat in 50.6..50.7f64, lon in 3.15..3.25f64) {
        let (a, b) = round_place(lat, lon);
        prop_assert_eq!(round_place(a, b), (a, b));
    }
}

#[test]
fn places_in_one_cell_become_one_place() {
    let place = |x: f64, y: f64| {
        let place = Coordinaat::from_rd(Rd { x, y }).unwrap();
        round_place(place.lat(), place.lon())
    };
    assert_eq!(place(155_001.0, 463_020.0), place(154_980.0, 462_980.0));
    assert_ne!(place(155_001.0, 463_020.0), place(155_030.0, 463_020.0));
    assert!(round_place(f64::NAN, 5.0).0.is_nan());
}

/// Folder with real boundary files and test points, if there is one.
fn reference() -> Option<PathBuf> {
    let given = std::env::var_os("REFERENTIE").map(PathBuf::from);
    let beside = concat!(env!("CARGO_MANIFEST_DIR"), "/../../../shared");
    let folder = given
        .unwrap_or_else(|| PathBuf::from(beside))
        .join("data/gebieden");
    folder.is_dir().then_some(folder)
}

/// All real files: name of the gemeente as the file has it, and its areas.
fn real_files(folder: &std::path::Path) -> Vec<(String, Vec<CbsVlak>)> {
    let mut files = Vec::new();
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        let Some(rest) = name.strip_prefix("wijken_2024_") else {
            continue;
        };
        let bytes = std::fs::read(&path).unwrap();
        let value: serde_json::Value = serde_json::from_slice(&bytes).unwrap();
        let code = value["features"][0]["properties"]["gemeentecode"]
            .as_str()
            .unwrap()
            .to_owned();
        let vlakken = super::super::geometrie::read(&bytes, &code).unwrap();
        files.push((rest.trim_end_matches(".geojson").to_owned(), vlakken));
    }
    assert!(files.len() >= 2);
    files
}

#[test]
fn the_published_test_points_are_all_right() {
    let Some(folder) = reference() else {
        return kit::testing::skip(
            "the_published_test_points_are_all_right",
            "REFERENTIE absent",
        );
    };
    let files: Vec<(String, Vlakindex)> = real_files(&folder)
        .into_iter()
        .map(|(name, vlakken)| (name, Vlakindex::new(vlakken, Vec::new())))
        .collect();
    let text = std::fs::read_to_string(folder.join("testpunten_wijk.csv")).unwrap();
    let mut checked = 0;
    for line in text.lines().skip(1).filter(|line| !line.trim().is_empty()) {
        let fields: Vec<&str> = line.split(',').collect();
        let (_, index) = files.iter().find(|(name, _)| name == fields[0]).unwrap();
        let place = Coordinaat::parse(fields[1], fields[2]).unwrap();
        let found = index.lookup(place.lat(), place.lon());
        assert_eq!(
            found.cbs.map_or("", |vondst| vondst.sleutel),
            fields[3],
            "{line}"
        );
        checked += 1;
    }
    assert!(checked > 30);
}

#[test]
fn along_real_borders_every_place_gets_one_right_answer() {
    let name = "along_real_borders_every_place_gets_one_right_answer";
    let Some(folder) = reference() else {
        return kit::testing::skip(name, "REFERENTIE absent");
    };
    for (_, vlakken) in real_files(&folder) {
        let areas: Vec<(&str, MultiPolygon<f64>)> = vlakken
            .iter()
            .map(|vlak| (vlak.code.as_str(), vlak.vlakken.clone()))
            .collect();
        let index = Vlakindex::new(vlakken.clone(), Vec::new());
        let shared = shared_border(index.cbs(), &areas);
        assert!(shared.len() >= 1000, "{} places", shared.len());
        let step = shared.len() / 1000;
        for place in shared.iter().step_by(step).take(1000) {
            assert_right(index.cbs(), &areas, *place);
        }
        for vlak in &vlakken {
            let point = index.representative_point(&vlak.code).unwrap();
            assert_eq!(
                vlak.vlakken.coordinate_position(&Coord {
                    x: point.lon(),
                    y: point.lat()
                }),
                CoordPos::Inside
            );
        }
    }
}

/// Places on the border of one area and within 60 m of another, on the line and up to 30 m beside it.
fn shared_border(laag: &Laag, areas: &[(&str, MultiPolygon<f64>)]) -> Vec<Coord<f64>> {
    let mut places = Vec::new();
    for (key, area) in areas {
        for edge in area.iter().flat_map(|part| part.exterior().lines()) {
            for step in 0..9_i32 {
                let on = edge.start + edge.delta() * (f64::from(step) / 9.0);
                let aside = f64::from(step % 5 - 2) * 15.0;
                let place = Coord {
                    x: on.x + aside * METRE_EAST,
                    y: on.y + aside * METRE_NORTH,
                };
                let schaal = Meterschaal::at(place.y);
                let is_shared = laag.vlakken.iter().any(|other| {
                    other.sleutel != *key && other.distance(place, schaal, 60.0).is_some()
                });
                if is_shared {
                    places.push(place);
                }
            }
        }
    }
    places
}
