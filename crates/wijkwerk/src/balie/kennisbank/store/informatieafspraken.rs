//! The SQL of what institutions agreed to say in their channels.

use jiff::Timestamp;
use jiff::civil::Date;
use kit::db::{Queries, Row};

use crate::balie::kennisbank::model::Informatieafspraak;
use crate::error::Result;
use crate::ids::{GemeenteId, InformatieafspraakId, OrganisatieId};
use crate::write::Write;

fn informatieafspraak(row: &Row<'_>) -> Result<Informatieafspraak, kit::db::Error> {
    Ok(Informatieafspraak {
        id: row.get(0)?,
        titel: row.get(1)?,
        tekst: row.get(2)?,
        indicator: row.get(3)?,
        organisatie: row.get(4)?,
        met: row.get(5)?,
        valid_from: row.get(6)?,
        review_due: row.get(7)?,
        reviewed_at: row.get(8)?,
        ended_at: row.get(9)?,
    })
}

/// The agreements on information that are in force, the first to be looked at on top.
pub fn list_informatieafspraken(
    tx: &mut impl Queries,
    gemeente: GemeenteId,
) -> Result<Vec<Informatieafspraak>> {
    Ok(tx.query(
        "SELECT id, titel, tekst, indicator, organisatie_id, met_id, valid_from, review_due, reviewed_at, ended_at \
         FROM informatieafspraken WHERE gemeente_id = $1 AND ended_at IS NULL ORDER BY review_due, id LIMIT 200",
        &[&gemeente],
        informatieafspraak,
    )?)
}

/// Which party is to look at which agreement before which day.
pub fn list_owed_reviews(
    tx: &mut impl Queries,
    gemeente: GemeenteId,
    soort: &str,
) -> Result<Vec<(InformatieafspraakId, OrganisatieId, Date)>> {
    Ok(tx.query(
        "SELECT a.id, v.debtor_id, v.due FROM informatieafspraken a \
         JOIN verplichtingen v ON v.gemeente_id = a.gemeente_id AND v.subject_id = a.id \
         WHERE a.gemeente_id = $1 AND a.ended_at IS NULL AND v.soort = $2 AND v.state = 'open' AND v.due IS NOT NULL \
         AND v.debtor_id IS NOT NULL ORDER BY v.due NULLS LAST, v.id LIMIT 500",
        &[&gemeente, &soort],
        |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)),
    )?)
}

/// The agreements that ended last, the last one on top.
pub fn list_ended_informatieafspraken(
    tx: &mut impl Queries,
    gemeente: GemeenteId,
) -> Result<Vec<Informatieafspraak>> {
    Ok(tx.query(
        "SELECT id, titel, tekst, indicator, organisatie_id, met_id, valid_from, review_due, reviewed_at, ended_at \
         FROM informatieafspraken WHERE gemeente_id = $1 AND ended_at IS NOT NULL \
         ORDER BY ended_at DESC NULLS LAST, id LIMIT 20",
        &[&gemeente],
        informatieafspraak,
    )?)
}

/// The agreement with this id.
pub fn find_informatieafspraak(
    tx: &mut impl Queries,
    gemeente: GemeenteId,
    id: InformatieafspraakId,
) -> Result<Option<Informatieafspraak>> {
    Ok(tx.query_opt(
        "SELECT id, titel, tekst, indicator, organisatie_id, met_id, valid_from, review_due, reviewed_at, ended_at \
         FROM informatieafspraken WHERE gemeente_id = $1 AND id = $2",
        &[&gemeente, &id],
        informatieafspraak,
    )?)
}

pub(in super::super) fn insert_informatieafspraak(
    ctx: &mut Write<'_>,
    new: &Informatieafspraak,
) -> Result<()> {
    let gemeente = ctx.gemeente();
    ctx.exec(
        "INSERT INTO informatieafspraken (gemeente_id, id, titel, tekst, indicator, organisatie_id, met_id, valid_from, \
         review_due) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
        &[
            &gemeente,
            &new.id,
            &new.titel,
            &new.tekst,
            &new.indicator,
            &new.organisatie,
            &new.met,
            &new.valid_from,
            &new.review_due,
        ],
    )?;
    Ok(())
}

pub(in super::super) fn set_reviewed(
    ctx: &mut Write<'_>,
    id: InformatieafspraakId,
    next: Date,
) -> Result<()> {
    let (gemeente, now) = (ctx.gemeente(), ctx.now);
    ctx.exec(
        "UPDATE informatieafspraken SET reviewed_at = $3, review_due = $4 WHERE gemeente_id = $1 AND id = $2",
        &[&gemeente, &id, &now, &next],
    )?;
    Ok(())
}

pub(in super::super) fn end_informatieafspraak(
    ctx: &mut Write<'_>,
    id: InformatieafspraakId,
    at: Timestamp,
) -> Result<()> {
    let gemeente = ctx.gemeente();
    ctx.exec(
        "UPDATE informatieafspraken SET ended_at = $3 WHERE gemeente_id = $1 AND id = $2",
        &[&gemeente, &id, &at],
    )?;
    Ok(())
}
