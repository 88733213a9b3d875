//! The index of each gemeente in memory: made on first use, anew when something changed, the least used let go.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use super::store::{self, Stand};
use super::{Index, actions};
use crate::app::App;
use crate::error::Result;
use crate::frame::Frame;
use crate::ids::GemeenteId;

/// Most gemeenten whose index is kept.
const MOST: usize = 32;

struct Entry {
    stand: Stand,
    index: Arc<Index>,
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

    /// The index that is kept, and how things stood when it was made.
    fn find(&self, gemeente: GemeenteId) -> Option<(Stand, Arc<Index>)> {
        let mut inner = self.inner();
        inner.clock += 1;
        let now = inner.clock;
        let entry = inner.entries.get_mut(&gemeente)?;
        entry.used = now;
        Some((entry.stand, entry.index.clone()))
    }

    fn keep(&self, gemeente: GemeenteId, stand: Stand, index: Arc<Index>) {
        let mut inner = self.inner();
        inner.clock += 1;
        let used = inner.clock;
        inner.entries.insert(gemeente, Entry { stand, index, used });
        while inner.entries.len() > MOST {
            let oldest = inner.entries.iter().min_by_key(|(_, entry)| entry.used);
            let Some(oldest) = oldest.map(|(id, _)| *id) else {
                break;
            };
            inner.entries.remove(&oldest);
        }
    }
}

/// The index of a gemeente as it stands now. Not for a thread that answers: see [`App::run_blocking`].
pub(super) fn index_of(app: &App, frame: &Arc<Frame>) -> Result<Arc<Index>> {
    let kept = app.wegwijzers();
    let gemeente = frame.id;
    let now = app
        .db()
        .read_blocking(move |tx| store::stand(tx, gemeente))?;
    let current = |found: Option<(Stand, Arc<Index>)>| {
        found
            .filter(|(stand, _)| *stand == now)
            .map(|(_, index)| index)
    };
    if let Some(index) = current(kept.find(gemeente)) {
        return Ok(index);
    }
    let _making = kept.making.lock().unwrap_or_else(PoisonError::into_inner);
    let found = kept.find(gemeente);
    if let Some(index) = current(found.clone()) {
        return Ok(index);
    }
    let of = frame.clone();
    let (stand, docs, learned) = app.db().read_blocking(move |tx| {
        let stand = store::stand(tx, gemeente)?;
        // Where only choices changed, the items stay as they were read.
        let kept = found.clone().filter(|(old, _)| old.has_items_of(&stand));
        let docs = match &kept {
            Some(_) => Vec::new(),
            None => store::docs(tx, &of)?,
        };
        let learned = actions::learned(tx, gemeente)?;
        Ok::<_, crate::error::Error>((
            stand,
            kept.map_or(Err(docs), |(_, index)| Ok(index)),
            learned,
        ))
    })?;
    let index = Arc::new(match docs {
        Ok(kept) => {
            let mut index = Index::clone(&kept);
            index.learn(&learned);
            index
        }
        Err(docs) => Index::build(docs, &learned),
    });
    kept.keep(gemeente, stand, index.clone());
    Ok(index)
}
