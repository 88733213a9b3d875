//! The log of who read personal data and what for (INV-45). It tells that something was read, never what.

use jiff::Timestamp;
use kit::db::{Error as DbError, Queries, Row};
use uuid::Uuid;

use super::store::list_rolvervullingen;
use crate::access::LinkHolder;
use crate::error::Result;
use crate::frame::Frame;
use crate::ids::{AccountId, GemeenteId};

/// One look at personal data.
#[derive(Clone, Debug)]
pub struct LeesRow {
    pub at: Timestamp,
    pub actor_kind: String,
    pub actor: Option<Uuid>,
    /// The word of a [`crate::app::Purpose`].
    pub purpose: String,
    pub subject_kind: String,
}

fn row(row: &Row<'_>) -> Result<LeesRow, DbError> {
    Ok(LeesRow {
        at: row.get(0)?,
        actor_kind: row.get(1)?,
        actor: row.get(2)?,
        purpose: row.get(3)?,
        subject_kind: row.get(4)?,
    })
}

/// The newest looks of everybody, at most 200.
pub fn list_newest_reads(tx: &mut impl Queries, gemeente: GemeenteId) -> Result<Vec<LeesRow>> {
    Ok(tx.query(
        "SELECT at, actor_kind, actor_id, purpose, subject_kind FROM leeslog \
         WHERE gemeente_id = $1 ORDER BY id DESC LIMIT 200",
        &[&gemeente],
        row,
    )?)
}

/// The newest looks by one account, and of others at that account, at most 30.
pub(super) fn list_own_reads(
    tx: &mut impl Queries,
    gemeente: GemeenteId,
    account: AccountId,
) -> Result<Vec<LeesRow>> {
    Ok(tx.query(
        "SELECT at, actor_kind, actor_id, purpose, subject_kind FROM leeslog \
         WHERE gemeente_id = $1 AND (subject_id = $2 OR (actor_kind = 'account' AND actor_id = $2)) \
         ORDER BY id DESC LIMIT 30",
        &[&gemeente, &account],
        row,
    )?)
}

/// Somebody who looked at personal data: in which role, and when.
pub struct Lezer {
    pub rol: Option<String>,
    pub at: Timestamp,
}

/// Who of those who sign in looked at the data of the holder of a link, or at what the link is about; newest first.
pub fn list_readers(tx: &mut impl Queries, frame: &Frame, link: &LinkHolder) -> Result<Vec<Lezer>> {
    let rows: Vec<(Timestamp, Option<Uuid>)> = tx.query(
        "SELECT at, actor_id FROM leeslog WHERE gemeente_id = $1 AND subject_id IN ($2, $3) \
         AND actor_kind = 'account' ORDER BY at DESC, id LIMIT 20",
        &[&frame.id, &link.subject, &link.holder],
        |row| Ok((row.get(0)?, row.get(1)?)),
    )?;
    let mut readers = Vec::new();
    for (at, account) in rows {
        let roles = match account {
            Some(id) => list_rolvervullingen(tx, frame.id, Some(AccountId(id)), frame.today(at))?,
            None => Vec::new(),
        };
        let rol = roles.into_iter().next().map(|row| row.rol);
        readers.push(Lezer { rol, at });
    }
    Ok(readers)
}
