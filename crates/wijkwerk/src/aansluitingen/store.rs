//! The SQL of what is on its way to other systems, and of what they call it.

use jiff::Timestamp;
use kit::db::{Queries, Write};
use uuid::Uuid;

use crate::config::Gebeurtenis;
use crate::error::Result;
use crate::ids::GemeenteId;

/// What is to be told next.
#[derive(Clone, Copy, Debug)]
pub(super) struct Waiting {
    pub(super) seq: i64,
    pub(super) gebeurtenis: Gebeurtenis,
    pub(super) attempts: i64,
    pub(super) not_before: Timestamp,
}

/// How it stands with what a system is to hear.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Stand {
    /// What was given up.
    pub failed: i64,
    /// What waits for long.
    pub late: i64,
}

pub(super) fn insert(
    tx: &mut Write<'_>,
    gemeente: GemeenteId,
    name: &str,
    (seq, gebeurtenis): (i64, Gebeurtenis),
    now: Timestamp,
) -> Result<()> {
    tx.exec(
        "INSERT INTO afleveringen (gemeente_id, aansluiting, seq, gebeurtenis, state, attempts, not_before, created_at) \
         VALUES ($1, $2, $3, $4, 'waiting', 0, $5, $5) ON CONFLICT (gemeente_id, aansluiting, seq) DO NOTHING",
        &[&gemeente, &name, &seq, &gebeurtenis, &now],
    )?;
    Ok(())
}

/// The oldest that waits, whether or not its moment has come: nothing overtakes it.
pub(super) fn next(
    tx: &mut impl Queries,
    gemeente: GemeenteId,
    name: &str,
) -> Result<Option<Waiting>> {
    Ok(tx.query_opt(
        "SELECT seq, gebeurtenis, attempts, not_before FROM afleveringen \
         WHERE gemeente_id = $1 AND aansluiting = $2 AND state = 'waiting' ORDER BY seq LIMIT 1",
        &[&gemeente, &name],
        |row| {
            Ok(Waiting {
                seq: row.get(0)?,
                gebeurtenis: row.get(1)?,
                attempts: row.get(2)?,
                not_before: row.get(3)?,
            })
        },
    )?)
}

/// It has arrived.
pub(super) fn remove(tx: &mut Write<'_>, gemeente: GemeenteId, name: &str, seq: i64) -> Result<()> {
    tx.exec(
        "DELETE FROM afleveringen WHERE gemeente_id = $1 AND aansluiting = $2 AND seq = $3",
        &[&gemeente, &name, &seq],
    )?;
    Ok(())
}

/// It has not arrived: once more at that moment, or never.
pub(super) fn set_tried(
    tx: &mut Write<'_>,
    gemeente: GemeenteId,
    name: &str,
    (seq, attempts): (i64, i64),
    again: Option<Timestamp>,
) -> Result<()> {
    let state = if again.is_some() { "waiting" } else { "failed" };
    tx.exec(
        "UPDATE afleveringen SET state = $4, attempts = $5, not_before = coalesce($6, not_before) \
         WHERE gemeente_id = $1 AND aansluiting = $2 AND seq = $3",
        &[&gemeente, &name, &seq, &state, &attempts, &again],
    )?;
    Ok(())
}

/// What was given up waits again, as new, and what waits for a later moment need not.
pub(super) fn again(
    tx: &mut Write<'_>,
    gemeente: GemeenteId,
    name: &str,
    now: Timestamp,
) -> Result<u64> {
    Ok(tx.exec(
        "UPDATE afleveringen SET state = 'waiting', attempts = 0, not_before = $3, created_at = $3 \
         WHERE gemeente_id = $1 AND aansluiting = $2 AND (state = 'failed' OR not_before > $3)",
        &[&gemeente, &name, &now],
    )?)
}

pub(super) fn stand(
    tx: &mut impl Queries,
    gemeente: GemeenteId,
    name: &str,
    late: Timestamp,
) -> Result<Stand> {
    let failed = tx.query_one(
        "SELECT count(*) FROM afleveringen WHERE gemeente_id = $1 AND aansluiting = $2 AND state = 'failed'",
        &[&gemeente, &name],
        |row| row.get(0),
    )?;
    let late = tx.query_one(
        "SELECT count(*) FROM afleveringen WHERE gemeente_id = $1 AND aansluiting = $2 AND state = 'waiting' \
         AND created_at < $3",
        &[&gemeente, &name, &late],
        |row| row.get(0),
    )?;
    Ok(Stand { failed, late })
}

/// What the other system calls this.
pub(super) fn find_elders(
    tx: &mut impl Queries,
    gemeente: GemeenteId,
    name: &str,
    (soort, object): (&str, Uuid),
) -> Result<Option<Uuid>> {
    Ok(tx.query_opt(
        "SELECT elders FROM aansluiting_elders \
         WHERE gemeente_id = $1 AND aansluiting = $2 AND soort = $3 AND object_id = $4",
        &[&gemeente, &name, &soort, &object],
        |row| row.get(0),
    )?)
}

/// Notes what the other system calls this.
pub(super) fn keep_elders(
    tx: &mut Write<'_>,
    gemeente: GemeenteId,
    name: &str,
    (soort, object): (&str, Uuid),
    elders: Uuid,
) -> Result<()> {
    tx.exec(
        "INSERT INTO aansluiting_elders (gemeente_id, aansluiting, soort, object_id, elders) VALUES ($1, $2, $3, $4, $5) \
         ON CONFLICT (gemeente_id, aansluiting, soort, object_id) DO UPDATE SET elders = excluded.elders",
        &[&gemeente, &name, &soort, &object, &elders],
    )?;
    Ok(())
}
