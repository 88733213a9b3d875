//! How often something may be done: counters per hour, kept as hashes in the database so that every node counts the same.
//!
//! What only asks changes nothing, not even a counter, and a form of staff waits for no second write: these are counted
//! in memory, by each node for itself ([`App::rate_asking`]).

use std::collections::HashMap;
use std::hash::{BuildHasher as _, RandomState};
use std::sync::{Mutex, PoisonError};

use jiff::Timestamp;
use kit::db::Queries as _;

use crate::app::App;
use crate::error::{Error, Result};

/// Most askers that are told apart in an hour; beyond that the count begins anew for all.
const ASKERS: usize = 100_000;

/// Who asked how often in this hour, as hashes of a process.
#[derive(Default)]
pub(crate) struct Asked {
    hasher: RandomState,
    counts: Mutex<(i64, HashMap<u64, i64>)>,
}

impl Asked {
    /// Counts one more of `what` in this hour.
    fn count(&self, what: &str, hour: i64) -> i64 {
        let key = self.hasher.hash_one(what);
        let mut counts = self.counts.lock().unwrap_or_else(PoisonError::into_inner);
        if counts.0 != hour || counts.1.len() > ASKERS {
            *counts = (hour, HashMap::new());
        }
        let count = counts.1.entry(key).or_default();
        *count += 1;
        *count
    }
}

impl App {
    /// Counts one more asking of `what` without a write; refuses the one that goes over `most` per hour.
    pub fn rate_asking(&self, what: &str, most: i64) -> Result<()> {
        if most <= 0 {
            return Ok(());
        }
        let hour = self.clock().now().as_second().div_euclid(3600);
        self.refuse_over(self.asked().count(what, hour) > most)
    }

    /// Counts one more of `what`; refuses the one that goes over `most` per hour.
    pub async fn rate(&self, what: String, most: i64) -> Result<()> {
        if most <= 0 {
            return Ok(());
        }
        let (key, hour) = self.teller(&what);
        let count = self
            .db()
            .bookkeep(move |tx| add_one(tx, &key, hour))
            .await?;
        self.refuse_over(count > most)
    }

    /// Counts one more try of `what`; refuses the one that goes over `tries` per hour, and every one once `done` of them
    /// succeeded.
    pub async fn count_try(&self, what: &str, tries: i64, done: i64) -> Result<()> {
        if done <= 0 {
            return Ok(());
        }
        let (try_key, hour) = self.teller(&format!("try|{what}"));
        let (done_key, _) = self.teller(what);
        let (tried, succeeded) = self
            .db()
            .bookkeep(move |tx| add_try(tx, &try_key, &done_key, hour))
            .await?;
        self.refuse_over(tried > tries || succeeded >= done)
    }

    /// Counts one more `what` that succeeded. Nobody waits for it, the next try sees it; what succeeded did so also when
    /// it could not be counted.
    pub fn count_done(&self, what: &str) {
        let (key, hour) = self.teller(what);
        let counted = self
            .db()
            .bookkeep_later(move |tx| add_one(tx, &key, hour).map(drop));
        if let Err(error) = counted {
            tracing::warn!(%error, "not counted");
        }
    }

    /// The counter of `what` in this hour; what is counted is kept nowhere.
    fn teller(&self, what: &str) -> ([u8; 32], Timestamp) {
        let now = self.clock().now();
        let hour = Timestamp::from_second(now.as_second() / 3600 * 3600).unwrap_or(now);
        let hash = kit::files::FileHash::of(format!("{hour}|{what}").as_bytes());
        (*hash.as_bytes(), hour)
    }

    fn refuse_over(&self, over: bool) -> Result<()> {
        if !over {
            return Ok(());
        }
        let second = self.clock().now().as_second();
        Err(Error::TooMany {
            retry_after_seconds: u32::try_from(3600 - second.rem_euclid(3600)).unwrap_or(3600),
        })
    }
}

/// Counts a try; answers how many there were, this one included, and how many of them succeeded.
fn add_try(
    tx: &mut kit::db::Write<'_>,
    tried: &[u8; 32],
    done: &[u8; 32],
    hour: Timestamp,
) -> std::result::Result<(i64, i64), kit::db::Error> {
    tx.query_one(
        "INSERT INTO tellers (sleutel, venster, aantal) VALUES ($1, $3, 1) \
         ON CONFLICT (sleutel, venster) DO UPDATE SET aantal = tellers.aantal + 1 \
         RETURNING aantal, COALESCE((SELECT d.aantal FROM tellers d WHERE d.sleutel = $2 AND d.venster = $3), 0)",
        &[tried, done, &hour],
        |row| Ok((row.get(0)?, row.get(1)?)),
    )
}

fn add_one(
    tx: &mut kit::db::Write<'_>,
    key: &[u8; 32],
    hour: Timestamp,
) -> std::result::Result<i64, kit::db::Error> {
    tx.query_one(
        "INSERT INTO tellers (sleutel, venster, aantal) VALUES ($1, $2, 1) \
         ON CONFLICT (sleutel, venster) DO UPDATE SET aantal = tellers.aantal + 1 RETURNING aantal",
        &[key, &hour],
        |row| row.get(0),
    )
}
