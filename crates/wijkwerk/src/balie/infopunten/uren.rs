//! The hours of a point: one source, from which every channel reads (INV-11).
//!
//! What is stored is OSM `opening_hours`, a version for each day from which it holds, and dated exceptions. Holidays are
//! those of the desk calendar with what the gemeente decided itself; school holidays are only known when somebody
//! entered them. Never guesses: hours that speak of school holidays nobody entered are told by nobody.

mod anders;
mod eerder;

pub(in crate::balie) use anders::raise;
pub(super) use anders::withdraw_by_hand;
pub use anders::{LONGEST, NewUitzondering, set_exception, withdraw_exception};

use std::collections::BTreeMap;
use std::sync::Arc;

use jiff::civil::Date;
use jiff::tz::TimeZone;
use kit::db::Queries;
use kit::hours::{Exception, Holidays, Hours, Kind, SchoolHolidaysMissing, Span, State, Timetable};

use super::model::{Infopunt, InfopuntState, Uitzondering, Versie};
use super::store;
use crate::error::Result;
use crate::frame::Frame;
use crate::ids::{GemeenteId, InfopuntId};
use crate::kader::openingstijden::{holidays_of, list_vrije_dagen};

/// Open hours of one day, in minutes after its midnight; what runs past midnight is split there.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Interval {
    pub date: Date,
    pub from: u16,
    pub until: u16,
}

kit::word_enum! {
    /// Where an exception came from.
    pub enum UitzonderingBron {
        /// Somebody who keeps the point.
        Hand = "hand",
        /// The roster: too few people.
        Rooster = "rooster",
    }
}

/// What everybody is told about a point, `until` included: the hours of the version in force, without holidays and
/// exceptions and without what is only on appointment. A point that is closed promises nothing.
pub fn published(
    tx: &mut impl Queries,
    frame: &Frame,
    infopunt: InfopuntId,
    from: Date,
    until: Date,
) -> Result<Vec<Interval>> {
    let uren = Uren::of(tx, frame, infopunt, from, until)?;
    Ok(uren.map_or_else(Vec::new, |uren| {
        uren.intervals(Welke::Published, from, until)
    }))
}

/// The same without the exceptions that came from the roster.
pub fn regular(
    tx: &mut impl Queries,
    frame: &Frame,
    infopunt: InfopuntId,
    from: Date,
    until: Date,
) -> Result<Vec<Interval>> {
    let uren = Uren::of(tx, frame, infopunt, from, until)?;
    Ok(uren.map_or_else(Vec::new, |uren| uren.intervals(Welke::Regular, from, until)))
}

/// Which exceptions count.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Welke {
    /// All: what is told.
    Published,
    /// Those that somebody set by hand.
    Regular,
    /// None: what was promised.
    Promised,
}

/// Everything that says when a point is open in a period.
#[derive(Clone, Debug)]
pub struct Uren {
    pub infopunt: InfopuntId,
    pub state: InfopuntState,
    pub openingsversie: i64,
    /// From the earliest on.
    pub versies: Vec<Versie>,
    /// From the oldest on; of two about one day by the same hand the newer counts, and the roster narrows what is told.
    pub uitzonderingen: Vec<Uitzondering>,
    pub holidays: Arc<Holidays>,
    pub zone: TimeZone,
}

impl Uren {
    /// Of one point, if it is there.
    pub fn of(
        tx: &mut impl Queries,
        frame: &Frame,
        infopunt: InfopuntId,
        from: Date,
        until: Date,
    ) -> Result<Option<Self>> {
        let Some(punt) = store::find_infopunt(tx, frame.id, infopunt)? else {
            return Ok(None);
        };
        let before = from.yesterday().unwrap_or(from);
        Ok(Some(Self {
            infopunt,
            state: punt.state,
            openingsversie: punt.openingsversie,
            versies: store::uren::list_versies(tx, frame.id, infopunt)?,
            uitzonderingen: store::uren::list_uitzonderingen(
                tx, frame.id, infopunt, before, until,
            )?,
            holidays: Arc::new(holidays(tx, frame.id, from, until)?),
            zone: frame.zone.clone(),
        }))
    }

    /// Hours of single days that somebody told by hand and took back, in a period, which calendars still have.
    pub fn taken_back(
        tx: &mut impl Queries,
        gemeente: GemeenteId,
        infopunt: InfopuntId,
        from: Date,
        until: Date,
    ) -> Result<Vec<Uitzondering>> {
        let before = from.yesterday().unwrap_or(from);
        store::uren::list_withdrawn(tx, gemeente, infopunt, before, until)
    }

    /// The hours that hold on a day; none before the first version.
    pub fn hours_on(&self, day: Date) -> Option<&Hours> {
        let past = self.versies.iter().rfind(|one| one.valid_from <= day);
        past.map(|one| &one.hours)
    }

    /// A timetable from a day on: the hours that hold then, and those that follow.
    pub fn timetable(
        &self,
        welke: Welke,
        from: Date,
    ) -> std::result::Result<Option<Timetable>, SchoolHolidaysMissing> {
        let exceptions = Arc::new(self.exceptions(welke));
        let narrowed = Arc::new(self.narrowed(welke));
        let mut table: Option<(Date, Timetable)> = None;
        for versie in self.versies.iter().rev() {
            // Two from one day: only the later of them was ever told.
            if table
                .as_ref()
                .is_some_and(|(known, _)| *known == versie.valid_from)
            {
                continue;
            }
            let own = versie
                .hours
                .on(&self.zone, &self.holidays)?
                .with(Arc::clone(&exceptions))
                .narrowed(Arc::clone(&narrowed));
            let own = match table {
                Some((later, table)) => own.then(later, table),
                None => own,
            };
            if versie.valid_from <= from {
                return Ok(Some(own));
            }
            table = Some((versie.valid_from, own));
        }
        let nothing = || {
            Hours::parse("off")
                .ok()?
                .on(&self.zone, &self.holidays)
                .ok()
        };
        Ok(table.and_then(|(first, table)| Some(nothing()?.then(first, table))))
    }

    /// What is told when these hours hold.
    pub(super) fn with(&self, hours: &Hours) -> Option<Timetable> {
        let table = hours.on(&self.zone, &self.holidays).ok()?;
        let table = table.with(Arc::new(self.exceptions(Welke::Published)));
        Some(table.narrowed(Arc::new(self.narrowed(Welke::Published))))
    }

    fn exceptions(&self, welke: Welke) -> BTreeMap<Date, Exception> {
        match welke {
            Welke::Promised => BTreeMap::new(),
            Welke::Regular | Welke::Published => self.exceptions_of(UitzonderingBron::Hand),
        }
    }

    /// What the roster leaves of whole days: nobody tells by hand an hour for which it has too few people, nor what runs on
    /// from the day before (INV-10).
    fn narrowed(&self, welke: Welke) -> BTreeMap<Date, Exception> {
        match welke {
            Welke::Promised | Welke::Regular => BTreeMap::new(),
            Welke::Published => self.exceptions_of(UitzonderingBron::Rooster),
        }
    }

    /// Those of one source by day; of two about one day the newer.
    fn exceptions_of(&self, bron: UitzonderingBron) -> BTreeMap<Date, Exception> {
        let mut all = BTreeMap::new();
        for one in self.uitzonderingen.iter().filter(|one| one.bron == bron) {
            let days = one.first_day.series(jiff::Span::new().days(1));
            for day in days.take_while(|day| *day <= one.last_day) {
                all.insert(
                    day,
                    Exception {
                        spans: one.spans.clone(),
                        reason: one.reden.clone(),
                    },
                );
            }
        }
        all
    }

    /// The same as if the holidays of the whole country were days like any other: nobody agreed to be open on them, and
    /// they are no fewer hours than was agreed (L-19). Days that the gemeente closes by itself stay closed.
    pub(super) fn without_holidays(&self, from: Date, until: Date) -> Self {
        let country = holidays_of(&[], from, until).public;
        let own = self.holidays.public.difference(&country);
        Self {
            holidays: Arc::new(Holidays {
                public: own.copied().collect(),
                school: self.holidays.school.clone(),
            }),
            ..self.clone()
        }
    }

    /// The open hours of a period, both days included, in order and apart.
    pub fn intervals(&self, welke: Welke, from: Date, until: Date) -> Vec<Interval> {
        if !self.state.is_told() {
            return Vec::new();
        }
        self.promised(welke, from, until)
    }

    /// The same, whatever the state of the point.
    pub fn promised(&self, welke: Welke, from: Date, until: Date) -> Vec<Interval> {
        let Ok(Some(table)) = self.timetable(welke, from) else {
            return Vec::new();
        };
        let mut all: Vec<Interval> = Vec::new();
        let days = from.series(jiff::Span::new().days(1));
        for date in days.take_while(|day| *day <= until) {
            for piece in table.day(date) {
                if piece.state != State::Open {
                    continue;
                }
                match all.last_mut() {
                    Some(last) if last.date == date && last.until == piece.from => {
                        last.until = piece.to;
                    }
                    _ => all.push(Interval {
                        date,
                        from: piece.from,
                        until: piece.to,
                    }),
                }
            }
        }
        all
    }
}

/// The hours of all these points, in their order.
pub(super) fn of_all(
    tx: &mut impl Queries,
    frame: &Frame,
    punten: &[Infopunt],
    from: Date,
    until: Date,
) -> Result<Vec<Uren>> {
    let before = from.yesterday().unwrap_or(from);
    let mut versies: BTreeMap<InfopuntId, Vec<Versie>> = BTreeMap::new();
    for (id, versie) in store::uren::all_versies(tx, frame.id)? {
        versies.entry(id).or_default().push(versie);
    }
    let mut uitzonderingen: BTreeMap<InfopuntId, Vec<Uitzondering>> = BTreeMap::new();
    for one in store::uren::all_uitzonderingen(tx, frame.id, before, until)? {
        uitzonderingen.entry(one.infopunt).or_default().push(one);
    }
    let holidays = Arc::new(holidays(tx, frame.id, from, until)?);
    let mut of = |punt: &Infopunt| Uren {
        infopunt: punt.id,
        state: punt.state,
        openingsversie: punt.openingsversie,
        versies: versies.remove(&punt.id).unwrap_or_default(),
        uitzonderingen: uitzonderingen.remove(&punt.id).unwrap_or_default(),
        holidays: Arc::clone(&holidays),
        zone: frame.zone.clone(),
    };
    Ok(punten.iter().map(&mut of).collect())
}

/// How many minutes these take together.
pub fn minutes(intervals: &[Interval]) -> i64 {
    let each = intervals.iter().map(|one| i64::from(one.until - one.from));
    each.sum()
}

/// The minutes that are held against what was agreed (L-19): those that are told, and on each day those that only a holiday
/// of the whole country takes from what is usual. What is told on a holiday makes good for no other day.
pub(super) fn minutes_held(told: &[Interval], promised: &[Interval], usual: &[Interval]) -> i64 {
    let by_day = |all: &[Interval]| {
        let mut days: BTreeMap<Date, i64> = BTreeMap::new();
        for one in all {
            *days.entry(one.date).or_default() += i64::from(one.until - one.from);
        }
        days
    };
    let (open, own) = (by_day(told), by_day(promised));
    let on = |days: &BTreeMap<Date, i64>, day: Date| days.get(&day).copied().unwrap_or_default();
    let free = by_day(usual)
        .into_iter()
        .map(|(day, usual)| (usual - on(&own, day).max(on(&open, day))).max(0));
    minutes(told) + free.sum::<i64>()
}

/// The days on which desks are closed, as far as the years of this period go, with the school holidays that were entered.
pub fn holidays(
    tx: &mut impl Queries,
    gemeente: GemeenteId,
    from: Date,
    until: Date,
) -> Result<Holidays> {
    let own = list_vrije_dagen(tx, gemeente)?;
    Ok(holidays_of(&own, from, until))
}

/// The times of an exception as they are kept; empty: closed.
pub fn kept_times(times: &str) -> String {
    match spans_of(times) {
        Some(spans) if !spans.is_empty() => {
            kit::hours::from_typed(times).map_or_else(|_| String::new(), |it| it.to_string())
        }
        _ => String::new(),
    }
}

/// Times without days, as an exception has them; none: closed.
pub fn spans_of(times: &str) -> Option<Vec<Span>> {
    if times.trim().is_empty() {
        return Some(Vec::new());
    }
    let hours = kit::hours::from_typed(times).ok()?;
    let [rule] = hours.rules() else { return None };
    let is_plain = rule.days.is_every_day()
        && rule.kind == Kind::Open
        && rule.comment.is_none()
        && !rule.times.is_empty()
        && rule.times.iter().all(|span| span.to.is_some());
    is_plain.then(|| rule.times.clone())
}
