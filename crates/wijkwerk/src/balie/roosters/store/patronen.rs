//! The SQL of patterns: shifts that come back.

use jiff::civil::Date;
use kit::db::{Error as DbError, Queries, Row};

use crate::balie::roosters::model::Patroon;
use crate::error::Result;
use crate::ids::{DienstpatroonId, GemeenteId, InfopuntId};
use crate::write::Write;

fn patroon(row: &Row<'_>) -> Result<Patroon, DbError> {
    Ok(Patroon {
        id: row.get(0)?,
        infopunt: row.get(1)?,
        weekdag: row.get(2)?,
        van: row.get(3)?,
        tot: row.get(4)?,
        functie: row.get(5)?,
        aantal: row.get(6)?,
        elke_weken: row.get(7)?,
        valid_from: row.get(8)?,
        valid_to: row.get(9)?,
    })
}

/// The patterns of a point that have not ended before `day`.
pub fn list_patronen(
    tx: &mut impl Queries,
    gemeente: GemeenteId,
    infopunt: InfopuntId,
    day: Date,
) -> Result<Vec<Patroon>> {
    Ok(tx.query(
        "SELECT id, infopunt_id, weekdag, van, tot, functie, aantal, elke_weken, valid_from, valid_to FROM dienstpatronen \
         WHERE gemeente_id = $1 AND infopunt_id = $2 AND (valid_to IS NULL OR valid_to >= $3) \
         ORDER BY weekdag, van, id LIMIT 200",
        &[&gemeente, &infopunt, &day],
        patroon,
    )?)
}

/// The pattern with this id.
pub fn find_patroon(
    tx: &mut impl Queries,
    gemeente: GemeenteId,
    id: DienstpatroonId,
) -> Result<Option<Patroon>> {
    Ok(tx.query_opt(
        "SELECT id, infopunt_id, weekdag, van, tot, functie, aantal, elke_weken, valid_from, valid_to FROM dienstpatronen \
         WHERE gemeente_id = $1 AND id = $2",
        &[&gemeente, &id],
        patroon,
    )?)
}

pub(in super::super) fn insert_patroon(ctx: &mut Write<'_>, new: &Patroon) -> Result<()> {
    let (gemeente, now) = (ctx.gemeente(), ctx.now);
    ctx.exec(
        "INSERT INTO dienstpatronen (gemeente_id, id, infopunt_id, weekdag, van, tot, functie, aantal, elke_weken, \
         valid_from, valid_to, created_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)",
        &[
            &gemeente,
            &new.id,
            &new.infopunt,
            &new.weekdag,
            &new.van,
            &new.tot,
            &new.functie,
            &new.aantal,
            &new.elke_weken,
            &new.valid_from,
            &new.valid_to,
            &now,
        ],
    )?;
    Ok(())
}

pub(in super::super) fn end_patroon(
    ctx: &mut Write<'_>,
    id: DienstpatroonId,
    last: Date,
) -> Result<()> {
    let gemeente = ctx.gemeente();
    ctx.exec(
        "UPDATE dienstpatronen SET valid_to = $3 WHERE gemeente_id = $1 AND id = $2",
        &[&gemeente, &id, &last],
    )?;
    Ok(())
}
