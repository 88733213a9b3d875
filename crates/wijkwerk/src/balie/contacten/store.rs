//! The SQL of contacts and their questions.

use jiff::Timestamp;
use jiff::civil::Date;
use kit::db::{Error as DbError, Queries, Row};

use super::model::{Contact, ContactState, NewContact, NewVraag, Verder, Vervolg, Vraag};
use crate::error::{Error, Result};
use crate::ids::{
    AccountId, BijeenkomstId, ContactId, ContactvraagId, GemeenteId, InfopuntId, KennisitemId,
    OrganisatieId,
};
use crate::write::Write;

macro_rules! contact_columns {
    () => {
        "id, kanaal, infopunt_id, gebied_id, organisatie_id, account_id, bijeenkomst_id, state, verder, vervolg, at, closed_at, \
         nummer"
    };
}

macro_rules! vraag_columns {
    () => {
        "id, contact_id, onderwerp, vraag, kennisitem_id, kennisitem_versie, uitkomst, organisatie_id, account_id, due, at, settled_at, \
         vervolg_op"
    };
}

fn contact(row: &Row<'_>) -> Result<Contact, DbError> {
    Ok(Contact {
        id: row.get(0)?,
        kanaal: row.get(1)?,
        infopunt: row.get(2)?,
        gebied: row.get(3)?,
        organisatie: row.get(4)?,
        account: row.get(5)?,
        bijeenkomst: row.get(6)?,
        state: row.get(7)?,
        verder: row.get(8)?,
        vervolg: row.get(9)?,
        at: row.get(10)?,
        closed_at: row.get(11)?,
        nummer: row.get(12)?,
    })
}

fn vraag(row: &Row<'_>) -> Result<Vraag, DbError> {
    Ok(Vraag {
        id: row.get(0)?,
        contact: row.get(1)?,
        onderwerp: row.get(2)?,
        vraag: row.get(3)?,
        item: row.get(4)?,
        item_versie: row.get(5)?,
        uitkomst: row.get(6)?,
        organisatie: row.get(7)?,
        account: row.get(8)?,
        due: row.get(9)?,
        at: row.get(10)?,
        settled_at: row.get(11)?,
        vervolg_op: row.get(12)?,
    })
}

pub(super) fn insert_contact(
    ctx: &mut Write<'_>,
    id: ContactId,
    new: &NewContact,
    gebied: Option<crate::ids::GebiedId>,
    account: Option<AccountId>,
    organisatie: Option<OrganisatieId>,
) -> Result<()> {
    let (gemeente, now) = (ctx.gemeente(), ctx.now);
    ctx.exec(
        "INSERT INTO contacten (gemeente_id, id, kanaal, infopunt_id, gebied_id, organisatie_id, account_id, \
         bijeenkomst_id, state, at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, 'open', $9)",
        &[
            &gemeente,
            &id,
            &new.kanaal,
            &new.infopunt,
            &gebied,
            &organisatie,
            &account,
            &new.bijeenkomst,
            &now,
        ],
    )?;
    Ok(())
}

pub(super) fn insert_vraag(
    ctx: &mut Write<'_>,
    id: ContactvraagId,
    contact: ContactId,
    new: &NewVraag,
    versie: Option<i64>,
    owner: (Option<OrganisatieId>, Option<AccountId>),
    due: Option<Date>,
) -> Result<()> {
    let (gemeente, now) = (ctx.gemeente(), ctx.now);
    ctx.exec(
        "INSERT INTO contactvragen (gemeente_id, id, contact_id, onderwerp, vraag, kennisitem_id, kennisitem_versie, \
         uitkomst, organisatie_id, account_id, due, at, vervolg_op) \
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)",
        &[
            &gemeente,
            &id,
            &contact,
            &new.onderwerp,
            &new.vraag.trim(),
            &new.item,
            &versie,
            &new.uitkomst,
            &owner.0,
            &owner.1,
            &due,
            &now,
            &new.vervolg_op,
        ],
    )?;
    Ok(())
}

/// Notes that a text was looked at, in the version it had.
pub(super) fn insert_consulted(
    ctx: &mut Write<'_>,
    contact: ContactId,
    item: KennisitemId,
    versie: i64,
) -> Result<()> {
    let gemeente = ctx.gemeente();
    ctx.exec(
        "INSERT INTO contact_geraadpleegd (gemeente_id, contact_id, kennisitem_id, versie) VALUES ($1, $2, $3, $4) \
         ON CONFLICT (gemeente_id, contact_id, kennisitem_id) DO UPDATE SET versie = excluded.versie",
        &[&gemeente, &contact, &item, &versie],
    )?;
    Ok(())
}

/// The version of a text as it is now.
pub(super) fn find_versie(
    tx: &mut impl Queries,
    gemeente: GemeenteId,
    item: KennisitemId,
) -> Result<Option<i64>> {
    Ok(tx.query_opt(
        "SELECT versie FROM kennisitems WHERE gemeente_id = $1 AND id = $2",
        &[&gemeente, &item],
        |row| row.get(0),
    )?)
}

pub(super) fn set_state(
    ctx: &mut Write<'_>,
    id: ContactId,
    state: ContactState,
    closed_at: Option<Timestamp>,
) -> Result<()> {
    let gemeente = ctx.gemeente();
    ctx.exec(
        "UPDATE contacten SET state = $3, closed_at = $4 WHERE gemeente_id = $1 AND id = $2",
        &[&gemeente, &id, &state, &closed_at],
    )?;
    Ok(())
}

pub(super) fn set_verder(
    ctx: &mut Write<'_>,
    id: ContactId,
    verder: Option<Verder>,
    vervolg: Option<Vervolg>,
) -> Result<()> {
    let gemeente = ctx.gemeente();
    ctx.exec(
        "UPDATE contacten SET verder = $3, vervolg = $4 WHERE gemeente_id = $1 AND id = $2",
        &[&gemeente, &id, &verder, &vervolg],
    )?;
    Ok(())
}

pub(super) fn set_settled(
    ctx: &mut Write<'_>,
    id: ContactvraagId,
    item: Option<KennisitemId>,
    versie: Option<i64>,
) -> Result<()> {
    let (gemeente, now) = (ctx.gemeente(), ctx.now);
    ctx.exec(
        "UPDATE contactvragen SET settled_at = $3, kennisitem_id = coalesce($4, kennisitem_id), \
         kennisitem_versie = coalesce($5, kennisitem_versie) WHERE gemeente_id = $1 AND id = $2",
        &[&gemeente, &id, &now, &item, &versie],
    )?;
    Ok(())
}

pub(super) fn set_owner(
    ctx: &mut Write<'_>,
    id: ContactvraagId,
    organisatie: Option<OrganisatieId>,
    account: Option<AccountId>,
    due: Option<Date>,
) -> Result<()> {
    let gemeente = ctx.gemeente();
    ctx.exec(
        "UPDATE contactvragen SET organisatie_id = $3, account_id = $4, due = $5, reminded_at = NULL \
         WHERE gemeente_id = $1 AND id = $2",
        &[&gemeente, &id, &organisatie, &account, &due],
    )?;
    Ok(())
}

/// The contact, if it is there.
pub fn find_contact(
    tx: &mut impl Queries,
    gemeente: GemeenteId,
    id: ContactId,
) -> Result<Option<Contact>> {
    Ok(tx.query_opt(
        concat!(
            "SELECT ",
            contact_columns!(),
            " FROM contacten WHERE gemeente_id = $1 AND id = $2"
        ),
        &[&gemeente, &id],
        contact,
    )?)
}

/// The contact, or the error that it is not there.
pub fn get_contact(tx: &mut impl Queries, gemeente: GemeenteId, id: ContactId) -> Result<Contact> {
    find_contact(tx, gemeente, id)?.ok_or(Error::NotFound("contact"))
}

/// The questions of a contact, in order.
pub fn list_vragen(
    tx: &mut impl Queries,
    gemeente: GemeenteId,
    contact: ContactId,
) -> Result<Vec<Vraag>> {
    Ok(tx.query(
        concat!(
            "SELECT ",
            vraag_columns!(),
            " FROM contactvragen WHERE gemeente_id = $1 AND contact_id = $2 ORDER BY at, id LIMIT 100"
        ),
        &[&gemeente, &contact],
        vraag,
    )?)
}

/// One question.
pub fn get_vraag(tx: &mut impl Queries, gemeente: GemeenteId, id: ContactvraagId) -> Result<Vraag> {
    tx.query_opt(
        concat!(
            "SELECT ",
            vraag_columns!(),
            " FROM contactvragen WHERE gemeente_id = $1 AND id = $2"
        ),
        &[&gemeente, &id],
        vraag,
    )?
    .ok_or(Error::NotFound("contactvraag"))
}

/// What somebody took since a moment, the newest first.
pub fn list_of_account(
    tx: &mut impl Queries,
    gemeente: GemeenteId,
    account: AccountId,
    since: Timestamp,
) -> Result<Vec<Contact>> {
    Ok(tx.query(
        concat!(
            "SELECT ",
            contact_columns!(),
            " FROM contacten WHERE gemeente_id = $1 AND account_id = $2 AND at >= $3 ORDER BY at DESC, id LIMIT 100"
        ),
        &[&gemeente, &account, &since],
        contact,
    )?)
}

/// What came in at a point since a moment, the newest first.
pub fn list_of_infopunt(
    tx: &mut impl Queries,
    gemeente: GemeenteId,
    infopunt: InfopuntId,
    since: Timestamp,
) -> Result<Vec<Contact>> {
    Ok(tx.query(
        concat!(
            "SELECT ",
            contact_columns!(),
            " FROM contacten WHERE gemeente_id = $1 AND infopunt_id = $2 AND at >= $3 ORDER BY at DESC, id LIMIT 100"
        ),
        &[&gemeente, &infopunt, &since],
        contact,
    )?)
}

/// The contacts in which somebody still owes an answer, the oldest first.
pub fn list_open_contacts(tx: &mut impl Queries, gemeente: GemeenteId) -> Result<Vec<Contact>> {
    Ok(tx.query(
        concat!(
            "SELECT ",
            contact_columns!(),
            " FROM contacten WHERE gemeente_id = $1 AND state = 'open' ORDER BY at, id LIMIT 100"
        ),
        &[&gemeente],
        contact,
    )?)
}

/// The contacts of an information meeting.
pub fn list_of_bijeenkomst(
    tx: &mut impl Queries,
    gemeente: GemeenteId,
    bijeenkomst: BijeenkomstId,
) -> Result<Vec<Contact>> {
    Ok(tx.query(
        concat!(
            "SELECT ",
            contact_columns!(),
            " FROM contacten WHERE gemeente_id = $1 AND bijeenkomst_id = $2 ORDER BY id LIMIT 200"
        ),
        &[&gemeente, &bijeenkomst],
        contact,
    )?)
}

/// Questions to which somebody still owes an answer, the earliest due first.
pub fn list_owed(
    tx: &mut impl Queries,
    gemeente: GemeenteId,
    uitkomst: super::model::Uitkomst,
) -> Result<Vec<Vraag>> {
    Ok(tx.query(
        concat!(
            "SELECT ",
            vraag_columns!(),
            " FROM contactvragen WHERE gemeente_id = $1 AND uitkomst = $2 AND settled_at IS NULL \
             ORDER BY due NULLS LAST, id LIMIT 200"
        ),
        &[&gemeente, &uitkomst],
        vraag,
    )?)
}

/// What was looked at, with its title and the version it had then.
pub fn list_consulted(
    tx: &mut impl Queries,
    gemeente: GemeenteId,
    contact: ContactId,
) -> Result<Vec<(KennisitemId, String, i64)>> {
    Ok(tx.query(
        "SELECT g.kennisitem_id, k.titel, g.versie FROM contact_geraadpleegd g \
         JOIN kennisitems k ON k.gemeente_id = g.gemeente_id AND k.id = g.kennisitem_id \
         WHERE g.gemeente_id = $1 AND g.contact_id = $2 ORDER BY g.kennisitem_id LIMIT 50",
        &[&gemeente, &contact],
        |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)),
    )?)
}
