//! The SQL of the rule of a point: how many people it needs.

use kit::db::Queries;

use crate::balie::roosters::model::Bezettingsregel;
use crate::error::Result;
use crate::ids::{GemeenteId, InfopuntId};
use crate::write::Write;

/// How many people this point needs; empty: nobody said.
pub fn find_regel(
    tx: &mut impl Queries,
    gemeente: GemeenteId,
    infopunt: InfopuntId,
) -> Result<Option<Bezettingsregel>> {
    Ok(list_regels(tx, gemeente)?
        .into_iter()
        .find(|regel| regel.infopunt == infopunt))
}

/// Every rule of a gemeente: one for each point that is rostered.
pub fn list_regels(tx: &mut impl Queries, gemeente: GemeenteId) -> Result<Vec<Bezettingsregel>> {
    Ok(tx.query(
        "SELECT infopunt_id, minimum, krap_minimum, krap_tot, valid_from FROM bezettingsregels WHERE gemeente_id = $1 \
         ORDER BY infopunt_id LIMIT 500",
        &[&gemeente],
        |row| {
            let (fewer, until): (Option<i64>, Option<i64>) = (row.get(2)?, row.get(3)?);
            Ok(Bezettingsregel {
                infopunt: row.get(0)?,
                minimum: row.get(1)?,
                krap: fewer.zip(until),
                valid_from: row.get(4)?,
            })
        },
    )?)
}

pub(in super::super) fn put_regel(ctx: &mut Write<'_>, regel: &Bezettingsregel) -> Result<()> {
    let gemeente = ctx.gemeente();
    let (fewer, until) = regel.krap.unzip();
    ctx.exec(
        "INSERT INTO bezettingsregels (gemeente_id, infopunt_id, minimum, krap_minimum, krap_tot, valid_from) \
         VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT (gemeente_id, infopunt_id) DO UPDATE SET \
         minimum = excluded.minimum, krap_minimum = excluded.krap_minimum, krap_tot = excluded.krap_tot, \
         valid_from = excluded.valid_from",
        &[
            &gemeente,
            &regel.infopunt,
            &regel.minimum,
            &fewer,
            &until,
            &regel.valid_from,
        ],
    )?;
    Ok(())
}
