//! Which wijk is this place in? Exact lookup over boundaries held in memory.
//!
//! Rules it relies on: a border belongs to both sides, and where several areas hold a place the lowest
//! code wins; a place in none goes to the nearest area at most 50 m away on the ground (equally near, to
//! the millimetre: the lowest code); else it lies outside. Orientation tests are robust, so the same place
//! always gets the same one answer. It never changes an area and knows nothing of teams or people.

use geo::{Coord, MultiPolygon};

use super::binnenpunt::find_inner_point;
use super::coordinaat::{Coordinaat, Meterschaal, Rd};
use super::geometrie::CbsVlak;
use super::rand::Ring;

/// Widest gap, in metres from the nearest area, that is still bridged.
pub const MAX_GAP: f64 = 50.0;
/// Areas at most this many metres apart are neighbours.
pub const NEIGHBOUR_DISTANCE: f64 = 60.0;
/// Public places lie on a grid of this many metres.
pub const GRID: f64 = 50.0;
/// Distances that differ by less than this are equal, in metres.
const MILLIMETRE: f64 = 0.001;

/// An area of the inrichting with a boundary of its own.
#[derive(Debug, Clone, PartialEq)]
pub struct EigenVlak {
    /// Key in the inrichting.
    pub sleutel: String,
    /// The boundary; x is longitude, y latitude.
    pub vlakken: MultiPolygon<f64>,
}

/// How a place lies in the area that was found for it.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Ligging {
    /// In it or on its border.
    Binnen,
    /// In this many areas at once; the one with the lowest code was taken.
    Overlap(usize),
    /// In none, but this many metres from the nearest.
    Kier(f64),
}

/// One area found for a place.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Vondst<'a> {
    /// Code of the CBS wijk, or key of the own wijk.
    pub sleutel: &'a str,
    /// Whether it is water.
    pub water: bool,
    /// How the place lies in it.
    pub ligging: Ligging,
}

/// Answer to a lookup: the CBS wijk, and the own wijk where that has a boundary. Outside: neither.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Treffer<'a> {
    /// The CBS wijk.
    pub cbs: Option<Vondst<'a>>,
    /// The wijk of the inrichting.
    pub wijk: Option<Vondst<'a>>,
}

impl Treffer<'_> {
    /// Whether the place lies in no area at all.
    pub fn is_outside(&self) -> bool {
        self.cbs.is_none() && self.wijk.is_none()
    }
}

/// One layer of areas: the CBS wijken, or the own wijken.
#[derive(Debug, Clone, Default)]
pub struct Laag {
    vlakken: Vec<Vlak>,
}

#[derive(Debug, Clone)]
struct Vlak {
    sleutel: String,
    water: bool,
    delen: Vec<Deel>,
    binnenpunt: Option<Coord<f64>>,
}

/// A polygon: its outer ring and its holes.
#[derive(Debug, Clone)]
struct Deel {
    rings: Vec<Ring>,
}

impl Deel {
    fn holds(&self, place: Coord<f64>) -> bool {
        // Even–odd over all rings; a place on any ring is inside, the border of a hole included.
        let mut is_inside = false;
        for (number, ring) in self.rings.iter().enumerate() {
            match ring.holds(place) {
                None => return true,
                Some(true) => is_inside = !is_inside,
                Some(false) if number == 0 => return false,
                Some(false) => {}
            }
        }
        is_inside
    }
}

impl Vlak {
    fn rings(&self) -> impl Iterator<Item = &Ring> {
        self.delen.iter().flat_map(|deel| &deel.rings)
    }

    fn holds(&self, place: Coord<f64>) -> bool {
        self.delen.iter().any(|deel| deel.holds(place))
    }

    /// Metres to the border, if at most `most`.
    fn distance(&self, place: Coord<f64>, schaal: Meterschaal, most: f64) -> Option<f64> {
        let nearest = self
            .rings()
            .fold(most, |most, ring| ring.distance(place, schaal, most));
        (nearest < most).then_some(nearest)
    }

    fn is_near(&self, other: &Self, most: f64) -> bool {
        let first_of = |vlak: &Self| vlak.delen.first().and_then(|deel| deel.rings[0].first());
        self.rings()
            .any(|ring| other.rings().any(|near| ring.is_near(near, most)))
            || first_of(self).is_some_and(|place| other.holds(place))
            || first_of(other).is_some_and(|place| self.holds(place))
    }
}

impl Laag {
    /// A layer from areas (key, water, boundary); order does not matter.
    pub fn new(areas: impl IntoIterator<Item = (String, bool, MultiPolygon<f64>)>) -> Self {
        let mut vlakken: Vec<Vlak> = areas
            .into_iter()
            .map(|(sleutel, water, vlakken)| Vlak {
                sleutel,
                water,
                binnenpunt: find_inner_point(&vlakken),
                delen: vlakken
                    .iter()
                    .map(|polygon| Deel {
                        rings: Ring::all_of(polygon),
                    })
                    .collect(),
            })
            .collect();
        vlakken.sort_by(|a, b| a.sleutel.cmp(&b.sleutel));
        Self { vlakken }
    }

    /// Whether there are no areas.
    pub fn is_empty(&self) -> bool {
        self.vlakken.is_empty()
    }

    /// The one area for this place, or `None` outside all.
    pub fn lookup(&self, lat: f64, lon: f64) -> Option<Vondst<'_>> {
        if !lat.is_finite() || !lon.is_finite() {
            return None;
        }
        let place = Coord { x: lon, y: lat };
        let mut holding = self.vlakken.iter().filter(|vlak| vlak.holds(place));
        if let Some(vlak) = holding.next() {
            let others = holding.count();
            let ligging = if others == 0 {
                Ligging::Binnen
            } else {
                Ligging::Overlap(others + 1)
            };
            return Some(vlak.found(ligging));
        }
        let schaal = Meterschaal::at(lat);
        let mut nearest: Option<(f64, &Vlak)> = None;
        for vlak in &self.vlakken {
            // A place at exactly the largest gap counts; a later one must be nearer by a millimetre.
            let most = nearest.map_or(MAX_GAP + MILLIMETRE, |(distance, _)| distance - MILLIMETRE);
            if let Some(distance) = vlak.distance(place, schaal, most) {
                nearest = Some((distance, vlak));
            }
        }
        nearest.map(|(distance, vlak)| vlak.found(Ligging::Kier(distance)))
    }

    /// Pairs of areas that touch, overlap or are at most 60 m apart; each pair once, lowest key first.
    pub fn neighbours(&self) -> Vec<(&str, &str)> {
        let mut pairs = Vec::new();
        for (number, one) in self.vlakken.iter().enumerate() {
            for two in &self.vlakken[number + 1..] {
                if one.is_near(two, NEIGHBOUR_DISTANCE) {
                    pairs.push((one.sleutel.as_str(), two.sleutel.as_str()));
                }
            }
        }
        pairs
    }

    /// A place well inside the largest part of this area: for a label, or when only the wijk is known.
    pub fn representative_point(&self, sleutel: &str) -> Option<Coordinaat> {
        let found = self
            .vlakken
            .binary_search_by(|vlak| vlak.sleutel.as_str().cmp(sleutel))
            .ok()?;
        let place = self.vlakken[found].binnenpunt?;
        Coordinaat::new(place.y, place.x).ok()
    }
}

impl Vlak {
    fn found(&self, ligging: Ligging) -> Vondst<'_> {
        Vondst {
            sleutel: &self.sleutel,
            water: self.water,
            ligging,
        }
    }
}

/// All boundaries of one gemeente, ready for lookups.
#[derive(Debug, Clone, Default)]
pub struct Vlakindex {
    cbs: Laag,
    wijken: Laag,
}

impl Vlakindex {
    /// Builds the index; own wijken without a boundary are simply not given.
    pub fn new(cbs: Vec<CbsVlak>, wijken: Vec<EigenVlak>) -> Self {
        Self {
            cbs: Laag::new(
                cbs.into_iter()
                    .map(|vlak| (vlak.code, vlak.water, vlak.vlakken)),
            ),
            wijken: Laag::new(
                wijken
                    .into_iter()
                    .map(|vlak| (vlak.sleutel, false, vlak.vlakken)),
            ),
        }
    }

    /// The CBS wijken.
    pub fn cbs(&self) -> &Laag {
        &self.cbs
    }

    /// The own wijken that have a boundary.
    pub fn wijken(&self) -> &Laag {
        &self.wijken
    }

    /// What lies at this place, in both layers.
    pub fn lookup(&self, lat: f64, lon: f64) -> Treffer<'_> {
        Treffer {
            cbs: self.cbs.lookup(lat, lon),
            wijk: self.wijken.lookup(lat, lon),
        }
    }

    /// Neighbouring pairs of CBS wijken; `wijken().neighbours()` gives those of the own wijken.
    pub fn neighbours(&self) -> Vec<(&str, &str)> {
        self.cbs.neighbours()
    }

    /// A place well inside the area with this CBS code or own key.
    pub fn representative_point(&self, sleutel: &str) -> Option<Coordinaat> {
        let own = || self.wijken.representative_point(sleutel);
        self.cbs.representative_point(sleutel).or_else(own)
    }
}

/// The place as the public may see it: on a grid of 50 m (RD), so that it points at a street and not at a
/// door. Rounding twice changes nothing. Outside the area of RD three decimals of a degree are kept.
pub fn round_place(lat: f64, lon: f64) -> (f64, f64) {
    let Ok(place) = Coordinaat::new(lat, lon) else {
        return (lat, lon);
    };
    if let Some(rounded) = round_in_rd(place) {
        return rounded;
    }
    let (lat, lon) = (to_decimals(lat, 1e3), to_decimals(lon, 1e3));
    let coarse = Coordinaat::new(lat, lon).ok();
    coarse.and_then(round_in_rd).unwrap_or((lat, lon))
}

fn round_in_rd(place: Coordinaat) -> Option<(f64, f64)> {
    let rd = place.to_rd()?;
    let rd = Rd {
        x: (rd.x / GRID).round() * GRID,
        y: (rd.y / GRID).round() * GRID,
    };
    // Points on the very edge would leave the area through the error of the polynomials.
    let is_safe = (GRID..=300_000.0 - GRID).contains(&rd.x)
        && (300_000.0 + GRID..=650_000.0 - GRID).contains(&rd.y);
    let place = is_safe.then(|| Coordinaat::from_rd(rd)).flatten()?;
    Some((to_decimals(place.lat(), 1e6), to_decimals(place.lon(), 1e6)))
}

fn to_decimals(value: f64, scale: f64) -> f64 {
    (value * scale).round() / scale
}

#[cfg(test)]
mod tests;
