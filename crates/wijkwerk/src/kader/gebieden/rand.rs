//! A closed ring with its edges in blocks, so that a lookup looks at few of them.
//!
//! Rules it relies on: robust orientation tests decide on which side of an edge a place lies; distances
//! are metres on the ground by a flat projection around the place asked for. It never copies a ring again
//! after it is built.

use geo::algorithm::kernels::{Kernel, Orientation, RobustKernel};
use geo::{Coord, Polygon};

use super::coordinaat::Meterschaal;

/// Edges per block.
const BLOCK: usize = 24;

/// A bounding box in degrees.
#[derive(Debug, Clone, Copy)]
struct Doos {
    min: Coord<f64>,
    max: Coord<f64>,
}

impl Doos {
    fn of(places: &[Coord<f64>]) -> Self {
        let nothing = Self {
            min: Coord {
                x: f64::INFINITY,
                y: f64::INFINITY,
            },
            max: Coord {
                x: f64::NEG_INFINITY,
                y: f64::NEG_INFINITY,
            },
        };
        places.iter().fold(nothing, |doos, place| Self {
            min: Coord {
                x: doos.min.x.min(place.x),
                y: doos.min.y.min(place.y),
            },
            max: Coord {
                x: doos.max.x.max(place.x),
                y: doos.max.y.max(place.y),
            },
        })
    }

    fn grow(self, x: f64, y: f64) -> Self {
        Self {
            min: Coord {
                x: self.min.x - x,
                y: self.min.y - y,
            },
            max: Coord {
                x: self.max.x + x,
                y: self.max.y + y,
            },
        }
    }

    fn holds(self, place: Coord<f64>) -> bool {
        (self.min.x..=self.max.x).contains(&place.x) && (self.min.y..=self.max.y).contains(&place.y)
    }

    fn meets(self, other: Self) -> bool {
        self.min.x <= other.max.x
            && other.min.x <= self.max.x
            && self.min.y <= other.max.y
            && other.min.y <= self.max.y
    }
}

/// A closed ring (last point equals first).
#[derive(Debug, Clone)]
pub(super) struct Ring {
    places: Vec<Coord<f64>>,
    doos: Doos,
    blocks: Vec<Doos>,
}

impl Ring {
    /// The outer ring of a polygon, then its holes.
    pub(super) fn all_of(polygon: &Polygon<f64>) -> Vec<Self> {
        std::iter::once(polygon.exterior())
            .chain(polygon.interiors())
            .map(|line| Self::new(line.0.clone()))
            .collect()
    }

    fn new(places: Vec<Coord<f64>>) -> Self {
        let last = places.len().saturating_sub(1);
        let blocks = (0..last)
            .step_by(BLOCK)
            .map(|start| Doos::of(&places[start..=(start + BLOCK).min(last)]))
            .collect();
        Self {
            doos: Doos::of(&places),
            blocks,
            places,
        }
    }

    pub(super) fn first(&self) -> Option<Coord<f64>> {
        self.places.first().copied()
    }

    fn edges(&self, block: usize) -> impl Iterator<Item = (Coord<f64>, Coord<f64>)> + '_ {
        let last = self.places.len() - 1;
        let places = &self.places[block * BLOCK..=((block + 1) * BLOCK).min(last)];
        places.windows(2).map(|edge| (edge[0], edge[1]))
    }

    /// Whether the ring encloses this place; `None` on the ring itself.
    pub(super) fn holds(&self, place: Coord<f64>) -> Option<bool> {
        if !self.doos.holds(place) {
            return Some(false);
        }
        let mut is_inside = false;
        for (number, doos) in self.blocks.iter().enumerate() {
            // The ray goes east, so blocks wholly west, north or south cannot matter.
            if place.y < doos.min.y || place.y > doos.max.y || place.x > doos.max.x {
                continue;
            }
            for (a, b) in self.edges(number) {
                if (a.y > place.y && b.y > place.y) || (a.y < place.y && b.y < place.y) {
                    continue;
                }
                let side = RobustKernel::orient2d(a, b, place);
                if side == Orientation::Collinear {
                    if Doos::of(&[a, b]).holds(place) {
                        return None;
                    }
                } else if (a.y > place.y) != (b.y > place.y)
                    && (side == Orientation::CounterClockwise) == (b.y > a.y)
                {
                    is_inside = !is_inside;
                }
            }
        }
        Some(is_inside)
    }

    /// Metres from this place to the ring, or `most` if it is not nearer than that.
    pub(super) fn distance(&self, place: Coord<f64>, schaal: Meterschaal, most: f64) -> f64 {
        let (x, y) = (most / schaal.per_lon, most / schaal.per_lat);
        if most <= 0.0 || !self.doos.grow(x, y).holds(place) {
            return most;
        }
        let mut nearest = most;
        for (number, doos) in self.blocks.iter().enumerate() {
            if doos.grow(x, y).holds(place) {
                for (a, b) in self.edges(number) {
                    nearest = nearest.min(edge_distance(place, a, b, schaal));
                }
            }
        }
        nearest
    }

    /// Whether another ring comes within this many metres.
    pub(super) fn is_near(&self, other: &Self, most: f64) -> bool {
        if self.places.is_empty() || other.places.is_empty() {
            return false;
        }
        let schaal = Meterschaal::at(f64::midpoint(self.doos.min.y, self.doos.max.y));
        let (x, y) = (most / schaal.per_lon, most / schaal.per_lat);
        if !self.doos.grow(x, y).meets(other.doos) {
            return false;
        }
        self.blocks.iter().enumerate().any(|(one, doos)| {
            let doos = doos.grow(x, y);
            other.blocks.iter().enumerate().any(|(two, near)| {
                doos.meets(*near)
                    && self.edges(one).any(|(a, b)| {
                        Doos::of(&[a, b]).grow(x, y).meets(*near)
                            && other
                                .edges(two)
                                .any(|(c, d)| are_near(a, b, c, d, schaal, most))
                    })
            })
        })
    }
}

fn are_near(
    a: Coord<f64>,
    b: Coord<f64>,
    c: Coord<f64>,
    d: Coord<f64>,
    schaal: Meterschaal,
    most: f64,
) -> bool {
    let side = RobustKernel::orient2d;
    edge_distance(a, c, d, schaal) <= most
        || edge_distance(b, c, d, schaal) <= most
        || edge_distance(c, a, b, schaal) <= most
        || edge_distance(d, a, b, schaal) <= most
        || (side(a, b, c) != side(a, b, d) && side(c, d, a) != side(c, d, b))
}

/// Metres from a place to an edge.
fn edge_distance(place: Coord<f64>, a: Coord<f64>, b: Coord<f64>, schaal: Meterschaal) -> f64 {
    let flat = |to: Coord<f64>| Coord {
        x: (to.x - place.x) * schaal.per_lon,
        y: (to.y - place.y) * schaal.per_lat,
    };
    let (a, b) = (flat(a), flat(b));
    let along = b - a;
    let length = along.x * along.x + along.y * along.y;
    let t = if length > 0.0 {
        (-(a.x * along.x + a.y * along.y) / length).clamp(0.0, 1.0)
    } else {
        0.0
    };
    (a.x + t * along.x).hypot(a.y + t * along.y)
}
