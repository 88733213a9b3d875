//! Who has to be called back: personal data, purpose P1, apart, and gone 30 days after the contact closed (INV-19).

use jiff::civil::Date;
use kit::db::Queries;
use kit::mail::EmailAddress;

use super::actions::{here, seen};
use super::model::{ContactState, Contactpersoon, Doel};
use super::rules;
use crate::access::Permission;
use crate::error::{Error, FieldError, Result, Sentence};
use crate::ids::{ContactId, ContactpersoonId, GemeenteId};
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
    let gemeente = ctx.gemeente();
    let new: ContactpersoonId = ctx.new_id();
    let id = ctx.query_one(
        "INSERT INTO contactpersonen (gemeente_id, id, contact_id, purpose, naam, telefoon, email, vraag, erase_after) \
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9) ON CONFLICT (gemeente_id, contact_id) DO UPDATE SET \
         purpose = excluded.purpose, naam = excluded.naam, telefoon = excluded.telefoon, email = excluded.email, \
         vraag = excluded.vraag, erase_after = excluded.erase_after RETURNING id",
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
        ],
        |row| row.get(0),
    )?;
    ctx.journal(Entry::new("contact", contact.0, Verb::Noted).word("purpose", doel.word()))?;
    Ok(id)
}

/// Keeps the words of somebody whose question was taken over, and where the answer is to be sent.
pub(super) fn keep_words(
    ctx: &mut Write<'_>,
    contact: ContactId,
    woorden: &str,
    email: Option<&str>,
) -> Result<()> {
    let (gemeente, id): (_, ContactpersoonId) = (ctx.gemeente(), ctx.new_id());
    let doel = Doel::Send;
    ctx.exec(
        "INSERT INTO contactpersonen (gemeente_id, id, contact_id, purpose, email, vraag) VALUES ($1, $2, $3, $4, $5, $6)",
        &[&gemeente, &id, &contact, &doel, &email, &woorden],
    )?;
    ctx.journal(Entry::new("contact", contact.0, Verb::Noted).word("purpose", doel.word()))?;
    Ok(())
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
    if wanted
        .email
        .as_ref()
        .is_some_and(|email| EmailAddress::parse(email).is_err())
    {
        fault("email", "fout-email");
    }
    let digits = |text: &String| text.chars().filter(char::is_ascii_digit).count();
    if wanted
        .telefoon
        .as_ref()
        .is_some_and(|phone| !(6..=15).contains(&digits(phone)) || phone.len() > 30)
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

/// Who it is. Only to be called inside `App::read_personal`.
pub fn find_person(
    tx: &mut impl Queries,
    gemeente: GemeenteId,
    contact: ContactId,
) -> Result<Option<Contactpersoon>> {
    Ok(tx.query_opt(
        "SELECT id, purpose, naam, telefoon, email, vraag, erase_after FROM contactpersonen \
         WHERE gemeente_id = $1 AND contact_id = $2",
        &[&gemeente, &contact],
        |row| {
            Ok(Contactpersoon {
                id: row.get(0)?,
                doel: row.get(1)?,
                naam: row.get(2)?,
                telefoon: row.get(3)?,
                email: row.get(4)?,
                vraag: row.get(5)?,
                erase_after: row.get(6)?,
            })
        },
    )?)
}
