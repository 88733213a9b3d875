use jiff::civil::{Date, date, time as clock};

use super::super::{Lang, words};

const TODAY: Date = date(2026, 2, 26);

#[test]
fn dates_read_as_people_say_them() {
    for (title, on, nl, en) in [
        (
            "this year",
            date(2026, 3, 3),
            "dinsdag 3 maart",
            "Tuesday 3 March",
        ),
        (
            "next year",
            date(2027, 1, 1),
            "vrijdag 1 januari 2027",
            "Friday 1 January 2027",
        ),
        (
            "last year",
            date(2025, 12, 31),
            "woensdag 31 december 2025",
            "Wednesday 31 December 2025",
        ),
    ] {
        assert_eq!(words::date_near(Lang::Nl, on, TODAY), nl, "{title}");
        assert_eq!(words::date_near(Lang::En, on, TODAY), en, "{title}");
    }
    let on = date(2026, 3, 3);
    assert_eq!(words::date_long(Lang::Nl, on), "dinsdag 3 maart 2026");
    assert_eq!(words::date_long(Lang::En, on), "Tuesday 3 March 2026");
    assert_eq!(words::date_plain(Lang::Nl, on), "3 maart 2026");
    assert_eq!(words::date_plain(Lang::En, on), "3 March 2026");
}

#[test]
fn every_day_and_month_has_its_name() {
    let week: Vec<_> = (2..=8)
        .map(|day| words::weekday(Lang::Nl, date(2026, 3, day)))
        .collect();
    assert_eq!(
        week,
        [
            "maandag",
            "dinsdag",
            "woensdag",
            "donderdag",
            "vrijdag",
            "zaterdag",
            "zondag"
        ]
    );
    assert_eq!(words::weekday(Lang::En, date(2026, 3, 8)), "Sunday");
    assert_eq!(words::month_name(Lang::Nl, 1), "januari");
    assert_eq!(words::month_name(Lang::En, 12), "December");
    assert_eq!(words::month_name(Lang::Nl, 0), "januari");
    assert_eq!(words::month_name(Lang::Nl, 99), "december");
}

#[test]
fn how_far_away_a_day_is() {
    for (title, on, nl, en) in [
        ("today", date(2026, 2, 26), "vandaag", "today"),
        ("tomorrow", date(2026, 2, 27), "morgen", "tomorrow"),
        ("yesterday", date(2026, 2, 25), "gisteren", "yesterday"),
        (
            "soon, into another month",
            date(2026, 3, 3),
            "over 5 dagen",
            "in 5 days",
        ),
        ("past", date(2026, 2, 23), "3 dagen geleden", "3 days ago"),
        (
            "the day after tomorrow",
            date(2026, 2, 28),
            "over 2 dagen",
            "in 2 days",
        ),
        ("years", date(2028, 2, 26), "over 730 dagen", "in 730 days"),
    ] {
        assert_eq!(words::relative_days(Lang::Nl, on, TODAY), nl, "{title}");
        assert_eq!(words::relative_days(Lang::En, on, TODAY), en, "{title}");
    }
    let on = date(2026, 3, 3);
    assert_eq!(
        words::date_with_relative(Lang::Nl, on, TODAY),
        "dinsdag 3 maart, over 5 dagen"
    );
    assert_eq!(
        words::date_with_relative(Lang::En, on, TODAY),
        "Tuesday 3 March, in 5 days"
    );
}

#[test]
fn times_read_as_the_language_writes_them() {
    for (at, nl, en) in [
        (clock(14, 5, 0, 0), "14.05 uur", "14:05"),
        (clock(9, 0, 59, 0), "9.00 uur", "9:00"),
        (clock(0, 0, 0, 0), "0.00 uur", "0:00"),
    ] {
        assert_eq!(words::time(Lang::Nl, at), nl);
        assert_eq!(words::time(Lang::En, at), en);
    }
    let (from, to) = (clock(9, 0, 0, 0), clock(12, 30, 0, 0));
    assert_eq!(words::time_span(Lang::Nl, from, to), "9.00 tot 12.30 uur");
    assert_eq!(words::time_span(Lang::En, from, to), "9:00 to 12:30");
    let at = date(2026, 3, 3).at(14, 5, 0, 0);
    assert_eq!(
        words::date_and_time(Lang::Nl, at, TODAY),
        "dinsdag 3 maart om 14.05 uur"
    );
    assert_eq!(
        words::date_and_time(Lang::En, at, TODAY),
        "Tuesday 3 March at 14:05"
    );
}

#[test]
fn amounts_are_exact_to_the_cent() {
    for (cents, nl, en) in [
        (125_000, "€\u{a0}1.250,00", "€1,250.00"),
        (0, "€\u{a0}0,00", "€0.00"),
        (7, "€\u{a0}0,07", "€0.07"),
        (-1250, "€\u{a0}-12,50", "-€12.50"),
        (7_000_000, "€\u{a0}70.000,00", "€70,000.00"),
        (123_456_789, "€\u{a0}1.234.567,89", "€1,234,567.89"),
        (
            i64::MIN,
            "€\u{a0}-92.233.720.368.547.758,08",
            "-€92,233,720,368,547,758.08",
        ),
    ] {
        assert_eq!(words::euro(Lang::Nl, cents), nl);
        assert_eq!(words::euro(Lang::En, cents), en);
    }
}

#[test]
fn numbers_are_grouped_from_five_digits_on() {
    for (number, nl, en) in [
        (0, "0", "0"),
        (2026, "2026", "2026"),
        (-9999, "-9999", "-9999"),
        (10_000, "10.000", "10,000"),
        (1_000_000, "1.000.000", "1,000,000"),
        (-12_345, "-12.345", "-12,345"),
    ] {
        assert_eq!(words::number(Lang::Nl, number), nl);
        assert_eq!(words::number(Lang::En, number), en);
    }
}

#[test]
fn counts_and_lists_make_sentences() {
    assert_eq!(
        words::count(Lang::Nl, 1, "melding", "meldingen"),
        "1 melding"
    );
    assert_eq!(
        words::count(Lang::Nl, 0, "melding", "meldingen"),
        "0 meldingen"
    );
    assert_eq!(
        words::count(Lang::En, 12_500, "report", "reports"),
        "12,500 reports"
    );
    for (items, nl, en) in [
        (vec![], "", ""),
        (vec!["a"], "a", "a"),
        (vec!["a", "b"], "a en b", "a and b"),
        (vec!["a", "b", "c"], "a, b en c", "a, b and c"),
    ] {
        assert_eq!(words::list_and(Lang::Nl, &items), nl);
        assert_eq!(words::list_and(Lang::En, &items), en);
    }
}
