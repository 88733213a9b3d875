//! The SQL that keeps what was read in.

use kit::db::Queries;

use super::IncomingLocatie;
use super::opslag::Columns;
use crate::error::Result;
use crate::ids::{KennisitemId, LocatieId};
use crate::write::Write;

pub(super) fn keep_upl_name(
    ctx: &mut Write<'_>,
    id: KennisitemId,
    naam: Option<&str>,
) -> Result<()> {
    let (gemeente, now) = (ctx.gemeente(), ctx.now);
    ctx.exec(
        "UPDATE kennisitems SET upl_naam = $3, changed_at = $4 WHERE gemeente_id = $1 AND id = $2",
        &[&gemeente, &id, &naam, &now],
    )?;
    Ok(())
}

pub(super) fn insert(
    ctx: &mut Write<'_>,
    id: KennisitemId,
    sleutel: &str,
    it: &Columns,
) -> Result<()> {
    let (gemeente, now) = (ctx.gemeente(), ctx.now);
    let assured_by = it.assured_at.map(|_| "import");
    let published_at = (it.state == "published").then_some(now);
    ctx.exec(
        "INSERT INTO kennisitems (gemeente_id, id, sleutel, soort, organisatie_id, organisatie_soort, state, versie, \
         essential, onderwerp, titel, samenvatting, tekst, aanmelden, voorwaarden, kosten, doelgroep, min_leeftijd, \
         max_leeftijd, talen, telefoon, email, url, url_state, upl_naam, upl_uri, assured_at, assured_by, review_days, \
         review_due, bron, extern, created_at, changed_at, published_at) \
         VALUES ($1, $2, $3, $4, $5, $6, $7, 1, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21, $22, \
         'unknown', $23, $24, $25, $26, $27, $28, $29, $30, $31, $31, $32)",
        &[
            &gemeente,
            &id,
            &sleutel,
            &it.soort,
            &it.organisatie,
            &it.organisatie_soort,
            &it.state,
            &it.essential,
            &it.onderwerp,
            &it.titel,
            &it.samenvatting,
            &it.tekst,
            &it.aanmelden,
            &it.voorwaarden,
            &it.kosten,
            &it.doelgroep,
            &it.min_leeftijd,
            &it.max_leeftijd,
            &it.talen,
            &it.telefoon,
            &it.email,
            &it.url,
            &it.upl_naam,
            &it.upl_uri,
            &it.assured_at,
            &assured_by,
            &it.review_days,
            &it.review_due,
            &it.bron,
            &it.extern_id,
            &now,
            &published_at,
        ],
    )?;
    Ok(())
}

pub(super) fn update(
    ctx: &mut Write<'_>,
    id: KennisitemId,
    versie: i64,
    it: &Columns,
) -> Result<()> {
    let (gemeente, now) = (ctx.gemeente(), ctx.now);
    let assured_by = it.assured_at.map(|_| "import");
    let published_at = (it.state == "published").then_some(now);
    let withdrawn_at = (it.state == "withdrawn").then_some(now);
    ctx.exec(
        "UPDATE kennisitems SET soort = $3, organisatie_id = $4, organisatie_soort = $5, state = $6, versie = $7, \
         essential = $8, onderwerp = $9, titel = $10, samenvatting = $11, tekst = $12, aanmelden = $13, \
         voorwaarden = $14, kosten = $15, doelgroep = $16, min_leeftijd = $17, max_leeftijd = $18, talen = $19, \
         telefoon = $20, email = $21, url = $22, url_state = 'unknown', url_checked_at = NULL, url_gone_since = NULL, \
         upl_naam = $23, \
         upl_uri = $24, assured_at = $25, assured_by = $26, review_days = $27, review_due = $28, bron = $29, \
         extern = $30, changed_at = $31, published_at = COALESCE(published_at, $32), withdrawn_at = $33 \
         WHERE gemeente_id = $1 AND id = $2",
        &[
            &gemeente,
            &id,
            &it.soort,
            &it.organisatie,
            &it.organisatie_soort,
            &it.state,
            &versie,
            &it.essential,
            &it.onderwerp,
            &it.titel,
            &it.samenvatting,
            &it.tekst,
            &it.aanmelden,
            &it.voorwaarden,
            &it.kosten,
            &it.doelgroep,
            &it.min_leeftijd,
            &it.max_leeftijd,
            &it.talen,
            &it.telefoon,
            &it.email,
            &it.url,
            &it.upl_naam,
            &it.upl_uri,
            &it.assured_at,
            &assured_by,
            &it.review_days,
            &it.review_due,
            &it.bron,
            &it.extern_id,
            &now,
            &published_at,
            &withdrawn_at,
        ],
    )?;
    Ok(())
}

pub(super) fn insert_versie(
    ctx: &mut Write<'_>,
    id: KennisitemId,
    versie: i64,
    it: &Columns,
) -> Result<()> {
    let (gemeente, now) = (ctx.gemeente(), ctx.now);
    ctx.exec(
        "INSERT INTO kennisversies (gemeente_id, kennisitem_id, versie, titel, samenvatting, tekst, organisatie_id, at) \
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8)",
        &[
            &gemeente,
            &id,
            &versie,
            &it.titel,
            &it.samenvatting,
            &it.tekst,
            &it.organisatie,
            &now,
        ],
    )?;
    Ok(())
}

/// Away with words, gebieden, places and extra fields of the reading before.
pub(super) fn clear_details(ctx: &mut Write<'_>, id: KennisitemId) -> Result<()> {
    let gemeente = ctx.gemeente();
    for sql in [
        "DELETE FROM kennis_woorden WHERE gemeente_id = $1 AND kennisitem_id = $2",
        "DELETE FROM kennis_gebieden WHERE gemeente_id = $1 AND kennisitem_id = $2",
        "DELETE FROM kennis_locaties WHERE gemeente_id = $1 AND kennisitem_id = $2",
        "DELETE FROM kennis_extra WHERE gemeente_id = $1 AND kennisitem_id = $2",
    ] {
        ctx.exec(sql, &[&gemeente, &id])?;
    }
    Ok(())
}

pub(super) fn insert_extra(
    ctx: &mut Write<'_>,
    id: KennisitemId,
    veld: &str,
    json: &str,
) -> Result<()> {
    let gemeente = ctx.gemeente();
    ctx.exec(
        "INSERT INTO kennis_extra (gemeente_id, kennisitem_id, veld, json) VALUES ($1, $2, $3, $4)",
        &[&gemeente, &id, &veld, &json],
    )?;
    Ok(())
}

/// The place, as it is known by its number there or our own id; what came from a source is brought up to date
/// until its people change it here.
pub(super) fn keep_locatie(
    ctx: &mut Write<'_>,
    bron: &str,
    plek: &IncomingLocatie,
) -> Result<LocatieId> {
    let (gemeente, now) = (ctx.gemeente(), ctx.now);
    if let Ok(id) = plek.extern_id.parse::<uuid::Uuid>() {
        let own = ctx.query_opt(
            "SELECT id FROM locaties WHERE gemeente_id = $1 AND id = $2",
            &[&gemeente, &id],
            |row| row.get::<LocatieId>(0),
        )?;
        if let Some(own) = own {
            return Ok(own);
        }
    }
    let known = ctx.query_opt(
        "SELECT id FROM locaties WHERE gemeente_id = $1 AND bron = $2 AND extern = $3",
        &[&gemeente, &bron, &plek.extern_id],
        |row| row.get::<LocatieId>(0),
    )?;
    if let Some(id) = known {
        let written_here: Option<i64> = ctx.query_opt(
            "SELECT versie FROM locatieversies WHERE gemeente_id = $1 AND locatie_id = $2 ORDER BY versie LIMIT 1",
            &[&gemeente, &id],
            |row| row.get(0),
        )?;
        // What its people wrote here is not overwritten (INV-15).
        if written_here.is_some() {
            return Ok(id);
        }
        ctx.exec(
            "UPDATE locaties SET naam = $3, adres = $4, postcode = $5, plaats = $6, lat_e6 = $7, lon_e6 = $8, \
             toegankelijkheid = $9, telefoon = $10, openingstijden = $11, changed_at = $12 \
             WHERE gemeente_id = $1 AND id = $2",
            &[
                &gemeente,
                &id,
                &plek.naam,
                &plek.adres,
                &plek.postcode,
                &plek.plaats,
                &plek.lat_e6,
                &plek.lon_e6,
                &plek.toegankelijkheid,
                &plek.telefoon,
                &plek.openingstijden,
                &now,
            ],
        )?;
        return Ok(id);
    }
    let id: LocatieId = ctx.new_id();
    ctx.exec(
        "INSERT INTO locaties (gemeente_id, id, naam, soort, sterren, adres, postcode, plaats, lat_e6, lon_e6, \
         toegankelijkheid, telefoon, openingstijden, bron, extern, created_at, changed_at) \
         VALUES ($1, $2, $3, 'anders', 0, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $14)",
        &[
            &gemeente,
            &id,
            &plek.naam,
            &plek.adres,
            &plek.postcode,
            &plek.plaats,
            &plek.lat_e6,
            &plek.lon_e6,
            &plek.toegankelijkheid,
            &plek.telefoon,
            &plek.openingstijden,
            &bron,
            &plek.extern_id,
            &now,
        ],
    )?;
    Ok(id)
}

pub(super) fn insert_plek(
    ctx: &mut Write<'_>,
    id: KennisitemId,
    locatie: LocatieId,
    plek: &IncomingLocatie,
) -> Result<()> {
    let gemeente = ctx.gemeente();
    ctx.exec(
        "INSERT INTO kennis_locaties (gemeente_id, kennisitem_id, locatie_id, openingstijden, toelichting) \
         VALUES ($1, $2, $3, $4, $5) ON CONFLICT DO NOTHING",
        &[&gemeente, &id, &locatie, &plek.eigen_tijden, &plek.toelichting],
    )?;
    Ok(())
}

/// Brings the public face up to date with what was read in (INV-43); what was public once keeps its face.
pub(super) fn show(ctx: &mut Write<'_>, id: KennisitemId, it: &Columns) -> Result<()> {
    if it.state == "draft" {
        return Ok(());
    }
    crate::balie::kennisbank::project(ctx, id)
}
