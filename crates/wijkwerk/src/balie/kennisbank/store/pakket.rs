//! What organisations do for residents, and for which gebieden.

use kit::db::Queries;

use super::{columns, item};
use crate::balie::kennisbank::model::{Item, ItemState};
use crate::error::Result;
use crate::ids::{GebiedId, GemeenteId, KennisitemId};

/// Every text of an organisation, as far as it is shown, by title.
pub fn list_services(tx: &mut impl Queries, gemeente: GemeenteId) -> Result<Vec<Item>> {
    let mut all = Vec::new();
    for state in [ItemState::Published, ItemState::InControl] {
        all.extend(tx.query(
            concat!(
                "SELECT ",
                columns!(),
                " FROM kennisitems WHERE gemeente_id = $1 AND state = $2 AND organisatie_id IS NOT NULL \
                 ORDER BY titel, id LIMIT 5000"
            ),
            &[&gemeente, &state],
            item,
        )?);
    }
    all.sort_by(|a, b| (&a.titel, a.id).cmp(&(&b.titel, b.id)));
    Ok(all)
}

/// For which gebieden each text is that is not for the whole gemeente.
pub fn list_service_gebieden(
    tx: &mut impl Queries,
    gemeente: GemeenteId,
) -> Result<Vec<(KennisitemId, GebiedId)>> {
    Ok(tx.query(
        "SELECT kennisitem_id, gebied_id FROM kennis_gebieden WHERE gemeente_id = $1 \
         ORDER BY kennisitem_id, gebied_id LIMIT 20000",
        &[&gemeente],
        |row| Ok((row.get(0)?, row.get(1)?)),
    )?)
}
