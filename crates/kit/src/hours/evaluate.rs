//! What an expression says of a day, of a moment and of a period.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::RangeInclusive;
use std::sync::Arc;

use jiff::Timestamp;
use jiff::civil::{Date, DateTime, Time};
use jiff::tz::TimeZone;

use super::Hours;
use super::canvas::{Canvas, resolved, resolved_day};
use super::expression::{Join, Kind, Rule, Span};
use super::narrowed::narrowed_to;

pub(super) const DAY: u16 = 24 * 60;
/// How far ahead a change is looked for.
const HORIZON_DAYS: u16 = 5 * 366;

/// Whether one can walk in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum State {
    Open,
    /// The expression leaves it unknown: only on appointment, or longer than was said.
    ByAppointment,
    Closed,
}

/// Which days are holidays: exactly these.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Holidays {
    pub public: BTreeSet<Date>,
    /// None: not known, which is not the same as none.
    pub school: Option<Vec<RangeInclusive<Date>>>,
}

/// The hours speak of school holidays and their dates are not known.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SchoolHolidaysMissing;

impl std::fmt::Display for SchoolHolidaysMissing {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("the hours speak of school holidays (SH), and their dates are not known")
    }
}

impl std::error::Error for SchoolHolidaysMissing {}

/// One day that goes otherwise than the rules say; what it opens may run into the next day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Exception {
    /// Empty: closed.
    pub spans: Vec<Span>,
    pub reason: String,
}

/// A part of a day, in minutes after its midnight; closed is what no piece covers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Piece {
    pub from: u16,
    pub to: u16,
    pub state: State,
    /// The comment of the rule, or the reason of the exception.
    pub note: Option<Arc<str>>,
    /// The end is a guess, because none was given.
    pub is_open_ended: bool,
}

/// The same state from `from` until just before `to`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Interval {
    pub from: Timestamp,
    pub to: Timestamp,
    pub state: State,
    /// What was said of it where it begins.
    pub note: Option<Arc<str>>,
}

/// Hours with everything that is needed to evaluate them.
#[derive(Clone, Debug)]
pub struct Timetable {
    hours: Hours,
    notes: Vec<Option<Arc<str>>>,
    spans: Vec<Vec<(u16, u16, bool)>>,
    zone: TimeZone,
    holidays: Arc<Holidays>,
    exceptions: Arc<BTreeMap<Date, Exception>>,
    /// Days of which this is all.
    narrowed: Arc<BTreeMap<Date, Exception>>,
    /// From this day on, other hours.
    later: Option<(Date, Box<Timetable>)>,
}

impl Hours {
    /// These hours on the clock of `zone`, with these holidays.
    pub fn on(
        &self,
        zone: &TimeZone,
        holidays: &Arc<Holidays>,
    ) -> Result<Timetable, SchoolHolidaysMissing> {
        if self.needs_school_holidays() && holidays.school.is_none() {
            return Err(SchoolHolidaysMissing);
        }
        let note = |rule: &Rule| rule.comment.as_deref().map(Arc::from);
        Ok(Timetable {
            notes: self.rules.iter().map(note).collect(),
            spans: self
                .rules
                .iter()
                .map(|rule| resolved(&rule.times))
                .collect(),
            hours: self.clone(),
            zone: zone.clone(),
            holidays: Arc::clone(holidays),
            exceptions: Arc::default(),
            narrowed: Arc::default(),
            later: None,
        })
    }
}

impl Timetable {
    /// With days that go otherwise.
    pub fn with(mut self, exceptions: Arc<BTreeMap<Date, Exception>>) -> Self {
        self.exceptions = exceptions;
        self
    }

    /// With days of which this is all: nothing runs on into them, and what runs on out of them stays for the next day. Of a
    /// day that has an exception as well counts what both leave.
    pub fn narrowed(mut self, days: Arc<BTreeMap<Date, Exception>>) -> Self {
        self.narrowed = days;
        self
    }

    /// Until `date`, and the hours of `later` from that day on.
    pub fn then(mut self, date: Date, later: Self) -> Self {
        self.later = Some((date, Box::new(later)));
        self
    }

    /// The zone whose clock counts.
    pub fn zone(&self) -> &TimeZone {
        &self.zone
    }

    /// The hours themselves.
    pub fn hours(&self) -> &Hours {
        &self.hours
    }

    /// The exception of a day, if it has one.
    pub fn exception(&self, date: Date) -> Option<&Exception> {
        let narrowed = self.narrowed.get(&date);
        narrowed.or_else(|| self.exceptions.get(&date))
    }

    /// What is not closed on this day, in order and apart.
    pub fn day(&self, date: Date) -> Vec<Piece> {
        if let Some((from, later)) = &self.later
            && *from <= date
        {
            return later.day(date);
        }
        let Some(all) = self.narrowed.get(&date) else {
            return self.usual(date);
        };
        let is_set = self.exceptions.contains_key(&date);
        narrowed_to(all, is_set.then(|| self.usual(date)))
    }

    /// What the rules and the exceptions come to on this day.
    fn usual(&self, date: Date) -> Vec<Piece> {
        let yesterday = date.yesterday().ok();
        let mut canvas = Canvas::default();
        let mut entries: Vec<(usize, bool)> = vec![];
        let is_ruled = !self.exceptions.contains_key(&date);
        let spills = yesterday.is_some_and(|day| !self.exceptions.contains_key(&day));
        for (index, rule) in self.hours.rules.iter().enumerate() {
            if is_ruled && rule.days.includes(date, &self.holidays) {
                if self.replaces(index, rule) {
                    entries.clear();
                }
                entries.push((index, false));
            }
            if spills
                && self.spans[index].iter().any(|(_, to, _)| *to > DAY)
                && yesterday.is_some_and(|day| rule.days.includes(day, &self.holidays))
            {
                entries.push((index, true));
            }
        }
        for (index, is_spill) in entries {
            let rule = &self.hours.rules[index];
            for (from, to, is_open_ended) in &self.spans[index] {
                let (from, to) = if is_spill {
                    (from.saturating_sub(DAY), to.saturating_sub(DAY))
                } else {
                    (*from, *to)
                };
                let state = match rule.kind {
                    Kind::Closed => State::Closed,
                    Kind::Open if *is_open_ended => State::ByAppointment,
                    Kind::Open => State::Open,
                    Kind::Unknown => State::ByAppointment,
                };
                let piece = Piece {
                    from: from.min(DAY),
                    to: to.min(DAY),
                    state,
                    note: self.notes[index].clone(),
                    is_open_ended: *is_open_ended,
                };
                if rule.join == Join::Otherwise {
                    canvas.fill(&piece);
                } else {
                    canvas.paint(piece);
                }
            }
        }
        let before = yesterday.and_then(|day| Some((self.exceptions.get(&day)?, DAY)));
        let today = self.exceptions.get(&date).map(|exception| (exception, 0));
        for (exception, back) in before.into_iter().chain(today) {
            let note: Arc<str> = Arc::from(exception.reason.as_str());
            for (from, to, is_open_ended) in resolved_day(&exception.spans) {
                canvas.paint(Piece {
                    from: from.saturating_sub(back).min(DAY),
                    to: to.saturating_sub(back).min(DAY),
                    state: if is_open_ended {
                        State::ByAppointment
                    } else {
                        State::Open
                    },
                    note: Some(Arc::clone(&note)),
                    is_open_ended,
                });
            }
        }
        canvas.pieces
    }

    /// Whether a rule sets aside what the rules before it say of the same day.
    fn replaces(&self, index: usize, rule: &Rule) -> bool {
        let names_days = !rule.days.is_every_day();
        let follows_every_day = || {
            index > 0 && rule.kind == Kind::Open && self.hours.rules[index - 1].days.is_every_day()
        };
        rule.kind != Kind::Closed
            && rule.join == Join::Instead
            && (names_days || follows_every_day())
    }

    /// The state at a moment.
    pub fn state_at(&self, at: Timestamp) -> State {
        self.interval_at(at).0
    }

    /// The state at a moment, with what is said of it.
    pub fn interval_at(&self, at: Timestamp) -> (State, Option<Arc<str>>) {
        let date = self.date_of(at);
        let first = date.yesterday().unwrap_or(date);
        let mut end = Timestamp::MIN;
        for found in self.moments(first).take(3).flatten() {
            let from = found.from.max(end);
            if from <= at && at < found.to {
                return (found.state, found.note);
            }
            end = end.max(found.to);
        }
        (State::Closed, None)
    }

    /// When the state next changes after a moment, and into what; none within five years is none.
    pub fn next_change(&self, after: Timestamp) -> Option<(Timestamp, State)> {
        let now = self.state_at(after);
        let first = self.date_of(after).yesterday().ok()?;
        let mut end = after;
        for found in self
            .moments(first)
            .take(usize::from(HORIZON_DAYS))
            .flatten()
        {
            let from = found.from.max(end);
            if found.to <= from {
                continue;
            }
            if from > end && now != State::Closed {
                return Some((end, State::Closed));
            }
            if found.state != now {
                return Some((from, found.state));
            }
            end = found.to;
        }
        let last = first.checked_add(jiff::Span::new().days(i64::from(HORIZON_DAYS)));
        let is_certain = last.is_ok_and(|last| end < self.instant(last, 0));
        (now != State::Closed && is_certain).then_some((end, State::Closed))
    }

    /// The whole of [from, to) in intervals: in order, touching, each as long as it can be.
    pub fn intervals(&self, from: Timestamp, to: Timestamp) -> Vec<Interval> {
        let mut all: Vec<Interval> = vec![];
        let mut add = |piece: Interval| {
            if piece.from >= piece.to {
                return;
            }
            match all.last_mut() {
                Some(last) if last.state == piece.state => last.to = piece.to,
                _ => all.push(piece),
            }
        };
        let closed = |from, to| Interval {
            from,
            to,
            state: State::Closed,
            note: None,
        };
        let (date, last) = (self.date_of(from), self.date_of(to));
        let first = date.yesterday().unwrap_or(date);
        let days = first.until(last).map_or(0, |span| span.get_days());
        let mut end = from;
        'days: for day in self
            .moments(first)
            .take(usize::try_from(days).unwrap_or(0) + 1)
        {
            for found in day {
                if found.from >= to {
                    break 'days;
                }
                let begin = found.from.max(end);
                let until = found.to.min(to);
                if begin >= until {
                    continue;
                }
                add(closed(end, begin));
                end = until;
                add(Interval {
                    from: begin,
                    to: until,
                    ..found
                });
            }
            if end >= to {
                break;
            }
        }
        add(closed(end, to));
        all
    }

    /// What is not closed from `date` on, day by day, as moments; whoever asks says how many days.
    fn moments(&self, date: Date) -> impl Iterator<Item = Vec<Interval>> + '_ {
        let mut next = Some(date);
        std::iter::from_fn(move || {
            let date = next?;
            next = date.tomorrow().ok();
            let pieces = self.day(date).into_iter();
            Some(
                pieces
                    .map(|piece| Interval {
                        from: self.instant(date, piece.from),
                        to: self.instant(date, piece.to),
                        state: piece.state,
                        note: piece.note,
                    })
                    .collect(),
            )
        })
    }

    fn date_of(&self, at: Timestamp) -> Date {
        self.zone.to_datetime(at).date()
    }

    /// A time on the wall as a moment.
    pub fn instant(&self, date: Date, minutes: u16) -> Timestamp {
        let date = if minutes >= DAY {
            date.tomorrow().unwrap_or(date)
        } else {
            date
        };
        let minutes = i32::from(minutes % DAY);
        let midnight = DateTime::from_parts(date, Time::midnight());
        let wall = midnight
            .checked_add(jiff::Span::new().minutes(minutes))
            .unwrap_or(midnight);
        self.zone.to_timestamp(wall).unwrap_or(if date.year() < 0 {
            Timestamp::MIN
        } else {
            Timestamp::MAX
        })
    }
}
