//! The SQL of free days.

use kit::db::Queries;

use super::Vrijedag;
use crate::error::Result;
use crate::ids::GemeenteId;

/// What the gemeente entered about free days and school holidays, by day.
pub fn list_vrije_dagen(tx: &mut impl Queries, gemeente: GemeenteId) -> Result<Vec<Vrijedag>> {
    Ok(tx.query(
        "SELECT id, soort, naam, first_day, last_day FROM vrije_dagen WHERE gemeente_id = $1 \
         ORDER BY last_day, id LIMIT 1000",
        &[&gemeente],
        |row| {
            Ok(Vrijedag {
                id: row.get(0)?,
                soort: row.get(1)?,
                naam: row.get(2)?,
                first_day: row.get(3)?,
                last_day: row.get(4)?,
            })
        },
    )?)
}
