//! Finds where the rings of one polygon cross, themselves or each other.
//!
//! Rules it relies on: robust orientation tests, so the answer does not depend on rounding; edges are
//! taken in blocks with a bounding box, so ordinary shapes cost little. Touching is not crossing: a hole
//! may meet its outer ring in a point. Work is bounded: a shape made to be slow is reported as too complex.

use geo::Coord;
use geo::algorithm::kernels::{Kernel, Orientation, RobustKernel};

/// Edges per block.
const BLOCK: usize = 32;
/// Most comparisons of two edges or two blocks before we give up.
const MAX_COMPARISONS: usize = 100_000_000;

/// Outcome of the search.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Uitslag {
    /// No two edges cross.
    None,
    /// The first crossing found, and the ring (counted from 0) it is in.
    At {
        /// The ring with the crossing edge.
        ring: usize,
        /// Where it crosses.
        place: Coord<f64>,
    },
    /// Not decided within the bound on work.
    TooComplex,
}

/// An edge of a ring, by the position of its first point.
#[derive(Clone, Copy)]
struct Rand {
    ring: usize,
    start: usize,
}

#[derive(Clone, Copy)]
struct Doos {
    min: Coord<f64>,
    max: Coord<f64>,
}

impl Doos {
    fn of(a: Coord<f64>, b: Coord<f64>) -> Self {
        Self {
            min: Coord {
                x: a.x.min(b.x),
                y: a.y.min(b.y),
            },
            max: Coord {
                x: a.x.max(b.x),
                y: a.y.max(b.y),
            },
        }
    }

    fn with(self, other: Self) -> Self {
        let low = Self::of(self.min, other.min).min;
        Self {
            min: low,
            max: Self::of(self.max, other.max).max,
        }
    }

    fn meets(self, other: Self) -> bool {
        self.min.x <= other.max.x
            && other.min.x <= self.max.x
            && self.min.y <= other.max.y
            && other.min.y <= self.max.y
    }
}

/// Looks for a crossing among closed rings without doubled points.
pub(super) fn find_crossing(rings: &[&[Coord<f64>]]) -> Uitslag {
    find_within(rings, MAX_COMPARISONS)
}

/// The same, giving up after so many comparisons.
fn find_within(rings: &[&[Coord<f64>]], most: usize) -> Uitslag {
    let edges: Vec<Rand> = rings
        .iter()
        .enumerate()
        .flat_map(|(ring, points)| {
            (0..points.len().saturating_sub(1)).map(move |start| Rand { ring, start })
        })
        .collect();
    let boxes: Vec<Doos> = edges
        .iter()
        .map(|edge| {
            Doos::of(
                rings[edge.ring][edge.start],
                rings[edge.ring][edge.start + 1],
            )
        })
        .collect();
    let blocks: Vec<Doos> = boxes
        .chunks(BLOCK)
        .map(|chunk| chunk.iter().fold(chunk[0], |a, b| a.with(*b)))
        .collect();
    let mut work = 0;
    for (first, first_box) in blocks.iter().enumerate() {
        for (second, second_box) in blocks.iter().enumerate().skip(first) {
            work += 1;
            if !first_box.meets(*second_box) {
                continue;
            }
            for i in range(first, edges.len()) {
                for j in range(second, edges.len()).filter(|j| *j > i) {
                    if boxes[i].meets(boxes[j])
                        && let Some(place) = crossing(rings, edges[i], edges[j])
                    {
                        return Uitslag::At {
                            ring: edges[j].ring,
                            place,
                        };
                    }
                }
            }
            work += BLOCK * BLOCK;
            if work > most {
                return Uitslag::TooComplex;
            }
        }
    }
    Uitslag::None
}

fn range(block: usize, len: usize) -> std::ops::Range<usize> {
    block * BLOCK..((block + 1) * BLOCK).min(len)
}

fn crossing(rings: &[&[Coord<f64>]], one: Rand, two: Rand) -> Option<Coord<f64>> {
    let (a, b) = (rings[one.ring][one.start], rings[one.ring][one.start + 1]);
    let (c, d) = (rings[two.ring][two.start], rings[two.ring][two.start + 1]);
    let (side_c, side_d) = (side(a, b, c), side(a, b, d));
    let (side_a, side_b) = (side(c, d, a), side(c, d, b));
    if side_a * side_b < 0 && side_c * side_d < 0 {
        return Some(meeting_point(a, b, c, d));
    }
    // A corner of one on the other: does the path pass through, or only touch? Each corner is looked at
    // as the start of its edge, so that it is seen once.
    if side_c == 0 && is_between(a, b, c) && c != b {
        let back = previous(rings[two.ring], two.start);
        let from = if c == a {
            previous(rings[one.ring], one.start)
        } else {
            a
        };
        if passes_through(c, from, b, back, d) {
            return Some(c);
        }
    }
    if side_a == 0 && is_between(c, d, a) && a != c && a != d {
        let back = previous(rings[one.ring], one.start);
        if passes_through(a, c, d, back, b) {
            return Some(a);
        }
    }
    None
}

fn side(a: Coord<f64>, b: Coord<f64>, place: Coord<f64>) -> i8 {
    match RobustKernel::orient2d(a, b, place) {
        Orientation::CounterClockwise => 1,
        Orientation::Clockwise => -1,
        Orientation::Collinear => 0,
    }
}

fn is_between(a: Coord<f64>, b: Coord<f64>, place: Coord<f64>) -> bool {
    let doos = Doos::of(a, b);
    doos.meets(Doos {
        min: place,
        max: place,
    })
}

fn previous(ring: &[Coord<f64>], start: usize) -> Coord<f64> {
    if start == 0 {
        ring[ring.len() - 2]
    } else {
        ring[start - 1]
    }
}

/// Whether the path `back → corner → on` goes from one side of `from → corner → to` to the other.
fn passes_through(
    corner: Coord<f64>,
    from: Coord<f64>,
    to: Coord<f64>,
    back: Coord<f64>,
    on: Coord<f64>,
) -> bool {
    let one = in_wedge(corner, from, to, back);
    let two = in_wedge(corner, from, to, on);
    matches!((one, two), (Some(one), Some(two)) if one != two)
}

/// Whether `place`, seen from the corner, lies between the directions of `a` and `b`, turning left from
/// `a`. `None` along either direction.
fn in_wedge(corner: Coord<f64>, a: Coord<f64>, b: Coord<f64>, place: Coord<f64>) -> Option<bool> {
    let ahead = |to: Coord<f64>| {
        let dot =
            (to.x - corner.x) * (place.x - corner.x) + (to.y - corner.y) * (place.y - corner.y);
        dot > 0.0
    };
    let (of_a, of_b) = (side(corner, a, place), side(corner, b, place));
    if (of_a == 0 && ahead(a)) || (of_b == 0 && ahead(b)) {
        return None;
    }
    let turn = side(corner, a, b);
    Some(if turn > 0 {
        of_a > 0 && of_b < 0
    } else if turn < 0 {
        !(of_a < 0 && of_b > 0)
    } else if is_between(corner, a, b) || is_between(corner, b, a) {
        return None;
    } else {
        of_a > 0
    })
}

fn meeting_point(a: Coord<f64>, b: Coord<f64>, c: Coord<f64>, d: Coord<f64>) -> Coord<f64> {
    let (ab, cd, ac) = (b - a, d - c, c - a);
    let turn = ab.x * cd.y - ab.y * cd.x;
    let share = (ac.x * cd.y - ac.y * cd.x) / turn;
    if share.is_finite() { a + ab * share } else { a }
}

#[cfg(test)]
mod tests;
