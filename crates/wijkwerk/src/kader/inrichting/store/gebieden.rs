//! The SQL of organisations and gebieden as an inrichting makes them.

use std::collections::BTreeMap;

use jiff::civil::Date;
use kit::db::Queries;

use crate::error::Result;
use crate::ids::{GebiedId, GemeenteId, OrganisatieId};
use crate::kader::inrichting::Gebied;
use crate::kader::organisaties::Organisatie;
use crate::write::Write;

/// Every organisation there ever was, by its key.
pub(in super::super) fn organisaties_by_key(
    tx: &mut impl Queries,
    gemeente: GemeenteId,
) -> Result<BTreeMap<String, OrganisatieId>> {
    let rows: Vec<(String, OrganisatieId)> = tx.query(
        "SELECT sleutel, id FROM organisaties WHERE gemeente_id = $1 ORDER BY sleutel",
        &[&gemeente],
        |row| Ok((row.get(0)?, row.get(1)?)),
    )?;
    Ok(rows.into_iter().collect())
}

/// Makes an organisation what this says, without an end.
pub(in super::super) fn set_organisatie(
    ctx: &mut Write<'_>,
    organisatie: &Organisatie,
) -> Result<()> {
    let gemeente = ctx.gemeente();
    ctx.exec(
        "UPDATE organisaties SET naam = $3, soort = $4, domein = $5, valid_to = NULL \
         WHERE gemeente_id = $1 AND id = $2",
        &[
            &gemeente,
            &organisatie.id,
            &organisatie.naam,
            &organisatie.soort,
            &organisatie.domein,
        ],
    )?;
    Ok(())
}

/// The gebieden without an end, by their key.
pub(in super::super) fn gebieden_by_key(
    tx: &mut impl Queries,
    gemeente: GemeenteId,
) -> Result<BTreeMap<String, GebiedId>> {
    let rows: Vec<(String, GebiedId)> = tx.query(
        "SELECT sleutel, id FROM gebieden WHERE gemeente_id = $1 AND valid_to IS NULL ORDER BY sleutel",
        &[&gemeente],
        |row| Ok((row.get(0)?, row.get(1)?)),
    )?;
    Ok(rows.into_iter().collect())
}

/// Where a gebied stands among the others, and since or from when.
pub(in super::super) struct GebiedPlace {
    pub id: GebiedId,
    pub parent: Option<GebiedId>,
    pub order: i64,
    pub from: Date,
}

/// Changes a gebied into what the inrichting says, if it was there on the first day.
pub(in super::super) fn set_gebied(
    ctx: &mut Write<'_>,
    gebied: &Gebied,
    at: &GebiedPlace,
) -> Result<()> {
    let gemeente = ctx.gemeente();
    ctx.exec(
        "UPDATE gebieden SET naam = $5, niveau = $4, parent_id = $6, volgorde = $7 \
         WHERE gemeente_id = $1 AND id = $2 AND sleutel = $3 AND valid_from <= $8",
        &[
            &gemeente,
            &at.id,
            &gebied.sleutel,
            &gebied.niveau,
            &gebied.naam,
            &at.parent,
            &at.order,
            &at.from,
        ],
    )?;
    Ok(())
}

/// Adds a gebied.
pub(in super::super) fn insert_gebied(
    ctx: &mut Write<'_>,
    gebied: &Gebied,
    at: &GebiedPlace,
) -> Result<()> {
    let gemeente = ctx.gemeente();
    ctx.exec(
        "INSERT INTO gebieden (gemeente_id, id, sleutel, niveau, naam, parent_id, volgorde, valid_from) \
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8)",
        &[
            &gemeente,
            &at.id,
            &gebied.sleutel,
            &gebied.niveau,
            &gebied.naam,
            &at.parent,
            &at.order,
            &at.from,
        ],
    )?;
    Ok(())
}

/// Ends a gebied from `day` on.
pub(in super::super) fn end_gebied(ctx: &mut Write<'_>, id: GebiedId, day: Date) -> Result<()> {
    let gemeente = ctx.gemeente();
    ctx.exec(
        "UPDATE gebieden SET valid_to = $3 WHERE gemeente_id = $1 AND id = $2",
        &[&gemeente, &id, &day],
    )?;
    Ok(())
}
