//! The calendar of a point: what was told and is off stays in it as cancelled.

use kit::on_both_engines;
use kit::testing::TestDb;

use super::*;

on_both_engines!(
    inv_11_what_other_hours_drop_stays_in_the_calendar_as_cancelled,
    inv_11_an_extra_hour_that_is_taken_back_stays_in_the_calendar_as_cancelled,
    inv_11_the_calendar_of_a_wijk_holds_all_its_points_and_no_candidate,
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

fn inv_11_the_calendar_of_a_wijk_holds_all_its_points_and_no_candidate(db: TestDb) {
    let stad = Stad::new(db);
    let (one, two) = (stad.point("Een", 0, true), stad.point("Twee", 0, true));
    let (other, candidate) = (
        stad.point("Elders", 1, true),
        stad.point("Misschien", 0, false),
    );
    for id in [one, other, candidate] {
        stad.hours(id, "ma 9-12");
    }
    stad.hours(two, "di 13-17");
    let frame = stad.app.frame(stad.app.slug());
    let keys: Vec<String> = frame.wijken().map(|wijk| wijk.sleutel.clone()).collect();
    let path = format!("wijken/{}/agenda.ics", keys[0]);
    let calendar = stad.page(&path);
    let text = calendar.replace(['\u{2068}', '\u{2069}'], "");
    assert!(text.contains("SUMMARY:Een open\r\n") && text.contains("SUMMARY:Twee open\r\n"));
    assert!(
        !text.contains("Elders") && !text.contains("Misschien"),
        "{text}"
    );
    for (moment, status) in [
        ("20260309T090000", "CONFIRMED"),
        ("20260310T130000", "CONFIRMED"),
    ] {
        assert_eq!(said(&calendar, moment), [status], "{moment}: {calendar}");
    }
    // What is told of a point in its own calendar stands here too, and is heard here too when it is off.
    let own = stad.page("infopunten/een/agenda.ics");
    for event in own.split("BEGIN:VEVENT").skip(1) {
        let event = event.split("END:VEVENT").next().unwrap();
        assert!(calendar.contains(event), "{event}");
    }
    let monday = later(stad.today(), 7);
    stad.close(one, monday, monday, "");
    assert_eq!(said(&stad.page(&path), "20260309T090000"), ["CANCELLED"]);
    // Linked from the page of the wijk; not there for a wijk that is not there.
    let page = stad.page(&format!("wijken/{}", keys[0]));
    assert!(
        page.contains(&format!("/wijken/{}/agenda.ics", keys[0])),
        "{page}"
    );
    let wrong = format!("/{}/wijken/nergens/agenda.ics", stad.app.slug());
    assert_eq!(stad.app.send(&Ask::get(&wrong).by(&As::Nobody)).status, 404);
    // Asked again, what did not change is not sent.
    let asked = format!("/{}/{path}", stad.app.slug());
    let first = stad.app.send(&Ask::get(&asked).by(&As::Nobody).lang("nl"));
    let tag = first.header("etag").to_owned();
    let again = Ask::get(&asked).by(&As::Nobody).lang("nl");
    let again = stad.app.send(&again.header("if-none-match", &tag));
    assert_eq!((again.status, again.text().as_str()), (304, ""));
}
