//! The SQL of gaps.

use jiff::civil::Date;
use kit::db::{Error as DbError, PAGE, Queries, Row, pages};
use uuid::Uuid;

use crate::balie::roosters::model::{Gat, read_times, write_times};
use crate::error::Result;
use crate::ids::{GatId, GemeenteId, InfopuntId};
use crate::write::Write;

fn gat(row: &Row<'_>) -> Result<Gat, DbError> {
    Ok(Gat {
        id: row.get(0)?,
        infopunt: row.get(1)?,
        dag: row.get(2)?,
        tijden: read_times(&row.get::<String>(3)?),
        dicht: read_times(&row.get::<String>(4)?),
        uitzondering: row.get(5)?,
        closed_at: row.get(6)?,
    })
}

/// The gaps, closed ones included, from a day up to another; of all points.
pub fn list_gaten(
    tx: &mut impl Queries,
    gemeente: GemeenteId,
    period: (Date, Date),
) -> Result<Vec<Gat>> {
    gaten_by(tx, gemeente, period, PAGE)
}

/// The same, so many at a time.
pub(in crate::balie::roosters) fn gaten_by(
    tx: &mut impl Queries,
    gemeente: GemeenteId,
    (from, to): (Date, Date),
    size: i64,
) -> Result<Vec<Gat>> {
    let first = (from, GatId(Uuid::nil()));
    Ok(pages(first, size, |(dag, id)| {
        tx.query(
            "SELECT id, infopunt_id, dag, tijden, dicht, uitzondering_id, closed_at FROM gaten \
             WHERE gemeente_id = $1 AND dag >= $2 AND (dag > $2 OR id > $3) AND dag < $4 ORDER BY dag, id LIMIT $5",
            &[&gemeente, &dag, &id, &to, &size],
            |row| {
                let one = gat(row)?;
                Ok(((one.dag, one.id), one))
            },
        )
    })?)
}

/// The gap with this id.
pub fn find_gat(tx: &mut impl Queries, gemeente: GemeenteId, id: GatId) -> Result<Option<Gat>> {
    Ok(tx.query_opt(
        "SELECT id, infopunt_id, dag, tijden, dicht, uitzondering_id, closed_at FROM gaten \
         WHERE gemeente_id = $1 AND id = $2",
        &[&gemeente, &id],
        gat,
    )?)
}

pub(in crate::balie::roosters) fn insert_gat(
    ctx: &mut Write<'_>,
    infopunt: InfopuntId,
    dag: Date,
) -> Result<Gat> {
    let (gemeente, now) = (ctx.gemeente(), ctx.now);
    let id: GatId = ctx.new_id();
    ctx.exec(
        "INSERT INTO gaten (gemeente_id, id, infopunt_id, dag, tijden, dicht, found_at) \
         VALUES ($1, $2, $3, $4, '', '', $5)",
        &[&gemeente, &id, &infopunt, &dag, &now],
    )?;
    Ok(Gat {
        id,
        infopunt,
        dag,
        tijden: Vec::new(),
        dicht: Vec::new(),
        uitzondering: None,
        closed_at: None,
    })
}

pub(in crate::balie::roosters) fn save_gat(ctx: &mut Write<'_>, gat: &Gat) -> Result<()> {
    let gemeente = ctx.gemeente();
    ctx.exec(
        "UPDATE gaten SET tijden = $3, dicht = $4, uitzondering_id = $5, closed_at = $6 \
         WHERE gemeente_id = $1 AND id = $2",
        &[
            &gemeente,
            &gat.id,
            &write_times(&gat.tijden),
            &write_times(&gat.dicht),
            &gat.uitzondering,
            &gat.closed_at,
        ],
    )?;
    Ok(())
}
