//! The SQL of how many questions there were.

use jiff::Timestamp;
use kit::db::Queries;

use super::model::Uitkomst;
use crate::error::Result;
use crate::ids::{GemeenteId, InfopuntId};

/// A group of questions with how many there were.
pub(super) struct Groep {
    pub onderwerp: String,
    pub infopunt: Option<InfopuntId>,
    pub kanaal: String,
    pub uitkomst: Uitkomst,
    pub aantal: i64,
}

/// The questions of a period, each once: what it went on with says what came of it, as far as that was known by the end.
/// All of them, in no order: they are added up.
pub(super) fn list_groups(
    tx: &mut impl Queries,
    gemeente: GemeenteId,
    from: Timestamp,
    until: Timestamp,
) -> Result<Vec<Groep>> {
    Ok(tx.query(
        "SELECT onderwerp, infopunt_id, kanaal, uitkomst, count(*) FROM (SELECT v.onderwerp, c.infopunt_id, c.kanaal, \
         coalesce((SELECT w.uitkomst FROM contactvragen w WHERE w.gemeente_id = v.gemeente_id \
         AND w.contact_id = v.contact_id AND w.vervolg_op = v.id AND w.at < $3 ORDER BY w.at DESC, w.id DESC LIMIT 1), \
         v.uitkomst) AS uitkomst FROM contactvragen v \
         JOIN contacten c ON c.gemeente_id = v.gemeente_id AND c.id = v.contact_id \
         WHERE v.gemeente_id = $1 AND v.at >= $2 AND v.at < $3 AND v.vervolg_op IS NULL) AS eigen \
         GROUP BY onderwerp, infopunt_id, kanaal, uitkomst",
        &[&gemeente, &from, &until],
        |row| {
            Ok(Groep {
                onderwerp: row.get(0)?,
                infopunt: row.get(1)?,
                kanaal: row.get(2)?,
                uitkomst: row.get(3)?,
                aantal: row.get(4)?,
            })
        },
    )?)
}

/// How many questions there were from one moment to another.
pub(super) fn count(
    tx: &mut impl Queries,
    gemeente: GemeenteId,
    from: Timestamp,
    until: Timestamp,
) -> Result<i64> {
    Ok(tx.query_one(
        "SELECT count(*) FROM contactvragen WHERE gemeente_id = $1 AND at >= $2 AND at < $3 AND vervolg_op IS NULL",
        &[&gemeente, &from, &until],
        |row| row.get(0),
    )?)
}
