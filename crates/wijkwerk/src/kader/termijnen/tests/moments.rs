use jiff::{Timestamp, tz::TimeZone};

use super::{
    super::{
        Adjustment, OnRepeat, PlannedTime, PlannedTimeError, amsterdam, day_of, end_of_day,
        is_expired, local_time, start_of_day,
    },
    day,
};

fn moment(text: &str) -> Timestamp {
    text.parse().expect("a moment in a test is written in UTC")
}

#[test]
fn a_moment_belongs_to_the_day_in_amsterdam() {
    for (title, at, expected) in [
        ("noon in winter", "2026-01-15T11:00:00Z", "2026-01-15"),
        (
            "just before midnight in winter",
            "2026-01-15T22:59:59Z",
            "2026-01-15",
        ),
        ("midnight in winter", "2026-01-15T23:00:00Z", "2026-01-16"),
        (
            "just before midnight in summer",
            "2026-07-15T21:59:59Z",
            "2026-07-15",
        ),
        ("midnight in summer", "2026-07-15T22:00:00Z", "2026-07-16"),
        (
            "the evening before the spring change",
            "2026-03-28T22:59:59Z",
            "2026-03-28",
        ),
        (
            "the last evening of the spring change",
            "2026-03-29T21:59:59Z",
            "2026-03-29",
        ),
        (
            "the last evening of the autumn change",
            "2026-10-25T22:59:59Z",
            "2026-10-25",
        ),
    ] {
        assert_eq!(day_of(moment(at)), day(expected), "{title}");
    }
    assert_eq!(
        local_time(moment("2026-07-15T12:30:00Z")).to_string(),
        "2026-07-15T14:30:00"
    );
}

#[test]
fn a_day_lasts_23_24_or_25_hours() {
    for (date, hours, start) in [
        ("2026-03-28", 24, "2026-03-27T23:00:00Z"),
        ("2026-03-29", 23, "2026-03-28T23:00:00Z"),
        ("2026-03-30", 24, "2026-03-29T22:00:00Z"),
        ("2026-10-25", 25, "2026-10-24T22:00:00Z"),
    ] {
        let (from, to) = (start_of_day(day(date)), end_of_day(day(date)));
        assert_eq!(from, moment(start), "{date}");
        assert_eq!(to.as_second() - from.as_second(), hours * 3600, "{date}");
    }
}

#[test]
fn a_deadline_holds_until_midnight() {
    for (title, due, at, expected) in [
        (
            "a second before",
            "2026-04-28",
            "2026-04-28T21:59:59Z",
            false,
        ),
        ("midnight", "2026-04-28", "2026-04-28T22:00:00Z", true),
        (
            "on the autumn change the day is an hour longer",
            "2026-10-25",
            "2026-10-25T22:59:59Z",
            false,
        ),
        (
            "and ends in winter time",
            "2026-10-25",
            "2026-10-25T23:00:00Z",
            true,
        ),
        (
            "on the spring change it is an hour shorter",
            "2026-03-29",
            "2026-03-29T22:00:00Z",
            true,
        ),
    ] {
        assert_eq!(is_expired(day(due), moment(at)), expected, "{title}");
    }
}

#[test]
fn a_planned_time_says_what_a_clock_change_did_to_it() {
    use Adjustment::{None, Repeated, Skipped};
    use OnRepeat::{First, Second};
    for (title, text, on_repeat, at, adjustment) in [
        (
            "winter",
            "2026-01-15T19:30 Europe/Amsterdam",
            First,
            "2026-01-15T18:30:00Z",
            None,
        ),
        (
            "summer",
            "2026-07-15T19:30 Europe/Amsterdam",
            First,
            "2026-07-15T17:30:00Z",
            None,
        ),
        (
            "skipped: half past two becomes half past three",
            "2026-03-29T02:30 Europe/Amsterdam",
            First,
            "2026-03-29T01:30:00Z",
            Skipped,
        ),
        (
            "skipped, whatever is chosen for a repeat",
            "2026-03-29T02:30 Europe/Amsterdam",
            Second,
            "2026-03-29T01:30:00Z",
            Skipped,
        ),
        (
            "the last minute before the gap",
            "2026-03-29T01:59 Europe/Amsterdam",
            First,
            "2026-03-29T00:59:00Z",
            None,
        ),
        (
            "the first minute after it",
            "2026-03-29T03:00 Europe/Amsterdam",
            First,
            "2026-03-29T01:00:00Z",
            None,
        ),
        (
            "repeated, the first",
            "2026-10-25T02:30 Europe/Amsterdam",
            First,
            "2026-10-25T00:30:00Z",
            Repeated,
        ),
        (
            "repeated, the second",
            "2026-10-25T02:30 Europe/Amsterdam",
            Second,
            "2026-10-25T01:30:00Z",
            Repeated,
        ),
        (
            "after the repeat",
            "2026-10-25T03:00 Europe/Amsterdam",
            First,
            "2026-10-25T02:00:00Z",
            None,
        ),
    ] {
        let planned: PlannedTime = text.parse().expect(title);
        assert_eq!(
            planned.resolve(on_repeat),
            Ok((moment(at), adjustment)),
            "{title}"
        );
        assert_eq!(planned.to_string(), text, "{title}");
    }
}

#[test]
fn what_is_no_planned_time_is_refused() {
    let form = |text: &str| PlannedTimeError::Form {
        text: text.to_owned(),
    };
    for (title, text, expected) in [
        ("nothing", "", form("")),
        ("no zone", "2026-03-03T19:30", form("2026-03-03T19:30")),
        (
            "a day alone",
            "2026-03-03 Europe/Amsterdam",
            form("2026-03-03 Europe/Amsterdam"),
        ),
        (
            "no such day",
            "2026-02-30T10:00 Europe/Amsterdam",
            form("2026-02-30T10:00 Europe/Amsterdam"),
        ),
        (
            "no such zone",
            "2026-03-03T19:30 Nergens/Huis",
            PlannedTimeError::Zone {
                zone: "Nergens/Huis".to_owned(),
            },
        ),
    ] {
        assert_eq!(text.parse::<PlannedTime>(), Err(expected), "{title}");
    }
    let last = PlannedTime::new(jiff::civil::DateTime::MIN);
    assert!(matches!(
        last.resolve(OnRepeat::First),
        Err(PlannedTimeError::Range { .. })
    ));
}

#[test]
fn the_rule_without_zone_data_gives_the_same_days() {
    let rule = TimeZone::posix("CET-1CEST,M3.5.0,M10.5.0/3").expect("a valid rule");
    for year in 2000_i16..2038 {
        for (month, date) in [(3, 24), (3, 31), (10, 24), (10, 31), (1, 1), (7, 1)] {
            let local = jiff::civil::date(year, month, date).at(2, 30, 0, 0);
            let by_rule = rule.to_timestamp(local).expect("within range");
            assert_eq!(
                by_rule,
                amsterdam().to_timestamp(local).expect("within range")
            );
        }
    }
}
