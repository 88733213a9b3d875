//! The SQL of uniform product names: those that were read in, which of them an item carries, and whether that product can
//! be asked for online.

use kit::db::Queries;

use crate::error::Result;
use crate::ids::{GemeenteId, KennisitemId};
use crate::write::Write;

/// Most items whose names are read; the list itself has about five hundred of gemeenten.
const MOST: i64 = 5000;

/// The names that are known here, each with its URI, by name.
pub(in super::super) fn list_productnamen(
    tx: &mut impl Queries,
    gemeente: GemeenteId,
) -> Result<Vec<(String, String)>> {
    let mut all: Vec<(String, String)> = tx.query(
        "SELECT upl_naam, upl_uri FROM kennisitems WHERE gemeente_id = $1 AND upl_uri > '' AND upl_naam IS NOT NULL \
         ORDER BY upl_uri NULLS LAST, id LIMIT $2",
        &[&gemeente, &MOST],
        |row| Ok((row.get(0)?, row.get(1)?)),
    )?;
    all.dedup_by(|one, other| one.1 == other.1);
    all.sort();
    Ok(all)
}

/// The name at this URI, if it is known here.
pub(in super::super) fn find_productnaam(
    tx: &mut impl Queries,
    gemeente: GemeenteId,
    uri: &str,
) -> Result<Option<String>> {
    Ok(tx.query_opt(
        "SELECT upl_naam FROM kennisitems WHERE gemeente_id = $1 AND upl_uri = $2 AND upl_naam IS NOT NULL \
         ORDER BY created_at, id LIMIT 1",
        &[&gemeente, &uri],
        |row| row.get(0),
    )?)
}

/// Under which name it is known, or under none.
pub(in super::super) fn set_productnaam(
    ctx: &mut Write<'_>,
    id: KennisitemId,
    naam: Option<&str>,
    uri: Option<&str>,
) -> Result<()> {
    let gemeente = ctx.gemeente();
    ctx.exec(
        "UPDATE kennisitems SET upl_naam = $3, upl_uri = $4 WHERE gemeente_id = $1 AND id = $2",
        &[&gemeente, &id, &naam, &uri],
    )?;
    Ok(())
}

/// How it can be asked for online; nothing: it cannot.
pub(in super::super) fn find_online(
    tx: &mut impl Queries,
    gemeente: GemeenteId,
    id: KennisitemId,
) -> Result<Option<String>> {
    Ok(tx.query_opt(
        "SELECT hoe FROM kennis_online WHERE gemeente_id = $1 AND kennisitem_id = $2",
        &[&gemeente, &id],
        |row| row.get(0),
    )?)
}

/// How it can be asked for online, or that it cannot.
pub(in super::super) fn set_online(
    ctx: &mut Write<'_>,
    id: KennisitemId,
    hoe: Option<&str>,
) -> Result<()> {
    let gemeente = ctx.gemeente();
    match hoe {
        None => ctx.exec(
            "DELETE FROM kennis_online WHERE gemeente_id = $1 AND kennisitem_id = $2",
            &[&gemeente, &id],
        )?,
        Some(hoe) => ctx.exec(
            "INSERT INTO kennis_online (gemeente_id, kennisitem_id, hoe) VALUES ($1, $2, $3) \
             ON CONFLICT (gemeente_id, kennisitem_id) DO UPDATE SET hoe = excluded.hoe",
            &[&gemeente, &id, &hoe],
        )?,
    };
    Ok(())
}
