//! Days of which only some hours are left. 22 November 2026 is a Sunday.

use super::{date, on, told};
use crate::hours::{Exception, Span};

#[test]
fn of_a_day_that_is_narrowed_nothing_else_is_left_and_its_night_is_the_next_days() {
    type Days<'a> = &'a [(&'a str, &'a [(u16, u16)])];
    let days = |all: Days<'_>| -> std::collections::BTreeMap<_, _> {
        let exception = |spans: &[(u16, u16)]| Exception {
            spans: spans
                .iter()
                .map(|(from, to)| Span {
                    from: *from,
                    to: Some(*to),
                    is_open_ended: false,
                })
                .collect(),
            reason: "rooster".to_owned(),
        };
        all.iter()
            .map(|&(day, spans)| (date(day), exception(spans)))
            .collect()
    };
    let cases: [(Days<'_>, Days<'_>, &str); 5] = [
        (
            &[],
            &[("2026-11-23", &[])],
            "22 00:00-22 02:00 | 22 22:00-23 00:00 | 24 00:00-24 02:00 | 24 22:00-25 00:00",
        ),
        (
            &[],
            &[("2026-11-23", &[(0, 60)])],
            "22 00:00-22 02:00 | 22 22:00-23 01:00 | 24 00:00-24 02:00 | 24 22:00-25 00:00",
        ),
        (
            &[("2026-11-22", &[(1200, 1620)])],
            &[("2026-11-23", &[(0, 60), (1320, 1440)])],
            "22 00:00-22 02:00 | 22 20:00-23 01:00 | 23 22:00-24 02:00 | 24 22:00-25 00:00",
        ),
        (
            &[("2026-11-22", &[(1200, 1620)])],
            &[("2026-11-22", &[(0, 120), (1200, 1320)])],
            "22 00:00-22 02:00 | 22 20:00-22 22:00 | 23 00:00-23 03:00 | 23 22:00-24 02:00 | 24 22:00-25 00:00",
        ),
        (
            &[("2026-11-23", &[(720, 780)])],
            &[("2026-11-23", &[(0, 60), (720, 750)])],
            "22 00:00-22 02:00 | 22 22:00-23 01:00 | 23 12:00-23 12:30 | 24 22:00-25 00:00",
        ),
    ];
    for (hand, narrowed, expected) in cases {
        let timetable = on("Mo-Su 22:00-02:00", &[])
            .with(days(hand).into())
            .narrowed(days(narrowed).into());
        assert_eq!(
            told(&timetable, "2026-11-22T00:00", "2026-11-25T00:00"),
            expected,
            "{narrowed:?}"
        );
    }
}
