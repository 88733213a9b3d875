//! What a desk chose for a question: kept as words, never as the question; it can be taken back.

use std::sync::Arc;

use super::{KnownWords, kept, store, store_keuzes};
use crate::access::{Here, Permission};
use crate::app::App;
use crate::error::{Error, Result};
use crate::frame::Frame;
use crate::ids::{KennisitemId, WegwijzerkeuzeId};
use crate::journaal::{Entry, Verb};
use crate::write::Write;

/// The words of a question that may be kept with a choice. Not for a thread that answers: see [`App::run_blocking`].
pub fn known_words(app: &App, frame: &Arc<Frame>, question: &str) -> Result<KnownWords> {
    Ok(kept::index_of(app, frame)?.known_words(question))
}

/// Notes that `item` was chosen as the answer to a question with these words; `None` where there is no word to learn
/// from.
pub fn choose(
    ctx: &mut Write<'_>,
    words: &KnownWords,
    item: KennisitemId,
) -> Result<Option<WegwijzerkeuzeId>> {
    let gemeente = ctx.gemeente();
    if !store_keuzes::has_item(ctx, gemeente, item)? {
        return Err(Error::NotFound("kennisitem"));
    }
    ctx.require(Permission::ContactEnter, &Here::ANYWHERE)?;
    if words.is_empty() {
        return Ok(None);
    }
    let desk = ctx.actor.account().and_then(|account| account.organisatie);
    let id: WegwijzerkeuzeId = ctx.new_id();
    store_keuzes::insert_keuze(ctx, id, &words.joined(), item, desk)?;
    ctx.journal(Entry::new("wegwijzerkeuze", id.0, Verb::Chosen).id("kennisitem", item.0))?;
    Ok(Some(id))
}

/// That this choice is there and counts still.
fn must_count(ctx: &mut Write<'_>, id: WegwijzerkeuzeId) -> Result<()> {
    let gemeente = ctx.gemeente();
    let is_there = store_keuzes::has_keuze(ctx, gemeente, id)?;
    is_there.then_some(()).ok_or(Error::NotFound("keuze"))
}

/// Notes whether what was chosen helped, in the word of the one who asked.
pub fn tell_outcome(ctx: &mut Write<'_>, id: WegwijzerkeuzeId, helped: bool) -> Result<()> {
    must_count(ctx, id)?;
    ctx.require(Permission::ContactEnter, &Here::ANYWHERE)?;
    store_keuzes::set_helped(ctx, id, helped)?;
    ctx.journal(Entry::new("wegwijzerkeuze", id.0, Verb::Settled).flag("helped", helped))?;
    Ok(())
}

/// Takes a choice back: the ranking is again what it would have been without it.
pub fn take_back(ctx: &mut Write<'_>, id: WegwijzerkeuzeId) -> Result<()> {
    must_count(ctx, id)?;
    ctx.require(Permission::KennisRegie, &Here::ANYWHERE)?;
    store_keuzes::set_undone(ctx, id)?;
    ctx.journal(Entry::new("wegwijzerkeuze", id.0, Verb::Undone))?;
    Ok(())
}

/// Every choice that counts, added up.
pub(super) fn learned(
    tx: &mut impl kit::db::Queries,
    gemeente: crate::ids::GemeenteId,
) -> Result<super::Learned> {
    let mut learned = super::Learned::default();
    for choice in store::choices(tx, gemeente)? {
        learned.add(&choice);
    }
    Ok(learned)
}
