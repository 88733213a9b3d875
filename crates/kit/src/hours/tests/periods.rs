//! Years, weeks over the turn of the year and dates without an end. The days are those of opening_hours.js 3, for what it
//! refuses of the same thing written out.

use super::{date, on};
use crate::hours::{Hours, Problem, from_typed};

/// The days on which it begins (+) and ceases (-) to open.
fn changes(osm: &str, from: &str, through: &str) -> String {
    let table = on(osm, &[]);
    let (mut day, last) = (date(from), date(through));
    let (mut all, mut was) = (Vec::new(), false);
    while day <= last {
        let opens = !table.day(day).is_empty();
        if opens != was {
            all.push(format!("{}{day}", if opens { "+" } else { "-" }));
        }
        was = opens;
        day = day.tomorrow().unwrap();
    }
    all.join(" ")
}

#[test]
fn what_returns_by_the_year_or_has_no_end_is_counted() {
    for (osm, from, through, expected) in [
        (
            "week 50-5 10:00-12:00",
            "2026-06-01",
            "2029-06-01",
            "+2026-12-07 -2027-02-08 +2027-12-13 -2028-02-07 +2028-12-11 -2029-02-05",
        ),
        (
            "2026/2 10:00-12:00",
            "2023-01-01",
            "2031-06-01",
            "+2026-01-01 -2027-01-01 +2028-01-01 -2029-01-01 +2030-01-01 -2031-01-01",
        ),
        (
            "2026/2 Dec 24 10:00-12:00",
            "2024-01-01",
            "2030-01-01",
            "+2026-12-24 -2026-12-25 +2028-12-24 -2028-12-25",
        ),
        (
            "Dec 24+ 10:00-12:00",
            "2025-06-01",
            "2027-06-01",
            "+2025-12-24 -2026-01-01 +2026-12-24 -2027-01-01",
        ),
        (
            "2026 Dec 24+ 10:00-12:00",
            "2024-01-01",
            "2034-01-01",
            "+2026-12-24",
        ),
    ] {
        assert_eq!(changes(osm, from, through), expected, "{osm}");
    }
}

#[test]
fn it_is_written_as_every_reader_knows_it() {
    for (osm, written) in [
        ("week 50-5 10:00-12:00", "week 50-53,01-05 10:00-12:00"),
        ("week 53-01 off", "week 53,01 off"),
        ("2026/2 10:00-12:00", "2026/2 10:00-12:00"),
        ("2026/1 10:00-12:00", "2026+ 10:00-12:00"),
        ("Dec 24+ 10:00-12:00", "Dec 24-Dec 31 10:00-12:00"),
        ("2026 Dec 24+ off", "2026 Dec 24-9999 Dec 31 off"),
    ] {
        assert_eq!(Hours::parse(osm).unwrap().to_string(), written, "{osm}");
    }
}

#[test]
fn a_typed_period_that_ends_before_it_begins_is_a_fault() {
    let typed = |text: &str| from_typed(text).map(|hours| hours.to_string());
    let wrong = typed("23 december 2027 t/m 23 augustus 2027 gesloten");
    assert_eq!(
        wrong.map_err(|error| error.problem),
        Err(Problem::Backwards)
    );
    assert_eq!(
        typed("23 december 2027 t/m 4 januari 2028 gesloten").as_deref(),
        Ok("2027 Dec 23-2028 Jan 04 off")
    );
}

#[test]
fn what_was_stored_before_that_was_a_fault_is_still_read() {
    let osm = "Mo 10:00-12:00; 2027 Dec 23-2027 Aug 23 off";
    assert!(Hours::parse(osm).is_err());
    let kept = Hours::kept(osm).unwrap();
    assert_eq!(kept.to_string(), osm);
    assert!(Hours::kept("2027 Dec 23-2026 Aug 23 off").is_err());
}
