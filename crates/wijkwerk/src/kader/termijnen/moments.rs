//! Between moments and days, in Europe/Amsterdam.
//!
//! A fact is a moment (UTC); a due date is a day; a plan is a local time with its zone. A planned time
//! can fall in the hour that spring skips or in the one that autumn repeats: what is meant is then
//! said, never guessed silently.

use std::{fmt, str::FromStr, sync::LazyLock};

use jiff::{
    Timestamp,
    civil::{Date, DateTime},
    tz::{AmbiguousOffset, TimeZone},
};

/// The zone in which days begin and end, for every gemeente: an inrichting that names another is refused.
pub const ZONE: &str = "Europe/Amsterdam";

/// The rule of Central European time as it has been since 1996, for a machine without zone data.
const RULE: &str = "CET-1CEST,M3.5.0,M10.5.0/3";

static AMSTERDAM: LazyLock<TimeZone> = LazyLock::new(|| {
    TimeZone::get(ZONE)
        .or_else(|_| TimeZone::posix(RULE))
        .expect("the rule is a constant in the POSIX form and parses")
});

/// The time zone of the product.
pub fn amsterdam() -> TimeZone {
    AMSTERDAM.clone()
}

/// The wall clock at a moment.
pub fn local_time(moment: Timestamp) -> DateTime {
    AMSTERDAM.to_datetime(moment)
}

/// The day at a moment.
pub fn day_of(moment: Timestamp) -> Date {
    local_time(moment).date()
}

/// The first moment of a day.
pub fn start_of_day(day: Date) -> Timestamp {
    AMSTERDAM
        .to_ambiguous_timestamp(day.to_datetime(jiff::civil::Time::midnight()))
        .compatible()
        .unwrap_or(if day < Date::ZERO {
            Timestamp::MIN
        } else {
            Timestamp::MAX
        })
}

/// The first moment that is no longer in a day: midnight, when a due date has passed.
pub fn end_of_day(day: Date) -> Timestamp {
    day.tomorrow().map_or(Timestamp::MAX, start_of_day)
}

/// Has a due date passed at this moment? Not before midnight at the end of the day.
pub fn is_expired(due: Date, now: Timestamp) -> bool {
    now >= end_of_day(due)
}

/// Which of the two is meant when a local time comes twice.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub enum OnRepeat {
    /// The earlier one, still in summer time.
    #[default]
    First,
    /// The later one, already in winter time.
    Second,
}

/// What had to be done to make a moment of a planned time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Adjustment {
    /// Nothing.
    None,
    /// The local time does not exist that day; it was moved on by the hour that is skipped.
    Skipped,
    /// The local time comes twice that day; one was chosen.
    Repeated,
}

/// A local time with the zone it is meant in, as plans are stored: `2026-03-03T19:30 Europe/Amsterdam`.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct PlannedTime {
    local: DateTime,
    zone: String,
}

/// Why a text is no planned time.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum PlannedTimeError {
    /// Not a local date and time.
    #[error("\"{text}\" is no local date and time with a zone")]
    Form {
        /// What was read.
        text: String,
    },
    /// A zone this machine does not know.
    #[error("unknown time zone \"{zone}\"")]
    Zone {
        /// What stood in the zone's place.
        zone: String,
    },
    /// The moment lies outside what can be counted.
    #[error("{local} lies outside the calendar")]
    Range {
        /// The local time.
        local: DateTime,
    },
}

impl PlannedTime {
    /// A plan in Europe/Amsterdam.
    pub fn new(local: DateTime) -> Self {
        Self {
            local,
            zone: ZONE.to_owned(),
        }
    }

    /// A plan in another zone.
    pub fn in_zone(local: DateTime, zone: &str) -> Result<Self, PlannedTimeError> {
        find_zone(zone)?;
        Ok(Self {
            local,
            zone: zone.to_owned(),
        })
    }

    /// The time on the wall.
    pub const fn local(&self) -> DateTime {
        self.local
    }

    /// The name of the zone.
    pub fn zone(&self) -> &str {
        &self.zone
    }

    /// The moment this is, by what the zone's rules are now, and what had to be adjusted for it.
    pub fn resolve(
        &self,
        on_repeat: OnRepeat,
    ) -> Result<(Timestamp, Adjustment), PlannedTimeError> {
        let ambiguous = find_zone(&self.zone)?.into_ambiguous_zoned(self.local);
        let (adjustment, zoned) = match (ambiguous.offset(), on_repeat) {
            (AmbiguousOffset::Unambiguous { .. }, _) => (Adjustment::None, ambiguous.compatible()),
            (AmbiguousOffset::Gap { .. }, _) => (Adjustment::Skipped, ambiguous.later()),
            (AmbiguousOffset::Fold { .. }, OnRepeat::First) => {
                (Adjustment::Repeated, ambiguous.earlier())
            }
            (AmbiguousOffset::Fold { .. }, OnRepeat::Second) => {
                (Adjustment::Repeated, ambiguous.later())
            }
        };
        zoned
            .map(|zoned| (zoned.timestamp(), adjustment))
            .map_err(|_| PlannedTimeError::Range { local: self.local })
    }
}

impl fmt::Display for PlannedTime {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let seconds = if self.local.second() == 0 {
            "%Y-%m-%dT%H:%M"
        } else {
            "%Y-%m-%dT%H:%M:%S"
        };
        write!(f, "{} {}", self.local.strftime(seconds), self.zone)
    }
}

impl FromStr for PlannedTime {
    type Err = PlannedTimeError;

    fn from_str(text: &str) -> Result<Self, PlannedTimeError> {
        let form = || PlannedTimeError::Form {
            text: text.to_owned(),
        };
        let (local, zone) = text.split_once(' ').ok_or_else(form)?;
        if !local.contains('T') {
            return Err(form());
        }
        let local = local.parse().map_err(|_| form())?;
        Self::in_zone(local, zone)
    }
}

fn find_zone(zone: &str) -> Result<TimeZone, PlannedTimeError> {
    if zone == ZONE {
        return Ok(amsterdam());
    }
    TimeZone::get(zone).map_err(|_| PlannedTimeError::Zone {
        zone: zone.to_owned(),
    })
}
