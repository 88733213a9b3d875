//! Events that repeat, by `rrule`: on the wall clock alone, so that no second calendar of time zones has a say.

use jiff::Timestamp;
use jiff::civil::DateTime;
use jiff::tz::TimeZone;
use rrule::RRuleSet;

use super::MAX_BUSY;
use super::stamp::{Stamp, stamp};

/// Most dates of one series that are looked at, from its beginning.
const MOST: usize = 60_000;
/// What people's calendars repeat by; more often than daily is no appointment.
const OFTEN: &[&str] = &["DAILY", "WEEKLY", "MONTHLY", "YEARLY"];

/// When a series begins, up to a moment, as far as `counts` says yes; `None` where the rule is not understood.
pub(super) fn starts(
    start: &Stamp,
    rule: &str,
    until: Timestamp,
    takes_time: bool,
    counts: impl Fn(&Stamp) -> bool,
) -> Option<Vec<Stamp>> {
    let Wall::Repeats(rule) = on_the_wall(start, rule)? else {
        return Some(Vec::new());
    };
    let text = format!("DTSTART:{}\nRRULE:{rule}", written(start.wall));
    let set: RRuleSet = text.parse().ok()?;
    if !takes_time {
        return Some(Vec::new());
    }
    let mut found = Vec::new();
    for (n, at) in set.limit().into_iter().enumerate() {
        let wall = Timestamp::from_second(at.timestamp()).ok()?;
        let one = start.with(wall.to_zoned(TimeZone::UTC).datetime());
        if one.moment() >= until || n >= MOST || found.len() > MAX_BUSY {
            break;
        }
        if counts(&one) {
            found.push(one);
        }
    }
    Some(found)
}

fn written(wall: DateTime) -> String {
    wall.strftime("%Y%m%dT%H%M%SZ").to_string()
}

/// A rule with its end as a time on the wall of the series.
enum Wall {
    Repeats(String),
    /// It ended before it began.
    Never,
}

fn on_the_wall(start: &Stamp, rule: &str) -> Option<Wall> {
    let mut parts = Vec::new();
    let mut is_often = false;
    for part in rule.split(';').filter(|part| !part.is_empty()) {
        let (key, value) = part.split_once('=')?;
        let (key, value) = (
            key.trim().to_ascii_uppercase(),
            value.trim().to_ascii_uppercase(),
        );
        match key.as_str() {
            "FREQ" => is_often = OFTEN.contains(&value.as_str()),
            "UNTIL" => {
                let end = stamp(&value, &start.zone)?;
                let wall = if end.is_day {
                    end.date().at(23, 59, 59, 0)
                } else {
                    end.moment().to_zoned(start.zone.clone()).datetime()
                };
                if wall < start.wall {
                    return Some(Wall::Never);
                }
                parts.push(format!("UNTIL={}", written(wall)));
                continue;
            }
            _ => {}
        }
        parts.push(format!("{key}={value}"));
    }
    is_often.then(|| Wall::Repeats(parts.join(";")))
}
