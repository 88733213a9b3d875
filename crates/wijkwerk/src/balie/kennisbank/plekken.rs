//! The places of an item as people look for them: nearest first, and whether one can walk in now.

use kit::db::Queries;

use crate::balie::infopunten::{Stand, list_standen};
use crate::error::Result;
use crate::frame::Frame;
use crate::http::View;
use crate::ids::GebiedId;
use crate::kader::gebieden::{Coordinaat, Gebied};
use crate::kader::openingstijden::{self, Nu};
use crate::layout::C;

use super::model::Plaats;

/// A place with its hours in words.
#[derive(Clone, Debug)]
pub struct Plek {
    pub plaats: Plaats,
    /// A line for each rule.
    pub uren: Vec<String>,
    /// None: not known.
    pub nu: Option<Nu>,
}

impl Plek {
    /// As it stands now.
    pub fn of(view: &View, plaats: Plaats) -> Self {
        Self {
            uren: openingstijden::lines(view, &plaats.openingstijden),
            ..Self::without_lines(view, plaats)
        }
    }

    /// The same for a list, which tells no rules.
    pub fn without_lines(view: &View, plaats: Plaats) -> Self {
        Self {
            uren: Vec::new(),
            nu: Nu::of(view, &plaats.openingstijden),
            plaats,
        }
    }

    /// Takes the hours of the point that this place is, unless the offer has its own; answers whether it did.
    pub fn stands_at(&mut self, stand: &Stand) -> bool {
        let is_here = self.plaats.locatie == stand.locatie && self.plaats.openingstijden.is_empty();
        if is_here {
            self.uren.clone_from(&stand.uren);
            self.nu = Some(stand.nu.clone());
        }
        is_here
    }
}

/// These places with their hours; those of a point where a place is one.
pub fn with_hours(tx: &mut impl Queries, c: &C, plaatsen: Vec<Plaats>) -> Result<Vec<Plek>> {
    let standen = list_standen(tx, c, |punt| {
        plaatsen.iter().any(|plaats| plaats.locatie == punt.locatie)
    })?;
    let mut all: Vec<Plek> = plaatsen
        .into_iter()
        .map(|plaats| Plek::of(&c.view, plaats))
        .collect();
    for plek in &mut all {
        for stand in &standen {
            plek.stands_at(stand);
        }
    }
    Ok(all)
}

/// Whether one can walk in now at any of these places, or else where that is so first; nothing if no hours are known.
pub fn open_now(plekken: &[Plek]) -> Option<Nu> {
    plekken
        .iter()
        .filter_map(|plek| plek.nu.clone())
        .min_by_key(|nu| (!nu.open, nu.until))
}

/// Where somebody is who asks what is near.
#[derive(Clone, Debug)]
pub enum Near {
    Wijk(Gebied),
    Place(Coordinaat),
}

/// The wijk with this key, if it is one.
pub fn find_wijk<'a>(view: &'a View, sleutel: &str) -> Option<&'a Gebied> {
    view.frame.wijken().find(|wijk| wijk.sleutel == sleutel)
}

/// The wijk that is meant by what somebody typed: its key or its name.
pub fn find_wijk_meant<'a>(view: &'a View, typed: &str) -> Option<&'a Gebied> {
    let typed = typed.trim().to_lowercase();
    let is_meant = |wijk: &&Gebied| wijk.sleutel == typed || wijk.naam.to_lowercase() == typed;
    view.frame.wijken().find(is_meant)
}

/// The wijk around this place, if that is one for certain.
pub fn find_wijk_around(view: &View, place: Coordinaat) -> Option<&Gebied> {
    let found = view.frame.plaatsen.lookup(place)?;
    match found.wijken.as_slice() {
        [one] => find_wijk(view, one),
        _ => None,
    }
}

/// The places of an item, nearest to this wijk first; without a wijk in the order of their names.
pub fn nearest_first(view: &View, plaatsen: Vec<Plaats>, wijk: Option<&Gebied>) -> Vec<Plaats> {
    nearest_in(&view.frame, plaatsen, wijk)
}

/// The same where nobody is looking.
pub fn nearest_in(frame: &Frame, mut plaatsen: Vec<Plaats>, wijk: Option<&Gebied>) -> Vec<Plaats> {
    if let Some(wijk) = wijk {
        let within = frame.within(wijk.id);
        let middle = frame.plaatsen.middle_of(&wijk.sleutel);
        order(&mut plaatsen, |gebied| within.contains(&gebied), middle);
    }
    plaatsen
}

/// The places of an item, nearest to where somebody is first.
pub fn nearest_to(view: &View, mut plaatsen: Vec<Plaats>, near: Option<&Near>) -> Vec<Plaats> {
    match near {
        None => plaatsen,
        Some(Near::Wijk(wijk)) => nearest_first(view, plaatsen, Some(wijk)),
        Some(Near::Place(here)) => {
            order(&mut plaatsen, |_| false, Some(*here));
            plaatsen
        }
    }
}

/// In the wijk itself, then by distance from its middle, then what lies nobody knows where.
fn order(
    plaatsen: &mut [Plaats],
    is_within: impl Fn(GebiedId) -> bool,
    middle: Option<Coordinaat>,
) {
    let far = |plaats: &Plaats| {
        let distance = middle
            .zip(plaats.coordinaat())
            .map(|(a, b)| a.distance_to(b));
        (
            !plaats.gebied.is_some_and(&is_within),
            distance.unwrap_or(f64::INFINITY),
        )
    };
    plaatsen.sort_by(|a, b| {
        let ((a_out, a_far), (b_out, b_far)) = (far(a), far(b));
        a_out.cmp(&b_out).then(a_far.total_cmp(&b_far))
    });
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_own_wijk_comes_first_then_what_is_near_then_the_unknown() {
        let (here, there) = (
            GebiedId(uuid::Uuid::from_u128(1)),
            GebiedId(uuid::Uuid::from_u128(2)),
        );
        let plaats = |naam: &str, gebied, place: Option<(i64, i64)>| Plaats {
            naam: naam.to_owned(),
            gebied,
            lat_e6: place.map(|(lat, _)| lat),
            lon_e6: place.map(|(_, lon)| lon),
            ..Plaats::empty()
        };
        let all = [
            plaats("onbekend", None, None),
            plaats("ver", Some(there), Some((52_900_000, 5_400_000))),
            plaats("dichtbij", Some(there), Some((52_510_000, 5_400_000))),
            plaats("eigen wijk", Some(here), None),
            plaats(
                "eigen wijk, dichtbij",
                Some(here),
                Some((52_600_000, 5_400_000)),
            ),
        ];
        let names = |middle| {
            let mut all = all.clone();
            order(&mut all, |gebied| gebied == here, middle);
            all.map(|plaats| plaats.naam)
        };
        assert_eq!(
            names(Coordinaat::new(52.5, 5.4).ok()),
            [
                "eigen wijk, dichtbij",
                "eigen wijk",
                "dichtbij",
                "ver",
                "onbekend"
            ]
        );
        let mut by_place = all.clone();
        order(&mut by_place, |_| false, Coordinaat::new(52.9, 5.4).ok());
        assert_eq!(by_place[0].naam, "ver", "a place has no wijk of its own");
        assert_eq!(
            names(None),
            [
                "eigen wijk",
                "eigen wijk, dichtbij",
                "onbekend",
                "ver",
                "dichtbij"
            ],
            "without a middle the order stays"
        );
    }
}
