//! Instructions of the desk: what must be known from one day until another (O-24).

use jiff::civil::Date;
use kit::db::{Error as DbError, Queries, Row};

use super::scholing::{LONGEST, filled};
use crate::access::{Here, Permission};
use crate::error::{Error, FieldError, Result, Sentence};
use crate::ids::{GemeenteId, InstructieId};
use crate::journaal::{Entry, Verb};
use crate::write::Write;

const LONGEST_TEXT: usize = 2000;

/// What must be known at the desk from one day until another.
#[derive(Clone, Debug)]
pub struct Instructie {
    pub id: InstructieId,
    pub titel: String,
    pub tekst: String,
    pub valid_from: Date,
    pub valid_to: Option<Date>,
}

/// Adds an instruction.
pub fn add_instructie(
    ctx: &mut Write<'_>,
    titel: &str,
    tekst: &str,
    from: Date,
    to: Option<Date>,
) -> Result<InstructieId> {
    ctx.require(Permission::ScholingManage, &Here::ANYWHERE)?;
    let mut faults = Vec::new();
    for (field, text, most) in [("titel", titel, LONGEST), ("tekst", tekst, LONGEST_TEXT)] {
        if let Err(Error::Invalid(more)) = filled(field, text, most) {
            faults.extend(more);
        }
    }
    if to.is_some_and(|to| to < from) {
        faults.push(FieldError {
            field: "valid_to",
            sentence: Sentence::new("instructie-dagen-fout"),
        });
    }
    if !faults.is_empty() {
        return Err(Error::Invalid(faults));
    }
    let id: InstructieId = ctx.new_id();
    let (gemeente, now) = (ctx.gemeente(), ctx.now);
    ctx.exec(
        "INSERT INTO instructies (gemeente_id, id, titel, tekst, valid_from, valid_to, at) \
         VALUES ($1, $2, $3, $4, $5, $6, $7)",
        &[
            &gemeente,
            &id,
            &titel.trim(),
            &tekst.trim(),
            &from,
            &to,
            &now,
        ],
    )?;
    ctx.journal(Entry::new("instructie", id.0, Verb::Created).date("from", from))?;
    Ok(id)
}

/// An instruction that no longer counts from tomorrow on.
pub fn end_instructie(ctx: &mut Write<'_>, id: InstructieId) -> Result<()> {
    ctx.require(Permission::ScholingManage, &Here::ANYWHERE)?;
    let (gemeente, today) = (ctx.gemeente(), ctx.today());
    let ended = ctx.exec(
        "UPDATE instructies SET valid_to = $3 WHERE gemeente_id = $1 AND id = $2 AND (valid_to IS NULL OR valid_to > $3)",
        &[&gemeente, &id, &today],
    )?;
    if ended == 0 {
        return Err(Error::NotFound("instructie"));
    }
    ctx.journal(Entry::new("instructie", id.0, Verb::Ended))?;
    Ok(())
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

fn instructie(row: &Row<'_>) -> Result<Instructie, DbError> {
    Ok(Instructie {
        id: row.get(0)?,
        titel: row.get(1)?,
        tekst: row.get(2)?,
        valid_from: row.get(3)?,
        valid_to: row.get(4)?,
    })
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
