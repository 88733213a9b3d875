//! A place on earth as people and maps give it: WGS84 degrees, and the Rijksdriehoek (RD) metres of
//! Dutch surveying. A `Coordinaat` is always finite and on the globe; whoever holds one need not check.
//!
//! Rules it relies on: the RD polynomials of Schreutelkamp and Strang van Hees (at most 0.3 m off within
//! the Netherlands), and metres on the ground by a flat projection around one point.
//! It never guesses: text with a comma, a swapped pair or an empty field is refused with the reason.

use std::fmt;

use self::rd::{degrees_to_rd, rd_to_degrees};

mod rd;

/// A validated WGS84 place.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Coordinaat {
    lat: f64,
    lon: f64,
}

/// Which of the two numbers an error is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Richting {
    /// North–south, latitude.
    Breedte,
    /// East–west, longitude.
    Lengte,
}

impl fmt::Display for Richting {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Breedte => "latitude",
            Self::Lengte => "longitude",
        })
    }
}

/// Why two numbers are not a place.
#[derive(Debug, Clone, PartialEq, thiserror::Error)]
pub enum CoordinaatFout {
    /// Nothing was given.
    #[error("{richting} is empty")]
    Leeg {
        /// The number concerned.
        richting: Richting,
    },
    /// A decimal comma, as Dutch spreadsheets write it.
    #[error("{richting} has a decimal comma; write a decimal point")]
    Komma {
        /// The number concerned.
        richting: Richting,
    },
    /// Not a decimal number.
    #[error("{richting} is not a decimal number")]
    GeenGetal {
        /// The number concerned.
        richting: Richting,
    },
    /// NaN or infinite.
    #[error("{richting} is not finite")]
    NietEindig {
        /// The number concerned.
        richting: Richting,
    },
    /// Not on the globe.
    #[error("{richting} {waarde} lies outside -{grens} to {grens}")]
    BuitenBereik {
        /// The number concerned.
        richting: Richting,
        /// What was given.
        waarde: f64,
        /// The largest value allowed.
        grens: f64,
    },
}

impl CoordinaatFout {
    /// Key of the sentence that tells a person what is wrong.
    pub fn key(&self) -> &'static str {
        match self {
            Self::Leeg { .. } => "coordinaat-leeg",
            Self::Komma { .. } => "coordinaat-komma",
            Self::GeenGetal { .. } => "coordinaat-geen-getal",
            Self::NietEindig { .. } => "coordinaat-niet-eindig",
            Self::BuitenBereik { .. } => "coordinaat-buiten-bereik",
        }
    }

    /// The parameter of the API that it is about.
    pub fn parameter(&self) -> &'static str {
        let (Self::Leeg { richting }
        | Self::Komma { richting }
        | Self::GeenGetal { richting }
        | Self::NietEindig { richting }
        | Self::BuitenBereik { richting, .. }) = self;
        match richting {
            Richting::Breedte => "lat",
            Richting::Lengte => "lon",
        }
    }
}

/// A place in Rijksdriehoek metres (EPSG:28992).
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Rd {
    /// Metres east.
    pub x: f64,
    /// Metres north.
    pub y: f64,
}

impl Rd {
    /// Whether this lies in the area for which RD is defined.
    pub fn is_dutch(self) -> bool {
        (0.0..=300_000.0).contains(&self.x) && (300_000.0..=650_000.0).contains(&self.y)
    }
}

/// Longest text that is still read as a number.
const MAX_TEXT: usize = 32;

impl Coordinaat {
    /// A place from two numbers.
    pub fn new(lat: f64, lon: f64) -> Result<Self, CoordinaatFout> {
        check(Richting::Breedte, lat, 90.0)?;
        check(Richting::Lengte, lon, 180.0)?;
        Ok(Self { lat, lon })
    }

    /// A place from two texts with a decimal point; spaces around them are ignored.
    pub fn parse(lat: &str, lon: &str) -> Result<Self, CoordinaatFout> {
        Self::new(
            parse_number(Richting::Breedte, lat)?,
            parse_number(Richting::Lengte, lon)?,
        )
    }

    /// A place from RD metres. `None` outside the area for which RD is defined.
    pub fn from_rd(rd: Rd) -> Option<Self> {
        if !rd.is_dutch() {
            return None;
        }
        let (lat, lon) = rd_to_degrees(rd);
        Self::new(lat, lon).ok()
    }

    /// Degrees north.
    pub fn lat(self) -> f64 {
        self.lat
    }

    /// Degrees east.
    pub fn lon(self) -> f64 {
        self.lon
    }

    /// A place from millionths of a degree, as it is stored.
    pub fn from_e6(lat: i64, lon: i64) -> Option<Self> {
        #[expect(clippy::cast_precision_loss, reason = "180 million is exact")]
        let degrees = |e6: i64| e6 as f64 / 1e6;
        Self::new(degrees(lat), degrees(lon)).ok()
    }

    /// In millionths of a degree, as it is stored.
    pub fn e6(self) -> (i64, i64) {
        #[expect(clippy::cast_possible_truncation, reason = "degrees fit")]
        let millionths = |degrees: f64| (degrees * 1e6).round() as i64;
        (millionths(self.lat), millionths(self.lon))
    }

    /// RD metres. `None` where RD is not defined.
    pub fn to_rd(self) -> Option<Rd> {
        // The polynomials run wild far away, so the degrees are looked at first.
        if !(50.0..=54.5).contains(&self.lat) || !(2.5..=8.1).contains(&self.lon) {
            return None;
        }
        let rd = degrees_to_rd(self.lat, self.lon);
        rd.is_dutch().then_some(rd)
    }

    /// Metres on the ground to another place; meant for distances within a country.
    pub fn distance_to(self, other: Self) -> f64 {
        let schaal = Meterschaal::at(f64::midpoint(self.lat, other.lat));
        let east = (other.lon - self.lon).abs();
        let east = if east > 180.0 { 360.0 - east } else { east };
        (east * schaal.per_lon).hypot((other.lat - self.lat) * schaal.per_lat)
    }
}

impl fmt::Display for Coordinaat {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:.6}, {:.6}", self.lat, self.lon)
    }
}

fn check(richting: Richting, waarde: f64, grens: f64) -> Result<(), CoordinaatFout> {
    if !waarde.is_finite() {
        return Err(CoordinaatFout::NietEindig { richting });
    }
    if waarde.abs() > grens {
        return Err(CoordinaatFout::BuitenBereik {
            richting,
            waarde,
            grens,
        });
    }
    Ok(())
}

fn parse_number(richting: Richting, text: &str) -> Result<f64, CoordinaatFout> {
    let text = text.trim();
    if text.is_empty() {
        return Err(CoordinaatFout::Leeg { richting });
    }
    let is_numeric = |c: char| c.is_ascii_digit() || matches!(c, '.' | ',' | '-' | '+');
    if text.len() > MAX_TEXT || !text.chars().all(is_numeric) {
        return Err(CoordinaatFout::GeenGetal { richting });
    }
    if text.contains(',') {
        return Err(CoordinaatFout::Komma { richting });
    }
    text.parse()
        .map_err(|_| CoordinaatFout::GeenGetal { richting })
}

/// Metres per degree around one latitude (WGS84 ellipsoid), for a flat projection of a small area.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Meterschaal {
    /// Metres per degree of latitude.
    pub per_lat: f64,
    /// Metres per degree of longitude.
    pub per_lon: f64,
}

impl Meterschaal {
    /// The scale at this latitude.
    pub fn at(lat: f64) -> Self {
        let phi = lat.to_radians();
        Self {
            per_lat: 111_132.954 - 559.822 * (2.0 * phi).cos() + 1.175 * (4.0 * phi).cos(),
            per_lon: 111_412.84 * phi.cos() - 93.5 * (3.0 * phi).cos() + 0.118 * (5.0 * phi).cos(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn rd_agrees_with_the_published_points() {
        let points = [
            (155_000.0, 463_000.0, 52.155_172, 5.387_204),
            (101_500.0, 497_500.0, 52.462_634, 4.599_991),
            (160_000.0, 501_000.0, 52.496_680, 5.460_832),
        ];
        for (x, y, lat, lon) in points {
            let expected = Coordinaat::new(lat, lon).unwrap();
            let found = Coordinaat::from_rd(Rd { x, y }).unwrap();
            assert!(
                found.distance_to(expected) < 0.5,
                "{found} is not {expected}"
            );
            let back = expected.to_rd().unwrap();
            assert!(
                (back.x - x).hypot(back.y - y) < 0.5,
                "{back:?} is not {x}, {y}"
            );
        }
    }

    #[test]
    fn texts_are_read_or_refused_with_the_reason() {
        use CoordinaatFout as F;
        let (breedte, lengte) = (Richting::Breedte, Richting::Lengte);
        assert_eq!(
            Coordinaat::parse(" 52.5 ", "+4.6"),
            Coordinaat::new(52.5, 4.6)
        );
        let refused = [
            ("52,5", "4.6", F::Komma { richting: breedte }),
            ("52.5", "4,6", F::Komma { richting: lengte }),
            ("", "4.6", F::Leeg { richting: breedte }),
            ("52.5", "  ", F::Leeg { richting: lengte }),
            ("NaN", "4.6", F::GeenGetal { richting: breedte }),
            ("52.5", "inf", F::GeenGetal { richting: lengte }),
            ("1e1", "4.6", F::GeenGetal { richting: breedte }),
            ("5-2", "4.6", F::GeenGetal { richting: breedte }),
            ("52.5\0", "4.6", F::GeenGetal { richting: breedte }),
            ("٥٢", "4.6", F::GeenGetal { richting: breedte }),
            (
                "91",
                "4.6",
                F::BuitenBereik {
                    richting: breedte,
                    waarde: 91.0,
                    grens: 90.0,
                },
            ),
            (
                "52.5",
                "-180.5",
                F::BuitenBereik {
                    richting: lengte,
                    waarde: -180.5,
                    grens: 180.0,
                },
            ),
        ];
        for (lat, lon, reason) in refused {
            assert_eq!(Coordinaat::parse(lat, lon), Err(reason), "{lat:?} {lon:?}");
        }
        let long = "1".repeat(100_000);
        assert_eq!(
            Coordinaat::parse(&long, "4.6"),
            Err(F::GeenGetal { richting: breedte })
        );
        assert_eq!(
            Coordinaat::new(f64::NAN, 4.6),
            Err(F::NietEindig { richting: breedte })
        );
        assert_eq!(
            Coordinaat::new(52.0, f64::INFINITY),
            Err(F::NietEindig { richting: lengte })
        );
    }

    #[test]
    fn rd_is_refused_where_it_is_not_defined() {
        assert_eq!(
            Coordinaat::from_rd(Rd {
                x: -1.0,
                y: 463_000.0
            }),
            None
        );
        assert_eq!(
            Coordinaat::from_rd(Rd {
                x: f64::NAN,
                y: 463_000.0
            }),
            None
        );
        assert_eq!(Coordinaat::new(48.85, 2.35).unwrap().to_rd(), None);
        assert_eq!(Coordinaat::new(-52.0, -5.0).unwrap().to_rd(), None);
    }

    #[test]
    fn distances_are_metres_on_the_ground() {
        let here = Coordinaat::from_rd(Rd {
            x: 155_000.0,
            y: 463_000.0,
        })
        .unwrap();
        let there = Coordinaat::from_rd(Rd {
            x: 155_300.0,
            y: 463_400.0,
        })
        .unwrap();
        assert!((here.distance_to(there) - 500.0).abs() < 0.5);
        assert!(here.distance_to(here).abs() < f64::EPSILON);
    }

    proptest! {
        #[test]
        fn rd_survives_the_round_trip(x in 10_000.0..280_000.0f64, y in 305_000.0..620_000.0f64) {
            let back = Coordinaat::from_rd(Rd { x, y }).unwrap().to_rd().unwrap();
            prop_assert!((back.x - x).hypot(back.y - y) < 1.0);
        }
    }
}
