//! The SQL of standing in: whose rolvervullingen end with those of another.

use jiff::civil::Date;
use kit::db::Queries;

use crate::error::Result;
use crate::ids::{GemeenteId, RolvervullingId};
use crate::write::Write;

/// Whoever stands in for the holder of this rolvervulling and no longer may from `day` on, because the holder then has the
/// role there through no other one.
pub(in super::super) fn list_ending_with(
    tx: &mut impl Queries,
    gemeente: GemeenteId,
    id: RolvervullingId,
    day: Date,
) -> Result<Vec<RolvervullingId>> {
    Ok(tx.query(
        "SELECT v.id FROM rolvervullingen r JOIN rolvervullingen v ON v.gemeente_id = r.gemeente_id \
         AND v.deputy_of = r.account_id AND v.rol = r.rol AND v.scope_kind = r.scope_kind \
         AND (v.scope_id = r.scope_id OR (v.scope_id IS NULL AND r.scope_id IS NULL)) \
         WHERE r.gemeente_id = $1 AND r.id = $2 AND r.deputy_of IS NULL AND (v.valid_to IS NULL OR v.valid_to > $3) \
         AND NOT EXISTS (SELECT 1 FROM rolvervullingen p WHERE p.gemeente_id = r.gemeente_id \
         AND p.account_id = r.account_id AND p.rol = r.rol AND p.scope_kind = r.scope_kind \
         AND (p.scope_id = r.scope_id OR (p.scope_id IS NULL AND r.scope_id IS NULL)) AND p.deputy_of IS NULL \
         AND p.valid_from <= $3 AND (p.valid_to IS NULL OR p.valid_to > $3)) ORDER BY v.id",
        &[&gemeente, &id, &day],
        |row| row.get(0),
    )?)
}

/// Ends one on this day.
pub(in super::super) fn end(ctx: &mut Write<'_>, id: RolvervullingId, day: Date) -> Result<()> {
    let gemeente = ctx.gemeente();
    ctx.exec(
        "UPDATE rolvervullingen SET valid_to = $3 WHERE gemeente_id = $1 AND id = $2",
        &[&gemeente, &id, &day],
    )?;
    Ok(())
}
