//! The SQL of Beheer: counts only, never what somebody wrote.

use jiff::Timestamp;
use jiff::civil::Date;
use kit::db::Queries;
use uuid::Uuid;

use crate::error::Result;
use crate::ids::{AandachtsgebiedId, GemeenteId, OrganisatieId};

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

/// Since when an aandachtsgebied is asked for (L-20).
pub(super) struct Origin {
    pub id: AandachtsgebiedId,
    pub carried_from: Option<AandachtsgebiedId>,
    pub created_at: Timestamp,
    /// When the first melding behind it came in.
    pub first_melding: Option<Timestamp>,
}

/// The aandachtsgebieden with what began them, the newest 5,000.
pub(super) fn list_origins(tx: &mut impl Queries, gemeente: GemeenteId) -> Result<Vec<Origin>> {
    Ok(tx.query(
        "SELECT a.id, a.carried_from, a.created_at, (SELECT min(m.submitted_at) FROM meldingen m \
         WHERE m.gemeente_id = a.gemeente_id AND m.aandachtsgebied_id = a.id) FROM aandachtsgebieden a \
         WHERE a.gemeente_id = $1 ORDER BY a.created_at DESC, a.id LIMIT 5000",
        &[&gemeente],
        |row| {
            Ok(Origin {
                id: row.get(0)?,
                carried_from: row.get(1)?,
                created_at: row.get(2)?,
                first_melding: row.get(3)?,
            })
        },
    )?)
}

/// An afspraak that a partner took upon itself.
pub(super) struct Agreed {
    pub organisatie: OrganisatieId,
    pub aandachtsgebied: AandachtsgebiedId,
    pub accepted_at: Timestamp,
}

/// What partners accepted since, the newest 5,000.
pub(super) fn list_agreed(
    tx: &mut impl Queries,
    gemeente: GemeenteId,
    since: Timestamp,
) -> Result<Vec<Agreed>> {
    Ok(tx.query(
        "SELECT organisatie_id, aandachtsgebied_id, accepted_at FROM afspraken WHERE gemeente_id = $1 \
         AND organisatie_id IS NOT NULL AND accepted_at >= $2 ORDER BY accepted_at DESC NULLS LAST, id LIMIT 5000",
        &[&gemeente, &since],
        |row| {
            Ok(Agreed {
                organisatie: row.get(0)?,
                aandachtsgebied: row.get(1)?,
                accepted_at: row.get(2)?,
            })
        },
    )?)
}

/// When something was achieved since, in which aandachtsgebied; the newest 5,000.
pub(super) fn list_results(
    tx: &mut impl Queries,
    gemeente: GemeenteId,
    since: Timestamp,
) -> Result<Vec<(AandachtsgebiedId, Timestamp)>> {
    Ok(tx.query(
        "SELECT aandachtsgebied_id, at FROM resultaten WHERE gemeente_id = $1 AND at >= $2 \
         ORDER BY at DESC, id LIMIT 5000",
        &[&gemeente, &since],
        |row| Ok((row.get(0)?, row.get(1)?)),
    )?)
}

/// How many meldingen that came in between these moments were joined into another, and how many of them were raised by
/// another kind of party, another organisation or over another channel than the one they were joined into (L-20).
pub(super) fn count_joined(
    tx: &mut impl Queries,
    gemeente: GemeenteId,
    (from, until): (Timestamp, Timestamp),
) -> Result<(i64, i64)> {
    Ok(tx.query_one(
        "SELECT count(*), CAST(coalesce(sum(CASE WHEN m.bron_kind <> k.bron_kind OR m.kanaal <> k.kanaal \
         OR coalesce(m.bron_id, $4) <> coalesce(k.bron_id, $4) THEN 1 ELSE 0 END), 0) AS BIGINT) FROM meldingen m \
         LEFT JOIN meldingen k ON k.gemeente_id = m.gemeente_id AND k.id = m.samengevoegd_met \
         WHERE m.gemeente_id = $1 AND m.samengevoegd_met > $4 AND m.submitted_at >= $2 AND m.submitted_at < $3",
        &[&gemeente, &from, &until, &Uuid::nil()],
        |row| Ok((row.get(0)?, row.get(1)?)),
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
