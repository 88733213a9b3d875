//! The SQL of what its owner puts beside an item: versions, words, channels, places, for whom, other languages.

use jiff::Timestamp;
use kit::db::{Queries, Row};

use crate::balie::kennisbank::model::{Kanaalplek, Plaats, Versie, Vertaling};
use crate::error::{Error, Result};
use crate::ids::{GebiedId, GemeenteId, KennisitemId, LocatieId};
use crate::write::Write;

/// Most of anything beside one item.
pub(super) const MOST: i64 = 100;

fn versie(row: &Row<'_>) -> Result<Versie, kit::db::Error> {
    let velden: Option<String> = row.get(6)?;
    Ok(Versie {
        versie: row.get(0)?,
        titel: row.get(1)?,
        samenvatting: row.get(2)?,
        tekst: row.get(3)?,
        organisatie: row.get(4)?,
        at: row.get(5)?,
        velden: velden.and_then(|json| serde_json::from_str(&json).ok()),
    })
}

/// The texts that it had, newest first.
pub fn list_versies(
    tx: &mut impl Queries,
    gemeente: GemeenteId,
    id: KennisitemId,
) -> Result<Vec<Versie>> {
    Ok(tx.query(
        "SELECT versie, titel, samenvatting, tekst, organisatie_id, at, velden FROM kennisversies \
         WHERE gemeente_id = $1 AND kennisitem_id = $2 ORDER BY versie DESC LIMIT $3",
        &[&gemeente, &id, &MOST],
        versie,
    )?)
}

/// What these items said at a moment, each with its item: the last version before it.
pub fn list_versies_at(
    tx: &mut impl Queries,
    gemeente: GemeenteId,
    ids: &[KennisitemId],
    at: Timestamp,
) -> Result<Vec<(KennisitemId, Versie)>> {
    /// Asked so many at a time.
    const AT_ONCE: usize = 10;
    let nobody = KennisitemId(uuid::Uuid::nil());
    let mut all = Vec::new();
    for some in ids.chunks(AT_ONCE) {
        let id = |n: usize| some.get(n).copied().unwrap_or(nobody);
        all.extend(tx.query(
            "SELECT v.versie, v.titel, v.samenvatting, v.tekst, v.organisatie_id, v.at, v.velden, v.kennisitem_id \
             FROM kennisversies v WHERE v.gemeente_id = $1 \
             AND v.kennisitem_id IN ($3, $4, $5, $6, $7, $8, $9, $10, $11, $12) \
             AND v.versie = (SELECT max(w.versie) FROM kennisversies w WHERE w.gemeente_id = v.gemeente_id \
             AND w.kennisitem_id = v.kennisitem_id AND w.at <= $2) ORDER BY v.kennisitem_id LIMIT 10",
            &[
                &gemeente,
                &at,
                &id(0),
                &id(1),
                &id(2),
                &id(3),
                &id(4),
                &id(5),
                &id(6),
                &id(7),
                &id(8),
                &id(9),
            ],
            |row| Ok((row.get(7)?, versie(row)?)),
        )?);
    }
    Ok(all)
}

/// Residents' own words for it.
pub fn list_woorden(
    tx: &mut impl Queries,
    gemeente: GemeenteId,
    id: KennisitemId,
) -> Result<Vec<String>> {
    Ok(tx.query(
        "SELECT woord FROM kennis_woorden WHERE gemeente_id = $1 AND kennisitem_id = $2 ORDER BY woord LIMIT $3",
        &[&gemeente, &id, &MOST],
        |row| row.get(0),
    )?)
}

pub(in super::super) fn set_woorden(
    ctx: &mut Write<'_>,
    id: KennisitemId,
    woorden: &[String],
) -> Result<()> {
    let gemeente = ctx.gemeente();
    ctx.exec(
        "DELETE FROM kennis_woorden WHERE gemeente_id = $1 AND kennisitem_id = $2",
        &[&gemeente, &id],
    )?;
    add_woorden(ctx, id, woorden)
}

/// Words for it beside those that it has.
pub(in super::super) fn add_woorden(
    ctx: &mut Write<'_>,
    id: KennisitemId,
    woorden: &[String],
) -> Result<()> {
    let gemeente = ctx.gemeente();
    for woord in woorden {
        ctx.exec(
            "INSERT INTO kennis_woorden (gemeente_id, kennisitem_id, woord) VALUES ($1, $2, $3) \
             ON CONFLICT (gemeente_id, kennisitem_id, woord) DO NOTHING",
            &[&gemeente, &id, woord],
        )?;
    }
    Ok(())
}

/// The channels in which it can be found.
pub fn list_kanalen(
    tx: &mut impl Queries,
    gemeente: GemeenteId,
    id: KennisitemId,
) -> Result<Vec<Kanaalplek>> {
    Ok(tx.query(
        "SELECT kanaal, waar FROM kennis_kanalen WHERE gemeente_id = $1 AND kennisitem_id = $2 ORDER BY kanaal LIMIT $3",
        &[&gemeente, &id, &MOST],
        |row| {
            Ok(Kanaalplek {
                kanaal: row.get(0)?,
                waar: row.get(1)?,
            })
        },
    )?)
}

pub(in super::super) fn set_kanalen(
    ctx: &mut Write<'_>,
    id: KennisitemId,
    kanalen: &[Kanaalplek],
) -> Result<()> {
    let gemeente = ctx.gemeente();
    ctx.exec(
        "DELETE FROM kennis_kanalen WHERE gemeente_id = $1 AND kennisitem_id = $2",
        &[&gemeente, &id],
    )?;
    for plek in kanalen {
        ctx.exec(
            "INSERT INTO kennis_kanalen (gemeente_id, kennisitem_id, kanaal, waar) VALUES ($1, $2, $3, $4) \
             ON CONFLICT (gemeente_id, kennisitem_id, kanaal) DO UPDATE SET waar = excluded.waar",
            &[&gemeente, &id, &plek.kanaal, &plek.waar],
        )?;
    }
    Ok(())
}

fn plaats(row: &Row<'_>) -> Result<Plaats, kit::db::Error> {
    Ok(Plaats {
        locatie: row.get(0)?,
        naam: row.get(1)?,
        adres: row.get(2)?,
        postcode: row.get(3)?,
        plaats: row.get(4)?,
        telefoon: row.get(5)?,
        toegankelijkheid: row.get(6)?,
        openingstijden: row.get(7)?,
        toelichting: row.get(8)?,
        gebied: row.get(9)?,
        lat_e6: row.get(10)?,
        lon_e6: row.get(11)?,
    })
}

/// Where the service can be had.
pub fn list_plaatsen(
    tx: &mut impl Queries,
    gemeente: GemeenteId,
    id: KennisitemId,
) -> Result<Vec<Plaats>> {
    Ok(tx.query(
        "SELECT l.id, l.naam, l.adres, l.postcode, l.plaats, l.telefoon, l.toegankelijkheid, \
         CASE WHEN k.openingstijden <> '' THEN k.openingstijden ELSE l.openingstijden END, k.toelichting, \
         l.gebied_id, l.lat_e6, l.lon_e6 \
         FROM kennis_locaties k JOIN locaties l ON l.gemeente_id = k.gemeente_id AND l.id = k.locatie_id \
         WHERE k.gemeente_id = $1 AND k.kennisitem_id = $2 AND l.ended_at IS NULL ORDER BY l.naam, l.id LIMIT $3",
        &[&gemeente, &id, &MOST],
        plaats,
    )?)
}

/// Where the service can be had as its owner put it: hours of its own (empty: those of the place) and a remark.
pub fn list_eigen_plaatsen(
    tx: &mut impl Queries,
    gemeente: GemeenteId,
    id: KennisitemId,
) -> Result<Vec<(LocatieId, String, String)>> {
    Ok(tx.query(
        "SELECT l.id, k.openingstijden, k.toelichting \
         FROM kennis_locaties k JOIN locaties l ON l.gemeente_id = k.gemeente_id AND l.id = k.locatie_id \
         WHERE k.gemeente_id = $1 AND k.kennisitem_id = $2 AND l.ended_at IS NULL ORDER BY l.naam, l.id LIMIT $3",
        &[&gemeente, &id, &MOST],
        |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)),
    )?)
}

/// Where these services can be had, each with its item; of the first five at most.
pub fn list_plaatsen_of(
    tx: &mut impl Queries,
    gemeente: GemeenteId,
    ids: &[KennisitemId],
) -> Result<Vec<(KennisitemId, Plaats)>> {
    let nobody = KennisitemId(uuid::Uuid::nil());
    let id = |n: usize| ids.get(n).copied().unwrap_or(nobody);
    Ok(tx.query(
        "SELECT l.id, l.naam, l.adres, l.postcode, l.plaats, l.telefoon, l.toegankelijkheid, \
         CASE WHEN k.openingstijden <> '' THEN k.openingstijden ELSE l.openingstijden END, k.toelichting, \
         l.gebied_id, l.lat_e6, l.lon_e6, k.kennisitem_id \
         FROM kennis_locaties k JOIN locaties l ON l.gemeente_id = k.gemeente_id AND l.id = k.locatie_id \
         WHERE k.gemeente_id = $1 AND k.kennisitem_id IN ($2, $3, $4, $5, $6) AND l.ended_at IS NULL \
         ORDER BY l.naam, l.id, k.kennisitem_id LIMIT $7",
        &[&gemeente, &id(0), &id(1), &id(2), &id(3), &id(4), &(5 * MOST)],
        |row| Ok((row.get(12)?, plaats(row)?)),
    )?)
}

/// Which items can be had at a place: their faces follow when the place changes.
pub fn list_at_plaats(
    tx: &mut impl Queries,
    gemeente: GemeenteId,
    locatie: LocatieId,
) -> Result<Vec<KennisitemId>> {
    Ok(tx.query(
        "SELECT kennisitem_id FROM kennis_locaties WHERE gemeente_id = $1 AND locatie_id = $2 \
         ORDER BY kennisitem_id LIMIT 1000",
        &[&gemeente, &locatie],
        |row| row.get(0),
    )?)
}

/// The places to choose from, by name.
pub fn list_locaties(
    tx: &mut impl Queries,
    gemeente: GemeenteId,
) -> Result<Vec<(LocatieId, String)>> {
    Ok(tx.query(
        "SELECT id, naam FROM locaties WHERE gemeente_id = $1 AND ended_at IS NULL ORDER BY naam, id LIMIT 500",
        &[&gemeente],
        |row| Ok((row.get(0)?, row.get(1)?)),
    )?)
}

pub(in super::super) fn set_plaatsen(
    ctx: &mut Write<'_>,
    id: KennisitemId,
    plaatsen: &[(LocatieId, String, String)],
) -> Result<()> {
    let gemeente = ctx.gemeente();
    ctx.exec(
        "DELETE FROM kennis_locaties WHERE gemeente_id = $1 AND kennisitem_id = $2",
        &[&gemeente, &id],
    )?;
    for (locatie, openingstijden, toelichting) in plaatsen {
        let known: Option<LocatieId> = ctx.query_opt(
            "SELECT id FROM locaties WHERE gemeente_id = $1 AND id = $2",
            &[&gemeente, locatie],
            |row| row.get(0),
        )?;
        if known.is_none() {
            return Err(Error::field("plaatsen", "kennis-plaats-onbekend"));
        }
        add_plaats(ctx, id, *locatie, openingstijden, toelichting)?;
    }
    Ok(())
}

/// One place more, which must be there.
pub(in super::super) fn add_plaats(
    ctx: &mut Write<'_>,
    id: KennisitemId,
    locatie: LocatieId,
    openingstijden: &str,
    toelichting: &str,
) -> Result<()> {
    let gemeente = ctx.gemeente();
    ctx.exec(
        "INSERT INTO kennis_locaties (gemeente_id, kennisitem_id, locatie_id, openingstijden, toelichting) \
         VALUES ($1, $2, $3, $4, $5) ON CONFLICT (gemeente_id, kennisitem_id, locatie_id) DO UPDATE \
         SET openingstijden = excluded.openingstijden, toelichting = excluded.toelichting",
        &[&gemeente, &id, &locatie, &openingstijden, &toelichting],
    )?;
    Ok(())
}

/// For which gebieden it is; none: for the whole gemeente.
pub fn list_gebieden(
    tx: &mut impl Queries,
    gemeente: GemeenteId,
    id: KennisitemId,
) -> Result<Vec<GebiedId>> {
    Ok(tx.query(
        "SELECT gebied_id FROM kennis_gebieden WHERE gemeente_id = $1 AND kennisitem_id = $2 ORDER BY gebied_id LIMIT $3",
        &[&gemeente, &id, &MOST],
        |row| row.get(0),
    )?)
}

pub(in super::super) fn set_gebieden(
    ctx: &mut Write<'_>,
    id: KennisitemId,
    gebieden: &[GebiedId],
) -> Result<()> {
    let gemeente = ctx.gemeente();
    ctx.exec(
        "DELETE FROM kennis_gebieden WHERE gemeente_id = $1 AND kennisitem_id = $2",
        &[&gemeente, &id],
    )?;
    super::gelezen::add_gebieden(ctx, id, gebieden)
}

/// The same text in other languages.
pub fn list_vertalingen(
    tx: &mut impl Queries,
    gemeente: GemeenteId,
    id: KennisitemId,
) -> Result<Vec<Vertaling>> {
    Ok(tx.query(
        "SELECT taal, titel, samenvatting, tekst, versie FROM kennis_vertalingen \
         WHERE gemeente_id = $1 AND kennisitem_id = $2 ORDER BY taal LIMIT $3",
        &[&gemeente, &id, &MOST],
        |row| {
            Ok(Vertaling {
                taal: row.get(0)?,
                titel: row.get(1)?,
                samenvatting: row.get(2)?,
                tekst: row.get(3)?,
                versie: row.get(4)?,
            })
        },
    )?)
}

pub(in super::super) fn put_vertaling(
    ctx: &mut Write<'_>,
    id: KennisitemId,
    vertaling: &Vertaling,
) -> Result<()> {
    let gemeente = ctx.gemeente();
    ctx.exec(
        "INSERT INTO kennis_vertalingen (gemeente_id, kennisitem_id, taal, titel, samenvatting, tekst, versie) \
         VALUES ($1, $2, $3, $4, $5, $6, $7) ON CONFLICT (gemeente_id, kennisitem_id, taal) DO UPDATE \
         SET titel = excluded.titel, samenvatting = excluded.samenvatting, tekst = excluded.tekst, \
         versie = excluded.versie",
        &[
            &gemeente,
            &id,
            &vertaling.taal,
            &vertaling.titel,
            &vertaling.samenvatting,
            &vertaling.tekst,
            &vertaling.versie,
        ],
    )?;
    Ok(())
}
