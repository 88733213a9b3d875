//! The SQL of instructions of the desk.

use jiff::civil::Date;
use kit::db::{Error as DbError, Queries, Row};

use super::instructies::Instructie;
use crate::error::Result;
use crate::ids::{GemeenteId, InstructieId};
use crate::write::Write;

fn instructie(row: &Row<'_>) -> Result<Instructie, DbError> {
    Ok(Instructie {
        id: row.get(0)?,
        titel: row.get(1)?,
        tekst: row.get(2)?,
        valid_from: row.get(3)?,
        valid_to: row.get(4)?,
    })
}

pub(super) fn insert_instructie(ctx: &mut Write<'_>, new: &Instructie) -> Result<()> {
    let (gemeente, now) = (ctx.gemeente(), ctx.now);
    ctx.exec(
        "INSERT INTO instructies (gemeente_id, id, titel, tekst, valid_from, valid_to, at) \
         VALUES ($1, $2, $3, $4, $5, $6, $7)",
        &[
            &gemeente,
            &new.id,
            &new.titel,
            &new.tekst,
            &new.valid_from,
            &new.valid_to,
            &now,
        ],
    )?;
    Ok(())
}

/// Lets an instruction count no longer than this day; answers how many counted longer.
pub(super) fn set_end(ctx: &mut Write<'_>, id: InstructieId, day: Date) -> Result<u64> {
    let gemeente = ctx.gemeente();
    Ok(ctx.exec(
        "UPDATE instructies SET valid_to = $3 WHERE gemeente_id = $1 AND id = $2 AND (valid_to IS NULL OR valid_to > $3)",
        &[&gemeente, &id, &day],
    )?)
}

/// Whether there is such an instruction, now or before.
pub(super) fn has_instructie(
    tx: &mut impl Queries,
    gemeente: GemeenteId,
    id: InstructieId,
) -> Result<bool> {
    let found: Option<InstructieId> = tx.query_opt(
        "SELECT id FROM instructies WHERE gemeente_id = $1 AND id = $2",
        &[&gemeente, &id],
        |row| row.get(0),
    )?;
    Ok(found.is_some())
}

/// What must be known from a later day on, the first to come first.
pub fn list_later_instructies(
    tx: &mut impl Queries,
    gemeente: GemeenteId,
    day: Date,
) -> Result<Vec<Instructie>> {
    Ok(tx.query(
        "SELECT id, titel, tekst, valid_from, valid_to FROM instructies WHERE gemeente_id = $1 AND valid_from > $2 \
         AND (valid_to IS NULL OR valid_to >= valid_from) ORDER BY valid_from, id LIMIT 50",
        &[&gemeente, &day],
        instructie,
    )?)
}

/// What must be known on a day, the newest first.
pub fn list_instructies(
    tx: &mut impl Queries,
    gemeente: GemeenteId,
    day: Date,
) -> Result<Vec<Instructie>> {
    Ok(tx.query(
        "SELECT id, titel, tekst, valid_from, valid_to FROM instructies WHERE gemeente_id = $1 AND valid_from <= $2 \
         AND (valid_to IS NULL OR valid_to >= $2) ORDER BY valid_from DESC, id LIMIT 50",
        &[&gemeente, &day],
        instructie,
    )?)
}
