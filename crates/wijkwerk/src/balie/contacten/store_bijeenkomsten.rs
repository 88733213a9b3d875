//! The SQL of information meetings.

use jiff::civil::Date;
use kit::db::{Error as DbError, Queries, Row};

use super::bijeenkomsten::{Bijeenkomst, NewBijeenkomst};
use crate::error::{Error, Result};
use crate::ids::{BijeenkomstId, GemeenteId, OrganisatieId};
use crate::write::Write;

fn bijeenkomst(row: &Row<'_>) -> Result<Bijeenkomst, DbError> {
    Ok(Bijeenkomst {
        id: row.get(0)?,
        titel: row.get(1)?,
        plaats: row.get(2)?,
        gebied: row.get(3)?,
        organisatie: row.get(4)?,
        op: row.get(5)?,
        bezoekers: row.get(6)?,
        state: row.get(7)?,
        closed_at: row.get(8)?,
    })
}

/// Notes a meeting on a day, held by this organisation.
pub(super) fn insert_bijeenkomst(
    ctx: &mut Write<'_>,
    id: BijeenkomstId,
    new: &NewBijeenkomst,
    organisatie: Option<OrganisatieId>,
    op: Date,
) -> Result<()> {
    let (gemeente, now) = (ctx.gemeente(), ctx.now);
    ctx.exec(
        "INSERT INTO bijeenkomsten (gemeente_id, id, titel, plaats, gebied_id, organisatie_id, op, state, created_at) \
         VALUES ($1, $2, $3, $4, $5, $6, $7, 'planned', $8)",
        &[
            &gemeente,
            &id,
            &new.titel.trim(),
            &new.plaats.trim(),
            &new.gebied,
            &organisatie,
            &op,
            &now,
        ],
    )?;
    Ok(())
}

/// Notes that a meeting was worked out, and how many came.
pub(super) fn set_closed(ctx: &mut Write<'_>, id: BijeenkomstId, bezoekers: i64) -> Result<()> {
    let (gemeente, now) = (ctx.gemeente(), ctx.now);
    ctx.exec(
        "UPDATE bijeenkomsten SET state = 'closed', bezoekers = $3, closed_at = $4 WHERE gemeente_id = $1 AND id = $2",
        &[&gemeente, &id, &bezoekers, &now],
    )?;
    Ok(())
}

/// One meeting.
pub fn get_bijeenkomst(
    tx: &mut impl Queries,
    gemeente: GemeenteId,
    id: BijeenkomstId,
) -> Result<Bijeenkomst> {
    tx.query_opt(
        "SELECT id, titel, plaats, gebied_id, organisatie_id, op, bezoekers, state, closed_at FROM bijeenkomsten \
         WHERE gemeente_id = $1 AND id = $2",
        &[&gemeente, &id],
        bijeenkomst,
    )?
    .ok_or(Error::NotFound("bijeenkomst"))
}

/// The meetings, the newest first, at most 100.
pub fn list_bijeenkomsten(tx: &mut impl Queries, gemeente: GemeenteId) -> Result<Vec<Bijeenkomst>> {
    Ok(tx.query(
        "SELECT id, titel, plaats, gebied_id, organisatie_id, op, bezoekers, state, closed_at FROM bijeenkomsten \
         WHERE gemeente_id = $1 ORDER BY op DESC, id LIMIT 100",
        &[&gemeente],
        bijeenkomst,
    )?)
}
