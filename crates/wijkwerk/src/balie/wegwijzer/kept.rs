//! The index of each gemeente in memory: made on first use, anew when something changed, the least used let go.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use kit::db::Read;

use super::store::{self, Stand};
use super::{Index, actions};
use crate::app::App;
use crate::error::Result;
use crate::frame::Frame;
use crate::ids::GemeenteId;

/// Most gemeenten whose index is kept.
const MOST: usize = 32;

/// An index with what is shown around every answer.
#[derive(Clone)]
pub(super) struct Ready {
    pub(super) index: Arc<Index>,
    /// How many items there are about each topic.
    pub(super) onderwerpen: Arc<Vec<(String, i64)>>,
}

struct Entry {
    stand: Stand,
    ready: Ready,
    used: u64,
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

    fn keep(&self, gemeente: GemeenteId, stand: Stand, ready: Ready) {
        let mut inner = self.inner();
        inner.clock += 1;
        let used = inner.clock;
        inner.entries.insert(gemeente, Entry { stand, ready, used });
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
    let found = app
        .db()
        .read(move |tx| {
            let now = store::stand(tx, gemeente)?;
            match on.wegwijzers().current(gemeente, now) {
                Some(ready) => of(tx, &ready).map(Some),
                None => Ok(None),
            }
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
        },
    };
    kept.keep(gemeente, stand, ready.clone());
    Ok(ready)
}
