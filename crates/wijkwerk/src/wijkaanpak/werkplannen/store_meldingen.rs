//! What is read from meldingen and their tasks: which lie behind an aandachtsgebied, and what is done. Nothing is written
//! here.

use jiff::Timestamp;
use kit::db::Queries;

use super::store::lineage;
use crate::error::Result;
use crate::ids::{AandachtsgebiedId, GebiedId, GemeenteId, MeldingId, TaakId};

/// A melding behind an aandachtsgebied, as everybody at work may see it: no words of the reporter.
#[derive(Clone, Debug)]
pub struct MeldingBehind {
    pub id: MeldingId,
    pub nummer: i64,
    pub bron_kind: String,
    pub submitted_at: Timestamp,
    pub sentence: Option<String>,
    pub gebied: GebiedId,
    /// The theme, else the discipline.
    pub subject: Option<String>,
    /// Millionths of a degree.
    pub place: (Option<i64>, Option<i64>),
}

/// The meldingen behind an aandachtsgebied and what it was carried over from, oldest first.
pub fn list_meldingen(
    tx: &mut impl Queries,
    gemeente: GemeenteId,
    of: AandachtsgebiedId,
) -> Result<Vec<MeldingBehind>> {
    let mut found = Vec::new();
    for id in lineage(tx, gemeente, of)? {
        found.extend(tx.query(
            "SELECT id, nummer, bron_kind, submitted_at, public_sentence, gebied_id, coalesce(thema, discipline), lat_e6, lon_e6 \
             FROM meldingen \
             WHERE gemeente_id = $1 AND aandachtsgebied_id = $2 ORDER BY submitted_at, id LIMIT 500",
            &[&gemeente, &id],
            |row| {
                Ok(MeldingBehind {
                    id: row.get(0)?,
                    nummer: row.get(1)?,
                    bron_kind: row.get(2)?,
                    submitted_at: row.get(3)?,
                    sentence: row.get(4)?,
                    gebied: row.get(5)?,
                    subject: row.get(6)?,
                    place: (row.get(7)?, row.get(8)?),
                })
            },
        )?);
    }
    found.sort_by_key(|melding| (melding.submitted_at, melding.id));
    Ok(found)
}

/// How many of these came from residents.
pub fn from_residents(meldingen: &[MeldingBehind]) -> i64 {
    let residents = meldingen
        .iter()
        .filter(|melding| melding.bron_kind.starts_with("bewoner"))
        .count();
    i64::try_from(residents).unwrap_or(i64::MAX)
}

/// When the first result of an aandachtsgebied was called solved by somebody who asked.
pub fn first_confirmed(
    tx: &mut impl Queries,
    gemeente: GemeenteId,
    of: AandachtsgebiedId,
) -> Result<Option<Timestamp>> {
    Ok(tx.query_one(
        "SELECT min(o.at) FROM oordelen o JOIN resultaten r ON r.gemeente_id = o.gemeente_id AND r.id = o.subject_id \
         WHERE o.gemeente_id = $1 AND r.aandachtsgebied_id = $2 AND o.opgelost",
        &[&gemeente, &of],
        |row| row.get(0),
    )?)
}

/// Whether this melding came to its end.
pub(super) fn is_done(
    tx: &mut impl Queries,
    gemeente: GemeenteId,
    melding: MeldingId,
) -> Result<bool> {
    let found: Option<MeldingId> = tx.query_opt(
        "SELECT id FROM meldingen WHERE gemeente_id = $1 AND id = $2 AND field_state IN ('done', 'confirmed')",
        &[&gemeente, &melding],
        |row| row.get(0),
    )?;
    Ok(found.is_some())
}

/// Whether this task came to its end.
pub(super) fn is_taak_done(
    tx: &mut impl Queries,
    gemeente: GemeenteId,
    taak: TaakId,
) -> Result<bool> {
    let found: Option<TaakId> = tx.query_opt(
        "SELECT id FROM taken WHERE gemeente_id = $1 AND id = $2 AND state = 'done'",
        &[&gemeente, &taak],
        |row| row.get(0),
    )?;
    Ok(found.is_some())
}

/// The aandachtsgebied that this melding lies behind, if there is one.
pub(super) fn find_aandachtsgebied_of(
    tx: &mut impl Queries,
    gemeente: GemeenteId,
    melding: MeldingId,
) -> Result<Option<AandachtsgebiedId>> {
    let found: Option<Option<AandachtsgebiedId>> = tx.query_opt(
        "SELECT aandachtsgebied_id FROM meldingen WHERE gemeente_id = $1 AND id = $2",
        &[&gemeente, &melding],
        |row| row.get(0),
    )?;
    Ok(found.flatten())
}
