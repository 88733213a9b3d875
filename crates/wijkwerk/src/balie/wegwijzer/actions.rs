//! What a desk chose for a question: kept as words, never as the question; it can be taken back.

use std::sync::Arc;

use kit::db::Queries as _;

use super::{KnownWords, kept, store};
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
    let there: Option<KennisitemId> = ctx.query_opt(
        "SELECT id FROM kennisitems WHERE gemeente_id = $1 AND id = $2 AND state IN ('published', 'in_control')",
        &[&gemeente, &item],
        |row| row.get(0),
    )?;
    there.ok_or(Error::NotFound("kennisitem"))?;
    ctx.require(Permission::ContactEnter, &Here::ANYWHERE)?;
    if words.is_empty() {
        return Ok(None);
    }
    let desk = ctx.actor.account().and_then(|account| account.organisatie);
    let woorden = words.joined();
    let id: WegwijzerkeuzeId = ctx.new_id();
    let now = ctx.now;
    ctx.exec(
        "INSERT INTO wegwijzer_keuzes (gemeente_id, id, woorden, kennisitem_id, organisatie_id, at) \
         VALUES ($1, $2, $3, $4, $5, $6)",
        &[&gemeente, &id, &woorden, &item, &desk, &now],
    )?;
    ctx.journal(Entry::new("wegwijzerkeuze", id.0, Verb::Chosen).id("kennisitem", item.0))?;
    Ok(Some(id))
}

/// Notes whether what was chosen helped, in the word of the one who asked.
pub fn tell_outcome(ctx: &mut Write<'_>, id: WegwijzerkeuzeId, helped: bool) -> Result<()> {
    let (gemeente, now) = (ctx.gemeente(), ctx.now);
    let there = ctx.query_opt(
        "SELECT id FROM wegwijzer_keuzes WHERE gemeente_id = $1 AND id = $2 AND undone_at IS NULL",
        &[&gemeente, &id],
        |row| row.get::<WegwijzerkeuzeId>(0),
    )?;
    there.ok_or(Error::NotFound("keuze"))?;
    ctx.require(Permission::ContactEnter, &Here::ANYWHERE)?;
    // The moment moves too: what was learned is as new as the last word about it.
    ctx.exec(
        "UPDATE wegwijzer_keuzes SET helped = $3, at = $4 WHERE gemeente_id = $1 AND id = $2",
        &[&gemeente, &id, &helped, &now],
    )?;
    ctx.journal(Entry::new("wegwijzerkeuze", id.0, Verb::Settled).flag("helped", helped))?;
    Ok(())
}

/// Takes a choice back: the ranking is again what it would have been without it.
pub fn take_back(ctx: &mut Write<'_>, id: WegwijzerkeuzeId) -> Result<()> {
    let (gemeente, now) = (ctx.gemeente(), ctx.now);
    let there = ctx.query_opt(
        "SELECT id FROM wegwijzer_keuzes WHERE gemeente_id = $1 AND id = $2 AND undone_at IS NULL",
        &[&gemeente, &id],
        |row| row.get::<WegwijzerkeuzeId>(0),
    )?;
    there.ok_or(Error::NotFound("keuze"))?;
    ctx.require(Permission::KennisRegie, &Here::ANYWHERE)?;
    ctx.exec(
        "UPDATE wegwijzer_keuzes SET undone_at = $3 WHERE gemeente_id = $1 AND id = $2",
        &[&gemeente, &id, &now],
    )?;
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
