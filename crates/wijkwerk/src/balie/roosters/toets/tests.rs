//! The figures of the law and what people said, as tables.

use jiff::civil::date;

use super::*;

fn id<T: From<uuid::Uuid>>() -> T {
    uuid::Uuid::nil().into()
}

fn somebody() -> Invaller {
    Invaller {
        lid: Roosterlid {
            account: id(),
            organisatie: id(),
            functies: BTreeSet::from(["gastheer".to_owned()]),
            max_minuten: 36 * 60,
            vrijwilliger: false,
            valid_from: date(2026, 1, 1),
            valid_to: None,
            voorkeur: None,
        },
        andere: Vec::new(),
        beschikbaar: Vec::new(),
        scholing: BTreeSet::new(),
        organisatie_tot: None,
    }
}

fn tijd(dag: Date, van: i64, tot: i64) -> Tijd {
    let (van, tot) = (van * 60, tot * 60);
    Tijd { dag, van, tot }
}

fn zone() -> TimeZone {
    TimeZone::get("Europe/Amsterdam").unwrap()
}

fn found(who: &Invaller, tijd: Tijd) -> Vec<Bezwaar> {
    let all = check(who, tijd, "", &zone(), &Grenzen::default());
    all.into_iter().collect()
}

const MA: Date = date(2026, 3, 9);
const DI: Date = date(2026, 3, 10);
const WO: Date = date(2026, 3, 11);

#[test]
fn nobody_is_in_two_places_and_everybody_rests() {
    use Bezwaar::{Dubbel, Rust, TeLang, Week};
    let cases: &[(&[Tijd], Tijd, &[Bezwaar])] = &[
        (&[], tijd(MA, 9, 17), &[]),
        (&[tijd(MA, 9, 12)], tijd(MA, 11, 13), &[Dubbel]),
        (&[tijd(MA, 9, 12)], tijd(MA, 12, 17), &[]),
        // Across midnight: the shift of Monday night is still there on Tuesday morning.
        (&[tijd(MA, 22, 30)], tijd(DI, 5, 9), &[Dubbel, Rust]),
        (&[tijd(MA, 22, 30)], tijd(DI, 16, 18), &[Rust]),
        (&[tijd(MA, 22, 30)], tijd(DI, 17, 19), &[]),
        (&[tijd(MA, 14, 22)], tijd(DI, 8, 12), &[Rust]),
        (&[tijd(MA, 14, 22)], tijd(DI, 9, 12), &[]),
        (&[tijd(DI, 9, 12)], tijd(MA, 14, 23), &[Rust]),
        (&[], tijd(MA, 8, 21), &[TeLang]),
        (&[tijd(MA, 8, 14)], tijd(MA, 14, 21), &[TeLang]),
        // Short, but from early to late: no eleven hours are left of that day.
        (&[tijd(MA, 7, 9)], tijd(MA, 20, 22), &[Rust]),
        (
            &[tijd(MA, 8, 18), tijd(DI, 8, 18), tijd(WO, 8, 18)],
            tijd(date(2026, 3, 12), 9, 16),
            &[Week],
        ),
        (
            &[tijd(MA, 8, 18), tijd(DI, 8, 18), tijd(WO, 8, 18)],
            tijd(date(2026, 3, 16), 9, 16),
            &[],
        ),
    ];
    for (andere, wanted, expected) in cases {
        let who = Invaller {
            andere: andere.to_vec(),
            ..somebody()
        };
        assert_eq!(found(&who, *wanted), *expected, "{andere:?} {wanted:?}");
    }
}

/// Somebody who agreed to sixty hours, with ten hours on so many days of each of these weeks before and after.
fn with_weeks(days_of: &[(i64, i64)]) -> Invaller {
    let mut who = somebody();
    who.lid.max_minuten = 60 * 60;
    for (weeks, days) in days_of {
        let first = MA.checked_add(weeks.weeks()).unwrap();
        let days = (0..*days).map(|day| first.checked_add(day.days()).unwrap());
        who.andere.extend(days.map(|day| tijd(day, 8, 18)));
    }
    who
}

#[test]
fn article_5_7_holds_on_average_over_four_and_sixteen_weeks() {
    // A shift of ten hours on Saturday is asked of somebody with fifty hours in its week already.
    let saturday = tijd(date(2026, 3, 14), 8, 18);
    let weeks = |of: &[(i64, i64)]| {
        let mut all = vec![(0, 5)];
        all.extend_from_slice(of);
        with_weeks(&all)
    };
    let of_16: Vec<(i64, i64)> = (-15..0).map(|week| (week, 5)).collect();
    let of_8: Vec<(i64, i64)> = (-7..0).map(|week| (week, 5)).collect();
    let of_7 = [(-12, 6), (-11, 6), (-10, 6)];
    let cases: &[(&[(i64, i64)], &[Bezwaar])] = &[
        (&[], &[]),
        // 60 + 3 × 50 = 210 of 220 in four weeks.
        (&[(-1, 5), (-2, 5), (-3, 5)], &[]),
        // 60 + 60 + 50 + 50 is exactly 220; one ten hours more is not.
        (&[(-1, 6), (-2, 5), (-3, 5)], &[]),
        (&[(-1, 6), (-2, 6), (-3, 5)], &[Bezwaar::Gemiddeld]),
        // The weeks after count as well, and those on both sides.
        (&[(1, 6), (2, 6), (3, 5)], &[Bezwaar::Gemiddeld]),
        (&[(-1, 6), (1, 6), (2, 5)], &[Bezwaar::Gemiddeld]),
        // Weeks that are not in a row with it do not.
        (&[(-1, 6), (-2, 6), (-4, 6)], &[]),
        // Sixteen weeks of fifty are 810 with it: above 768. Eight weeks of them are not.
        (&of_16, &[Bezwaar::Gemiddeld]),
        (&of_8, &[]),
        (&of_7, &[]),
    ];
    for (others, expected) in cases {
        assert_eq!(found(&weeks(others), saturday), *expected, "{others:?}");
    }
    // The law is not about volunteers.
    let mut volunteer = weeks(&of_16);
    volunteer.lid.vrijwilliger = true;
    assert_eq!(found(&volunteer, saturday), []);
    // Sixteen weeks later it is over.
    let who = weeks(&of_16);
    let later = date(2026, 7, 4);
    assert_eq!(found(&who, tijd(later, 8, 18)), []);
}

#[test]
fn article_5_4_says_how_long_a_break_is() {
    for (minutes, expected) in [
        (330, None),
        (331, Some(30)),
        (600, Some(30)),
        (601, Some(45)),
    ] {
        assert_eq!(pauze(minutes), expected, "{minutes}");
    }
}

#[test]
fn volunteers_are_bound_by_their_own_maximum_alone() {
    let mut who = somebody();
    who.andere = vec![tijd(MA, 14, 22)];
    who.lid.vrijwilliger = true;
    assert_eq!(found(&who, tijd(DI, 8, 12)), []);
    who.lid.max_minuten = 11 * 60;
    assert_eq!(found(&who, tijd(DI, 8, 12)), [Bezwaar::Week]);
    assert_eq!(found(&who, tijd(MA, 21, 23)), [Bezwaar::Dubbel]);
}

#[test]
fn hours_that_pass_count_on_the_nights_the_clock_changes() {
    let (spring, autumn) = (date(2026, 3, 28), date(2026, 10, 24));
    // From 22:00 until 9:00 is ten hours in spring and twelve in autumn; eleven otherwise.
    for (night, end, expected) in [
        (spring, 35, &[][..]),
        (spring, 36, &[Bezwaar::TeLang]),
        (date(2026, 4, 4), 34, &[]),
        (autumn, 33, &[]),
        (autumn, 34, &[Bezwaar::TeLang]),
    ] {
        let all = found(&somebody(), tijd(night, 22, end));
        let long: Vec<_> = all
            .into_iter()
            .filter(|one| *one == Bezwaar::TeLang)
            .collect();
        assert_eq!(long, expected, "{night} {end}");
    }
    // Eleven hours on the clock are ten that pass when the clock goes forward.
    let mut who = somebody();
    who.andere = vec![tijd(spring, 14, 22)];
    assert_eq!(found(&who, tijd(date(2026, 3, 29), 9, 12)), [Bezwaar::Rust]);
    assert_eq!(found(&who, tijd(date(2026, 3, 29), 10, 12)), []);
    who.andere = vec![tijd(autumn, 14, 22)];
    assert_eq!(found(&who, tijd(date(2026, 10, 25), 8, 12)), []);
}

#[test]
fn l_38_who_is_not_trained_not_a_member_or_not_able_is_refused() {
    let shift = tijd(MA, 9, 12);
    let ask = |who: &Invaller, functie: &str| -> Vec<Bezwaar> {
        check(who, shift, functie, &zone(), &Grenzen::default())
            .into_iter()
            .collect()
    };
    for why in [Bezwaar::Scholing, Bezwaar::NooitGeschoold] {
        let who = Invaller {
            scholing: BTreeSet::from([why]),
            ..somebody()
        };
        assert_eq!(ask(&who, ""), [why]);
    }
    assert_eq!(ask(&somebody(), "gastheer"), []);
    assert_eq!(ask(&somebody(), "spreekuur"), [Bezwaar::Functie]);
    // A partner that leaves in the middle of the month: its last day is the day before.
    let leaves = |on| Invaller {
        organisatie_tot: Some(on),
        ..somebody()
    };
    assert_eq!(ask(&leaves(MA), ""), [Bezwaar::GeenLid]);
    assert_eq!(ask(&leaves(DI), ""), []);
    let mut who = somebody();
    who.lid.valid_to = Some(MA);
    assert_eq!(ask(&who, ""), []);
    who.lid.valid_to = MA.yesterday().ok();
    assert_eq!(ask(&who, ""), [Bezwaar::GeenLid]);
}

#[test]
fn what_was_said_of_a_day_goes_before_its_weekday() {
    let says = |wanneer, van: i64, tot: i64, kan| Beschikbaarheid {
        id: id(),
        account: id(),
        wanneer,
        van: van * 60,
        tot: tot * 60,
        kan,
        uit_agenda: false,
    };
    let monday = Wanneer::Weekdag(1);
    let cases: &[(&[Beschikbaarheid], Tijd, Kan)] = &[
        (&[], tijd(MA, 9, 17), Kan::Can),
        (
            &[says(monday, 0, 24, Kan::Cannot)],
            tijd(MA, 9, 12),
            Kan::Cannot,
        ),
        (
            &[says(monday, 0, 24, Kan::Cannot)],
            tijd(DI, 9, 12),
            Kan::Can,
        ),
        (
            &[says(monday, 13, 17, Kan::Cannot)],
            tijd(MA, 9, 13),
            Kan::Can,
        ),
        (
            &[says(monday, 13, 17, Kan::RatherNot)],
            tijd(MA, 9, 14),
            Kan::RatherNot,
        ),
        (
            &[
                says(monday, 0, 24, Kan::Cannot),
                says(Wanneer::Dag(MA), 9, 12, Kan::Can),
            ],
            tijd(MA, 9, 12),
            Kan::Can,
        ),
        // The day said nothing about the last hour, so the weekday decides there.
        (
            &[
                says(monday, 0, 24, Kan::Cannot),
                says(Wanneer::Dag(MA), 9, 12, Kan::Can),
            ],
            tijd(MA, 9, 13),
            Kan::Cannot,
        ),
        // A night that runs into a day on which somebody cannot.
        (
            &[says(Wanneer::Dag(DI), 0, 24, Kan::Cannot)],
            tijd(MA, 22, 26),
            Kan::Cannot,
        ),
    ];
    for (said, tijd, expected) in cases {
        assert_eq!(kan(said, *tijd), *expected, "{said:?} {tijd:?}");
    }
}
