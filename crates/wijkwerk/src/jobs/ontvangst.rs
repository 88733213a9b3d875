//! A receipt is owed to somebody who can be reached: what is left of it when nobody is, ends.

use std::sync::Arc;

use kit::db::Queries;

use super::nightly::BATCH;
use crate::access::Actor;
use crate::app::App;
use crate::error::Result;
use crate::frame::Frame;
use crate::ids::MeldingId;
use crate::wijkaanpak::meldingen::forget_receipt;
use crate::write::Write;

/// Ends the receipts that are owed to nobody any more.
pub(super) fn let_go(app: &App, frame: &Arc<Frame>) -> Result<()> {
    let most = usize::try_from(BATCH).unwrap_or(usize::MAX);
    while app.write_blocking(frame, &Actor::Job("nightly"), some)? >= most {}
    Ok(())
}

fn some(ctx: &mut Write<'_>) -> Result<usize> {
    let gemeente = ctx.gemeente();
    let left: Vec<MeldingId> = ctx.query(
        "SELECT v.subject_id FROM verplichtingen v WHERE v.gemeente_id = $1 AND v.state = 'open' \
         AND v.soort = 'melding.ontvangst' AND NOT EXISTS (SELECT 1 FROM melders p WHERE p.gemeente_id = v.gemeente_id \
         AND p.melding_id = v.subject_id AND (p.email IS NOT NULL OR p.telefoon IS NOT NULL)) ORDER BY v.id LIMIT $2",
        &[&gemeente, &BATCH],
        |row| row.get(0),
    )?;
    for id in &left {
        forget_receipt(ctx, *id)?;
    }
    Ok(left.len())
}
