//! Both nights on which the clock changes: 29 March 2026 forward, 25 October 2026 back.

use super::{amsterdam, at, date, on};
use crate::hours::State;

/// The spans of a day in UTC.
fn utc(osm: &str, from: &str, to: &str) -> String {
    let all: Vec<String> = on(osm, &[])
        .intervals(at(from), at(to))
        .into_iter()
        .filter(|one| one.state == State::Open)
        .map(|one| {
            format!(
                "{}-{}",
                one.from.strftime("%H:%M"),
                one.to.strftime("%H:%M")
            )
        })
        .collect();
    all.join(" ")
}

#[test]
fn a_time_that_does_not_exist_counts_with_the_offset_before_it() {
    for (osm, expected) in [
        ("01:00-04:00", "00:00-02:00"),
        ("02:30-04:00", "01:30-02:00"),
        ("01:00-02:30", "00:00-01:30"),
        ("02:30-03:15", ""),
        ("01:00-02:30,03:00-05:00", "00:00-03:00"),
        ("00:00-24:00", "23:00-22:00"),
        ("Sa 22:00-04:00", "23:00-02:00"),
    ] {
        assert_eq!(
            utc(osm, "2026-03-29T00:00", "2026-03-30T00:00"),
            expected,
            "{osm}"
        );
    }
}

#[test]
fn a_time_that_exists_twice_is_the_first() {
    for (osm, expected) in [
        ("01:00-04:00", "23:00-03:00"),
        ("02:30-04:00", "00:30-03:00"),
        ("01:00-02:30", "23:00-00:30"),
        ("02:30-02:45", "00:30-00:45"),
        ("00:00-24:00", "22:00-23:00"),
        ("Sa 22:00-04:00", "22:00-03:00"),
    ] {
        assert_eq!(
            utc(osm, "2026-10-25T00:00", "2026-10-26T00:00"),
            expected,
            "{osm}"
        );
    }
}

#[test]
fn the_state_agrees_with_the_intervals_minute_by_minute() {
    for osm in [
        "02:30-04:00",
        "01:00-02:30,03:00-05:00",
        "Sa 22:00-02:30 \"x\", Su 02:45-03:10",
    ] {
        for day in ["2026-03-28", "2026-10-24"] {
            let timetable = on(osm, &[]);
            let from = timetable.instant(date(day), 0);
            let to = from + jiff::SignedDuration::from_hours(60);
            for interval in timetable.intervals(from, to) {
                let mut now = interval.from;
                while now < interval.to {
                    let wall = amsterdam().to_datetime(now);
                    assert_eq!(timetable.state_at(now), interval.state, "{osm} at {wall}");
                    now += jiff::SignedDuration::from_mins(1);
                }
                let changed = timetable.next_change(interval.from).map(|(at, _)| at);
                if interval.to < to {
                    assert_eq!(changed, Some(interval.to), "{osm} after {}", interval.from);
                }
            }
        }
    }
}
