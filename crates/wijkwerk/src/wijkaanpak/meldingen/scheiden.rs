//! Taking a join back: what was joined by mistake goes on under its own number, with its own people, work and dues.

use std::collections::BTreeSet;

use jiff::Timestamp;

use super::{UNDO, ontvangst, partner, publiek, store};
use crate::access::{Here, Permission};
use crate::error::{Error, Result};
use crate::ids::{MelderId, MeldingId};
use crate::journaal::{self, Entry, Line, Verb};
use crate::kader::verplichtingen as dues;
use crate::wijkaanpak::meldingen::model::{Melding, MeldingState};
use crate::wijkaanpak::taken;
use crate::write::Write;

/// Whether this melding was joined just now, so that it can still be taken back.
fn is_fresh(melding: &Melding, now: Timestamp) -> bool {
    let joined_at = melding
        .triaged_at
        .filter(|_| melding.samengevoegd_met.is_some());
    joined_at.is_some_and(|at| now.duration_since(at) < UNDO)
}

/// Takes the join of this melding back, within the seconds in which any decision of triage can be: nobody has heard of it yet.
pub fn unjoin(ctx: &mut Write<'_>, id: MeldingId) -> Result<()> {
    let gemeente = ctx.gemeente();
    let mut melding = store::get_melding(ctx, gemeente, id)?;
    ctx.require(Permission::MeldingTriage, &Here::gebied(melding.gebied))?;
    let late = || Error::refused("triage-te-laat-terug");
    let lines = journaal::lines_about(ctx, gemeente, id.0)?;
    let into = melding.samengevoegd_met.ok_or_else(late)?;
    let at = melding.triaged_at.ok_or_else(late)?;
    // What went along with another to a third comes back with that one.
    let joined = join_of(&lines)
        .filter(|line| line.id("into") == Some(into.0) && is_fresh(&melding, ctx.now))
        .ok_or_else(late)?;
    let kept = store::get_melding(ctx, gemeente, into)?;
    ctx.require(Permission::MeldingTriage, &Here::gebied(kept.gebied))?;
    let entry = Entry::new("melding", id.0, Verb::Undone).number("undoes", joined.seq);
    let entry = match partner::unsaid_with(&lines, joined.seq) {
        Some(told) => entry.number("unsays", told),
        None => entry,
    };

    store::take_out_bronnen(ctx, id, into)?;
    give_back_along(ctx, id, into)?;
    melding.samengevoegd_met = None;
    melding.triaged_at = decided_at(&melding, &lines, joined.seq);
    store::set_triage(ctx, &melding)?;
    dues::owe_anew(ctx, id.0, "joined", at)?;
    ontvangst::carry_back(ctx, into, at)?;
    taken::give_back(ctx, id, at)?;
    ctx.journal(entry)?;

    let went = journaal::lines_about(ctx, gemeente, into.0)?;
    let came = |line: &&Line| {
        let is_later = line.verb == Verb::Joined && line.seq > joined.seq;
        is_later && line.id("from") == Some(id.0)
    };
    for line in went.iter().filter(came) {
        let Some(melder) = line.id("volger").map(MelderId) else {
            continue;
        };
        store::move_melder_back(ctx, melder, id, into)?;
        // The mail under which number it goes on is not sent.
        ctx.journal(
            Entry::new("melding", into.0, Verb::Undone)
                .id("volger", melder.0)
                .number("unjoins", line.seq),
        )?;
    }
    if melding.is_open() {
        // They came along to something that was done, perhaps; their own is not.
        store::set_erase_after(ctx, id, None)?;
    }
    publiek::project(ctx, id)
}

/// The entry by which a melding was joined into another, the last.
fn join_of(lines: &[Line]) -> Option<&Line> {
    let joins = lines.iter().filter(|line| line.verb == Verb::Joined);
    joins.rev().find(|line| line.id("into").is_some())
}

/// When it was decided on before it was joined; nothing while it waited.
fn decided_at(melding: &Melding, lines: &[Line], joined: i64) -> Option<Timestamp> {
    if melding.state == MeldingState::Submitted {
        return None;
    }
    let before = lines.iter().rev().filter(|line| line.seq < joined);
    let mut decisions = before.filter(|line| line.verb == Verb::Triaged);
    decisions.next().map(|line| line.at).or(melding.triaged_at)
}

/// What was joined into `id` before, and went along with it, goes back with it.
fn give_back_along(ctx: &mut Write<'_>, id: MeldingId, into: MeldingId) -> Result<()> {
    let gemeente = ctx.gemeente();
    let mut there = Vec::new();
    for other in store::list_joined(ctx, gemeente, into)? {
        let lines = journaal::lines_about(ctx, gemeente, other.0)?;
        if let Some(first) = join_of(&lines).and_then(|line| line.id("into")) {
            there.push((other, MeldingId(first)));
        }
    }
    // Of each it is known into which it was joined first; what leads to this one, in however many steps, came with it.
    let mut with = BTreeSet::from([id]);
    loop {
        let more: Vec<MeldingId> = there
            .iter()
            .filter(|(other, first)| with.contains(first) && !with.contains(other))
            .map(|(other, _)| *other)
            .collect();
        if more.is_empty() {
            break;
        }
        with.extend(more);
    }
    for other in with.into_iter().filter(|other| *other != id) {
        store::set_joined(ctx, other, id)?;
    }
    Ok(())
}
