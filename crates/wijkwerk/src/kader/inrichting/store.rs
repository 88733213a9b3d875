//! The SQL of inrichtingen: every version that was ever in force is kept.

mod gebieden;
mod gemeenten;
mod organen;

pub(super) use self::gebieden::*;
pub(super) use self::gemeenten::*;
pub(super) use self::organen::*;

use jiff::Timestamp;
use jiff::civil::Date;
use kit::db::{Queries, Row};
use kit::files::FileHash;
use uuid::Uuid;

use super::{Inrichting, load};
use crate::error::{Error, Result};
use crate::ids::GemeenteId;
use crate::journaal::last_change;
use crate::kader::termijnen::{day_of, start_of_day};
use crate::write::Write;

/// A version of the inrichting of a gemeente.
#[derive(Clone, Debug)]
pub struct Versie {
    pub versie: i64,
    pub valid_from: Date,
    pub imported_at: Timestamp,
    pub document: String,
}

impl Versie {
    /// How the journaal knows this version of this gemeente.
    pub(super) fn subject(&self, gemeente: GemeenteId) -> Uuid {
        let number = u64::try_from(self.versie).unwrap_or(0);
        kit::ids::derived(gemeente.0, number, start_of_day(self.valid_from))
    }
}

fn versie(row: &Row<'_>) -> Result<Versie, kit::db::Error> {
    Ok(Versie {
        versie: row.get(0)?,
        valid_from: row.get(1)?,
        imported_at: row.get(2)?,
        document: row.get(3)?,
    })
}

const ALL: &str = "SELECT versie, valid_from, imported_at, document FROM inrichtingen WHERE gemeente_id = $1 \
                   ORDER BY versie DESC LIMIT 100";

/// Every version, newest first, at most 100.
pub fn list_versies(tx: &mut impl Queries, gemeente: GemeenteId) -> Result<Vec<Versie>> {
    Ok(tx.query(ALL, &[&gemeente], versie)?)
}

/// The version in force, if it was kept for a later day than that of its import and what it changes was not changed yet.
pub(super) fn find_due(
    tx: &mut impl Queries,
    gemeente: GemeenteId,
    now: Timestamp,
) -> Result<Option<Versie>> {
    let today = day_of(now);
    let newest = tx.query_opt(
        "SELECT versie, valid_from, imported_at, document FROM inrichtingen WHERE gemeente_id = $1 AND versie > 1 \
         AND valid_from <= $2 ORDER BY versie DESC LIMIT 1",
        &[&gemeente, &today],
        versie,
    )?;
    let Some(found) = newest.filter(|found| day_of(found.imported_at) < found.valid_from) else {
        return Ok(None);
    };
    let started = last_change(tx, gemeente, found.subject(gemeente))?;
    Ok(started.is_none().then_some(found))
}

/// The inrichting in force now: the newest version whose first day has come.
pub fn current(tx: &mut impl Queries, gemeente: GemeenteId, now: Timestamp) -> Result<Inrichting> {
    let today = day_of(now);
    let versies = list_versies(tx, gemeente)?;
    let found = versies
        .iter()
        .find(|versie| versie.valid_from <= today)
        .or(versies.last())
        .ok_or(Error::NotFound("inrichting"))?;
    read(&found.document)
}

/// Reads a stored document, which is complete: it lies on nothing but the basis.
pub fn read(document: &str) -> Result<Inrichting> {
    load(document, &lookup).map_err(|findings| {
        let all: Vec<String> = findings
            .iter()
            .map(|f| format!("{}: {}", f.regel, f.melding))
            .collect();
        Error::Internal(format!("stored inrichting: {}", all.join("; ")))
    })
}

/// Finds the shipped documents that another may lie on.
pub fn lookup(name: &str) -> Option<String> {
    crate::shipped::document(name).map(ToOwned::to_owned)
}

pub(super) fn insert(
    ctx: &mut Write<'_>,
    versie: i64,
    valid_from: Date,
    document: &str,
) -> Result<()> {
    let (gemeente, now) = (ctx.gemeente(), ctx.now);
    let sha = *FileHash::of(document.as_bytes()).as_bytes();
    ctx.exec(
        "INSERT INTO inrichtingen (gemeente_id, versie, valid_from, document, sha, imported_at) \
         VALUES ($1, $2, $3, $4, $5, $6)",
        &[&gemeente, &versie, &valid_from, &document, &sha, &now],
    )?;
    Ok(())
}
