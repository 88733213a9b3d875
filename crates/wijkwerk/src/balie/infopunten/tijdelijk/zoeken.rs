//! Searches for another place for a point, with candidates, a reason for each that was not chosen, and a decision (L-85,
//! L-86, O-32).

use jiff::civil::Date;

use super::{living, point, rows, sentence};
use crate::balie::infopunten::model::Infopunt;
use crate::balie::infopunten::uren::LONGEST;
use crate::error::{Error, Result};
use crate::ids::{InfopuntId, KandidaatId, ZoektochtId};
use crate::journaal::{Entry, Verb};
use crate::kader::verplichtingen::{self as dues, Creditor, Debtor, Wanted};
use crate::write::Write;

kit::word_enum! {
    /// What became of a candidate.
    pub enum KandidaatState {
        Open = "open",
        Chosen = "chosen",
        Rejected = "rejected",
    }
}

const SEARCH: &str = "zoektocht.besluit";

/// Begins to look for an alternative to a side branch; "in the coming months" is no day, so it stays open until one is set
/// (L-86).
pub fn start_search(
    ctx: &mut Write<'_>,
    infopunt: InfopuntId,
    due: Option<Date>,
) -> Result<ZoektochtId> {
    let punt = living(ctx, infopunt)?;
    let id: ZoektochtId = ctx.new_id();
    check_due(ctx, due)?;
    rows::insert_search(ctx, id, infopunt, due)?;
    ctx.journal(Entry::new("zoektocht", id.0, Verb::Started).id("infopunt", infopunt.0))?;
    owe_search(ctx, id, &punt, due)?;
    Ok(id)
}

fn check_due(ctx: &Write<'_>, due: Option<Date>) -> Result<()> {
    match due {
        Some(day) if day < ctx.today() => Err(Error::field("datum", "infopunt-dag-voorbij")),
        _ => Ok(()),
    }
}

fn owe_search(
    ctx: &mut Write<'_>,
    id: ZoektochtId,
    punt: &Infopunt,
    due: Option<Date>,
) -> Result<()> {
    dues::owe(
        ctx,
        &Wanted {
            soort: SEARCH,
            subject_kind: "zoektocht",
            subject: id.0,
            debtor: Debtor::Organisatie(punt.organisatie),
            creditor: Creditor::Bewoner,
            gebied: Some(punt.gebied),
            due,
            bron: "L-86",
        },
    )
    .map(drop)
}

fn search(ctx: &mut Write<'_>, id: ZoektochtId) -> Result<Infopunt> {
    let gemeente = ctx.gemeente();
    let all = rows::list_searches(ctx, gemeente)?;
    let found = all
        .into_iter()
        .find(|one| one.id == id)
        .ok_or(Error::NotFound("zoektocht"))?;
    let punt = point(ctx, found.infopunt)?;
    if found.decided_at.is_some() {
        return Err(Error::refused("tijdelijk-al-klaar"));
    }
    Ok(punt)
}

/// Sets the day by which there is a decision.
pub fn date_search(ctx: &mut Write<'_>, id: ZoektochtId, due: Date) -> Result<()> {
    let punt = search(ctx, id)?;
    check_due(ctx, Some(due))?;
    rows::set_search(ctx, id, Some(due), None)?;
    dues::waive(ctx, SEARCH, id.0, "dated")?;
    owe_search(ctx, id, &punt, Some(due))?;
    ctx.journal(Entry::new("zoektocht", id.0, Verb::Planned))
        .map(drop)
}

/// Whoever answers for the point from now on owes the decisions that are still to be taken.
pub(in crate::balie::infopunten) fn pass_searches_on(
    ctx: &mut Write<'_>,
    infopunt: InfopuntId,
) -> Result<()> {
    let gemeente = ctx.gemeente();
    let punt = point(ctx, infopunt)?;
    for one in rows::list_searches(ctx, gemeente)? {
        if one.infopunt == infopunt && one.decided_at.is_none() {
            dues::waive(ctx, SEARCH, one.id.0, "passed_on")?;
            owe_search(ctx, one.id, &punt, one.due)?;
        }
    }
    Ok(())
}

/// Adds somewhere it could be.
pub fn add_candidate(ctx: &mut Write<'_>, id: ZoektochtId, naam: &str) -> Result<KandidaatId> {
    search(ctx, id)?;
    let naam = naam.trim();
    if naam.is_empty() || naam.chars().count() > LONGEST {
        return Err(Error::field("naam", "bijeenkomst-veld-nodig"));
    }
    let kandidaat: KandidaatId = ctx.new_id();
    rows::insert_candidate(ctx, kandidaat, id, naam)?;
    ctx.journal(Entry::new("zoektocht", id.0, Verb::Proposed))?;
    Ok(kandidaat)
}

/// Judges a candidate, with the reason, which stays. One is chosen when all others have theirs (L-85).
pub fn judge_candidate(
    ctx: &mut Write<'_>,
    id: KandidaatId,
    chosen: bool,
    reden: &str,
) -> Result<()> {
    let gemeente = ctx.gemeente();
    let all = rows::list_candidates(ctx, gemeente)?;
    let one = all
        .iter()
        .find(|one| one.id == id)
        .ok_or(Error::NotFound("kandidaat"))?;
    search(ctx, one.zoektocht)?;
    if one.state != KandidaatState::Open {
        return Err(Error::refused("tijdelijk-al-beoordeeld"));
    }
    let reden = sentence("reden", reden)?;
    let mut others = all
        .iter()
        .filter(|other| other.zoektocht == one.zoektocht && other.id != id);
    if chosen && others.any(|other| other.state == KandidaatState::Open) {
        return Err(Error::refused("tijdelijk-eerst-anderen"));
    }
    let state = if chosen {
        KandidaatState::Chosen
    } else {
        KandidaatState::Rejected
    };
    rows::set_candidate(ctx, id, state, &reden)?;
    ctx.journal(
        Entry::new("zoektocht", one.zoektocht.0, Verb::Judged).word("state", state.word()),
    )?;
    if chosen {
        let now = ctx.now;
        let searches = rows::list_searches(ctx, gemeente)?;
        let due = searches
            .iter()
            .find(|it| it.id == one.zoektocht)
            .and_then(|it| it.due);
        rows::set_search(ctx, one.zoektocht, due, Some(now))?;
        dues::satisfy(ctx, SEARCH, one.zoektocht.0, "decided")?;
    }
    Ok(())
}

/// Decides that there will be no other place, with the reason, which stays. By then every candidate has its own (L-85, O-32).
pub fn decide_none(ctx: &mut Write<'_>, id: ZoektochtId, reden: &str) -> Result<()> {
    search(ctx, id)?;
    let reden = sentence("reden", reden)?;
    let gemeente = ctx.gemeente();
    let all = rows::list_candidates(ctx, gemeente)?;
    let mut own = all.iter().filter(|one| one.zoektocht == id);
    if own.any(|one| one.state == KandidaatState::Open) {
        return Err(Error::field("reden", "tijdelijk-eerst-anderen"));
    }
    rows::end_search(ctx, id, &reden)?;
    dues::satisfy(ctx, SEARCH, id.0, "decided")?;
    ctx.journal(Entry::new("zoektocht", id.0, Verb::Settled).word("outcome", "none"))
        .map(drop)
}

/// Ends every search for another place for a point that is over.
pub(super) fn end_searches(
    ctx: &mut Write<'_>,
    infopunt: InfopuntId,
    why: &'static str,
    reden: &str,
) -> Result<()> {
    let gemeente = ctx.gemeente();
    for one in rows::list_searches(ctx, gemeente)? {
        if one.infopunt != infopunt || one.decided_at.is_some() {
            continue;
        }
        rows::end_search(ctx, one.id, reden)?;
        dues::waive(ctx, SEARCH, one.id.0, why)?;
        ctx.journal(Entry::new("zoektocht", one.id.0, Verb::Ended).word("reason", why))?;
    }
    Ok(())
}
