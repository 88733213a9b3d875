//! The SQL of the last words of reporters.

use kit::db::Queries;
use uuid::Uuid;

use crate::error::Result;
use crate::ids::{GemeenteId, MelderId, MeldingId, ResultaatId};
use crate::write::Write;

/// What this reporter said of a result: whether it solved it.
pub(in super::super) fn find_oordeel(
    tx: &mut impl Queries,
    gemeente: GemeenteId,
    resultaat: ResultaatId,
    melder: MelderId,
) -> Result<Option<bool>> {
    Ok(tx.query_opt(
        "SELECT opgelost FROM oordelen WHERE gemeente_id = $1 AND subject_id = $2 AND melder_id = $3 \
         ORDER BY at DESC, id LIMIT 1",
        &[&gemeente, &resultaat, &melder],
        |row| row.get(0),
    )?)
}

/// Keeps what a reporter said of a melding: whether it is solved.
pub(in super::super) fn insert_oordeel(
    ctx: &mut Write<'_>,
    melding: MeldingId,
    melder: MelderId,
    opgelost: bool,
) -> Result<()> {
    let (gemeente, now) = (ctx.gemeente(), ctx.now);
    let id: Uuid = ctx.new_id();
    ctx.exec(
        "INSERT INTO oordelen (gemeente_id, id, subject_kind, subject_id, melding_id, melder_id, opgelost, at) \
         VALUES ($1, $2, 'melding', $3, $3, $4, $5, $6)",
        &[&gemeente, &id, &melding.0, &melder.0, &opgelost, &now],
    )?;
    Ok(())
}
