//! What may never be in a roster, checked before anybody is put in it. Pure.
//!
//! The figures are those of the Arbeidstijdenwet: eleven hours of rest in a row in every twenty-four (article 5:3), at
//! most twelve hours a shift and sixty a week (article 5:7). That law is about employees, so volunteers are bound by
//! their own week's maximum alone. What counts are hours that pass, also on the nights the clock changes.

use std::collections::BTreeSet;

use jiff::SignedDuration;
use jiff::civil::Date;
use jiff::tz::TimeZone;

use super::model::{Beschikbaarheid, DAY, Kan, Roosterlid, Tijd, Wanneer};
use super::rules::monday;

/// The limits for whoever is employed.
#[derive(Clone, Copy, Debug)]
pub struct Grenzen {
    pub rust: SignedDuration,
    pub per_dienst: SignedDuration,
    pub per_week: SignedDuration,
}

impl Default for Grenzen {
    fn default() -> Self {
        Self {
            rust: SignedDuration::from_hours(11),
            per_dienst: SignedDuration::from_hours(12),
            per_week: SignedDuration::from_hours(60),
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
        Week = "week",
        NietBeschikbaar = "niet_beschikbaar",
        Functie = "functie",
        /// Training expired or never done; only this one can be accepted.
        Scholing = "scholing",
        /// Not (any more) in the roster, or the organisation has ended.
        GeenLid = "geen_lid",
    }
}

/// What is known of somebody on the day of a shift.
#[derive(Clone, Debug)]
pub struct Kandidaat {
    pub lid: Roosterlid,
    /// What this person has already, the shift itself left out.
    pub andere: Vec<Tijd>,
    pub beschikbaar: Vec<Beschikbaarheid>,
    /// All modules that are asked are valid on the day.
    pub geschoold: bool,
    /// The first day on which the organisation is no partner any more.
    pub organisatie_tot: Option<Date>,
}

/// Everything that stands in the way, in a fixed order; none: it is possible.
pub fn check(
    who: &Kandidaat,
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
    unless(who.geschoold, Bezwaar::Scholing);
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

    fn somebody() -> Kandidaat {
        Kandidaat {
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
            geschoold: true,
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

    fn found(who: &Kandidaat, tijd: Tijd) -> Vec<Bezwaar> {
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
            let who = Kandidaat {
                andere: andere.to_vec(),
                ..somebody()
            };
            assert_eq!(found(&who, *wanted), *expected, "{andere:?} {wanted:?}");
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
        let ask = |who: &Kandidaat, functie: &str| -> Vec<Bezwaar> {
            check(who, shift, functie, &zone(), &Grenzen::default())
                .into_iter()
                .collect()
        };
        let who = Kandidaat {
            geschoold: false,
            ..somebody()
        };
        assert_eq!(ask(&who, ""), [Bezwaar::Scholing]);
        assert_eq!(ask(&somebody(), "gastheer"), []);
        assert_eq!(ask(&somebody(), "spreekuur"), [Bezwaar::Functie]);
        // A partner that leaves in the middle of the month: its last day is the day before.
        let leaves = |on| Kandidaat {
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
