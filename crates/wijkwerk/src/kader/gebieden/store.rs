//! The SQL of gebieden.

use jiff::civil::Date;
use kit::db::Queries;

use super::geometrie::CbsVlak;
use crate::error::Result;
use crate::ids::{GebiedId, GemeenteId};
use crate::write::Write;

/// A gebied as it is today.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Gebied {
    pub id: GebiedId,
    pub sleutel: String,
    pub niveau: String,
    pub naam: String,
    pub parent: Option<GebiedId>,
    pub volgorde: i64,
    pub valid_from: Date,
}

/// The gebieden that exist on `day`.
pub fn list_gebieden(
    tx: &mut impl Queries,
    gemeente: GemeenteId,
    day: Date,
) -> Result<Vec<Gebied>> {
    Ok(tx.query(
        "SELECT id, sleutel, niveau, naam, parent_id, volgorde, valid_from FROM gebieden \
         WHERE gemeente_id = $1 AND valid_from <= $2 AND (valid_to IS NULL OR valid_to > $2) \
         ORDER BY volgorde, id",
        &[&gemeente, &day],
        |row| {
            Ok(Gebied {
                id: row.get(0)?,
                sleutel: row.get(1)?,
                niveau: row.get(2)?,
                naam: row.get(3)?,
                parent: row.get(4)?,
                volgorde: row.get(5)?,
                valid_from: row.get(6)?,
            })
        },
    )?)
}

/// An imported CBS wijk: year, code, name, whether it is water, geometry.
pub struct CbsRow {
    pub jaar: i64,
    pub code: String,
    pub naam: String,
    pub water: bool,
    pub geojson: String,
}

/// The CBS wijken of the newest year imported.
pub fn list_cbs(tx: &mut impl Queries, gemeente: GemeenteId) -> Result<Vec<CbsRow>> {
    Ok(tx.query(
        "SELECT jaar, code, naam, water, geojson FROM cbs_wijken WHERE gemeente_id = $1 AND jaar = \
         (SELECT max(jaar) FROM cbs_wijken WHERE gemeente_id = $1) ORDER BY code",
        &[&gemeente],
        |row| {
            Ok(CbsRow {
                jaar: row.get(0)?,
                code: row.get(1)?,
                naam: row.get(2)?,
                water: row.get(3)?,
                geojson: row.get(4)?,
            })
        },
    )?)
}

pub(super) fn replace_cbs(ctx: &mut Write<'_>, jaar: i64, vlakken: &[CbsVlak]) -> Result<()> {
    let gemeente = ctx.gemeente();
    ctx.exec(
        "DELETE FROM cbs_wijken WHERE gemeente_id = $1 AND jaar = $2",
        &[&gemeente, &jaar],
    )?;
    for vlak in vlakken {
        let geometry = geojson::Geometry::from(&vlak.vlakken).to_string();
        ctx.exec(
            "INSERT INTO cbs_wijken (gemeente_id, jaar, code, naam, water, geojson) VALUES ($1, $2, $3, $4, $5, $6)",
            &[&gemeente, &jaar, &vlak.code, &vlak.naam, &vlak.water, &geometry],
        )?;
    }
    Ok(())
}

/// Raises the version of the frame, so that every node loads it anew.
pub(crate) fn touch_frame(ctx: &mut Write<'_>) -> Result<()> {
    let gemeente = ctx.gemeente();
    ctx.exec(
        "UPDATE gemeenten SET inrichting_versie = inrichting_versie + 1 WHERE id = $1",
        &[&gemeente],
    )?;
    ctx.touch_public();
    Ok(())
}
