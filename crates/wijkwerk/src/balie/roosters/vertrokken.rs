//! Who has left stands in no shift any more: whoever is no member of the roster, whose account ended or whose organisation is
//! no partner on that day makes room, so that the gap shows (INV-10).

use std::collections::BTreeSet;
use std::sync::Arc;

use jiff::Timestamp;
use jiff::civil::Date;

use super::bewaking::guard;
use super::model::BezettingState;
use super::rules::{self, Step};
use super::store;
use crate::access::Actor;
use crate::app::App;
use crate::error::Result;
use crate::frame::Frame;
use crate::journaal::{Entry, Verb};

/// Opens what was planned with people who have left, a batch at a time; answers how many shifts are open again.
pub(super) fn release(app: &App, frame: &Arc<Frame>) -> Result<usize> {
    let mut total = 0;
    loop {
        let (gemeente, from) = (frame.id, minute_of(frame, app.clock().now()));
        let is_any = app.db().read_blocking(move |tx| {
            Ok::<_, crate::error::Error>(!store::list_departed(tx, gemeente, from)?.is_empty())
        })?;
        if !is_any {
            return Ok(total);
        }
        total += app.write_blocking(frame, &Actor::Job("roosters"), |ctx| {
            let (gemeente, from) = (ctx.gemeente(), minute_of(ctx.frame, ctx.now));
            let departed = store::list_departed(ctx, gemeente, from)?;
            let mut points = BTreeSet::new();
            for (mut one, infopunt) in departed.iter().cloned() {
                if one.state != BezettingState::Offered {
                    // A new need: whoever was asked before was asked for another.
                    store::set_called(ctx, one.dienst, false)?;
                }
                one.state = rules::step(Some(one.state), Step::Cancel)?;
                store::put_bezetting(ctx, &one)?;
                let entry = Entry::new("bezetting", one.id.0, Verb::Withdrawn);
                ctx.journal(entry.id("dienst", one.dienst.0))?;
                points.insert(infopunt);
            }
            for infopunt in points {
                guard(ctx, infopunt)?;
            }
            Ok(departed.len())
        })?;
    }
}

/// The day and the minute of it here: a shift that is over was worked, whoever left since.
fn minute_of(frame: &Frame, now: Timestamp) -> (Date, i64) {
    let here = now.to_zoned(frame.zone.clone());
    (
        here.date(),
        i64::from(here.hour()) * 60 + i64::from(here.minute()),
    )
}
