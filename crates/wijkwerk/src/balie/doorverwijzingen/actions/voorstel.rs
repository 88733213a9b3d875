//! Proposing, the resident's yes to the exact sentence, and sending.

use jiff::SignedDuration;
use jiff::civil::Date;
use kit::mail::EmailAddress;

use super::plek::place_of;
use super::zin::sentence;
use super::{entry, keep, sent_by, vraag};
use crate::access::{Here, LinkKind, Permission};
use crate::balie::contacten::{SentOn, note_sent_on};
use crate::balie::doorverwijzingen::model::{
    Doorverwezene, Doorverwijzing, DoorverwijzingState as State, NewDoorverwijzing, Persoon, Route,
    Wijze,
};
use crate::balie::doorverwijzingen::rules::{self, Step};
use crate::balie::doorverwijzingen::store;
use crate::error::{Error, FieldError, Result, Sentence};
use crate::ids::{DoorverwezeneId, DoorverwijzingId, GebiedId, OrganisatieId};
use crate::journaal::Verb;
use crate::kader::accounts::{LinkWanted, make_link};
use crate::kader::termijnen::{Feestdagen, Termijn, due_date};
use crate::kader::verplichtingen::{self as dues, Creditor, Debtor, Wanted};
use crate::write::Write;

/// Most characters of what a resident asks.
pub const MAX_VRAAG: usize = 1000;
const MAX_NAAM: usize = 120;
const MAX_TELEFOON: usize = 30;
/// A resident's link lives as long as somebody may still ask.
const LINK_DAYS: i64 = 365;

/// Puts a referral on the screen, with the sentence that the resident may agree to. Nobody else knows of it yet.
pub fn propose(ctx: &mut Write<'_>, new: &NewDoorverwijzing) -> Result<DoorverwijzingId> {
    ctx.require(Permission::DoorverwijzingSend, &Here::ANYWHERE)?;
    check(ctx, new)?;
    let id: DoorverwijzingId = ctx.new_id();
    let account = ctx.actor.account();
    let one = Doorverwijzing {
        id,
        keten: id,
        vorige: None,
        hop: 0,
        contact: new.contact,
        onderwerp: new.onderwerp.clone(),
        item: new.item,
        route: None,
        van_organisatie: account.and_then(|account| account.organisatie),
        van_infopunt: new.infopunt,
        van_account: account.map(|account| account.id),
        gebied: new.gebied,
        naar: new.naar,
        locatie: new.locatie,
        wijze: new.wijze,
        code: free_code(ctx, &new.secret)?,
        state: State::Proposed,
        uitkomst: None,
        oordeel_van: None,
        reden: None,
        appointment_at: new.appointment_at,
        created_at: ctx.now,
        agreed_at: None,
        sent_at: None,
        due: None,
        answered_at: None,
        arrived_at: None,
        settled_at: None,
        escalated_at: None,
        rerouted_at: None,
        call_asked_at: None,
        ask_on: None,
        asked_at: None,
        vangnet: None,
        // Read with it from now on.
        punt_gebied: None,
    };
    let today = ctx.today();
    let person = Doorverwezene {
        id: ctx.new_id::<DoorverwezeneId>(),
        keten: id,
        persoon: new.persoon.clone(),
        zin: String::new(),
        agreed_at: None,
        erase_after: today
            .checked_add(jiff::Span::new().days(rules::PROPOSAL_DAYS))
            .ok(),
    };
    store::insert_person(ctx, &person)?;
    put(ctx, one, &new.persoon)?;
    Ok(id)
}

/// Keeps a proposal with its route and its sentence.
pub(super) fn put(ctx: &mut Write<'_>, mut one: Doorverwijzing, persoon: &Persoon) -> Result<()> {
    let route = route_for(ctx, &one.onderwerp, one.gebied, one.naar)?;
    one.route = route.as_ref().map(|route| route.id);
    // What led there says more than what the route leads to.
    if one.item.is_none()
        && let Some(item) = route.as_ref().and_then(|route| route.item)
    {
        let gemeente = ctx.gemeente();
        if store::is_text_of(ctx, gemeente, item, one.naar)? {
            one.item = Some(item);
        }
    }
    one.locatie = place_of(ctx, &one)?;
    store::insert(ctx, &one)?;
    let due = norm_day(ctx, route.as_ref());
    let zin = sentence(ctx, &one, persoon, due);
    store::set_sentence(ctx, one.keten, &zin, None)?;
    ctx.journal(
        entry(&one, Verb::Proposed)
            .number("hop", one.hop)
            .word("subject", &one.onderwerp)
            .word("way", one.wijze.word())
            .id("to", one.naar.0)
            .id_opt("route", one.route.map(|route| route.0))
            .id_opt("point", one.van_infopunt.map(|point| point.0))
            .id_opt("kennisitem", one.item.map(|item| item.0))
            .id_opt("gebied", one.gebied.map(|gebied| gebied.0)),
    )?;
    Ok(())
}

/// The route with the receiver's consent for this topic here (INV-17).
fn route_for(
    ctx: &mut Write<'_>,
    onderwerp: &str,
    gebied: Option<GebiedId>,
    naar: OrganisatieId,
) -> Result<Option<Route>> {
    let gemeente = ctx.gemeente();
    let routes = store::list_routes(ctx, gemeente, onderwerp)?;
    let line = gebied.map_or_else(Vec::new, |gebied| super::super::line_of(ctx.frame, gebied));
    Ok(rules::pick_route(&routes, naar, &line).cloned())
}

/// The last day on which the receiver may answer what is sent today; none while no norm was decided.
fn norm_day(ctx: &Write<'_>, route: Option<&Route>) -> Option<Date> {
    match route.and_then(|route| u16::try_from(route.norm_werkdagen).ok()) {
        Some(days) => Some(due_date(
            ctx.today(),
            Termijn::Werkdagen(days),
            &Feestdagen::deadlines(),
        )),
        None => dues::due_from(ctx, "doorverwijzingAanname"),
    }
}

/// A code that no other referral has.
pub(super) fn free_code(ctx: &mut Write<'_>, secret: &[u8; 16]) -> Result<String> {
    let gemeente = ctx.gemeente();
    for attempt in 0..=u8::MAX {
        let code = rules::code_of(secret, attempt);
        if store::find_by_code(ctx, gemeente, &code)?.is_none() {
            return Ok(code);
        }
    }
    Err(Error::Internal("no free code".into()))
}

fn check(ctx: &mut Write<'_>, new: &NewDoorverwijzing) -> Result<()> {
    let mut faults = Vec::new();
    let mut fault = |field, key| {
        faults.push(FieldError {
            field,
            sentence: Sentence::new(key),
        });
    };
    let inrichting = &ctx.frame.inrichting;
    if inrichting.onderwerp(&new.onderwerp).is_none() {
        fault("onderwerp", "verwijs-onderwerp-kies");
    }
    if ctx.frame.organisatie(new.naar).is_none() {
        fault("naar", "verwijs-naar-kies");
    }
    if new.gebied.is_some_and(|id| ctx.frame.gebied(id).is_none()) {
        fault("gebied", "verwijs-gebied-kies");
    }
    let persoon = &new.persoon;
    if let Err(refusal) = rules::check_wijze(
        new.wijze,
        new.appointment_at.is_some(),
        persoon.is_anonymous(),
    ) {
        let field = if new.wijze == Wijze::Appointment {
            "moment"
        } else {
            "naam"
        };
        fault(field, refusal.0);
    }
    if new.appointment_at.is_some_and(|at| at < ctx.now) {
        fault("moment", "verwijs-moment-voorbij");
    }
    if longer(persoon.naam.as_deref(), MAX_NAAM) {
        fault("naam", "verwijs-naam-lang");
    }
    let digits = |text: &str| text.chars().filter(char::is_ascii_digit).count();
    let phone = persoon.telefoon.as_deref();
    if longer(phone, MAX_TELEFOON) || phone.is_some_and(|phone| !(6..=15).contains(&digits(phone)))
    {
        fault("telefoon", "verwijs-telefoon-fout");
    }
    let email = persoon.email.as_deref();
    if email.is_some_and(|email| EmailAddress::parse(email).is_err()) {
        fault("email", "fout-email");
    }
    if longer(persoon.vraag.as_deref(), MAX_VRAAG) {
        fault("vraag", "verwijs-vraag-lang");
    }
    let gemeente = ctx.gemeente();
    if let Some(item) = new.item
        && store::find_item(ctx, gemeente, item)?.is_none()
    {
        return Err(Error::NotFound("kennisitem"));
    }
    if let Some(point) = new.infopunt {
        let points = store::list_points(ctx, gemeente)?;
        if !points.iter().any(|known| known.id == point) {
            return Err(Error::NotFound("infopunt"));
        }
    }
    if faults.is_empty() {
        Ok(())
    } else {
        Err(Error::Invalid(faults))
    }
}

fn longer(text: Option<&str>, most: usize) -> bool {
    text.is_some_and(|text| text.chars().count() > most)
}

/// The resident agreed to the sentence that was shown; to another one nobody can have.
pub fn agree(ctx: &mut Write<'_>, id: DoorverwijzingId, shown: &str) -> Result<()> {
    let mut one = sent_by(ctx, id)?;
    one.state = rules::step(one.state, one.oordeel_van, Step::Agree)?;
    let gemeente = ctx.gemeente();
    let person = store::find_person(ctx, gemeente, one.keten)?
        .ok_or(Error::refused("verwijs-gegevens-weg"))?;
    if person.zin != shown {
        return Err(Error::Stale(Sentence::new("verwijs-zin-veranderd")));
    }
    let now = ctx.now;
    one.agreed_at = Some(now);
    store::save(ctx, &one)?;
    store::set_sentence(ctx, one.keten, shown, Some(now))?;
    keep(ctx, &one, rules::KEEP_DAYS)?;
    ctx.journal(entry(&one, Verb::Agreed))?;
    Ok(())
}

/// Asks the receiver; from here the norm runs (O-27).
pub fn send(ctx: &mut Write<'_>, id: DoorverwijzingId) -> Result<()> {
    let mut one = sent_by(ctx, id)?;
    one.state = rules::step(one.state, one.oordeel_van, Step::Send)?;
    let gemeente = ctx.gemeente();
    let route = match one.route {
        Some(route) => store::find_route(ctx, gemeente, route)?,
        None => None,
    };
    one.sent_at = Some(ctx.now);
    one.due = norm_day(ctx, route.as_ref());
    // It counts as a question that was sent on, once: what comes after a no is no new question.
    if one.hop == 0 {
        let sent = SentOn {
            contact: one.contact,
            onderwerp: one.onderwerp.clone(),
            item: one.item,
            infopunt: one.van_infopunt,
            gebied: one.gebied,
        };
        one.contact = note_sent_on(ctx, &sent)?;
    }
    // With a code the resident goes there; of another way the receiver's answer begins it.
    if one.wijze == Wijze::Cold {
        vraag::plan(ctx, &mut one);
    }
    store::save(ctx, &one)?;
    keep(ctx, &one, rules::KEEP_DAYS)?;
    let person = store::find_person(ctx, gemeente, one.keten)?;
    let creditor = match person {
        Some(person) if !person.persoon.is_anonymous() => Creditor::Bewoner,
        _ => Creditor::Gemeente,
    };
    dues::owe(
        ctx,
        &Wanted {
            soort: "doorverwijzing.aanname",
            subject_kind: "doorverwijzing",
            subject: one.id.0,
            debtor: Debtor::Organisatie(one.naar),
            creditor,
            gebied: one.gebied,
            due: one.due,
            bron: "O-27",
        },
    )?;
    let mut told = entry(&one, Verb::Sent).number("hop", one.hop);
    if let Some(due) = one.due {
        told = told.date("due", due);
    }
    ctx.journal(told)?;
    Ok(())
}

/// Makes a link for the resident to take along on paper; its address is shown once and kept nowhere.
pub fn make_slip(ctx: &mut Write<'_>, id: DoorverwijzingId, token: &str) -> Result<Doorverwijzing> {
    let one = sent_by(ctx, id)?;
    if one.sent_at.is_none() {
        return Err(Error::refused("verwijs-eerst-akkoord"));
    }
    let gemeente = ctx.gemeente();
    let person = store::find_person(ctx, gemeente, one.keten)?
        .ok_or(Error::refused("verwijs-gegevens-weg"))?;
    let expires_at = ctx
        .now
        .checked_add(SignedDuration::from_hours(24 * LINK_DAYS))
        .map_err(|error| Error::Internal(error.to_string()))?;
    make_link(
        ctx,
        &LinkWanted {
            kind: LinkKind::Doorverwezene,
            subject_kind: "doorverwijzing",
            subject: one.keten.0,
            holder: person.id.0,
            expires_at,
            token,
        },
    )?;
    ctx.journal(entry(&one, Verb::LinkMade))?;
    Ok(one)
}
