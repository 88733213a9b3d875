//! What may never be in a roster, checked before anybody is put in it. Pure.
//!
//! The figures are those of the Arbeidstijdenwet for whoever is eighteen or older:
//!
//! - article 5:3: eleven hours of rest in a row in every twenty-four. Once a week eight would do where the work itself
//!   demands it; a desk never does, so that is not offered.
//! - article 5:4: half an hour of break in more than five and a half hours, three quarters in more than ten. Said, not
//!   checked: when somebody has it is for the day itself ([`pauze`]).
//! - article 5:7: at most twelve hours a shift and sixty a week, fifty-five a week on average in any four weeks and
//!   forty-eight in any sixteen. Weeks run from Monday to Sunday.
//!
//! That law is not about volunteers of eighteen or older, so they are bound by their own week's maximum alone. About
//! younger ones it is, and stricter; nobody's age is kept here, so whoever makes the roster is told. What counts are
//! hours that pass, also on the nights the clock changes. Weekly rest (5:5), Sundays (5:6) and night shifts (5:8) are
//! not checked: no point is open at night or all week.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;
use jiff::tz::TimeZone;
use jiff::{SignedDuration, ToSpan as _};

use super::model::{Beschikbaarheid, DAY, Kan, Roosterlid, Tijd, Wanneer};
use super::rules::monday;

/// The limits for whoever is employed.
#[derive(Clone, Copy, Debug)]
pub struct Grenzen {
    pub rust: SignedDuration,
    pub per_dienst: SignedDuration,
    pub per_week: SignedDuration,
    /// So many weeks in a row, and the most a week on average in any so many.
    pub gemiddeld: [(i64, SignedDuration); 2],
}

/// Whoever agreed to at most so much a week cannot come above what may be worked on average.
pub const NOOIT_BOVEN_GEMIDDELD: SignedDuration = SignedDuration::from_hours(48);
/// What happened so many weeks before or after can count.
pub const WEKEN: i64 = 16;

/// The break that belongs in so many minutes of work, in minutes (article 5:4).
pub fn pauze(minuten: i64) -> Option<i64> {
    match minuten {
        601.. => Some(45),
        331.. => Some(30),
        _ => None,
    }
}

impl Default for Grenzen {
    fn default() -> Self {
        Self {
            rust: SignedDuration::from_hours(11),
            per_dienst: SignedDuration::from_hours(12),
            per_week: SignedDuration::from_hours(60),
            gemiddeld: [
                (4, SignedDuration::from_hours(55)),
                (WEKEN, NOOIT_BOVEN_GEMIDDELD),
            ],
        }
    }
}

kit::word_enum! {
    /// Why somebody cannot be put in a shift.
    pub enum Bezwaar {
        /// Already somewhere at that time.
        Dubbel = "dubbel",
        Rust = "rust",
        TeLang = "te_lang",
        /// More than the person agreed to in a week, or than the law allows.
        Week = "week",
        /// Too much on average over four or sixteen weeks.
        Gemiddeld = "gemiddeld",
        NietBeschikbaar = "niet_beschikbaar",
        Functie = "functie",
        /// Training has expired; with somebody beside them it can be accepted.
        Scholing = "scholing",
        /// Training was never done; the same holds.
        NooitGeschoold = "nooit_geschoold",
        /// Not (any more) in the roster, or the organisation has ended.
        GeenLid = "geen_lid",
    }
}

impl Bezwaar {
    /// Whether it is about training, which somebody beside them makes good.
    pub fn is_scholing(self) -> bool {
        matches!(self, Self::Scholing | Self::NooitGeschoold)
    }
}

/// What is known of somebody on the day of a shift.
#[derive(Clone, Debug)]
pub struct Invaller {
    pub lid: Roosterlid,
    /// What this person has already, the shift itself left out.
    pub andere: Vec<Tijd>,
    pub beschikbaar: Vec<Beschikbaarheid>,
    /// What is wrong with the modules that are asked, on the day.
    pub scholing: BTreeSet<Bezwaar>,
    /// The first day on which the organisation is no partner any more.
    pub organisatie_tot: Option<Date>,
}

/// Everything that stands in the way, in a fixed order; none: it is possible.
pub fn check(
    who: &Invaller,
    tijd: Tijd,
    functie: &str,
    zone: &TimeZone,
    grenzen: &Grenzen,
) -> BTreeSet<Bezwaar> {
    let mut found = BTreeSet::new();
    let mut unless = |fits: bool, why: Bezwaar| {
        if !fits {
            found.insert(why);
        }
    };
    let lid = &who.lid;
    let is_member = lid.valid_from <= tijd.dag
        && lid.valid_to.is_none_or(|last| tijd.dag <= last)
        && who.organisatie_tot.is_none_or(|end| tijd.dag < end);
    unless(is_member, Bezwaar::GeenLid);
    unless(
        functie.is_empty() || lid.functies.contains(functie),
        Bezwaar::Functie,
    );
    for why in &who.scholing {
        unless(false, *why);
    }
    unless(
        kan(&who.beschikbaar, tijd) != Kan::Cannot,
        Bezwaar::NietBeschikbaar,
    );

    let (start, end) = tijd.moments(zone);
    let own = end.duration_since(start);
    let others: Vec<_> = who
        .andere
        .iter()
        .map(|other| (other.dag, other.moments(zone)))
        .collect();
    let overlaps = others
        .iter()
        .any(|(_, (from, to))| *from < end && start < *to);
    unless(!overlaps, Bezwaar::Dubbel);
    let week = monday(tijd.dag);
    let in_week = others
        .iter()
        .filter(|(dag, _)| monday(*dag) == week)
        .fold(own, |sum, (_, (from, to))| sum + to.duration_since(*from));
    let own_limit = SignedDuration::from_mins(lid.max_minuten);
    if lid.vrijwilliger {
        unless(in_week <= own_limit, Bezwaar::Week);
        return found;
    }
    unless(in_week <= own_limit.min(grenzen.per_week), Bezwaar::Week);
    let mut weken: BTreeMap<Date, SignedDuration> = BTreeMap::from([(week, own)]);
    for (dag, (from, to)) in &others {
        *weken.entry(monday(*dag)).or_default() += to.duration_since(*from);
    }
    let averages = grenzen.gemiddeld.iter();
    let is_fair = averages
        .copied()
        .all(|(count, most)| within_average(&weken, week, count, most));
    unless(is_fair, Bezwaar::Gemiddeld);
    // What begins on one date is one working day, with the breaks in it.
    let (day, elsewhere): (Vec<_>, Vec<_>) =
        others.into_iter().partition(|(dag, _)| *dag == tijd.dag);
    let (mut from, mut to, mut work) = (start, end, own);
    for (_, (other_from, other_to)) in day {
        from = from.min(other_from);
        to = to.max(other_to);
        work += other_to.duration_since(other_from);
    }
    unless(work <= grenzen.per_dienst, Bezwaar::TeLang);
    let a_day = SignedDuration::from_hours(24);
    let rests = to.duration_since(from) <= a_day - grenzen.rust
        && elsewhere.iter().all(|(_, (other_from, other_to))| {
            from.duration_since(*other_to) >= grenzen.rust
                || other_from.duration_since(to) >= grenzen.rust
        });
    unless(rests, Bezwaar::Rust);
    found
}

/// Whether every `count` weeks in a row that hold `week` stay at most at this average.
fn within_average(
    weken: &BTreeMap<Date, SignedDuration>,
    week: Date,
    count: i64,
    most: SignedDuration,
) -> bool {
    let hours = i32::try_from(count).unwrap_or(i32::MAX);
    (0..count).all(|back| {
        let first = week.checked_sub(back.weeks()).unwrap_or(week);
        let until = first.checked_add(count.weeks()).unwrap_or(Date::MAX);
        let worked = weken.range(first..until).map(|(_, worked)| *worked);
        worked.fold(SignedDuration::ZERO, |sum, worked| sum + worked) <= most * hours
    })
}

/// Whether somebody can work this whole stretch: what was said of the day goes before what was said of the weekday, and
/// the least of what is left counts. Nothing said is a yes.
pub fn kan(said: &[Beschikbaarheid], tijd: Tijd) -> Kan {
    let next = tijd.dag.tomorrow().unwrap_or(tijd.dag);
    let parts = [
        (tijd.dag, tijd.van, tijd.tot.min(DAY)),
        (next, (tijd.van - DAY).max(0), tijd.tot - DAY),
    ];
    parts
        .into_iter()
        .filter(|(_, from, until)| from < until)
        .map(|(day, from, until)| kan_on(said, day, from, until))
        .max()
        .unwrap_or(Kan::Can)
}

fn kan_on(said: &[Beschikbaarheid], day: Date, from: i64, until: i64) -> Kan {
    let weekday = i64::from(day.weekday().to_monday_one_offset());
    let about = |wanted: Wanneer| {
        said.iter()
            .filter(move |one| one.wanneer == wanted && one.van < until && from < one.tot)
    };
    // Whatever the day itself says nothing about, the weekday decides.
    let mut edges: BTreeSet<i64> = BTreeSet::from([from]);
    for one in about(Wanneer::Dag(day)).chain(about(Wanneer::Weekdag(weekday))) {
        edges.extend(
            [one.van, one.tot]
                .into_iter()
                .filter(|at| (from..until).contains(at)),
        );
    }
    edges
        .into_iter()
        .map(|at| {
            let holds = |one: &&Beschikbaarheid| one.van <= at && at < one.tot;
            let of = |wanted| about(wanted).filter(holds).map(|one| one.kan).max();
            of(Wanneer::Dag(day))
                .or_else(|| of(Wanneer::Weekdag(weekday)))
                .unwrap_or(Kan::Can)
        })
        .max()
        .unwrap_or(Kan::Can)
}

#[cfg(test)]
mod tests {
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
}
