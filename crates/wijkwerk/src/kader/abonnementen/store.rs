//! The SQL of abonnementen and of the issues they get.

use std::collections::BTreeSet;

use jiff::Timestamp;
use jiff::civil::Date;
use kit::db::{Error as DbError, Queries, Row};

use crate::error::Result;
use crate::ids::{AbonnementId, GebiedId, GemeenteId, NieuwsbriefId};
use crate::write::Write;

/// Most things that one issue remembers having told.
const MOST_TOLD: i64 = 20_000;

/// Somebody who asked for the news of a wijk.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Abonnement {
    pub id: AbonnementId,
    pub gebied: GebiedId,
    pub email: String,
    pub taal: String,
    pub created_at: Timestamp,
    /// Empty while nobody said that the address is theirs.
    pub confirmed_at: Option<Timestamp>,
    pub erase_after: Option<Date>,
}

/// What stands in an issue: which piece of news, of which day.
pub type Bericht = (String, Date);

/// An issue of the news of a wijk.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Nieuwsbrief {
    pub id: NieuwsbriefId,
    pub gebied: GebiedId,
    pub op: Date,
    pub due_at: Timestamp,
    pub nl: String,
    pub en: String,
    /// The last abonnement that has its mail.
    pub told_until: Option<AbonnementId>,
}

/// An issue to be made.
#[derive(Clone, Debug)]
pub struct NewNieuwsbrief {
    pub gebied: GebiedId,
    pub op: Date,
    pub due_at: Timestamp,
    pub berichten: Vec<Bericht>,
    pub nl: String,
    pub en: String,
}

fn abonnement(row: &Row<'_>) -> Result<Abonnement, DbError> {
    Ok(Abonnement {
        id: row.get(0)?,
        gebied: row.get(1)?,
        email: row.get(2)?,
        taal: row.get(3)?,
        created_at: row.get(4)?,
        confirmed_at: row.get(5)?,
        erase_after: row.get(6)?,
    })
}

/// The abonnement with this id; none once it has ended.
pub fn find_abonnement(
    tx: &mut impl Queries,
    gemeente: GemeenteId,
    id: AbonnementId,
) -> Result<Option<Abonnement>> {
    Ok(tx.query_opt(
        "SELECT id, gebied_id, email, taal, created_at, confirmed_at, erase_after FROM abonnementen \
         WHERE gemeente_id = $1 AND id = $2",
        &[&gemeente, &id],
        abonnement,
    )?)
}

/// That of this address for the news of a wijk.
pub(super) fn find_by_email(
    tx: &mut impl Queries,
    gemeente: GemeenteId,
    gebied: GebiedId,
    email: &str,
) -> Result<Option<Abonnement>> {
    Ok(tx.query_opt(
        "SELECT id, gebied_id, email, taal, created_at, confirmed_at, erase_after FROM abonnementen \
         WHERE gemeente_id = $1 AND gebied_id = $2 AND email = $3",
        &[&gemeente, &gebied, &email],
        abonnement,
    )?)
}

pub(super) fn insert(ctx: &mut Write<'_>, new: &Abonnement) -> Result<()> {
    let gemeente = ctx.gemeente();
    ctx.exec(
        "INSERT INTO abonnementen (gemeente_id, id, gebied_id, email, taal, created_at, erase_after) \
         VALUES ($1, $2, $3, $4, $5, $6, $7)",
        &[
            &gemeente,
            &new.id,
            &new.gebied,
            &new.email,
            &new.taal,
            &new.created_at,
            &new.erase_after,
        ],
    )?;
    Ok(())
}

/// Asked once more before it was confirmed: it has as long again, in the language asked in.
pub(super) fn renew(
    ctx: &mut Write<'_>,
    id: AbonnementId,
    taal: &str,
    erase_after: Date,
) -> Result<()> {
    let gemeente = ctx.gemeente();
    ctx.exec(
        "UPDATE abonnementen SET taal = $3, erase_after = $4 WHERE gemeente_id = $1 AND id = $2 AND confirmed_at IS NULL",
        &[&gemeente, &id, &taal, &erase_after],
    )?;
    Ok(())
}

/// Notes that the address is theirs; `false` if that was known or it has ended.
pub(super) fn confirm(ctx: &mut Write<'_>, id: AbonnementId) -> Result<bool> {
    let (gemeente, now) = (ctx.gemeente(), ctx.now);
    let touched = ctx.exec(
        "UPDATE abonnementen SET confirmed_at = $3, erase_after = NULL \
         WHERE gemeente_id = $1 AND id = $2 AND confirmed_at IS NULL",
        &[&gemeente, &id, &now],
    )?;
    Ok(touched == 1)
}

/// Erases the address with every mail to it; `false` if it was gone. The links stay until they expire: they name nobody,
/// and say to whoever taps once more that it has ended.
pub(super) fn erase(ctx: &mut Write<'_>, id: AbonnementId) -> Result<bool> {
    let gemeente = ctx.gemeente();
    ctx.exec(
        "DELETE FROM mails WHERE gemeente_id = $1 AND thread = $2 AND recipient = $2",
        &[&gemeente, &id],
    )?;
    let gone = ctx.exec(
        "DELETE FROM abonnementen WHERE gemeente_id = $1 AND id = $2",
        &[&gemeente, &id],
    )?;
    Ok(gone == 1)
}

/// Where somebody waits for the issue of this day, with since when the first of them gets news.
pub fn list_gebieden_due(
    tx: &mut impl Queries,
    gemeente: GemeenteId,
    op: Date,
    due_at: Timestamp,
) -> Result<Vec<(GebiedId, Timestamp)>> {
    Ok(tx.query(
        "SELECT a.gebied_id, min(a.confirmed_at) FROM abonnementen a WHERE a.gemeente_id = $1 AND a.confirmed_at <= $2 \
         AND NOT EXISTS (SELECT 1 FROM nieuwsbrieven n WHERE n.gemeente_id = a.gemeente_id \
         AND n.gebied_id = a.gebied_id AND n.op = $3) GROUP BY a.gebied_id",
        &[&gemeente, &due_at, &op],
        |row| Ok((row.get(0)?, row.get(1)?)),
    )?)
}

/// What was told of a wijk before, since a day.
pub fn list_told(
    tx: &mut impl Queries,
    gemeente: GemeenteId,
    gebied: GebiedId,
    since: Date,
) -> Result<BTreeSet<Bericht>> {
    let told = tx.query(
        "SELECT bericht, op FROM nieuwsbrief_berichten WHERE gemeente_id = $1 AND gebied_id = $2 AND op >= $3 \
         ORDER BY op DESC, bericht LIMIT $4",
        &[&gemeente, &gebied, &since, &MOST_TOLD],
        |row| Ok((row.get(0)?, row.get(1)?)),
    )?;
    Ok(told.into_iter().collect())
}

/// Whether there is an issue of this wijk for this day.
pub fn has_nieuwsbrief(
    tx: &mut impl Queries,
    gemeente: GemeenteId,
    gebied: GebiedId,
    op: Date,
) -> Result<bool> {
    let found = tx.query_opt(
        "SELECT 1 FROM nieuwsbrieven WHERE gemeente_id = $1 AND gebied_id = $2 AND op = $3",
        &[&gemeente, &gebied, &op],
        |_| Ok(()),
    )?;
    Ok(found.is_some())
}

/// Keeps an issue with what it tells. One that tells nothing is done at once.
pub(super) fn insert_nieuwsbrief(
    ctx: &mut Write<'_>,
    id: NieuwsbriefId,
    new: &NewNieuwsbrief,
) -> Result<()> {
    let (gemeente, now) = (ctx.gemeente(), ctx.now);
    let aantal = i64::try_from(new.berichten.len()).unwrap_or(i64::MAX);
    let done_at = new.berichten.is_empty().then_some(now);
    ctx.exec(
        "INSERT INTO nieuwsbrieven (gemeente_id, id, gebied_id, op, due_at, aantal, nl, en, done_at) \
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
        &[
            &gemeente,
            &id,
            &new.gebied,
            &new.op,
            &new.due_at,
            &aantal,
            &new.nl,
            &new.en,
            &done_at,
        ],
    )?;
    for (bericht, op) in &new.berichten {
        ctx.exec(
            "INSERT INTO nieuwsbrief_berichten (gemeente_id, gebied_id, bericht, op, nieuwsbrief_id) \
             VALUES ($1, $2, $3, $4, $5) ON CONFLICT (gemeente_id, gebied_id, bericht, op) DO NOTHING",
            &[&gemeente, &new.gebied, bericht, op, &id],
        )?;
    }
    Ok(())
}

/// The first issue that not everybody has yet.
pub fn next_open(tx: &mut impl Queries, gemeente: GemeenteId) -> Result<Option<Nieuwsbrief>> {
    Ok(tx.query_opt(
        "SELECT id, gebied_id, op, due_at, nl, en, told_until FROM nieuwsbrieven \
         WHERE gemeente_id = $1 AND done_at IS NULL ORDER BY op, id LIMIT 1",
        &[&gemeente],
        |row| {
            Ok(Nieuwsbrief {
                id: row.get(0)?,
                gebied: row.get(1)?,
                op: row.get(2)?,
                due_at: row.get(3)?,
                nl: row.get(4)?,
                en: row.get(5)?,
                told_until: row.get(6)?,
            })
        },
    )?)
}

/// The next of those who get an issue.
pub fn list_lezers(
    tx: &mut impl Queries,
    gemeente: GemeenteId,
    of: &Nieuwsbrief,
    most: i64,
) -> Result<Vec<Abonnement>> {
    Ok(tx.query(
        "SELECT id, gebied_id, email, taal, created_at, confirmed_at, erase_after FROM abonnementen \
         WHERE gemeente_id = $1 AND gebied_id = $2 AND confirmed_at <= $3 \
         AND (CAST($4 AS UUID) IS NULL OR id > $4) ORDER BY id LIMIT $5",
        &[&gemeente, &of.gebied, &of.due_at, &of.told_until, &most],
        abonnement,
    )?)
}

/// Notes how far the mails of an issue have come, and whether that was all.
pub fn advance(
    ctx: &mut Write<'_>,
    id: NieuwsbriefId,
    until: Option<AbonnementId>,
    is_done: bool,
) -> Result<()> {
    let gemeente = ctx.gemeente();
    let done_at = is_done.then_some(ctx.now);
    ctx.exec(
        "UPDATE nieuwsbrieven SET told_until = coalesce($3, told_until), done_at = $4 \
         WHERE gemeente_id = $1 AND id = $2",
        &[&gemeente, &id, &until, &done_at],
    )?;
    Ok(())
}
