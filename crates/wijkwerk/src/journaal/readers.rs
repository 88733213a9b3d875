//! Readers of the journaal: each has a durable cursor per gemeente and may lag.

use jiff::Timestamp;
use kit::db::{Error, Queries, Write};

use super::store::{Line, lines_after};
use crate::ids::GemeenteId;

/// What a reader has to look at next.
#[derive(Debug)]
pub struct Batch {
    pub lines: Vec<Line>,
    /// Where the cursor stands after these lines.
    pub until: i64,
}

/// The next entries for `reader`, at most `most`; empty when it has seen everything.
pub fn next_batch(
    tx: &mut impl Queries,
    reader: &str,
    gemeente: GemeenteId,
    most: i64,
) -> Result<Batch, Error> {
    let from = position(tx, reader, gemeente)?.unwrap_or(0);
    let lines = lines_after(tx, gemeente, from, most)?;
    let until = lines.last().map_or(from, |line| line.seq);
    Ok(Batch { lines, until })
}

/// Where `reader` stands, if it ever read.
pub fn position(
    tx: &mut impl Queries,
    reader: &str,
    gemeente: GemeenteId,
) -> Result<Option<i64>, Error> {
    tx.query_opt(
        "SELECT seq FROM cursors WHERE reader = $1 AND gemeente_id = $2",
        &[&reader, &gemeente],
        |row| row.get(0),
    )
}

/// Where the journaal of a gemeente ends now: where a reader begins that is not to hear of what was.
pub fn end(tx: &mut impl Queries, gemeente: GemeenteId) -> Result<i64, Error> {
    tx.query_one(
        "SELECT seq FROM gemeenten WHERE id = $1",
        &[&gemeente],
        |row| row.get(0),
    )
}

/// Moves the cursor of `reader`, forward only.
pub fn advance(
    tx: &mut Write<'_>,
    reader: &str,
    gemeente: GemeenteId,
    until: i64,
    now: Timestamp,
) -> Result<(), Error> {
    tx.exec(
        "INSERT INTO cursors (reader, gemeente_id, seq, updated_at) VALUES ($1, $2, $3, $4) \
         ON CONFLICT (reader, gemeente_id) DO UPDATE SET seq = excluded.seq, updated_at = excluded.updated_at \
         WHERE cursors.seq < excluded.seq",
        &[&reader, &gemeente, &until, &now],
    )
    .map(drop)
}
