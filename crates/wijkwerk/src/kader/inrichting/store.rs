//! The SQL of inrichtingen: every version that was ever in force is kept.

use jiff::Timestamp;
use jiff::civil::Date;
use kit::db::Queries;
use kit::files::FileHash;

use super::{Inrichting, load};
use crate::error::{Error, Result};
use crate::ids::GemeenteId;
use crate::write::Write;

/// A version of the inrichting of a gemeente.
#[derive(Clone, Debug)]
pub struct Versie {
    pub versie: i64,
    pub valid_from: Date,
    pub imported_at: Timestamp,
    pub document: String,
}

const ALL: &str = "SELECT versie, valid_from, imported_at, document FROM inrichtingen WHERE gemeente_id = $1 \
                   ORDER BY versie DESC LIMIT 100";

/// Every version, newest first, at most 100.
pub fn list_versies(tx: &mut impl Queries, gemeente: GemeenteId) -> Result<Vec<Versie>> {
    Ok(tx.query(ALL, &[&gemeente], |row| {
        Ok(Versie {
            versie: row.get(0)?,
            valid_from: row.get(1)?,
            imported_at: row.get(2)?,
            document: row.get(3)?,
        })
    })?)
}

/// The inrichting in force now: the newest version whose first day has come.
pub fn current(tx: &mut impl Queries, gemeente: GemeenteId, now: Timestamp) -> Result<Inrichting> {
    let today = crate::kader::termijnen::day_of(now);
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
