//! Reading what a team that is no more left open.

use kit::db::Queries;

use crate::error::Result;
use crate::ids::{GemeenteId, OrgaanId, WerkplanId};

/// The werkplannen of an orgaan, and whether anything in each is open.
pub(super) fn list_plans_of(
    tx: &mut impl Queries,
    gemeente: GemeenteId,
    orgaan: OrgaanId,
) -> Result<Vec<(WerkplanId, bool)>> {
    Ok(tx.query(
        "SELECT w.id, (SELECT count(*) FROM aandachtsgebieden a WHERE a.gemeente_id = w.gemeente_id \
         AND a.werkplan_id = w.id AND a.state IN ('proposed', 'adopted', 'active')) \
         FROM werkplannen w WHERE w.gemeente_id = $1 AND w.orgaan_id = $2 ORDER BY w.jaar, w.id LIMIT 100",
        &[&gemeente, &orgaan],
        |row| Ok((row.get(0)?, row.get::<i64>(1)? > 0)),
    )?)
}
