//! The threads that hold the connections: writers with their batches, readers with their snapshots.

use std::sync::Arc;
use std::time::{Duration, Instant};

use super::connection::{Connection, Connector};
use super::error::Error;
use super::queue::{Job, Lane, Queue};
use super::tx::{Conn, Tx};
use super::{BATCH, SLOW_WRITE};

/// How often a batch that is known not to have committed is tried on a new connection.
const ATTEMPTS: usize = 3;

pub(super) struct Writer {
    pub(super) connector: Arc<Connector>,
    pub(super) queue: Arc<Queue>,
    pub(super) mixed: bool,
    pub(super) lock_shard: &'static str,
    pub(super) find_write: &'static str,
    pub(super) refuse_after: Option<Duration>,
}

/// What became of a batch.
enum Fate {
    Committed,
    /// Nothing of it is in the database.
    NotCommitted(Error),
    /// The connection went while COMMIT was under way.
    Unknown,
}

impl Writer {
    pub(super) fn run(&self) {
        let mut connection = None;
        while let Some(mut batch) = self.queue.take(BATCH, self.mixed) {
            let lane = batch.first().map(|job| job.lane());
            let failed = self.settle(&mut connection, &mut batch);
            for (n, job) in batch.into_iter().enumerate() {
                job.finish(failed.get(n).cloned().flatten());
            }
            if let (false, Some(lane)) = (self.mixed, lane) {
                self.queue.release(lane);
            }
        }
    }

    /// Carries the batch to its end; per job the error that it failed with for no reason of its own.
    fn settle(
        &self,
        connection: &mut Option<Connection>,
        batch: &mut [Box<dyn Job>],
    ) -> Vec<Option<Error>> {
        let mut last = Error::Unavailable("no attempt made".into());
        for _ in 0..ATTEMPTS {
            let conn = match self.connected(connection) {
                Ok(conn) => conn,
                Err(error) => return vec![Some(error); batch.len()],
            };
            match run_batch(conn, batch, self.refuse_after) {
                Fate::Committed => return Vec::new(),
                Fate::NotCommitted(error) if error.is_connection_lost() => {
                    *connection = None;
                    last = error;
                }
                Fate::NotCommitted(error) => return vec![Some(error); batch.len()],
                Fate::Unknown => {
                    *connection = None;
                    return self.look_up(connection, batch);
                }
            }
        }
        vec![Some(last); batch.len()]
    }

    fn connected<'c>(
        &self,
        connection: &'c mut Option<Connection>,
    ) -> Result<&'c mut Connection, Error> {
        if let Some(Connection::Postgres(conn)) = connection
            && conn.client.is_closed()
        {
            *connection = None;
        }
        match connection {
            Some(conn) => Ok(conn),
            none => Ok(none.insert(self.connector.connect(false)?)),
        }
    }

    /// After a lost COMMIT: waits for the shard's row (the old transaction holds it while it lives), then asks the
    /// journaal whether each write is there.
    fn look_up(
        &self,
        connection: &mut Option<Connection>,
        batch: &[Box<dyn Job>],
    ) -> Vec<Option<Error>> {
        batch
            .iter()
            .map(|job| {
                let Lane::Shard(shard) = job.lane() else {
                    return Some(Error::Unknown);
                };
                let found = self.connected(connection).and_then(|conn| {
                    let Connection::Postgres(conn) = conn else {
                        return Err(Error::Unknown);
                    };
                    let mut tx = Tx::new(Conn::Postgres(conn));
                    tx.raw("BEGIN")?;
                    tx.query(self.lock_shard, &[&shard], |_| Ok(()))?;
                    let found =
                        tx.query(self.find_write, &[&shard, &job.write_id()], |_| Ok(()))?;
                    tx.raw("ROLLBACK")?;
                    Ok(!found.is_empty())
                });
                match found {
                    Ok(true) => None,
                    Ok(false) => Some(Error::Unavailable(
                        "the write was lost with its connection".into(),
                    )),
                    Err(_) => Some(Error::Unknown),
                }
            })
            .collect()
    }
}

fn tx(conn: &mut Connection) -> Tx<'_> {
    Tx::new(match conn {
        Connection::Sqlite(conn) => Conn::Sqlite(conn),
        Connection::Postgres(conn) => Conn::Postgres(conn),
    })
}

fn raw(conn: &mut Connection, sql: &str) -> Result<(), Error> {
    tx(conn).raw(sql)
}

/// Whether the transaction around the savepoints is still open.
fn stands(conn: &Connection) -> bool {
    match conn {
        Connection::Sqlite(conn) => !conn.db.is_autocommit(),
        Connection::Postgres(conn) => !conn.client.is_closed(),
    }
}

fn run_batch(
    conn: &mut Connection,
    batch: &mut [Box<dyn Job>],
    refuse_after: Option<Duration>,
) -> Fate {
    let begin = match conn {
        Connection::Sqlite(_) => "BEGIN IMMEDIATE",
        Connection::Postgres(_) => "BEGIN ISOLATION LEVEL READ COMMITTED",
    };
    if let Err(error) = raw(conn, begin) {
        return Fate::NotCommitted(error);
    }
    let mut kept = false;
    for job in batch.iter_mut() {
        match run_one(conn, job.as_mut(), refuse_after) {
            Ok(keep) => kept |= keep,
            Err(error) => {
                let _ = raw(conn, "ROLLBACK");
                return Fate::NotCommitted(error);
            }
        }
    }
    if !kept {
        return match raw(conn, "ROLLBACK") {
            Ok(()) => Fate::Committed,
            Err(error) => Fate::NotCommitted(error),
        };
    }
    match (raw(conn, "COMMIT"), &*conn) {
        (Ok(()), _) => Fate::Committed,
        // SQLite tells: a COMMIT that failed did not happen.
        (Err(error), Connection::Sqlite(_)) => {
            let _ = raw(conn, "ROLLBACK");
            Fate::NotCommitted(error)
        }
        (Err(error), Connection::Postgres(_)) if error.is_connection_lost() => Fate::Unknown,
        (Err(error), Connection::Postgres(_)) => Fate::NotCommitted(error),
    }
}

/// One write in its savepoint. `Err` means that the whole transaction fell.
fn run_one(
    conn: &mut Connection,
    job: &mut dyn Job,
    refuse_after: Option<Duration>,
) -> Result<bool, Error> {
    let started = Instant::now();
    raw(conn, "SAVEPOINT een")?;
    let mut keep = job.run(&mut tx(conn));
    if let Some(error) = job.poison()
        && (error.is_connection_lost() || matches!(error, Error::Full))
    {
        return Err(error.clone());
    }
    if !stands(conn) {
        return Err(job.poison().cloned().unwrap_or(Error::BatchFailed));
    }
    if refuse_after.is_some_and(|most| started.elapsed() > most) {
        job.refuse(Error::Timeout);
        keep = false;
    }
    let end = if keep {
        "RELEASE SAVEPOINT een"
    } else {
        "ROLLBACK TO SAVEPOINT een; RELEASE SAVEPOINT een"
    };
    raw(conn, end)?;
    let took = started.elapsed();
    if took > SLOW_WRITE {
        tracing::warn!(millis = took.as_millis(), "slow write");
    }
    Ok(keep)
}

/// A reader: one job, one snapshot.
pub(super) fn run_reader(connector: &Connector, queue: &Queue) {
    let mut connection: Option<Connection> = None;
    while let Some(mut job) = queue.take_one() {
        let failed = read_once(connector, &mut connection, job.as_mut()).err();
        if failed
            .as_ref()
            .or(job.poison())
            .is_some_and(Error::is_connection_lost)
        {
            connection = None;
            // A read has no effect: once more, on a new connection.
            let failed = read_once(connector, &mut connection, job.as_mut()).err();
            if failed
                .as_ref()
                .or(job.poison())
                .is_some_and(Error::is_connection_lost)
            {
                connection = None;
            }
            job.finish(failed);
        } else {
            job.finish(failed);
        }
    }
}

fn read_once(
    connector: &Connector,
    connection: &mut Option<Connection>,
    job: &mut dyn Job,
) -> Result<(), Error> {
    let conn = match connection {
        Some(conn) => conn,
        none => none.insert(connector.connect(true)?),
    };
    let begin = match conn {
        Connection::Sqlite(conn) => {
            conn.limit(Some(Instant::now() + connector.read_limit()))?;
            "BEGIN DEFERRED"
        }
        Connection::Postgres(_) => "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY",
    };
    raw(conn, begin)?;
    job.run(&mut tx(conn));
    raw(conn, "ROLLBACK")?;
    Ok(())
}
