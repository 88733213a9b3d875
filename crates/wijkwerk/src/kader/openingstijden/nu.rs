//! Whether one can walk in now, and the hours themselves, from hours as they are stored. Hours that are not known, or
//! cannot be evaluated, say nothing: unknown is not closed.

use std::sync::Arc;

use jiff::Timestamp;
use jiff::civil::Date;
use kit::hours::{Holidays, Hours, Outlook};

use super::Teller;
use crate::http::View;
use crate::kader::termijnen::{Feestdagen, FeestdagenSettings};

/// Years ahead whose holidays are counted, as far as an opening is looked for.
const YEARS: i16 = 5;

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
        let hours = known(osm)?;
        let today = view.today();
        let timetable = hours.on(&view.frame.zone, &holidays(today)).ok()?;
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

/// The days on which desks are closed, as far as hours speak of holidays.
fn holidays(today: Date) -> Arc<Holidays> {
    let calendar = Feestdagen::desk(&FeestdagenSettings::default());
    let years = today.year() - 1..=today.year().saturating_add(YEARS);
    Arc::new(Holidays {
        public: years
            .flat_map(|year| calendar.of_year(year))
            .map(|day| day.date)
            .collect(),
        school: None,
    })
}
