//! The SQL of Beheer: counts only, never what somebody wrote.

use jiff::Timestamp;
use jiff::civil::Date;
use kit::db::Queries;

use crate::error::Result;
use crate::ids::{GemeenteId, OrganisatieId};

/// What one partner owes, in numbers (L-08).
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct RegieRow {
    pub organisatie: OrganisatieId,
    pub open: i64,
    pub late: i64,
    pub kept: i64,
    /// When the oldest open one was made.
    pub oldest: Option<Timestamp>,
}

fn regie(row: &kit::db::Row<'_>) -> Result<RegieRow, kit::db::Error> {
    Ok(RegieRow {
        organisatie: row.get(0)?,
        open: row.get(1)?,
        late: row.get(2)?,
        kept: row.get(3)?,
        oldest: row.get(4)?,
    })
}

/// The afspraken of each partner, counted.
pub(super) fn count_afspraken(
    tx: &mut impl Queries,
    gemeente: GemeenteId,
    today: Date,
) -> Result<Vec<RegieRow>> {
    Ok(tx.query(
        "SELECT organisatie_id, \
         CAST(sum(CASE WHEN state IN ('proposed', 'accepted', 'in_progress') THEN 1 ELSE 0 END) AS BIGINT), \
         CAST(sum(CASE WHEN state IN ('proposed', 'accepted', 'in_progress') AND due < $2 THEN 1 ELSE 0 END) AS BIGINT), \
         CAST(sum(CASE WHEN state IN ('delivered', 'verified') THEN 1 ELSE 0 END) AS BIGINT), \
         min(CASE WHEN state IN ('proposed', 'accepted', 'in_progress') THEN created_at END) \
         FROM afspraken WHERE gemeente_id = $1 AND organisatie_id IS NOT NULL \
         GROUP BY organisatie_id ORDER BY organisatie_id NULLS LAST LIMIT 500",
        &[&gemeente, &today],
        regie,
    )?)
}

/// The dues of each partner, counted.
pub(super) fn count_verplichtingen(
    tx: &mut impl Queries,
    gemeente: GemeenteId,
    today: Date,
) -> Result<Vec<RegieRow>> {
    Ok(tx.query(
        "SELECT debtor_id, \
         CAST(sum(CASE WHEN state = 'open' THEN 1 ELSE 0 END) AS BIGINT), \
         CAST(sum(CASE WHEN state = 'open' AND due < $2 THEN 1 ELSE 0 END) AS BIGINT), \
         CAST(sum(CASE WHEN state = 'satisfied' THEN 1 ELSE 0 END) AS BIGINT), \
         min(CASE WHEN state = 'open' THEN created_at END) \
         FROM verplichtingen WHERE gemeente_id = $1 AND debtor_kind = 'organisatie' AND debtor_id IS NOT NULL \
         GROUP BY debtor_id ORDER BY debtor_id NULLS LAST LIMIT 500",
        &[&gemeente, &today],
        regie,
    )?)
}

/// How many mandatory seats nobody fills today.
pub(super) fn count_vacant(
    tx: &mut impl Queries,
    gemeente: GemeenteId,
    today: Date,
) -> Result<i64> {
    Ok(tx.query_one(
        "SELECT count(*) FROM zetels WHERE gemeente_id = $1 AND soort = 'mandatory' AND account_id IS NULL \
         AND valid_from <= $2 AND (valid_to IS NULL OR valid_to > $2)",
        &[&gemeente, &today],
        |row| row.get(0),
    )?)
}

/// How many roles end before `until`.
pub(super) fn count_ending(
    tx: &mut impl Queries,
    gemeente: GemeenteId,
    today: Date,
    until: Date,
) -> Result<i64> {
    Ok(tx.query_one(
        "SELECT count(*) FROM rolvervullingen WHERE gemeente_id = $1 AND valid_to > $2 AND valid_to <= $3",
        &[&gemeente, &today, &until],
        |row| row.get(0),
    )?)
}

/// The number of the newest entry of the journaal.
pub(super) fn last_seq(tx: &mut impl Queries, gemeente: GemeenteId) -> Result<i64> {
    Ok(tx.query_one(
        "SELECT seq FROM gemeenten WHERE id = $1",
        &[&gemeente],
        |row| row.get(0),
    )?)
}
