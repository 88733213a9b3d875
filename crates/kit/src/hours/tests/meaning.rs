//! Case by case: what an expression opens. 22 November 2026 is a Sunday.

use super::{at, closed_on, date, holidays, on, told};
use crate::hours::{Exception, Hours, Outlook, SchoolHolidaysMissing, Span, State};

const WEEK: (&str, &str) = ("2026-11-22T00:00", "2026-11-25T00:00");

#[test]
fn rules_replace_add_and_fill() {
    let cases = [
        (
            "Mo-Fr 09:00-12:30,13:30-17:00",
            "23 09:00-23 12:30 | 23 13:30-23 17:00 | 24 09:00-24 12:30 | 24 13:30-24 17:00",
        ),
        (
            "Mo-Fr 09:00-17:00; Tu 10:00-12:00",
            "23 09:00-23 17:00 | 24 10:00-24 12:00",
        ),
        (
            "Mo-Fr 09:00-12:00, Tu 13:30-17:00",
            "23 09:00-23 12:00 | 24 09:00-24 12:00 | 24 13:30-24 17:00",
        ),
        (
            "Mo-Su 10:00-12:00, Mo 11:00-13:00 \"x\"",
            "22 10:00-22 12:00 | 23 10:00-23 11:00 | 23 11:00-23 13:00 ? | 24 10:00-24 12:00",
        ),
        ("Mo-Fr 09:00-17:00; Tu off", "23 09:00-23 17:00"),
        (
            "Mo-Fr 09:00-17:00; Tu 12:00-13:00 off",
            "23 09:00-23 17:00 | 24 09:00-24 12:00 | 24 13:00-24 17:00",
        ),
        (
            "Tu off; Mo-Fr 09:00-17:00",
            "23 09:00-23 17:00 | 24 09:00-24 17:00",
        ),
        (
            "Mo 09:00-17:00 || \"op afspraak\"",
            "22 00:00-23 09:00 ? | 23 09:00-23 17:00 | 23 17:00-25 00:00 ?",
        ),
        ("Mo 10:00-12:00 || Mo 11:00-15:00", "23 10:00-23 15:00"),
        (
            "10:00-12:00; 13:00-14:00",
            "22 13:00-22 14:00 | 23 13:00-23 14:00 | 24 13:00-24 14:00",
        ),
        (
            "10:00-12:00; Mo \"x\"",
            "22 10:00-22 12:00 | 23 00:00-24 00:00 ? | 24 10:00-24 12:00",
        ),
        ("24/7; Mo off", "22 00:00-23 00:00 | 24 00:00-25 00:00"),
        ("24/7", "22 00:00-25 00:00"),
        ("\"alleen op afspraak\"", "22 00:00-25 00:00 ?"),
        ("Mo 10:00-12:00 \"op afspraak\"", "23 10:00-23 12:00 ?"),
        ("Mo 10:00-12:00 open \"bel aan\"", "23 10:00-23 12:00"),
        ("Mo unknown", "23 00:00-24 00:00 ?"),
        ("off", ""),
        ("closed \"verbouwing\"", ""),
    ];
    for (osm, expected) in cases {
        assert_eq!(told(&on(osm, &[]), WEEK.0, WEEK.1), expected, "{osm}");
    }
}

#[test]
fn hours_run_over_midnight_and_open_ends_are_unknown() {
    let cases = [
        ("Su 22:00-02:00", "22 22:00-23 02:00"),
        ("Sa 22:00-02:00", "22 00:00-22 02:00"),
        ("Su 22:00-26:00", "22 22:00-23 02:00"),
        ("Su 10:00-48:00", "22 10:00-24 00:00"),
        ("Su 22:00-02:00; Mo off", "22 22:00-23 00:00"),
        (
            "Su 22:00-02:00; Mo 10:00-12:00",
            "22 22:00-23 00:00 | 23 10:00-23 12:00",
        ),
        (
            "Su 22:00-02:00, Mo 10:00-12:00",
            "22 22:00-23 02:00 | 23 10:00-23 12:00",
        ),
        ("Mo 09:00-09:00", "23 09:00-24 09:00"),
        ("Mo 09:00+", "23 09:00-24 00:00 ?"),
        ("Mo 17:00+", "23 17:00-24 03:00 ?"),
        ("Su 22:30+", "22 22:30-23 06:30 ?"),
        ("Mo 12:00-14:00+", "23 12:00-23 14:00 | 23 14:00-24 00:00 ?"),
        (
            "Mo 07:00+,12:00-16:00",
            "23 07:00-23 12:00 ? | 23 12:00-23 16:00",
        ),
        (
            "Mo 08:00+,12:00-14:00+",
            "23 08:00-23 12:00 ? | 23 12:00-23 14:00 | 23 14:00-24 00:00 ?",
        ),
        (
            "Mo 12:00-16:00+, Mo 18:00-20:00",
            "23 12:00-23 16:00 | 23 16:00-23 18:00 ? | 23 18:00-23 20:00 | 23 20:00-24 00:00 ?",
        ),
    ];
    for (osm, expected) in cases {
        assert_eq!(told(&on(osm, &[]), WEEK.0, WEEK.1), expected, "{osm}");
    }
}

#[test]
fn days_of_the_year_are_counted_as_the_calendar_does() {
    let christmas = ["2026-12-25", "2026-12-26"];
    let period = ("2026-12-24T00:00", "2026-12-29T00:00");
    let days = |osm: &str| {
        let all = told(&on(osm, &christmas), period.0, period.1);
        all.split(" | ")
            .filter_map(|one| one.split(' ').next())
            .filter(|day| !day.is_empty())
            .collect::<Vec<_>>()
            .join(" ")
    };
    let cases = [
        ("PH 10:00-12:00", "25 26"),
        ("PH,Mo 10:00-12:00", "25 26 28"),
        ("PH Fr 10:00-12:00", "25"),
        ("Fr PH 10:00-12:00", "25"),
        ("PH Mo 10:00-12:00", ""),
        ("PH -1 day 10:00-12:00", "24 25"),
        ("PH +2 days 10:00-12:00", "27 28"),
        ("Th-Mo 10:00-12:00; PH off", "24 27 28"),
        ("Th-Mo 10:00-12:00, PH off", "24 27 28"),
        ("Th-Mo 10:00-12:00; Mo,PH off", "24 27"),
        ("PH off; Th-Mo 10:00-12:00", "24 25 26 27 28"),
        ("10:00-12:00; Dec 25-26 off", "24 27 28"),
        ("10:00-12:00; Dec 25,26 off", "24 27 28"),
        ("week 52 10:00-12:00", "24 25 26 27"),
        ("week 53 10:00-12:00", "28"),
        ("week 01-53/2 10:00-12:00", "28"),
        ("week 02-53/2 10:00-12:00", "24 25 26 27"),
        ("Fr[4] 10:00-12:00", "25"),
        ("Fr[1-3] 10:00-12:00", ""),
        ("Fr[-1] 10:00-12:00", "25"),
        ("Fr[-1] -1 day 10:00-12:00", "24"),
        ("Dec Mo[-1] 10:00-12:00", "28"),
        ("2026 10:00-12:00", "24 25 26 27 28"),
        ("2025-2027/2 10:00-12:00", ""),
        ("2027+ 10:00-12:00", ""),
        ("2026 Dec 25-2027 Jan 03 10:00-12:00", "25 26 27 28"),
        ("2025 Dec 25-2026 Jan 03 10:00-12:00", ""),
        ("Dec 26-Jan 03 10:00-12:00", "26 27 28"),
        ("Nov-Jan Mo 10:00-12:00", "28"),
        ("Jan-Nov 10:00-12:00", ""),
        ("2026 Dec 10:00-12:00", "24 25 26 27 28"),
        ("Sa-Mo 10:00-12:00", "26 27 28"),
        ("Dec 25 +Su 10:00-12:00", "27"),
        ("Dec 25 -Th 10:00-12:00", "24"),
    ];
    for (osm, expected) in cases {
        assert_eq!(days(osm), expected, "{osm}");
    }
}

#[test]
fn leap_days_and_easter() {
    let opens = |osm: &str, day: &str| !on(osm, &[]).day(date(day)).is_empty();
    for (osm, day, expected) in [
        ("Feb 29 10:00-12:00", "2028-02-29", true),
        ("Feb 29 10:00-12:00", "2027-02-28", false),
        ("Feb 29 10:00-12:00", "2027-03-01", false),
        ("Feb 28-29 10:00-12:00", "2028-02-29", true),
        ("Feb 28-29 10:00-12:00", "2027-02-28", true),
        ("Feb 28-29 10:00-12:00", "2027-03-01", false),
        ("Feb 29-Mar 02 10:00-12:00", "2027-03-01", true),
        ("Feb Tu[-1] 10:00-12:00", "2028-02-29", true),
        ("easter 10:00-12:00", "2026-04-05", true),
        ("easter 10:00-12:00", "2027-03-28", true),
        ("easter -2 days 10:00-12:00", "2027-03-26", true),
        ("easter +1 day 10:00-12:00", "2027-03-29", true),
        (
            "easter -2 days-easter +1 day 10:00-12:00",
            "2027-03-27",
            true,
        ),
        (
            "easter -2 days-easter +1 day 10:00-12:00",
            "2027-03-30",
            false,
        ),
        ("1995-1999 10:00-12:00", "1999-12-31", true),
        ("1995-1999 10:00-12:00", "2026-11-23", false),
        ("Mo 10:00-12:00", "1901-01-07", true),
        ("Jan 01 -1 day 10:00-12:00", "2026-12-31", true),
    ] {
        assert_eq!(opens(osm, day), expected, "{osm} on {day}");
    }
}

#[test]
fn school_holidays_without_dates_are_reported() {
    let hours = Hours::parse("Mo-Fr 09:00-17:00; SH off").unwrap();
    assert!(hours.needs_school_holidays());
    let none = hours.on(&super::amsterdam(), &holidays(&[])).map(drop);
    assert_eq!(none, Err(SchoolHolidaysMissing));
    let mut known = (*holidays(&[])).clone();
    known.school = Some(vec![date("2026-11-23")..=date("2026-11-24")]);
    let timetable = hours.on(&super::amsterdam(), &known.into()).unwrap();
    assert!(timetable.day(date("2026-11-23")).is_empty());
    assert!(!timetable.day(date("2026-11-25")).is_empty());
}

#[test]
fn an_exception_stands_for_what_begins_on_its_day() {
    let timetable = on("Mo-Fr 22:00-02:00", &[]).with(closed_on(&["2026-11-23"]));
    assert_eq!(
        told(&timetable, WEEK.0, "2026-11-26T00:00"),
        "24 22:00-25 02:00 | 25 22:00-26 00:00"
    );
    assert_eq!(
        timetable
            .exception(date("2026-11-23"))
            .map(|one| one.reason.as_str()),
        Some("verbouwing")
    );
    let other = Exception {
        spans: vec![Span {
            from: 600,
            to: Some(720),
            is_open_ended: false,
        }],
        reason: "kermis".to_owned(),
    };
    let timetable = on("Mo-Fr 09:00-17:00", &[]).with(
        [(date("2026-11-23"), other)]
            .into_iter()
            .collect::<std::collections::BTreeMap<_, _>>()
            .into(),
    );
    assert_eq!(
        told(&timetable, WEEK.0, WEEK.1),
        "23 10:00-23 12:00 | 24 09:00-24 17:00"
    );
    let (state, note) = timetable.interval_at(at("2026-11-23T11:00"));
    assert_eq!((state, note.as_deref()), (State::Open, Some("kermis")));
}

#[test]
fn thousands_of_exceptions_cost_no_more_than_the_days_asked() {
    let days: std::collections::BTreeMap<_, _> = date("2000-01-01")
        .series(jiff::Span::new().days(1))
        .take(20_000)
        .map(|day| {
            let exception = Exception {
                spans: vec![],
                reason: String::new(),
            };
            (day, exception)
        })
        .collect();
    let timetable = on("24/7", &[]).with(days.into());
    assert_eq!(told(&timetable, WEEK.0, WEEK.1), "");
    // The next opening lies further off than anyone looks.
    assert_eq!(timetable.next_change(at("2026-11-22T12:00")), None);
    assert_eq!(timetable.outlook(at("2026-11-22T12:00")), Outlook::Closed);
}

#[test]
fn hours_long_past_cost_no_more_than_the_days_asked() {
    let (timetable, start) = (on("2020 10:00-12:00", &[]), std::time::Instant::now());
    for _ in 0..1_000 {
        assert_eq!(told(&timetable, WEEK.0, WEEK.1), "");
    }
    // A day that is looked at takes microseconds; all days to come take seconds, each time.
    assert!(start.elapsed().as_secs() < 60, "{:?}", start.elapsed());
}

#[test]
fn the_outlook_is_what_somebody_at_the_door_asks() {
    let timetable = on("Mo-Fr 09:00-12:30; Sa 10:00-12:00 \"op afspraak\"", &[]);
    let time = |text: &str| text.parse().unwrap();
    for (now, expected) in [
        (
            "2026-11-23T08:40:00",
            Outlook::OpensIn {
                minutes: 20,
                time: time("09:00"),
            },
        ),
        (
            "2026-11-23T06:00:00",
            Outlook::OpensToday {
                time: time("09:00"),
            },
        ),
        (
            "2026-11-23T09:00:00",
            Outlook::OpenUntil {
                date: date("2026-11-23"),
                time: time("12:30"),
            },
        ),
        (
            "2026-11-23T12:29:30",
            Outlook::ClosesIn {
                minutes: 1,
                time: time("12:30"),
            },
        ),
        (
            "2026-11-23T12:30:00",
            Outlook::OpensTomorrow {
                time: time("09:00"),
            },
        ),
        (
            "2026-11-27T12:30:00",
            Outlook::OpensOn {
                date: date("2026-11-30"),
                time: time("09:00"),
            },
        ),
        ("2026-11-28T11:00:00", Outlook::ByAppointment),
    ] {
        assert_eq!(timetable.outlook(at(now)), expected, "{now}");
    }
    assert_eq!(
        on("24/7", &[]).outlook(at("2026-11-23T08:40:00")),
        Outlook::OpenAlways
    );
    assert_eq!(
        on("2020 10:00-12:00", &[]).outlook(at("2026-11-23T08:40:00")),
        Outlook::Closed
    );
}

#[test]
fn an_outlook_is_said_until_it_is_another() {
    // The night the clock goes back lies in this week.
    let (from, to) = (at("2026-10-23T00:00:00"), at("2026-10-27T00:00:00"));
    for osm in [
        "Mo-Fr 09:00-12:30; Sa 10:00-12:00 \"op afspraak\"; Su 01:30-04:15",
        "22:00-02:30",
        "24/7",
        "2020 10:00-12:00",
    ] {
        let timetable = on(osm, &[]);
        let mut now = from;
        while now < to {
            let (said, until) = timetable.outlook_until(now);
            assert!(until > now, "{osm}: {now}");
            assert_eq!(
                timetable.outlook(until - jiff::SignedDuration::from_secs(1)),
                said
            );
            let wall = jiff::tz::TimeZone::get("Europe/Amsterdam")
                .unwrap()
                .to_datetime(until);
            let is_midnight = wall.time() == jiff::civil::Time::midnight();
            assert!(
                is_midnight || timetable.outlook(until) != said,
                "{osm}: {said:?} is still so at {wall}"
            );
            now = until;
        }
    }
}

#[test]
fn an_hour_that_is_opened_twice_is_seen() {
    let (from, through) = (date("2026-11-23"), date("2026-12-20"));
    for (osm, expected) in [
        ("Mo-Fr 09:00-12:00, We 11:00-13:00", Some("2026-11-25")),
        ("Mo 09:00-12:00,11:30-13:00", Some("2026-11-23")),
        ("Mo-Fr 09:00-12:00, We 12:00-13:00", None),
        ("Mo-Fr 09:00-12:00; We 11:00-13:00", None),
        ("Mo-Fr 09:00-12:00; We 11:00-13:00 off", None),
    ] {
        let found = Hours::parse(osm)
            .unwrap()
            .overlap(&std::sync::Arc::default(), from, through);
        assert_eq!(found, expected.map(date), "{osm}");
    }
}

#[test]
fn other_hours_hold_from_their_own_day() {
    let zone = jiff::tz::TimeZone::get("Europe/Amsterdam").unwrap();
    let table = |osm: &str| {
        Hours::parse(osm)
            .unwrap()
            .on(&zone, &std::sync::Arc::default())
            .unwrap()
    };
    let both = table("Mo 09:00-12:00").then(date("2026-11-30"), table("Mo 13:00-17:00"));
    let from = |day: &str| both.day(date(day)).first().map(|piece| piece.from);
    assert_eq!(from("2026-11-23"), Some(9 * 60));
    assert_eq!(from("2026-11-30"), Some(13 * 60));
    let outlook = both.outlook(at("2026-11-24T10:00"));
    let monday = Outlook::OpensOn {
        date: date("2026-11-30"),
        time: jiff::civil::time(13, 0, 0, 0),
    };
    assert_eq!(outlook, monday);
}
