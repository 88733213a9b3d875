//! The SQL of stukken and of their public face.

use std::collections::BTreeMap;

use jiff::Timestamp;
use jiff::civil::Date;
use kit::db::{Error as DbError, Queries, Row};

use super::model::{Beperking, Beperkingsgrond, Stuk, Stukinhoud, Stukversie};
use crate::error::Result;
use crate::frame::Frame;
use crate::ids::{AccountId, GebiedId, GemeenteId, OrgaanId, StukId};
use crate::kader::bestanden::NewDocument;
use crate::write::Write;

/// Most stukken on one page.
pub const MOST: i64 = 200;
/// Most addressees and wijken of all of those together.
const MOST_LINES: i64 = 10_000;
/// Most states of one stuk that are shown.
const MOST_VERSIONS: i64 = 100;

fn stuk(row: &Row<'_>, frame: &Frame) -> Result<Stuk, DbError> {
    let (hash, bytes): (Option<String>, Option<i64>) = (row.get(5)?, row.get(6)?);
    let (until, grond): (Option<Date>, Option<Beperkingsgrond>) = (row.get(7)?, row.get(8)?);
    let (toelichting, reason): (Option<String>, Option<String>) = (row.get(9)?, row.get(13)?);
    let withdrawn_at: Option<Timestamp> = row.get(12)?;
    let (sent_at, changed_at): (Timestamp, Timestamp) = (row.get(10)?, row.get(11)?);
    Ok(Stuk {
        id: row.get(0)?,
        versie: row.get(1)?,
        inhoud: Stukinhoud {
            titel: row.get(2)?,
            waarover: row.get(3)?,
            tekst: row.get(4)?,
            document: hash.map(|hash| NewDocument {
                hash,
                bytes: bytes.unwrap_or_default(),
            }),
        },
        beperking: match (until, grond) {
            (Some(until), Some(grond)) => Some(Beperking {
                until,
                grond,
                toelichting: toelichting.unwrap_or_default(),
            }),
            _ => None,
        },
        organen: Vec::new(),
        wijken: Vec::new(),
        sent_on: frame.today(sent_at),
        changed_on: frame.today(changed_at),
        withdrawn: withdrawn_at.map(|at| (frame.today(at), reason.unwrap_or_default())),
        published: row.get(14)?,
    })
}

/// The stuk with this id, with whom it was sent to and where it belongs.
pub fn find_stuk(tx: &mut impl Queries, frame: &Frame, id: StukId) -> Result<Option<Stuk>> {
    let gemeente = frame.id;
    let found = tx.query_opt(
        "SELECT id, versie, titel, waarover, tekst, hash, bytes, restricted_until, grond, toelichting, sent_at, \
         changed_at, withdrawn_at, withdrawn_reason, published_at IS NOT NULL FROM stukken \
         WHERE gemeente_id = $1 AND id = $2",
        &[&gemeente, &id],
        |row| stuk(row, frame),
    )?;
    let Some(mut found) = found else {
        return Ok(None);
    };
    found.organen = tx.query(
        "SELECT orgaan_id FROM stuk_organen WHERE gemeente_id = $1 AND stuk_id = $2 ORDER BY orgaan_id LIMIT 200",
        &[&gemeente, &id],
        |row| row.get(0),
    )?;
    found.wijken = tx.query(
        "SELECT gebied_id FROM stuk_wijken WHERE gemeente_id = $1 AND stuk_id = $2 ORDER BY gebied_id LIMIT 200",
        &[&gemeente, &id],
        |row| row.get(0),
    )?;
    Ok(Some(found))
}

/// What was sent, the newest first.
pub fn list_stukken(tx: &mut impl Queries, frame: &Frame) -> Result<Vec<Stuk>> {
    let gemeente = frame.id;
    let mut found = tx.query(
        "SELECT id, versie, titel, waarover, tekst, hash, bytes, restricted_until, grond, toelichting, sent_at, \
         changed_at, withdrawn_at, withdrawn_reason, published_at IS NOT NULL FROM stukken \
         WHERE gemeente_id = $1 ORDER BY sent_at DESC, id DESC LIMIT $2",
        &[&gemeente, &MOST],
        |row| stuk(row, frame),
    )?;
    let mut organen: BTreeMap<StukId, Vec<OrgaanId>> = BTreeMap::new();
    for (id, orgaan) in tx.query(
        "SELECT stuk_id, orgaan_id FROM stuk_organen WHERE gemeente_id = $1 ORDER BY stuk_id DESC, orgaan_id LIMIT $2",
        &[&gemeente, &MOST_LINES],
        |row| Ok((row.get(0)?, row.get(1)?)),
    )? {
        organen.entry(id).or_default().push(orgaan);
    }
    let mut wijken: BTreeMap<StukId, Vec<GebiedId>> = BTreeMap::new();
    for (id, wijk) in tx.query(
        "SELECT stuk_id, gebied_id FROM stuk_wijken WHERE gemeente_id = $1 ORDER BY stuk_id DESC, gebied_id LIMIT $2",
        &[&gemeente, &MOST_LINES],
        |row| Ok((row.get(0)?, row.get(1)?)),
    )? {
        wijken.entry(id).or_default().push(wijk);
    }
    for one in &mut found {
        one.organen = organen.remove(&one.id).unwrap_or_default();
        one.wijken = wijken.remove(&one.id).unwrap_or_default();
    }
    Ok(found)
}

/// The stukken that carry this document, or did in an earlier version, at most 20.
pub fn list_with_document(
    tx: &mut impl Queries,
    gemeente: GemeenteId,
    hash: &str,
) -> Result<Vec<StukId>> {
    Ok(tx.query(
        "SELECT stuk_id FROM stukversies WHERE gemeente_id = $1 AND hash = $2 ORDER BY stuk_id, versie LIMIT 20",
        &[&gemeente, &hash],
        |row| row.get(0),
    )?)
}

/// Every state that a stuk had, the newest first.
pub fn list_versions(tx: &mut impl Queries, frame: &Frame, id: StukId) -> Result<Vec<Stukversie>> {
    Ok(tx.query(
        "SELECT versie, titel, hash, restricted_until, at FROM stukversies \
         WHERE gemeente_id = $1 AND stuk_id = $2 ORDER BY versie DESC LIMIT $3",
        &[&frame.id, &id, &MOST_VERSIONS],
        |row| {
            Ok(Stukversie {
                versie: row.get(0)?,
                titel: row.get(1)?,
                hash: row.get(2)?,
                until: row.get(3)?,
                on: frame.today(row.get(4)?),
            })
        },
    )?)
}

/// The stukken that are public on this day and of which the public face does not say so yet.
pub fn list_due(
    tx: &mut impl Queries,
    gemeente: GemeenteId,
    today: Date,
    most: i64,
) -> Result<Vec<StukId>> {
    Ok(tx.query(
        "SELECT id FROM stukken WHERE gemeente_id = $1 AND published_at IS NULL AND restricted_until < $2 \
         ORDER BY restricted_until NULLS LAST, id LIMIT $3",
        &[&gemeente, &today, &most],
        |row| row.get(0),
    )?)
}

/// Keeps a new stuk.
pub fn insert_stuk(ctx: &mut Write<'_>, new: &Stuk, by: Option<AccountId>) -> Result<()> {
    let (gemeente, now) = (ctx.gemeente(), ctx.now);
    let Stukinhoud {
        titel,
        waarover,
        tekst,
        document,
    } = &new.inhoud;
    let beperking = new.beperking.as_ref();
    ctx.exec(
        "INSERT INTO stukken (gemeente_id, id, versie, titel, waarover, tekst, hash, bytes, restricted_until, grond, \
         toelichting, sent_by, sent_at, changed_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $13)",
        &[
            &gemeente,
            &new.id,
            &new.versie,
            titel,
            waarover,
            tekst,
            &document.as_ref().map(|one| one.hash.as_str()),
            &document.as_ref().map(|one| one.bytes),
            &beperking.map(|one| one.until),
            &beperking.map(|one| one.grond),
            &beperking.map(|one| one.toelichting.as_str()),
            &by,
            &now,
        ],
    )?;
    for orgaan in &new.organen {
        ctx.exec(
            "INSERT INTO stuk_organen (gemeente_id, stuk_id, orgaan_id) VALUES ($1, $2, $3) \
             ON CONFLICT (gemeente_id, stuk_id, orgaan_id) DO NOTHING",
            &[&gemeente, &new.id, orgaan],
        )?;
    }
    for wijk in &new.wijken {
        ctx.exec(
            "INSERT INTO stuk_wijken (gemeente_id, stuk_id, gebied_id) VALUES ($1, $2, $3) \
             ON CONFLICT (gemeente_id, stuk_id, gebied_id) DO NOTHING",
            &[&gemeente, &new.id, wijk],
        )?;
    }
    keep_version(ctx, new, by)
}

/// Keeps what a stuk says now as its newest state.
pub fn update_stuk(ctx: &mut Write<'_>, stuk: &Stuk, by: Option<AccountId>) -> Result<()> {
    let (gemeente, now) = (ctx.gemeente(), ctx.now);
    let document = stuk.inhoud.document.as_ref();
    let beperking = stuk.beperking.as_ref();
    ctx.exec(
        "UPDATE stukken SET versie = $3, titel = $4, waarover = $5, tekst = $6, hash = $7, bytes = $8, \
         restricted_until = $9, grond = $10, toelichting = $11, changed_at = $12 WHERE gemeente_id = $1 AND id = $2",
        &[
            &gemeente,
            &stuk.id,
            &stuk.versie,
            &stuk.inhoud.titel,
            &stuk.inhoud.waarover,
            &stuk.inhoud.tekst,
            &document.map(|one| one.hash.as_str()),
            &document.map(|one| one.bytes),
            &beperking.map(|one| one.until),
            &beperking.map(|one| one.grond),
            &beperking.map(|one| one.toelichting.as_str()),
            &now,
        ],
    )?;
    keep_version(ctx, stuk, by)
}

fn keep_version(ctx: &mut Write<'_>, stuk: &Stuk, by: Option<AccountId>) -> Result<()> {
    let (gemeente, now) = (ctx.gemeente(), ctx.now);
    let beperking = stuk.beperking.as_ref();
    ctx.exec(
        "INSERT INTO stukversies (gemeente_id, stuk_id, versie, titel, waarover, tekst, hash, restricted_until, grond, \
         toelichting, account_id, at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)",
        &[
            &gemeente,
            &stuk.id,
            &stuk.versie,
            &stuk.inhoud.titel,
            &stuk.inhoud.waarover,
            &stuk.inhoud.tekst,
            &stuk.inhoud.document.as_ref().map(|one| one.hash.as_str()),
            &beperking.map(|one| one.until),
            &beperking.map(|one| one.grond),
            &beperking.map(|one| one.toelichting.as_str()),
            &by,
            &now,
        ],
    )?;
    Ok(())
}

/// Notes that a stuk was taken back; what it said stays for those it was sent to.
pub fn set_withdrawn(ctx: &mut Write<'_>, id: StukId, reason: &str) -> Result<()> {
    let (gemeente, now) = (ctx.gemeente(), ctx.now);
    ctx.exec(
        "UPDATE stukken SET withdrawn_at = $3, withdrawn_reason = $4 WHERE gemeente_id = $1 AND id = $2",
        &[&gemeente, &id, &now, &reason],
    )?;
    Ok(())
}

/// Writes the public face of a stuk anew; `whole` when it is all there.
pub fn set_publiek(
    ctx: &mut Write<'_>,
    id: StukId,
    document: &str,
    hash: Option<&str>,
    changed_on: Date,
    whole: bool,
) -> Result<()> {
    let (gemeente, now) = (ctx.gemeente(), ctx.now);
    ctx.exec(
        "INSERT INTO stukken_publiek (gemeente_id, stuk_id, document, hash, changed_on) VALUES ($1, $2, $3, $4, $5) \
         ON CONFLICT (gemeente_id, stuk_id) DO UPDATE SET document = excluded.document, hash = excluded.hash, \
         changed_on = excluded.changed_on",
        &[&gemeente, &id, &document, &hash, &changed_on],
    )?;
    if whole {
        ctx.exec(
            "UPDATE stukken SET published_at = $3 WHERE gemeente_id = $1 AND id = $2 AND published_at IS NULL",
            &[&gemeente, &id, &now],
        )?;
    }
    Ok(())
}

/// The public faces as they were made, the latest change first.
pub fn list_publiek(
    tx: &mut impl Queries,
    gemeente: GemeenteId,
) -> Result<Vec<(StukId, String, Date)>> {
    Ok(tx.query(
        "SELECT stuk_id, document, changed_on FROM stukken_publiek WHERE gemeente_id = $1 \
         ORDER BY changed_on DESC, stuk_id DESC LIMIT 500",
        &[&gemeente],
        |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)),
    )?)
}

/// The public face of one stuk as it was made.
pub fn find_publiek(
    tx: &mut impl Queries,
    gemeente: GemeenteId,
    id: StukId,
) -> Result<Option<(String, Date)>> {
    Ok(tx.query_opt(
        "SELECT document, changed_on FROM stukken_publiek WHERE gemeente_id = $1 AND stuk_id = $2",
        &[&gemeente, &id],
        |row| Ok((row.get(0)?, row.get(1)?)),
    )?)
}
