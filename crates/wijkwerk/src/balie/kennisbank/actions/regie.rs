//! What keeps the whole right: review dates, hiding what is too old, asking in time (L-35, O-25).

use jiff::Span;
use jiff::civil::Date;

use super::{DUE, bereik, owe, seen, vlaggen};
use crate::access::{Here, Permission};
use crate::balie::kennisbank::model::ItemState;
use crate::balie::kennisbank::{publiek, rules, store};
use crate::error::{Error, Result};
use crate::ids::KennisitemId;
use crate::journaal::{Entry, Verb};
use crate::kader::bewijzen::is_meaningful;
use crate::kader::verplichtingen as dues;
use crate::write::Write;

/// Most items in one write of the night.
const BATCH: i64 = 50;

/// Hides an item at the desk: it says "in controle" until its owner has looked at it, and the owner hears why.
pub fn hide(ctx: &mut Write<'_>, id: KennisitemId, reason: &str) -> Result<()> {
    let item = seen(ctx, id)?;
    ctx.require(Permission::KennisRegie, &Here::ANYWHERE)?;
    let state = rules::hide(item.state)?;
    let reason = reason.trim();
    if !is_meaningful(reason) {
        return Err(Error::field("reden", "kennis-reden-nodig"));
    }
    if reason.chars().count() > rules::SAMENVATTING {
        return Err(Error::field("reden", "kennis-te-lang"));
    }
    store::set_state(ctx, id, state, Some(reason))?;
    store::set_asked(ctx, id)?;
    ctx.journal(Entry::new("kennisitem", id.0, Verb::Hidden).text(reason))?;
    publiek::project(ctx, id)
}

/// Shows it at the desk again; whether it is right is still for its owner to say.
pub fn restore(ctx: &mut Write<'_>, id: KennisitemId) -> Result<()> {
    let item = seen(ctx, id)?;
    ctx.require(Permission::KennisRegie, &Here::ANYWHERE)?;
    let state = rules::restore(item.state)?;
    // Otherwise the night would hide it again at once.
    let latest = ctx
        .today()
        .checked_sub(Span::new().days(rules::HIDDEN_AFTER));
    if let (Ok(latest), Some(due)) = (latest, item.review_due)
        && due <= latest
    {
        return Err(Error::refused("kennis-te-oud-om-te-tonen"));
    }
    store::set_state(ctx, id, state, None)?;
    ctx.journal(Entry::new("kennisitem", id.0, Verb::Shown))?;
    publiek::project(ctx, id)
}

/// Sets by when the owner looks at it, and whether it must be there in every channel.
pub fn set_review(
    ctx: &mut Write<'_>,
    id: KennisitemId,
    due: Option<Date>,
    essential: bool,
) -> Result<()> {
    let item = seen(ctx, id)?;
    ctx.require(Permission::KennisRegie, &Here::ANYWHERE)?;
    rules::change(item.state)?;
    let last = ctx
        .today()
        .checked_add(Span::new().days(rules::LONGEST_REVIEW))
        .unwrap_or(ctx.today());
    if due.is_some_and(|due| due > last || due < ctx.today()) {
        return Err(Error::field("controle", "kennis-controle-fout"));
    }
    let due = due.or(item.review_due);
    store::set_review(ctx, id, due, essential)?;
    if due != item.review_due && item.state != ItemState::Draft {
        dues::waive(ctx, DUE, id.0, "moved")?;
        owe(ctx, &item, due)?;
    }
    let mut entry = Entry::new("kennisitem", id.0, Verb::Changed)
        .word("what", "controle")
        .flag("essential", essential);
    if let Some(due) = due {
        entry = entry.date("due", due);
    }
    ctx.journal(entry)?;
    publiek::project(ctx, id)
}

/// What one write of the night did.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct NightDone {
    pub asked: usize,
    pub hidden: usize,
    /// Whether there may be more.
    pub more: bool,
}

/// Asks the owners of what is due today, and hides what has been due for thirty days.
pub fn ask_and_hide(ctx: &mut Write<'_>) -> Result<NightDone> {
    let (gemeente, today) = (ctx.gemeente(), ctx.today());
    let oldest = today
        .checked_sub(Span::new().days(rules::HIDDEN_AFTER))
        .unwrap_or(today);
    let old = store::list_overdue(ctx, gemeente, oldest, BATCH)?;
    for item in &old {
        let state = rules::hide(item.state)?;
        store::set_state(ctx, item.id, state, None)?;
        store::set_asked(ctx, item.id)?;
        ctx.journal(Entry::new("kennisitem", item.id.0, Verb::Hidden).word("reason", "overdue"))?;
        bereik::watch_owner(ctx, item)?;
        publiek::project(ctx, item.id)?;
    }
    let due = store::list_to_ask(ctx, gemeente, today, BATCH)?;
    for item in &due {
        vlaggen::ask(ctx, item, "due")?;
        store::set_review_asked(ctx, item.id, item.review_due)?;
    }
    let full = |n: usize| i64::try_from(n).unwrap_or(BATCH) == BATCH;
    let more = full(old.len()) || full(due.len());
    if !more {
        bereik::settle_reached(ctx)?;
    }
    Ok(NightDone {
        asked: due.len(),
        hidden: old.len(),
        more,
    })
}
