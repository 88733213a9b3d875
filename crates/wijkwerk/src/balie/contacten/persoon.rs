//! Who has to be called back: personal data, purpose P1, apart, and gone 30 days after the contact closed (INV-19).

use std::collections::BTreeMap;

use kit::db::Queries;
use kit::mail::EmailAddress;

use super::actions::{HandedOver, here, seen};
use super::model::{Contact, ContactState, Contactpersoon, Doel};
use super::{rules, store_personen as store};
use crate::access::Permission;
use crate::error::{Error, FieldError, Result, Sentence};
use crate::ids::{ContactId, ContactpersoonId, ContactvraagId, GemeenteId};
use crate::journaal::{Entry, Verb};
use crate::write::Write;

pub(super) use super::store_personen::keep_until;
pub use super::store_personen::{has_email, has_person};

/// Keeps who it is, for a purpose that was chosen; a second time replaces the first.
pub fn keep_person(
    ctx: &mut Write<'_>,
    contact: ContactId,
    wanted: &Contactpersoon,
) -> Result<ContactpersoonId> {
    let found = seen(ctx, contact)?;
    ctx.require(Permission::ContactEnter, &here(&found))?;
    keep(ctx, &found, wanted)
}

/// Keeps who it is. Whoever calls this has asked whether that may.
pub(super) fn keep(
    ctx: &mut Write<'_>,
    found: &Contact,
    wanted: &Contactpersoon,
) -> Result<ContactpersoonId> {
    let Some(doel) = check(wanted)? else {
        return Err(Error::field("doel", "contact-doel-kies"));
    };
    let until = match (found.state, found.closed_at) {
        (ContactState::Closed, Some(closed)) => ctx
            .frame
            .today(closed)
            .checked_add(jiff::Span::new().days(rules::KEEP_DAYS))
            .ok(),
        _ => None,
    };
    let contact = found.id;
    let new: ContactpersoonId = ctx.new_id();
    let id = store::keep_contactpersoon(ctx, new, contact, doel, wanted, until)?;
    ctx.journal(Entry::new("contact", contact.0, Verb::Noted).word("purpose", doel.word()))?;
    Ok(id)
}

/// Keeps the words of somebody whose question was taken over, and where the answer is to be sent.
pub(super) fn keep_words(ctx: &mut Write<'_>, contact: ContactId, from: &HandedOver) -> Result<()> {
    let id: ContactpersoonId = ctx.new_id();
    let doel = Doel::Send;
    store::insert_words(ctx, id, contact, doel, from)?;
    ctx.journal(Entry::new("contact", contact.0, Verb::Noted).word("purpose", doel.word()))?;
    Ok(())
}

/// Keeps what is answered by mail, each question apart.
pub(super) fn keep_answer(
    ctx: &mut Write<'_>,
    contact: ContactId,
    vraag: ContactvraagId,
    antwoord: &str,
) -> Result<()> {
    let gemeente = ctx.gemeente();
    let before = store::find_answers(ctx, gemeente, contact)?;
    let mut all = answers(before.as_deref())?;
    all.insert(vraag, antwoord.to_owned());
    let all: BTreeMap<String, &String> = all
        .iter()
        .map(|(id, text)| (id.to_string(), text))
        .collect();
    let json = serde_json::to_string(&all).map_err(|error| Error::Internal(error.to_string()))?;
    store::set_answer(ctx, contact, Some(&json))
}

/// What is kept of answers, by question.
fn answers(json: Option<&str>) -> Result<BTreeMap<ContactvraagId, String>> {
    let broken = |what: &str| Error::Internal(format!("answers that were kept: {what}"));
    let all: BTreeMap<String, String> = match json {
        Some(json) => serde_json::from_str(json).map_err(|error| broken(&error.to_string()))?,
        None => BTreeMap::new(),
    };
    all.into_iter()
        .map(|(id, text)| Ok((id.parse().map_err(|_| broken("no id"))?, text)))
        .collect()
}

/// What was answered is no answer to what they come back with.
pub(super) fn forget_answer(ctx: &mut Write<'_>, contact: ContactId) -> Result<()> {
    store::set_answer(ctx, contact, None)
}

/// Whether this can be an address to answer to.
pub(super) fn is_email(text: &str) -> bool {
    text.len() <= 200 && EmailAddress::parse(text).is_ok()
}

/// Whether this can be a number to call.
pub(super) fn is_phone(text: &str) -> bool {
    let digits = text.chars().filter(char::is_ascii_digit).count();
    (6..=15).contains(&digits) && text.len() <= 30
}

/// Every fault at once; otherwise the purpose.
fn check(wanted: &Contactpersoon) -> Result<Option<Doel>> {
    let mut faults = Vec::new();
    let mut fault = |field, key| {
        faults.push(FieldError {
            field,
            sentence: Sentence::new(key),
        });
    };
    if wanted.doel.is_none() {
        fault("doel", "contact-doel-kies");
    }
    if wanted.telefoon.is_none() && wanted.email.is_none() {
        fault("telefoon", "contact-bereik-nodig");
    }
    if wanted.email.as_ref().is_some_and(|email| !is_email(email)) {
        fault("email", "fout-email");
    }
    if wanted
        .telefoon
        .as_ref()
        .is_some_and(|phone| !is_phone(phone))
    {
        fault("telefoon", "melden-telefoon-fout");
    }
    if wanted
        .naam
        .as_ref()
        .is_some_and(|naam| naam.chars().count() > 120)
    {
        fault("naam", "melden-naam-lang");
    }
    if wanted
        .vraag
        .as_ref()
        .is_some_and(|vraag| vraag.chars().count() > rules::LONGEST)
    {
        fault("vraag", "contact-vraag-lang");
    }
    if faults.is_empty() {
        Ok(wanted.doel)
    } else {
        Err(Error::Invalid(faults))
    }
}

/// Who it is. Only to be called inside `App::read_personal`.
pub fn find_person(
    tx: &mut impl Queries,
    gemeente: GemeenteId,
    contact: ContactId,
) -> Result<Option<Contactpersoon>> {
    let found = store::find_contactpersoon(tx, gemeente, contact)?;
    let Some((mut person, json)) = found else {
        return Ok(None);
    };
    person.antwoorden = answers(json.as_deref())?;
    Ok(Some(person))
}
