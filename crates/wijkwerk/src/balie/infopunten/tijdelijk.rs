//! What is temporary, always with an owner, an end and a half-yearly look (L-75, O-31); searches for an alternative
//! (L-85, L-86, O-32), what running a point together costs (L-87) and the yearly conversation (L-79, O-30).

mod zoeken;

pub(super) use zoeken::pass_searches_on;
pub use zoeken::{
    KandidaatState, add_candidate, date_search, decide_none, judge_candidate, start_search,
};

use jiff::civil::Date;

use super::actions::MANAGE;
use super::grond::look_at_ground;
use super::model::{Infopunt, LOCATIE_SOORTEN};
use super::store::tijdelijk::{self as rows, Bouwproject, Tussenoplossing};
use super::uren::LONGEST;
use super::{rules, store};
use crate::access::Here;
use crate::error::{Error, Result};
use crate::ids::{
    BouwprojectId, ExploitatieId, GebiedId, GesprekId, InfopuntId, OrganisatieId, TussenoplossingId,
};
use crate::journaal::{Entry, Verb};
use crate::kader::bewijzen::is_meaningful;
use crate::kader::termijnen::{self, Feestdagen, Termijn};
use crate::kader::verplichtingen::{self as dues, Creditor, Debtor, Wanted};
use crate::write::Write;

kit::word_enum! {
    /// How far a building is.
    pub enum ProjectState {
        Idea = "idea",
        Agreed = "agreed",
        UnderConstruction = "under_construction",
        Delivered = "delivered",
        Cancelled = "cancelled",
    }
}

/// A building to be noted.
#[derive(Clone, Debug)]
pub struct NewBouwproject {
    pub naam: String,
    pub soort: String,
    pub gebied: GebiedId,
    pub volgorde: i64,
    pub expected: Option<Date>,
}

/// Something temporary to be begun.
#[derive(Clone, Debug)]
pub struct NewTussenoplossing {
    pub infopunt: InfopuntId,
    pub bouwproject: Option<BouwprojectId>,
    pub organisatie: OrganisatieId,
    pub wat: String,
    pub einde: String,
    pub since: Date,
    /// When no building says it.
    pub until: Option<Date>,
}

const REVIEW: &str = "tussenoplossing.toets";
pub(super) const TALK: &str = "infopunt.gesprek";
const MOST_CENTS: i64 = 10_000_000_000;

fn sentence(field: &'static str, text: &str) -> Result<String> {
    let text = text.trim();
    if is_meaningful(text) && text.chars().count() <= LONGEST {
        return Ok(text.to_owned());
    }
    Err(Error::field(field, "infopunt-reden-nodig"))
}

/// So many months after a day.
pub(super) fn months_after(day: Date, months: u16) -> Date {
    let term = format!("{months} maanden").parse::<Termijn>();
    term.map_or(day, |term| {
        termijnen::due_date(day, term, &Feestdagen::deadlines())
    })
}

fn point(ctx: &mut Write<'_>, id: InfopuntId) -> Result<Infopunt> {
    let gemeente = ctx.gemeente();
    let punt = store::find_infopunt(ctx, gemeente, id)?.ok_or(Error::NotFound("infopunt"))?;
    ctx.require(MANAGE, &Here::punt(punt.id, punt.gebied))?;
    Ok(punt)
}

/// The point, as long as it is not over: nothing begins there any more after that.
fn living(ctx: &mut Write<'_>, id: InfopuntId) -> Result<Infopunt> {
    let punt = point(ctx, id)?;
    if punt.state.is_over() {
        return Err(Error::refused("tijdelijk-punt-voorbij"));
    }
    Ok(punt)
}

/// Notes a building that a point will move into (L-76).
pub fn add_project(ctx: &mut Write<'_>, new: &NewBouwproject) -> Result<BouwprojectId> {
    if ctx.frame.gebied(new.gebied).is_none() {
        return Err(Error::field("gebied", "contact-gebied-onbekend"));
    }
    ctx.require(MANAGE, &Here::gebied(new.gebied))?;
    if new.naam.trim().is_empty() || new.naam.chars().count() > LONGEST {
        return Err(Error::field("naam", "bijeenkomst-veld-nodig"));
    }
    if !LOCATIE_SOORTEN.contains(&new.soort.as_str()) {
        return Err(Error::field("soort", "infopunt-soort-kies"));
    }
    let gemeente = ctx.gemeente();
    let taken = rows::list_projects(ctx, gemeente)?
        .iter()
        .any(|one| one.volgorde == new.volgorde);
    if taken || !(1..=99).contains(&new.volgorde) {
        return Err(Error::field("volgorde", "tijdelijk-volgorde-fout"));
    }
    let id: BouwprojectId = ctx.new_id();
    rows::insert_project(ctx, id, new)?;
    rows::insert_date(ctx, id, new.expected, "")?;
    ctx.journal(Entry::new("bouwproject", id.0, Verb::Created))?;
    ctx.touch_public();
    Ok(id)
}

fn project(ctx: &mut Write<'_>, id: BouwprojectId) -> Result<Bouwproject> {
    let gemeente = ctx.gemeente();
    let all = rows::list_projects(ctx, gemeente)?;
    let found = all
        .into_iter()
        .find(|one| one.id == id)
        .ok_or(Error::NotFound("bouwproject"))?;
    ctx.require(MANAGE, &Here::gebied(found.gebied))?;
    if matches!(
        found.state,
        ProjectState::Delivered | ProjectState::Cancelled
    ) {
        return Err(Error::refused("tijdelijk-al-klaar"));
    }
    Ok(found)
}

/// Moves the day on which a building is expected: the old day is kept, what is temporary until then goes on, and the look
/// at it is planned anew (L-75).
pub fn move_project(
    ctx: &mut Write<'_>,
    id: BouwprojectId,
    expected: Date,
    reden: &str,
) -> Result<()> {
    let found = project(ctx, id)?;
    let reden = sentence("reden", reden)?;
    if expected < ctx.today() {
        return Err(Error::field("verwacht", "infopunt-dag-voorbij"));
    }
    rows::set_project(ctx, id, Some(expected), found.state)?;
    rows::insert_date(ctx, id, Some(expected), &reden)?;
    ctx.journal(
        Entry::new("bouwproject", id.0, Verb::Changed).word("expected", &expected.to_string()),
    )?;
    for one in linked(ctx, id)? {
        plan_review(ctx, &one, Some(expected))?;
    }
    ctx.touch_public();
    Ok(())
}

/// Says how far a building is; delivered, what was temporary until then ends (domein 2.2).
pub fn turn_project(ctx: &mut Write<'_>, id: BouwprojectId, state: ProjectState) -> Result<()> {
    let found = project(ctx, id)?;
    rows::set_project(ctx, id, found.expected, state)?;
    ctx.journal(Entry::new("bouwproject", id.0, Verb::Changed).word("state", state.word()))?;
    if state == ProjectState::Delivered {
        for one in linked(ctx, id)? {
            end(ctx, &one, "delivered")?;
        }
    }
    ctx.touch_public();
    Ok(())
}

fn linked(ctx: &mut Write<'_>, id: BouwprojectId) -> Result<Vec<Tussenoplossing>> {
    let gemeente = ctx.gemeente();
    let mut all = rows::list_running(ctx, gemeente)?;
    all.retain(|one| one.bouwproject == Some(id));
    Ok(all)
}

/// Begins something temporary, with whose it is and what ends it.
pub fn start_interim(ctx: &mut Write<'_>, new: &NewTussenoplossing) -> Result<TussenoplossingId> {
    let punt = living(ctx, new.infopunt)?;
    sentence("wat", &new.wat)?;
    sentence("einde", &new.einde)?;
    if ctx.frame.organisatie(new.organisatie).is_none() {
        return Err(Error::field("organisatie", "contact-organisatie-onbekend"));
    }
    if new.since > ctx.today() {
        return Err(Error::field("sinds", "tijdelijk-sinds-fout"));
    }
    let until = match new.bouwproject {
        Some(id) => project(ctx, id)?.expected,
        None => new.until,
    };
    let id: TussenoplossingId = ctx.new_id();
    let review = months_after(ctx.today(), 6);
    rows::insert_interim(ctx, id, new, until, review)?;
    ctx.journal(Entry::new("tussenoplossing", id.0, Verb::Started).id("infopunt", punt.id.0))?;
    owe_review(ctx, id, new.organisatie, punt.gebied, review)?;
    ctx.touch_public();
    Ok(id)
}

fn owe_review(
    ctx: &mut Write<'_>,
    id: TussenoplossingId,
    whose: OrganisatieId,
    gebied: GebiedId,
    due: Date,
) -> Result<()> {
    dues::owe(
        ctx,
        &Wanted {
            soort: REVIEW,
            subject_kind: "tussenoplossing",
            subject: id.0,
            debtor: Debtor::Organisatie(whose),
            creditor: Creditor::Bewoner,
            gebied: Some(gebied),
            due: Some(due),
            bron: "O-31",
        },
    )
    .map(drop)
}

fn plan_review(ctx: &mut Write<'_>, one: &Tussenoplossing, until: Option<Date>) -> Result<()> {
    let gemeente = ctx.gemeente();
    let punt =
        store::find_infopunt(ctx, gemeente, one.infopunt)?.ok_or(Error::NotFound("infopunt"))?;
    let review = months_after(ctx.today(), 6);
    rows::set_interim(ctx, one.id, until, review)?;
    dues::waive(ctx, REVIEW, one.id.0, "planned_anew")?;
    owe_review(ctx, one.id, one.organisatie, punt.gebied, review)
}

fn running(ctx: &mut Write<'_>, id: TussenoplossingId) -> Result<Tussenoplossing> {
    let gemeente = ctx.gemeente();
    let one = rows::find_running(ctx, gemeente, id)?.ok_or(Error::NotFound("tussenoplossing"))?;
    point(ctx, one.infopunt)?;
    Ok(one)
}

/// Notes the half-yearly look; the next one follows.
pub fn review_interim(ctx: &mut Write<'_>, id: TussenoplossingId, verslag: &str) -> Result<()> {
    let one = running(ctx, id)?;
    let verslag = sentence("verslag", verslag)?;
    rows::insert_review(ctx, id, &verslag)?;
    dues::satisfy(ctx, REVIEW, id.0, "reviewed")?;
    ctx.journal(Entry::new("tussenoplossing", id.0, Verb::Assured))?;
    plan_review(ctx, &one, one.until_day)?;
    ctx.touch_public();
    Ok(())
}

/// Ends something temporary: the condition was met.
pub fn end_interim(ctx: &mut Write<'_>, id: TussenoplossingId) -> Result<()> {
    let one = running(ctx, id)?;
    end(ctx, &one, "ended")?;
    ctx.touch_public();
    Ok(())
}

fn end(ctx: &mut Write<'_>, one: &Tussenoplossing, why: &'static str) -> Result<()> {
    rows::end_interim(ctx, one.id)?;
    dues::waive(ctx, REVIEW, one.id.0, why)?;
    ctx.journal(Entry::new("tussenoplossing", one.id.0, Verb::Ended).word("reason", why))?;
    look_at_ground(ctx, one.infopunt)
}

/// Nothing temporary outlives its point: all of it ends, and nobody looks for another place any more. Why the point is over is
/// why.
pub(super) fn end_with_point(
    ctx: &mut Write<'_>,
    infopunt: InfopuntId,
    why: &'static str,
    reden: &str,
) -> Result<()> {
    let gemeente = ctx.gemeente();
    for one in rows::list_running(ctx, gemeente)? {
        if one.infopunt == infopunt {
            end(ctx, &one, why)?;
        }
    }
    zoeken::end_searches(ctx, infopunt, why, reden)
}

/// Books what running a point together costs, to the cent (L-87): shared by a key of its own, for instance that of the
/// rent, and without one as its partners staff the point.
pub fn book_costs(
    ctx: &mut Write<'_>,
    infopunt: InfopuntId,
    jaar: i64,
    wat: &str,
    centen: i64,
    sleutel: &[(OrganisatieId, i64)],
) -> Result<ExploitatieId> {
    point(ctx, infopunt)?;
    let wat = sentence("wat", wat)?;
    if !(1..=MOST_CENTS).contains(&centen) {
        return Err(Error::field("bedrag", "tijdelijk-bedrag-fout"));
    }
    if !(2000..=2100).contains(&jaar) {
        return Err(Error::field("jaar", "tijdelijk-jaar-fout"));
    }
    let gemeente = ctx.gemeente();
    let partners = store::inhoud::all(ctx, gemeente)?
        .remove(&infopunt)
        .unwrap_or_default()
        .partners;
    if partners.is_empty() {
        return Err(Error::refused("tijdelijk-geen-partners"));
    }
    rules::check_shares(sleutel).map_err(|why| Error::field("sleutel", why.0))?;
    let is_partner = |id: &OrganisatieId| partners.iter().any(|(partner, _)| partner == id);
    if !sleutel.iter().all(|(id, _)| is_partner(id)) {
        return Err(Error::field("sleutel", "infopunt-sleutel-wie"));
    }
    let key = if sleutel.is_empty() {
        partners.as_slice()
    } else {
        sleutel
    };
    let id: ExploitatieId = ctx.new_id();
    rows::insert_costs(ctx, id, infopunt, jaar, &wat, centen)?;
    let shares: Vec<i64> = key.iter().map(|(_, share)| *share).collect();
    for ((organisatie, share), cents) in key.iter().zip(rules::divide(centen, &shares)) {
        rows::insert_cost_share(ctx, id, *organisatie, *share, cents)?;
    }
    ctx.journal(Entry::new("infopunt", infopunt.0, Verb::Contributed).number("cents", centen))?;
    Ok(id)
}

/// Notes the yearly conversation of the partners (O-30).
pub fn note_talk(
    ctx: &mut Write<'_>,
    infopunt: InfopuntId,
    dag: Date,
    verslag: &str,
) -> Result<GesprekId> {
    point(ctx, infopunt)?;
    let verslag = sentence("verslag", verslag)?;
    if dag > ctx.today() {
        return Err(Error::field("dag", "tijdelijk-sinds-fout"));
    }
    let id: GesprekId = ctx.new_id();
    rows::insert_talk(ctx, id, infopunt, dag, &verslag)?;
    dues::satisfy(ctx, TALK, infopunt.0, "talked")?;
    ctx.journal(Entry::new("infopunt", infopunt.0, Verb::Noted).word("what", "gesprek"))?;
    Ok(id)
}
