//! The nightly work: what the receiver let pass comes back to the desk, and residents are asked whether it helped.

use std::sync::Arc;

use super::actions::{ask_due, expire_due};
use crate::access::Actor;
use crate::app::App;
use crate::error::Result;
use crate::frame::Frame;
use crate::write::Write;

/// Lets everything expire of which the norm has passed, a hundred in one write; answers how many.
pub fn expire_all(app: &App, frame: &Arc<Frame>) -> Result<usize> {
    all_of(app, frame, expire_due)
}

/// Asks whoever was sent on some days ago whether it helped, a hundred in one write; answers how many were looked at.
pub fn ask_all(app: &App, frame: &Arc<Frame>) -> Result<usize> {
    all_of(app, frame, ask_due)
}

fn all_of(
    app: &App,
    frame: &Arc<Frame>,
    some: fn(&mut Write<'_>) -> Result<usize>,
) -> Result<usize> {
    let mut total = 0;
    loop {
        let count = app.write_blocking(frame, &Actor::Job("nightly"), some)?;
        total += count;
        if count == 0 {
            return Ok(total);
        }
    }
}
