//! The drawings that ship are sound; others are refused with a reason.

use geo::Point;
use geo::coordinate_position::{CoordPos, CoordinatePosition};

use super::super::zoek::Laag;
use super::*;

fn shipped() -> Vec<(String, Tekening)> {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/../../inrichtingen/kaarten");
    let mut drawings = Vec::new();
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let text = std::fs::read_to_string(&path).unwrap();
        let tekening =
            Tekening::read(&text).unwrap_or_else(|fouten| panic!("{path:?}: {fouten:?}"));
        drawings.push((path.display().to_string(), tekening));
    }
    assert!(drawings.len() >= 2);
    drawings
}

#[test]
fn in_a_shipped_drawing_no_two_wijken_overlap_and_all_hang_together() {
    for (file, tekening) in shipped() {
        let keys: Vec<&str> = tekening.keys().collect();
        let shape = |key: &str| tekening.find_polygon(key).unwrap();
        let laag = Laag::new(
            keys.iter()
                .map(|key| ((*key).to_owned(), false, shape(key))),
        );
        for key in &keys {
            let vertices = tekening
                .find_rings(key)
                .unwrap()
                .iter()
                .map(Vec::len)
                .sum::<usize>();
            assert!((6..=23).contains(&vertices), "{file}: {key} has {vertices}");
            let inner = laag.representative_point(key).unwrap();
            let inner = Point::new(inner.lon(), inner.lat());
            for other in keys.iter().filter(|other| *other != key) {
                let other_shape = shape(other);
                let is_in = |place: Point<f64>| {
                    other_shape.coordinate_position(&place.0) == CoordPos::Inside
                };
                assert!(!is_in(inner), "{file}: {key} lies in {other}");
                for (lon, lat) in tekening.find_rings(key).unwrap().into_iter().flatten() {
                    // A little towards the middle, so that shared corners do not count.
                    let place = Point::new(lon, lat);
                    assert!(
                        !is_in(place),
                        "{file}: corner {lon}, {lat} of {key} lies in {other}"
                    );
                }
            }
        }
        // Water may part a wijk from the rest, so not every one has a neighbour.
        assert!(
            laag.neighbours().len() >= keys.len(),
            "{file}: the wijken do not hang together"
        );
    }
}

#[test]
fn wrong_drawings_are_refused_with_all_reasons() {
    let text = "[gebieden]
        open = [[[5.0, 52.0], [5.1, 52.0], [5.1, 52.1]]]
        strik = [[[5.0, 52.0], [5.2, 52.2], [5.2, 52.0], [5.0, 52.2]]]
        kort = [[[5.0, 52.0], [5.1, 52.0]]]
        leeg = []
        ver = [[[50.0, 52.0], [51.0, 52.0], [51.0, 53.0]]]
        [water]
        Meer = [[[5.0, 52.0], [nan, 52.0], [5.1, 52.1]]]";
    let fouten = Tekening::read(text).unwrap_err();
    let names: Vec<&str> = fouten
        .iter()
        .map(|fout| match fout {
            TekeningFout::Ring { naam, .. } | TekeningFout::Kruising { naam, .. } => naam.as_str(),
            TekeningFout::Unreadable(_) => "",
        })
        .collect();
    assert_eq!(names, ["kort", "leeg", "strik", "ver", "Meer"]);
    let unreadable = |text: &str| {
        matches!(
            Tekening::read(text).unwrap_err()[..],
            [TekeningFout::Unreadable(_)]
        )
    };
    assert!(unreadable("[gebieden") && unreadable("") && unreadable("[gebieden]\n[wateren]"));
    assert!(unreadable("[gebieden]\na = [[[5.0]]]"));
}
