//! The schematic map that an inrichting brings along: a coarse drawing of our own for every wijk, shown
//! until real boundaries are imported.
//!
//! Rules it relies on: a TOML text with a table `gebieden` (key of the wijk → rings of [longitude,
//! latitude]) and, optionally, a table `water` (name → rings). Rings are closed when read. A drawing is a
//! picture: it is never used to look up in which wijk a place lies.

use std::collections::BTreeMap;

use geo::{Coord, LineString, MultiPolygon, Polygon};
use serde::Deserialize;

use super::kaart::KaartVlak;
use super::kruising::{Uitslag, find_crossing};

type Rings = Vec<Vec<[f64; 2]>>;

/// A schematic map.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Tekening {
    gebieden: BTreeMap<String, Rings>,
    #[serde(default)]
    water: BTreeMap<String, Rings>,
}

/// What is wrong with a drawing.
#[derive(Debug, Clone, PartialEq, thiserror::Error)]
pub enum TekeningFout {
    /// Not the TOML described above.
    #[error("the drawing cannot be read: {0}")]
    Unreadable(String),
    /// Too few points, no number, or not on the map of the Netherlands.
    #[error("{naam}: ring {ring} needs at least three places in the Netherlands")]
    Ring {
        /// Key or name of the shape.
        naam: String,
        /// Which ring, from 0.
        ring: usize,
    },
    /// Lines cross.
    #[error("{naam}: lines cross near latitude {lat}, longitude {lon}")]
    Kruising {
        /// Key or name of the shape.
        naam: String,
        /// Degrees north.
        lat: f64,
        /// Degrees east.
        lon: f64,
    },
}

impl Tekening {
    /// Reads a drawing and names everything that is wrong with it.
    pub fn read(text: &str) -> Result<Self, Vec<TekeningFout>> {
        let mut tekening: Self = toml::from_str(text)
            .map_err(|error| vec![TekeningFout::Unreadable(error.message().to_owned())])?;
        let mut fouten = Vec::new();
        for (naam, rings) in tekening
            .gebieden
            .iter_mut()
            .chain(tekening.water.iter_mut())
        {
            check_shape(naam, rings, &mut fouten);
        }
        if fouten.is_empty() {
            Ok(tekening)
        } else {
            Err(fouten)
        }
    }

    /// Keys of the wijken drawn, in order.
    pub fn keys(&self) -> impl Iterator<Item = &str> {
        self.gebieden.keys().map(String::as_str)
    }

    /// The shape of one wijk: rings of (longitude, latitude).
    pub fn find_rings(&self, sleutel: &str) -> Option<Vec<Vec<(f64, f64)>>> {
        self.gebieden.get(sleutel).map(to_pairs)
    }

    /// The same as one polygon per ring.
    pub fn find_polygon(&self, sleutel: &str) -> Option<MultiPolygon<f64>> {
        let rings = self.gebieden.get(sleutel)?;
        let polygons = rings
            .iter()
            .map(|ring| Polygon::new(LineString::new(to_coords(ring)), Vec::new()));
        Some(MultiPolygon::new(polygons.collect()))
    }

    /// The water, ready to be drawn behind the wijken.
    pub fn water(&self) -> Vec<KaartVlak> {
        self.water
            .iter()
            .map(|(naam, rings)| KaartVlak {
                sleutel: naam.to_lowercase().replace(' ', "-"),
                naam: naam.clone(),
                href: None,
                class: String::new(),
                rings: to_pairs(rings),
            })
            .collect()
    }
}

fn check_shape(naam: &str, rings: &mut Rings, fouten: &mut Vec<TekeningFout>) {
    if rings.is_empty() {
        fouten.push(TekeningFout::Ring {
            naam: naam.to_owned(),
            ring: 0,
        });
    }
    for (ring, places) in rings.iter_mut().enumerate() {
        places.dedup();
        if places.len() > 1 && places.first() != places.last() {
            places.extend(places.first().copied());
        }
        let is_placed =
            |[lon, lat]: &[f64; 2]| (2.5..=7.5).contains(lon) && (50.5..=54.0).contains(lat);
        if places.len() < 4 || !places.iter().all(is_placed) {
            fouten.push(TekeningFout::Ring {
                naam: naam.to_owned(),
                ring,
            });
            continue;
        }
        if let Uitslag::At { place, .. } = find_crossing(&[&to_coords(places)]) {
            let naam = naam.to_owned();
            fouten.push(TekeningFout::Kruising {
                naam,
                lat: place.y,
                lon: place.x,
            });
        }
    }
}

fn to_coords(ring: &[[f64; 2]]) -> Vec<Coord<f64>> {
    ring.iter().map(|&[x, y]| Coord { x, y }).collect()
}

fn to_pairs(rings: &Rings) -> Vec<Vec<(f64, f64)>> {
    rings
        .iter()
        .map(|ring| ring.iter().map(|&[lon, lat]| (lon, lat)).collect())
        .collect()
}

#[cfg(test)]
mod tests;
