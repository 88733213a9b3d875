//! Following the journaal for one system: what it wants to hear waits from then on, and the cursor moves with it.

use super::{Aansluiting, gebeurtenis, store};
use crate::app::App;
use crate::config::Gebeurtenis;
use crate::error::{Error, Result};
use crate::frame::Frame;
use crate::journaal;

/// Entries in one write.
const BATCH: i64 = 200;

/// Puts what is new in the row of what waits. One that never read begins at the end: what was is not told.
pub(super) fn follow(app: &App, frame: &Frame, one: Aansluiting<'_>) -> Result<()> {
    let (gemeente, now) = (frame.id, app.clock().now());
    let name = one.name().to_owned();
    let reader = format!("aansluiting {name}");
    let wanted: Vec<Gebeurtenis> = Gebeurtenis::ALL
        .iter()
        .copied()
        .filter(|gebeurtenis| one.wants(*gebeurtenis))
        .collect();
    loop {
        let asked = reader.clone();
        let (from, end) = app.db().read_blocking(move |tx| {
            let from = journaal::position(tx, &asked, gemeente)?;
            Ok::<_, Error>((from, journaal::end(tx, gemeente)?))
        })?;
        if from.is_some_and(|from| from >= end) {
            return Ok(());
        }
        let (name, reader, wanted) = (name.clone(), reader.clone(), wanted.clone());
        app.db().bookkeep_blocking(move |tx| {
            let until = if from.is_none() {
                end
            } else {
                let batch = journaal::next_batch(tx, &reader, gemeente, BATCH)?;
                for line in &batch.lines {
                    let found = gebeurtenis::of(line).filter(|found| wanted.contains(found));
                    if let Some(found) = found {
                        store::insert(tx, gemeente, &name, (line.seq, found), now)?;
                    }
                }
                batch.until
            };
            journaal::advance(tx, &reader, gemeente, until, now)?;
            Ok::<_, Error>(())
        })?;
    }
}
