//! Reading what of werkplannen was adopted, and is public since.

use jiff::Timestamp;
use kit::db::Queries;

use super::model::Werkplan;
use super::store::werkplan;
use crate::error::Result;
use crate::ids::{GemeenteId, OrgaanId, WerkplanId};

/// The newest werkplan of a team that was adopted.
pub fn find_adopted_of(
    tx: &mut impl Queries,
    gemeente: GemeenteId,
    orgaan: OrgaanId,
) -> Result<Option<Werkplan>> {
    Ok(tx.query_opt(
        "SELECT id, orgaan_id, jaar, versie, state, adopted_at FROM werkplannen \
         WHERE gemeente_id = $1 AND orgaan_id = $2 AND versie > 0 ORDER BY jaar DESC, id LIMIT 1",
        &[&gemeente, &orgaan],
        werkplan,
    )?)
}

/// The public document of one adopted version, or of the newest, with that version.
pub fn find_versie(
    tx: &mut impl Queries,
    gemeente: GemeenteId,
    werkplan: WerkplanId,
    versie: Option<i64>,
) -> Result<Option<(i64, String)>> {
    Ok(tx.query_opt(
        "SELECT versie, document FROM werkplan_versies WHERE gemeente_id = $1 AND werkplan_id = $2 \
         AND (CAST($3 AS BIGINT) IS NULL OR versie = $3) ORDER BY versie DESC LIMIT 1",
        &[&gemeente, &werkplan, &versie],
        |row| Ok((row.get(0)?, row.get(1)?)),
    )?)
}

/// The adopted versions of a werkplan with when each was adopted, the newest first, at most 100.
pub fn list_versies(
    tx: &mut impl Queries,
    gemeente: GemeenteId,
    werkplan: WerkplanId,
) -> Result<Vec<(i64, Timestamp)>> {
    Ok(tx.query(
        "SELECT versie, adopted_at FROM werkplan_versies WHERE gemeente_id = $1 AND werkplan_id = $2 \
         ORDER BY versie DESC LIMIT 100",
        &[&gemeente, &werkplan],
        |row| Ok((row.get(0)?, row.get(1)?)),
    )?)
}
