//! The SQL of requests to sign in.

use jiff::Timestamp;
use kit::db::{Error as DbError, Queries, Row};
use uuid::Uuid;

use crate::error::Result;
use crate::ids::{AccountId, GemeenteId};
use crate::write::Write;

/// A request, with what only its browser and its mail know stored hashed.
pub(in super::super) struct Asked {
    pub id: Uuid,
    /// The account; nil for an address that nobody has.
    pub account: Uuid,
    pub code_hash: [u8; 32],
    pub browser_hash: [u8; 32],
    pub attempts: i64,
    pub expires_at: Timestamp,
    pub used: bool,
}

fn asked(row: &Row<'_>) -> Result<Asked, DbError> {
    Ok(Asked {
        id: row.get(0)?,
        account: row.get(1)?,
        code_hash: row.get(2)?,
        browser_hash: row.get(3)?,
        attempts: row.get(4)?,
        expires_at: row.get(5)?,
        used: row.get(6)?,
    })
}

/// Removes the requests that expired before a moment.
pub(in super::super) fn delete_expired(
    tx: &mut kit::db::Write<'_>,
    gemeente: GemeenteId,
    before: Timestamp,
) -> Result<()> {
    tx.exec(
        "DELETE FROM inlogverzoeken WHERE gemeente_id = $1 AND expires_at < $2",
        &[&gemeente, &before],
    )?;
    Ok(())
}

/// Removes every request of this person.
pub(in super::super) fn delete_inlogverzoeken(ctx: &mut Write<'_>, id: AccountId) -> Result<()> {
    let gemeente = ctx.gemeente();
    ctx.exec(
        "DELETE FROM inlogverzoeken WHERE gemeente_id = $1 AND account_id = $2",
        &[&gemeente, &id],
    )?;
    Ok(())
}

/// Notes a request that was made now, found by the hash of its token.
pub(in super::super) fn insert_inlogverzoek(
    tx: &mut kit::db::Write<'_>,
    gemeente: GemeenteId,
    asked: &Asked,
    token_hash: &[u8; 32],
    now: Timestamp,
) -> Result<()> {
    tx.exec(
        "INSERT INTO inlogverzoeken (id, gemeente_id, account_id, token_hash, code_hash, browser_hash, attempts, \
         created_at, expires_at) VALUES ($1, $2, $3, $4, $5, $6, 0, $7, $8)",
        &[
            &asked.id,
            &gemeente,
            &asked.account,
            token_hash,
            &asked.code_hash,
            &asked.browser_hash,
            &now,
            &asked.expires_at,
        ],
    )?;
    Ok(())
}

/// Uses up a request that was not used; `false` if somebody was faster.
pub(in super::super) fn redeem(
    tx: &mut kit::db::Write<'_>,
    gemeente: GemeenteId,
    id: Uuid,
    now: Timestamp,
) -> Result<bool> {
    let touched = tx.exec(
        "UPDATE inlogverzoeken SET used_at = $3 WHERE gemeente_id = $1 AND id = $2 AND used_at IS NULL",
        &[&gemeente, &id, &now],
    )?;
    Ok(touched == 1)
}

/// Counts one more wrong code.
pub(in super::super) fn count_attempt(
    tx: &mut kit::db::Write<'_>,
    gemeente: GemeenteId,
    id: Uuid,
) -> Result<()> {
    tx.exec(
        "UPDATE inlogverzoeken SET attempts = attempts + 1 WHERE gemeente_id = $1 AND id = $2",
        &[&gemeente, &id],
    )?;
    Ok(())
}

/// The newest request of this browser.
pub(in super::super) fn find_newest_of_browser(
    tx: &mut impl Queries,
    gemeente: GemeenteId,
    browser: &[u8; 32],
) -> Result<Option<Asked>> {
    Ok(tx.query_opt(
        "SELECT id, account_id, code_hash, browser_hash, attempts, expires_at, used_at IS NOT NULL \
         FROM inlogverzoeken WHERE gemeente_id = $1 AND browser_hash = $2 ORDER BY created_at DESC, id DESC LIMIT 1",
        &[&gemeente, browser],
        asked,
    )?)
}

/// The request with this token.
pub(in super::super) fn find_by_token(
    tx: &mut impl Queries,
    gemeente: GemeenteId,
    token: &[u8; 32],
) -> Result<Option<Asked>> {
    Ok(tx.query_opt(
        "SELECT id, account_id, code_hash, browser_hash, attempts, expires_at, used_at IS NOT NULL \
         FROM inlogverzoeken WHERE gemeente_id = $1 AND token_hash = $2",
        &[&gemeente, token],
        asked,
    )?)
}
