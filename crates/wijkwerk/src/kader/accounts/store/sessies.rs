//! The SQL of sessions.

use jiff::Timestamp;
use kit::db::Queries;

use crate::error::Result;
use crate::ids::{AccountId, GemeenteId};

/// A session that is not over.
pub(in super::super) struct SessieRow {
    pub account: AccountId,
    pub seen_at: Timestamp,
}

/// Adds a session, until it expires.
pub(in super::super) fn insert_sessie(
    tx: &mut kit::db::Write<'_>,
    hash: &[u8; 32],
    gemeente: GemeenteId,
    account: AccountId,
    now: Timestamp,
    expires: Timestamp,
) -> Result<()> {
    tx.exec(
        "INSERT INTO sessies (token_hash, gemeente_id, account_id, created_at, seen_at, expires_at) \
         VALUES ($1, $2, $3, $4, $4, $5)",
        &[hash, &gemeente, &account, &now, &expires],
    )?;
    Ok(())
}

/// Removes the session of this token.
pub(in super::super) fn delete_sessie(tx: &mut kit::db::Write<'_>, hash: &[u8; 32]) -> Result<()> {
    tx.exec("DELETE FROM sessies WHERE token_hash = $1", &[hash])?;
    Ok(())
}

/// Notes that somebody was there just now.
pub(in super::super) fn set_seen(
    tx: &mut kit::db::Write<'_>,
    hash: &[u8; 32],
    now: Timestamp,
) -> Result<()> {
    tx.exec(
        "UPDATE sessies SET seen_at = $2 WHERE token_hash = $1",
        &[hash, &now],
    )?;
    Ok(())
}

/// The session of this token, if it did not expire, was seen after a moment and was not ended with all others.
pub(in super::super) fn find_sessie(
    tx: &mut impl Queries,
    hash: &[u8; 32],
    gemeente: GemeenteId,
    now: Timestamp,
    idle_since: Timestamp,
) -> Result<Option<SessieRow>> {
    Ok(tx.query_opt(
        "SELECT s.account_id, s.seen_at FROM sessies s \
         JOIN accounts a ON a.gemeente_id = s.gemeente_id AND a.id = s.account_id \
         WHERE s.gemeente_id = $2 AND s.token_hash = $1 AND s.expires_at > $3 AND s.seen_at > $4 \
         AND (a.sessions_after IS NULL OR s.created_at > a.sessions_after)",
        &[hash, &gemeente, &now, &idle_since],
        |row| {
            Ok(SessieRow {
                account: row.get(0)?,
                seen_at: row.get(1)?,
            })
        },
    )?)
}
