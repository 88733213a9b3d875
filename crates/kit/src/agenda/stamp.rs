//! A date or a moment, as a calendar writes it.

use jiff::civil::{Date, DateTime};
use jiff::tz::TimeZone;
use jiff::{Span, Timestamp};

use super::lines::Line;
use super::{Fault, Why};

/// A whole day, or a time on the wall of a zone.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Stamp {
    pub wall: DateTime,
    pub zone: TimeZone,
    pub is_day: bool,
}

/// The names that Windows has for zones, as far as people here and around use them.
const WINDOWS: &[(&str, &str)] = &[
    ("W. Europe Standard Time", "Europe/Amsterdam"),
    ("Romance Standard Time", "Europe/Paris"),
    ("Central Europe Standard Time", "Europe/Budapest"),
    ("Central European Standard Time", "Europe/Warsaw"),
    ("GMT Standard Time", "Europe/London"),
    ("Greenwich Standard Time", "Atlantic/Reykjavik"),
    ("FLE Standard Time", "Europe/Kiev"),
    ("GTB Standard Time", "Europe/Bucharest"),
    ("E. Europe Standard Time", "Europe/Chisinau"),
    ("Turkey Standard Time", "Europe/Istanbul"),
    ("Morocco Standard Time", "Africa/Casablanca"),
    ("SA Western Standard Time", "America/Curacao"),
    ("SA Eastern Standard Time", "America/Paramaribo"),
    ("Eastern Standard Time", "America/New_York"),
    ("Pacific Standard Time", "America/Los_Angeles"),
    ("UTC", "UTC"),
];

impl Stamp {
    pub(super) fn moment(&self) -> Timestamp {
        moment(&self.zone, self.wall)
    }

    /// The same, later by what the clock on the wall says.
    pub(super) fn later(&self, span: Span) -> Option<Self> {
        let wall = self.wall.checked_add(span).ok()?;
        Some(Self {
            wall,
            ..self.clone()
        })
    }

    /// The same on another wall time.
    pub(super) fn with(&self, wall: DateTime) -> Self {
        Self {
            wall,
            ..self.clone()
        }
    }

    pub(super) fn date(&self) -> Date {
        self.wall.date()
    }
}

/// A time that does not exist counts with the offset before it, one that exists twice is the first.
pub(super) fn moment(zone: &TimeZone, wall: DateTime) -> Timestamp {
    zone.to_ambiguous_timestamp(wall)
        .compatible()
        .unwrap_or(Timestamp::UNIX_EPOCH)
}

/// Every date or time of a line.
pub(super) fn stamps(line: &Line, zone: &TimeZone) -> Result<Vec<Stamp>, Fault> {
    let zone = match line.param("TZID") {
        Some(name) => zone_of(name).ok_or(line.fault(Why::Zone))?,
        None => zone.clone(),
    };
    line.value
        .split(',')
        // Of a period its start is what counts where dates are asked for.
        .map(|text| text.split('/').next().unwrap_or(text))
        .map(|text| stamp(text, &zone).ok_or(line.fault(Why::Time)))
        .collect()
}

pub(super) fn one(line: &Line, zone: &TimeZone) -> Result<Stamp, Fault> {
    let mut all = stamps(line, zone)?;
    match all.pop() {
        Some(stamp) if all.is_empty() => Ok(stamp),
        _ => Err(line.fault(Why::Time)),
    }
}

fn zone_of(name: &str) -> Option<TimeZone> {
    let windows = WINDOWS.iter().find(|(known, _)| *known == name);
    if let Some((_, iana)) = windows {
        return TimeZone::get(iana).ok();
    }
    // Some put their own name before it: `/example.org/20260101/Europe/Amsterdam`.
    let parts: Vec<&str> = name.split('/').filter(|part| !part.is_empty()).collect();
    let last = parts.get(parts.len().saturating_sub(2)..)?.join("/");
    TimeZone::get(name)
        .or_else(|_| TimeZone::get(&last))
        .ok()
        .filter(|_| !name.is_empty())
}

/// `20260302`, `20260302T090000` or `20260302T080000Z`.
pub(super) fn stamp(text: &str, zone: &TimeZone) -> Option<Stamp> {
    let (date, time) = text
        .split_once('T')
        .map_or((text, None), |(date, time)| (date, Some(time)));
    let date = date_of(date)?;
    let Some(time) = time else {
        return Some(Stamp {
            wall: date.at(0, 0, 0, 0),
            zone: zone.clone(),
            is_day: true,
        });
    };
    let (time, zone) = match time.strip_suffix('Z') {
        Some(time) => (time, TimeZone::UTC),
        None => (time, zone.clone()),
    };
    let part = |from: usize| digits(time, from, 2).and_then(|n| i8::try_from(n).ok());
    if time.len() != 6 {
        return None;
    }
    // A leap second is told as the last one.
    let wall = jiff::civil::Time::new(part(0)?, part(2)?, part(4)?.min(59), 0).ok()?;
    Some(Stamp {
        wall: date.to_datetime(wall),
        zone,
        is_day: false,
    })
}

fn date_of(text: &str) -> Option<Date> {
    if text.len() != 8 {
        return None;
    }
    let part = |from| digits(text, from, 2).and_then(|n| i8::try_from(n).ok());
    let year = i16::try_from(digits(text, 0, 4)?).ok()?;
    Date::new(year, part(4)?, part(6)?)
        .ok()
        .filter(|_| year > 0)
}

fn digits(text: &str, from: usize, count: usize) -> Option<i64> {
    let part = text.get(from..from + count)?;
    let all = part.bytes().all(|byte| byte.is_ascii_digit());
    all.then(|| part.parse().ok()).flatten()
}
