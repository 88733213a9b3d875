//! Who has to be called back: personal data, purpose P1, apart, and gone 30 days after the contact closed (INV-19).

use std::collections::BTreeMap;

use jiff::civil::Date;
use kit::db::Queries;
use kit::mail::EmailAddress;

use super::actions::{HandedOver, here, seen};
use super::model::{Contact, ContactState, Contactpersoon, Doel};
use super::rules;
use crate::access::Permission;
use crate::error::{Error, FieldError, Result, Sentence};
use crate::ids::{ContactId, ContactpersoonId, ContactvraagId, GemeenteId};
use crate::journaal::{Entry, Verb};
use crate::write::Write;

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
    let (gemeente, contact) = (ctx.gemeente(), found.id);
    let new: ContactpersoonId = ctx.new_id();
    let id = ctx.query_one(
        "INSERT INTO contactpersonen (gemeente_id, id, contact_id, purpose, naam, telefoon, email, vraag, erase_after, \
         taal, wanneer) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11) \
         ON CONFLICT (gemeente_id, contact_id) DO UPDATE SET \
         purpose = excluded.purpose, naam = excluded.naam, telefoon = excluded.telefoon, email = excluded.email, \
         vraag = excluded.vraag, erase_after = excluded.erase_after, \
         taal = coalesce(excluded.taal, contactpersonen.taal), \
         wanneer = coalesce(excluded.wanneer, contactpersonen.wanneer) RETURNING id",
        &[
            &gemeente,
            &new,
            &contact,
            &doel,
            &wanted.naam,
            &wanted.telefoon,
            &wanted.email,
            &wanted.vraag,
            &until,
            &wanted.taal,
            &wanted.wanneer,
        ],
        |row| row.get(0),
    )?;
    ctx.journal(Entry::new("contact", contact.0, Verb::Noted).word("purpose", doel.word()))?;
    Ok(id)
}

/// Keeps the words of somebody whose question was taken over, and where the answer is to be sent.
pub(super) fn keep_words(ctx: &mut Write<'_>, contact: ContactId, from: &HandedOver) -> Result<()> {
    let (gemeente, id): (_, ContactpersoonId) = (ctx.gemeente(), ctx.new_id());
    let doel = Doel::Send;
    ctx.exec(
        "INSERT INTO contactpersonen (gemeente_id, id, contact_id, purpose, email, vraag, taal) \
         VALUES ($1, $2, $3, $4, $5, $6, $7)",
        &[
            &gemeente,
            &id,
            &contact,
            &doel,
            &from.email,
            &from.woorden,
            &from.taal,
        ],
    )?;
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
    let before: Option<String> = ctx
        .query_opt(
            "SELECT antwoord FROM contactpersonen WHERE gemeente_id = $1 AND contact_id = $2",
            &[&gemeente, &contact],
            |row| row.get::<Option<String>>(0),
        )?
        .flatten();
    let mut all = answers(before.as_deref())?;
    all.insert(vraag, antwoord.to_owned());
    let all: BTreeMap<String, &String> = all
        .iter()
        .map(|(id, text)| (id.to_string(), text))
        .collect();
    let json = serde_json::to_string(&all).map_err(|error| Error::Internal(error.to_string()))?;
    set_answer(ctx, contact, Some(&json))
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
    set_answer(ctx, contact, None)
}

fn set_answer(ctx: &mut Write<'_>, contact: ContactId, antwoord: Option<&str>) -> Result<()> {
    let gemeente = ctx.gemeente();
    ctx.exec(
        "UPDATE contactpersonen SET antwoord = $3 WHERE gemeente_id = $1 AND contact_id = $2",
        &[&gemeente, &contact, &antwoord],
    )?;
    Ok(())
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

/// From which day what is kept about a person is erased; empty while somebody still owes an answer.
pub(super) fn keep_until(
    ctx: &mut Write<'_>,
    contact: ContactId,
    until: Option<Date>,
) -> Result<()> {
    let gemeente = ctx.gemeente();
    ctx.exec(
        "UPDATE contactpersonen SET erase_after = $3 WHERE gemeente_id = $1 AND contact_id = $2",
        &[&gemeente, &contact, &until],
    )?;
    Ok(())
}

/// Whether something is kept about a person: that alone tells nothing about anybody.
pub fn has_person(tx: &mut impl Queries, gemeente: GemeenteId, contact: ContactId) -> Result<bool> {
    let found: Option<ContactpersoonId> = tx.query_opt(
        "SELECT id FROM contactpersonen WHERE gemeente_id = $1 AND contact_id = $2",
        &[&gemeente, &contact],
        |row| row.get(0),
    )?;
    Ok(found.is_some())
}

/// Whether an answer can be mailed: that alone tells nothing about anybody.
pub fn has_email(tx: &mut impl Queries, gemeente: GemeenteId, contact: ContactId) -> Result<bool> {
    let found: Option<ContactpersoonId> = tx.query_opt(
        "SELECT id FROM contactpersonen WHERE gemeente_id = $1 AND contact_id = $2 AND email IS NOT NULL",
        &[&gemeente, &contact],
        |row| row.get(0),
    )?;
    Ok(found.is_some())
}

/// Who it is. Only to be called inside `App::read_personal`.
pub fn find_person(
    tx: &mut impl Queries,
    gemeente: GemeenteId,
    contact: ContactId,
) -> Result<Option<Contactpersoon>> {
    let found: Option<(Contactpersoon, Option<String>)> = tx.query_opt(
        "SELECT id, purpose, naam, telefoon, email, vraag, erase_after, taal, wanneer, antwoord FROM contactpersonen \
         WHERE gemeente_id = $1 AND contact_id = $2",
        &[&gemeente, &contact],
        |row| {
            let person = Contactpersoon {
                id: row.get(0)?,
                doel: row.get(1)?,
                naam: row.get(2)?,
                telefoon: row.get(3)?,
                email: row.get(4)?,
                vraag: row.get(5)?,
                erase_after: row.get(6)?,
                taal: row.get(7)?,
                wanneer: row.get(8)?,
                antwoorden: BTreeMap::new(),
            };
            Ok((person, row.get(9)?))
        },
    )?;
    let Some((mut person, json)) = found else {
        return Ok(None);
    };
    person.antwoorden = answers(json.as_deref())?;
    Ok(Some(person))
}
