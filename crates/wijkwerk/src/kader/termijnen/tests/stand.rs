use super::{
    super::{Amber, Due, Feestdagen, Light, Red, Stand, Termijn, Thresholds, days_left, stand},
    day,
};

#[test]
fn the_light_turns_where_the_inrichting_says() {
    use Light::{Late, Near, OnTime};
    let two_weeks = Thresholds {
        amber: Amber::Before(Termijn::Dagen(14)),
        red: Red::AfterDue,
    };
    let receipt = Thresholds {
        amber: Amber::Never,
        red: Red::AfterGrace(Termijn::Werkdagen(3)),
    };
    let blameless = Thresholds {
        amber: Amber::Halfway,
        red: Red::Never,
    };
    let early = Thresholds {
        amber: Amber::Before(Termijn::Dagen(20)),
        red: Red::Before(Termijn::Dagen(5)),
    };
    // A term from Tuesday 3 March to Tuesday 14 April 2026.
    for (title, thresholds, today, expected, left) in [
        ("on its first day", two_weeks, "2026-03-03", OnTime, 42),
        ("a day before amber", two_weeks, "2026-03-30", OnTime, 15),
        ("amber", two_weeks, "2026-03-31", Near, 14),
        ("on the last day", two_weeks, "2026-04-14", Near, 0),
        ("a day late", two_weeks, "2026-04-15", Late, -1),
        (
            "within the grace it is amber",
            receipt,
            "2026-04-17",
            Near,
            -3,
        ),
        ("after the grace", receipt, "2026-04-18", Late, -4),
        ("before the grace", receipt, "2026-04-14", OnTime, 0),
        ("before half-way", blameless, "2026-03-23", OnTime, 22),
        ("half-way", blameless, "2026-03-24", Near, 21),
        ("never red", blameless, "2027-03-24", Near, -344),
        ("red before the end", early, "2026-04-09", Late, 5),
        ("amber before that", early, "2026-04-08", Near, 6),
        (
            "by default half-way",
            Thresholds::default(),
            "2026-03-24",
            Near,
            21,
        ),
    ] {
        let found = stand(
            day("2026-03-03"),
            Due::On(day("2026-04-14")),
            day(today),
            thresholds,
            &Feestdagen::deadlines(),
        );
        let expected = Stand {
            light: expected,
            due: Some(day("2026-04-14")),
            days_left: Some(left),
        };
        assert_eq!(found, expected, "{title}");
        assert_eq!(days_left(day(today), day("2026-04-14")), left, "{title}");
    }
}

#[test]
fn a_clock_that_stands_still_is_not_late() {
    let found = stand(
        day("2026-03-03"),
        Due::Suspended {
            since: day("2026-03-10"),
        },
        day("2027-03-03"),
        Thresholds::default(),
        &Feestdagen::deadlines(),
    );
    assert_eq!(
        found,
        Stand {
            light: Light::OnTime,
            due: None,
            days_left: None
        }
    );
}

#[test]
fn lights_sort_from_calm_to_urgent() {
    assert!(Light::OnTime < Light::Near && Light::Near < Light::Late);
    let keys = [Light::OnTime, Light::Near, Light::Late].map(Light::key);
    assert_eq!(
        keys,
        ["termijn-op-tijd", "termijn-nadert", "termijn-te-laat"]
    );
}
