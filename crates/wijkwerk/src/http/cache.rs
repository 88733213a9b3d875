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
    pub etag: HeaderValue,
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
    pages: HashMap<Key, Place>,
    /// Keys of the pages that count, the oldest in front; each once.
    order: VecDeque<Key>,
    bytes: usize,
}

/// Where a page is kept, or is being made.
#[derive(Default)]
struct Place {
    cell: Arc<OnceCell<Cached>>,
    /// What it counts for, its address included; nothing until it is made.
    bytes: usize,
    /// How many wait for what is in the cell.
    waiting: usize,
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
        let cell = self.lock().pages.get(key)?.cell.clone();
        cell.get().filter(|page| page.until > now).cloned()
    }

    /// The kept page, or the one that `fill` makes; whoever asks meanwhile waits for the same one.
    pub async fn get<F>(&self, key: Key, now: Timestamp, fill: F) -> Result<Cached>
    where
        F: Future<Output = Result<Cached>>,
    {
        let waiter = self.wait_for(&key, now);
        let fresh = !waiter.cell.initialized();
        let page = waiter.cell.get_or_try_init(|| fill).await.cloned()?;
        drop(waiter);
        if fresh {
            let bytes = page.body.len() + key.path.len();
            self.note(key, bytes);
        }
        Ok(page)
    }

    fn wait_for<'a>(&'a self, key: &'a Key, now: Timestamp) -> Waiter<'a> {
        let mut state = self.lock();
        let place = state.pages.entry(key.clone()).or_default();
        if place.cell.get().is_some_and(|page| page.until <= now) {
            place.cell = Arc::default();
            place.waiting = 0;
        }
        place.waiting += 1;
        Waiter {
            cache: self,
            key,
            cell: place.cell.clone(),
        }
    }

    /// Forgets every page.
    pub fn clear(&self) {
        *self.lock() = State::default();
    }

    fn note(&self, key: Key, bytes: usize) {
        let mut state = self.lock();
        let Some(place) = state.pages.get_mut(&key) else {
            return;
        };
        let before = std::mem::replace(&mut place.bytes, bytes.max(1));
        let after = place.bytes;
        state.bytes = state.bytes - before + after;
        if before == 0 {
            state.order.push_back(key);
        }
        while state.bytes > self.max_bytes
            && let Some(old) = state.order.pop_front()
        {
            let freed = state.pages.remove(&old).map_or(0, |place| place.bytes);
            state.bytes -= freed;
        }
    }
}

/// Somebody who waits for a page. When the last one is gone and it was not made, it takes no room.
struct Waiter<'a> {
    cache: &'a PageCache,
    key: &'a Key,
    cell: Arc<OnceCell<Cached>>,
}

impl Drop for Waiter<'_> {
    fn drop(&mut self) {
        let mut state = self.cache.lock();
        let place = state.pages.get_mut(self.key);
        let Some(place) = place.filter(|place| Arc::ptr_eq(&place.cell, &self.cell)) else {
            return;
        };
        place.waiting -= 1;
        if place.waiting == 0 && place.bytes == 0 && !self.cell.initialized() {
            state.pages.remove(self.key);
        }
    }
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use tokio::time::timeout;

    use super::*;
    use crate::error::Error;

    fn key(path: &str) -> Key {
        Key {
            gemeente: GemeenteId(uuid::Uuid::nil()),
            publieke_versie: 1,
            frame_versie: 1,
            path: path.to_owned(),
            lang: "nl",
        }
    }

    fn page(bytes: usize, until: i64) -> Cached {
        Cached {
            body: vec![b'x'; bytes].into(),
            content_type: HeaderValue::from_static("text/html"),
            etag: HeaderValue::from_static("\"x\""),
            until: at(until),
        }
    }

    fn at(second: i64) -> Timestamp {
        Timestamp::from_second(second).unwrap_or_default()
    }

    async fn put(cache: &PageCache, path: &str, now: i64, made: Result<Cached>) -> bool {
        cache.get(key(path), at(now), async { made }).await.is_ok()
    }

    #[tokio::test]
    async fn what_could_not_be_made_takes_no_room() {
        let cache = PageCache::new(1_000);
        for n in 0..50 {
            let nothing = Err(Error::NotFound("wijk"));
            assert!(!put(&cache, &format!("/nergens-{n}"), 0, nothing).await);
        }
        assert!(cache.lock().pages.is_empty());
    }

    #[tokio::test]
    async fn what_nobody_waits_for_any_longer_takes_no_room() {
        let cache = PageCache::new(1_000);
        let mut first = Box::pin(cache.get(key("/traag"), at(0), std::future::pending()));
        let made = async { Ok(page(100, 9)) };
        let mut second = Box::pin(cache.get(key("/traag"), at(0), made));
        assert!(timeout(Duration::ZERO, &mut first).await.is_err());
        assert!(timeout(Duration::ZERO, &mut second).await.is_err());
        drop(first);
        assert!(second.await.is_ok());
        assert!(cache.find(&key("/traag"), at(0)).is_some());

        let gone = cache.get(key("/weg"), at(0), std::future::pending());
        assert!(timeout(Duration::ZERO, gone).await.is_err());
        assert!(!cache.lock().pages.contains_key(&key("/weg")));
    }

    #[tokio::test]
    async fn a_long_address_takes_room_too() {
        let cache = PageCache::new(1_000);
        for n in 0..9 {
            let path = format!("/{n}{}", "x".repeat(400));
            assert!(put(&cache, &path, 0, Ok(page(1, 9))).await);
        }
        assert_eq!(cache.lock().pages.len(), 2);
    }

    #[tokio::test]
    async fn the_oldest_go_when_the_room_is_full() {
        let cache = PageCache::new(1_030);
        for n in 0..30 {
            assert!(put(&cache, &format!("/{n}"), 0, Ok(page(100, 9))).await);
        }
        let state = cache.lock();
        assert_eq!(
            (state.bytes, state.order.len(), state.pages.len()),
            (1_030, 10, 10)
        );
        drop(state);
        assert!(cache.find(&key("/19"), at(0)).is_none());
        assert!(cache.find(&key("/20"), at(0)).is_some());
    }

    #[tokio::test]
    async fn a_page_that_grew_old_is_made_again_in_the_same_place() {
        let cache = PageCache::new(1_000);
        for now in 0..20 {
            assert!(put(&cache, "/uren", now, Ok(page(100, now + 1))).await);
            assert!(cache.find(&key("/uren"), at(now + 1)).is_none());
        }
        let state = cache.lock();
        assert_eq!(
            (state.bytes, state.order.len(), state.pages.len()),
            (105, 1, 1)
        );
    }
}
