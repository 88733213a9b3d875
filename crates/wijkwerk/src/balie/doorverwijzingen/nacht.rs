//! The nightly work: what the receiver let pass comes back to the desk.

use std::sync::Arc;

use super::actions::expire_due;
use crate::access::Actor;
use crate::app::App;
use crate::error::Result;
use crate::frame::Frame;

/// Lets everything expire of which the norm has passed, a hundred in one write; answers how many.
pub fn expire_all(app: &App, frame: &Arc<Frame>) -> Result<usize> {
    let mut total = 0;
    loop {
        let count = app.write_blocking(frame, &Actor::Job("nightly"), expire_due)?;
        total += count;
        if count == 0 {
            return Ok(total);
        }
    }
}
