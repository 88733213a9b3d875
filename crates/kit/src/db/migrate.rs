//! Migrations: one numbered list for both engines, forward only, under one lock.

use jiff::Timestamp;
use sha2::{Digest, Sha256};

use super::connection::Connection;
use super::error::Error;
use super::tx::{Conn, Tx};
use super::value::Value;
use super::{Db, Engine, dialect, planner};

/// One step, in PostgreSQL's dialect. Never edited after it has been released.
#[derive(Clone, Copy, Debug)]
pub struct Migration {
    pub number: i64,
    pub name: &'static str,
    pub sql: &'static str,
}

/// What is in the database compared to what this program brings.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MigrationStatus {
    /// Highest number applied, 0 if none.
    pub applied: i64,
    /// Numbers that this program has and the database has not.
    pub pending: Vec<i64>,
    /// Numbers whose text differs from what was applied, or that this program does not know.
    pub foreign: Vec<i64>,
}

const CREATE: &str = "CREATE TABLE IF NOT EXISTS schema_versions (number BIGINT NOT NULL PRIMARY KEY, \
                      name TEXT NOT NULL, sha TEXT NOT NULL, applied_at BIGINT NOT NULL)";

fn sha(migration: &Migration) -> String {
    data_encoding::HEXLOWER.encode(&Sha256::digest(migration.sql.as_bytes()))
}

fn with_tx<T>(db: &Db, run: impl FnOnce(&mut Tx<'_>) -> Result<T, Error>) -> Result<T, Error> {
    let mut connection = db.connector().connect(false)?;
    let (begin, conn) = match &mut connection {
        Connection::Sqlite(conn) => ("BEGIN EXCLUSIVE", Conn::Sqlite(conn)),
        Connection::Postgres(conn) => (
            "BEGIN; SELECT pg_advisory_xact_lock(7305931)",
            Conn::Postgres(conn),
        ),
    };
    let mut tx = Tx::new(conn);
    tx.raw(begin)?;
    let result = run(&mut tx);
    // Dropping the connection rolls back; only a whole migration is kept.
    if result.is_ok() {
        tx.raw("COMMIT")?;
    }
    result
}

fn status(tx: &mut Tx<'_>, migrations: &[Migration]) -> Result<MigrationStatus, Error> {
    tx.raw(CREATE)?;
    let applied = tx.query_text(
        "SELECT number, sha FROM schema_versions ORDER BY number",
        |row| Ok((row.get::<i64>(0)?, row.get::<String>(1)?)),
    )?;
    let foreign = applied
        .iter()
        .filter(|(number, was)| {
            !migrations
                .iter()
                .any(|m| m.number == *number && sha(m) == *was)
        })
        .map(|(number, _)| *number)
        .collect();
    let pending = migrations
        .iter()
        .map(|m| m.number)
        .filter(|number| !applied.iter().any(|(have, _)| have == number))
        .collect();
    Ok(MigrationStatus {
        applied: applied.last().map_or(0, |(n, _)| *n),
        pending,
        foreign,
    })
}

/// What is applied and what is still to be done.
pub fn pending(db: &Db, migrations: &[Migration]) -> Result<MigrationStatus, Error> {
    with_tx(db, |tx| status(tx, migrations))
}

/// Applies what is missing, all or nothing; answers the numbers applied. `now` is noted with each.
pub fn migrate(db: &Db, migrations: &[Migration], now: Timestamp) -> Result<Vec<i64>, Error> {
    with_tx(db, |tx| {
        let status = status(tx, migrations)?;
        if !status.foreign.is_empty() {
            return Err(Error::Other(format!(
                "the database has other migrations: {:?}",
                status.foreign
            )));
        }
        for migration in migrations
            .iter()
            .filter(|m| status.pending.contains(&m.number))
        {
            for statement in dialect::statements(migration.sql) {
                match db.engine() {
                    Engine::Sqlite => tx.raw(&dialect::schema_for_sqlite(&statement))?,
                    Engine::Postgres => tx.raw(&statement)?,
                }
            }
            tx.exec_text(
                "INSERT INTO schema_versions (number, name, sha, applied_at) VALUES ($1, $2, $3, $4)",
                &[
                    Value::Int(migration.number),
                    Value::Text(migration.name),
                    Value::Text(&sha(migration)),
                    Value::Int(now.as_microsecond()),
                ],
            )?;
        }
        if db.engine() == Engine::Sqlite && !status.pending.is_empty() {
            planner::describe(tx)?;
        }
        Ok(status.pending)
    })
}
