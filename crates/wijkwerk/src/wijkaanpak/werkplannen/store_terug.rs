//! Writing that an afspraak went back to work.

use jiff::civil::Date;

use super::model::AfspraakState;
use crate::error::Result;
use crate::ids::AfspraakId;
use crate::write::Write;

/// It is worked on again before that day, for this reason; that it was delivered no longer counts.
pub(super) fn send_back(
    ctx: &mut Write<'_>,
    id: AfspraakId,
    due: Date,
    reason: &str,
) -> Result<()> {
    let (gemeente, now, state) = (ctx.gemeente(), ctx.now, AfspraakState::InProgress);
    ctx.exec(
        "UPDATE afspraken SET state = $3, due = $4, reason = $5, delivered_at = NULL, changed_at = $6 \
         WHERE gemeente_id = $1 AND id = $2",
        &[&gemeente, &id, &state, &due, &reason, &now],
    )?;
    Ok(())
}

/// Its owner said since how it goes: that counts now.
pub(super) fn forget_reason(ctx: &mut Write<'_>, id: AfspraakId) -> Result<()> {
    let gemeente = ctx.gemeente();
    ctx.exec(
        "UPDATE afspraken SET reason = NULL WHERE gemeente_id = $1 AND id = $2",
        &[&gemeente, &id],
    )?;
    Ok(())
}
