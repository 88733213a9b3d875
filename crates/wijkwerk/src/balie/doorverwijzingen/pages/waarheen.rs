//! Where somebody with a code has to be, with the hours as they stand everywhere (INV-11), and between which places the
//! desk chooses.

use kit::db::Queries;

use super::Keuze;
use crate::balie::doorverwijzingen::model::Doorverwijzing;
use crate::balie::kennisbank::{Plek, list_plaatsen, nearest_in, with_hours};
use crate::error::Result;
use crate::ids::{GebiedId, KennisitemId, LocatieId};
use crate::layout::C;

/// The place to which somebody was sent, while the offer can be had there.
pub(super) fn place_of(tx: &mut impl Queries, c: &C, one: &Doorverwijzing) -> Result<Option<Plek>> {
    match one.item.zip(one.locatie) {
        Some((item, locatie)) => find(tx, c, item, locatie),
        None => Ok(None),
    }
}

/// One place of an offer.
pub(super) fn find(
    tx: &mut impl Queries,
    c: &C,
    item: KennisitemId,
    locatie: LocatieId,
) -> Result<Option<Plek>> {
    let mut plaatsen = list_plaatsen(tx, c.view.frame.id, item)?;
    plaatsen.retain(|plaats| plaats.locatie == locatie);
    Ok(with_hours(tx, c, plaatsen)?.pop())
}

/// The places of an offer with their hours, the nearest first.
pub(super) fn places(
    tx: &mut impl Queries,
    c: &C,
    item: KennisitemId,
    near: Option<GebiedId>,
) -> Result<Vec<Plek>> {
    let frame = &c.view.frame;
    let plaatsen = list_plaatsen(tx, frame.id, item)?;
    let gebied = near.and_then(|id| frame.gebied(id));
    let plaatsen = nearest_in(frame, plaatsen, gebied);
    with_hours(tx, c, plaatsen)
}

/// These places to choose from: the first, unless another was chosen.
pub(super) fn choices(plekken: &[Plek], chosen: &str) -> Vec<Keuze> {
    plekken
        .iter()
        .enumerate()
        .map(|(n, plek)| {
            let value = plek.plaats.locatie.to_string();
            let is_chosen = if chosen.is_empty() {
                n == 0
            } else {
                value == chosen
            };
            let now = plek.nu.as_ref().map(|nu| nu.zin.as_str());
            let parts = [
                Some(plek.plaats.naam.as_str()),
                Some(plek.plaats.adres.as_str()),
                now,
            ];
            let known: Vec<&str> = parts
                .into_iter()
                .flatten()
                .filter(|part| !part.is_empty())
                .collect();
            Keuze::new(value, known.join(" · "), is_chosen)
        })
        .collect()
}
