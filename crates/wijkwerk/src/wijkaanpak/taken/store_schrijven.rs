//! What is written of taken.

use jiff::Timestamp;
use jiff::civil::Date;
use kit::db::Queries;

use crate::error::Result;
use crate::ids::{AccountId, BewijsId, MeldingId, TaakId};
use crate::wijkaanpak::meldingen::Melding;
use crate::write::Write;

/// Makes a task of a melding for one discipline; it lies open.
pub(super) fn insert_taak(
    ctx: &mut Write<'_>,
    id: TaakId,
    melding: &Melding,
    discipline: &str,
) -> Result<()> {
    let (gemeente, now) = (ctx.gemeente(), ctx.now);
    ctx.exec(
        "INSERT INTO taken (gemeente_id, id, melding_id, orgaan_id, discipline, state, volgorde, created_at, changed_at) \
         VALUES ($1, $2, $3, $4, $5, 'open', 0, $6, $6)",
        &[&gemeente, &id, &melding.id, &melding.orgaan, &discipline, &now],
    )?;
    Ok(())
}

/// Ends the tasks of a melding that are still open; answers which.
pub(super) fn end_open(ctx: &mut Write<'_>, melding: MeldingId) -> Result<Vec<TaakId>> {
    let (gemeente, now) = (ctx.gemeente(), ctx.now);
    Ok(ctx.query(
        "UPDATE taken SET state = 'cancelled', changed_at = $3 WHERE gemeente_id = $1 AND melding_id = $2 \
         AND state IN ('open', 'planned') RETURNING id",
        &[&gemeente, &melding, &now],
        |row| row.get(0),
    )?)
}

/// Sets who carries a task out, when and in which order; of nobody it lies open.
pub(super) fn set_account(
    ctx: &mut Write<'_>,
    id: TaakId,
    account: Option<AccountId>,
    planned_on: Option<Date>,
    volgorde: i64,
) -> Result<()> {
    let (gemeente, now) = (ctx.gemeente(), ctx.now);
    let state = if account.is_some() { "planned" } else { "open" };
    ctx.exec(
        "UPDATE taken SET account_id = $3, planned_on = $4, volgorde = $5, state = $6, changed_at = $7 \
         WHERE gemeente_id = $1 AND id = $2",
        &[&gemeente, &id, &account, &planned_on, &volgorde, &state, &now],
    )?;
    Ok(())
}

/// Notes that a task is done, with its evidence.
pub(super) fn set_done(ctx: &mut Write<'_>, id: TaakId, bewijs: BewijsId) -> Result<()> {
    let (gemeente, now) = (ctx.gemeente(), ctx.now);
    ctx.exec(
        "UPDATE taken SET state = 'done', done_at = $3, bewijs_id = $4, changed_at = $3 WHERE gemeente_id = $1 AND id = $2",
        &[&gemeente, &id, &now, &bewijs],
    )?;
    Ok(())
}

/// Sets the day on which a task is carried out.
pub(super) fn set_day(ctx: &mut Write<'_>, id: TaakId, day: Date) -> Result<()> {
    let (gemeente, now) = (ctx.gemeente(), ctx.now);
    ctx.exec(
        "UPDATE taken SET planned_on = $3, changed_at = $4 WHERE gemeente_id = $1 AND id = $2",
        &[&gemeente, &id, &day, &now],
    )?;
    Ok(())
}

/// Makes the tasks of a melding that ended at that moment what they were: planned with whoever had it, else open.
pub(super) fn uncancel(
    ctx: &mut Write<'_>,
    melding: MeldingId,
    ended_at: Timestamp,
) -> Result<Vec<TaakId>> {
    let (gemeente, now) = (ctx.gemeente(), ctx.now);
    Ok(ctx.query(
        "UPDATE taken SET state = CASE WHEN account_id IS NULL THEN 'open' ELSE 'planned' END, changed_at = $4 \
         WHERE gemeente_id = $1 AND melding_id = $2 AND state = 'cancelled' AND changed_at = $3 RETURNING id",
        &[&gemeente, &melding, &ended_at, &now],
        |row| row.get(0),
    )?)
}
