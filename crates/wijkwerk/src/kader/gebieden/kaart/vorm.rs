//! An area as a shape in the picture: what no eye would miss left out, and where its name would like to stand.

use std::fmt::Write as _;

use geo::{Coord, LineString, MultiPolygon, Polygon};

use super::super::binnenpunt::find_inner_point_flat;
use super::super::projectie::Projectie;
use super::KaartVlak;

/// Points nearer than this to the one before are left out, in units.
const TOLERANCE: f64 = 0.6;

/// An area in the picture: its path, and where its name would like to stand.
pub(super) struct Vorm {
    pub path: String,
    /// Position, and the width of the area there.
    pub middle: Option<(f64, f64, f64)>,
}

impl Vorm {
    pub fn of(vlak: &KaartVlak, projectie: &Projectie) -> Self {
        let rings: Vec<Vec<Coord<f64>>> = vlak
            .rings
            .iter()
            .map(|ring| simplify(ring, projectie))
            .filter(|ring| ring.len() >= 3)
            .collect();
        let mut path = String::new();
        for ring in &rings {
            for (number, place) in ring.iter().enumerate() {
                let letter = if number == 0 { 'M' } else { 'L' };
                let _ = write!(path, "{letter}{:.1} {:.1}", place.x, place.y);
            }
            path.push('Z');
        }
        let visible: Vec<Vec<Coord<f64>>> = rings
            .iter()
            .map(|ring| clip(ring, projectie))
            .filter(|ring| ring.len() >= 3)
            .collect();
        let ruimte = visible.iter().map(|ring| width(ring)).fold(0.0, f64::max);
        let parts = visible
            .into_iter()
            .map(|ring| Polygon::new(LineString::new(ring), Vec::new()));
        let middle = find_inner_point_flat(&MultiPolygon::new(parts.collect()));
        Self {
            path,
            middle: middle.map(|place| (place.x, place.y, ruimte)),
        }
    }
}

fn width(ring: &[Coord<f64>]) -> f64 {
    let (least, most) = ring.iter().fold(
        (f64::INFINITY, f64::NEG_INFINITY),
        |(least, most), place| (least.min(place.x), most.max(place.x)),
    );
    most - least
}

/// Positions of a ring without those that no eye would miss, and without the repeated last one.
fn simplify(ring: &[(f64, f64)], projectie: &Projectie) -> Vec<Coord<f64>> {
    let mut kept: Vec<Coord<f64>> = Vec::new();
    for &(lon, lat) in ring {
        let (x, y) = projectie.to_view(lat, lon);
        let is_near =
            |last: &Coord<f64>| (last.x - x).abs() < TOLERANCE && (last.y - y).abs() < TOLERANCE;
        if x.is_finite() && y.is_finite() && !kept.last().is_some_and(is_near) {
            kept.push(Coord { x, y });
        }
    }
    while kept.len() > 1 {
        let (first, last) = (kept[0], kept[kept.len() - 1]);
        if (first.x - last.x).abs() >= TOLERANCE || (first.y - last.y).abs() >= TOLERANCE {
            break;
        }
        kept.pop();
    }
    kept
}

/// The part of a ring within the picture (Sutherland–Hodgman).
fn clip(ring: &[Coord<f64>], projectie: &Projectie) -> Vec<Coord<f64>> {
    type Depth = fn(Coord<f64>, &Projectie) -> f64;
    let sides: [Depth; 4] = [
        |place, _| place.x,
        |place, _| place.y,
        |place, projectie| projectie.breedte - place.x,
        |place, projectie| projectie.hoogte - place.y,
    ];
    let mut kept = ring.to_vec();
    for depth in sides {
        let input = std::mem::take(&mut kept);
        for (number, &to) in input.iter().enumerate() {
            let from = input[(number + input.len() - 1) % input.len()];
            let (before, after) = (depth(from, projectie), depth(to, projectie));
            if (before < 0.0) != (after < 0.0) {
                kept.push(from + (to - from) * (before / (before - after)));
            }
            if after >= 0.0 {
                kept.push(to);
            }
        }
    }
    kept
}
