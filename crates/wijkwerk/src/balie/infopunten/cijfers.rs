//! Honest figures of hours: promised, kept and closed per point and month, and what came in per open hour.

use std::collections::BTreeMap;

use jiff::civil::Date;
use kit::db::Queries;

use super::model::{Infopunt, InfopuntState};
use super::store;
use super::uren::{Interval, Uren, Welke, minutes, minutes_held, of_all};
use crate::balie::doorverwijzingen::{Cijfers, Telling};
use crate::error::Result;
use crate::frame::Frame;
use crate::ids::InfopuntId;

/// What a point was from which day on, in order.
type Standen = [(InfopuntId, InfopuntState, Date)];

/// What was asked at a point, and how often it sent people on right (L-19).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Asked {
    /// Those who came to the desk; nothing where the inrichting names no channel for that.
    pub visits: Option<i64>,
    /// Over every channel.
    pub questions: i64,
    /// Questions of them that had an answer before the period was over.
    pub answered: i64,
    /// First referrals from here.
    pub referred: Telling,
}

/// A month of a point.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Maand {
    /// Minutes that the hours in force promised.
    pub promised: i64,
    /// Those of them that it was open.
    pub kept: i64,
    /// Those that it was not.
    pub closed: i64,
    /// Open beyond what was promised.
    pub extra: i64,
    /// What would have been promised as well without the holidays of the whole country.
    pub free: i64,
    pub asked: Asked,
    /// Minutes that were agreed for so many days (L-19).
    pub base: Option<i64>,
    /// Open for less than was agreed, holidays of the whole country apart.
    pub is_low: bool,
}

impl Maand {
    /// Minutes that it was open.
    pub fn open(&self) -> i64 {
        self.kept + self.extra
    }

    /// Whether there is nothing to tell.
    pub fn is_empty(&self) -> bool {
        let asked = self.asked.visits.unwrap_or(0) + self.asked.questions;
        self.promised + self.extra + asked + self.asked.referred.alle() == 0
    }
}

/// Every point that ever was open, with its figures from the first to the last day, both included; and those of the same
/// days a year before, to hold them against (L-19).
pub fn of_period(
    tx: &mut impl Queries,
    frame: &Frame,
    from: Date,
    until: Date,
) -> Result<Vec<(Infopunt, Maand, Maand)>> {
    let punten = store::list_infopunten(tx, frame.id)?;
    let standen = store::uren::list_standen(tx, frame.id)?;
    let now = months(tx, frame, &punten, &standen, (from, until))?;
    let before = months(tx, frame, &punten, &standen, a_year_before(from, until))?;
    Ok(punten
        .into_iter()
        .zip(now.into_iter().zip(before))
        .map(|(punt, (now, before))| (punt, now, before))
        .filter(|(_, now, _)| !now.is_empty())
        .collect())
}

/// The same days of the year before; of a whole month the whole month, also when February has a day more.
fn a_year_before(from: Date, until: Date) -> (Date, Date) {
    let year = jiff::Span::new().years(1);
    let before = |day: Date| day.checked_sub(year).unwrap_or(day);
    let last = before(until);
    let whole = until == until.last_of_month();
    (
        before(from),
        if whole { last.last_of_month() } else { last },
    )
}

/// The figures of every point from the first to the last day, in the order of the points.
fn months(
    tx: &mut impl Queries,
    frame: &Frame,
    punten: &[Infopunt],
    standen: &Standen,
    (from, until): (Date, Date),
) -> Result<Vec<Maand>> {
    let asked = asked(tx, frame, from, until)?;
    let uren = of_all(tx, frame, punten, from, until)?;
    let days = i64::from(from.until(until).map_or(0, |span| span.get_days())) + 1;
    let figures = punten.iter().zip(uren).map(|(punt, uren)| {
        let own: Vec<(InfopuntState, Date)> = standen
            .iter()
            .filter(|(id, ..)| *id == punt.id)
            .map(|(_, state, since)| (*state, *since))
            .collect();
        Maand {
            asked: asked
                .get(&punt.id)
                .copied()
                .unwrap_or_else(|| nothing(frame)),
            base: punt.basis_minuten.map(|base| base * days / 7),
            ..month(&uren, &own, (from, until), punt.basis_minuten)
        }
    });
    Ok(figures.collect())
}

/// Nobody came and nothing was asked.
fn nothing(frame: &Frame) -> Asked {
    Asked {
        visits: frame.inrichting.desk_channel().map(|_| 0),
        ..Asked::default()
    }
}

/// What was asked at each point where anything was.
fn asked(
    tx: &mut impl Queries,
    frame: &Frame,
    from: Date,
    until: Date,
) -> Result<BTreeMap<InfopuntId, Asked>> {
    let start = |day: Date| {
        frame
            .zone
            .to_ambiguous_timestamp(day.at(0, 0, 0, 0))
            .compatible()
            .unwrap_or_default()
    };
    let period = (start(from), start(until.tomorrow().unwrap_or(until)));
    let (desk, none) = (frame.inrichting.desk_channel(), nothing(frame));
    let mut all: BTreeMap<InfopuntId, Asked> = BTreeMap::new();
    for (punt, questions, answered) in store::uren::count_questions(tx, frame.id, period)? {
        let one = all.entry(punt).or_insert(none);
        (one.questions, one.answered) = (questions, answered);
    }
    if let Some(desk) = desk {
        for (punt, visits) in store::uren::count_visits(tx, frame.id, &desk.sleutel, period)? {
            all.entry(punt).or_insert(none).visits = Some(visits);
        }
    }
    for (punt, telling) in Cijfers::of(tx, frame, from, until)?.per_punt {
        if let Some(punt) = punt {
            all.entry(punt).or_insert(none).referred = telling;
        }
    }
    Ok(all)
}

/// What was promised counts from the day on which the point first opened, closed or not, until it is over.
fn month(
    uren: &Uren,
    standen: &[(InfopuntState, Date)],
    (from, until): (Date, Date),
    base: Option<i64>,
) -> Maand {
    let state_on = |day: Date| {
        standen
            .iter()
            .rfind(|(_, since)| *since <= day)
            .map(|(state, _)| *state)
    };
    let is_there = |state: InfopuntState| state.is_public() && !state.is_over();
    let counts = |one: &Interval| state_on(one.date).is_some_and(is_there);
    let opens = |one: &Interval| state_on(one.date).is_some_and(InfopuntState::is_told);
    let mut promised = uren.promised(Welke::Promised, from, until);
    promised.retain(counts);
    let mut told = uren.promised(Welke::Published, from, until);
    told.retain(opens);
    let usual = uren.without_holidays(from, until);
    let mut usual = usual.promised(Welke::Promised, from, until);
    usual.retain(counts);
    // Only once it was there, and for as long as it is.
    let first = standen.iter().find(|(state, _)| is_there(*state));
    let weeks = first
        .filter(|_| state_on(until).is_some_and(is_there))
        .and_then(|(_, since)| whole_weeks(from.max(*since), until));
    let is_low = base.zip(weeks).is_some_and(|(base, (first, weeks))| {
        let since = |all: &[Interval]| -> Vec<Interval> {
            let in_them = all.iter().filter(|one| one.date >= first);
            in_them.copied().collect()
        };
        minutes_held(&since(&told), &since(&promised), &since(&usual)) < base * weeks
    });
    let kept = shared(&promised, &told);
    Maand {
        promised: minutes(&promised),
        kept,
        closed: minutes(&promised) - kept,
        extra: minutes(&told) - kept,
        free: (minutes(&usual) - minutes(&promised)).max(0),
        is_low,
        ..Maand::default()
    }
}

/// The last whole weeks of a period, from which day on and how many: any seven days in a row hold every day of the week
/// once, and other days cannot be held against hours a week.
fn whole_weeks(from: Date, until: Date) -> Option<(Date, i64)> {
    let days = i64::from(from.until(until).map_or(0, |span| span.get_days())) + 1;
    let weeks = days / 7;
    let first = until.checked_sub(jiff::Span::new().days(weeks * 7 - 1));
    first.ok().filter(|_| weeks > 0).map(|first| (first, weeks))
}

/// The minutes that two rows of intervals have in common.
fn shared(some: &[Interval], others: &[Interval]) -> i64 {
    let common = |one: &Interval, other: &Interval| {
        let until = one.until.min(other.until);
        i64::from(until.saturating_sub(one.from.max(other.from)))
    };
    let both = some.iter().flat_map(|one| {
        let same = others.iter().filter(|other| other.date == one.date);
        same.map(move |other| common(one, other))
    });
    both.sum()
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn minutes_in_common_are_counted_once() {
        let on = |day: i8, from: u16, until: u16| Interval {
            date: date(2026, 3, day),
            from,
            until,
        };
        let promised = [on(2, 540, 720), on(3, 540, 720)];
        assert_eq!(shared(&promised, &[on(2, 600, 800)]), 120);
        assert_eq!(
            shared(
                &promised,
                &[on(2, 540, 600), on(2, 660, 720), on(4, 540, 720)]
            ),
            120
        );
        assert_eq!(shared(&promised, &promised), 360);
    }

    #[test]
    fn l_19_a_holiday_counts_for_what_is_usual_on_it_and_for_no_other_day() {
        // Of a day before, a holiday and the day after: what is told, promised and usual, in hours from nine.
        let all = |hours: [u16; 3]| -> Vec<Interval> {
            let days = (5..).zip(hours).filter(|(_, hours)| *hours > 0);
            days.map(|(day, hours)| Interval {
                date: date(2026, 4, day),
                from: 540,
                until: 540 + hours * 60,
            })
            .collect()
        };
        for (told, promised, usual, held) in [
            ([3, 0, 3], [3, 0, 3], [3, 3, 3], 9),
            // Open after all: less than usual, more than usual.
            ([3, 2, 3], [3, 0, 3], [3, 3, 3], 9),
            ([3, 4, 3], [3, 0, 3], [3, 3, 3], 10),
            // The day before stays closed, whatever is told on the holiday.
            ([0, 2, 3], [3, 0, 3], [3, 3, 3], 6),
            // Hours of its own, kept or not.
            ([3, 1, 3], [3, 1, 3], [3, 3, 3], 9),
            ([3, 0, 3], [3, 1, 3], [3, 3, 3], 8),
            ([3, 2, 3], [3, 2, 3], [3, 0, 3], 8),
            // A night that does not run on out of the holiday.
            ([3, 0, 3], [3, 0, 3], [3, 3, 5], 11),
            ([0, 0, 0], [0, 0, 0], [0, 3, 0], 3),
        ] {
            let found = minutes_held(&all(told), &all(promised), &all(usual));
            assert_eq!(found, held * 60, "{told:?} {promised:?} {usual:?}");
        }
    }

    #[test]
    fn only_whole_weeks_are_held_against_hours_a_week() {
        for ((from, until), expected) in [
            ((1, 6), None),
            ((1, 7), Some((date(2026, 3, 1), 1))),
            ((2, 31), Some((date(2026, 3, 4), 4))),
            ((31, 2), None),
        ] {
            let (from, until) = (date(2026, 3, from), date(2026, 3, until));
            assert_eq!(whole_weeks(from, until), expected, "{from} {until}");
        }
    }

    #[test]
    fn a_month_is_held_against_the_same_days_of_the_year_before() {
        for ((from, until), expected) in [
            (
                (date(2026, 3, 1), date(2026, 3, 12)),
                (date(2025, 3, 1), date(2025, 3, 12)),
            ),
            (
                (date(2029, 2, 1), date(2029, 2, 28)),
                (date(2028, 2, 1), date(2028, 2, 29)),
            ),
            (
                (date(2028, 2, 1), date(2028, 2, 29)),
                (date(2027, 2, 1), date(2027, 2, 28)),
            ),
        ] {
            assert_eq!(a_year_before(from, until), expected);
        }
    }
}
