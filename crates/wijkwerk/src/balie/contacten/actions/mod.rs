//! What people do with contacts. Every page, job and command calls these.

mod digitaal;
mod overgenomen;
mod verwezen;
mod vragen;

use uuid::Uuid;

pub use digitaal::{ask_online, check_online};
pub use overgenomen::{HandedOver, take_over};
pub use verwezen::{SentOn, note_sent_on};
pub use vragen::{SETTLED, answer, ask, pass_on, remind_due, settle};
pub(super) use vragen::{assign, role_with};

use self::vragen::{go_on, note_vraag};
use super::model::{Contact, ContactState, NewContact, NewVraag, Uitkomst, Verder, Vervolg, Vraag};
use super::rules::{self, Follow, Refusal};
use super::{persoon, store};
use crate::access::{Actor, Here, Permission};
use crate::error::{Error, FieldError, Result, Sentence};
use crate::ids::{AccountId, ContactId, GebiedId, KennisitemId, OrganisatieId};
use crate::journaal::{Entry, Verb};
use crate::write::Write;

/// The channel of what people ask by themselves.
pub const DIGITAAL: &str = "digitaal";
/// The channel of what is asked at an information meeting.
pub const VOORLICHTING: &str = "voorlichting";
/// The channel of what was asked of a bewonersorgaan that could not answer it.
pub const BEWONERSORGAAN: &str = "bewonersorgaan";

impl From<Refusal> for Error {
    fn from(refusal: Refusal) -> Self {
        Self::refused(refusal.0)
    }
}

/// Notes a contact with its questions, in one go: a topic and an outcome are enough, nothing about a person is needed
/// (INV-19). It is closed at once when nobody owes an answer.
pub fn open_contact(
    ctx: &mut Write<'_>,
    new: &NewContact,
    request: Option<Uuid>,
) -> Result<ContactId> {
    if let Some(answer) = ctx.answered(request)? {
        return answer
            .parse()
            .map_err(|_| Error::Internal("remembered answer".into()));
    }
    ctx.require(Permission::ContactEnter, &Here::ANYWHERE)?;
    let by = ctx.actor.account().map(|account| account.id);
    let organisatie = ctx.actor.account().and_then(|account| account.organisatie);
    let id = match verwezen::noted_by_itself(ctx, new, by)? {
        Some(id) => {
            verwezen::note_by_hand(ctx, id, new, by)?;
            id
        }
        None => note_contact(ctx, new, by, organisatie)?,
    };
    ctx.remember(request, &id.to_string())?;
    Ok(id)
}

/// Puts a contact with its questions away, taken by this person, if it is right.
fn note_contact(
    ctx: &mut Write<'_>,
    new: &NewContact,
    by: Option<AccountId>,
    organisatie: Option<OrganisatieId>,
) -> Result<ContactId> {
    let gebied = check(ctx, new)?;
    let id: ContactId = ctx.new_id();
    store::insert_contact(ctx, id, new, gebied, by, organisatie)?;
    ctx.journal(
        Entry::new("contact", id.0, Verb::Created)
            .word("channel", &new.kanaal)
            .id_opt("infopunt", new.infopunt.map(|id| id.0))
            .id_opt("gebied", gebied.map(|id| id.0))
            .id_opt("bijeenkomst", new.bijeenkomst.map(|id| id.0)),
    )?;
    let answers = |item: &KennisitemId| new.vragen.iter().any(|one| one.item == Some(*item));
    for item in new.geraadpleegd.iter().filter(|item| !answers(item)) {
        consulted(ctx, id, *item)?;
    }
    for vraag in &new.vragen {
        note_vraag(ctx, id, gebied, by, vraag)?;
    }
    settle_state(ctx, id)?;
    Ok(id)
}

/// Every fault of the form at once; otherwise where it is.
fn check(ctx: &mut Write<'_>, new: &NewContact) -> Result<Option<GebiedId>> {
    let gemeente = ctx.gemeente();
    let mut faults = Vec::new();
    let mut fault = |field, key| {
        faults.push(FieldError {
            field,
            sentence: Sentence::new(key),
        });
    };
    let known = ctx.frame.inrichting.kanaal(&new.kanaal).is_some();
    let own = matches!(
        new.kanaal.as_str(),
        DIGITAAL | VOORLICHTING | BEWONERSORGAAN
    );
    if !known && !own {
        fault("kanaal", "contact-kanaal-kies");
    }
    if new.vragen.is_empty() {
        fault("onderwerp", "contact-onderwerp-kies");
    }
    if new.vragen.len() > rules::MOST {
        fault("onderwerp", "contact-te-veel-vragen");
    }
    if new.gebied.is_some_and(|id| ctx.frame.gebied(id).is_none()) {
        fault("gebied", "contact-gebied-onbekend");
    }
    for vraag in &new.vragen {
        if let Err(Error::Invalid(more)) = check_vraag(ctx, vraag) {
            faults.extend(more);
        }
    }
    let mut gebied = new.gebied;
    if let Some(infopunt) = new.infopunt {
        match crate::balie::infopunten::find_infopunt(ctx, gemeente, infopunt)? {
            Some(found) => gebied = gebied.or(Some(found.gebied)),
            None => faults.push(FieldError {
                field: "infopunt",
                sentence: Sentence::new("contact-infopunt-onbekend"),
            }),
        }
    }
    if faults.is_empty() {
        Ok(gebied)
    } else {
        Err(Error::Invalid(faults))
    }
}

fn check_vraag(ctx: &Write<'_>, vraag: &NewVraag) -> Result<()> {
    if ctx.frame.inrichting.onderwerp(&vraag.onderwerp).is_none() {
        return Err(Error::field("onderwerp", "contact-onderwerp-kies"));
    }
    if vraag.vraag.chars().count() > rules::LONGEST {
        return Err(Error::field("vraag", "contact-vraag-lang"));
    }
    if rules::is_personal(&vraag.vraag) {
        return Err(Error::field("vraag", "contact-hoort-dit-hier"));
    }
    let known = |id| ctx.frame.organisatie(id).is_some();
    if vraag.organisatie.is_some_and(|id| !known(id)) {
        return Err(Error::field("organisatie", "contact-organisatie-onbekend"));
    }
    Ok(())
}

/// Notes that a text was looked at while helping; answers in which version.
fn consulted(ctx: &mut Write<'_>, contact: ContactId, item: KennisitemId) -> Result<i64> {
    let gemeente = ctx.gemeente();
    let versie = store::find_versie(ctx, gemeente, item)?.ok_or(Error::NotFound("kennisitem"))?;
    store::insert_consulted(ctx, contact, item, versie)?;
    ctx.journal(
        Entry::new("contact", contact.0, Verb::Chosen)
            .id("kennisitem", item.0)
            .number("version", versie),
    )?;
    Ok(versie)
}

/// The answer to the one closing question (L-21), and what follows when it is no.
pub fn close(
    ctx: &mut Write<'_>,
    id: ContactId,
    verder: Verder,
    vervolg: Option<Vervolg>,
) -> Result<Follow> {
    let contact = seen(ctx, id)?;
    ctx.require(Permission::ContactEnter, &here(&contact))?;
    let follow = match rules::close(contact.verder, verder, vervolg) {
        Err(Refusal(key @ "contact-vervolg-kies")) => return Err(Error::field("vervolg", key)),
        other => other?,
    };
    store::set_verder(ctx, id, Some(verder), vervolg)?;
    if let Follow::Owe(vervolg) = follow {
        let uitkomst = if vervolg == Vervolg::CallBack {
            Uitkomst::CallBack
        } else {
            Uitkomst::Open
        };
        go_on(ctx, &contact, uitkomst)?;
    }
    let mut entry = Entry::new("contact", id.0, Verb::Judged).word("onward", verder.word());
    if let Some(vervolg) = vervolg {
        entry = entry.word("follow", vervolg.word());
    }
    ctx.journal(entry)?;
    settle_state(ctx, id)?;
    Ok(follow)
}

/// Opens a contact again: they came back with it.
pub fn reopen(ctx: &mut Write<'_>, id: ContactId) -> Result<()> {
    let contact = seen(ctx, id)?;
    ctx.require(Permission::ContactEnter, &here(&contact))?;
    rules::reopen(contact.state, contact.closed_at, ctx.now)?;
    store::set_state(ctx, id, ContactState::Open, None)?;
    store::set_verder(ctx, id, None, None)?;
    persoon::keep_until(ctx, id, None)?;
    persoon::forget_answer(ctx, id)?;
    ctx.journal(Entry::new("contact", id.0, Verb::Reopened))?;
    go_on(ctx, &contact, Uitkomst::Open).map(drop)
}

/// Closed or open, by what is still owed; what is kept about a person follows.
pub(super) fn settle_state(ctx: &mut Write<'_>, id: ContactId) -> Result<()> {
    let (gemeente, now) = (ctx.gemeente(), ctx.now);
    let contact = store::get_contact(ctx, gemeente, id)?;
    let owed = store::list_vragen(ctx, gemeente, id)?
        .iter()
        .filter(|vraag| vraag.is_open())
        .count();
    let state = rules::state_of(owed);
    if state == contact.state {
        return Ok(());
    }
    let closed = state == ContactState::Closed;
    store::set_state(ctx, id, state, closed.then_some(now))?;
    let until = ctx
        .today()
        .checked_add(jiff::Span::new().days(rules::KEEP_DAYS))
        .unwrap_or(ctx.today());
    persoon::keep_until(ctx, id, closed.then_some(until))?;
    let verb = if closed { Verb::Closed } else { Verb::Reopened };
    ctx.journal(Entry::new("contact", id.0, verb))?;
    Ok(())
}

/// Where a contact lies: at its point, if it came in at one.
pub fn here(contact: &Contact) -> Here {
    Here {
        gebied: contact.gebied,
        punt: contact.infopunt,
        ..Here::ANYWHERE
    }
}

/// May whoever asks know of this contact: in reach, or taken by that person?
pub fn may_see(actor: &Actor, contact: &Contact) -> bool {
    let mine = actor
        .account()
        .is_some_and(|account| Some(account.id) == contact.account);
    mine || actor.may(Permission::ContactRead, &here(contact))
}

/// May whoever asks answer this question: at the desk, or for the organisation that owes it?
pub fn may_see_vraag(actor: &Actor, contact: &Contact, vraag: &Vraag) -> bool {
    may_see(actor, contact)
        || vraag.organisatie.is_some_and(|own| {
            actor.may(Permission::KennisWrite, &Here::organisatie(own))
                || actor.may(Permission::DoorverwijzingReceive, &Here::organisatie(own))
        })
}

/// The contact, if this actor may know of it.
pub(super) fn seen(ctx: &mut Write<'_>, id: ContactId) -> Result<Contact> {
    let gemeente = ctx.gemeente();
    let contact = store::get_contact(ctx, gemeente, id)?;
    if may_see(ctx.actor, &contact) {
        Ok(contact)
    } else {
        Err(Error::NotFound("contact"))
    }
}
