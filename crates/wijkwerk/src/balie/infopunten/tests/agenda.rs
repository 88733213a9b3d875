//! The calendar of a point: what was told and is off stays in it as cancelled.

use kit::on_both_engines;
use kit::testing::TestDb;

use super::*;

on_both_engines!(
    inv_11_what_other_hours_drop_stays_in_the_calendar_as_cancelled,
    inv_11_an_extra_hour_that_is_taken_back_stays_in_the_calendar_as_cancelled,
);

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

/// The number that the calendar gives what begins at this moment.
fn sequence(calendar: &str, moment: &str) -> u32 {
    let begins = format!("DTSTART;TZID=Europe/Amsterdam:{moment}\r\n");
    let event = calendar
        .split("BEGIN:VEVENT")
        .find(|event| event.contains(&begins));
    let event = event.unwrap_or_else(|| panic!("{moment} in {calendar}"));
    let number = event
        .split("\r\n")
        .find_map(|line| line.strip_prefix("SEQUENCE:"));
    number.unwrap().parse().unwrap()
}

fn inv_11_an_extra_hour_that_is_taken_back_stays_in_the_calendar_as_cancelled(db: TestDb) {
    let stad = Stad::new(db);
    let id = stad.point("Een", 0, true);
    stad.hours(id, "ma 9-12");
    // Saturday 7 March and the Monday after it, told by hand.
    let extra = |ahead: i32, times: &str| {
        let day = later(stad.today(), ahead);
        let new = NewUitzondering {
            infopunt: id,
            from: day,
            until: day,
            times: times.to_owned(),
            reden: "Er is een open dag.".to_owned(),
            bron: UitzonderingBron::Hand,
        };
        stad.write(move |ctx| uren::set_exception(ctx, &new))
            .unwrap()
    };
    let (saturday, monday) = (extra(5, "10-12"), extra(7, "13-15"));
    let calendar = || stad.page("infopunten/een/agenda.ics");
    let before = calendar();
    for (moment, status) in [
        ("20260307T100000", "CONFIRMED"),
        ("20260309T130000", "CONFIRMED"),
        ("20260309T090000", "CANCELLED"),
    ] {
        assert_eq!(said(&before, moment), [status], "{moment}: {before}");
    }
    stad.write(move |ctx| {
        uren::withdraw_exception(ctx, saturday)?;
        uren::withdraw_exception(ctx, monday)
    })
    .unwrap();
    let after = calendar();
    for (moment, status) in [
        ("20260307T100000", "CANCELLED"),
        ("20260309T130000", "CANCELLED"),
        ("20260309T090000", "CONFIRMED"),
    ] {
        assert_eq!(said(&after, moment), [status], "{moment}: {after}");
    }
    let saturday = "20260307T100000";
    assert!(
        sequence(&after, saturday) > sequence(&before, saturday),
        "{after}"
    );
    // Told again at another hour: the one is there, the other stays off.
    stad.app.clock.advance_seconds(60);
    extra(5, "11-12");
    let again = calendar();
    assert_eq!(said(&again, saturday), ["CANCELLED"], "{again}");
    assert_eq!(said(&again, "20260307T110000"), ["CONFIRMED"], "{again}");
    // A newer word about the same day, and too few people for it: what was told is off, not gone.
    stad.app.clock.advance_seconds(60);
    extra(5, "14-15");
    stad.close(id, later(stad.today(), 5), later(stad.today(), 5), "");
    let last = calendar();
    for moment in ["20260307T110000", "20260307T140000"] {
        assert_eq!(said(&last, moment), ["CANCELLED"], "{moment}: {last}");
    }
}
