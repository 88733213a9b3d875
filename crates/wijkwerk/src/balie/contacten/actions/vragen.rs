//! The questions of a contact: who owes the answer, by when, and that it was given.

use jiff::civil::Date;

use super::{check_vraag, consulted, here, may_see_vraag, seen, settle_state};
use crate::access::{Here, Permission};
use crate::balie::contacten::model::{Contact, NewVraag, Uitkomst, Vraag};
use crate::balie::contacten::{persoon, rules, store, store_beside};
use crate::error::{Error, Result};
use crate::ids::{AccountId, ContactId, ContactvraagId, GebiedId, KennisitemId, OrganisatieId};
use crate::journaal::{Entry, Verb};
use crate::kader::accounts::find_account;
use crate::kader::bewijzen::is_meaningful;
use crate::kader::verplichtingen::{self as dues, Creditor, Debtor, Wanted};
use crate::write::Write;

/// Why nobody answers a question that was answered: the key of the sentence that says so.
pub const SETTLED: &str = "contactvraag-al-klaar";

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
pub(super) fn note_vraag(
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
        dues::due_from(ctx, new.uitkomst.term())
    } else {
        None
    };
    store::insert_vraag(ctx, id, contact, new, versie, owner, due)?;
    if new.uitkomst == Uitkomst::CallBack {
        store_beside::give_nummer(ctx, contact)?;
    }
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

/// The first question of a contact goes on: what is owed about it from now on is no question of its own.
pub(super) fn go_on(
    ctx: &mut Write<'_>,
    contact: &Contact,
    uitkomst: Uitkomst,
) -> Result<ContactvraagId> {
    let gemeente = ctx.gemeente();
    let vragen = store::list_vragen(ctx, gemeente, contact.id)?;
    let first = vragen
        .iter()
        .find(|vraag| vraag.vervolg_op.is_none())
        .ok_or(Error::Internal("a contact without questions".into()))?;
    let more = NewVraag {
        vervolg_op: Some(first.id),
        ..NewVraag::about(&first.onderwerp, uitkomst)
    };
    let by = ctx.actor.account().map(|account| account.id);
    note_vraag(ctx, contact.id, contact.gebied, by, &more)
}

fn soort_of(uitkomst: Uitkomst) -> &'static str {
    match uitkomst {
        Uitkomst::CallBack => "contact.terugbellen",
        _ => "contactvraag.antwoord",
    }
}

fn owe(
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
pub(in super::super) fn role_with(ctx: &Write<'_>, permission: Permission) -> String {
    let inrichting = &ctx.frame.inrichting;
    inrichting
        .roles()
        .map(|(key, _)| key)
        .find(|key| inrichting.permissions_of(key).contains(&permission))
        .unwrap_or("functioneelbeheerder")
        .to_owned()
}

/// An owed answer was given: they were called back, or the answer was found.
pub fn settle(
    ctx: &mut Write<'_>,
    id: ContactvraagId,
    item: Option<KennisitemId>,
) -> Result<ContactId> {
    let (vraag, _) = owed(ctx, id)?;
    finish(ctx, &vraag, item, false)
}

/// An owed answer is given in words: whoever asked gets them by mail, where an address is kept.
pub fn answer(ctx: &mut Write<'_>, id: ContactvraagId, antwoord: &str) -> Result<ContactId> {
    let (vraag, _) = owed(ctx, id)?;
    let gemeente = ctx.gemeente();
    if !persoon::has_email(ctx, gemeente, vraag.contact)? {
        return Err(Error::refused("contactvraag-geen-adres"));
    }
    let antwoord = antwoord.trim();
    if !is_meaningful(antwoord) {
        return Err(Error::field("antwoord", "contactvraag-antwoord-leeg"));
    }
    if antwoord.chars().count() > rules::LONGEST_ANSWER {
        return Err(Error::field("antwoord", "contactvraag-antwoord-lang"));
    }
    persoon::keep_answer(ctx, vraag.contact, id, antwoord)?;
    finish(ctx, &vraag, None, true)
}

/// A question that this actor may answer and that waits for it, with its contact.
fn owed(ctx: &mut Write<'_>, id: ContactvraagId) -> Result<(Vraag, Contact)> {
    let (vraag, contact) = seen_vraag(ctx, id)?;
    may_answer(ctx, &vraag)?;
    if vraag.is_open() {
        Ok((vraag, contact))
    } else {
        Err(Error::refused(SETTLED))
    }
}

fn finish(
    ctx: &mut Write<'_>,
    vraag: &Vraag,
    item: Option<KennisitemId>,
    mailed: bool,
) -> Result<ContactId> {
    let versie = match item {
        Some(item) => Some(consulted(ctx, vraag.contact, item)?),
        None => None,
    };
    store::set_settled(ctx, vraag.id, item, versie)?;
    dues::satisfy(ctx, soort_of(vraag.uitkomst), vraag.id.0, "answered")?;
    ctx.journal(
        Entry::new("contactvraag", vraag.id.0, Verb::Settled)
            .id("contact", vraag.contact.0)
            .flag("mailed", mailed),
    )?;
    settle_state(ctx, vraag.contact)?;
    Ok(vraag.contact)
}

/// Somebody else owes the answer from now on; the term begins again.
pub fn pass_on(ctx: &mut Write<'_>, id: ContactvraagId, to: OrganisatieId) -> Result<()> {
    let (vraag, contact) = owed(ctx, id)?;
    if ctx.frame.organisatie(to).is_none() {
        return Err(Error::field("organisatie", "contact-organisatie-onbekend"));
    }
    assign(ctx, &vraag, contact.gebied, Some(to), None)
}

pub(in super::super) fn assign(
    ctx: &mut Write<'_>,
    vraag: &Vraag,
    gebied: Option<GebiedId>,
    organisatie: Option<OrganisatieId>,
    account: Option<AccountId>,
) -> Result<()> {
    let due = dues::due_from(ctx, vraag.uitkomst.term());
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

/// Reminds whoever owes an answer today, once, and colleagues when that person left since; answers how many.
pub fn remind_due(ctx: &mut Write<'_>, most: i64) -> Result<usize> {
    let mut all = 0;
    for uitkomst in [Uitkomst::CallBack, Uitkomst::Open, Uitkomst::TransferFailed] {
        for id in store_beside::take_due(ctx, uitkomst, most)? {
            leave_to_colleagues(ctx, id)?;
            ctx.journal(Entry::new("contactvraag", id.0, Verb::Reminded))?;
            all += 1;
        }
    }
    Ok(all)
}

/// What somebody took who does not work here any more is for the organisation where it was asked, as long as that is
/// there, else for the desk; the day that was promised stays.
fn leave_to_colleagues(ctx: &mut Write<'_>, id: ContactvraagId) -> Result<()> {
    let gemeente = ctx.gemeente();
    let vraag = store::get_vraag(ctx, gemeente, id)?;
    let Some(account) = vraag.account else {
        return Ok(());
    };
    if find_account(ctx, gemeente, account)?.is_some_and(|found| !found.ended) {
        return Ok(());
    }
    let asked = store::get_contact(ctx, gemeente, vraag.contact)?.organisatie;
    let organisatie = asked.filter(|own| ctx.frame.organisatie(*own).is_some());
    store_beside::leave_to(ctx, id, organisatie)?;
    let to = match organisatie {
        Some(organisatie) => Debtor::Organisatie(organisatie),
        None => Debtor::Rol(desk_role(ctx)),
    };
    dues::pass_on(ctx, soort_of(vraag.uitkomst), id.0, &to)
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
