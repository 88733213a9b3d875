//! The first day of a version that was kept for later.

use std::sync::Arc;

use super::put_in_force;
use crate::access::Actor;
use crate::app::App;
use crate::error::Result;
use crate::frame::Frame;
use crate::journaal::{Entry, Verb};
use crate::kader::inrichting::store;

/// Puts the version whose first day has come in force; answers whether there was one. The frame is another one then.
pub fn start_due(app: &App, frame: &Arc<Frame>) -> Result<bool> {
    let (gemeente, now) = (frame.id, app.clock().now());
    let due = app
        .db()
        .read_blocking(move |tx| store::find_due(tx, gemeente, now))?;
    if due.is_none() {
        return Ok(false);
    }
    app.write_blocking(frame, &Actor::Job("nightly"), move |ctx| {
        // Another node may have been faster.
        let Some(due) = store::find_due(ctx, gemeente, now)? else {
            return Ok(());
        };
        let inrichting = store::read(&due.document)?;
        put_in_force(ctx, &inrichting, due.valid_from)?;
        ctx.journal(
            Entry::new("inrichting", due.subject(gemeente), Verb::Started)
                .number("version", due.versie)
                .date("from", due.valid_from),
        )?;
        Ok(())
    })?;
    app.forget_frame(&frame.slug);
    Ok(true)
}
