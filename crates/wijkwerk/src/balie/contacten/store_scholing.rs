//! The SQL of training: modules, who passed what, and who holds a role.

use jiff::civil::Date;
use kit::db::Queries;
use uuid::Uuid;

use super::scholing::Scholing;
use crate::error::Result;
use crate::ids::{AccountId, GemeenteId, ScholingId};
use crate::write::Write;

/// Adds a module.
pub(super) fn insert_scholing(
    ctx: &mut Write<'_>,
    id: ScholingId,
    naam: &str,
    geldig_maanden: Option<i64>,
) -> Result<()> {
    let gemeente = ctx.gemeente();
    ctx.exec(
        "INSERT INTO scholingen (gemeente_id, id, naam, geldig_maanden) VALUES ($1, $2, $3, $4)",
        &[&gemeente, &id, &naam, &geldig_maanden],
    )?;
    Ok(())
}

/// Ends a module; `false` if it is not there or had ended before.
pub(super) fn set_ended(ctx: &mut Write<'_>, id: ScholingId) -> Result<bool> {
    let (gemeente, now) = (ctx.gemeente(), ctx.now);
    let touched = ctx.exec(
        "UPDATE scholingen SET ended_at = $3 WHERE gemeente_id = $1 AND id = $2 AND ended_at IS NULL",
        &[&gemeente, &id, &now],
    )?;
    Ok(touched > 0)
}

/// Whether there is such a module, now or before.
pub(super) fn has_scholing(
    tx: &mut impl Queries,
    gemeente: GemeenteId,
    id: ScholingId,
) -> Result<bool> {
    let found: Option<ScholingId> = tx.query_opt(
        "SELECT id FROM scholingen WHERE gemeente_id = $1 AND id = $2",
        &[&gemeente, &id],
        |row| row.get(0),
    )?;
    Ok(found.is_some())
}

/// Every time that somebody passed this module.
pub(super) fn list_behaald(
    tx: &mut impl Queries,
    gemeente: GemeenteId,
    id: ScholingId,
) -> Result<Vec<Uuid>> {
    Ok(tx.query(
        "SELECT id FROM scholing_behaald WHERE gemeente_id = $1 AND scholing_id = $2 ORDER BY id LIMIT 5000",
        &[&gemeente, &id],
        |row| row.get(0),
    )?)
}

/// Notes that somebody passed a module on a day.
pub(super) fn insert_behaald(
    ctx: &mut Write<'_>,
    id: Uuid,
    scholing: ScholingId,
    account: AccountId,
    op: Date,
) -> Result<()> {
    let gemeente = ctx.gemeente();
    ctx.exec(
        "INSERT INTO scholing_behaald (gemeente_id, id, scholing_id, account_id, op) VALUES ($1, $2, $3, $4, $5)",
        &[&gemeente, &id, &scholing, &account, &op],
    )?;
    Ok(())
}

/// The modules that are asked, by name.
pub fn list_scholingen(tx: &mut impl Queries, gemeente: GemeenteId) -> Result<Vec<Scholing>> {
    Ok(tx.query(
        "SELECT id, naam, geldig_maanden FROM scholingen WHERE gemeente_id = $1 AND ended_at IS NULL \
         ORDER BY naam, id LIMIT 50",
        &[&gemeente],
        |row| {
            Ok(Scholing {
                id: row.get(0)?,
                naam: row.get(1)?,
                geldig_maanden: row.get(2)?,
            })
        },
    )?)
}

/// When somebody last passed a module, with the id of that.
pub fn last_passed(
    tx: &mut impl Queries,
    gemeente: GemeenteId,
    account: AccountId,
    scholing: ScholingId,
) -> Result<Option<(Uuid, Date)>> {
    Ok(tx.query_opt(
        "SELECT id, op FROM scholing_behaald WHERE gemeente_id = $1 AND account_id = $2 AND scholing_id = $3 \
         ORDER BY op DESC, id DESC LIMIT 1",
        &[&gemeente, &account, &scholing],
        |row| Ok((row.get(0)?, row.get(1)?)),
    )?)
}

/// Who passed a module that time.
pub(super) fn passed_by(
    tx: &mut impl Queries,
    gemeente: GemeenteId,
    behaald: Uuid,
) -> Result<Option<AccountId>> {
    Ok(tx.query_opt(
        "SELECT account_id FROM scholing_behaald WHERE gemeente_id = $1 AND id = $2",
        &[&gemeente, &behaald],
        |row| row.get(0),
    )?)
}

/// Somebody with a role.
pub(super) struct RoleRow {
    pub account: AccountId,
    pub naam: String,
    pub rol: String,
}

/// Everybody with a role today, by name, once for each role.
pub(super) fn list_roles(
    tx: &mut impl Queries,
    gemeente: GemeenteId,
    today: Date,
) -> Result<Vec<RoleRow>> {
    Ok(tx.query(
        "SELECT r.account_id, a.naam, r.rol FROM rolvervullingen r \
         JOIN accounts a ON a.gemeente_id = r.gemeente_id AND a.id = r.account_id \
         WHERE r.gemeente_id = $1 AND r.valid_from <= $2 AND (r.valid_to IS NULL OR r.valid_to > $2) \
         AND a.ended_at IS NULL ORDER BY a.naam, r.account_id, r.id LIMIT 2000",
        &[&gemeente, &today],
        |row| {
            Ok(RoleRow {
                account: row.get(0)?,
                naam: row.get(1)?,
                rol: row.get(2)?,
            })
        },
    )?)
}
