//! The desks of a wijk side by side, points and those of institutions: for which subject two are open on the same day, and
//! on which day none is (L-36).

use std::collections::BTreeMap;
use std::sync::Arc;

use jiff::civil::{Date, Weekday};
use kit::db::Queries;
use kit::hours::{Holidays, Hours, State};

use super::store;
use super::store::overlap::Aanbod;
use super::uren::holidays;
use super::verteld::{Told, list_told};
use crate::error::Result;
use crate::frame::Frame;
use crate::ids::{GebiedId, InfopuntId, LocatieId};
use crate::kader::gebieden::Coordinaat;

/// So many days are looked at, today the first.
pub const DAYS: usize = 7;

/// When a desk is open on a day, in minutes after its midnight.
type Parts = Vec<(u16, u16)>;

/// A desk with when it is open for one subject.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Balie {
    pub naam: String,
    /// The point, if it is one.
    pub infopunt: Option<InfopuntId>,
    /// One for each day.
    pub days: Vec<Parts>,
}

/// A subject with the desks where one can go for it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Regel {
    /// The key of the topic, or of the function of points.
    pub onderwerp: String,
    pub balies: Vec<Balie>,
}

/// Two desks or more on one day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Dubbel {
    pub day: usize,
    pub namen: Vec<String>,
    /// Whether two of them are open at the same moment.
    pub at_once: bool,
}

impl Regel {
    /// The days on which two desks or more are open.
    pub fn doubles(&self) -> Vec<Dubbel> {
        (0..DAYS)
            .filter_map(|day| {
                let open: Vec<&Balie> = self.open_on(day).collect();
                let all: Vec<&Parts> = open.iter().map(|one| &one.days[day]).collect();
                let at_once = all
                    .iter()
                    .enumerate()
                    .any(|(n, one)| all[n + 1..].iter().any(|other| meet(one, other)));
                (open.len() > 1).then(|| Dubbel {
                    day,
                    namen: open.iter().map(|one| one.naam.clone()).collect(),
                    at_once,
                })
            })
            .collect()
    }

    /// The working days on which no desk is open.
    pub fn gaps(&self, working: &[bool]) -> Vec<usize> {
        (0..DAYS)
            .filter(|day| {
                working.get(*day).copied().unwrap_or_default() && self.open_on(*day).count() == 0
            })
            .collect()
    }

    fn open_on(&self, day: usize) -> impl Iterator<Item = &Balie> {
        self.balies
            .iter()
            .filter(move |one| one.days.get(day).is_some_and(|parts| !parts.is_empty()))
    }
}

fn meet(one: &Parts, other: &Parts) -> bool {
    one.iter()
        .any(|(from, to)| other.iter().any(|(start, end)| from < end && start < to))
}

/// What is known of the desks of a gebied.
#[derive(Clone, Debug, Default)]
pub struct Overzicht {
    /// The days, today the first.
    pub days: Vec<Date>,
    /// Whether each is a working day.
    pub working: Vec<bool>,
    /// By topic, in the order of the inrichting.
    pub regels: Vec<Regel>,
}

/// The desks in this gebied and below it.
pub fn overview(
    tx: &mut impl Queries,
    frame: &Frame,
    gebied: GebiedId,
    today: Date,
) -> Result<Overzicht> {
    let days: Vec<Date> = today.series(jiff::Span::new().days(1)).take(DAYS).collect();
    let last = days.last().copied().unwrap_or(today);
    let holidays = Arc::new(holidays(tx, frame.id, today, last)?);
    let within = frame.within(gebied);
    let punten = list_told(tx, frame, today)?;
    let at = |id: LocatieId| punten.iter().find(|one| one.punt.locatie == id);
    let mut by_topic: BTreeMap<String, BTreeMap<LocatieId, Balie>> = BTreeMap::new();
    for one in store::overlap::list_aanbod(tx, frame.id)? {
        let punt = at(one.locatie);
        let lies = punt.map_or_else(|| gebied_of(frame, &one), |it| Some(it.punt.gebied));
        if !lies.is_some_and(|lies| within.contains(&lies)) {
            continue;
        }
        let parts = match punt.filter(|_| one.openingstijden.is_empty()) {
            Some(told) => days_of_point(told, today, &days),
            None => days_of(frame, &one.openingstijden, &holidays, &days),
        };
        let desk = by_topic
            .entry(one.onderwerp.clone())
            .or_default()
            .entry(one.locatie)
            .or_insert_with(|| Balie {
                naam: punt.map_or(one.naam.clone(), |it| it.punt.naam.clone()),
                infopunt: punt.map(|it| it.punt.id),
                days: vec![Parts::new(); DAYS],
            });
        for (own, more) in desk.days.iter_mut().zip(parts) {
            own.extend(more);
            *own = joined(std::mem::take(own));
        }
    }
    // What one can do at a point counts too, whether a text says so or not.
    for told in punten.iter().filter(|it| within.contains(&it.punt.gebied)) {
        for functie in &told.inhoud.functies {
            let here = by_topic.entry(functie.clone()).or_default();
            here.entry(told.punt.locatie).or_insert_with(|| Balie {
                naam: told.punt.naam.clone(),
                infopunt: Some(told.punt.id),
                days: days_of_point(told, today, &days),
            });
        }
    }
    let topics = frame.inrichting.onderwerpen.iter();
    let functies = frame.inrichting.functies.iter();
    let keys = topics
        .map(|one| &one.sleutel)
        .chain(functies.map(|one| &one.sleutel));
    let regels = keys.filter_map(|key| {
        let balies = by_topic.remove(key)?;
        Some(Regel {
            onderwerp: key.clone(),
            balies: balies.into_values().collect(),
        })
    });
    let regels = regels.collect();
    let is_working = |day: &Date| {
        !matches!(day.weekday(), Weekday::Saturday | Weekday::Sunday)
            && !holidays.public.contains(day)
    };
    Ok(Overzicht {
        working: days.iter().map(is_working).collect(),
        days,
        regels,
    })
}

/// Where a desk lies: as was said of it, or by its place on the map.
fn gebied_of(frame: &Frame, one: &Aanbod) -> Option<GebiedId> {
    let degrees = |e6: i64| f64::from(i32::try_from(e6).unwrap_or(0)) / 1e6;
    let by_place = || {
        let (lat, lon) = one.place?;
        let place = Coordinaat::new(degrees(lat), degrees(lon)).ok()?;
        let found = frame.plaatsen.lookup(place)?;
        let [only] = found.wijken.as_slice() else {
            return None;
        };
        frame.gebied_by_key(only).map(|gebied| gebied.id)
    };
    one.gebied.or_else(by_place)
}

fn days_of_point(told: &Told, today: Date, days: &[Date]) -> Vec<Parts> {
    let Some(table) = told.table(today) else {
        return Vec::new();
    };
    days.iter()
        .map(|day| open_parts(&table.day(*day)))
        .collect()
}

/// Hours that are not known, or that nobody can tell, are no hours.
fn days_of(frame: &Frame, osm: &str, holidays: &Arc<Holidays>, days: &[Date]) -> Vec<Parts> {
    let hours = Hours::parse(osm.trim()).ok();
    let Some(table) = hours.and_then(|hours| hours.on(&frame.zone, holidays).ok()) else {
        return Vec::new();
    };
    days.iter()
        .map(|day| open_parts(&table.day(*day)))
        .collect()
}

fn open_parts(pieces: &[kit::hours::Piece]) -> Parts {
    let open = pieces.iter().filter(|piece| piece.state == State::Open);
    open.map(|piece| (piece.from, piece.to)).collect()
}

/// In order, and what touches or overlaps as one.
fn joined(mut parts: Parts) -> Parts {
    parts.sort_unstable();
    let mut all = Parts::new();
    for (from, to) in parts {
        match all.last_mut() {
            Some(last) if from <= last.1 => last.1 = last.1.max(to),
            _ => all.push((from, to)),
        }
    }
    all
}

#[cfg(test)]
mod tests {
    use super::*;

    fn desk(naam: &str, days: [&[(u16, u16)]; DAYS]) -> Balie {
        Balie {
            naam: naam.to_owned(),
            infopunt: None,
            days: days.map(<[_]>::to_vec).to_vec(),
        }
    }

    #[test]
    fn l_36_two_on_a_tuesday_and_none_on_a_thursday() {
        let regel = Regel {
            onderwerp: "geld".to_owned(),
            balies: vec![
                desk(
                    "Een",
                    [&[], &[(540, 720)], &[(540, 600)], &[], &[], &[], &[]],
                ),
                desk(
                    "Twee",
                    [&[], &[(660, 780)], &[(600, 660)], &[], &[], &[], &[]],
                ),
            ],
        };
        let namen = vec!["Een".to_owned(), "Twee".to_owned()];
        let at = |day, at_once| Dubbel {
            day,
            namen: namen.clone(),
            at_once,
        };
        assert_eq!(regel.doubles(), [at(1, true), at(2, false)]);
        let working = [true, true, true, true, true, false, false];
        assert_eq!(regel.gaps(&working), [0, 3, 4]);
    }

    #[test]
    fn parts_that_touch_are_one() {
        assert_eq!(
            joined(vec![(600, 660), (540, 600), (700, 720), (650, 690)]),
            [(540, 690), (700, 720)]
        );
    }
}
