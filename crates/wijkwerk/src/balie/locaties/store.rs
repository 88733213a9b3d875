//! The SQL of places.

use kit::db::{Error as DbError, Queries, Row};

use super::model::{Aanbod, Locatie, Velden, Versie, Vlag};
use super::rules;
use crate::error::Result;
use crate::ids::{AccountId, GebiedId, GemeenteId, LocatieId, LocatievlagId, OrganisatieId};
use crate::kader::gebieden::Coordinaat;
use crate::write::Write;

/// Most of anything beside one place.
const MOST: i64 = 200;

macro_rules! columns {
    () => {
        "id, organisatie_id, gebied_id, naam, soort, sterren, adres, postcode, plaats, lat_e6, lon_e6, \
         toegankelijkheid, telefoon, openingstijden, created_at, changed_at"
    };
}

fn locatie(row: &Row<'_>) -> Result<Locatie, DbError> {
    Ok(Locatie {
        id: row.get(0)?,
        organisatie: row.get(1)?,
        gebied: row.get(2)?,
        naam: row.get(3)?,
        soort: row.get(4)?,
        sterren: row.get(5)?,
        adres: row.get(6)?,
        postcode: row.get(7)?,
        plaats: row.get(8)?,
        place: row.get::<Option<i64>>(9)?.zip(row.get(10)?),
        toegankelijkheid: row.get(11)?,
        telefoon: row.get(12)?,
        openingstijden: row.get(13)?,
        created_at: row.get(14)?,
        changed_at: row.get(15)?,
    })
}

/// The place with this id, if it is in use.
pub fn find_locatie(
    tx: &mut impl Queries,
    gemeente: GemeenteId,
    id: LocatieId,
) -> Result<Option<Locatie>> {
    Ok(tx.query_opt(
        concat!(
            "SELECT ",
            columns!(),
            " FROM locaties WHERE gemeente_id = $1 AND id = $2 AND ended_at IS NULL"
        ),
        &[&gemeente, &id],
        locatie,
    )?)
}

/// The places in use, by name.
pub fn list_locaties(tx: &mut impl Queries, gemeente: GemeenteId) -> Result<Vec<Locatie>> {
    Ok(tx.query(
        concat!(
            "SELECT ",
            columns!(),
            " FROM locaties WHERE gemeente_id = $1 AND ended_at IS NULL ORDER BY naam, id LIMIT 2000"
        ),
        &[&gemeente],
        locatie,
    )?)
}

/// Where the postcode in a text lies, as far as the places in use tell. Nothing is read for a text without one.
pub fn locate_postcode(
    tx: &mut impl Queries,
    gemeente: GemeenteId,
    text: &str,
) -> Result<Option<Coordinaat>> {
    if rules::postcode_in(text).is_none() {
        return Ok(None);
    }
    let known: Vec<(String, Coordinaat)> = list_locaties(tx, gemeente)?
        .into_iter()
        .filter_map(|place| Some((place.postcode.clone(), place.coordinaat()?)))
        .collect();
    Ok(rules::find_postcode(text, &known))
}

fn aanbod(row: &Row<'_>) -> Result<Aanbod, DbError> {
    Ok(Aanbod {
        item: row.get(0)?,
        sleutel: row.get(1)?,
        titel: row.get(2)?,
        organisatie: row.get(3)?,
        openingstijden: row.get(4)?,
        assured_at: row.get(5)?,
        review_due: row.get(6)?,
    })
}

/// What can be had at a place, drafts too, by title.
pub fn list_aanbod(
    tx: &mut impl Queries,
    gemeente: GemeenteId,
    id: LocatieId,
) -> Result<Vec<Aanbod>> {
    Ok(tx.query(
        "SELECT i.id, i.sleutel, i.titel, i.organisatie_id, k.openingstijden, i.assured_at, i.review_due \
         FROM kennis_locaties k \
         JOIN kennisitems i ON i.gemeente_id = k.gemeente_id AND i.id = k.kennisitem_id \
         WHERE k.gemeente_id = $1 AND k.locatie_id = $2 AND i.state <> 'withdrawn' ORDER BY i.titel, i.id LIMIT $3",
        &[&gemeente, &id, &MOST],
        aanbod,
    )?)
}

/// What everybody may know can be had somewhere, with where.
pub fn list_shown(tx: &mut impl Queries, gemeente: GemeenteId) -> Result<Vec<(LocatieId, Aanbod)>> {
    Ok(tx.query(
        "SELECT i.id, i.sleutel, i.titel, i.organisatie_id, k.openingstijden, i.assured_at, i.review_due, k.locatie_id \
         FROM kennisitems i \
         JOIN kennis_locaties k ON k.gemeente_id = i.gemeente_id AND k.kennisitem_id = i.id \
         WHERE i.gemeente_id = $1 AND i.state = 'published' ORDER BY i.titel, i.id, k.locatie_id LIMIT 5000",
        &[&gemeente],
        |row| Ok((row.get(7)?, aanbod(row)?)),
    )?)
}

/// Who shares the premises.
pub fn list_huurders(
    tx: &mut impl Queries,
    gemeente: GemeenteId,
    id: LocatieId,
) -> Result<Vec<OrganisatieId>> {
    Ok(tx.query(
        "SELECT organisatie_id FROM locatie_huurders WHERE gemeente_id = $1 AND locatie_id = $2 \
         ORDER BY organisatie_id LIMIT $3",
        &[&gemeente, &id, &MOST],
        |row| row.get(0),
    )?)
}

/// What it was, newest first; nothing while nobody changed it here.
pub fn list_versies(
    tx: &mut impl Queries,
    gemeente: GemeenteId,
    id: LocatieId,
) -> Result<Vec<Versie>> {
    Ok(tx.query(
        "SELECT versie, naam, adres, postcode, plaats, toegankelijkheid, telefoon, openingstijden, typed, at \
         FROM locatieversies WHERE gemeente_id = $1 AND locatie_id = $2 ORDER BY versie DESC LIMIT $3",
        &[&gemeente, &id, &MOST],
        |row| {
            Ok(Versie {
                versie: row.get(0)?,
                naam: row.get(1)?,
                adres: row.get(2)?,
                postcode: row.get(3)?,
                plaats: row.get(4)?,
                toegankelijkheid: row.get(5)?,
                telefoon: row.get(6)?,
                openingstijden: row.get(7)?,
                typed: row.get(8)?,
                at: row.get(9)?,
            })
        },
    )?)
}

/// What others said is not right, newest first.
pub fn list_vlaggen(
    tx: &mut impl Queries,
    gemeente: GemeenteId,
    id: LocatieId,
) -> Result<Vec<Vlag>> {
    Ok(tx.query(
        "SELECT id, locatie_id, toelichting, account_id, at, settled_at FROM locatievlaggen \
         WHERE gemeente_id = $1 AND locatie_id = $2 ORDER BY at DESC, id DESC LIMIT $3",
        &[&gemeente, &id, &MOST],
        |row| {
            Ok(Vlag {
                id: row.get(0)?,
                locatie: row.get(1)?,
                toelichting: row.get(2)?,
                account: row.get(3)?,
                at: row.get(4)?,
                settled_at: row.get(5)?,
            })
        },
    )?)
}

/// Which places still have something open against them.
pub fn list_flagged(tx: &mut impl Queries, gemeente: GemeenteId) -> Result<Vec<LocatieId>> {
    Ok(tx.query(
        "SELECT locatie_id FROM locatievlaggen WHERE gemeente_id = $1 AND settled_at IS NULL \
         ORDER BY locatie_id, at, id LIMIT 2000",
        &[&gemeente],
        |row| row.get(0),
    )?)
}

/// A new place of this organisation.
pub(super) fn insert(
    ctx: &mut Write<'_>,
    id: LocatieId,
    own: OrganisatieId,
    velden: &Velden,
    uren: &str,
) -> Result<()> {
    let (gemeente, now) = (ctx.gemeente(), ctx.now);
    let (lat, lon) = velden.place.map(Coordinaat::e6).unzip();
    ctx.exec(
        "INSERT INTO locaties (gemeente_id, id, organisatie_id, gebied_id, naam, soort, sterren, adres, postcode, \
         plaats, lat_e6, lon_e6, toegankelijkheid, telefoon, openingstijden, bron, created_at, changed_at) \
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, '', $16, $16)",
        &[
            &gemeente,
            &id,
            &own,
            &velden.gebied,
            &velden.naam,
            &velden.soort,
            &velden.sterren,
            &velden.adres,
            &velden.postcode,
            &velden.plaats,
            &lat,
            &lon,
            &velden.toegankelijkheid,
            &velden.telefoon,
            &uren,
            &now,
        ],
    )?;
    Ok(())
}

/// Replaces every field.
pub(super) fn update(
    ctx: &mut Write<'_>,
    id: LocatieId,
    velden: &Velden,
    uren: &str,
) -> Result<()> {
    let (gemeente, now) = (ctx.gemeente(), ctx.now);
    let (lat, lon) = velden.place.map(Coordinaat::e6).unzip();
    ctx.exec(
        "UPDATE locaties SET gebied_id = $3, naam = $4, soort = $5, sterren = $6, adres = $7, postcode = $8, \
         plaats = $9, lat_e6 = $10, lon_e6 = $11, toegankelijkheid = $12, telefoon = $13, openingstijden = $14, \
         changed_at = $15 WHERE gemeente_id = $1 AND id = $2",
        &[
            &gemeente,
            &id,
            &velden.gebied,
            &velden.naam,
            &velden.soort,
            &velden.sterren,
            &velden.adres,
            &velden.postcode,
            &velden.plaats,
            &lat,
            &lon,
            &velden.toegankelijkheid,
            &velden.telefoon,
            &uren,
            &now,
        ],
    )?;
    Ok(())
}

/// Where it lies, and in which gebied.
pub(super) fn set_spot(
    ctx: &mut Write<'_>,
    id: LocatieId,
    place: Coordinaat,
    gebied: Option<GebiedId>,
) -> Result<()> {
    let (gemeente, now) = (ctx.gemeente(), ctx.now);
    let (lat, lon) = place.e6();
    ctx.exec(
        "UPDATE locaties SET lat_e6 = $3, lon_e6 = $4, gebied_id = $5, changed_at = $6 \
         WHERE gemeente_id = $1 AND id = $2",
        &[&gemeente, &id, &lat, &lon, &gebied, &now],
    )?;
    Ok(())
}

/// It is no place any more; what it was stays.
pub(super) fn end(ctx: &mut Write<'_>, id: LocatieId) -> Result<()> {
    let (gemeente, now) = (ctx.gemeente(), ctx.now);
    ctx.exec(
        "UPDATE locaties SET ended_at = $3, changed_at = $3 WHERE gemeente_id = $1 AND id = $2",
        &[&gemeente, &id, &now],
    )?;
    Ok(())
}

/// Writes down what it is now.
pub(super) fn keep_versie(
    ctx: &mut Write<'_>,
    id: LocatieId,
    versie: i64,
    typed: &str,
    account: Option<AccountId>,
) -> Result<()> {
    let gemeente = ctx.gemeente();
    ctx.exec(
        "INSERT INTO locatieversies (gemeente_id, locatie_id, versie, naam, soort, sterren, adres, postcode, plaats, \
         lat_e6, lon_e6, toegankelijkheid, telefoon, openingstijden, typed, account_id, at) \
         SELECT gemeente_id, id, $3, naam, soort, sterren, adres, postcode, plaats, lat_e6, lon_e6, toegankelijkheid, \
         telefoon, openingstijden, $4, $5, changed_at FROM locaties WHERE gemeente_id = $1 AND id = $2",
        &[&gemeente, &id, &versie, &typed, &account],
    )?;
    Ok(())
}

pub(super) fn set_huurders(
    ctx: &mut Write<'_>,
    id: LocatieId,
    huurders: impl IntoIterator<Item = OrganisatieId>,
) -> Result<()> {
    let gemeente = ctx.gemeente();
    ctx.exec(
        "DELETE FROM locatie_huurders WHERE gemeente_id = $1 AND locatie_id = $2",
        &[&gemeente, &id],
    )?;
    for huurder in huurders {
        ctx.exec(
            "INSERT INTO locatie_huurders (gemeente_id, locatie_id, organisatie_id) VALUES ($1, $2, $3)",
            &[&gemeente, &id, &huurder],
        )?;
    }
    Ok(())
}

pub(super) fn insert_vlag(
    ctx: &mut Write<'_>,
    id: LocatievlagId,
    locatie: LocatieId,
    toelichting: &str,
    account: Option<AccountId>,
) -> Result<()> {
    let (gemeente, now) = (ctx.gemeente(), ctx.now);
    ctx.exec(
        "INSERT INTO locatievlaggen (gemeente_id, id, locatie_id, toelichting, account_id, at) \
         VALUES ($1, $2, $3, $4, $5, $6)",
        &[&gemeente, &id, &locatie, &toelichting, &account, &now],
    )?;
    Ok(())
}

/// Settles one flag, or every open flag of a place; answers how many there were.
pub(super) fn settle_vlaggen(
    ctx: &mut Write<'_>,
    locatie: LocatieId,
    one: Option<LocatievlagId>,
) -> Result<u64> {
    let (gemeente, now) = (ctx.gemeente(), ctx.now);
    Ok(ctx.exec(
        "UPDATE locatievlaggen SET settled_at = $4 WHERE gemeente_id = $1 AND locatie_id = $2 \
         AND settled_at IS NULL AND (CAST($3 AS UUID) IS NULL OR id = $3)",
        &[&gemeente, &locatie, &one, &now],
    )?)
}
