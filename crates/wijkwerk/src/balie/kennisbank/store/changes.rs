//! The SQL of what changes an item that is there.

use jiff::Timestamp;
use jiff::civil::Date;
use kit::db::Queries;

use crate::balie::kennisbank::model::{AssuredBy, ItemState, UrlState, Velden};
use crate::error::Result;
use crate::ids::{GemeenteId, KennisitemId, OrganisatieId};
use crate::write::Write;

/// Replaces every field; another website has to be looked at anew.
pub(in super::super) fn set_velden(
    ctx: &mut Write<'_>,
    id: KennisitemId,
    velden: &Velden,
    versie: i64,
) -> Result<()> {
    let (gemeente, now) = (ctx.gemeente(), ctx.now);
    ctx.exec(
        "UPDATE kennisitems SET soort = $3, organisatie_soort = $4, onderwerp = $5, titel = $6, samenvatting = $7, \
         tekst = $8, aanmelden = $9, voorwaarden = $10, kosten = $11, doelgroep = $12, min_leeftijd = $13, \
         max_leeftijd = $14, talen = $15, telefoon = $16, email = $17, url_state = CASE WHEN url = $18 THEN url_state \
         ELSE 'unknown' END, url_checked_at = CASE WHEN url = $18 THEN url_checked_at ELSE NULL END, \
         url_gone_since = CASE WHEN url = $18 THEN url_gone_since ELSE NULL END, url = $18, \
         versie = $19, changed_at = $20, read_in = FALSE WHERE gemeente_id = $1 AND id = $2",
        &[
            &gemeente,
            &id,
            &velden.soort,
            &velden.organisatie_soort,
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
            &versie,
            &now,
        ],
    )?;
    Ok(())
}

/// Somebody answers for it from now on.
pub(in super::super) fn set_owner(
    ctx: &mut Write<'_>,
    id: KennisitemId,
    organisatie: OrganisatieId,
) -> Result<()> {
    let (gemeente, now) = (ctx.gemeente(), ctx.now);
    ctx.exec(
        "UPDATE kennisitems SET organisatie_id = $3, changed_at = $4, read_in = FALSE \
         WHERE gemeente_id = $1 AND id = $2",
        &[&gemeente, &id, &organisatie, &now],
    )?;
    Ok(())
}

/// Another state; published for the first time or withdrawn says when.
pub(in super::super) fn set_state(
    ctx: &mut Write<'_>,
    id: KennisitemId,
    state: ItemState,
    hidden_reason: Option<&str>,
) -> Result<()> {
    let (gemeente, now) = (ctx.gemeente(), ctx.now);
    let published = (state == ItemState::Published).then_some(now);
    let withdrawn = (state == ItemState::Withdrawn).then_some(now);
    ctx.exec(
        "UPDATE kennisitems SET state = $3, hidden_reason = $4, published_at = coalesce(published_at, $5), \
         withdrawn_at = $6, changed_at = $7, read_in = FALSE WHERE gemeente_id = $1 AND id = $2",
        &[
            &gemeente,
            &id,
            &state,
            &hidden_reason,
            &published,
            &withdrawn,
            &now,
        ],
    )?;
    Ok(())
}

/// Somebody of the owner said that it is right.
pub(in super::super) fn set_assured(
    ctx: &mut Write<'_>,
    id: KennisitemId,
    by: AssuredBy,
    review_due: Option<Date>,
) -> Result<()> {
    let (gemeente, now) = (ctx.gemeente(), ctx.now);
    ctx.exec(
        "UPDATE kennisitems SET assured_at = $3, assured_by = $4, review_due = $5, asked_at = NULL \
         WHERE gemeente_id = $1 AND id = $2",
        &[&gemeente, &id, &now, &by, &review_due],
    )?;
    Ok(())
}

/// By when it is to be looked at, and whether it must be there in every channel.
pub(in super::super) fn set_review(
    ctx: &mut Write<'_>,
    id: KennisitemId,
    review_due: Option<Date>,
    essential: bool,
) -> Result<()> {
    let (gemeente, now) = (ctx.gemeente(), ctx.now);
    ctx.exec(
        "UPDATE kennisitems SET review_due = $3, essential = $4, changed_at = $5, read_in = FALSE \
         WHERE gemeente_id = $1 AND id = $2",
        &[&gemeente, &id, &review_due, &essential, &now],
    )?;
    Ok(())
}

/// The owner was asked.
pub(in super::super) fn set_asked(ctx: &mut Write<'_>, id: KennisitemId) -> Result<()> {
    let (gemeente, now) = (ctx.gemeente(), ctx.now);
    ctx.exec(
        "UPDATE kennisitems SET asked_at = $3 WHERE gemeente_id = $1 AND id = $2",
        &[&gemeente, &id, &now],
    )?;
    Ok(())
}

/// The owner was asked because this day of checking has come.
pub(in super::super) fn set_review_asked(
    ctx: &mut Write<'_>,
    id: KennisitemId,
    due: Option<Date>,
) -> Result<()> {
    let gemeente = ctx.gemeente();
    ctx.exec(
        "UPDATE kennisitems SET review_asked = $3 WHERE gemeente_id = $1 AND id = $2",
        &[&gemeente, &id, &due],
    )?;
    Ok(())
}

/// What its website said, and since when it is gone.
pub(in super::super) fn set_url_state(
    ctx: &mut Write<'_>,
    id: KennisitemId,
    state: UrlState,
    gone_since: Option<Timestamp>,
) -> Result<()> {
    let (gemeente, now) = (ctx.gemeente(), ctx.now);
    ctx.exec(
        "UPDATE kennisitems SET url_state = $3, url_checked_at = $4, url_gone_since = $5 \
         WHERE gemeente_id = $1 AND id = $2",
        &[&gemeente, &id, &state, &now, &gone_since],
    )?;
    Ok(())
}

/// Since when its website is gone, if it is.
pub(in super::super) fn find_gone_since(
    tx: &mut impl Queries,
    gemeente: GemeenteId,
    id: KennisitemId,
) -> Result<Option<Timestamp>> {
    let found: Option<Option<Timestamp>> = tx.query_opt(
        "SELECT url_gone_since FROM kennisitems WHERE gemeente_id = $1 AND id = $2",
        &[&gemeente, &id],
        |row| row.get(0),
    )?;
    Ok(found.flatten())
}

/// That something beside it changed: words, channels, places.
pub(in super::super) fn touch(ctx: &mut Write<'_>, id: KennisitemId) -> Result<()> {
    let (gemeente, now) = (ctx.gemeente(), ctx.now);
    ctx.exec(
        "UPDATE kennisitems SET changed_at = $3, read_in = FALSE WHERE gemeente_id = $1 AND id = $2",
        &[&gemeente, &id, &now],
    )?;
    Ok(())
}
