//! What code above the seam holds inside a transaction.

use postgres::fallible_iterator::FallibleIterator;
use uuid::Uuid;

use super::connection::{PgConn, SqliteConn};
use super::error::Error;
use super::value::{Cell, Column, Param, Raw, Value};

/// One row of an answer; columns are read by position.
pub enum Row<'a> {
    #[doc(hidden)]
    Sqlite(&'a rusqlite::Row<'a>),
    #[doc(hidden)]
    Postgres(&'a postgres::Row),
}

impl Row<'_> {
    /// The value of column `at`, counted from 0.
    pub fn get<T: Column>(&self, at: usize) -> Result<T, Error> {
        match self {
            Row::Sqlite(row) => Ok(T::read(Cell::Sqlite(row.get_ref(at)?))?),
            Row::Postgres(row) => {
                let raw: Raw<'_> = row.try_get(at)?;
                Ok(T::read(Cell::Postgres(row.columns()[at].type_(), raw.0))?)
            }
        }
    }
}

/// A transaction on either engine, with the error that poisoned it.
pub(super) struct Tx<'c> {
    pub(super) conn: Conn<'c>,
    poisoned: Option<Error>,
    asked: u64,
}

pub(super) enum Conn<'c> {
    Sqlite(&'c SqliteConn),
    Postgres(&'c mut PgConn),
}

impl<'c> Tx<'c> {
    pub(super) fn new(conn: Conn<'c>) -> Self {
        Self {
            conn,
            poisoned: None,
            asked: 0,
        }
    }

    pub(super) fn poison(&mut self, error: Error) {
        self.poisoned.get_or_insert(error);
    }

    pub(super) fn poisoned(&self) -> Option<&Error> {
        self.poisoned.as_ref()
    }

    fn guarded<T>(
        &mut self,
        run: impl FnOnce(&mut Conn<'c>) -> Result<T, Error>,
    ) -> Result<T, Error> {
        if let Some(error) = &self.poisoned {
            return Err(error.clone());
        }
        self.asked += 1;
        let result = run(&mut self.conn);
        if let Err(error) = &result
            && !matches!(error, Error::NoRow)
        {
            self.poisoned = Some(error.clone());
        }
        result
    }

    pub(super) fn query<T>(
        &mut self,
        sql: &'static str,
        params: &[&dyn Param],
        mut map: impl FnMut(&Row<'_>) -> Result<T, Error>,
    ) -> Result<Vec<T>, Error> {
        self.guarded(|conn| match conn {
            Conn::Sqlite(conn) => {
                let text = conn.translated(sql);
                let mut statement = conn.db.prepare_cached(&text)?;
                for (n, param) in params.iter().enumerate() {
                    statement.raw_bind_parameter(n + 1, param.value())?;
                }
                let mut rows = statement.raw_query();
                let mut out = Vec::new();
                while let Some(row) = rows.next()? {
                    out.push(map(&Row::Sqlite(row))?);
                }
                Ok(out)
            }
            Conn::Postgres(conn) => {
                let statement = conn.prepared(sql)?;
                let values: Vec<Value<'_>> = params.iter().map(|param| param.value()).collect();
                let bound: Vec<&(dyn postgres::types::ToSql + Sync)> = values
                    .iter()
                    .map(|value| value as &(dyn postgres::types::ToSql + Sync))
                    .collect();
                let rows = conn.client.query(&statement, &bound)?;
                rows.iter().map(|row| map(&Row::Postgres(row))).collect()
            }
        })
    }

    pub(super) fn exec(&mut self, sql: &'static str, params: &[&dyn Param]) -> Result<u64, Error> {
        self.guarded(|conn| match conn {
            Conn::Sqlite(conn) => {
                let text = conn.translated(sql);
                let mut statement = conn.db.prepare_cached(&text)?;
                for (n, param) in params.iter().enumerate() {
                    statement.raw_bind_parameter(n + 1, param.value())?;
                }
                Ok(u64::try_from(statement.raw_execute()?).unwrap_or(0))
            }
            Conn::Postgres(conn) => {
                let statement = conn.prepared(sql)?;
                let values: Vec<Value<'_>> = params.iter().map(|param| param.value()).collect();
                let bound: Vec<&(dyn postgres::types::ToSql + Sync)> = values
                    .iter()
                    .map(|value| value as &(dyn postgres::types::ToSql + Sync))
                    .collect();
                Ok(conn.client.execute(&statement, &bound)?)
            }
        })
    }

    /// A statement of the seam itself, already in the engine's own dialect.
    pub(super) fn raw(&mut self, sql: &str) -> Result<(), Error> {
        self.guarded(|conn| match conn {
            Conn::Sqlite(conn) => Ok(conn.db.execute_batch(sql)?),
            Conn::Postgres(conn) => Ok(conn.client.batch_execute(sql)?),
        })
    }

    /// Rows of a statement made at run time. Only the seam's own dump and migrations use it.
    pub(super) fn query_text<T>(
        &mut self,
        sql: &str,
        mut map: impl FnMut(&Row<'_>) -> Result<T, Error>,
    ) -> Result<Vec<T>, Error> {
        self.guarded(|conn| match conn {
            Conn::Sqlite(conn) => {
                let mut statement = conn.db.prepare(sql)?;
                let mut rows = statement.query([])?;
                let mut out = Vec::new();
                while let Some(row) = rows.next()? {
                    out.push(map(&Row::Sqlite(row))?);
                }
                Ok(out)
            }
            Conn::Postgres(conn) => {
                let rows = conn.client.query(sql, &[])?;
                rows.iter().map(|row| map(&Row::Postgres(row))).collect()
            }
        })
    }

    /// Every row of a statement made at run time, one by one, however many there are. Only the dump uses it.
    pub(super) fn each_text(
        &mut self,
        sql: &str,
        mut each: impl FnMut(&Row<'_>) -> Result<(), Error>,
    ) -> Result<(), Error> {
        self.guarded(|conn| match conn {
            Conn::Sqlite(conn) => {
                let mut statement = conn.db.prepare(sql)?;
                let mut rows = statement.query([])?;
                while let Some(row) = rows.next()? {
                    each(&Row::Sqlite(row))?;
                }
                Ok(())
            }
            Conn::Postgres(conn) => {
                let none: [&dyn postgres::types::ToSql; 0] = [];
                let mut rows = conn.client.query_raw(sql, none)?;
                while let Some(row) = rows.next()? {
                    each(&Row::Postgres(&row))?;
                }
                Ok(())
            }
        })
    }

    /// A change made at run time. Only the seam's own load uses it.
    pub(super) fn exec_text(&mut self, sql: &str, values: &[Value<'_>]) -> Result<u64, Error> {
        self.guarded(|conn| match conn {
            Conn::Sqlite(conn) => {
                let mut statement = conn.db.prepare_cached(&super::dialect::for_sqlite(sql))?;
                for (n, value) in values.iter().enumerate() {
                    statement.raw_bind_parameter(n + 1, value)?;
                }
                Ok(u64::try_from(statement.raw_execute()?).unwrap_or(0))
            }
            Conn::Postgres(conn) => {
                let bound: Vec<&(dyn postgres::types::ToSql + Sync)> = values
                    .iter()
                    .map(|value| value as &(dyn postgres::types::ToSql + Sync))
                    .collect();
                let statement = conn.prepared_text(sql)?;
                Ok(conn.client.execute(&statement, &bound)?)
            }
        })
    }
}

/// Asking: what a read and a write have in common. Stores take `&mut impl Queries`.
pub trait Queries {
    /// All rows of `sql`, each made into a `T`.
    fn query<T>(
        &mut self,
        sql: &'static str,
        params: &[&dyn Param],
        map: impl FnMut(&Row<'_>) -> Result<T, Error>,
    ) -> Result<Vec<T>, Error>;

    /// The first row, if there is one.
    fn query_opt<T>(
        &mut self,
        sql: &'static str,
        params: &[&dyn Param],
        map: impl FnMut(&Row<'_>) -> Result<T, Error>,
    ) -> Result<Option<T>, Error> {
        Ok(self.query(sql, params, map)?.into_iter().next())
    }

    /// The one row that must be there; [`Error::NoRow`] otherwise.
    fn query_one<T>(
        &mut self,
        sql: &'static str,
        params: &[&dyn Param],
        map: impl FnMut(&Row<'_>) -> Result<T, Error>,
    ) -> Result<T, Error> {
        self.query_opt(sql, params, map)?.ok_or(Error::NoRow)
    }
}

/// One snapshot, read-only.
pub struct Read<'r>(ReadTx<'r>);
type ReadTx<'r> = &'r mut dyn AnyTx;

/// One savepoint in which a change is made.
pub struct Write<'w> {
    tx: &'w mut dyn AnyTx,
    write_id: Uuid,
}

/// [`Tx`] without its connection's lifetime, so that closures can take `&mut Write<'_>`.
pub(super) trait AnyTx {
    fn rows(
        &mut self,
        sql: &'static str,
        params: &[&dyn Param],
        each: &mut dyn FnMut(&Row<'_>) -> Result<(), Error>,
    ) -> Result<(), Error>;
    fn change(&mut self, sql: &'static str, params: &[&dyn Param]) -> Result<u64, Error>;
    fn asked(&self) -> u64;
}

impl AnyTx for Tx<'_> {
    fn rows(
        &mut self,
        sql: &'static str,
        params: &[&dyn Param],
        each: &mut dyn FnMut(&Row<'_>) -> Result<(), Error>,
    ) -> Result<(), Error> {
        self.query(sql, params, each).map(drop)
    }

    fn change(&mut self, sql: &'static str, params: &[&dyn Param]) -> Result<u64, Error> {
        self.exec(sql, params)
    }

    fn asked(&self) -> u64 {
        self.asked
    }
}

fn collect<T>(
    tx: &mut dyn AnyTx,
    sql: &'static str,
    params: &[&dyn Param],
    mut map: impl FnMut(&Row<'_>) -> Result<T, Error>,
) -> Result<Vec<T>, Error> {
    let mut out = Vec::new();
    tx.rows(sql, params, &mut |row| {
        out.push(map(row)?);
        Ok(())
    })?;
    Ok(out)
}

impl<'r> Read<'r> {
    pub(super) fn over(tx: &'r mut Tx<'_>) -> Self {
        Self(tx)
    }
}

impl Queries for Read<'_> {
    fn query<T>(
        &mut self,
        sql: &'static str,
        params: &[&dyn Param],
        map: impl FnMut(&Row<'_>) -> Result<T, Error>,
    ) -> Result<Vec<T>, Error> {
        collect(self.0, sql, params, map)
    }
}

impl<'w> Write<'w> {
    pub(super) fn over(tx: &'w mut Tx<'_>, write_id: Uuid) -> Self {
        Self { tx, write_id }
    }

    /// The same write, lent out for a shorter while.
    pub fn reborrow(&mut self) -> Write<'_> {
        Write {
            tx: self.tx,
            write_id: self.write_id,
        }
    }

    /// The id of this write, the same each time it runs.
    pub fn write_id(&self) -> Uuid {
        self.write_id
    }

    /// How many statements it made so far.
    pub fn asked(&self) -> u64 {
        self.tx.asked()
    }

    /// Makes a change; answers how many rows it touched.
    pub fn exec(&mut self, sql: &'static str, params: &[&dyn Param]) -> Result<u64, Error> {
        self.tx.change(sql, params)
    }
}

impl Queries for Write<'_> {
    fn query<T>(
        &mut self,
        sql: &'static str,
        params: &[&dyn Param],
        map: impl FnMut(&Row<'_>) -> Result<T, Error>,
    ) -> Result<Vec<T>, Error> {
        collect(self.tx, sql, params, map)
    }
}
