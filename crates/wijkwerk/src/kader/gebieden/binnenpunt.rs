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
    let mut border = Border::of(polygon, squeeze);
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
                let most = best.map_or(-1.0, |(most, _)| most);
                if let Some(room) = border.room_over(most, place)
                    && polygon.contains(&Point::from(place))
                {
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

/// The edges of a shape, laid flat.
struct Border {
    edges: Vec<(Coord<f64>, Coord<f64>)>,
    squeeze: f64,
    /// The edge that was too near to the place asked before: most likely it is again.
    nearest: usize,
}

impl Border {
    fn of(polygon: &Polygon<f64>, squeeze: f64) -> Self {
        let flat = |place: Coord<f64>| Coord {
            x: place.x * squeeze,
            y: place.y,
        };
        let rings = std::iter::once(polygon.exterior()).chain(polygon.interiors());
        Self {
            edges: rings
                .flat_map(LineString::lines)
                .map(|edge| (flat(edge.start), flat(edge.end)))
                .collect(),
            squeeze,
            nearest: 0,
        }
    }

    /// The square of the distance to the border, if it is more than `most`.
    fn room_over(&mut self, most: f64, place: Coord<f64>) -> Option<f64> {
        let place = Coord {
            x: place.x * self.squeeze,
            y: place.y,
        };
        let before = self.edges.get(self.nearest)?;
        if square_to(*before, place) <= most {
            return None;
        }
        let mut least = f64::INFINITY;
        for (number, edge) in self.edges.iter().enumerate() {
            let square = square_to(*edge, place);
            if square <= most {
                self.nearest = number;
                return None;
            }
            least = least.min(square);
        }
        Some(least)
    }
}

/// The square of the distance from a place to an edge.
fn square_to((start, end): (Coord<f64>, Coord<f64>), place: Coord<f64>) -> f64 {
    let (from, along) = (start - place, end - start);
    let length = along.x * along.x + along.y * along.y;
    let t = if length > 0.0 {
        (-(from.x * along.x + from.y * along.y) / length).clamp(0.0, 1.0)
    } else {
        0.0
    };
    let (x, y) = (from.x + t * along.x, from.y + t * along.y);
    x * x + y * y
}
