//! Whether one can walk in now, and the hours themselves, from hours as they are stored. Hours that are not known, or
//! cannot be evaluated, say nothing: unknown is not closed.

use std::sync::Arc;

use jiff::Timestamp;
use kit::hours::{Holidays, Hours, Outlook};

use super::{Teller, holidays_of};
use crate::http::View;

/// What somebody at the door wants to know.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Nu {
    /// "nu open tot 12.30 uur".
    pub zin: String,
    /// When it is said otherwise.
    pub until: Timestamp,
    pub open: bool,
}

impl Nu {
    /// Of a place with these hours, in the form of OpenStreetMap.
    pub fn of(view: &View, osm: &str) -> Option<Self> {
        Self::on(view, osm, &holidays(view))
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
