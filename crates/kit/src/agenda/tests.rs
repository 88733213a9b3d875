use jiff::civil::{DateTime, date};

use super::*;

fn zone() -> TimeZone {
    TimeZone::get("Europe/Amsterdam").unwrap()
}

fn at(wall: DateTime) -> Timestamp {
    stamp::moment(&zone(), wall)
}

fn calendar(body: &str) -> String {
    format!(
        "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//Proef//NL\r\n{}\r\nEND:VCALENDAR\r\n",
        body.trim().replace('\n', "\r\n")
    )
}

fn event(lines: &str) -> String {
    calendar(&format!("BEGIN:VEVENT\nUID:een@proef\n{lines}\nEND:VEVENT"))
}

fn read_days(
    text: &str,
    from: jiff::civil::Date,
    to: jiff::civil::Date,
) -> Result<Vec<String>, Fault> {
    let zone = zone();
    let asked = Asked {
        zone: &zone,
        period: Busy {
            from: at(from.at(0, 0, 0, 0)),
            until: at(to.at(0, 0, 0, 0)),
        },
        is_ours: &|uid| uid.ends_with("@van-ons"),
    };
    let shown = |moment: Timestamp| {
        let local = moment.to_zoned(zone.clone());
        local.strftime("%m-%d %H:%M").to_string()
    };
    let found = busy(text.as_bytes(), &asked)?;
    Ok(found
        .iter()
        .map(|one| format!("{} {}", shown(one.from), shown(one.until)))
        .collect())
}

fn read(text: &str) -> Result<Vec<String>, Fault> {
    read_days(text, date(2026, 3, 1), date(2026, 4, 15))
}

fn told(lines: &str) -> Vec<String> {
    read(&event(lines)).unwrap()
}

#[test]
fn times_are_those_of_the_zone_that_is_named() {
    for (lines, expected) in [
        (
            "DTSTART:20260302T090000\nDTEND:20260302T103000",
            "03-02 09:00 03-02 10:30",
        ),
        (
            "DTSTART:20260302T080000Z\nDURATION:PT1H30M",
            "03-02 09:00 03-02 10:30",
        ),
        (
            "DTSTART;TZID=Europe/London:20260302T080000\nDTEND;TZID=Europe/London:20260302T093000",
            "03-02 09:00 03-02 10:30",
        ),
        (
            "DTSTART;TZID=\"W. Europe Standard Time\":20260302T090000\nDURATION:PT90M",
            "03-02 09:00 03-02 10:30",
        ),
        (
            "DTSTART;TZID=/proef.example/20260101/Europe/Amsterdam:20260302T090000\nDURATION:PT90M",
            "03-02 09:00 03-02 10:30",
        ),
        // A whole day, and three of them: the end is not in it.
        ("DTSTART;VALUE=DATE:20260302", "03-02 00:00 03-03 00:00"),
        (
            "DTSTART;VALUE=DATE:20260302\nDTEND;VALUE=DATE:20260305",
            "03-02 00:00 03-05 00:00",
        ),
        // Cut off at the ends of the period.
        (
            "DTSTART:20260227T090000\nDTEND:20260301T103000",
            "03-01 00:00 03-01 10:30",
        ),
    ] {
        assert_eq!(told(lines), [expected], "{lines}");
    }
    // A moment takes no time.
    assert_eq!(told("DTSTART:20260302T090000"), Vec::<String>::new());
}

#[test]
fn what_is_free_cancelled_or_ours_is_not_busy() {
    let hour = "DTSTART:20260302T090000\nDURATION:PT1H\n";
    for free in [
        "TRANSP:TRANSPARENT",
        "STATUS:CANCELLED",
        "X-MICROSOFT-CDO-BUSYSTATUS:FREE",
    ] {
        assert_eq!(
            told(&format!("{hour}{free}")),
            Vec::<String>::new(),
            "{free}"
        );
    }
    for busy in [
        "TRANSP:OPAQUE",
        "STATUS:TENTATIVE",
        "X-MICROSOFT-CDO-BUSYSTATUS:OOF",
    ] {
        assert_eq!(told(&format!("{hour}{busy}")).len(), 1, "{busy}");
    }
    let ours = calendar(&format!("BEGIN:VEVENT\nUID:1@van-ons\n{hour}END:VEVENT"));
    assert_eq!(read(&ours).unwrap(), Vec::<String>::new());
}

#[test]
fn a_series_stays_at_its_hour_when_the_clock_changes() {
    let weekly =
        "DTSTART;TZID=Europe/Amsterdam:20260322T013000\nDURATION:PT1H\nRRULE:FREQ=WEEKLY;COUNT=3";
    assert_eq!(
        told(weekly),
        [
            "03-22 01:30 03-22 02:30",
            "03-29 01:30 03-29 03:30",
            "04-05 01:30 04-05 02:30"
        ]
    );
    // Half past two does not exist on that night: it counts with the offset before.
    let missing =
        "DTSTART;TZID=Europe/Amsterdam:20260322T023000\nDURATION:PT1H\nRRULE:FREQ=WEEKLY;COUNT=2";
    assert_eq!(
        told(missing),
        ["03-22 02:30 03-22 03:30", "03-29 03:30 03-29 04:30"]
    );
    // In October it exists twice, and is the first: an hour later the clock says the same.
    let twice = event("DTSTART;TZID=Europe/Amsterdam:20261025T023000\nDURATION:PT1H");
    assert_eq!(
        read_days(&twice, date(2026, 10, 1), date(2026, 11, 1)).unwrap(),
        ["10-25 02:30 10-25 02:30"]
    );
    // A meeting of another zone moves on our wall while only one of the clocks has changed.
    let abroad =
        "DTSTART;TZID=America/New_York:20260302T090000\nDURATION:PT1H\nRRULE:FREQ=WEEKLY;COUNT=5";
    assert_eq!(
        told(abroad),
        [
            "03-02 15:00 03-02 16:00",
            "03-09 14:00 03-09 15:00",
            "03-16 14:00 03-16 15:00",
            "03-23 14:00 03-23 15:00",
            "03-30 15:00 03-30 16:00",
        ]
    );
}

#[test]
fn a_series_ends_leaves_out_and_moves() {
    let series = |more: &str| {
        format!("DTSTART;TZID=Europe/Amsterdam:20260302T090000\nDURATION:PT1H\n{more}")
    };
    let days = |more: &str| -> Vec<String> {
        let found = told(&series(more));
        found.iter().map(|one| one[..5].to_owned()).collect()
    };
    for (rule, expected) in [
        ("RRULE:FREQ=DAILY;COUNT=3", &["03-02", "03-03", "03-04"][..]),
        (
            "RRULE:FREQ=DAILY;UNTIL=20260303T080000Z",
            &["03-02", "03-03"],
        ),
        ("RRULE:FREQ=DAILY;UNTIL=20260303T075959Z", &["03-02"]),
        ("RRULE:FREQ=DAILY;UNTIL=20260303", &["03-02", "03-03"]),
        ("RRULE:FREQ=DAILY;UNTIL=20260101T080000Z", &[]),
        (
            "RRULE:FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,WE",
            &[
                "03-02", "03-04", "03-16", "03-18", "03-30", "04-01", "04-13",
            ],
        ),
        ("RRULE:FREQ=MONTHLY;BYDAY=1MO", &["03-02", "04-06"]),
        (
            "RRULE:FREQ=WEEKLY;COUNT=3\nEXDATE;TZID=Europe/Amsterdam:20260309T090000",
            &["03-02", "03-16"],
        ),
        (
            "RRULE:FREQ=WEEKLY;COUNT=3\nEXDATE;VALUE=DATE:20260309",
            &["03-02", "03-16"],
        ),
        (
            "RRULE:FREQ=WEEKLY;COUNT=2\nRDATE;TZID=Europe/Amsterdam:20260304T090000",
            &["03-02", "03-04", "03-09"],
        ),
    ] {
        assert_eq!(days(rule), expected, "{rule}");
    }
    // A leap day comes once in four years.
    let leap = event("DTSTART;VALUE=DATE:20240229\nRRULE:FREQ=YEARLY");
    let found = read_days(&leap, date(2025, 1, 1), date(2029, 1, 1)).unwrap();
    assert_eq!(found, ["02-29 00:00 03-01 00:00"]);
    // One of a series was moved, another cancelled.
    let moved = calendar(
        "BEGIN:VEVENT\nUID:a\nDTSTART:20260302T090000\nDURATION:PT1H\nRRULE:FREQ=WEEKLY;COUNT=3\nEND:VEVENT\n\
         BEGIN:VEVENT\nUID:a\nRECURRENCE-ID:20260309T090000\nDTSTART:20260310T120000\nDURATION:PT1H\nEND:VEVENT\n\
         BEGIN:VEVENT\nUID:a\nRECURRENCE-ID:20260316T090000\nDTSTART:20260316T090000\nSTATUS:CANCELLED\nEND:VEVENT",
    );
    assert_eq!(
        read(&moved).unwrap(),
        ["03-02 09:00 03-02 10:00", "03-10 12:00 03-10 13:00"]
    );
}

#[test]
fn long_lines_alarms_zones_and_lists_of_busy_times_are_read() {
    let folded = event(
        "DTSTART;TZID=Europe/Am\n sterdam:20260302T0\n 90000\nDURATION:PT1H\nBEGIN:VALARM\nDURATION:nonsens\nEND:VALARM",
    );
    assert_eq!(read(&folded).unwrap(), ["03-02 09:00 03-02 10:00"]);
    let with_zone = calendar(
        "BEGIN:VTIMEZONE\nTZID:Europe/Amsterdam\nBEGIN:DAYLIGHT\nDTSTART:19810329T020000\nRRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU\nEND:DAYLIGHT\nEND:VTIMEZONE",
    );
    assert_eq!(read(&with_zone).unwrap(), Vec::<String>::new());
    let list = calendar(
        "BEGIN:VFREEBUSY\nUID:x\nDTSTART:20260301T000000Z\nDTEND:20260401T000000Z\nFREEBUSY:20260302T080000Z/PT1H,20260303T080000Z/20260303T100000Z\nFREEBUSY;FBTYPE=FREE:20260304T080000Z/PT1H\nEND:VFREEBUSY",
    );
    assert_eq!(
        read(&list).unwrap(),
        ["03-02 09:00 03-02 10:00", "03-03 09:00 03-03 11:00"]
    );
    // What touches or overlaps is one.
    let both = calendar(
        "BEGIN:VEVENT\nDTSTART:20260302T090000\nDURATION:PT2H\nEND:VEVENT\nBEGIN:VEVENT\nDTSTART:20260302T100000\nDURATION:PT2H\nEND:VEVENT",
    );
    assert_eq!(read(&both).unwrap(), ["03-02 09:00 03-02 12:00"]);
}

#[test]
fn what_is_malformed_is_named_by_line_and_reason() {
    let cases: &[(String, usize, Why)] = &[
        (String::new(), 1, Why::NotACalendar),
        (
            "Beste Sam,\r\nhier is mijn agenda: zie onder".to_owned(),
            1,
            Why::NoColon,
        ),
        ("Onderwerp: agenda\r\n".to_owned(), 1, Why::NotACalendar),
        (
            "BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\n".to_owned(),
            1,
            Why::NotClosed,
        ),
        (
            "BEGIN:VCALENDAR\r\nEND:VEVENT\r\n".to_owned(),
            2,
            Why::NotClosed,
        ),
        (
            event("SUMMARY;geheim\nDTSTART:20260302T090000"),
            6,
            Why::NoColon,
        ),
        (event("SUMMARY:geheim"), 4, Why::NoStart),
        (event("DTSTART:2 maart"), 6, Why::Time),
        (event("DTSTART:20260230T090000"), 6, Why::Time),
        (event("DTSTART:20260302T250000"), 6, Why::Time),
        (
            event("DTSTART;TZID=Verweggistan:20260302T090000"),
            6,
            Why::Zone,
        ),
        (
            event("DTSTART:20260302T090000\nDURATION:een uur"),
            7,
            Why::Duration,
        ),
        (
            event("DTSTART:20260302T090000\nDURATION:-PT1H"),
            7,
            Why::Duration,
        ),
        (
            event("DTSTART:20260302T090000\nDTEND:20260302T080000"),
            7,
            Why::Backwards,
        ),
        (
            event("DTSTART:20260302T090000\nDURATION:PT1H\nRRULE:FREQ=SOMS"),
            8,
            Why::Repeat,
        ),
        (
            event("DTSTART:20260302T090000\nDURATION:PT1H\nRRULE:FREQ=SECONDLY"),
            8,
            Why::Repeat,
        ),
        (
            event("DTSTART:20260302T090000\nDURATION:PT1H\nRRULE:FREQ=DAILY;BYMONTH=13"),
            8,
            Why::Repeat,
        ),
    ];
    for (text, line, why) in cases {
        assert_eq!(read(text), Err(Fault::at(*line, *why)), "{text}");
    }
    let said = read(&event("SUMMARY;geheim")).unwrap_err().to_string();
    assert_eq!(said, "line 6: no_colon");
    let zone = zone();
    let asked = Asked {
        zone: &zone,
        period: Busy {
            from: Timestamp::UNIX_EPOCH,
            until: Timestamp::MAX,
        },
        is_ours: &|_| false,
    };
    let not_text = busy(b"BEGIN:VCALENDAR\r\nSUMMARY:\xff\r\n", &asked);
    assert_eq!(not_text, Err(Fault::at(2, Why::NotText)));
    let large = busy(&vec![b'x'; MAX_BYTES + 1], &asked);
    assert_eq!(large, Err(Fault::at(1, Why::TooLarge)));
    let many = "BEGIN:VEVENT\nDTSTART:20260302T090000\nEND:VEVENT\n".repeat(MAX_EVENTS + 1);
    assert_eq!(read(&calendar(&many)).unwrap_err().why, Why::TooMany);
    // Every day since long ago, and never: neither takes for ever.
    let old = event("DTSTART:19000101T090000\nDURATION:PT1H\nRRULE:FREQ=DAILY");
    assert!(read(&old).is_ok());
    let never =
        event("DTSTART:20260131T090000\nDURATION:PT1H\nRRULE:FREQ=MONTHLY;BYMONTH=2;BYMONTHDAY=31");
    assert!(read(&never).is_ok());
}
