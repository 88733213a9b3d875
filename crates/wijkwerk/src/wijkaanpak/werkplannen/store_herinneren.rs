//! Reading what somebody took upon themselves and did not deliver yet.

use jiff::Timestamp;
use jiff::civil::Date;
use kit::db::Queries;

use crate::error::Result;
use crate::ids::{AfspraakId, GemeenteId, OrgaanId};

/// An afspraak that is worked on, and what a reminder hangs on.
pub(super) struct Pending {
    pub id: AfspraakId,
    pub orgaan: OrgaanId,
    pub due: Date,
    pub accepted_at: Option<Timestamp>,
    /// When its owner was reminded last.
    pub reminded_at: Option<Timestamp>,
    /// When it was last found not to be kept.
    pub sent_back_at: Option<Timestamp>,
}

/// What is worked on and due between these two days, those included, and has somebody who can be reminded, in order of id:
/// at most `most` after `after`.
pub(super) fn list_pending(
    tx: &mut impl Queries,
    gemeente: GemeenteId,
    due: (Date, Date),
    after: AfspraakId,
    most: i64,
) -> Result<Vec<Pending>> {
    Ok(tx.query(
        "SELECT f.id, p.orgaan_id, f.due, f.accepted_at, (SELECT max(j.at) FROM journaal j \
         WHERE j.gemeente_id = f.gemeente_id AND j.subject_id = f.id AND j.verb = 'reminded'), \
         (SELECT max(k.at) FROM journaal k WHERE k.gemeente_id = f.gemeente_id AND k.subject_id = f.id \
         AND k.verb = 'reopened') FROM afspraken f \
         JOIN aandachtsgebieden a ON a.gemeente_id = f.gemeente_id AND a.id = f.aandachtsgebied_id \
         JOIN werkplannen p ON p.gemeente_id = a.gemeente_id AND p.id = a.werkplan_id \
         WHERE f.gemeente_id = $1 AND f.state IN ('accepted', 'in_progress') AND f.due >= $2 AND f.due <= $3 \
         AND (f.organisatie_id IS NOT NULL OR EXISTS (SELECT 1 FROM afspraak_partijen q WHERE \
         q.gemeente_id = f.gemeente_id AND q.afspraak_id = f.id AND q.email IS NOT NULL)) \
         AND f.id > $4 ORDER BY f.id LIMIT $5",
        &[&gemeente, &due.0, &due.1, &after, &most],
        |row| {
            Ok(Pending {
                id: row.get(0)?,
                orgaan: row.get(1)?,
                due: row.get(2)?,
                accepted_at: row.get(3)?,
                reminded_at: row.get(4)?,
                sent_back_at: row.get(5)?,
            })
        },
    )?)
}
