//! The SQL of another address: whether somebody ever came in by the one before, and what still waits for it.

use kit::db::Queries;

use super::super::mail::READER as SIGN_IN;
use crate::error::Result;
use crate::ids::{AccountId, GemeenteId, RolvervullingId};
use crate::write::Write;

/// Whether this person signed in or was sent what that takes, as far back as is kept.
pub(in super::super) fn has_signed_in(
    tx: &mut impl Queries,
    gemeente: GemeenteId,
    id: AccountId,
) -> Result<bool> {
    let session: Option<AccountId> = tx.query_opt(
        "SELECT account_id FROM sessies WHERE gemeente_id = $1 AND account_id = $2 LIMIT 1",
        &[&gemeente, &id],
        |row| row.get(0),
    )?;
    if session.is_some() {
        return Ok(true);
    }
    let mail: Option<AccountId> = tx.query_opt(
        "SELECT recipient FROM mails WHERE gemeente_id = $1 AND recipient = $2 AND reader = $3 AND state = 'sent' LIMIT 1",
        &[&gemeente, &id, &SIGN_IN],
        |row| row.get(0),
    )?;
    Ok(mail.is_some())
}

/// What waits for this person goes to the new address; a mail to sign in, which the old one asked for, goes nowhere.
pub(in super::super) fn readdress(ctx: &mut Write<'_>, id: AccountId, email: &str) -> Result<()> {
    let gemeente = ctx.gemeente();
    ctx.exec(
        "DELETE FROM mails WHERE gemeente_id = $1 AND recipient = $2 AND reader = $3 AND state = 'waiting'",
        &[&gemeente, &id, &SIGN_IN],
    )?;
    ctx.exec(
        "UPDATE mails SET address = $3 WHERE gemeente_id = $1 AND recipient = $2 AND state IN ('waiting', 'merged')",
        &[&gemeente, &id, &email],
    )?;
    Ok(())
}

/// Withdraws what still waits to be told of a role: it says the old address.
pub(in super::super) fn withdraw_invitation(
    ctx: &mut Write<'_>,
    id: AccountId,
    role: RolvervullingId,
) -> Result<()> {
    let gemeente = ctx.gemeente();
    ctx.exec(
        "UPDATE mails SET state = 'withdrawn' WHERE gemeente_id = $1 AND thread = $2 AND recipient = $3 \
         AND state = 'waiting'",
        &[&gemeente, &role, &id],
    )?;
    Ok(())
}
