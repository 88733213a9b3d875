//! The SQL of what is read in from another source: how it is known again, and how it takes the place of the reading
//! before.

use kit::db::Queries;

use super::{AssuredBy, Herkomst, Item, ItemState, ItemStatus, Velden, columns, item};
use crate::balie::kennisbank::inlezen::IncomingLocatie;
use crate::error::Result;
use crate::ids::{GebiedId, GemeenteId, KennisitemId, KennisvlagId, LocatieId, OrganisatieId};
use crate::write::Write;

/// Most items of one title that are compared.
const SAME_TITLE: i64 = 60;

/// The first item that carries this product name.
pub(in super::super) fn find_by_upl(
    tx: &mut impl Queries,
    gemeente: GemeenteId,
    uri: &str,
) -> Result<Option<Item>> {
    Ok(tx.query_opt(
        concat!(
            "SELECT ",
            columns!(),
            " FROM kennisitems WHERE gemeente_id = $1 AND upl_uri = $2 ORDER BY created_at, id LIMIT 1"
        ),
        &[&gemeente, &uri.trim()],
        item,
    )?)
}

/// The first items with exactly this title.
pub(in super::super) fn list_by_titel(
    tx: &mut impl Queries,
    gemeente: GemeenteId,
    titel: &str,
) -> Result<Vec<Item>> {
    Ok(tx.query(
        concat!(
            "SELECT ",
            columns!(),
            " FROM kennisitems WHERE gemeente_id = $1 AND titel = $2 ORDER BY id LIMIT $3"
        ),
        &[&gemeente, &titel, &SAME_TITLE],
        item,
    )?)
}

/// The organisation with this key, also one that this very write added.
pub(in super::super) fn find_organisatie(
    tx: &mut impl Queries,
    gemeente: GemeenteId,
    key: &str,
) -> Result<Option<OrganisatieId>> {
    Ok(tx.query_opt(
        "SELECT id FROM organisaties WHERE gemeente_id = $1 AND sleutel = $2",
        &[&gemeente, &key],
        |row| row.get(0),
    )?)
}

/// Whether somebody here wrote a version of it.
pub(in super::super) fn is_written_here(
    tx: &mut impl Queries,
    gemeente: GemeenteId,
    id: KennisitemId,
) -> Result<bool> {
    let by_hand = tx.query_opt(
        "SELECT versie FROM kennisversies WHERE gemeente_id = $1 AND kennisitem_id = $2 AND account_id IS NOT NULL \
         ORDER BY versie DESC LIMIT 1",
        &[&gemeente, &id],
        |row| row.get::<i64>(0),
    )?;
    Ok(by_hand.is_some())
}

/// The field that says that somebody here wrote what stands beside the text; like all that begin with a line it is not
/// given to others.
const HERE: &str = "_hier";

/// Notes that somebody here wrote what stands beside the text.
pub(in super::super) fn set_beside_here(ctx: &mut Write<'_>, id: KennisitemId) -> Result<()> {
    delete_extra(ctx, id, HERE)?;
    insert_extra(ctx, id, HERE, "true")
}

/// Whether somebody here wrote what stands beside the text.
pub(in super::super) fn is_beside_here(
    tx: &mut impl Queries,
    gemeente: GemeenteId,
    id: KennisitemId,
) -> Result<bool> {
    Ok(find_extra(tx, gemeente, id, HERE)?.is_some())
}

/// Whether a contradiction about it waits for its owner.
pub(in super::super) fn has_open_contradiction(
    tx: &mut impl Queries,
    gemeente: GemeenteId,
    id: KennisitemId,
) -> Result<bool> {
    let open = tx.query_opt(
        "SELECT id FROM kennis_vlaggen WHERE gemeente_id = $1 AND kennisitem_id = $2 AND settled_at IS NULL \
         AND soort = 'contradiction' ORDER BY at, id LIMIT 1",
        &[&gemeente, &id],
        |row| row.get::<KennisvlagId>(0),
    )?;
    Ok(open.is_some())
}

/// A field without a column of its own, as JSON.
pub(in super::super) fn find_extra(
    tx: &mut impl Queries,
    gemeente: GemeenteId,
    id: KennisitemId,
    veld: &str,
) -> Result<Option<String>> {
    Ok(tx.query_opt(
        "SELECT json FROM kennis_extra WHERE gemeente_id = $1 AND kennisitem_id = $2 AND veld = $3",
        &[&gemeente, &id, &veld],
        |row| row.get(0),
    )?)
}

pub(in super::super) fn insert_extra(
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

pub(in super::super) fn delete_extra(
    ctx: &mut Write<'_>,
    id: KennisitemId,
    veld: &str,
) -> Result<()> {
    let gemeente = ctx.gemeente();
    ctx.exec(
        "DELETE FROM kennis_extra WHERE gemeente_id = $1 AND kennisitem_id = $2 AND veld = $3",
        &[&gemeente, &id, &veld],
    )?;
    Ok(())
}

/// The product name that the list of names has for it.
pub(in super::super) fn set_upl_naam(
    ctx: &mut Write<'_>,
    id: KennisitemId,
    naam: Option<&str>,
) -> Result<()> {
    let (gemeente, now) = (ctx.gemeente(), ctx.now);
    ctx.exec(
        "UPDATE kennisitems SET upl_naam = $3, changed_at = $4, read_in = TRUE WHERE gemeente_id = $1 AND id = $2",
        &[&gemeente, &id, &naam, &now],
    )?;
    Ok(())
}

/// Another word in its address; only of what was never shown.
pub(in super::super) fn set_sleutel(
    ctx: &mut Write<'_>,
    id: KennisitemId,
    sleutel: &str,
) -> Result<()> {
    let (gemeente, now) = (ctx.gemeente(), ctx.now);
    ctx.exec(
        "UPDATE kennisitems SET sleutel = $3, changed_at = $4 WHERE gemeente_id = $1 AND id = $2 \
         AND published_at IS NULL",
        &[&gemeente, &id, &sleutel, &now],
    )?;
    Ok(())
}

/// Everything of it as the source says it now; its address stays, and its website has to be looked at anew.
pub(in super::super) fn replace(
    ctx: &mut Write<'_>,
    id: KennisitemId,
    versie: i64,
    velden: &Velden,
    from: &Herkomst,
    stand: &ItemStatus,
) -> Result<()> {
    let (gemeente, now) = (ctx.gemeente(), ctx.now);
    let assured_by = stand.assured_at.map(|_| AssuredBy::Import.word());
    let published_at = (stand.state == ItemState::Published).then_some(now);
    let withdrawn_at = (stand.state == ItemState::Withdrawn).then_some(now);
    ctx.exec(
        "UPDATE kennisitems SET soort = $3, organisatie_id = $4, organisatie_soort = $5, state = $6, versie = $7, \
         essential = $8, onderwerp = $9, titel = $10, samenvatting = $11, tekst = $12, aanmelden = $13, \
         voorwaarden = $14, kosten = $15, doelgroep = $16, min_leeftijd = $17, max_leeftijd = $18, talen = $19, \
         telefoon = $20, email = $21, url = $22, url_state = 'unknown', url_checked_at = NULL, url_gone_since = NULL, \
         upl_naam = $23, upl_uri = $24, assured_at = $25, assured_by = $26, review_days = $27, review_due = $28, \
         bron = $29, extern = $30, changed_at = $31, published_at = COALESCE(published_at, $32), withdrawn_at = $33, \
         read_in = TRUE WHERE gemeente_id = $1 AND id = $2",
        &[
            &gemeente,
            &id,
            &velden.soort,
            &from.organisatie,
            &velden.organisatie_soort,
            &stand.state,
            &versie,
            &from.essential,
            &velden.onderwerp,
            &velden.titel,
            &velden.samenvatting,
            &velden.tekst,
            &velden.aanmelden,
            &velden.voorwaarden,
            &velden.kosten,
            &velden.doelgroep,
            &velden.min_leeftijd,
            &velden.max_leeftijd,
            &velden.talen.join(","),
            &velden.telefoon,
            &velden.email,
            &velden.url,
            &from.upl_naam,
            &from.upl_uri,
            &stand.assured_at,
            &assured_by,
            &stand.review_days,
            &stand.review_due,
            &from.bron,
            &from.extern_id,
            &now,
            &published_at,
            &withdrawn_at,
        ],
    )?;
    Ok(())
}

/// Away with words, gebieden, places, extra fields and how it can be asked for online, as the reading before said it.
pub(in super::super) fn clear_beside(ctx: &mut Write<'_>, id: KennisitemId) -> Result<()> {
    let gemeente = ctx.gemeente();
    for sql in [
        "DELETE FROM kennis_woorden WHERE gemeente_id = $1 AND kennisitem_id = $2",
        "DELETE FROM kennis_gebieden WHERE gemeente_id = $1 AND kennisitem_id = $2",
        "DELETE FROM kennis_locaties WHERE gemeente_id = $1 AND kennisitem_id = $2",
        "DELETE FROM kennis_extra WHERE gemeente_id = $1 AND kennisitem_id = $2",
        "DELETE FROM kennis_online WHERE gemeente_id = $1 AND kennisitem_id = $2",
    ] {
        ctx.exec(sql, &[&gemeente, &id])?;
    }
    Ok(())
}

/// For which gebieden it is, beside those that it has.
pub(in super::super) fn add_gebieden(
    ctx: &mut Write<'_>,
    id: KennisitemId,
    gebieden: &[GebiedId],
) -> Result<()> {
    let gemeente = ctx.gemeente();
    for gebied in gebieden {
        ctx.exec(
            "INSERT INTO kennis_gebieden (gemeente_id, kennisitem_id, gebied_id) VALUES ($1, $2, $3) \
             ON CONFLICT (gemeente_id, kennisitem_id, gebied_id) DO NOTHING",
            &[&gemeente, &id, gebied],
        )?;
    }
    Ok(())
}

/// The place, as it is known by our own id or by its number there; what came from a source is brought up to date until its
/// people change it here (INV-15).
pub(in super::super) fn keep_locatie(
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
    let id: LocatieId = ctx.new_id();
    let kept = ctx.query_opt(
        "INSERT INTO locaties (gemeente_id, id, naam, soort, sterren, adres, postcode, plaats, lat_e6, lon_e6, \
         toegankelijkheid, telefoon, openingstijden, bron, extern, created_at, changed_at) \
         VALUES ($1, $2, $3, 'anders', 0, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $14) \
         ON CONFLICT (gemeente_id, bron, extern) DO UPDATE SET naam = excluded.naam, adres = excluded.adres, \
         postcode = excluded.postcode, plaats = excluded.plaats, lat_e6 = excluded.lat_e6, lon_e6 = excluded.lon_e6, \
         toegankelijkheid = excluded.toegankelijkheid, telefoon = excluded.telefoon, \
         openingstijden = excluded.openingstijden, changed_at = excluded.changed_at \
         WHERE NOT EXISTS (SELECT 1 FROM locatieversies v WHERE v.gemeente_id = locaties.gemeente_id \
          AND v.locatie_id = locaties.id) RETURNING id",
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
        |row| row.get(0),
    )?;
    if let Some(id) = kept {
        return Ok(id);
    }
    Ok(ctx.query_one(
        "SELECT id FROM locaties WHERE gemeente_id = $1 AND bron = $2 AND extern = $3",
        &[&gemeente, &bron, &plek.extern_id],
        |row| row.get(0),
    )?)
}
