//! The last word of whoever let us know: on the work itself, or on what came of the aandachtsgebied that the melding is
//! part of.

use jiff::Timestamp;
use jiff::civil::Date;
use kit::db::Queries;

use super::actions::{close_contacts, melder_link, triage_role};
use super::model::{FieldState, Melding, MeldingState, ToldBy};
use super::{ontvangst, partner, publiek, rules, store};
use crate::access::{Here, Permission};
use crate::error::{Error, Result};
use crate::ids::{GemeenteId, MelderId, MeldingId, ResultaatId};
use crate::journaal::{Entry, Verb};
use crate::kader::inrichting::actions::key_of;
use crate::kader::inrichting::{Beslissing, Inrichting, termijn};
use crate::kader::termijnen::Termijn;
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

/// Which words are left to the reporter, and the last day for them; no day: there is no term.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct LastWord {
    pub last: Option<Date>,
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
    inrichting: &Inrichting,
) -> LastWord {
    if let Some(newest) = newest
        && !is_done(melding)
    {
        return LastWord {
            last: None,
            may_confirm: newest.oordeel != Some(true),
            may_dispute: newest.oordeel != Some(false),
        };
    }
    let since = melding.done_at.max(newest.map(|newest| newest.at));
    let last = since.map(|at| last_day(inrichting, at));
    let may = |solved| rules::judge(melding.field_state, solved, last, now).is_ok();
    LastWord {
        last,
        may_confirm: may(true),
        may_dispute: may(false),
    }
}

/// The last day for the last word on what was done at that moment, by the term of the inrichting.
pub fn last_day(inrichting: &Inrichting, since: Timestamp) -> Date {
    let decided = match inrichting.term(termijn::MELDING_BETWISTEN) {
        Beslissing::Besloten(duur) => Termijn::from_parts(duur.aantal, &key_of(&duur.eenheid)).ok(),
        Beslissing::NietBesloten { .. } => None,
    };
    rules::last_day(since, decided.unwrap_or(rules::DISPUTE))
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
    let last = since.map(|at| last_day(&ctx.frame.inrichting, at));
    let field = rules::judge(melding.field_state, solved, last, ctx.now)?;
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::kader::inrichting::Eenheid;
    use crate::kader::inrichting::actions::parse;

    #[test]
    fn inv_21_the_inrichting_says_how_long_the_last_word_can_be_given() {
        let text = crate::shipped::document("velsen-demo").unwrap();
        let mut inrichting = parse(text).unwrap();
        // A Monday.
        let done: Timestamp = "2026-03-02T08:00:00Z".parse().unwrap();
        let mut last = |waarde, eenheid| {
            let term = inrichting
                .termijnen
                .get_mut(termijn::MELDING_BETWISTEN)
                .unwrap();
            (term.waarde, term.eenheid) = (waarde, eenheid);
            last_day(&inrichting, done).to_string()
        };
        assert_eq!(last(Some(14), Some(Eenheid::Dagen)), "2026-03-16");
        assert_eq!(last(Some(3), Some(Eenheid::Weken)), "2026-03-23");
        assert_eq!(last(None, None), "2026-03-16", "nobody decided it");
    }
}
