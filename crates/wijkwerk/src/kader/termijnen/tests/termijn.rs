use super::super::{Termijn, TermijnError};

#[test]
fn a_term_reads_and_writes_as_the_inrichting_does() {
    for (title, text, expected, written) in [
        (
            "working days",
            "2 werkdagen",
            Termijn::Werkdagen(2),
            "2 werkdagen",
        ),
        ("weeks", "6 weken", Termijn::Weken(6), "6 weken"),
        ("days", "14 dagen", Termijn::Dagen(14), "14 dagen"),
        ("months", "3 maanden", Termijn::Maanden(3), "3 maanden"),
        ("one day", "1 dag", Termijn::Dagen(1), "1 dag"),
        (
            "one working day",
            "1 werkdag",
            Termijn::Werkdagen(1),
            "1 werkdag",
        ),
        ("one week", "1 week", Termijn::Weken(1), "1 week"),
        ("one month", "1 maand", Termijn::Maanden(1), "1 maand"),
        (
            "spaces around and between",
            "  8   weken ",
            Termijn::Weken(8),
            "8 weken",
        ),
        (
            "a year is twelve months",
            "1 jaar",
            Termijn::Maanden(12),
            "12 maanden",
        ),
        (
            "a plural for one is mended",
            "1 weken",
            Termijn::Weken(1),
            "1 week",
        ),
    ] {
        let termijn: Termijn = text.parse().expect(title);
        assert_eq!(termijn, expected, "{title}");
        assert_eq!(termijn.to_string(), written, "{title}");
        assert_eq!(written.parse(), Ok(expected), "{title}");
    }
}

#[test]
fn what_is_no_term_is_refused_with_a_remedy() {
    let form = |text: &str| TermijnError::Form {
        text: text.to_owned(),
    };
    let count = |count: &str| TermijnError::Count {
        count: count.to_owned(),
    };
    for (title, text, expected) in [
        ("nothing", "", form("")),
        ("a number alone", "6", form("6")),
        ("a unit alone", "weken", form("weken")),
        ("no space", "6weken", form("6weken")),
        ("too much", "6 weken en 2 dagen", form("6 weken en 2 dagen")),
        ("below zero", "-2 dagen", form("-2 dagen")),
        ("a fraction", "1.5 weken", form("1.5 weken")),
        ("zero", "0 dagen", count("0")),
        ("too many", "3651 dagen", count("3651")),
        (
            "more than a number holds",
            "99999999999999999999 dagen",
            count("99999999999999999999"),
        ),
        (
            "an unknown unit",
            "2 kwartalen",
            TermijnError::Unit {
                unit: "kwartalen".to_owned(),
            },
        ),
    ] {
        assert_eq!(text.parse::<Termijn>(), Err(expected), "{title}");
    }
    let message = "2 kwartalen"
        .parse::<Termijn>()
        .expect_err("no unit")
        .to_string();
    assert_eq!(
        message,
        "unknown unit \"kwartalen\"; use dagen, werkdagen, weken, maanden or jaren"
    );
}

#[test]
fn the_law_prolongs_up_to_its_own_limits() {
    for (termijn, expected) in [
        (Termijn::Dagen(90), true),
        (Termijn::Dagen(91), false),
        (Termijn::Weken(12), true),
        (Termijn::Weken(13), false),
        (Termijn::Maanden(3), true),
        (Termijn::Maanden(4), false),
        (Termijn::Werkdagen(2), false),
    ] {
        assert_eq!(termijn.is_prolonged(), expected, "{termijn}");
    }
}

#[test]
fn a_term_is_made_of_a_number_and_a_unit() {
    assert_eq!(Termijn::from_parts(6, "weken"), Ok(Termijn::Weken(6)));
    assert_eq!(Termijn::from_parts(1, "werkdag"), Ok(Termijn::Werkdagen(1)));
    assert!(matches!(
        Termijn::from_parts(0, "weken"),
        Err(TermijnError::Count { .. })
    ));
    assert!(matches!(
        Termijn::from_parts(6, "uur"),
        Err(TermijnError::Unit { .. })
    ));
    assert!(matches!(
        Termijn::from_parts(u32::MAX, "dagen"),
        Err(TermijnError::Count { .. })
    ));
}
