//! Crossings, touches, and shapes made to be slow.

use super::*;

fn search(rings: &[&[(f64, f64)]]) -> Uitslag {
    search_within(rings, MAX_COMPARISONS)
}

fn search_within(rings: &[&[(f64, f64)]], most: usize) -> Uitslag {
    let rings: Vec<Vec<Coord<f64>>> = rings
        .iter()
        .map(|ring| ring.iter().map(|&(x, y)| Coord { x, y }).collect())
        .collect();
    let rings: Vec<&[Coord<f64>]> = rings.iter().map(Vec::as_slice).collect();
    find_within(&rings, most)
}

#[test]
fn crossings_are_found_and_touching_is_not_crossing() {
    let square = [(0.0, 0.0), (4.0, 0.0), (4.0, 4.0), (0.0, 4.0), (0.0, 0.0)];
    let bow = [(0.0, 0.0), (2.0, 2.0), (2.0, 0.0), (0.0, 2.0), (0.0, 0.0)];
    let through_a_corner = [
        (0.0, 0.0),
        (1.0, 1.0),
        (2.0, 2.0),
        (2.0, 0.0),
        (1.0, 1.0),
        (0.0, 2.0),
        (0.0, 0.0),
    ];
    let kissing = [
        (0.0, 0.0),
        (1.0, 1.0),
        (2.0, 0.0),
        (2.0, 2.0),
        (1.0, 1.0),
        (0.0, 2.0),
        (0.0, 0.0),
    ];
    let spike = [
        (0.0, 0.0),
        (4.0, 0.0),
        (4.0, 4.0),
        (4.0, 6.0),
        (4.0, 4.0),
        (0.0, 0.0),
    ];
    let corner_through_edge = [
        (0.0, 0.0),
        (4.0, 0.0),
        (4.0, 4.0),
        (2.0, 0.0),
        (1.0, -2.0),
        (0.0, 0.0),
    ];
    let corner_on_edge = [
        (0.0, 0.0),
        (4.0, 0.0),
        (4.0, 4.0),
        (2.0, 0.0),
        (0.0, 4.0),
        (0.0, 0.0),
    ];
    let hole = [(1.0, 1.0), (2.0, 1.0), (2.0, 2.0), (1.0, 1.0)];
    let touching_hole = [(0.0, 0.0), (2.0, 1.0), (2.0, 2.0), (0.0, 0.0)];
    let crossing_hole = [(1.0, 1.0), (5.0, 1.0), (2.0, 2.0), (1.0, 1.0)];
    let at = |ring, x, y| Uitslag::At {
        ring,
        place: Coord { x, y },
    };
    assert_eq!(search(&[&square]), Uitslag::None);
    assert_eq!(search(&[&bow]), at(0, 1.0, 1.0));
    assert_eq!(search(&[&through_a_corner]), at(0, 1.0, 1.0));
    assert_eq!(search(&[&kissing]), Uitslag::None);
    assert_eq!(search(&[&spike]), Uitslag::None);
    assert_eq!(search(&[&corner_through_edge]), at(0, 2.0, 0.0));
    assert_eq!(search(&[&corner_on_edge]), Uitslag::None);
    assert_eq!(search(&[&square, &hole]), Uitslag::None);
    assert_eq!(search(&[&square, &touching_hole]), Uitslag::None);
    assert_eq!(search(&[&square, &crossing_hole]), at(1, 4.0, 1.0));
}

#[test]
fn a_shape_made_to_be_slow_ends_in_an_answer() {
    // Long parallel diagonals: every bounding box meets every other.
    let mut ring: Vec<(f64, f64)> = (0..60_000)
        .map(|n| {
            let shift = f64::from(n) * 1e-6;
            if n % 2 == 0 {
                (shift, -shift)
            } else {
                (100.0 + shift, 100.0 - shift)
            }
        })
        .collect();
    ring.extend([(101.0, 99.0), (101.0, -1.0), (-1.0, -1.0)]);
    ring.push(ring[0]);
    // A hundredth of the work that it may really cost shows the same.
    let most = MAX_COMPARISONS / 100;
    assert_eq!(search_within(&[&ring], most), Uitslag::TooComplex);
}
