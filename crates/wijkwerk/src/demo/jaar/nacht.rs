//! The nights of the simulated year: every one of the last two weeks, and before that one a week.

use jiff::civil::Date;
use jiff::tz::TimeZone;
use jiff::{Timestamp, Unit};

/// So many nights before the end are all there.
const ALL: i32 = 14;
/// Before that it is one in so many, to have the year made soon.
const ONE_IN: i32 = 7;

/// When it is night in the year between these two: some minutes after the nightly work may begin.
pub(super) fn nights(start: Timestamp, until: Timestamp, zone: &TimeZone) -> Vec<Timestamp> {
    let day_of = |at: Timestamp| at.to_zoned(zone.clone()).date();
    let last = day_of(until);
    let mut day = day_of(start);
    let mut found = Vec::new();
    while day < last {
        let Ok(next) = day.tomorrow() else {
            break;
        };
        day = next;
        let ahead = days_until(day, last);
        if ahead < ALL || ahead % ONE_IN == 0 {
            let at = day.at(3, 5, 0, 0).to_zoned(zone.clone());
            found.extend(at.map(|at| at.timestamp()));
        }
    }
    found.retain(|at| (start..until).contains(at));
    found
}

fn days_until(day: Date, last: Date) -> i32 {
    last.since((Unit::Day, day))
        .map_or(0, |span| span.get_days())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::kader::termijnen;

    #[test]
    fn the_last_two_weeks_have_every_night_and_the_rest_of_the_year_one_a_week() {
        let zone = termijnen::amsterdam();
        let at = |text: &str| -> Timestamp { text.parse().unwrap() };
        let (start, until) = (at("2025-03-01T23:00:00Z"), at("2026-03-02T07:30:00Z"));
        let all = nights(start, until, &zone);
        assert_eq!(all.len(), 14 + 51);
        assert!(all.is_sorted());
        assert_eq!(all.last(), Some(&at("2026-03-02T02:05:00Z")));
        let gaps: Vec<i64> = all
            .windows(2)
            .map(|two| {
                let days = |at: Timestamp| at.to_zoned(zone.clone()).date();
                i64::from(days_until(days(two[0]), days(two[1])))
            })
            .collect();
        assert!(gaps[..51].iter().all(|days| *days <= 7), "{gaps:?}");
        assert!(gaps[51..].iter().all(|days| *days == 1), "{gaps:?}");
        // Five past three by the clock on the wall, in summer too.
        for at in all {
            let local = at.to_zoned(zone.clone());
            assert_eq!((local.hour(), local.minute()), (3, 5));
        }
    }
}
