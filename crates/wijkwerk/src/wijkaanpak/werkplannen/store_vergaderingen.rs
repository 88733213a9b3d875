//! The SQL of the vergaderingen of a body, and of the zetels that were there.

use jiff::civil::Date;
use kit::db::Queries;

use crate::error::Result;
use crate::ids::{GemeenteId, OrgaanId, VergaderingId, ZetelId};
use crate::write::Write;

/// The vergaderingen of a body from a day on, the latest first.
pub(super) fn list_vergaderingen(
    tx: &mut impl Queries,
    gemeente: GemeenteId,
    orgaan: OrgaanId,
    from: Date,
) -> Result<Vec<(VergaderingId, Date)>> {
    Ok(tx.query(
        "SELECT id, op FROM vergaderingen WHERE gemeente_id = $1 AND orgaan_id = $2 AND op >= $3 \
         ORDER BY op DESC, id LIMIT 800",
        &[&gemeente, &orgaan, &from],
        |row| Ok((row.get(0)?, row.get(1)?)),
    )?)
}

/// Of each zetel whether somebody was there for it, at every vergadering of a body from a day on.
pub(super) fn list_there(
    tx: &mut impl Queries,
    gemeente: GemeenteId,
    orgaan: OrgaanId,
    from: Date,
) -> Result<Vec<(ZetelId, bool)>> {
    Ok(tx.query(
        "SELECT z.zetel_id, z.is_there FROM vergaderingen v JOIN vergadering_zetels z \
         ON z.gemeente_id = v.gemeente_id AND z.vergadering_id = v.id \
         WHERE v.gemeente_id = $1 AND v.orgaan_id = $2 AND v.op >= $3 ORDER BY v.op, z.zetel_id LIMIT 20000",
        &[&gemeente, &orgaan, &from],
        |row| Ok((row.get(0)?, row.get(1)?)),
    )?)
}

/// The vergadering of a body on this day.
pub(super) fn find_vergadering_on(
    tx: &mut impl Queries,
    gemeente: GemeenteId,
    orgaan: OrgaanId,
    op: Date,
) -> Result<Option<VergaderingId>> {
    Ok(tx.query_opt(
        "SELECT id FROM vergaderingen WHERE gemeente_id = $1 AND orgaan_id = $2 AND op = $3",
        &[&gemeente, &orgaan, &op],
        |row| row.get(0),
    )?)
}

/// Notes that a body met.
pub(super) fn insert_vergadering(
    ctx: &mut Write<'_>,
    id: VergaderingId,
    orgaan: OrgaanId,
    op: Date,
) -> Result<()> {
    let (gemeente, now) = (ctx.gemeente(), ctx.now);
    ctx.exec(
        "INSERT INTO vergaderingen (gemeente_id, id, orgaan_id, op, created_at) VALUES ($1, $2, $3, $4, $5)",
        &[&gemeente, &id, &orgaan, &op, &now],
    )?;
    Ok(())
}

/// Notes whether somebody was there for a zetel; what was noted before is corrected.
pub(super) fn keep_zetel(
    ctx: &mut Write<'_>,
    vergadering: VergaderingId,
    zetel: ZetelId,
    is_there: bool,
) -> Result<()> {
    let gemeente = ctx.gemeente();
    ctx.exec(
        "INSERT INTO vergadering_zetels (gemeente_id, vergadering_id, zetel_id, is_there) VALUES ($1, $2, $3, $4) \
         ON CONFLICT (gemeente_id, vergadering_id, zetel_id) DO UPDATE SET is_there = excluded.is_there",
        &[&gemeente, &vergadering, &zetel, &is_there],
    )?;
    Ok(())
}
