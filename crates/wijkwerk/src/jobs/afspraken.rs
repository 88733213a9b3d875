//! Reminding partners of what they promised, a week before it is due and once it is late (L-07).

use std::sync::Arc;

use uuid::Uuid;

use super::nightly::BATCH;
use crate::access::Actor;
use crate::app::App;
use crate::error::Result;
use crate::frame::Frame;
use crate::ids::AfspraakId;
use crate::wijkaanpak::werkplannen::actions::remind_owners;

/// Reminds of what is due, in small writes. The mails follow from the journaal.
pub(super) fn remind(app: &App, frame: &Arc<Frame>) -> Result<()> {
    let mut after = AfspraakId(Uuid::nil());
    loop {
        let next = app.write_blocking(frame, &Actor::Job("nightly"), move |ctx| {
            remind_owners(ctx, after, BATCH)
        })?;
        let Some(next) = next else {
            return Ok(());
        };
        after = next;
    }
}
