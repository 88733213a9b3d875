//! The calendar of a point: what was told and is off stays in it as cancelled.

use kit::on_both_engines;
use kit::testing::TestDb;

use super::*;

on_both_engines!(inv_11_what_other_hours_drop_stays_in_the_calendar_as_cancelled);

/// What the calendar says of the hours that begin at this moment, as `20260304T090000`.
fn said<'a>(calendar: &'a str, moment: &str) -> Vec<&'a str> {
    let begins = format!("DTSTART;TZID=Europe/Amsterdam:{moment}\r\n");
    let events = calendar.split("BEGIN:VEVENT").skip(1);
    events
        .filter(|event| event.contains(&begins))
        .filter_map(|event| {
            event
                .split("\r\n")
                .find_map(|line| line.strip_prefix("STATUS:"))
        })
        .collect()
}

fn inv_11_what_other_hours_drop_stays_in_the_calendar_as_cancelled(db: TestDb) {
    let stad = Stad::new(db);
    let id = stad.point("Een", 0, true);
    stad.hours(id, "ma 9-12; wo 9-12");
    let calendar = || stad.page("infopunten/een/agenda.ics");
    // Today is Monday 2 March.
    let before = calendar();
    for day in ["20260304", "20260318", "20270224"] {
        assert_eq!(
            said(&before, &format!("{day}T090000")),
            ["CONFIRMED"],
            "{day}"
        );
    }
    assert!(!before.contains("STATUS:CANCELLED"), "{before}");
    stad.hours_from(id, "ma 9-12", 14);
    let after = calendar();
    for (moment, status) in [
        ("20260304T090000", "CONFIRMED"),
        ("20260311T090000", "CONFIRMED"),
        ("20260316T090000", "CONFIRMED"),
        ("20260318T090000", "CANCELLED"),
        ("20270224T090000", "CANCELLED"),
    ] {
        assert_eq!(said(&after, moment), [status], "{moment}: {after}");
    }
    // Back again, at another hour: what is told is there once, and what is off stays off.
    stad.hours_from(id, "ma 9-12; wo 10-12", 28);
    let back = calendar();
    for (moment, status) in [
        ("20260318T090000", "CANCELLED"),
        ("20260401T090000", "CANCELLED"),
        ("20260401T100000", "CONFIRMED"),
    ] {
        assert_eq!(said(&back, moment), [status], "{moment}: {back}");
    }
    // Who subscribed before any of this heard of a year ahead, and of no day after that.
    stad.app.clock.advance_seconds(400 * 86_400);
    assert_eq!(said(&calendar(), "20270407T090000"), Vec::<&str>::new());
    assert_eq!(said(&calendar(), "20270407T100000"), ["CONFIRMED"]);
}
