//! What the pages of all wijken of a gemeente read alike, in every language: kept until something public changes, for
//! after a change each of them is asked anew.
//!
//! Never: more than the public may know.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use jiff::civil::Date;
use kit::db::Queries;

use super::document::Openbaar;
use super::store;
use crate::error::Result;
use crate::http::View;
use crate::ids::GemeenteId;
use crate::kader::accounts::{ContactReach, list_contact_reaches};
use crate::kader::stukken;

/// Most gemeenten of which it is kept; where there are more, all are read again.
const MOST: usize = 32;

/// The public face of a gemeente, as far as it is not of one wijk.
pub(super) struct Alike {
    pub(super) about: Vec<Openbaar>,
    pub(super) stukken: Vec<stukken::Openbaar>,
    pub(super) people: Vec<ContactReach>,
}

/// At which public version and which version of the frame it was read, and on which day.
type Stand = (i64, i64, Date);

/// What was read alike, by gemeente.
#[derive(Default)]
pub struct AlikeIndex(Mutex<HashMap<GemeenteId, (Stand, Arc<Alike>)>>);

impl AlikeIndex {
    fn inner(&self) -> MutexGuard<'_, HashMap<GemeenteId, (Stand, Arc<Alike>)>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn find(&self, gemeente: GemeenteId, now: Stand) -> Option<Arc<Alike>> {
        let inner = self.inner();
        let (stand, alike) = inner.get(&gemeente)?;
        (*stand == now).then(|| Arc::clone(alike))
    }

    fn keep(&self, gemeente: GemeenteId, now: Stand, alike: &Arc<Alike>) {
        let mut inner = self.inner();
        if inner.len() >= MOST && !inner.contains_key(&gemeente) {
            inner.clear();
        }
        inner.insert(gemeente, (now, Arc::clone(alike)));
    }
}

/// What is read alike, as it stands now.
pub(super) fn alike(tx: &mut impl Queries, view: &View) -> Result<Arc<Alike>> {
    let (frame, today) = (&view.frame, view.today());
    // Asked before it is read: what is read is never older than its version says.
    let public = view.app.public_version(frame.id);
    let stand = (public, frame.versie, today);
    if let Some(found) = view.app.alike().find(frame.id, stand) {
        return Ok(found);
    }
    let made = Arc::new(Alike {
        about: store::list_openbaar(tx, frame.id)?,
        stukken: stukken::list_openbaar(tx, frame, today)?,
        people: list_contact_reaches(tx, frame, today)?,
    });
    view.app.alike().keep(frame.id, stand, &made);
    Ok(made)
}
