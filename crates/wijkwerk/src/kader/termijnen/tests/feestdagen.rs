use std::collections::BTreeSet;

use jiff::ToSpan;

use super::{
    super::{FeestdagKind, Feestdagen, FeestdagenSettings, easter},
    day,
};

#[test]
fn easter_falls_where_the_church_calendar_says() {
    for (title, year, expected) in [
        ("the earliest in this table", 2008, "2008-03-23"),
        ("a year with the first exception", 1981, "1981-04-19"),
        ("a year with the second exception", 1954, "1954-04-18"),
        ("a century that is no leap year", 1900, "1900-04-15"),
        ("a century that is a leap year", 2000, "2000-04-23"),
        ("the latest possible", 2038, "2038-04-25"),
        ("this year", 2026, "2026-04-05"),
        ("next year", 2027, "2027-03-28"),
        ("far away", 2100, "2100-03-28"),
    ] {
        assert_eq!(easter(year), Some(day(expected)), "{title}");
    }
    assert_eq!(easter(0), None);
}

#[test]
fn the_two_calendars_differ_where_law_and_desk_differ() {
    let deadlines = Feestdagen::deadlines();
    let desk = Feestdagen::desk(&FeestdagenSettings::default());
    for (title, date, for_deadlines, for_desk) in [
        ("new year", "2026-01-01", true, true),
        (
            "good friday is equated by law, a desk is open",
            "2026-04-03",
            true,
            false,
        ),
        ("easter monday", "2026-04-06", true, true),
        ("king's day", "2026-04-27", true, true),
        ("king's day moved from a sunday", "2025-04-26", true, true),
        ("the day after, a sunday", "2025-04-27", true, true),
        ("5 may in an ordinary year", "2026-05-05", true, false),
        (
            "5 may in a year that divides by five",
            "2025-05-05",
            true,
            true,
        ),
        ("ascension", "2026-05-14", true, true),
        ("the friday after ascension", "2026-05-15", false, false),
        ("whit monday", "2026-05-25", true, true),
        ("christmas eve", "2026-12-24", false, false),
        ("christmas", "2026-12-25", true, true),
        ("second day, a saturday", "2026-12-26", true, true),
        ("an ordinary saturday", "2026-03-07", true, true),
        ("an ordinary tuesday", "2026-03-03", false, false),
    ] {
        assert_eq!(
            deadlines.is_free(day(date)),
            for_deadlines,
            "deadlines: {title}"
        );
        assert_eq!(desk.is_free(day(date)), for_desk, "desk: {title}");
        assert_ne!(
            desk.is_free(day(date)),
            desk.is_working_day(day(date)),
            "{title}"
        );
    }
}

#[test]
fn a_municipality_closes_its_desks_when_it_decides_so() {
    let desk = Feestdagen::desk(&FeestdagenSettings {
        bevrijdingsdag_every_year: true,
        goede_vrijdag: true,
        extra_days: BTreeSet::from([day("2026-05-15"), day("2026-12-25")]),
    });
    for date in ["2026-04-03", "2026-05-05", "2026-05-15"] {
        assert!(desk.is_free(day(date)), "{date}");
    }
    assert_eq!(
        desk.holiday(day("2026-05-15")),
        Some(FeestdagKind::Aangewezen)
    );
    assert_eq!(
        desk.holiday(day("2026-12-25")),
        Some(FeestdagKind::EersteKerstdag)
    );
    assert_eq!(
        desk.of_year(2026).len(),
        12,
        "a day that is a holiday already is listed once"
    );
}

#[test]
fn days_equated_by_decree_join_the_legal_calendar() {
    let calendar = Feestdagen::deadlines().and([day("2026-05-15")]);
    assert!(calendar.is_free(day("2026-05-15")));
    assert!(!Feestdagen::deadlines().is_free(day("2026-05-15")));
}

#[test]
fn ascension_on_5_may_is_one_day_with_one_name() {
    let calendar = Feestdagen::deadlines();
    assert_eq!(
        calendar.holiday(day("2016-05-05")),
        Some(FeestdagKind::Bevrijdingsdag)
    );
    assert!(calendar.is_free(day("2016-05-05")));
}

#[test]
fn a_year_outside_the_calendar_has_no_holidays_and_does_not_panic() {
    assert!(
        Feestdagen::deadlines()
            .of_year(-9999)
            .iter()
            .all(|day| day.date.year() == -9999)
    );
    assert_eq!(Feestdagen::deadlines().of_year(i16::MAX), []);
}

#[test]
fn every_day_has_a_name_of_its_own() {
    let desk = Feestdagen::desk(&FeestdagenSettings {
        goede_vrijdag: true,
        bevrijdingsdag_every_year: true,
        extra_days: BTreeSet::new(),
    });
    let keys: BTreeSet<_> = desk
        .of_year(2026)
        .iter()
        .map(|day| day.kind.key())
        .collect();
    assert_eq!(keys.len(), 11);
}

/// An independent list of Dutch holidays, 2020 to 2040, where this machine has it.
#[test]
fn both_calendars_agree_with_the_reference_list() {
    const NAME: &str = "termijnen: both_calendars_agree_with_the_reference_list";
    let Some(path) = kit::testing::reference("data/feestdagen/nl_feestdagen_2020_2040.csv") else {
        kit::testing::skip(NAME, "REFERENTIE absent");
        return;
    };
    let list = std::fs::read_to_string(path).expect("a reference that is there can be read");
    let rows: Vec<_> = list
        .lines()
        .skip(1)
        .filter(|line| !line.trim().is_empty())
        .map(|line| (day(&line[..10]), line.ends_with("public")))
        .collect();
    assert!(rows.len() > 200, "the list covers 21 years");
    let desk = Feestdagen::desk(&FeestdagenSettings {
        goede_vrijdag: true,
        ..FeestdagenSettings::default()
    });
    let deadlines = Feestdagen::deadlines();
    for year in 2020..=2040 {
        let of_year = || rows.iter().filter(|(day, _)| day.year() == year);
        let public: BTreeSet<_> = of_year()
            .filter(|(_, is_public)| *is_public)
            .map(|(day, _)| *day)
            .collect();
        let found: BTreeSet<_> = desk.of_year(year).iter().map(|day| day.date).collect();
        assert_eq!(found, public, "desk {year}");
        // The list has 5 May every year, as the law does; the law does not name the two Sundays.
        let all: BTreeSet<_> = of_year().map(|(day, _)| *day).collect();
        let mut found: BTreeSet<_> = deadlines.of_year(year).iter().map(|day| day.date).collect();
        let sunday = easter(year).expect("a year after 1");
        found.extend([sunday, sunday + 49.days()]);
        assert_eq!(found, all, "deadlines {year}");
    }
}
