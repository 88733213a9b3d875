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
//! not checked, though a point may be open past midnight: whoever makes the roster is told that as well.

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
mod tests;
