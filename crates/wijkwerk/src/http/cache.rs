//! Public pages, kept in memory.
//!
//! A kept page is the same for everybody. Its key holds everything that changes it: gemeente, public version, frame
//! version, path with known parameters, language; and it expires at the moment at which time alone changes it. The store
//! is bounded in bytes, and a key is filled once at a time.

use std::collections::{HashMap, VecDeque};
use std::sync::{Arc, Mutex, PoisonError};

use axum::body::Bytes;
use axum::http::HeaderValue;
use jiff::Timestamp;
use tokio::sync::OnceCell;

use crate::error::Result;
use crate::ids::GemeenteId;

/// What makes one kept page different from another.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Key {
    pub gemeente: GemeenteId,
    pub publieke_versie: i64,
    pub frame_versie: i64,
    pub path: String,
    pub lang: &'static str,
}

/// A kept page.
#[derive(Clone, Debug)]
pub struct Cached {
    pub body: Bytes,
    pub content_type: HeaderValue,
    pub etag: String,
    /// When time alone makes it another page.
    pub until: Timestamp,
}

/// The store.
pub struct PageCache {
    max_bytes: usize,
    state: Mutex<State>,
}

#[derive(Default)]
struct State {
    pages: HashMap<Key, Arc<OnceCell<Cached>>>,
    order: VecDeque<(Key, usize)>,
    bytes: usize,
}

impl PageCache {
    /// A store of at most `max_bytes`.
    pub fn new(max_bytes: usize) -> Self {
        Self {
            max_bytes,
            state: Mutex::default(),
        }
    }

    fn lock(&self) -> std::sync::MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// The page if it is kept and still right.
    pub fn find(&self, key: &Key, now: Timestamp) -> Option<Cached> {
        let cell = self.lock().pages.get(key)?.clone();
        cell.get().filter(|page| page.until > now).cloned()
    }

    /// The kept page, or the one that `fill` makes; whoever asks meanwhile waits for the same one.
    pub async fn get<F>(&self, key: Key, now: Timestamp, fill: F) -> Result<Cached>
    where
        F: Future<Output = Result<Cached>>,
    {
        let cell = {
            let mut state = self.lock();
            let stale = state
                .pages
                .get(&key)
                .is_some_and(|cell| cell.get().is_some_and(|page| page.until <= now));
            if stale {
                state.pages.remove(&key);
            }
            state.pages.entry(key.clone()).or_default().clone()
        };
        let fresh = !cell.initialized();
        let page = cell.get_or_try_init(|| fill).await?.clone();
        if fresh {
            self.note(key, page.body.len());
        }
        Ok(page)
    }

    /// Forgets every page.
    pub fn clear(&self) {
        *self.lock() = State::default();
    }

    fn note(&self, key: Key, bytes: usize) {
        let mut state = self.lock();
        if state.order.iter().any(|(kept, _)| *kept == key) {
            return;
        }
        state.order.push_back((key, bytes));
        state.bytes += bytes;
        while state.bytes > self.max_bytes
            && let Some((old, freed)) = state.order.pop_front()
        {
            state.pages.remove(&old);
            state.bytes -= freed;
        }
    }
}
