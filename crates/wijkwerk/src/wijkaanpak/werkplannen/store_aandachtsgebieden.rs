//! What is written of aandachtsgebieden, and of their public faces.

use std::collections::BTreeSet;

use kit::db::Queries;

use super::model::{AandachtsgebiedState, NewAandachtsgebied};
use crate::error::{Error, Result};
use crate::ids::{AandachtsgebiedId, GemeenteId};
use crate::write::Write;

/// Keeps a proposed aandachtsgebied, with the one of an earlier year that it goes on from.
pub(super) fn insert_aandachtsgebied(
    ctx: &mut Write<'_>,
    id: AandachtsgebiedId,
    wanted: &NewAandachtsgebied,
    carried_from: Option<AandachtsgebiedId>,
) -> Result<()> {
    let (gemeente, now) = (ctx.gemeente(), ctx.now);
    let velden = velden(wanted)?;
    ctx.exec(
        "INSERT INTO aandachtsgebieden (gemeente_id, id, werkplan_id, titel, behoefte, behoefte_van, behoefte_bron, \
         integraal, eigen_initiatief, state, owner_organisatie_id, carried_from, velden, created_at, changed_at) \
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $14)",
        &[
            &gemeente,
            &id,
            &wanted.werkplan,
            &wanted.titel.trim(),
            &wanted.behoefte.trim(),
            &wanted.behoefte_van,
            &bron(wanted),
            &wanted.integraal,
            &wanted.eigen_initiatief,
            &AandachtsgebiedState::Proposed,
            &wanted.owner_organisatie,
            &carried_from,
            &velden,
            &now,
        ],
    )?;
    insert_parts(ctx, id, wanted)
}

/// Writes an aandachtsgebied as it is wanted now.
pub(super) fn update_aandachtsgebied(
    ctx: &mut Write<'_>,
    id: AandachtsgebiedId,
    wanted: &NewAandachtsgebied,
) -> Result<()> {
    let (gemeente, now) = (ctx.gemeente(), ctx.now);
    let velden = velden(wanted)?;
    ctx.exec(
        "UPDATE aandachtsgebieden SET titel = $3, behoefte = $4, behoefte_van = $5, behoefte_bron = $6, \
         integraal = $7, eigen_initiatief = $8, owner_organisatie_id = $9, velden = $10, changed_at = $11 \
         WHERE gemeente_id = $1 AND id = $2",
        &[
            &gemeente,
            &id,
            &wanted.titel.trim(),
            &wanted.behoefte.trim(),
            &wanted.behoefte_van,
            &bron(wanted),
            &wanted.integraal,
            &wanted.eigen_initiatief,
            &wanted.owner_organisatie,
            &velden,
            &now,
        ],
    )?;
    delete_parts(ctx, id)?;
    insert_parts(ctx, id, wanted)
}

fn velden(wanted: &NewAandachtsgebied) -> Result<String> {
    serde_json::to_string(&wanted.velden).map_err(|error| Error::Internal(error.to_string()))
}

fn bron(wanted: &NewAandachtsgebied) -> Option<&str> {
    wanted
        .behoefte_bron
        .as_deref()
        .map(str::trim)
        .filter(|text| !text.is_empty())
}

/// Forgets the wijken, themes and partners of an aandachtsgebied.
fn delete_parts(ctx: &mut Write<'_>, id: AandachtsgebiedId) -> Result<()> {
    let gemeente = ctx.gemeente();
    ctx.exec(
        "DELETE FROM aandachtsgebied_wijken WHERE gemeente_id = $1 AND aandachtsgebied_id = $2",
        &[&gemeente, &id],
    )?;
    ctx.exec(
        "DELETE FROM aandachtsgebied_themas WHERE gemeente_id = $1 AND aandachtsgebied_id = $2",
        &[&gemeente, &id],
    )?;
    ctx.exec(
        "DELETE FROM aandachtsgebied_partners WHERE gemeente_id = $1 AND aandachtsgebied_id = $2",
        &[&gemeente, &id],
    )?;
    Ok(())
}

/// Keeps the wijken, themes and partners of an aandachtsgebied.
fn insert_parts(
    ctx: &mut Write<'_>,
    id: AandachtsgebiedId,
    wanted: &NewAandachtsgebied,
) -> Result<()> {
    let gemeente = ctx.gemeente();
    for wijk in wanted.wijken.iter().collect::<BTreeSet<_>>() {
        ctx.exec(
            "INSERT INTO aandachtsgebied_wijken (gemeente_id, aandachtsgebied_id, gebied_id) VALUES ($1, $2, $3)",
            &[&gemeente, &id, wijk],
        )?;
    }
    for thema in wanted.themas.iter().collect::<BTreeSet<_>>() {
        ctx.exec(
            "INSERT INTO aandachtsgebied_themas (gemeente_id, aandachtsgebied_id, thema) VALUES ($1, $2, $3)",
            &[&gemeente, &id, thema],
        )?;
    }
    for (organisatie, account) in &wanted.partners {
        ctx.exec(
            "INSERT INTO aandachtsgebied_partners (gemeente_id, aandachtsgebied_id, organisatie_id, account_id) \
             VALUES ($1, $2, $3, $4) ON CONFLICT (gemeente_id, aandachtsgebied_id, organisatie_id) \
             DO UPDATE SET account_id = excluded.account_id",
            &[&gemeente, &id, organisatie, account],
        )?;
    }
    Ok(())
}

/// Where an aandachtsgebied stands from now on, and why.
pub(super) fn set_state(
    ctx: &mut Write<'_>,
    id: AandachtsgebiedId,
    state: AandachtsgebiedState,
    reason: Option<&str>,
) -> Result<()> {
    let (gemeente, now) = (ctx.gemeente(), ctx.now);
    ctx.exec(
        "UPDATE aandachtsgebieden SET state = $3, reason = $4, changed_at = $5 WHERE gemeente_id = $1 AND id = $2",
        &[&gemeente, &id, &state, &reason, &now],
    )?;
    Ok(())
}

/// Makes a proposed aandachtsgebied active; answers whether it was proposed.
pub(super) fn activate(ctx: &mut Write<'_>, id: AandachtsgebiedId) -> Result<bool> {
    let gemeente = ctx.gemeente();
    let touched = ctx.exec(
        "UPDATE aandachtsgebieden SET state = $3 WHERE gemeente_id = $1 AND id = $2 AND state = $4",
        &[
            &gemeente,
            &id,
            &AandachtsgebiedState::Active,
            &AandachtsgebiedState::Proposed,
        ],
    )?;
    Ok(touched > 0)
}

/// Takes the word "integraal" back; answers whether it was there.
pub(super) fn unset_integraal(ctx: &mut Write<'_>, id: AandachtsgebiedId) -> Result<bool> {
    let (gemeente, now) = (ctx.gemeente(), ctx.now);
    let touched = ctx.exec(
        "UPDATE aandachtsgebieden SET integraal = $3, changed_at = $4 \
         WHERE gemeente_id = $1 AND id = $2 AND integraal",
        &[&gemeente, &id, &false, &now],
    )?;
    Ok(touched > 0)
}

/// Whether an aandachtsgebied has a public face.
pub(super) fn has_face(
    tx: &mut impl Queries,
    gemeente: GemeenteId,
    id: AandachtsgebiedId,
) -> Result<bool> {
    let known: Option<AandachtsgebiedId> = tx.query_opt(
        "SELECT aandachtsgebied_id FROM aandachtsgebieden_publiek WHERE gemeente_id = $1 AND aandachtsgebied_id = $2",
        &[&gemeente, &id],
        |row| row.get(0),
    )?;
    Ok(known.is_some())
}

/// Writes the public face of an aandachtsgebied.
pub(super) fn keep_face(
    ctx: &mut Write<'_>,
    id: AandachtsgebiedId,
    state: AandachtsgebiedState,
    document: &str,
) -> Result<()> {
    let (gemeente, today) = (ctx.gemeente(), ctx.today());
    ctx.exec(
        "INSERT INTO aandachtsgebieden_publiek (gemeente_id, aandachtsgebied_id, state, document, changed_on) \
         VALUES ($1, $2, $3, $4, $5) ON CONFLICT (gemeente_id, aandachtsgebied_id) \
         DO UPDATE SET state = excluded.state, document = excluded.document, changed_on = excluded.changed_on",
        &[&gemeente, &id, &state, &document, &today],
    )?;
    Ok(())
}
