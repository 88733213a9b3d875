//! What people do with contacts. Every page, job and command calls these.

use jiff::civil::Date;
use uuid::Uuid;

use super::model::{Contact, ContactState, NewContact, NewVraag, Uitkomst, Verder, Vervolg, Vraag};
use super::rules::{self, Follow, Refusal};
use super::{persoon, store};
use crate::access::{Actor, Here, Permission};
use crate::error::{Error, FieldError, Result, Sentence};
use crate::ids::{AccountId, ContactId, ContactvraagId, GebiedId, KennisitemId, OrganisatieId};
use crate::journaal::{Entry, Verb};
use crate::kader::verplichtingen::{self as dues, Creditor, Debtor, Wanted};
use crate::write::Write;

/// The channel of what people ask by themselves.
pub const DIGITAAL: &str = "digitaal";
/// The channel of what is asked at an information meeting.
pub const VOORLICHTING: &str = "voorlichting";

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
    // Whoever asks on the website needs no permission; whoever notes for another does.
    if !(matches!(ctx.actor, Actor::Nobody) && new.kanaal == DIGITAAL) {
        ctx.require(Permission::ContactEnter, &Here::ANYWHERE)?;
    }
    let gebied = check(ctx, new)?;
    let id: ContactId = ctx.new_id();
    let by = ctx.actor.account().map(|account| account.id);
    let organisatie = ctx.actor.account().and_then(|account| account.organisatie);
    store::insert_contact(ctx, id, new, gebied, by, organisatie)?;
    ctx.journal(
        Entry::new("contact", id.0, Verb::Created)
            .word("channel", &new.kanaal)
            .id_opt("infopunt", new.infopunt.map(|id| id.0))
            .id_opt("gebied", gebied.map(|id| id.0))
            .id_opt("bijeenkomst", new.bijeenkomst.map(|id| id.0)),
    )?;
    for item in &new.geraadpleegd {
        consulted(ctx, id, *item)?;
    }
    for vraag in &new.vragen {
        note_vraag(ctx, id, gebied, by, vraag)?;
    }
    settle_state(ctx, id)?;
    ctx.remember(request, &id.to_string())?;
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
    let own = matches!(new.kanaal.as_str(), DIGITAAL | VOORLICHTING);
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
    if rules::looks_personal(&vraag.vraag) {
        return Err(Error::field("vraag", "contact-hoort-dit-hier"));
    }
    let known = |id| ctx.frame.organisatie(id).is_some();
    if vraag.organisatie.is_some_and(|id| !known(id)) {
        return Err(Error::field("organisatie", "contact-organisatie-onbekend"));
    }
    Ok(())
}

/// One more question in a contact.
pub fn ask(ctx: &mut Write<'_>, contact: ContactId, new: &NewVraag) -> Result<ContactvraagId> {
    let found = seen(ctx, contact)?;
    ctx.require(Permission::ContactEnter, &here(&found))?;
    check_vraag(ctx, new)?;
    let gemeente = ctx.gemeente();
    if store::list_vragen(ctx, gemeente, contact)?.len() >= rules::MOST {
        return Err(Error::field("onderwerp", "contact-te-veel-vragen"));
    }
    let by = ctx.actor.account().map(|account| account.id);
    let id = note_vraag(ctx, contact, found.gebied, by, new)?;
    settle_state(ctx, contact)?;
    Ok(id)
}

/// A question goes in with who owes the answer and by when; of an information meeting that is decided when it closes.
fn note_vraag(
    ctx: &mut Write<'_>,
    contact: ContactId,
    gebied: Option<GebiedId>,
    by: Option<AccountId>,
    new: &NewVraag,
) -> Result<ContactvraagId> {
    let gemeente = ctx.gemeente();
    let versie = match new.item {
        Some(item) => Some(consulted(ctx, contact, item)?),
        None => None,
    };
    let id: ContactvraagId = ctx.new_id();
    let owed = new.uitkomst.is_owed();
    let later = store::get_contact(ctx, gemeente, contact)?
        .bijeenkomst
        .is_some();
    let owner = match (owed && !later, new.organisatie) {
        (false, organisatie) => (organisatie, None),
        (true, Some(organisatie)) => (Some(organisatie), None),
        (true, None) => (None, by),
    };
    let due = if owed && !later {
        dues::due_from(ctx, term_of(new.uitkomst))
    } else {
        None
    };
    store::insert_vraag(ctx, id, contact, new, versie, owner, due)?;
    ctx.journal(
        Entry::new("contactvraag", id.0, Verb::Asked)
            .id("contact", contact.0)
            .word("topic", &new.onderwerp)
            .word("outcome", new.uitkomst.word())
            .id_opt("kennisitem", new.item.map(|id| id.0))
            .id_opt("organisatie", owner.0.map(|id| id.0)),
    )?;
    if owed && !later {
        owe(ctx, id, new.uitkomst, gebied, owner, due)?;
    }
    Ok(id)
}

fn term_of(uitkomst: Uitkomst) -> &'static str {
    match uitkomst {
        Uitkomst::CallBack => "contactTerugbellen",
        _ => "vraagAntwoord",
    }
}

fn soort_of(uitkomst: Uitkomst) -> &'static str {
    match uitkomst {
        Uitkomst::CallBack => "contact.terugbellen",
        _ => "contactvraag.antwoord",
    }
}

pub(super) fn owe(
    ctx: &mut Write<'_>,
    id: ContactvraagId,
    uitkomst: Uitkomst,
    gebied: Option<GebiedId>,
    owner: (Option<OrganisatieId>, Option<AccountId>),
    due: Option<Date>,
) -> Result<()> {
    let debtor = match owner {
        (Some(organisatie), _) => Debtor::Organisatie(organisatie),
        (None, Some(account)) => Debtor::Account(account),
        (None, None) => Debtor::Rol(desk_role(ctx)),
    };
    dues::owe(
        ctx,
        &Wanted {
            soort: soort_of(uitkomst),
            subject_kind: "contactvraag",
            subject: id.0,
            debtor,
            creditor: Creditor::Gemeente,
            gebied,
            due,
            bron: "L-26",
        },
    )?;
    Ok(())
}

/// The role that answers for what nobody in particular took.
fn desk_role(ctx: &Write<'_>) -> String {
    role_with(ctx, Permission::ContactEnter)
}

/// The first role in use that may do this.
pub(super) fn role_with(ctx: &Write<'_>, permission: Permission) -> String {
    let inrichting = &ctx.frame.inrichting;
    inrichting
        .roles()
        .map(|(key, _)| key)
        .find(|key| inrichting.permissions_of(key).contains(&permission))
        .unwrap_or("functioneelbeheerder")
        .to_owned()
}

/// Notes that a text was looked at while helping.
pub fn note_consulted(ctx: &mut Write<'_>, contact: ContactId, item: KennisitemId) -> Result<()> {
    let found = seen(ctx, contact)?;
    ctx.require(Permission::ContactEnter, &here(&found))?;
    consulted(ctx, contact, item).map(drop)
}

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
        let gemeente = ctx.gemeente();
        let first = store::list_vragen(ctx, gemeente, id)?
            .first()
            .map(|vraag| vraag.onderwerp.clone())
            .ok_or(Error::Internal("a contact without questions".into()))?;
        let uitkomst = if vervolg == Vervolg::CallBack {
            Uitkomst::CallBack
        } else {
            Uitkomst::Open
        };
        let by = ctx.actor.account().map(|account| account.id);
        let more = NewVraag::about(&first, uitkomst);
        note_vraag(ctx, id, contact.gebied, by, &more)?;
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
    ctx.journal(Entry::new("contact", id.0, Verb::Reopened))?;
    let gemeente = ctx.gemeente();
    let first = store::list_vragen(ctx, gemeente, id)?
        .first()
        .map(|vraag| vraag.onderwerp.clone())
        .ok_or(Error::Internal("a contact without questions".into()))?;
    let by = ctx.actor.account().map(|account| account.id);
    note_vraag(
        ctx,
        id,
        contact.gebied,
        by,
        &NewVraag::about(&first, Uitkomst::Open),
    )?;
    Ok(())
}

/// An owed answer was given: they were called back, or the answer was found.
pub fn settle(
    ctx: &mut Write<'_>,
    id: ContactvraagId,
    item: Option<KennisitemId>,
) -> Result<ContactId> {
    let (vraag, _) = seen_vraag(ctx, id)?;
    may_answer(ctx, &vraag)?;
    if !vraag.is_open() {
        return Err(Error::refused("contactvraag-al-klaar"));
    }
    let versie = match item {
        Some(item) => Some(consulted(ctx, vraag.contact, item)?),
        None => None,
    };
    store::set_settled(ctx, id, item, versie)?;
    dues::satisfy(ctx, soort_of(vraag.uitkomst), id.0, "answered")?;
    ctx.journal(Entry::new("contactvraag", id.0, Verb::Settled).id("contact", vraag.contact.0))?;
    settle_state(ctx, vraag.contact)?;
    Ok(vraag.contact)
}

/// Somebody else owes the answer from now on; the term begins again.
pub fn pass_on(ctx: &mut Write<'_>, id: ContactvraagId, to: OrganisatieId) -> Result<()> {
    let (vraag, contact) = seen_vraag(ctx, id)?;
    may_answer(ctx, &vraag)?;
    if !vraag.is_open() {
        return Err(Error::refused("contactvraag-al-klaar"));
    }
    if ctx.frame.organisatie(to).is_none() {
        return Err(Error::field("organisatie", "contact-organisatie-onbekend"));
    }
    assign(ctx, &vraag, contact.gebied, Some(to), None)
}

pub(super) fn assign(
    ctx: &mut Write<'_>,
    vraag: &Vraag,
    gebied: Option<GebiedId>,
    organisatie: Option<OrganisatieId>,
    account: Option<AccountId>,
) -> Result<()> {
    let due = dues::due_from(ctx, term_of(vraag.uitkomst));
    store::set_owner(ctx, vraag.id, organisatie, account, due)?;
    dues::waive(ctx, soort_of(vraag.uitkomst), vraag.id.0, "passed_on")?;
    owe(
        ctx,
        vraag.id,
        vraag.uitkomst,
        gebied,
        (organisatie, account),
        due,
    )?;
    ctx.journal(
        Entry::new("contactvraag", vraag.id.0, Verb::Assigned)
            .id("contact", vraag.contact.0)
            .id_opt("organisatie", organisatie.map(|id| id.0))
            .id_opt("account", account.map(|id| id.0)),
    )?;
    Ok(())
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

/// Reminds whoever owes an answer today, once; answers how many.
pub fn remind_due(ctx: &mut Write<'_>, most: i64) -> Result<usize> {
    let mut all = 0;
    for uitkomst in [Uitkomst::CallBack, Uitkomst::Open, Uitkomst::TransferFailed] {
        for id in store::take_due(ctx, uitkomst, most)? {
            ctx.journal(Entry::new("contactvraag", id.0, Verb::Reminded))?;
            all += 1;
        }
    }
    Ok(all)
}

/// Where a contact lies.
pub fn here(contact: &Contact) -> Here {
    Here {
        gebied: contact.gebied,
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

fn may_answer(ctx: &Write<'_>, vraag: &Vraag) -> Result<()> {
    let owner = vraag.organisatie.is_some_and(|own| {
        let here = Here::organisatie(own);
        ctx.actor.may(Permission::KennisWrite, &here)
            || ctx.actor.may(Permission::DoorverwijzingReceive, &here)
    });
    if owner {
        return Ok(());
    }
    ctx.require(Permission::ContactEnter, &Here::ANYWHERE)
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

fn seen_vraag(ctx: &mut Write<'_>, id: ContactvraagId) -> Result<(Vraag, Contact)> {
    let gemeente = ctx.gemeente();
    let vraag = store::get_vraag(ctx, gemeente, id)?;
    let contact = store::get_contact(ctx, gemeente, vraag.contact)?;
    if may_see_vraag(ctx.actor, &contact, &vraag) {
        Ok((vraag, contact))
    } else {
        Err(Error::NotFound("contactvraag"))
    }
}
