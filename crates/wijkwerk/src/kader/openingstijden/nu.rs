//! Whether one can walk in now, and the hours themselves, from hours as they are stored. Hours that are not known, or
//! cannot be evaluated, say nothing: unknown is not closed.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

use jiff::Timestamp;
use kit::hours::{Holidays, Hours, Outlook};
use kit::i18n::Lang;

use super::{Teller, holidays_of};
use crate::http::View;
use crate::ids::GemeenteId;

/// What somebody at the door wants to know.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Nu {
    /// "nu open tot 12.30 uur".
    pub zin: String,
    /// When it is said otherwise.
    pub until: Timestamp,
    pub open: bool,
}

/// Most hours of which it is kept how they stand.
const MOST: usize = 10_000;

/// In which words hours are told: of a gemeente, of its inrichting, in a language.
type Words = (GemeenteId, i64, Lang);

/// How hours stand, kept until it is said otherwise. Hours that say nothing say so until the day ends.
#[derive(Default)]
pub struct StateIndex {
    kept: Mutex<HashMap<Words, HashMap<String, Kept>>>,
}

#[derive(Clone)]
struct Kept {
    from: Timestamp,
    until: Timestamp,
    nu: Option<Nu>,
}

impl StateIndex {
    fn find(&self, words: &Words, osm: &str, now: Timestamp) -> Option<Kept> {
        let all = self.kept.lock().unwrap_or_else(PoisonError::into_inner);
        let kept = all.get(words)?.get(osm)?;
        (kept.from..kept.until).contains(&now).then(|| kept.clone())
    }

    fn keep(&self, words: Words, osm: &str, kept: Kept) {
        let mut all = self.kept.lock().unwrap_or_else(PoisonError::into_inner);
        if all.values().map(HashMap::len).sum::<usize>() >= MOST {
            all.clear();
        }
        all.entry(words).or_default().insert(osm.to_owned(), kept);
    }
}

impl Nu {
    /// Of a place with these hours, in the form of OpenStreetMap.
    pub fn of(view: &View, osm: &str) -> Option<Self> {
        let words = (view.frame.id, view.frame.versie, view.lang);
        let standen = view.app.standen();
        if let Some(kept) = standen.find(&words, osm, view.now) {
            return kept.nu;
        }
        let nu = Self::on(view, osm, &holidays(view));
        let midnight = || {
            let tomorrow = view.today().tomorrow().ok()?;
            let zoned = tomorrow.to_zoned(view.frame.zone.clone()).ok()?;
            Some(zoned.timestamp())
        };
        let until = nu.as_ref().map(|nu| nu.until).or_else(midnight);
        let kept = Kept {
            from: view.now,
            until: until.unwrap_or(view.now),
            nu: nu.clone(),
        };
        standen.keep(words, osm, kept);
        nu
    }

    /// The same with these free days: a list of places looks them up once.
    pub fn on(view: &View, osm: &str, holidays: &Arc<Holidays>) -> Option<Self> {
        let hours = known(osm)?;
        let today = view.today();
        let timetable = hours.on(&view.frame.zone, holidays).ok()?;
        let (outlook, until) = timetable.outlook_until(view.now);
        Some(Self {
            zin: teller(view).outlook(outlook, today),
            until,
            open: matches!(
                outlook,
                Outlook::OpenAlways | Outlook::OpenUntil { .. } | Outlook::ClosesIn { .. }
            ),
        })
    }

    /// The colour of its mark.
    pub fn class(&self) -> &'static str {
        if self.open {
            "ww-badge--done"
        } else {
            "ww-badge--closed"
        }
    }
}

/// The hours in words, a line for each rule.
pub fn lines(view: &View, osm: &str) -> Vec<String> {
    known(osm).map_or_else(Vec::new, |hours| teller(view).lines(&hours))
}

/// The hours of today in words; nothing if they are not known.
pub fn today(view: &View, osm: &str) -> Option<String> {
    let timetable = known(osm)?.on(&view.frame.zone, &holidays(view)).ok()?;
    Some(teller(view).hours_of_day(&timetable.day(view.today())))
}

fn known(osm: &str) -> Option<Hours> {
    let osm = osm.trim();
    (!osm.is_empty()).then(|| Hours::parse(osm).ok()).flatten()
}

fn teller(view: &View) -> Teller<'_> {
    Teller {
        translations: &view.frame.translations,
        lang: view.lang,
    }
}

/// The days on which desks are closed, those that the gemeente decided included; the same as for its points (INV-11).
pub fn holidays(view: &View) -> Arc<Holidays> {
    let today = view.today();
    Arc::new(holidays_of(&view.frame.vrije_dagen, today, today))
}
