//! A point well inside a shape: where a label goes, or a pin when only the wijk is known.
//!
//! Rules it relies on: the largest part is taken, and in it the point farthest from the border as a
//! grid that is refined three times finds it. The same shape always gives the same point. It never
//! answers with a point outside the shape.

use geo::{
    Area, BoundingRect, Contains, Coord, InteriorPoint, LineString, MultiPolygon, Point, Polygon,
};

const STEPS: u32 = 16;
const ROUNDS: u32 = 3;

/// The inner point of the largest part of a shape in degrees. `None` without area.
pub(super) fn find_inner_point(vlakken: &MultiPolygon<f64>) -> Option<Coord<f64>> {
    let polygon = largest_part(vlakken)?;
    let bounds = polygon.bounding_rect()?;
    let lat = f64::midpoint(bounds.min().y, bounds.max().y);
    search(polygon, lat.to_radians().cos().abs().max(0.01))
}

/// The same for a shape that lies flat already.
pub(super) fn find_inner_point_flat(vlakken: &MultiPolygon<f64>) -> Option<Coord<f64>> {
    search(largest_part(vlakken)?, 1.0)
}

fn largest_part(vlakken: &MultiPolygon<f64>) -> Option<&Polygon<f64>> {
    let mut largest: Option<(f64, &Polygon<f64>)> = None;
    for polygon in vlakken {
        let area = polygon.unsigned_area();
        if area > largest.map_or(0.0, |(area, _)| area) {
            largest = Some((area, polygon));
        }
    }
    largest.map(|(_, polygon)| polygon)
}

/// `squeeze` is how much shorter a step in x is than one in y.
fn search(polygon: &Polygon<f64>, squeeze: f64) -> Option<Coord<f64>> {
    let bounds = polygon.bounding_rect()?;
    let mut centre = bounds.center();
    let (mut width, mut height) = (bounds.width(), bounds.height());
    let mut best: Option<(f64, Coord<f64>)> = None;
    for _ in 0..ROUNDS {
        for row in 0..STEPS {
            for column in 0..STEPS {
                let place = Coord {
                    x: centre.x + width * fraction(column),
                    y: centre.y + height * fraction(row),
                };
                let room = border_distance(polygon, place, squeeze);
                let is_better = best.is_none_or(|(most, _)| room > most);
                if is_better && polygon.contains(&Point::from(place)) {
                    best = Some((room, place));
                }
            }
        }
        let Some((_, place)) = best else { break };
        centre = place;
        width *= 3.0 / f64::from(STEPS);
        height *= 3.0 / f64::from(STEPS);
    }
    best.map(|(_, place)| place)
        .or_else(|| polygon.interior_point().map(Coord::from))
}

/// Centre of a cell as a fraction of the whole, from −½ to ½.
fn fraction(cell: u32) -> f64 {
    (f64::from(cell) + 0.5) / f64::from(STEPS) - 0.5
}

fn border_distance(polygon: &Polygon<f64>, place: Coord<f64>, squeeze: f64) -> f64 {
    let nearest = |line: &LineString<f64>| {
        line.lines().fold(f64::INFINITY, |least, edge| {
            let flat = |to: Coord<f64>| Coord {
                x: (to.x - place.x) * squeeze,
                y: to.y - place.y,
            };
            let (a, b) = (flat(edge.start), flat(edge.end));
            let along = b - a;
            let length = along.x * along.x + along.y * along.y;
            let t = if length > 0.0 {
                (-(a.x * along.x + a.y * along.y) / length).clamp(0.0, 1.0)
            } else {
                0.0
            };
            least.min((a.x + t * along.x).hypot(a.y + t * along.y))
        })
    };
    polygon
        .interiors()
        .iter()
        .map(nearest)
        .fold(nearest(polygon.exterior()), f64::min)
}
