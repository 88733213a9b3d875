//! What schema.org, HSDS and iCalendar get, and what is read back from it.

use std::sync::Arc;

use super::properties::ALL;
use super::{amsterdam, at, closed_on, date, holidays, on};
use crate::hours::{
    Event, Hours, OpeningHoursSpecification, State, calendar, hsds_back, schema_back,
};

const NOTE: &str = "op afspraak";

#[test]
fn what_is_exported_reads_back_as_the_same_hours_on_every_day() {
    let known = holidays(&["2026-01-01", "2026-04-06", "2026-12-25", "2027-01-01"]);
    let (from, through) = (date("2026-02-20"), date("2027-03-31"));
    for osm in ALL {
        let timetable = Hours::parse(osm)
            .unwrap()
            .on(&amsterdam(), &known)
            .unwrap()
            .with(closed_on(&["2026-03-02", "2026-09-01"]));
        let schema = timetable.schema_org(from, through);
        let text = serde_json::to_string(&schema).unwrap();
        let schema: Vec<OpeningHoursSpecification> = serde_json::from_str(&text).unwrap();
        let hsds = timetable.hsds(from, through, NOTE);
        for day in from
            .series(jiff::Span::new().days(1))
            .take_while(|day| *day <= through)
        {
            let published = timetable.published(day);
            assert_eq!(hsds_back(&hsds, day, NOTE), published, "{osm} on {day}");
            let open: Vec<_> = published
                .into_iter()
                .filter(|span| span.2 == State::Open)
                .collect();
            assert_eq!(schema_back(&schema, day), open, "{osm} on {day}");
        }
    }
}

#[test]
fn schema_org_says_the_week_and_the_days_that_differ() {
    let timetable = on("Mo-Fr 09:00-12:30; We 13:30-17:00; PH off", &["2026-12-25"]);
    let all = timetable.schema_org(date("2026-12-01"), date("2026-12-31"));
    assert_eq!(
        serde_json::to_value(all).unwrap(),
        serde_json::json!([
            {"@type": "OpeningHoursSpecification", "opens": "09:00", "closes": "12:30", "dayOfWeek": [
                "https://schema.org/Monday", "https://schema.org/Tuesday", "https://schema.org/Thursday", "https://schema.org/Friday"]},
            {"@type": "OpeningHoursSpecification", "opens": "13:30", "closes": "17:00", "dayOfWeek": ["https://schema.org/Wednesday"]},
            {"@type": "OpeningHoursSpecification", "opens": "00:00", "closes": "00:00", "validFrom": "2026-12-25", "validThrough": "2026-12-25"},
        ])
    );
}

#[test]
fn hsds_says_weekly_and_monthly_as_rules() {
    let timetable = on("Mo,We 09:00-12:00, Tu[1] 19:00-21:00", &[]);
    let all = timetable.hsds(date("2026-12-01"), date("2027-11-30"), NOTE);
    assert_eq!(
        serde_json::to_value(all).unwrap(),
        serde_json::json!([
            {"freq": "WEEKLY", "byday": "MO,WE", "dtstart": "2026-12-01", "valid_from": null, "valid_to": null, "opens_at": "09:00", "closes_at": "12:00"},
            {"freq": "MONTHLY", "byday": "1TU", "dtstart": "2026-12-01", "valid_from": null, "valid_to": null, "opens_at": "19:00", "closes_at": "21:00"},
        ])
    );
}

#[test]
fn a_calendar_is_folded_escaped_and_on_the_clock_of_the_place() {
    let timetable = on(
        "Su 02:30-02:45,10:00-12:00 open \"ingang; achter, trap\\op\"",
        &[],
    );
    let events = timetable.events(
        at("2026-10-18T00:00"),
        at("2026-10-26T00:00"),
        |one| format!("{}@voorbeeld.example", one.from.as_second()),
        |_| "Wijkinfopunt open: é".repeat(9),
    );
    assert_eq!(events.len(), 4);
    let text = calendar(
        "-//Voorbeeld//Uren//NL",
        "Punt A, B",
        &amsterdam(),
        at("2026-10-01T00:00"),
        &events,
    );
    assert!(text.ends_with("END:VCALENDAR\r\n") && !text.replace("\r\n", "").contains('\n'));
    assert!(text.split("\r\n").all(|line| line.len() <= 75));
    let whole = text.replace("\r\n ", "");
    for line in [
        "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//Voorbeeld//Uren//NL\r\n",
        "X-WR-CALNAME:Punt A\\, B\r\n",
        "TZID:Europe/Amsterdam\r\n",
        "DTSTAMP:20260930T220000Z\r\n",
        "DTSTART;TZID=Europe/Amsterdam:20261018T023000\r\n",
        "DTSTART;TZID=Europe/Amsterdam:20261025T023000\r\nDTEND;TZID=Europe/Amsterdam:20261025T024500\r\n",
        "DESCRIPTION:ingang\\; achter\\, trap\\\\op\r\n",
        "STATUS:CONFIRMED\r\n",
    ] {
        assert!(whole.contains(line), "{line:?} in {whole}");
    }
    assert!(whole.contains(&format!("SUMMARY:{}\r\n", "Wijkinfopunt open: é".repeat(9))));
    // The second 02:30 of that night has no name of its own on the wall.
    let second = Event {
        from: "2026-10-25T01:30:00Z".parse().unwrap(),
        to: "2026-10-25T01:45:00Z".parse().unwrap(),
        is_cancelled: true,
        ..events[0].clone()
    };
    let changed = Event {
        changed_at: Some("2026-10-02T10:00:00Z".parse().unwrap()),
        ..second.clone()
    };
    // 02:30 on the night the clock goes forward is 03:30: an opening until 03:15 took no time.
    let none = Event {
        from: at("2026-03-29T02:30"),
        to: at("2026-03-29T03:15"),
        ..second.clone()
    };
    let text = calendar("-//x", "x", &amsterdam(), second.from, &[none]);
    assert!(!text.contains("VEVENT"), "{text}");
    let text = calendar("-//x", "x", &amsterdam(), second.from, &[second]);
    assert!(text.contains("DTSTART:20261025T013000Z\r\n") && text.contains("STATUS:CANCELLED\r\n"));
    // An event that knows when it changed does not follow the moment at which somebody asks.
    let text = calendar("-//x", "x", &amsterdam(), changed.from, &[changed]);
    assert!(text.contains("DTSTAMP:20261002T100000Z\r\n"), "{text}");
}

#[test]
fn hours_do_not_depend_on_who_shares_the_holidays() {
    let shared = holidays(&["2026-12-25"]);
    let hours = Hours::parse("PH 10:00-12:00").unwrap();
    let one = hours.on(&amsterdam(), &shared).unwrap();
    let other = hours.on(&amsterdam(), &Arc::clone(&shared)).unwrap();
    assert_eq!(
        one.published(date("2026-12-25")),
        other.published(date("2026-12-25"))
    );
    assert_eq!(one.published(date("2026-12-24")), vec![]);
}
