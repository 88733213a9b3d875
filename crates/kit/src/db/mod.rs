//! The storage seam: one SQL text, two engines, no ORM.
//!
//! This is the only module that names a driver. Code above it sees [`Db`], [`Read`], [`Write`], [`Row`] and typed
//! values. Rules it keeps:
//!
//! * Every change is a [`Write`]: a synchronous closure over one savepoint. Writes of one *lane* (a shard, or the
//!   bookkeeping) are serial; a worker drains up to [`BATCH`] of them, commits once, then answers.
//! * A write is `Fn`: it runs again only when its batch is known not to have committed. If the connection is lost during
//!   COMMIT the worker looks the write id up before it answers.
//! * A database error poisons its write: every further statement returns the same error, on both engines.
//! * A panic rolls back its own savepoint and nothing else.
//! * A read is one snapshot, read-only, at most five seconds.
//!
//! It never retries a write whose fate is unknown, and never answers before COMMIT.

pub(crate) mod connection;
mod dialect;
mod dump;
mod error;
mod migrate;
mod pages;
mod planner;
mod queue;
mod tx;
mod value;
mod worker;

use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use uuid::Uuid;

pub(crate) use dialect::for_sqlite;
pub use dialect::{ColumnDef, Kind, TableDef, tables};
pub use dump::{DumpError, dump, load};
pub use error::Error;
pub use migrate::{Migration, MigrationStatus, migrate, pending};
pub use pages::{PAGE, pages};
pub use queue::{Lane, MAX_WAITING};
pub use tx::{Queries, Read, Row, Write};
pub use value::{Cell, Column, Mismatch, Param, Value};

use connection::Connector;
use queue::{Job, Queue};

/// Most writes in one COMMIT.
pub const BATCH: usize = 64;
/// The longest a read may take.
pub const READ_LIMIT: Duration = Duration::from_secs(5);
/// How long an answer is waited for: longer than two connections and their limits can take, so only when the database
/// does not say anything at all.
pub const PATIENCE: Duration = Duration::from_secs(20);
/// A write that takes longer is warned about.
pub const SLOW_WRITE: Duration = Duration::from_millis(50);

/// Which engine, and where.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Target {
    /// A file of our own.
    Sqlite(PathBuf),
    /// A libpq connection string (`host=… user=… dbname=…` or `postgres://…`).
    Postgres(String),
}

impl Target {
    /// Reads `sqlite:PATH` or `postgres://…`.
    pub fn parse(text: &str) -> Option<Self> {
        if let Some(path) = text.strip_prefix("sqlite:") {
            return (!path.is_empty()).then(|| Self::Sqlite(PathBuf::from(path)));
        }
        (text.starts_with("postgres://")
            || text.starts_with("postgresql://")
            || text.starts_with("host="))
        .then(|| Self::Postgres(text.to_owned()))
    }

    /// Which engine this is.
    pub fn engine(&self) -> Engine {
        match self {
            Self::Sqlite(_) => Engine::Sqlite,
            Self::Postgres(_) => Engine::Postgres,
        }
    }
}

/// The two engines.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Engine {
    Sqlite,
    Postgres,
}

/// How a database is opened.
#[derive(Clone, Debug)]
pub struct Options {
    /// Threads (and connections) that read.
    pub readers: usize,
    /// Threads (and connections) that write on PostgreSQL; SQLite always has one.
    pub writers: usize,
    /// Locks the row of shard `$1`: what a second node's writes of that shard wait for.
    pub lock_shard: &'static str,
    /// Finds write `$2` of shard `$1` in the journaal: one row if it was committed.
    pub find_write: &'static str,
    /// Whether every COMMIT waits for the disk. Only tests turn it off.
    pub durable: bool,
    /// How long a read may take: [`READ_LIMIT`], less in tests.
    pub read_limit: Duration,
    /// A write that holds its lane longer is undone and answered [`Error::Timeout`]. Only tests set it: elsewhere a slow
    /// write is warned about ([`SLOW_WRITE`]).
    pub refuse_after: Option<Duration>,
}

/// An open database. Cheap to clone; the last clone to go closes it.
#[derive(Clone)]
pub struct Db(Arc<Inner>);

struct Inner {
    target: Target,
    connector: Arc<Connector>,
    writes: Arc<Queue>,
    reads: Arc<Queue>,
    threads: std::sync::Mutex<Vec<std::thread::JoinHandle<()>>>,
}

impl Drop for Inner {
    fn drop(&mut self) {
        self.writes.close();
        self.reads.close();
        let threads = std::mem::take(
            &mut *self
                .threads
                .lock()
                .unwrap_or_else(std::sync::PoisonError::into_inner),
        );
        let me = std::thread::current().id();
        for thread in threads {
            if thread.thread().id() != me {
                let _ = thread.join();
            }
        }
    }
}

impl Db {
    /// Opens the database and starts its workers; the first connection is made at once so that a wrong address is told
    /// now and not at the first visitor.
    pub fn open(target: Target, options: &Options) -> Result<Self, Error> {
        let connector = Arc::new(Connector::new(
            target.clone(),
            options.durable,
            options.read_limit,
        ));
        drop(connector.connect(false)?);
        let writes = Arc::new(Queue::new());
        let reads = Arc::new(Queue::new());
        let mut threads = Vec::new();
        let writers = match target.engine() {
            Engine::Sqlite => 1,
            Engine::Postgres => options.writers.max(1),
        };
        let mixed = target.engine() == Engine::Sqlite;
        for n in 0..writers {
            let worker = worker::Writer {
                connector: connector.clone(),
                queue: writes.clone(),
                mixed,
                lock_shard: options.lock_shard,
                find_write: options.find_write,
                refuse_after: options.refuse_after,
            };
            threads.push(spawn(format!("write-{n}"), move || worker.run())?);
        }
        for n in 0..options.readers.max(1) {
            let (connector, queue) = (connector.clone(), reads.clone());
            threads.push(spawn(format!("read-{n}"), move || {
                worker::run_reader(&connector, &queue);
            })?);
        }
        let threads = std::sync::Mutex::new(threads);
        Ok(Self(Arc::new(Inner {
            target,
            connector,
            writes,
            reads,
            threads,
        })))
    }

    /// Which engine this is.
    pub fn engine(&self) -> Engine {
        self.0.target.engine()
    }

    /// Where it is.
    pub fn target(&self) -> &Target {
        &self.0.target
    }

    /// How many writes of `lane` wait now.
    pub fn waiting(&self, lane: Lane) -> usize {
        self.0.writes.waiting(lane)
    }

    /// Runs `f` as one write of `shard`, identified by `write_id`.
    ///
    /// `f` may run more than once and must touch nothing but its [`Write`]. Answers after COMMIT.
    pub async fn write<T, E, F>(&self, shard: Uuid, write_id: Uuid, f: F) -> Result<T, E>
    where
        T: Send + 'static,
        E: From<Error> + Send + 'static,
        F: Fn(&mut Write<'_>) -> Result<T, E> + Send + 'static,
    {
        answer(
            self.push_write(Lane::Shard(shard), write_id, f),
            Error::Unknown,
        )
        .await
    }

    /// [`Db::write`] for code that is not async.
    pub fn write_blocking<T, E, F>(&self, shard: Uuid, write_id: Uuid, f: F) -> Result<T, E>
    where
        T: Send + 'static,
        E: From<Error> + Send + 'static,
        F: Fn(&mut Write<'_>) -> Result<T, E> + Send + 'static,
    {
        answer_blocking(self.push_write(Lane::Shard(shard), write_id, f))
    }

    /// A change to bookkeeping (sessions, read log, job states, cursors, rate counters): no journaal, no shard.
    pub async fn bookkeep<T, E, F>(&self, f: F) -> Result<T, E>
    where
        T: Send + 'static,
        E: From<Error> + Send + 'static,
        F: Fn(&mut Write<'_>) -> Result<T, E> + Send + 'static,
    {
        answer(
            self.push_write(Lane::Bookkeeping, Uuid::nil(), f),
            Error::Unknown,
        )
        .await
    }

    /// [`Db::bookkeep`] for code that is not async.
    pub fn bookkeep_blocking<T, E, F>(&self, f: F) -> Result<T, E>
    where
        T: Send + 'static,
        E: From<Error> + Send + 'static,
        F: Fn(&mut Write<'_>) -> Result<T, E> + Send + 'static,
    {
        answer_blocking(self.push_write(Lane::Bookkeeping, Uuid::nil(), f))
    }

    /// [`Db::bookkeep`] for what nobody waits for. It keeps its place: whatever is asked of the bookkeeping after it
    /// sees it.
    pub fn bookkeep_later<F>(&self, f: F) -> Result<(), Error>
    where
        F: Fn(&mut Write<'_>) -> Result<(), Error> + Send + 'static,
    {
        self.push_write(Lane::Bookkeeping, Uuid::nil(), f).map(drop)
    }

    /// Runs `f` over one snapshot.
    pub async fn read<T, E, F>(&self, f: F) -> Result<T, E>
    where
        T: Send + 'static,
        E: From<Error> + Send + 'static,
        F: Fn(&mut Read<'_>) -> Result<T, E> + Send + 'static,
    {
        answer(self.push_read(f), Error::Timeout).await
    }

    /// [`Db::read`] for code that is not async.
    pub fn read_blocking<T, E, F>(&self, f: F) -> Result<T, E>
    where
        T: Send + 'static,
        E: From<Error> + Send + 'static,
        F: Fn(&mut Read<'_>) -> Result<T, E> + Send + 'static,
    {
        answer_blocking(self.push_read(f))
    }

    fn push_write<T, E, F>(&self, lane: Lane, write_id: Uuid, f: F) -> Pending<T, E>
    where
        T: Send + 'static,
        E: From<Error> + Send + 'static,
        F: Fn(&mut Write<'_>) -> Result<T, E> + Send + 'static,
    {
        let (job, pending) = queue::write_job(lane, write_id, f);
        push(&self.0.writes, lane, job, pending)
    }

    fn push_read<T, E, F>(&self, f: F) -> Pending<T, E>
    where
        T: Send + 'static,
        E: From<Error> + Send + 'static,
        F: Fn(&mut Read<'_>) -> Result<T, E> + Send + 'static,
    {
        let (job, pending) = queue::read_job(f);
        push(&self.0.reads, Lane::Bookkeeping, job, pending)
    }

    pub(crate) fn connector(&self) -> &Connector {
        &self.0.connector
    }
}

type Pending<T, E> = Result<tokio::sync::oneshot::Receiver<Result<T, E>>, Error>;

fn push<T, E>(
    queue: &Queue,
    lane: Lane,
    job: Box<dyn Job>,
    pending: tokio::sync::oneshot::Receiver<Result<T, E>>,
) -> Pending<T, E> {
    queue.push(lane, job).map(|()| pending)
}

async fn answer<T, E: From<Error>>(pending: Pending<T, E>, silent: Error) -> Result<T, E> {
    match tokio::time::timeout(PATIENCE, pending?).await {
        Ok(answered) => answered.unwrap_or_else(|_| Err(Error::Closed.into())),
        Err(_) => Err(silent.into()),
    }
}

fn answer_blocking<T, E: From<Error>>(pending: Pending<T, E>) -> Result<T, E> {
    pending?
        .blocking_recv()
        .unwrap_or_else(|_| Err(Error::Closed.into()))
}

fn spawn(
    name: String,
    run: impl FnOnce() + Send + 'static,
) -> Result<std::thread::JoinHandle<()>, Error> {
    std::thread::Builder::new()
        .name(name)
        .spawn(run)
        .map_err(|error| Error::Unavailable(error.to_string()))
}

#[cfg(test)]
mod tests;
