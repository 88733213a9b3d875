//! Accounts that nobody needs any more, and what is forgotten of those who left.

use std::sync::Arc;

use kit::db::Queries as _;
use uuid::Uuid;

use super::days_before;
use super::erasures::{self, Kind};
use super::nightly::{BATCH, FILE_BATCH, READ_LOG_DAYS, TRAINING_DAYS, repeat, with_files};
use crate::access::Actor;
use crate::app::App;
use crate::error::Result;
use crate::frame::Frame;
use crate::journaal::{Entry, Verb};
use crate::write::Write;

/// An account without any role, now or to come, is closed after so many days.
const IDLE_DAYS: i64 = 30;

/// Closes the accounts that nobody needs, and erases what is known of those who left: how to reach them after two years
/// (P8), their names when the log of reading that names them has gone too (P9).
pub(super) fn forget(app: &App, frame: &Arc<Frame>) -> Result<usize> {
    let most = usize::try_from(BATCH).unwrap_or(usize::MAX);
    while app.write_blocking(frame, &Actor::Job("nightly"), close_idle)? >= most {}
    let left = with_files(app, frame, Kind::AccountContact, |ctx| {
        let (gemeente, before) = (ctx.gemeente(), days_before(ctx.now, TRAINING_DAYS));
        let gone = "%@vertrokken.invalid";
        Ok(ctx.query(
            "SELECT id, photo_hash FROM accounts WHERE gemeente_id = $1 AND ended_at < $2 AND lower(email) NOT LIKE lower($3) \
             ORDER BY id LIMIT $4",
            &[&gemeente, &before, &gone, &FILE_BATCH],
            |row| Ok((row.get(0)?, row.get::<Option<String>>(1)?.into_iter().collect())),
        )?)
    })?;
    let names = repeat(app, frame, Kind::AccountNaam, |ctx| {
        let (gemeente, before) = (ctx.gemeente(), days_before(ctx.now, READ_LOG_DAYS));
        Ok(ctx.query(
            "SELECT id FROM accounts WHERE gemeente_id = $1 AND ended_at < $2 AND naam <> $3 ORDER BY id LIMIT $4",
            &[&gemeente, &before, &erasures::VERTROKKEN, &BATCH],
            |row| row.get(0),
        )?)
    })?;
    Ok(left + names)
}

/// Closes accounts without a role for a month; a new role opens one again.
fn close_idle(ctx: &mut Write<'_>) -> Result<usize> {
    let (gemeente, now, before) = (ctx.gemeente(), ctx.now, days_before(ctx.now, IDLE_DAYS));
    let day = ctx.frame.today(before);
    let idle: Vec<Uuid> = ctx.query(
        "SELECT a.id FROM accounts a WHERE a.gemeente_id = $1 AND a.ended_at IS NULL AND a.created_at < $2 \
         AND NOT EXISTS (SELECT 1 FROM rolvervullingen r WHERE r.gemeente_id = a.gemeente_id AND r.account_id = a.id \
          AND (r.valid_to IS NULL OR r.valid_to > $3)) ORDER BY a.id LIMIT $4",
        &[&gemeente, &before, &day, &BATCH],
        |row| row.get(0),
    )?;
    for id in &idle {
        ctx.exec(
            "UPDATE accounts SET ended_at = $3 WHERE gemeente_id = $1 AND id = $2",
            &[&gemeente, id, &now],
        )?;
        ctx.journal(Entry::new("account", *id, Verb::Ended))?;
    }
    if !idle.is_empty() {
        ctx.touch_public();
    }
    Ok(idle.len())
}

/// Evidence that has named for five years who went to look.
pub(super) fn visits_due(ctx: &mut Write<'_>) -> Result<Vec<Uuid>> {
    let (gemeente, before) = (ctx.gemeente(), days_before(ctx.now, READ_LOG_DAYS));
    Ok(ctx.query(
        "SELECT id FROM bewijzen WHERE gemeente_id = $1 AND at < $2 AND visited_by <> $3 ORDER BY at, id LIMIT $4",
        &[&gemeente, &before, &erasures::VERTROKKEN, &BATCH],
        |row| row.get(0),
    )?)
}

/// Vergaderingen of two years ago that still tell which zetels were there: with who sat there then, that tells of people.
pub(super) fn presence_due(ctx: &mut Write<'_>) -> Result<Vec<Uuid>> {
    let (gemeente, before) = (ctx.gemeente(), days_before(ctx.now, TRAINING_DAYS));
    let day = ctx.frame.today(before);
    Ok(ctx.query(
        "SELECT v.id FROM vergaderingen v WHERE v.gemeente_id = $1 AND v.op < $2 AND EXISTS (SELECT 1 FROM vergadering_zetels z \
         WHERE z.gemeente_id = v.gemeente_id AND z.vergadering_id = v.id) ORDER BY v.id LIMIT $3",
        &[&gemeente, &day, &BATCH],
        |row| row.get(0),
    )?)
}
