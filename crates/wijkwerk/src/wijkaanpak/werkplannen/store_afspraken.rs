//! What is written of afspraken.

use jiff::civil::Date;
use kit::db::Queries;
use uuid::Uuid;

use super::model::{AfspraakState, NewAfspraak};
use crate::error::Result;
use crate::ids::{AandachtsgebiedId, AccountId, AfspraakId};
use crate::write::Write;

/// Keeps a proposed afspraak, with who took the notes.
pub(super) fn insert_afspraak(
    ctx: &mut Write<'_>,
    id: AfspraakId,
    wanted: &NewAfspraak,
    due: Date,
    note_taker: AccountId,
) -> Result<()> {
    let (gemeente, now) = (ctx.gemeente(), ctx.now);
    ctx.exec(
        "INSERT INTO afspraken (gemeente_id, id, aandachtsgebied_id, wat, organisatie_id, account_id, due, gebied_id, \
         state, created_by, created_at, changed_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $11)",
        &[
            &gemeente,
            &id,
            &wanted.aandachtsgebied,
            &wanted.wat.trim(),
            &wanted.organisatie,
            &wanted.account,
            &due,
            &wanted.gebied,
            &AfspraakState::Proposed,
            &note_taker,
            &now,
        ],
    )?;
    Ok(())
}

/// Notes that an afspraak was accepted, by whom, and who it is of from now on.
pub(super) fn set_accepted(
    ctx: &mut Write<'_>,
    id: AfspraakId,
    by: Uuid,
    account: Option<AccountId>,
) -> Result<()> {
    let (gemeente, now) = (ctx.gemeente(), ctx.now);
    ctx.exec(
        "UPDATE afspraken SET state = $3, accepted_by = $4, accepted_at = $5, changed_at = $5, account_id = $6 \
         WHERE gemeente_id = $1 AND id = $2",
        &[
            &gemeente,
            &id,
            &AfspraakState::Accepted,
            &by,
            &now,
            &account,
        ],
    )?;
    Ok(())
}

/// Notes how it goes with an afspraak.
pub(super) fn set_progress(ctx: &mut Write<'_>, id: AfspraakId, text: &str) -> Result<()> {
    let (gemeente, now) = (ctx.gemeente(), ctx.now);
    ctx.exec(
        "UPDATE afspraken SET state = $3, progress = $4, changed_at = $5 WHERE gemeente_id = $1 AND id = $2",
        &[
            &gemeente,
            &id,
            &AfspraakState::InProgress,
            &text.trim(),
            &now,
        ],
    )?;
    Ok(())
}

/// Notes that an afspraak was delivered.
pub(super) fn set_delivered(ctx: &mut Write<'_>, id: AfspraakId) -> Result<()> {
    let (gemeente, now) = (ctx.gemeente(), ctx.now);
    ctx.exec(
        "UPDATE afspraken SET state = $3, delivered_at = $4, changed_at = $4 WHERE gemeente_id = $1 AND id = $2",
        &[&gemeente, &id, &AfspraakState::Delivered, &now],
    )?;
    Ok(())
}

/// Notes who found that an afspraak was kept.
pub(super) fn set_verified(ctx: &mut Write<'_>, id: AfspraakId, by: AccountId) -> Result<()> {
    let (gemeente, now) = (ctx.gemeente(), ctx.now);
    ctx.exec(
        "UPDATE afspraken SET state = $3, verified_by = $4, verified_at = $5, changed_at = $5 \
         WHERE gemeente_id = $1 AND id = $2",
        &[&gemeente, &id, &AfspraakState::Verified, &by, &now],
    )?;
    Ok(())
}

/// Notes that an afspraak was let go of, and why.
pub(super) fn set_dropped(ctx: &mut Write<'_>, id: AfspraakId, reason: &str) -> Result<()> {
    let (gemeente, now) = (ctx.gemeente(), ctx.now);
    let state = AfspraakState::Dropped;
    ctx.exec(
        "UPDATE afspraken SET state = $3, reason = $4, changed_at = $5 WHERE gemeente_id = $1 AND id = $2",
        &[&gemeente, &id, &state, &reason.trim(), &now],
    )?;
    Ok(())
}

/// Moves the open afspraken of an aandachtsgebied along to the one that it goes on in; answers which.
pub(super) fn move_open(
    ctx: &mut Write<'_>,
    from: AandachtsgebiedId,
    into: AandachtsgebiedId,
) -> Result<Vec<AfspraakId>> {
    let gemeente = ctx.gemeente();
    Ok(ctx.query(
        "UPDATE afspraken SET aandachtsgebied_id = $3 WHERE gemeente_id = $1 AND aandachtsgebied_id = $2 \
         AND state IN ('proposed', 'accepted', 'in_progress') RETURNING id",
        &[&gemeente, &from, &into],
        |row| row.get(0),
    )?)
}
