//! The SQL of wijkvragen and of who asked them.

use jiff::Timestamp;
use jiff::civil::Date;
use kit::db::{Error as DbError, Queries, Row};

use super::model::{NewWijkvraag, Wijkvraag, WijkvraagState, Wijkvrager};
use crate::error::{Error, Result};
use crate::ids::{AccountId, ContactId, GemeenteId, OrgaanId, WijkvraagId, WijkvragerId};
use crate::write::Write;

/// Most open questions that a page shows, and most of those that were settled.
const MOST: i64 = 200;
const SETTLED: i64 = 30;

macro_rules! columns {
    () => {
        "id, nummer, gebied_id, orgaan_id, vrager_id, taal, state, account_id, contact_id, at, settled_at"
    };
}

fn wijkvraag(row: &Row<'_>) -> Result<Wijkvraag, DbError> {
    Ok(Wijkvraag {
        id: row.get(0)?,
        nummer: row.get(1)?,
        gebied: row.get(2)?,
        orgaan: row.get(3)?,
        vrager: row.get(4)?,
        taal: row.get(5)?,
        state: row.get(6)?,
        account: row.get(7)?,
        contact: row.get(8)?,
        at: row.get(9)?,
        settled_at: row.get(10)?,
    })
}

/// The next number in this gemeente, whose row is ours until the write ends.
pub(super) fn next_nummer(ctx: &mut Write<'_>) -> Result<i64> {
    let gemeente = ctx.gemeente();
    let last: Option<i64> = ctx.query_opt(
        "SELECT nummer FROM wijkvragen WHERE gemeente_id = $1 ORDER BY nummer DESC LIMIT 1",
        &[&gemeente],
        |row| row.get(0),
    )?;
    Ok(last.unwrap_or(0) + 1)
}

pub(super) fn insert(
    ctx: &mut Write<'_>,
    id: WijkvraagId,
    vrager: WijkvragerId,
    nummer: i64,
    orgaan: OrgaanId,
    new: &NewWijkvraag,
) -> Result<()> {
    let (gemeente, now, open) = (ctx.gemeente(), ctx.now, WijkvraagState::Open);
    ctx.exec(
        "INSERT INTO wijkvragen (gemeente_id, id, nummer, gebied_id, orgaan_id, vrager_id, taal, state, at) \
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
        &[
            &gemeente,
            &id,
            &nummer,
            &new.gebied,
            &orgaan,
            &vrager,
            &new.taal,
            &open,
            &now,
        ],
    )?;
    let (vraag, email) = (new.vraag.trim(), new.email.as_ref());
    let email = email.map(|email| email.trim().to_lowercase());
    ctx.exec(
        "INSERT INTO wijkvragers (gemeente_id, id, vraag, email) VALUES ($1, $2, $3, $4)",
        &[&gemeente, &vrager, &vraag, &email],
    )?;
    Ok(())
}

pub(super) fn set_account(
    ctx: &mut Write<'_>,
    id: WijkvraagId,
    account: Option<AccountId>,
) -> Result<()> {
    let gemeente = ctx.gemeente();
    ctx.exec(
        "UPDATE wijkvragen SET account_id = $3 WHERE gemeente_id = $1 AND id = $2",
        &[&gemeente, &id, &account],
    )?;
    Ok(())
}

pub(super) fn set_state(
    ctx: &mut Write<'_>,
    id: WijkvraagId,
    state: WijkvraagState,
    contact: Option<ContactId>,
) -> Result<()> {
    let (gemeente, now) = (ctx.gemeente(), ctx.now);
    ctx.exec(
        "UPDATE wijkvragen SET state = $3, contact_id = $4, settled_at = $5 WHERE gemeente_id = $1 AND id = $2",
        &[&gemeente, &id, &state, &contact, &now],
    )?;
    Ok(())
}

pub(super) fn set_answer(
    ctx: &mut Write<'_>,
    id: WijkvragerId,
    antwoord: &str,
    erase_after: Option<Date>,
) -> Result<()> {
    let gemeente = ctx.gemeente();
    ctx.exec(
        "UPDATE wijkvragers SET antwoord = $3, erase_after = $4 WHERE gemeente_id = $1 AND id = $2",
        &[&gemeente, &id, &antwoord, &erase_after],
    )?;
    Ok(())
}

/// Erases the words, the address and the answer.
pub(super) fn delete_vrager(ctx: &mut Write<'_>, id: WijkvragerId) -> Result<()> {
    let gemeente = ctx.gemeente();
    ctx.exec(
        "DELETE FROM wijkvragers WHERE gemeente_id = $1 AND id = $2",
        &[&gemeente, &id],
    )?;
    Ok(())
}

/// Erases what was or will be sent to somebody.
pub(super) fn delete_mails(ctx: &mut Write<'_>, id: WijkvragerId) -> Result<()> {
    let gemeente = ctx.gemeente();
    ctx.exec(
        "DELETE FROM mails WHERE gemeente_id = $1 AND recipient = $2",
        &[&gemeente, &id.0],
    )?;
    Ok(())
}

/// The question, if it is there.
pub fn find_wijkvraag(
    tx: &mut impl Queries,
    gemeente: GemeenteId,
    id: WijkvraagId,
) -> Result<Option<Wijkvraag>> {
    Ok(tx.query_opt(
        concat!(
            "SELECT ",
            columns!(),
            " FROM wijkvragen WHERE gemeente_id = $1 AND id = $2"
        ),
        &[&gemeente, &id],
        wijkvraag,
    )?)
}

/// The question, or the error that it is not there.
pub fn get_wijkvraag(
    tx: &mut impl Queries,
    gemeente: GemeenteId,
    id: WijkvraagId,
) -> Result<Wijkvraag> {
    find_wijkvraag(tx, gemeente, id)?.ok_or(Error::NotFound("wijkvraag"))
}

/// Who asked and what. Only to be called inside `App::read_personal`, for sending mail, or to hand it over.
pub fn find_vrager(
    tx: &mut impl Queries,
    gemeente: GemeenteId,
    id: WijkvragerId,
) -> Result<Option<Wijkvrager>> {
    Ok(tx.query_opt(
        "SELECT id, vraag, email, antwoord, erase_after FROM wijkvragers WHERE gemeente_id = $1 AND id = $2",
        &[&gemeente, &id],
        |row| {
            Ok(Wijkvrager {
                id: row.get(0)?,
                vraag: row.get(1)?,
                email: row.get(2)?,
                antwoord: row.get(3)?,
                erase_after: row.get(4)?,
            })
        },
    )?)
}

/// What waits for a bewonersorgaan, the oldest first.
pub(super) fn list_open(
    tx: &mut impl Queries,
    gemeente: GemeenteId,
    orgaan: OrgaanId,
) -> Result<Vec<Wijkvraag>> {
    Ok(tx.query(
        concat!(
            "SELECT ",
            columns!(),
            " FROM wijkvragen WHERE gemeente_id = $1 AND orgaan_id = $2 AND state = 'open' ORDER BY at, id LIMIT $3"
        ),
        &[&gemeente, &orgaan, &MOST],
        wijkvraag,
    )?)
}

/// What a bewonersorgaan answered or handed over, the newest first.
pub(super) fn list_settled(
    tx: &mut impl Queries,
    gemeente: GemeenteId,
    orgaan: OrgaanId,
) -> Result<Vec<Wijkvraag>> {
    let mut all = Vec::new();
    for state in [WijkvraagState::Answered, WijkvraagState::HandedOver] {
        all.extend(tx.query(
            concat!(
                "SELECT ",
                columns!(),
                " FROM wijkvragen WHERE gemeente_id = $1 AND orgaan_id = $2 AND state = $3 ORDER BY at DESC, id LIMIT $4"
            ),
            &[&gemeente, &orgaan, &state, &SETTLED],
            wijkvraag,
        )?);
    }
    all.sort_by_key(|vraag| std::cmp::Reverse((vraag.settled_at, vraag.id)));
    all.truncate(usize::try_from(SETTLED).unwrap_or(0));
    Ok(all)
}

/// What a bewonersorgaan was asked, for those who support it: what waits, then what it answered, the newest first. What went
/// to the desk is no business of theirs.
pub fn list_told(
    tx: &mut impl Queries,
    gemeente: GemeenteId,
    orgaan: OrgaanId,
) -> Result<Vec<Wijkvraag>> {
    let mut all = list_open(tx, gemeente, orgaan)?;
    let settled = list_settled(tx, gemeente, orgaan)?.into_iter();
    all.extend(settled.filter(|vraag| vraag.state == WijkvraagState::Answered));
    Ok(all)
}

/// How many questions wait for a bewonersorgaan, and since when the oldest does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Waiting {
    pub count: i64,
    pub since: Timestamp,
}

/// What waits for a bewonersorgaan, counted; nothing where nothing does.
pub fn waiting_of(
    tx: &mut impl Queries,
    gemeente: GemeenteId,
    orgaan: OrgaanId,
) -> Result<Option<Waiting>> {
    let (count, since): (i64, Option<Timestamp>) = tx.query_one(
        "SELECT count(*), min(at) FROM wijkvragen WHERE gemeente_id = $1 AND orgaan_id = $2 AND state = 'open'",
        &[&gemeente, &orgaan],
        |row| Ok((row.get(0)?, row.get(1)?)),
    )?;
    Ok(since.map(|since| Waiting { count, since }))
}

/// The organen of which somebody still waits for an answer.
pub(super) fn list_asked(tx: &mut impl Queries, gemeente: GemeenteId) -> Result<Vec<OrgaanId>> {
    Ok(tx.query(
        "SELECT o.id FROM organen o WHERE o.gemeente_id = $1 AND EXISTS (SELECT 1 FROM wijkvragen v \
         WHERE v.gemeente_id = o.gemeente_id AND v.orgaan_id = o.id AND v.state = 'open') ORDER BY o.id LIMIT 1000",
        &[&gemeente],
        |row| row.get(0),
    )?)
}
