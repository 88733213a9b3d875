//! The last word of whoever let us know: on the work itself, or on what came of the aandachtsgebied that the melding is
//! part of.

use jiff::Timestamp;
use kit::db::Queries;

use super::actions::{close_contacts, melder_link, triage_role};
use super::model::{FieldState, Melding, MeldingState, ToldBy};
use super::{ontvangst, partner, publiek, rules, store};
use crate::access::{Here, Permission};
use crate::error::{Error, Result};
use crate::ids::{GemeenteId, MelderId, MeldingId, ResultaatId};
use crate::journaal::{Entry, Verb};
use crate::kader::verplichtingen::{self as dues, Creditor, Debtor, Wanted};
use crate::wijkaanpak::{taken, werkplannen};
use crate::write::Write;

/// A result of the aandachtsgebied that a melding is part of, and what one reporter said of it.
#[derive(Clone, Debug)]
pub struct JudgedResultaat {
    pub id: ResultaatId,
    pub wat: String,
    pub at: Timestamp,
    /// Whether it solved it; nothing while the reporter has said nothing.
    pub oordeel: Option<bool>,
}

/// What came of the aandachtsgebied behind this melding, oldest first.
pub fn list_judged(
    tx: &mut impl Queries,
    gemeente: GemeenteId,
    melding: &Melding,
    melder: MelderId,
) -> Result<Vec<JudgedResultaat>> {
    let Some(part_of) = melding.aandachtsgebied else {
        return Ok(Vec::new());
    };
    let mut found = Vec::new();
    for id in werkplannen::descent(tx, gemeente, part_of)? {
        for resultaat in werkplannen::list_resultaten(tx, gemeente, id)? {
            let oordeel = store::find_oordeel(tx, gemeente, resultaat.id, melder)?;
            found.push(JudgedResultaat {
                id: resultaat.id,
                wat: resultaat.wat,
                at: resultaat.at,
                oordeel,
            });
        }
    }
    found.sort_by_key(|one| (one.at, one.id));
    Ok(found)
}

/// Which words are left to the reporter, and from when the term for them runs; no moment: there is no term.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct LastWord {
    pub since: Option<Timestamp>,
    pub may_confirm: bool,
    pub may_dispute: bool,
}

fn is_done(melding: &Melding) -> bool {
    matches!(
        melding.field_state,
        FieldState::Done | FieldState::Confirmed
    )
}

/// What the reporter of this melding may still say. `newest` is the last that came of its aandachtsgebied.
pub fn last_word_left(
    melding: &Melding,
    newest: Option<&JudgedResultaat>,
    now: Timestamp,
    days: i64,
) -> LastWord {
    if let Some(newest) = newest
        && !is_done(melding)
    {
        return LastWord {
            since: None,
            may_confirm: newest.oordeel != Some(true),
            may_dispute: newest.oordeel != Some(false),
        };
    }
    let since = melding.done_at.max(newest.map(|newest| newest.at));
    let may = |solved| rules::judge(melding.field_state, solved, since, now, days).is_ok();
    LastWord {
        since,
        may_confirm: may(true),
        may_dispute: may(false),
    }
}

/// Days for the last word.
pub fn days(inrichting: &crate::kader::inrichting::Inrichting) -> i64 {
    match inrichting.term("meldingBetwisten").value() {
        Some(term) => i64::from(term.aantal),
        None => rules::DISPUTE_DAYS,
    }
}

/// The last word of the one who asked, by the link of a mail.
pub fn judge(ctx: &mut Write<'_>, solved: bool) -> Result<FieldState> {
    let holder = melder_link(ctx.actor)?.clone();
    let (gemeente, id) = (ctx.gemeente(), MeldingId(holder.subject));
    let melding = store::get_melding(ctx, gemeente, id)?;
    let newest = list_judged(ctx, gemeente, &melding, MelderId(holder.holder))?.pop();
    if let Some(newest) = &newest
        && !is_done(&melding)
    {
        return judge_outcome(ctx, &melding, newest, solved);
    }
    let since = melding.done_at.max(newest.as_ref().map(|newest| newest.at));
    let days = days(&ctx.frame.inrichting);
    let field = rules::judge(melding.field_state, solved, since, ctx.now, days)?;
    if let Some(newest) = newest {
        werkplannen::actions::judge_result(ctx, newest.id, solved)?;
    }
    store::insert_oordeel(ctx, id, MelderId(holder.holder), solved)?;
    store::set_field_state(ctx, id, field, None)?;
    if solved {
        ctx.journal(Entry::new("melding", id.0, Verb::Confirmed))?;
    } else {
        reopen(ctx, &melding)?;
    }
    publiek::project(ctx, id)?;
    Ok(field)
}

/// The word on a result while the melding itself is still open: "solved" ends it, for who asked has the last word and the
/// result came with evidence; "not solved" leaves it open for the team.
fn judge_outcome(
    ctx: &mut Write<'_>,
    melding: &Melding,
    newest: &JudgedResultaat,
    solved: bool,
) -> Result<FieldState> {
    if newest.oordeel == Some(solved) {
        return Err(Error::refused("oordeel-al-gegeven"));
    }
    werkplannen::actions::judge_result(ctx, newest.id, solved)?;
    let id = melding.id;
    if !solved {
        ctx.journal(
            Entry::new("melding", id.0, Verb::Judged)
                .id("resultaat", newest.id.0)
                .flag("opgelost", false),
        )?;
        return Ok(melding.field_state);
    }
    store::set_field_state(ctx, id, FieldState::Done, None)?;
    store::set_field_state(ctx, id, FieldState::Confirmed, None)?;
    dues::satisfy(ctx, "melding.antwoord", id.0, "confirmed")?;
    close_contacts(ctx, id)?;
    ctx.journal(Entry::new("melding", id.0, Verb::Confirmed).id("resultaat", newest.id.0))?;
    publiek::project(ctx, id)?;
    Ok(FieldState::Confirmed)
}

/// Notes that whoever let us know was told how it ended: the end of every branch. Once, until it is opened again; what did
/// not end yet cannot be told.
pub fn note_told(ctx: &mut Write<'_>, id: MeldingId, how: ToldBy) -> Result<bool> {
    let gemeente = ctx.gemeente();
    let melding = store::get_melding(ctx, gemeente, id)?;
    ctx.require(Permission::MeldingTriage, &Here::gebied(melding.gebied))?;
    if melding.told_at.is_some() || melding.is_open() && !has_result(ctx, &melding)? {
        return Ok(false);
    }
    store::set_told(ctx, id)?;
    ontvangst::told(ctx, id)?;
    ctx.journal(Entry::new("melding", id.0, Verb::Told).word("how", how.word()))?;
    // The public thread says that it was told.
    ctx.touch_public();
    Ok(true)
}

/// Whether something came of the aandachtsgebied that this melding is part of.
fn has_result(ctx: &mut Write<'_>, melding: &Melding) -> Result<bool> {
    let gemeente = ctx.gemeente();
    let Some(part_of) = melding.aandachtsgebied else {
        return Ok(false);
    };
    for id in werkplannen::descent(ctx, gemeente, part_of)? {
        if !werkplannen::list_resultaten(ctx, gemeente, id)?.is_empty() {
            return Ok(true);
        }
    }
    Ok(false)
}

/// Disputed: the work starts again where it was, and the clock with it.
fn reopen(ctx: &mut Write<'_>, melding: &Melding) -> Result<()> {
    store::set_erase_after(ctx, melding.id, None)?;
    store::forget_told(ctx, melding.id)?;
    if melding.state == MeldingState::Taken {
        taken::reopen(ctx, melding)?;
    }
    if let Some(holder) = melding.organisatie {
        partner::ask(ctx, melding, holder)?;
    }
    let owner = triage_role(ctx);
    let due = dues::due_from(ctx, "meldingAntwoord");
    dues::owe(
        ctx,
        &Wanted {
            soort: "melding.antwoord",
            subject_kind: "melding",
            subject: melding.id.0,
            debtor: Debtor::Rol(owner),
            creditor: Creditor::Melder,
            gebied: Some(melding.gebied),
            due,
            bron: "INV-21",
        },
    )?;
    ctx.journal(Entry::new("melding", melding.id.0, Verb::Disputed))?;
    ctx.journal(
        Entry::new("melding", melding.id.0, Verb::Reopened).number("times", melding.reopened + 1),
    )?;
    Ok(())
}
