//! What organisations do for residents, by the gebieden it is for.

use std::collections::{BTreeMap, BTreeSet};

use kit::db::Queries;

use super::{columns, item};
use crate::balie::kennisbank::model::{Item, ItemState};
use crate::error::Result;
use crate::ids::{GebiedId, GemeenteId};

/// Gebieden that one statement asks for.
const AT_ONCE: usize = 8;

/// The texts of organisations for any of these gebieden or for the whole gemeente, as far as they are shown, by title.
pub fn list_services(
    tx: &mut impl Queries,
    gemeente: GemeenteId,
    gebieden: &BTreeSet<GebiedId>,
) -> Result<Vec<Item>> {
    let gebieden: Vec<GebiedId> = gebieden.iter().copied().collect();
    let mut found = BTreeMap::new();
    for state in [ItemState::Published, ItemState::InControl] {
        let mut all = list_everywhere(tx, gemeente, state)?;
        for some in gebieden.chunks(AT_ONCE) {
            // The last statement asks for some of them twice.
            let of = std::array::from_fn(|n| some[n % some.len()]);
            all.extend(list_within(tx, gemeente, state, of)?);
        }
        found.extend(
            all.into_iter()
                .map(|item| ((item.titel.clone(), item.id), item)),
        );
    }
    Ok(found.into_values().collect())
}

/// Those for which no gebied is named.
fn list_everywhere(
    tx: &mut impl Queries,
    gemeente: GemeenteId,
    state: ItemState,
) -> Result<Vec<Item>> {
    Ok(tx.query(
        concat!(
            "SELECT ",
            columns!(),
            " FROM kennisitems WHERE gemeente_id = $1 AND state = $2 AND organisatie_id IS NOT NULL \
             AND NOT EXISTS (SELECT 1 FROM kennis_gebieden g WHERE g.gemeente_id = $1 \
             AND g.kennisitem_id = kennisitems.id) ORDER BY titel, id LIMIT 5000"
        ),
        &[&gemeente, &state],
        item,
    )?)
}

/// Those for one of these gebieden.
fn list_within(
    tx: &mut impl Queries,
    gemeente: GemeenteId,
    state: ItemState,
    of: [GebiedId; AT_ONCE],
) -> Result<Vec<Item>> {
    Ok(tx.query(
        concat!(
            "SELECT ",
            columns!(),
            " FROM kennisitems WHERE gemeente_id = $1 AND state = $2 AND organisatie_id IS NOT NULL \
             AND EXISTS (SELECT 1 FROM kennis_gebieden g WHERE g.gemeente_id = $1 \
             AND g.kennisitem_id = kennisitems.id AND g.gebied_id IN ($3, $4, $5, $6, $7, $8, $9, $10)) \
             ORDER BY titel, id LIMIT 5000"
        ),
        &[
            &gemeente, &state, &of[0], &of[1], &of[2], &of[3], &of[4], &of[5], &of[6], &of[7],
        ],
        item,
    )?)
}
