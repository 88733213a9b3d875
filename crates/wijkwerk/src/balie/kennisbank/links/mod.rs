//! Whether the websites that items point at still answer (L-29): looked at by night, some at a time.
//!
//! It is off unless the settings switch it on. No write waits for a website: first the visit, then a write of its own
//! that notes how it went ([`note_link`]).

mod guard;
mod robots;
mod visit;

use std::sync::Arc;
use std::time::{Duration, Instant};

use jiff::SignedDuration;

use super::actions::note_link;
use super::store;
use crate::access::Actor;
use crate::app::App;
use crate::error::Result;
use crate::frame::Frame;

pub use visit::{Visitor, Word};

/// Hours of the night, on the clock of the gemeente.
const NIGHT: std::ops::Range<i8> = 1..6;
/// Nothing is visited twice within this time.
const REST: SignedDuration = SignedDuration::from_hours(20);
/// Most visits in one round, and how long a round may take: whoever stops the server waits for it.
const MOST: i64 = 20;
const LONGEST: Duration = Duration::from_secs(20);

/// Visits some websites of this gemeente, if it is night there; answers how many.
pub fn check_some(app: &App, frame: &Arc<Frame>, visitor: &mut Visitor) -> Result<usize> {
    let now = app.clock().now();
    let hour = now.to_zoned(frame.zone.clone()).hour();
    if !NIGHT.contains(&hour) {
        return Ok(0);
    }
    let (gemeente, before) = (frame.id, now.checked_sub(REST).unwrap_or(now));
    let items = app
        .db()
        .read_blocking(move |tx| store::list_links(tx, gemeente, before, MOST))?;
    let (began, mut done) = (Instant::now(), 0);
    for item in items {
        let Some(url) = item.url else { continue };
        if began.elapsed() > LONGEST {
            break;
        }
        let word = visitor.ask(&url);
        app.write_blocking(frame, &Actor::Job("links"), move |ctx| {
            note_link(ctx, item.id, &url, word)
        })?;
        done += 1;
    }
    Ok(done)
}

#[cfg(test)]
mod tests;
#[cfg(test)]
mod tls_tests;
