//! Telling one system what waits: one message after the other, never inside a write.

use std::cell::OnceCell;

use jiff::{SignedDuration, Timestamp};

use super::outbound::{Fault, Outbound};
use super::store::{self, Waiting};
use super::{Aansluiting, bericht, klant, reader};
use crate::app::App;
use crate::error::{Error, Result};
use crate::frame::Frame;
use crate::journaal;

/// How long to wait after the first, second … time that it did not work; after the last it is given up.
pub(super) const PAUSES: [i64; 6] = [1, 5, 15, 60, 240, 720];
/// Most messages in one round: then the journaal is followed again.
const ROUND: usize = 50;

/// Tells every system what waits now, one after the other; answers how many messages arrived.
#[cfg(test)]
pub(crate) fn send_due(app: &App) -> Result<usize> {
    let mut sent = 0;
    for one in Aansluiting::all(app.config()) {
        sent += send_to(app, one, &|| false)?;
    }
    Ok(sent)
}

/// Follows the journaal for one system and tells it what waits, until the server stops; answers how many messages arrived.
pub(super) fn send_to(
    app: &App,
    one: Aansluiting<'_>,
    is_stopping: &dyn Fn() -> bool,
) -> Result<usize> {
    let Some(frame) = app.frame_blocking(one.gemeente())? else {
        return Ok(0);
    };
    reader::follow(app, &frame, one)?;
    let (out, gemeente) = (OnceCell::new(), frame.id);
    let mut sent = 0;
    while sent < ROUND && !is_stopping() {
        let name = one.name().to_owned();
        let waiting = app
            .db()
            .read_blocking(move |tx| store::next(tx, gemeente, &name))?;
        let Some(waiting) = waiting.filter(|found| found.not_before <= app.clock().now()) else {
            break;
        };
        let out = out.get_or_init(|| Outbound::new(&app.config().base_url));
        let result = deliver(app, &frame, one, out, &waiting);
        let is_sent = result.is_ok();
        let again = settle(result, &waiting, one.name(), app.clock().now());
        let name = one.name().to_owned();
        app.db().bookkeep_blocking(move |tx| {
            if is_sent {
                return store::remove(tx, gemeente, &name, waiting.seq);
            }
            let tried = (waiting.seq, waiting.attempts + 1);
            store::set_tried(tx, gemeente, &name, tried, again)
        })?;
        if again.is_some() {
            break;
        }
        sent += usize::from(is_sent);
    }
    Ok(sent)
}

/// When it is tried again; nothing if it has arrived or is given up.
fn settle(
    result: std::result::Result<(), Fault>,
    waiting: &Waiting,
    name: &str,
    now: Timestamp,
) -> Option<Timestamp> {
    let fault = result.err()?;
    let step = usize::try_from(waiting.attempts).unwrap_or(usize::MAX);
    let pause = match fault {
        Fault::Refused(_) => None,
        Fault::Away(_) | Fault::Gone(_) => PAUSES.get(step),
    };
    let (seq, is_given_up) = (waiting.seq, pause.is_none());
    tracing::warn!(aansluiting = name, seq, is_given_up, %fault, "a message did not arrive");
    pause.map(|minutes| {
        now.checked_add(SignedDuration::from_mins(*minutes))
            .unwrap_or(now)
    })
}

fn deliver(
    app: &App,
    frame: &Frame,
    one: Aansluiting<'_>,
    out: &Outbound,
    waiting: &Waiting,
) -> std::result::Result<(), Fault> {
    let (gemeente, before) = (frame.id, waiting.seq - 1);
    let lines = app
        .db()
        .read_blocking(move |tx| Ok::<_, Error>(journaal::lines_after(tx, gemeente, before, 1)?))
        .map_err(Fault::from)?;
    let Some(line) = lines.first() else {
        return Ok(());
    };
    let told = (waiting.gebeurtenis, line);
    match one {
        Aansluiting::Webhook(hook) => bericht::deliver(app, frame, hook, out, told),
        Aansluiting::Klant(klant) => klant::deliver(app, frame, klant, out, told),
    }
}
