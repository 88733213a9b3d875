//! Making connections and setting them up the way `docs/architecture.md` promises.

use std::cell::RefCell;
use std::collections::HashMap;
use std::path::Path;
use std::rc::Rc;
use std::time::{Duration, Instant};

use rusqlite::config::DbConfig;

use super::error::Error;
use super::{READ_LIMIT, Target, dialect};

pub(crate) struct Connector {
    target: Target,
    durable: bool,
    read_limit: Duration,
}

pub(super) enum Connection {
    Sqlite(SqliteConn),
    Postgres(Box<PgConn>),
}

pub(super) struct SqliteConn {
    pub(super) db: rusqlite::Connection,
    translated: RefCell<HashMap<&'static str, Rc<str>>>,
}

pub(super) struct PgConn {
    pub(super) client: postgres::Client,
    prepared: HashMap<String, postgres::Statement>,
}

impl SqliteConn {
    pub(super) fn translated(&self, sql: &'static str) -> Rc<str> {
        self.translated
            .borrow_mut()
            .entry(sql)
            .or_insert_with(|| dialect::for_sqlite(sql).into())
            .clone()
    }

    /// Lets statements of this connection run until `until` and no longer.
    pub(super) fn limit(&mut self, until: Option<Instant>) -> Result<(), Error> {
        match until {
            Some(until) => self
                .db
                .progress_handler(20_000, Some(move || Instant::now() > until))?,
            None => self.db.progress_handler(0, None::<fn() -> bool>)?,
        }
        Ok(())
    }
}

impl PgConn {
    pub(super) fn prepared(&mut self, sql: &'static str) -> Result<postgres::Statement, Error> {
        self.prepared_text(sql)
    }

    pub(super) fn prepared_text(&mut self, sql: &str) -> Result<postgres::Statement, Error> {
        if let Some(statement) = self.prepared.get(sql) {
            return Ok(statement.clone());
        }
        let statement = self.client.prepare(sql)?;
        self.prepared.insert(sql.to_owned(), statement.clone());
        Ok(statement)
    }
}

impl Connector {
    pub(super) fn new(target: Target, durable: bool, read_limit: Duration) -> Self {
        Self {
            target,
            durable,
            read_limit,
        }
    }

    /// How long a read may take.
    pub(super) fn read_limit(&self) -> Duration {
        self.read_limit
    }

    /// A new connection; `reading` ones cannot write.
    pub(super) fn connect(&self, reading: bool) -> Result<Connection, Error> {
        match &self.target {
            Target::Sqlite(path) => self.sqlite(path, reading).map(Connection::Sqlite),
            Target::Postgres(url) => self
                .postgres(url, reading)
                .map(|conn| Connection::Postgres(Box::new(conn))),
        }
    }

    fn sqlite(&self, path: &Path, reading: bool) -> Result<SqliteConn, Error> {
        let db = rusqlite::Connection::open(path)?;
        let synchronous = if self.durable { "FULL" } else { "OFF" };
        db.busy_timeout(READ_LIMIT)?;
        db.execute_batch(&format!(
            "PRAGMA journal_mode = WAL; PRAGMA synchronous = {synchronous}; PRAGMA foreign_keys = ON;
             PRAGMA secure_delete = ON; PRAGMA cache_size = {}; PRAGMA journal_size_limit = 67108864;
             PRAGMA temp_store = MEMORY; PRAGMA trusted_schema = OFF; PRAGMA query_only = {};",
            if reading { -8192 } else { -16384 },
            if reading { "ON" } else { "OFF" },
        ))?;
        db.set_prepared_statement_cache_capacity(512);
        // A plan does not follow from what is bound: else every statement on a table with a partial index is parsed and
        // planned anew each time it is asked with other values.
        db.set_db_config(DbConfig::SQLITE_DBCONFIG_ENABLE_QPSG, true)?;
        Ok(SqliteConn {
            db,
            translated: RefCell::default(),
        })
    }

    fn postgres(&self, url: &str, reading: bool) -> Result<PgConn, Error> {
        let mut config: postgres::Config = url.parse()?;
        config
            .connect_timeout(Duration::from_secs(3))
            // A server that fell silent is noticed in seconds; by itself the network would wait for many minutes.
            .tcp_user_timeout(Duration::from_secs(10))
            .keepalives_idle(Duration::from_secs(5))
            .keepalives_interval(Duration::from_secs(2))
            .keepalives_retries(3)
            .application_name("wijkwerk");
        let mut client = config.connect(postgres::NoTls)?;
        let limit = if reading { self.read_limit } else { READ_LIMIT };
        client.batch_execute(&format!(
            "SET lock_timeout = '4s'; SET statement_timeout = '{}ms'; SET timezone = 'UTC';
             SET idle_in_transaction_session_timeout = '30s'; SET client_min_messages = warning",
            limit.as_millis(),
        ))?;
        Ok(PgConn {
            client,
            prepared: HashMap::new(),
        })
    }
}
