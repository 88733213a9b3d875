//! Deciding once per form, joining by number, and the public sentence.

use uuid::Uuid;

use super::store;
use crate::access::{Here, Permission};
use crate::error::{Error, Result};
use crate::ids::MeldingId;
use crate::journaal::{Entry, Verb};
use crate::kader::bewijzen;
use crate::wijkaanpak::meldingen::{
    MeldingState, TriageOutcome, actions, get_melding, project, triage, unjoin,
};
use crate::write::Write;

/// Decides on what was on the screen: a repeat of the form counts once, and what somebody else decided meanwhile stays.
pub(crate) fn decide(
    ctx: &mut Write<'_>,
    id: MeldingId,
    seen: Option<MeldingState>,
    outcome: &TriageOutcome,
    request: Option<Uuid>,
) -> Result<()> {
    if ctx.answered(request)?.is_some() {
        return Ok(());
    }
    let gemeente = ctx.gemeente();
    let melding = get_melding(ctx, gemeente, id)?;
    ctx.require(Permission::MeldingTriage, &Here::gebied(melding.gebied))?;
    let moved = melding.samengevoegd_met.is_some();
    if moved || seen.is_some_and(|seen| seen != melding.state) {
        return Err(Error::refused("triage-al-beslist"));
    }
    triage::triage(ctx, id, outcome)?;
    ctx.remember(request, melding.state.word())
}

/// Takes back what was decided last: the join if it was joined. Answers in which state it is.
pub(super) fn take_back(ctx: &mut Write<'_>, id: MeldingId) -> Result<String> {
    let gemeente = ctx.gemeente();
    if get_melding(ctx, gemeente, id)?.samengevoegd_met.is_some() {
        unjoin(ctx, id)?;
    } else {
        triage::undo(ctx, id)?;
    }
    let now = get_melding(ctx, gemeente, id)?;
    Ok(now.state.word().to_owned())
}

/// Joins this melding into the one with that number.
pub(super) fn join_number(ctx: &mut Write<'_>, id: MeldingId, nummer: i64) -> Result<MeldingId> {
    let gemeente = ctx.gemeente();
    let melding = get_melding(ctx, gemeente, id)?;
    ctx.require(Permission::MeldingTriage, &Here::gebied(melding.gebied))?;
    if melding.samengevoegd_met.is_some() {
        return Err(Error::refused("samenvoegen-kan-niet"));
    }
    let into = store::by_number(ctx, gemeente, nummer)?;
    let into = into.ok_or(Error::field("nummer", "staf-nummer-onbekend"))?;
    let there = get_melding(ctx, gemeente, into)?;
    if !ctx
        .actor
        .may(Permission::MeldingTriage, &Here::gebied(there.gebied))
    {
        return Err(Error::field("nummer", "staf-nummer-onbekend"));
    }
    actions::join(ctx, id, into)?;
    Ok(into)
}

/// Writes the one sentence that everybody may read.
pub(super) fn write_sentence(ctx: &mut Write<'_>, id: MeldingId, sentence: &str) -> Result<()> {
    let gemeente = ctx.gemeente();
    let melding = get_melding(ctx, gemeente, id)?;
    ctx.require(Permission::MeldingTriage, &Here::gebied(melding.gebied))?;
    let sentence = sentence.trim();
    if !bewijzen::is_meaningful(sentence) {
        return Err(Error::field("zin", "melding-zin-nodig"));
    }
    if sentence.chars().count() > actions::MAX_ZIN {
        return Err(Error::field("zin", "staf-zin-lang"));
    }
    store::set_sentence(ctx, id, sentence)?;
    ctx.journal(
        Entry::new("melding", id.0, Verb::Changed)
            .word("what", "sentence")
            .text(sentence),
    )?;
    project(ctx, id)
}
