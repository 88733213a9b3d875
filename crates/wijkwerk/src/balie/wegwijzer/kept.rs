//! The index of each gemeente in memory: made on first use, anew when something changed, the least used let go.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use jiff::{SignedDuration, Timestamp};
use kit::db::Read;

use super::pages::Gezien;
use super::store::{self, Stand};
use super::{Index, actions};
use crate::app::App;
use crate::error::Result;
use crate::frame::Frame;
use crate::ids::GemeenteId;

/// So long the version of the gemeente alone tells whether something changed; then the database is asked again.
const FRESH: SignedDuration = SignedDuration::from_secs(10);
/// Most gemeenten whose index is kept.
const MOST: usize = 32;

/// An index with what is shown around every answer.
#[derive(Clone)]
pub(super) struct Ready {
    pub(super) index: Arc<Index>,
    /// How many items there are about each topic.
    pub(super) onderwerpen: Arc<Vec<(String, i64)>>,
    /// What answers were told with before.
    pub(super) gezien: Arc<Gezien>,
}

struct Entry {
    stand: Stand,
    ready: Ready,
    used: u64,
    /// At which version of the gemeente, and when, the database was last asked whether it stands so still.
    asked: (i64, Timestamp),
}

#[derive(Default)]
struct Inner {
    entries: HashMap<GemeenteId, Entry>,
    clock: u64,
}

/// The indexes that are in memory now.
#[derive(Default)]
pub struct Kept {
    inner: Mutex<Inner>,
    /// One is made at a time: it takes a processor.
    making: Mutex<()>,
}

impl Kept {
    fn inner(&self) -> MutexGuard<'_, Inner> {
        self.inner.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// What is kept, and how things stood when it was made.
    fn find(&self, gemeente: GemeenteId) -> Option<(Stand, Ready)> {
        let mut inner = self.inner();
        inner.clock += 1;
        let now = inner.clock;
        let entry = inner.entries.get_mut(&gemeente)?;
        entry.used = now;
        Some((entry.stand, entry.ready.clone()))
    }

    fn current(&self, gemeente: GemeenteId, now: Stand) -> Option<Ready> {
        let found = self.find(gemeente).filter(|(stand, _)| *stand == now);
        found.map(|(_, ready)| ready)
    }

    /// What is kept, if nothing at all was written in the gemeente since the database was asked a moment ago.
    fn unchanged(&self, gemeente: GemeenteId, (versie, now): (i64, Timestamp)) -> Option<Ready> {
        let mut inner = self.inner();
        inner.clock += 1;
        let clock = inner.clock;
        let entry = inner.entries.get_mut(&gemeente)?;
        let (then, at) = entry.asked;
        let is_fresh = (SignedDuration::ZERO..FRESH).contains(&now.duration_since(at));
        if then != versie || !is_fresh {
            return None;
        }
        entry.used = clock;
        Some(entry.ready.clone())
    }

    /// The database says that what is kept stands so still.
    fn note(&self, gemeente: GemeenteId, asked: (i64, Timestamp)) {
        if let Some(entry) = self.inner().entries.get_mut(&gemeente) {
            entry.asked = asked;
        }
    }

    fn keep(&self, gemeente: GemeenteId, stand: Stand, ready: Ready) {
        let mut inner = self.inner();
        inner.clock += 1;
        let entry = Entry {
            stand,
            ready,
            used: inner.clock,
            asked: (-1, Timestamp::UNIX_EPOCH),
        };
        inner.entries.insert(gemeente, entry);
        while inner.entries.len() > MOST {
            let oldest = inner.entries.iter().min_by_key(|(_, entry)| entry.used);
            let Some(oldest) = oldest.map(|(id, _)| *id) else {
                break;
            };
            inner.entries.remove(&oldest);
        }
    }
}

/// What `f` makes of the index as it stands now and of the database in the same snapshot. Where the index is kept that is
/// one read; else the index is made first, away from the threads that answer.
pub(super) async fn with_current<T, F>(app: &App, frame: &Arc<Frame>, f: F) -> Result<T>
where
    T: Send + 'static,
    F: Fn(&mut Read<'_>, &Ready) -> Result<T> + Send + Sync + 'static,
{
    let f = Arc::new(f);
    let (on, of, gemeente) = (app.clone(), f.clone(), frame.id);
    let asked = (app.version(gemeente), app.clock().now());
    let unchanged = app.wegwijzers().unchanged(gemeente, asked);
    let found = app
        .db()
        .read(move |tx| {
            if let Some(ready) = &unchanged {
                return of(tx, ready).map(Some);
            }
            let now = store::stand(tx, gemeente)?;
            let Some(ready) = on.wegwijzers().current(gemeente, now) else {
                return Ok(None);
            };
            on.wegwijzers().note(gemeente, asked);
            of(tx, &ready).map(Some)
        })
        .await?;
    if let Some(found) = found {
        return Ok(found);
    }
    let frame = frame.clone();
    app.run_blocking(move |app| {
        let ready = ready(app, &frame)?;
        app.db().read_blocking(move |tx| f(tx, &ready))
    })
    .await
}

/// The index as it stands now, for what needs nothing else of the database.
pub(super) async fn current(app: &App, frame: &Arc<Frame>) -> Result<Ready> {
    let asked = (app.version(frame.id), app.clock().now());
    match app.wegwijzers().unchanged(frame.id, asked) {
        Some(ready) => Ok(ready),
        None => with_current(app, frame, |_, ready| Ok(ready.clone())).await,
    }
}

/// The index of a gemeente as it stands now. Not for a thread that answers: see [`App::run_blocking`].
pub(super) fn index_of(app: &App, frame: &Arc<Frame>) -> Result<Arc<Index>> {
    Ok(ready(app, frame)?.index)
}

fn ready(app: &App, frame: &Arc<Frame>) -> Result<Ready> {
    let kept = app.wegwijzers();
    let gemeente = frame.id;
    let now = app
        .db()
        .read_blocking(move |tx| store::stand(tx, gemeente))?;
    if let Some(ready) = kept.current(gemeente, now) {
        return Ok(ready);
    }
    let _making = kept.making.lock().unwrap_or_else(PoisonError::into_inner);
    if let Some(ready) = kept.current(gemeente, now) {
        return Ok(ready);
    }
    let (of, found) = (frame.clone(), kept.find(gemeente));
    let (stand, read, learned) = app.db().read_blocking(move |tx| {
        let stand = store::stand(tx, gemeente)?;
        // Where only choices changed, the items stay as they were read.
        let same = found.clone().filter(|(old, _)| old.has_items_of(&stand));
        let read = match same {
            Some((_, ready)) => Ok(ready),
            None => Err((store::docs(tx, &of)?, store::onderwerpen(tx, gemeente)?)),
        };
        let learned = actions::learned(tx, gemeente)?;
        Ok::<_, crate::error::Error>((stand, read, learned))
    })?;
    let ready = match read {
        Ok(mut ready) => {
            let mut index = Index::clone(&ready.index);
            index.learn(&learned);
            ready.index = Arc::new(index);
            ready
        }
        Err((docs, onderwerpen)) => Ready {
            index: Arc::new(Index::build(docs, &learned)),
            onderwerpen: Arc::new(onderwerpen),
            gezien: Arc::default(),
        },
    };
    kept.keep(gemeente, stand, ready.clone());
    Ok(ready)
}
