//! Who waits to write, and whose turn it is.
//!
//! Each lane keeps its order. Lanes take turns, so one busy gemeente cannot keep the others waiting. A lane that is in a
//! worker's hands is given to no other worker: that is what makes the writes of one gemeente serial.

use std::collections::{HashMap, HashSet, VecDeque};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};

use tokio::sync::oneshot;
use uuid::Uuid;

use super::error::Error;
use super::tx::{Read, Tx, Write};

/// Most writes that may wait in one lane; the next is refused with [`Error::Busy`].
pub const MAX_WAITING: usize = 200;

/// A row of writes that must happen one after the other.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Lane {
    /// The writes of one shard (a gemeente).
    Shard(Uuid),
    /// Sessions, logs, cursors, counters.
    Bookkeeping,
}

/// Something to be run inside a transaction and answered afterwards.
pub(super) trait Job: Send {
    fn lane(&self) -> Lane;
    fn write_id(&self) -> Uuid;
    /// Runs the closure and keeps its result; `true` if the savepoint is to be kept. May be called again.
    fn run(&mut self, tx: &mut Tx<'_>) -> bool;
    /// Keeps `error` as the result instead of what the run made.
    fn refuse(&mut self, error: Error);
    /// Answers: with the kept result, or with `failed`.
    fn finish(self: Box<Self>, failed: Option<Error>);
    /// The error that a failed run ended with, if the database made it.
    fn poison(&self) -> Option<&Error>;
}

struct Work<F, T, E> {
    lane: Lane,
    write_id: Uuid,
    f: F,
    result: Option<Result<T, E>>,
    poison: Option<Error>,
    answer: oneshot::Sender<Result<T, E>>,
}

impl<F, T, E> Job for Work<F, T, E>
where
    T: Send,
    E: From<Error> + Send,
    F: Fn(&mut Tx<'_>) -> Result<T, E> + Send,
{
    fn lane(&self) -> Lane {
        self.lane
    }

    fn write_id(&self) -> Uuid {
        self.write_id
    }

    fn run(&mut self, tx: &mut Tx<'_>) -> bool {
        let ran = catch_unwind(AssertUnwindSafe(|| (self.f)(tx)));
        let result = ran.unwrap_or_else(|_| {
            tx.poison(Error::Panicked);
            Err(Error::Panicked.into())
        });
        self.poison = tx.poisoned().cloned();
        // A write that swallowed a database error did not do what it says: it fails all the same.
        let result = match (&self.poison, result) {
            (Some(error), Ok(_)) => Err(error.clone().into()),
            (_, result) => result,
        };
        let keep = result.is_ok();
        self.result = Some(result);
        keep
    }

    fn refuse(&mut self, error: Error) {
        self.result = Some(Err(error.into()));
    }

    fn finish(self: Box<Self>, failed: Option<Error>) {
        let result = match (failed, self.result) {
            (Some(error), Some(Ok(_)) | None) => Err(error.into()),
            (_, Some(result)) => result,
            (None, None) => Err(Error::Closed.into()),
        };
        let _ = self.answer.send(result);
    }

    fn poison(&self) -> Option<&Error> {
        self.poison.as_ref()
    }
}

type Answer<T, E> = oneshot::Receiver<Result<T, E>>;

pub(super) fn write_job<T, E, F>(lane: Lane, write_id: Uuid, f: F) -> (Box<dyn Job>, Answer<T, E>)
where
    T: Send + 'static,
    E: From<Error> + Send + 'static,
    F: Fn(&mut Write<'_>) -> Result<T, E> + Send + 'static,
{
    job(lane, write_id, move |tx| f(&mut Write::over(tx, write_id)))
}

pub(super) fn read_job<T, E, F>(f: F) -> (Box<dyn Job>, Answer<T, E>)
where
    T: Send + 'static,
    E: From<Error> + Send + 'static,
    F: Fn(&mut Read<'_>) -> Result<T, E> + Send + 'static,
{
    job(Lane::Bookkeeping, Uuid::nil(), move |tx| {
        f(&mut Read::over(tx))
    })
}

fn job<T, E, F>(lane: Lane, write_id: Uuid, f: F) -> (Box<dyn Job>, Answer<T, E>)
where
    T: Send + 'static,
    E: From<Error> + Send + 'static,
    F: Fn(&mut Tx<'_>) -> Result<T, E> + Send + 'static,
{
    let (answer, pending) = oneshot::channel();
    (
        Box::new(Work {
            lane,
            write_id,
            f,
            result: None,
            poison: None,
            answer,
        }),
        pending,
    )
}

/// The waiting jobs of all lanes.
pub(super) struct Queue {
    state: Mutex<State>,
    changed: Condvar,
}

#[derive(Default)]
struct State {
    lanes: HashMap<Lane, VecDeque<Box<dyn Job>>>,
    /// Lanes that have work and are in nobody's hands, next first.
    turns: VecDeque<Lane>,
    taken: HashSet<Lane>,
    closed: bool,
}

impl Queue {
    pub(super) fn new() -> Self {
        Self {
            state: Mutex::default(),
            changed: Condvar::new(),
        }
    }

    fn lock(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    pub(super) fn waiting(&self, lane: Lane) -> usize {
        self.lock().lanes.get(&lane).map_or(0, VecDeque::len)
    }

    pub(super) fn push(&self, lane: Lane, job: Box<dyn Job>) -> Result<(), Error> {
        let mut state = self.lock();
        if state.closed {
            return Err(Error::Closed);
        }
        let waiting = state.lanes.entry(lane).or_default();
        if waiting.len() >= MAX_WAITING {
            return Err(Error::Busy {
                retry_after_seconds: 2,
            });
        }
        waiting.push_back(job);
        if waiting.len() == 1 && !state.taken.contains(&lane) {
            state.turns.push_back(lane);
        }
        drop(state);
        self.changed.notify_one();
        Ok(())
    }

    /// Waits for work. One lane's jobs, or (`mixed`) jobs of all lanes in turn; at most `most`. `None` when closed.
    pub(super) fn take(&self, most: usize, mixed: bool) -> Option<Vec<Box<dyn Job>>> {
        let mut state = self.lock();
        while state.turns.is_empty() {
            if state.closed {
                return None;
            }
            state = self
                .changed
                .wait(state)
                .unwrap_or_else(PoisonError::into_inner);
        }
        let mut batch = Vec::new();
        if mixed {
            while batch.len() < most
                && let Some(lane) = state.turns.pop_front()
            {
                let waiting = state.lanes.get_mut(&lane).and_then(VecDeque::pop_front);
                batch.extend(waiting);
                if state
                    .lanes
                    .get(&lane)
                    .is_some_and(|waiting| !waiting.is_empty())
                {
                    state.turns.push_back(lane);
                }
            }
        } else if let Some(lane) = state.turns.pop_front() {
            if let Some(waiting) = state.lanes.get_mut(&lane) {
                let n = waiting.len().min(most);
                batch.extend(waiting.drain(..n));
            }
            state.taken.insert(lane);
        }
        Some(batch)
    }

    /// One job of any lane, for readers, which have no order to keep.
    pub(super) fn take_one(&self) -> Option<Box<dyn Job>> {
        self.take(1, true)?.pop()
    }

    /// Gives a lane back after its batch.
    pub(super) fn release(&self, lane: Lane) {
        let mut state = self.lock();
        state.taken.remove(&lane);
        if state
            .lanes
            .get(&lane)
            .is_some_and(|waiting| !waiting.is_empty())
        {
            state.turns.push_back(lane);
            drop(state);
            self.changed.notify_one();
        } else {
            state.lanes.remove(&lane);
        }
    }

    /// Lets the workers finish what waits and then stop.
    pub(super) fn close(&self) {
        self.lock().closed = true;
        self.changed.notify_all();
    }
}
