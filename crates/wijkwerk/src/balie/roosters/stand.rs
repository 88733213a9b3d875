//! How the coming days of a point should stand: what is told, what has nobody, and whether that is what is known and said.
//!
//! Reads only; what is done about it is in [`bewaking`](super::bewaking).

use std::cmp::Ordering;
use std::collections::BTreeMap;

use jiff::civil::Date;
use jiff::{SignedDuration, Timestamp, ToSpan as _};
use kit::db::Queries;

use super::bewaking::WARN_DAYS;
use super::dekking::{Stuk, gaps, joined, without};
use super::model::{BezettingState as State, Bezettingsregel, DAY, Gat, Tijd, moment, write_times};
use super::rules::days;
use super::store;
use super::zonder_regel::counts_on;
use crate::balie::infopunten::Uitzondering;
use crate::balie::infopunten::uren::{self, UitzonderingBron, Uren, Welke};
use crate::error::Result;
use crate::frame::Frame;
use crate::ids::{DienstId, InfopuntId, UitzonderingId};

/// So long before it begins a stretch without people is told to be closed.
const CLOSE_AHEAD: SignedDuration = SignedDuration::from_hours(24);

/// How a day of a point should stand.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Stand {
    pub(super) dag: Date,
    /// Told, were it not for the roster.
    pub(super) regular: Vec<Stuk>,
    /// Until this minute they are those of the evening before.
    pub(super) runs_on: i64,
    pub(super) tijden: Vec<Stuk>,
    pub(super) dicht: Vec<Stuk>,
    /// What the roster's exceptions to this day say now.
    pub(super) said: Vec<(UitzonderingId, String)>,
}

impl Stand {
    /// What is left of the day, as an exception says it; none when nothing is left out.
    pub(super) fn left(&self) -> Option<String> {
        let left = || write_times(&without(&self.regular, &self.dicht));
        (!self.dicht.is_empty()).then(left)
    }
}

/// The days that are guarded now.
pub(super) fn window(frame: &Frame, now: Timestamp) -> (Date, Date) {
    let today = frame.today(now);
    (
        today,
        today.checked_add((WARN_DAYS + 1).days()).unwrap_or(today),
    )
}

/// How the days of a point should stand, from one up to another.
pub(super) fn look(
    tx: &mut impl Queries,
    frame: &Frame,
    (infopunt, regels): (InfopuntId, &[Bezettingsregel]),
    now: Timestamp,
    (from, to): (Date, Date),
    known: &[Gat],
) -> Result<Vec<Stand>> {
    let last = to.yesterday().unwrap_or(to);
    let Some(uren) = Uren::of(tx, frame, infopunt, from, last)? else {
        return Ok(Vec::new());
    };
    let mut told: BTreeMap<Date, Vec<Stuk>> = BTreeMap::new();
    let before = from.yesterday().unwrap_or(from);
    for one in uren.intervals(Welke::Regular, before, last) {
        let stuk = (i64::from(one.from), i64::from(one.until));
        told.entry(one.date).or_default().push(stuk);
    }
    let set = uren.uitzonderingen.iter();
    let roster: Vec<&Uitzondering> = set
        .filter(|one| one.bron == UitzonderingBron::Rooster)
        .collect();
    let people = staffed(tx, frame, infopunt, (from, to))?;
    let horizon = now.checked_add(CLOSE_AHEAD).unwrap_or(now);
    Ok(days(from, to)
        .map(|dag| {
            let regular = told.get(&dag).cloned().unwrap_or_default();
            let eve = dag.yesterday().ok().and_then(|eve| told.get(&eve));
            let runs_on = runs_on(eve.map_or(&[][..], Vec::as_slice), &regular);
            let there = people.get(&dag).map_or(&[][..], Vec::as_slice);
            let gat = of_day(known, infopunt, dag);
            let passed = passed(frame, now, dag);
            let short = counts_on(regels, dag).map(|regel| short(&regular, there, regel, runs_on));
            let tijden = short.map_or_else(Vec::new, |short| of_now(&short, passed, gat));
            let mut dicht: Vec<Stuk> = tijden
                .iter()
                .copied()
                .filter(|(start, _)| moment(&frame.zone, dag, *start) < horizon)
                .collect();
            dicht.extend(without(&behind(&regular, passed, gat), &tijden));
            dicht.sort_unstable();
            let touches = |one: &&&Uitzondering| one.first_day <= dag && dag <= one.last_day;
            let said = roster.iter().filter(touches);
            Stand {
                dag,
                regular,
                runs_on,
                tijden,
                dicht,
                said: said.map(|one| (one.id, one.tijden.clone())).collect(),
            }
        })
        .collect())
}

/// Until which minute of a day its hours are those of the evening before, with the number of people of that evening. Round
/// the clock every day has hours of its own.
fn runs_on(eve: &[Stuk], regular: &[Stuk]) -> i64 {
    let is_late = eve.last().is_some_and(|(_, until)| *until == DAY);
    regular
        .first()
        .filter(|(from, until)| is_late && *from == 0 && *until < DAY)
        .map_or(0, |(_, until)| *until)
}

/// The hours of a day for which too few people are there.
fn short(regular: &[Stuk], there: &[Stuk], regel: &Bezettingsregel, runs_on: i64) -> Vec<Stuk> {
    let (night, own): (Vec<Stuk>, Vec<Stuk>) = regular
        .iter()
        .copied()
        .partition(|(from, _)| *from < runs_on);
    let of_night = gaps(&night, there, &regel.at_night());
    joined([of_night, gaps(&own, there, regel)].concat())
}

/// The row of a day of a point.
pub(super) fn of_day(known: &[Gat], infopunt: InfopuntId, dag: Date) -> Option<&Gat> {
    known
        .iter()
        .find(|gat| gat.infopunt == infopunt && gat.dag == dag)
}

/// So many minutes of a day have passed.
pub(super) fn passed(frame: &Frame, now: Timestamp, dag: Date) -> i64 {
    let here = now.to_zoned(frame.zone.clone());
    match here.date().cmp(&dag) {
        Ordering::Less => 0,
        Ordering::Equal => i64::from(here.hour()) * 60 + i64::from(here.minute()),
        Ordering::Greater => DAY,
    }
}

/// What is a gap from now on, and what was one before that: of what has passed nothing new is a gap.
fn of_now(found: &[Stuk], passed: i64, gat: Option<&Gat>) -> Vec<Stuk> {
    let ahead = without(found, &[(0, passed)]);
    let was = gat
        .filter(|gat| gat.closed_at.is_none())
        .map_or(&[][..], |gat| gat.tijden.as_slice());
    let stays = within(&within(found, &[(0, passed)]), was);
    joined([ahead, stays].concat())
}

/// What of the hours has passed and was told to be closed: that stays so, whoever comes later that day.
fn behind(regular: &[Stuk], passed: i64, gat: Option<&Gat>) -> Vec<Stuk> {
    let told = gat.map_or(&[][..], |gat| gat.dicht.as_slice());
    within(&within(told, &[(0, passed)]), regular)
}

/// What two have in common.
fn within(some: &[Stuk], others: &[Stuk]) -> Vec<Stuk> {
    without(some, &without(some, others))
}

/// When confirmed people are at a point, per day; a shift past midnight counts on both.
fn staffed(
    tx: &mut impl Queries,
    frame: &Frame,
    infopunt: InfopuntId,
    (from, to): (Date, Date),
) -> Result<BTreeMap<Date, Vec<Stuk>>> {
    let before = from.yesterday().unwrap_or(from);
    let diensten: BTreeMap<DienstId, Tijd> =
        store::list_diensten(tx, frame.id, infopunt, (before, to))?
            .into_iter()
            .map(|dienst| (dienst.id, dienst.tijd))
            .collect();
    let mut all: BTreeMap<Date, Vec<Stuk>> = BTreeMap::new();
    for one in store::list_bezettingen(tx, frame.id, (before, to))? {
        let Some(tijd) = diensten.get(&one.dienst) else {
            continue;
        };
        if !matches!(one.state, State::Confirmed | State::Worked) {
            continue;
        }
        let next = tijd.dag.tomorrow().unwrap_or(tijd.dag);
        for (dag, van, tot) in [
            (tijd.dag, tijd.van, tijd.tot.min(DAY)),
            (next, 0, tijd.tot - DAY),
        ] {
            if van < tot {
                all.entry(dag).or_default().push((van, tot));
            }
        }
    }
    Ok(all)
}

/// Whether a row says what is, and the hours say what the row does.
pub(super) fn fits(stand: &Stand, gat: Option<&Gat>) -> bool {
    is_said(stand, gat) && is_known(stand, gat)
}

/// Whether the roster's one exception to this day is that of its gap, and leaves what is staffed.
pub(super) fn is_said(stand: &Stand, gat: Option<&Gat>) -> bool {
    let of_gap = gat.and_then(|gat| gat.uitzondering);
    match (stand.left(), stand.said.as_slice()) {
        (None, []) => of_gap.is_none(),
        (Some(left), [(id, said)]) => of_gap == Some(*id) && *said == uren::kept_times(&left),
        _ => false,
    }
}

fn is_known(stand: &Stand, gat: Option<&Gat>) -> bool {
    match gat {
        None => stand.tijden.is_empty(),
        Some(gat) if gat.closed_at.is_some() => stand.tijden.is_empty(),
        Some(gat) => gat.tijden == stand.tijden && gat.dicht == stand.dicht,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_a_night_runs_on_from_the_evening_before() {
        let cases: [(&[Stuk], &[Stuk], i64); 6] = [
            (&[(1320, DAY)], &[(0, 120)], 120),
            (&[(540, 720), (1320, DAY)], &[(0, 120), (540, 1020)], 120),
            (&[(540, 1020)], &[(0, 120)], 0),
            (&[], &[(0, 120)], 0),
            (&[(1320, DAY)], &[(540, 1020)], 0),
            (&[(0, DAY)], &[(0, DAY)], 0),
        ];
        for (eve, regular, expected) in cases {
            assert_eq!(runs_on(eve, regular), expected, "{eve:?} {regular:?}");
        }
    }

    #[test]
    fn l_77_fewer_until_noon_are_not_enough_in_the_night_before() {
        let regel = |krap| Bezettingsregel {
            minimum: 2,
            krap,
            ..Bezettingsregel::unsaid(uuid::Uuid::nil().into(), jiff::civil::date(2026, 1, 1))
        };
        let (night, day) = ((0, 120), (540, 1020));
        let there = [(0, 120), (540, 1020)];
        let found = |krap, runs_on| short(&[night, day], &there, &regel(krap), runs_on);
        assert_eq!(found(Some((1, 720)), 120), [night, (720, 1020)]);
        assert_eq!(found(Some((1, 720)), 0), [(720, 1020)]);
        assert_eq!(found(Some((1, DAY)), 120), []);
        assert_eq!(found(None, 120), [night, day]);
    }
}
