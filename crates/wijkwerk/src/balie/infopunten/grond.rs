//! What a point that is less open rests on: when nothing says any more why it is, it is open again (INV-13).

use kit::hours::State;

use super::actions::verb_of;
use super::model::{Infopunt, InfopuntState};
use super::rules::{self, Stap};
use super::store;
use super::uren::{self, Uren, Welke};
use crate::error::{Error, Result};
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
    if punt.state != InfopuntState::Reduced || holds(ctx, &punt)? || never_opens(ctx, id)? {
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

/// Whether something still says why it is less open, until a day that everybody was told and that has not passed.
fn holds(ctx: &mut Write<'_>, punt: &Infopunt) -> Result<bool> {
    let today = ctx.today();
    Ok(punt.until_day.is_none_or(|until| until >= today) && store::has_ground(ctx, punt.id)?)
}

/// Whether its hours are known and say that it stays shut: open would say what they do not.
fn never_opens(ctx: &mut Write<'_>, id: InfopuntId) -> Result<bool> {
    let (frame, today) = (ctx.frame.clone(), ctx.today());
    let until = today
        .checked_add(jiff::Span::new().days(DAYS - 1))
        .unwrap_or(today);
    let Some(uren) = Uren::of(ctx, &frame, id, today, until)? else {
        return Ok(false);
    };
    let Ok(Some(table)) = uren.timetable(Welke::Published, today) else {
        return Ok(false);
    };
    let days = today.series(jiff::Span::new().days(1));
    let is_shut = |day| table.day(day).iter().all(|one| one.state == State::Closed);
    Ok(days.take_while(|day| *day <= until).all(is_shut))
}
