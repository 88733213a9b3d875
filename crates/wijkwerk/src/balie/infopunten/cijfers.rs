//! Honest figures of hours: promised, kept and closed per point and month, and what came in per open hour.

use std::collections::BTreeMap;

use jiff::civil::Date;
use kit::db::Queries;

use super::model::{Infopunt, InfopuntState};
use super::store;
use super::uren::{Interval, Uren, Welke, minutes, of_all};
use crate::error::Result;
use crate::frame::Frame;
use crate::ids::InfopuntId;

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
    pub questions: i64,
    /// Minutes that were agreed for so many days (L-19).
    pub base: Option<i64>,
}

/// Every point that ever was open, with its figures from the first to the last day, both included.
pub fn of_period(
    tx: &mut impl Queries,
    frame: &Frame,
    from: Date,
    until: Date,
) -> Result<Vec<(Infopunt, Maand)>> {
    let punten = store::list_infopunten(tx, frame.id)?;
    let standen = store::uren::list_standen(tx, frame.id)?;
    let start = frame
        .zone
        .to_ambiguous_timestamp(from.at(0, 0, 0, 0))
        .compatible()
        .unwrap_or_default();
    let after = until.tomorrow().unwrap_or(until);
    let end = frame
        .zone
        .to_ambiguous_timestamp(after.at(0, 0, 0, 0))
        .compatible()
        .unwrap_or_default();
    let questions: BTreeMap<InfopuntId, i64> =
        store::uren::count_questions(tx, frame.id, start, end)?
            .into_iter()
            .collect();
    let uren = of_all(tx, frame, &punten, from, until)?;
    let days = i64::from(from.until(until).map_or(0, |span| span.get_days())) + 1;
    let mut all = Vec::new();
    for (punt, uren) in punten.into_iter().zip(uren) {
        let own: Vec<(InfopuntState, Date)> = standen
            .iter()
            .filter(|(id, ..)| *id == punt.id)
            .map(|(_, state, since)| (*state, *since))
            .collect();
        let mut month = month(&uren, &own, from, until);
        month.questions = questions.get(&punt.id).copied().unwrap_or(0);
        month.base = punt.basis_minuten.map(|base| base * days / 7);
        if month.promised + month.extra + month.questions > 0 {
            all.push((punt, month));
        }
    }
    Ok(all)
}

/// What was promised counts from the day on which the point first opened, closed or not, until it is over.
fn month(uren: &Uren, standen: &[(InfopuntState, Date)], from: Date, until: Date) -> Maand {
    let state_on = |day: Date| {
        standen
            .iter()
            .rfind(|(_, since)| *since <= day)
            .map(|(state, _)| *state)
    };
    let counts = |one: &Interval| {
        state_on(one.date).is_some_and(|state| state.is_public() && !state.is_over())
    };
    let opens = |one: &Interval| state_on(one.date).is_some_and(InfopuntState::is_told);
    let mut promised = uren.promised(Welke::Promised, from, until);
    promised.retain(counts);
    let mut told = uren.promised(Welke::Published, from, until);
    told.retain(opens);
    let kept = shared(&promised, &told);
    Maand {
        promised: minutes(&promised),
        kept,
        closed: minutes(&promised) - kept,
        extra: minutes(&told) - kept,
        ..Maand::default()
    }
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
}
