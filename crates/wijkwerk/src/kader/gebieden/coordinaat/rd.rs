//! The polynomials of Schreutelkamp and Strang van Hees between RD metres and WGS84 degrees.
//!
//! At most 0.3 m off within the Netherlands, in both directions; far outside they run wild, so the caller
//! checks the area. They know nothing of validity.

use super::Rd;

/// One term of a polynomial: powers of the first and second variable, coefficient.
type Term = (i32, i32, f64);

const LAT_0: f64 = 52.155_174_40;
const LON_0: f64 = 5.387_206_21;

const TO_LAT: [Term; 11] = [
    (0, 1, 3235.65389),
    (2, 0, -32.58297),
    (0, 2, -0.24750),
    (2, 1, -0.84978),
    (0, 3, -0.06550),
    (2, 2, -0.01709),
    (1, 0, -0.00738),
    (4, 0, 0.00530),
    (2, 3, -0.00039),
    (4, 1, 0.00033),
    (1, 1, -0.00012),
];

const TO_LON: [Term; 12] = [
    (1, 0, 5260.52916),
    (1, 1, 105.94684),
    (1, 2, 2.45656),
    (3, 0, -0.81885),
    (1, 3, 0.05594),
    (3, 1, -0.05607),
    (0, 1, 0.01199),
    (3, 2, -0.00256),
    (1, 4, 0.00128),
    (0, 2, 0.00022),
    (2, 0, -0.00022),
    (5, 0, 0.00026),
];

const TO_X: [Term; 9] = [
    (0, 1, 190_094.945),
    (1, 1, -11_832.228),
    (2, 1, -114.221),
    (0, 3, -32.391),
    (1, 0, -0.705),
    (3, 1, -2.340),
    (1, 3, -0.608),
    (0, 2, -0.008),
    (2, 3, 0.148),
];

const TO_Y: [Term; 10] = [
    (1, 0, 309_056.544),
    (0, 2, 3638.893),
    (2, 0, 73.077),
    (1, 2, -157.984),
    (3, 0, 59.788),
    (0, 1, 0.433),
    (2, 2, -6.439),
    (1, 1, -0.032),
    (0, 4, 0.092),
    (1, 4, -0.054),
];

fn sum(terms: &[Term], first: f64, second: f64) -> f64 {
    terms
        .iter()
        .map(|&(p, q, k)| k * first.powi(p) * second.powi(q))
        .sum()
}

pub(super) fn rd_to_degrees(rd: Rd) -> (f64, f64) {
    let dx = (rd.x - 155_000.0) * 1e-5;
    let dy = (rd.y - 463_000.0) * 1e-5;
    (
        LAT_0 + sum(&TO_LAT, dx, dy) / 3600.0,
        LON_0 + sum(&TO_LON, dx, dy) / 3600.0,
    )
}

pub(super) fn degrees_to_rd(lat: f64, lon: f64) -> Rd {
    let a = 0.36 * (lat - LAT_0);
    let b = 0.36 * (lon - LON_0);
    Rd {
        x: 155_000.0 + sum(&TO_X, a, b),
        y: 463_000.0 + sum(&TO_Y, a, b),
    }
}
