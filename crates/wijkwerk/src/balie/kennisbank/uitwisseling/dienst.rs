//! A service as lists of one gemeente or of all tell it.

use std::collections::BTreeMap;
use std::collections::btree_map::Entry;
use std::sync::Arc;

use jiff::Timestamp;
use serde_json::{Value, json};
use uuid::Uuid;

use super::punten::Punt;
use super::schrijf::moment;
use super::store::Shown;
use crate::frame::Frame;

/// An item of the kennisbank, or a point.
pub(super) enum Service {
    Item(Arc<Frame>, Shown),
    Punt(Box<Punt>),
}

impl Service {
    fn id(&self) -> Uuid {
        match self {
            Self::Item(_, it) => it.hsds_id,
            Self::Punt(punt) => punt.id(),
        }
    }

    fn changed_at(&self) -> Timestamp {
        match self {
            Self::Item(_, it) => it.changed_at,
            Self::Punt(punt) => punt.changed_at,
        }
    }

    /// By which it goes before another with the same id: written here before read in, and then by what changed last.
    fn rank(&self) -> (bool, Timestamp) {
        let is_ours = match self {
            Self::Item(_, it) => it.id.0 == it.hsds_id,
            Self::Punt(_) => true,
        };
        (is_ours, self.changed_at())
    }

    pub(super) fn minimal(&self) -> Value {
        json!({ "id": self.id(), "last_modified": moment(self.changed_at()) })
    }
}

/// Every id once, as HSDS wants it: of a service that several gemeenten have the one that goes before the others, in the
/// place of the first.
pub(super) fn once(all: Vec<Service>) -> Vec<Service> {
    let mut places: BTreeMap<Uuid, usize> = BTreeMap::new();
    let mut kept: Vec<Service> = Vec::new();
    for one in all {
        match places.entry(one.id()) {
            Entry::Vacant(free) => {
                free.insert(kept.len());
                kept.push(one);
            }
            Entry::Occupied(place) => {
                if let Some(known) = kept.get_mut(*place.get())
                    && known.rank() < one.rank()
                {
                    *known = one;
                }
            }
        }
    }
    kept
}
