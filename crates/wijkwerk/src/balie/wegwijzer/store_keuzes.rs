//! The SQL of writing down what a desk chose.

use kit::db::Queries;

use crate::error::Result;
use crate::ids::{GemeenteId, KennisitemId, OrganisatieId, WegwijzerkeuzeId};
use crate::write::Write;

/// Whether there is such an item that may be shown.
pub(super) fn has_item(
    tx: &mut impl Queries,
    gemeente: GemeenteId,
    id: KennisitemId,
) -> Result<bool> {
    let found: Option<KennisitemId> = tx.query_opt(
        "SELECT id FROM kennisitems WHERE gemeente_id = $1 AND id = $2 AND state IN ('published', 'in_control')",
        &[&gemeente, &id],
        |row| row.get(0),
    )?;
    Ok(found.is_some())
}

/// Whether there is such a choice that was not taken back.
pub(super) fn has_keuze(
    tx: &mut impl Queries,
    gemeente: GemeenteId,
    id: WegwijzerkeuzeId,
) -> Result<bool> {
    let found: Option<WegwijzerkeuzeId> = tx.query_opt(
        "SELECT id FROM wegwijzer_keuzes WHERE gemeente_id = $1 AND id = $2 AND undone_at IS NULL",
        &[&gemeente, &id],
        |row| row.get(0),
    )?;
    Ok(found.is_some())
}

/// Notes that a desk chose this item for these words.
pub(super) fn insert_keuze(
    ctx: &mut Write<'_>,
    id: WegwijzerkeuzeId,
    woorden: &str,
    item: KennisitemId,
    desk: Option<OrganisatieId>,
) -> Result<()> {
    let (gemeente, now) = (ctx.gemeente(), ctx.now);
    ctx.exec(
        "INSERT INTO wegwijzer_keuzes (gemeente_id, id, woorden, kennisitem_id, organisatie_id, at) \
         VALUES ($1, $2, $3, $4, $5, $6)",
        &[&gemeente, &id, &woorden, &item, &desk, &now],
    )?;
    Ok(())
}

/// Notes whether it helped. The moment moves too: what was learned is as new as the last word about it.
pub(super) fn set_helped(ctx: &mut Write<'_>, id: WegwijzerkeuzeId, helped: bool) -> Result<()> {
    let (gemeente, now) = (ctx.gemeente(), ctx.now);
    ctx.exec(
        "UPDATE wegwijzer_keuzes SET helped = $3, at = $4 WHERE gemeente_id = $1 AND id = $2",
        &[&gemeente, &id, &helped, &now],
    )?;
    Ok(())
}

/// Notes that it was taken back.
pub(super) fn set_undone(ctx: &mut Write<'_>, id: WegwijzerkeuzeId) -> Result<()> {
    let (gemeente, now) = (ctx.gemeente(), ctx.now);
    ctx.exec(
        "UPDATE wegwijzer_keuzes SET undone_at = $3 WHERE gemeente_id = $1 AND id = $2",
        &[&gemeente, &id, &now],
    )?;
    Ok(())
}
