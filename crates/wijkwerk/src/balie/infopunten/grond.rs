//! What a point that is less open rests on: when nothing says any more why it is, it is open again (INV-13). What was told to
//! end with a day ends with it, also when the point was shut.

use std::sync::Arc;

use jiff::civil::Date;
use kit::db::Queries;
use kit::hours::State;

use super::actions::verb_of;
use super::model::{Infopunt, InfopuntState};
use super::rules::{self, Stap};
use super::store;
use super::uren::{self, Uren, Welke};
use crate::access::Actor;
use crate::app::App;
use crate::balie::roosters;
use crate::error::{Error, Result};
use crate::frame::Frame;
use crate::ids::InfopuntId;
use crate::journaal::Entry;
use crate::write::Write;

/// An hour within so many days is one to be open for.
const DAYS: i32 = 28;

/// Puts a point that is less open back to open when its ground is gone, unless no hour is left to be open for (INV-13).
/// It follows from what took the ground away, and asks for no right besides.
pub(in crate::balie) fn look_at_ground(ctx: &mut Write<'_>, id: InfopuntId) -> Result<()> {
    let gemeente = ctx.gemeente();
    let Some(punt) = store::find_infopunt(ctx, gemeente, id)? else {
        return Ok(());
    };
    let is_over = match punt.state {
        InfopuntState::Reduced => !holds(ctx, &punt)?,
        InfopuntState::ClosedTemporarily => has_passed(&punt, ctx.today()),
        _ => false,
    };
    let (frame, today) = (ctx.frame.clone(), ctx.today());
    if !is_over || never_opens(ctx, &frame, id, today)? {
        return Ok(());
    }
    let state = rules::turn(punt.state, Stap::Open, false).map_err(|why| Error::refused(why.0))?;
    store::set_state(ctx, id, state, None, None, None)?;
    ctx.journal(
        Entry::new("infopunt", id.0, verb_of(Stap::Open))
            .word("state", state.word())
            .word("reason", "ground_gone"),
    )?;
    uren::raise(ctx, id, "state")
}

/// Whether everybody was told a day until which it is so, and that day has passed.
fn has_passed(punt: &Infopunt, today: Date) -> bool {
    punt.until_day.is_some_and(|until| until < today)
}

/// Opens what was told to be shut or less open until a day that has passed, and sees to it that its hours have people;
/// answers how many points. Only what has to change takes a write.
pub(in crate::balie) fn end_what_passed(app: &App, frame: &Arc<Frame>) -> Result<usize> {
    let (read, today) = (frame.clone(), frame.today(app.clock().now()));
    let passed: Vec<InfopuntId> = app.db().read_blocking(move |tx| {
        let mut passed = Vec::new();
        for punt in store::list_infopunten(tx, read.id)? {
            let is_less = matches!(
                punt.state,
                InfopuntState::Reduced | InfopuntState::ClosedTemporarily
            );
            if is_less && has_passed(&punt, today) && !never_opens(tx, &read, punt.id, today)? {
                passed.push(punt.id);
            }
        }
        Ok::<_, Error>(passed)
    })?;
    for id in &passed {
        let id = *id;
        app.write_blocking(frame, &Actor::Job("roosters"), move |ctx| {
            look_at_ground(ctx, id)?;
            roosters::guard(ctx, id)
        })?;
    }
    Ok(passed.len())
}

/// Whether something still says why it is less open, until a day that everybody was told and that has not passed.
fn holds(ctx: &mut Write<'_>, punt: &Infopunt) -> Result<bool> {
    Ok(!has_passed(punt, ctx.today()) && store::has_ground(ctx, punt.id)?)
}

/// Whether its hours are known and say that it stays shut: open would say what they do not.
fn never_opens(tx: &mut impl Queries, frame: &Frame, id: InfopuntId, today: Date) -> Result<bool> {
    let until = today
        .checked_add(jiff::Span::new().days(DAYS - 1))
        .unwrap_or(today);
    let Some(uren) = Uren::of(tx, frame, id, today, until)? else {
        return Ok(false);
    };
    let Ok(Some(table)) = uren.timetable(Welke::Published, today) else {
        return Ok(false);
    };
    let days = today.series(jiff::Span::new().days(1));
    let is_shut = |day| table.day(day).iter().all(|one| one.state == State::Closed);
    Ok(days.take_while(|day| *day <= until).all(is_shut))
}
