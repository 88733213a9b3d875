use jiff::civil::Date;

use super::{
    super::{
        Feestdagen, Termijn, add_working_days, count_back, due_date, next_working_day,
        next_working_day_or_same, subtract_working_days, working_days_between,
    },
    day,
};

fn legal_due(start: &str, termijn: Termijn) -> Date {
    due_date(day(start), termijn, &Feestdagen::deadlines())
}

#[test]
fn a_term_ends_where_the_law_says() {
    use Termijn::{Dagen, Weken};
    for (title, start, termijn, expected) in [
        (
            "the first day is not counted",
            "2026-03-02",
            Dagen(1),
            "2026-03-03",
        ),
        ("two weeks in days", "2026-03-03", Dagen(14), "2026-03-17"),
        ("ends on a saturday", "2026-03-02", Dagen(5), "2026-03-09"),
        ("ends on a sunday", "2026-03-01", Weken(1), "2026-03-09"),
        ("six weeks", "2026-03-03", Weken(6), "2026-04-14"),
        (
            "ends on good friday, before a weekend and easter monday",
            "2026-03-20",
            Weken(2),
            "2026-04-07",
        ),
        (
            "ends on 5 may in an ordinary year",
            "2026-04-21",
            Weken(2),
            "2026-05-06",
        ),
        ("ends on ascension", "2026-04-30", Weken(2), "2026-05-15"),
        (
            "ends at christmas, before a weekend",
            "2026-12-11",
            Weken(2),
            "2026-12-28",
        ),
    ] {
        assert_eq!(legal_due(start, termijn), day(expected), "{title}");
    }
}

#[test]
fn months_and_long_and_short_terms_have_rules_of_their_own() {
    use Termijn::{Dagen, Maanden, Weken, Werkdagen};
    for (title, start, termijn, expected) in [
        (
            "a month from the 31st ends on the last day",
            "2026-01-31",
            Maanden(1),
            "2026-03-02",
        ),
        (
            "a month from the 31st that ends on a weekday",
            "2027-08-31",
            Maanden(1),
            "2027-09-30",
        ),
        (
            "a month over a leap day",
            "2028-01-29",
            Maanden(1),
            "2028-02-29",
        ),
        ("three months", "2026-03-03", Maanden(3), "2026-06-03"),
        (
            "over the end of summer time",
            "2026-10-20",
            Dagen(7),
            "2026-10-27",
        ),
        (
            "twelve weeks, ends on a saturday",
            "2026-03-14",
            Weken(12),
            "2026-06-08",
        ),
        (
            "thirteen weeks are not prolonged",
            "2026-03-14",
            Weken(13),
            "2026-06-13",
        ),
        (
            "91 days are not prolonged",
            "2026-03-14",
            Dagen(91),
            "2026-06-13",
        ),
        (
            "three days must hold two working days",
            "2026-12-24",
            Dagen(3),
            "2026-12-29",
        ),
        (
            "three days over a weekend",
            "2026-03-06",
            Dagen(3),
            "2026-03-10",
        ),
        ("two days need not", "2026-03-06", Dagen(2), "2026-03-09"),
        ("two working days", "2026-03-03", Werkdagen(2), "2026-03-05"),
        (
            "two working days over a weekend",
            "2026-03-06",
            Werkdagen(2),
            "2026-03-10",
        ),
        (
            "a working day from a sunday",
            "2026-03-08",
            Werkdagen(1),
            "2026-03-09",
        ),
        (
            "five working days over easter",
            "2026-04-01",
            Werkdagen(5),
            "2026-04-10",
        ),
    ] {
        assert_eq!(legal_due(start, termijn), day(expected), "{title}");
    }
}

#[test]
fn working_days_skip_free_days_in_both_directions() {
    let calendar = Feestdagen::deadlines();
    for (title, from, count, to) in [
        ("none", "2026-03-07", 0, "2026-03-07"),
        ("over a weekend", "2026-03-06", 1, "2026-03-09"),
        ("over easter", "2026-04-02", 1, "2026-04-07"),
        ("over christmas and new year", "2026-12-24", 5, "2027-01-04"),
    ] {
        assert_eq!(
            add_working_days(day(from), count, &calendar),
            day(to),
            "{title}"
        );
        assert_eq!(
            working_days_between(day(from), day(to), &calendar),
            i64::from(count),
            "{title}"
        );
        assert_eq!(
            working_days_between(day(to), day(from), &calendar),
            -i64::from(count),
            "{title}"
        );
        assert_eq!(
            subtract_working_days(day(to), count, &calendar),
            day(from),
            "{title}"
        );
    }
    assert_eq!(
        next_working_day(day("2026-04-02"), &calendar),
        day("2026-04-07")
    );
    assert_eq!(
        next_working_day_or_same(day("2026-04-07"), &calendar),
        day("2026-04-07")
    );
    assert_eq!(
        next_working_day_or_same(day("2026-04-05"), &calendar),
        day("2026-04-07")
    );
}

#[test]
fn counting_back_is_never_moved() {
    use Termijn::{Dagen, Maanden, Weken, Werkdagen};
    let calendar = Feestdagen::deadlines();
    for (title, event, termijn, expected) in [
        ("to a sunday", "2026-03-15", Weken(1), "2026-03-08"),
        ("days", "2026-03-15", Dagen(10), "2026-03-05"),
        (
            "months, to a shorter one",
            "2026-03-31",
            Maanden(1),
            "2026-02-28",
        ),
        ("working days", "2026-03-09", Werkdagen(2), "2026-03-05"),
    ] {
        assert_eq!(
            count_back(day(event), termijn, &calendar),
            day(expected),
            "{title}"
        );
    }
}

#[test]
fn the_edge_of_the_calendar_saturates() {
    let calendar = Feestdagen::deadlines();
    for termijn in [
        Termijn::Dagen(90),
        Termijn::Weken(3000),
        Termijn::Werkdagen(9),
        Termijn::Maanden(3),
    ] {
        assert_eq!(
            due_date(Date::MAX, termijn, &calendar),
            Date::MAX,
            "{termijn}"
        );
        assert_eq!(
            count_back(Date::MIN, termijn, &calendar),
            Date::MIN,
            "{termijn}"
        );
    }
}
