//! What is done with an item by those who answer for it (INV-15): only people of its organisation change its text.

mod bereik;
mod beside;
mod blad;
mod informatieafspraken;
mod regie;
mod vlaggen;

use jiff::civil::Date;
use kit::mail::EmailAddress;
use uuid::Uuid;

pub use bereik::UNREACHABLE;
pub use beside::{
    add_vertaling, set_gebieden, set_kanalen, set_online, set_plaatsen, set_productnaam,
    set_woorden,
};
pub use blad::apply_sheet;
pub(in crate::balie::kennisbank) use informatieafspraken::in_force;
pub use informatieafspraken::{
    NewInformatieafspraak, REVIEW_DUE, agree_informatie, end_informatie, may_review, parties_of,
    review_informatie,
};
pub use regie::{NightDone, ask_and_hide, hide, restore, set_review};
pub(super) use vlaggen::ask;
pub use vlaggen::{
    flag, flag_found, may_remove, note, note_link, place_is_gone, react, remove_note, settle_flag,
    tell_wrong,
};

use super::model::{AssuredBy, Item, ItemState, SettledAs, Soort, Velden};
use super::store::{self, Herkomst, ItemStatus, get_item};
use super::{publiek, rules};
use crate::access::{Actor, Here, LinkKind, Permission};
use crate::error::{Error, FieldError, Result, Sentence};
use crate::ids::{KennisitemId, OrganisatieId};
use crate::journaal::{Entry, Verb};
use crate::kader::inrichting::Inrichting;
use crate::kader::verplichtingen::{self as dues, Creditor, Debtor, Wanted};
use crate::write::Write;

/// The due of who answers for an item (O-25).
pub const DUE: &str = "kennis.controle";

impl From<rules::Refusal> for Error {
    fn from(refusal: rules::Refusal) -> Self {
        Error::refused(refusal.0)
    }
}

/// Whether this actor speaks for the owner of the item: somebody of its organisation, or the holder of its link.
pub fn is_owner(actor: &Actor, item: &Item) -> bool {
    match actor {
        Actor::Link(holder) => holder.kind == LinkKind::Bron && holder.subject == item.id.0,
        _ => item
            .organisatie
            .is_some_and(|id| actor.may(Permission::KennisWrite, &Here::organisatie(id))),
    }
}

/// Whether this actor may know of the item: what was shown ever, what nobody has claimed, and the own drafts.
pub fn may_see(actor: &Actor, item: &Item) -> bool {
    item.state != ItemState::Draft
        || item.organisatie.is_none()
        || actor.may(Permission::KennisRegie, &Here::ANYWHERE)
        || is_owner(actor, item)
}

/// The item, if this actor may know of it.
fn seen(ctx: &mut Write<'_>, id: KennisitemId) -> Result<Item> {
    let gemeente = ctx.gemeente();
    let item = get_item(ctx, gemeente, id)?;
    if may_see(ctx.actor, &item) {
        Ok(item)
    } else {
        Err(Error::NotFound("kennisitem"))
    }
}

/// The item, if this actor speaks for its owner (INV-15).
pub(super) fn own(ctx: &mut Write<'_>, id: KennisitemId) -> Result<Item> {
    let item = seen(ctx, id)?;
    if is_owner(ctx.actor, &item) {
        return Ok(item);
    }
    match item.organisatie {
        Some(organisatie) => {
            ctx.require(Permission::KennisWrite, &Here::organisatie(organisatie))?;
        }
        None => return Err(Error::refused("kennis-zonder-eigenaar")),
    }
    Ok(item)
}

/// Every fault of the fields at once.
pub fn check(inrichting: &Inrichting, velden: &Velden) -> Vec<FieldError> {
    let mut faults = Vec::new();
    let mut fault = |field, key| {
        faults.push(FieldError {
            field,
            sentence: Sentence::new(key),
        });
    };
    let long = |text: &str, most: usize| text.chars().count() > most;
    if velden.titel.trim().is_empty() {
        fault("titel", "kennis-titel-nodig");
    }
    if velden.samenvatting.trim().is_empty() {
        fault("samenvatting", "kennis-samenvatting-nodig");
    }
    for (field, text, most) in [
        ("titel", &velden.titel, rules::TITEL),
        ("samenvatting", &velden.samenvatting, rules::SAMENVATTING),
        ("tekst", &velden.tekst, rules::TEKST),
        ("aanmelden", &velden.aanmelden, rules::KORT),
        ("voorwaarden", &velden.voorwaarden, rules::KORT),
        ("kosten", &velden.kosten, rules::KORT),
        ("doelgroep", &velden.doelgroep, rules::KORT),
    ] {
        if long(text, most) {
            fault(field, "kennis-te-lang");
        }
        if rules::has_unreadable(text) {
            fault(field, "kennis-teken-onleesbaar");
        }
    }
    if inrichting.onderwerp(&velden.onderwerp).is_none() {
        fault("onderwerp", "kennis-onderwerp-kies");
    }
    let ages = [velden.min_leeftijd, velden.max_leeftijd];
    let wrong = ages.iter().flatten().any(|age| !(0..=130).contains(age));
    if wrong || matches!(ages, [Some(min), Some(max)] if min > max) {
        fault("min_leeftijd", "kennis-leeftijd-fout");
    }
    let is_code = |code: &String| code.len() == 2 && code.bytes().all(|b| b.is_ascii_lowercase());
    if velden.talen.len() > 40 || !velden.talen.iter().all(is_code) {
        fault("talen", "kennis-talen-fout");
    }
    if velden
        .telefoon
        .as_deref()
        .is_some_and(|text| !rules::is_telefoon(text))
    {
        fault("telefoon", "kennis-telefoon-fout");
    }
    let email = velden.email.as_deref();
    if email.is_some_and(|text| EmailAddress::parse(text).is_err()) {
        fault("email", "fout-email");
    }
    if velden
        .url
        .as_deref()
        .is_some_and(|text| !rules::is_url(text))
    {
        fault("url", "kennis-url-fout");
    }
    faults
}

fn checked(ctx: &Write<'_>, velden: &Velden) -> Result<()> {
    match check(&ctx.frame.inrichting, velden) {
        faults if faults.is_empty() => Ok(()),
        faults => Err(Error::Invalid(faults)),
    }
}

/// A word for the address that no other item has.
pub(super) fn free_sleutel(ctx: &mut Write<'_>, titel: &str) -> Result<String> {
    let base = rules::sleutel_of(titel);
    let gemeente = ctx.gemeente();
    for n in 1..50 {
        let word = if n == 1 {
            base.clone()
        } else {
            format!("{base}-{n}")
        };
        if !rules::is_reserved(&word) && store::find_by_sleutel(ctx, gemeente, &word)?.is_none() {
            return Ok(word);
        }
    }
    let id: Uuid = ctx.new_id();
    Ok(format!("{base}-{}", id.simple()))
}

/// Writes a new item: a draft of the organisation of whoever writes it.
pub fn create(
    ctx: &mut Write<'_>,
    velden: &Velden,
    organisatie: OrganisatieId,
) -> Result<KennisitemId> {
    ctx.require(Permission::KennisWrite, &Here::organisatie(organisatie))?;
    if ctx.frame.organisatie(organisatie).is_none() {
        return Err(Error::NotFound("organisatie"));
    }
    checked(ctx, velden)?;
    let sleutel = free_sleutel(ctx, &velden.titel)?;
    make(
        ctx,
        velden,
        &Herkomst {
            sleutel,
            organisatie: Some(organisatie),
            essential: false,
            upl_naam: None,
            upl_uri: None,
            bron: String::new(),
            extern_id: None,
        },
    )
}

/// Puts down a draft that comes from elsewhere; without an owner it waits to be claimed.
pub fn put_down(ctx: &mut Write<'_>, velden: &Velden, from: &Herkomst) -> Result<KennisitemId> {
    ctx.require(Permission::ImportRun, &Here::ANYWHERE)?;
    checked(ctx, velden)?;
    make(ctx, velden, from)
}

/// Puts a draft down, wherever it came from; who may is for the caller to ask.
pub(super) fn make(ctx: &mut Write<'_>, velden: &Velden, from: &Herkomst) -> Result<KennisitemId> {
    let id: KennisitemId = ctx.new_id();
    store::insert(ctx, id, velden, from, &ItemStatus::draft(velden.soort))?;
    ctx.journal(
        Entry::new("kennisitem", id.0, Verb::Created)
            .word("kind", velden.soort.word())
            .word("subject", &velden.onderwerp)
            .word("source", &from.bron)
            .id_opt("organisatie", from.organisatie.map(|id| id.0)),
    )?;
    Ok(id)
}

/// Changes what an item says; `right` says that all of it was looked at.
pub fn change(ctx: &mut Write<'_>, id: KennisitemId, velden: &Velden, right: bool) -> Result<()> {
    let item = own(ctx, id)?;
    rules::change(item.state)?;
    checked(ctx, velden)?;
    if *velden != item.velden() {
        set_text(ctx, &item, velden)?;
    }
    if right && item.state != ItemState::Draft {
        assure_item(ctx, &item, velden.soort, SettledAs::Changed)?;
    }
    publiek::project(ctx, id)
}

/// The text as a new version; notes that now say something else are flagged.
pub(super) fn set_text(ctx: &mut Write<'_>, item: &Item, velden: &Velden) -> Result<()> {
    let versie = item.versie + 1;
    store::complete_versie(ctx, item)?;
    store::set_velden(ctx, item.id, velden, versie)?;
    store::insert_versie(ctx, item.id, versie, velden, item.organisatie)?;
    ctx.journal(Entry::new("kennisitem", item.id.0, Verb::Changed).number("versie", versie))?;
    vlaggen::check_notes(ctx, item.id)
}

/// Shows an item to everybody; whoever does it says that it is right.
pub fn publish(ctx: &mut Write<'_>, id: KennisitemId) -> Result<()> {
    let item = own(ctx, id)?;
    let state = rules::publish(item.state, item.organisatie.is_some())?;
    checked(ctx, &item.velden())?;
    store::set_state(ctx, id, state, None)?;
    ctx.journal(Entry::new("kennisitem", id.0, Verb::Published).number("versie", item.versie))?;
    assure_item(ctx, &item, item.soort, SettledAs::Confirmed)?;
    publiek::project(ctx, id)
}

/// "Klopt nog": what was hidden comes back, and everybody reads when it was checked.
pub fn confirm(ctx: &mut Write<'_>, id: KennisitemId) -> Result<()> {
    let item = own(ctx, id)?;
    rules::confirm(item.state)?;
    assure_item(ctx, &item, item.soort, SettledAs::Confirmed)?;
    publiek::project(ctx, id)
}

/// Notes that the owner looked at it: flags settled, the next check owed, back at the desk.
fn assure_item(ctx: &mut Write<'_>, item: &Item, soort: Soort, settled: SettledAs) -> Result<()> {
    let by = match ctx.actor {
        Actor::Link(_) => AssuredBy::Partner,
        Actor::Command | Actor::Job(_) => AssuredBy::Import,
        _ => AssuredBy::Account,
    };
    if item.state == ItemState::InControl {
        store::set_state(ctx, item.id, ItemState::Published, None)?;
        ctx.journal(Entry::new("kennisitem", item.id.0, Verb::Shown))?;
    }
    let due = next_review(ctx, item, soort);
    store::set_assured(ctx, item.id, by, due)?;
    store::settle_vlaggen(ctx, item.id, None, settled)?;
    let mut entry = Entry::new("kennisitem", item.id.0, Verb::Assured)
        .word("by", by.word())
        .number("versie", item.versie);
    if let Some(due) = due {
        entry = entry.date("due", due);
    }
    ctx.journal(entry)?;
    dues::satisfy(ctx, DUE, item.id.0, "assured")?;
    owe(ctx, item, due)
}

/// The next check: the term of the inrichting, else the days of the item.
fn next_review(ctx: &Write<'_>, item: &Item, soort: Soort) -> Option<Date> {
    let days = if soort == item.soort {
        item.review_days
    } else {
        soort.review_days()
    };
    dues::due_from(ctx, soort.term())
        .or_else(|| ctx.today().checked_add(jiff::Span::new().days(days)).ok())
}

/// The organisation owes a check on this day (O-25).
fn owe(ctx: &mut Write<'_>, item: &Item, due: Option<Date>) -> Result<()> {
    match item.organisatie {
        Some(organisatie) => owe_by(ctx, item.id, organisatie, due),
        None => Ok(()),
    }
}

/// The same, of an item by its id.
pub(super) fn owe_by(
    ctx: &mut Write<'_>,
    id: KennisitemId,
    organisatie: OrganisatieId,
    due: Option<Date>,
) -> Result<()> {
    dues::owe(
        ctx,
        &Wanted {
            soort: DUE,
            subject_kind: "kennisitem",
            subject: id.0,
            debtor: Debtor::Organisatie(organisatie),
            creditor: Creditor::Gemeente,
            gebied: None,
            due,
            bron: "O-25",
        },
    )?;
    Ok(())
}

/// Takes it back for good, with a reason; its page says so and its versions stay.
pub fn withdraw(ctx: &mut Write<'_>, id: KennisitemId, reason: &str) -> Result<()> {
    let item = own(ctx, id)?;
    let reason = reason.trim();
    let state = rules::withdraw(item.state, reason).map_err(|refusal| match refusal.0 {
        "kennis-reden-nodig" => Error::field("reden", refusal.0),
        key => Error::refused(key),
    })?;
    if reason.chars().count() > rules::SAMENVATTING {
        return Err(Error::field("reden", "kennis-te-lang"));
    }
    store::set_state(ctx, id, state, Some(reason))?;
    store::settle_vlaggen(ctx, id, None, SettledAs::Changed)?;
    dues::waive(ctx, DUE, id.0, "withdrawn")?;
    ctx.journal(Entry::new("kennisitem", id.0, Verb::Withdrawn).text(reason))?;
    publiek::project(ctx, id)
}

/// Takes on a draft of nobody for the own organisation.
pub fn claim(ctx: &mut Write<'_>, id: KennisitemId, organisatie: OrganisatieId) -> Result<()> {
    let item = seen(ctx, id)?;
    ctx.require(Permission::KennisWrite, &Here::organisatie(organisatie))?;
    rules::claim(item.state, item.organisatie.is_some())?;
    store::set_owner(ctx, id, organisatie)?;
    ctx.journal(Entry::new("kennisitem", id.0, Verb::Claimed).id("organisatie", organisatie.0))?;
    Ok(())
}
