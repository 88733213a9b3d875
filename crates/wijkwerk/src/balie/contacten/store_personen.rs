//! The SQL of who has to be called back.

use std::collections::BTreeMap;

use jiff::civil::Date;
use kit::db::Queries;

use super::actions::HandedOver;
use super::model::{Contactpersoon, Doel};
use crate::error::Result;
use crate::ids::{ContactId, ContactpersoonId, GemeenteId};
use crate::write::Write;

/// Keeps who it is, under a new id or under that of what it replaces; answers which.
pub(super) fn keep_contactpersoon(
    ctx: &mut Write<'_>,
    new: ContactpersoonId,
    contact: ContactId,
    doel: Doel,
    wanted: &Contactpersoon,
    until: Option<Date>,
) -> Result<ContactpersoonId> {
    let gemeente = ctx.gemeente();
    Ok(ctx.query_one(
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
    )?)
}

/// Keeps the words and the address of somebody whose question was taken over.
pub(super) fn insert_words(
    ctx: &mut Write<'_>,
    id: ContactpersoonId,
    contact: ContactId,
    doel: Doel,
    from: &HandedOver,
) -> Result<()> {
    let gemeente = ctx.gemeente();
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
    Ok(())
}

/// What is kept of answers, as it was written.
pub(super) fn find_answers(
    tx: &mut impl Queries,
    gemeente: GemeenteId,
    contact: ContactId,
) -> Result<Option<String>> {
    Ok(tx
        .query_opt(
            "SELECT antwoord FROM contactpersonen WHERE gemeente_id = $1 AND contact_id = $2",
            &[&gemeente, &contact],
            |row| row.get::<Option<String>>(0),
        )?
        .flatten())
}

/// Keeps these answers and no others.
pub(super) fn set_answer(
    ctx: &mut Write<'_>,
    contact: ContactId,
    antwoord: Option<&str>,
) -> Result<()> {
    let gemeente = ctx.gemeente();
    ctx.exec(
        "UPDATE contactpersonen SET antwoord = $3 WHERE gemeente_id = $1 AND contact_id = $2",
        &[&gemeente, &contact, &antwoord],
    )?;
    Ok(())
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

/// Who it is, and what is kept of answers as it was written.
pub(super) fn find_contactpersoon(
    tx: &mut impl Queries,
    gemeente: GemeenteId,
    contact: ContactId,
) -> Result<Option<(Contactpersoon, Option<String>)>> {
    Ok(tx.query_opt(
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
    )?)
}
