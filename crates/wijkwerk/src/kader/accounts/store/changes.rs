//! The SQL of changing accounts and rolvervullingen.

use jiff::civil::Date;

use super::super::actions::{Appointment, Invitation, OwnSettings};
use crate::error::Result;
use crate::ids::{AccountId, OrganisatieId, RolvervullingId};
use crate::write::Write;

/// Adds an account under this name and address.
pub(in super::super) fn insert_account(
    ctx: &mut Write<'_>,
    id: AccountId,
    naam: &str,
    email: &str,
    wanted: &Invitation,
) -> Result<()> {
    let (gemeente, now) = (ctx.gemeente(), ctx.now);
    ctx.exec(
        "INSERT INTO accounts (gemeente_id, id, naam, email, organisatie_id, taal, shows_name, photo_hash, created_at) \
         VALUES ($1, $2, $3, $4, $5, 'nl', $6, $7, $8)",
        &[&gemeente, &id, &naam, &email, &wanted.organisatie, &wanted.shows_name, &wanted.photo, &now],
    )?;
    Ok(())
}

/// Lets an account that was closed be used again.
pub(in super::super) fn reopen_account(ctx: &mut Write<'_>, id: AccountId) -> Result<()> {
    let gemeente = ctx.gemeente();
    ctx.exec(
        "UPDATE accounts SET ended_at = NULL WHERE gemeente_id = $1 AND id = $2 AND ended_at IS NOT NULL",
        &[&gemeente, &id],
    )?;
    Ok(())
}

/// Adds a rolvervulling, until this day or without an end.
pub(in super::super) fn insert_rolvervulling(
    ctx: &mut Write<'_>,
    id: RolvervullingId,
    wanted: &Appointment,
    until: Option<Date>,
) -> Result<()> {
    let gemeente = ctx.gemeente();
    ctx.exec(
        "INSERT INTO rolvervullingen (gemeente_id, id, account_id, rol, scope_kind, scope_id, organisatie_id, \
         deputy_of, valid_from, valid_to) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)",
        &[
            &gemeente,
            &id,
            &wanted.account,
            &wanted.rol,
            &wanted.scope_kind,
            &wanted.scope_id,
            &wanted.organisatie,
            &wanted.deputy_of,
            &wanted.from,
            &until,
        ],
    )?;
    Ok(())
}

/// Ends a role of this person from `day` on; `false` if they do not have it or not as long.
pub(in super::super) fn end_role(
    ctx: &mut Write<'_>,
    account: AccountId,
    id: RolvervullingId,
    day: Date,
) -> Result<bool> {
    let gemeente = ctx.gemeente();
    let touched = ctx.exec(
        "UPDATE rolvervullingen SET valid_to = $3 WHERE gemeente_id = $1 AND id = $2 AND account_id = $4 \
         AND (valid_to IS NULL OR valid_to > $3)",
        &[&gemeente, &id, &day, &account],
    )?;
    Ok(touched > 0)
}

/// Ends every session that was started before now.
pub(in super::super) fn end_sessions(ctx: &mut Write<'_>, id: AccountId) -> Result<()> {
    let (gemeente, now) = (ctx.gemeente(), ctx.now);
    ctx.exec(
        "UPDATE accounts SET sessions_after = $3 WHERE gemeente_id = $1 AND id = $2",
        &[&gemeente, &id, &now],
    )?;
    Ok(())
}

/// Keeps what somebody decided about the own account.
pub(in super::super) fn set_settings(
    ctx: &mut Write<'_>,
    id: AccountId,
    wanted: &OwnSettings,
) -> Result<()> {
    let gemeente = ctx.gemeente();
    ctx.exec(
        "UPDATE accounts SET shows_name = $3, taal = $4 WHERE gemeente_id = $1 AND id = $2",
        &[&gemeente, &id, &wanted.shows_name, &wanted.taal],
    )?;
    Ok(())
}

/// Keeps the telephone number and the face of somebody.
pub(in super::super) fn set_details(
    ctx: &mut Write<'_>,
    id: AccountId,
    telefoon: Option<&str>,
    photo: Option<&str>,
) -> Result<()> {
    let gemeente = ctx.gemeente();
    ctx.exec(
        "UPDATE accounts SET telefoon = $3, photo_hash = $4 WHERE gemeente_id = $1 AND id = $2",
        &[&gemeente, &id, &telefoon, &photo],
    )?;
    Ok(())
}

/// Keeps how somebody is reached and where they work.
pub(in super::super) fn correct_account(
    ctx: &mut Write<'_>,
    id: AccountId,
    email: &str,
    telefoon: Option<&str>,
    organisatie: Option<OrganisatieId>,
) -> Result<()> {
    let gemeente = ctx.gemeente();
    ctx.exec(
        "UPDATE accounts SET email = $3, telefoon = $4, organisatie_id = $5 WHERE gemeente_id = $1 AND id = $2",
        &[&gemeente, &id, &email, &telefoon, &organisatie],
    )?;
    Ok(())
}
