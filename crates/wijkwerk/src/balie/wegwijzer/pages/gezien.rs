//! What answers are told with, as it was last read: texts with their places, and the points. It is kept while nothing is
//! written in the gemeente, so that a question reads the database once, and the next one often not at all.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use jiff::civil::Date;
use kit::db::Queries;

use super::gevonden::{Gevonden, find_all};
use crate::balie::infopunten::{Infopunt, MetUren, Stand, list_infopunten};
use crate::balie::kennisbank::{Plaats, list_plaatsen_of};
use crate::balie::wegwijzer::kept::Ready;
use crate::error::Result;
use crate::http::{Req, View};
use crate::ids::{GemeenteId, KennisitemId};
use crate::layout::C;

/// Most texts that are kept of a gemeente; then all are read anew.
const MOST: usize = 5_000;
/// As many texts are read at once.
const AT_ONCE: usize = 5;

/// A text that may be shown, with the places where it can be had.
#[derive(Clone, Debug)]
pub(super) struct Kaart {
    pub(super) gevonden: Gevonden,
    pub(super) plaatsen: Vec<Plaats>,
}

/// What was read of a gemeente at one version of it.
#[derive(Default)]
struct Inner {
    versie: i64,
    /// By address; none where it may not be shown.
    kaarten: HashMap<String, Option<Arc<Kaart>>>,
    punten: Option<Arc<Vec<Infopunt>>>,
    /// The same with their hours.
    uren: Option<(Vanaf, Arc<MetUren>)>,
}

/// From which day hours are counted, and by which version of the frame: the days on which desks are closed are in there,
/// and a request keeps the frame with which it began.
type Vanaf = (Date, i64);

fn vanaf(view: &View) -> Vanaf {
    (view.today(), view.frame.versie)
}

/// What was read before; see the module.
#[derive(Default)]
pub(in crate::balie::wegwijzer) struct Gezien(Mutex<Inner>);

impl Gezien {
    /// What was read at this version. An older one forgets what it knew; a read that began before a newer one keeps
    /// nothing.
    fn at(&self, versie: i64) -> Option<MutexGuard<'_, Inner>> {
        let mut inner = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if inner.versie < versie {
            *inner = Inner {
                versie,
                ..Inner::default()
            };
        }
        (inner.versie == versie).then_some(inner)
    }

    /// These texts, if it is known of each whether it may be shown.
    fn kaarten(&self, versie: i64, keys: &[String]) -> Option<Vec<Arc<Kaart>>> {
        let inner = self.at(versie)?;
        let mut found = Vec::with_capacity(keys.len());
        for key in keys {
            found.extend(inner.kaarten.get(key)?.clone());
        }
        Some(found)
    }

    fn keep_kaarten(&self, versie: i64, keys: &[String], all: &[Arc<Kaart>]) {
        let Some(mut inner) = self.at(versie) else {
            return;
        };
        if inner.kaarten.len() + keys.len() > MOST {
            inner.kaarten.clear();
        }
        for key in keys {
            let kaart = all.iter().find(|kaart| kaart.gevonden.sleutel == *key);
            inner.kaarten.insert(key.clone(), kaart.cloned());
        }
    }

    fn punten(&self, versie: i64) -> Option<Arc<Vec<Infopunt>>> {
        self.at(versie)?.punten.clone()
    }

    fn uren(&self, versie: i64, from: Vanaf) -> Option<Arc<MetUren>> {
        let (known, uren) = self.at(versie)?.uren.clone()?;
        (known == from).then_some(uren)
    }

    fn keep_uren(&self, versie: i64, from: Vanaf, uren: &Arc<MetUren>) {
        if let Some(mut inner) = self.at(versie) {
            inner.uren = Some((from, uren.clone()));
        }
    }
}

/// The texts at these addresses that may be shown, in that order.
pub(super) async fn kaarten(
    req: &Req,
    ready: &Ready,
    keys: Vec<String>,
) -> Result<Vec<Arc<Kaart>>> {
    if keys.is_empty() {
        return Ok(Vec::new());
    }
    // Taken before anything is read: what is read is as new as this, or newer.
    let versie = req.app.version(req.frame.id);
    if let Some(found) = ready.gezien.kaarten(versie, &keys) {
        return Ok(found);
    }
    let gezien = ready.gezien.clone();
    req.read(move |tx, view| {
        let all = load(tx, view.frame.id, &keys)?;
        gezien.keep_kaarten(versie, &keys, &all);
        Ok(all)
    })
    .await
}

/// The public points that are meant, as they stand now. Their hours are read only if there is one.
pub(super) async fn standen<F>(req: &Req, ready: &Ready, is_meant: F) -> Result<Vec<Stand>>
where
    F: Fn(&Infopunt) -> bool + Send + Sync + 'static,
{
    let versie = req.app.version(req.frame.id);
    let is_public = move |punt: &Infopunt| punt.state.is_public() && is_meant(punt);
    let c = C::of(&req.view);
    let known = ready.gezien.punten(versie);
    if known.is_some_and(|punten| !punten.iter().any(&is_public)) {
        return Ok(Vec::new());
    }
    if let Some(uren) = ready.gezien.uren(versie, vanaf(&req.view)) {
        return Ok(uren.standen(&c, is_public));
    }
    let gezien = ready.gezien.clone();
    req.read(move |tx, _| read_standen(tx, &c, &gezien, versie, &is_public))
        .await
}

fn read_standen(
    tx: &mut impl Queries,
    c: &C,
    gezien: &Gezien,
    versie: i64,
    is_meant: &impl Fn(&Infopunt) -> bool,
) -> Result<Vec<Stand>> {
    let punten = Arc::new(list_infopunten(tx, c.view.frame.id)?);
    if let Some(mut inner) = gezien.at(versie) {
        inner.punten = Some(punten.clone());
    }
    if !punten.iter().any(is_meant) {
        return Ok(Vec::new());
    }
    let uren = Arc::new(MetUren::load(tx, &c.view)?);
    gezien.keep_uren(versie, vanaf(&c.view), &uren);
    Ok(uren.standen(c, is_meant))
}

fn load(tx: &mut impl Queries, gemeente: GemeenteId, keys: &[String]) -> Result<Vec<Arc<Kaart>>> {
    let mut all = Vec::with_capacity(keys.len());
    for some in keys.chunks(AT_ONCE) {
        let mut found = find_all(tx, gemeente, some)?;
        let ids: Vec<KennisitemId> = found.iter().map(|one| one.id).collect();
        let mut plaatsen = list_plaatsen_of(tx, gemeente, &ids)?;
        for key in some {
            let Some(at) = found.iter().position(|one| one.sleutel == *key) else {
                continue;
            };
            let gevonden = found.swap_remove(at);
            let (own, rest): (Vec<_>, Vec<_>) =
                plaatsen.into_iter().partition(|(id, _)| *id == gevonden.id);
            plaatsen = rest;
            all.push(Arc::new(Kaart {
                plaatsen: own.into_iter().map(|(_, plaats)| plaats).collect(),
                gevonden,
            }));
        }
    }
    Ok(all)
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn hours_are_told_again_only_of_the_same_day_frame_and_version() {
        let gezien = Gezien::default();
        let today = date(2026, 3, 2);
        gezien.keep_uren(7, (today, 1), &Arc::default());
        assert!(gezien.uren(7, (today, 1)).is_some());
        assert!(
            gezien.uren(7, (today, 2)).is_none(),
            "other days are closed since the request that read them began"
        );
        assert!(gezien.uren(7, (date(2026, 3, 3), 1)).is_none());
        assert!(gezien.uren(6, (today, 1)).is_none(), "an older version");
        assert!(
            gezien.uren(8, (today, 1)).is_none(),
            "something was written"
        );
        assert!(gezien.uren(7, (today, 1)).is_none(), "and all of it let go");
    }
}
