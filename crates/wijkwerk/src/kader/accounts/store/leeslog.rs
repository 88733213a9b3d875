//! The SQL of the log of who read personal data.

use jiff::Timestamp;
use kit::db::{Error as DbError, Queries, Row};
use uuid::Uuid;

use super::super::leeslog::LeesRow;
use crate::access::LinkHolder;
use crate::error::Result;
use crate::ids::{AccountId, GemeenteId};

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
pub(in super::super) fn list_own_reads(
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

/// When somebody who signs in looked at the data of the holder of a link, or at what the link is about, and who; newest
/// first.
pub(in super::super) fn list_looks(
    tx: &mut impl Queries,
    gemeente: GemeenteId,
    link: &LinkHolder,
) -> Result<Vec<(Timestamp, Option<Uuid>)>> {
    Ok(tx.query(
        "SELECT at, actor_id FROM leeslog WHERE gemeente_id = $1 AND subject_id IN ($2, $3) \
         AND actor_kind = 'account' ORDER BY at DESC, id LIMIT 20",
        &[&gemeente, &link.subject, &link.holder],
        |row| Ok((row.get(0)?, row.get(1)?)),
    )?)
}
