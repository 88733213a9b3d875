//! One thing in a calendar that takes time.

use std::collections::{BTreeSet, HashSet};

use jiff::tz::TimeZone;
use jiff::{SignedDuration, Span, Timestamp};

use super::lines::Line;
use super::stamp::{self, Stamp};
use super::{Asked, Busy, Fault, MAX_BUSY, Why, repeat};

/// What an event says about when; of what it is about nothing is kept.
#[derive(Debug)]
pub(super) struct Event {
    pub line: usize,
    pub uid: String,
    start: Option<Stamp>,
    end: Option<Length>,
    rule: Option<(usize, String)>,
    also: Vec<Stamp>,
    not: Vec<Stamp>,
    /// Which one of a series this stands for.
    instead_of: Option<Timestamp>,
    is_free: bool,
    periods: Vec<Busy>,
}

#[derive(Clone, Debug)]
enum Length {
    Until(usize, Stamp),
    For(Lasts),
}

/// Which ones of which series were changed or taken out.
pub(super) type Changed<'e> = HashSet<(&'e str, Timestamp)>;

pub(super) fn changed(events: &[Event]) -> Changed<'_> {
    events
        .iter()
        .filter_map(|event| Some((event.uid.as_str(), event.instead_of?)))
        .collect()
}

impl Event {
    pub(super) fn new(line: usize) -> Self {
        Self {
            line,
            uid: String::new(),
            start: None,
            end: None,
            rule: None,
            also: Vec::new(),
            not: Vec::new(),
            instead_of: None,
            is_free: false,
            periods: Vec::new(),
        }
    }

    pub(super) fn take(&mut self, line: &Line, zone: &TimeZone) -> Result<(), Fault> {
        match line.name.as_str() {
            "UID" => self.uid.clone_from(&line.value),
            "DTSTART" => self.start = Some(stamp::one(line, zone)?),
            "DTEND" => self.end = Some(Length::Until(line.number, stamp::one(line, zone)?)),
            "DURATION" => self.end = Some(Length::For(duration(line, &line.value)?)),
            "RRULE" => self.rule = Some((line.number, line.value.clone())),
            "RDATE" => self.also.extend(stamp::stamps(line, zone)?),
            "EXDATE" => self.not.extend(stamp::stamps(line, zone)?),
            "RECURRENCE-ID" => self.instead_of = Some(stamp::one(line, zone)?.moment()),
            "TRANSP" => self.is_free |= line.is("TRANSP", "TRANSPARENT"),
            "STATUS" => self.is_free |= line.is("STATUS", "CANCELLED"),
            "X-MICROSOFT-CDO-BUSYSTATUS" => {
                self.is_free |= line.value.eq_ignore_ascii_case("FREE");
            }
            "FREEBUSY" => {
                let is_free = line.param("FBTYPE") == Some("FREE");
                for text in line.value.split(',').filter(|_| !is_free) {
                    self.periods.push(period(line, text, zone)?);
                }
            }
            _ => {}
        }
        Ok(())
    }

    /// Whether it can be placed in time at all.
    pub(super) fn check(&self) -> Result<(), Fault> {
        if self.start.is_none() && self.periods.is_empty() && !self.is_free {
            return Err(Fault::at(self.line, Why::NoStart));
        }
        Ok(())
    }

    /// Adds when this event makes somebody busy.
    pub(super) fn busy(
        &self,
        asked: &Asked<'_>,
        changed: &Changed<'_>,
        found: &mut Vec<Busy>,
    ) -> Result<(), Fault> {
        if self.is_free {
            return Ok(());
        }
        let period = asked.period;
        let mut add = |from: Timestamp, until: Timestamp| {
            let (from, until) = (from.max(period.from), until.min(period.until));
            if from < until {
                found.push(Busy { from, until });
            }
        };
        for one in &self.periods {
            add(one.from, one.until);
        }
        let Some(start) = &self.start else {
            return Ok(());
        };
        // What stands in the free/busy list of a period is its whole content.
        if !self.periods.is_empty() {
            return Ok(());
        }
        let lasts = self.length(start)?;
        let mut starts = match &self.rule {
            Some((line, rule)) => {
                let reach = lasts.reach();
                let ends = |stamp: &Stamp| lasts.end(stamp) > period.from;
                repeat::starts(start, rule, period.until, reach, ends)
                    .ok_or(Fault::at(*line, Why::Repeat))?
            }
            None => vec![start.clone()],
        };
        starts.extend(self.also.iter().cloned());
        if starts.len() > MAX_BUSY {
            return Err(Fault::at(self.line, Why::TooMany));
        }
        let not: BTreeSet<Timestamp> = self.not.iter().map(Stamp::moment).collect();
        let not_days: BTreeSet<_> = self
            .not
            .iter()
            .filter(|stamp| stamp.is_day)
            .map(Stamp::date)
            .collect();
        for stamp in starts {
            let at = stamp.moment();
            let is_out = not.contains(&at)
                || not_days.contains(&stamp.date())
                || (self.instead_of.is_none() && changed.contains(&(self.uid.as_str(), at)));
            if !is_out {
                add(at, lasts.end(&stamp));
            }
        }
        Ok(())
    }

    fn length(&self, start: &Stamp) -> Result<Lasts, Fault> {
        let lasts = match &self.end {
            None => Lasts {
                days: i64::from(start.is_day),
                time: SignedDuration::ZERO,
            },
            Some(Length::For(lasts)) => *lasts,
            Some(Length::Until(line, end)) => {
                let length = end.moment().duration_since(start.moment());
                if length.is_negative() {
                    return Err(Fault::at(*line, Why::Backwards));
                }
                if start.is_day {
                    let days = start.date().until(end.date()).unwrap_or_default();
                    Lasts {
                        days: i64::from(days.get_days().max(1)),
                        time: SignedDuration::ZERO,
                    }
                } else {
                    Lasts {
                        days: 0,
                        time: length,
                    }
                }
            }
        };
        Ok(lasts)
    }
}

/// How long it takes: days on the wall, and time that passes.
#[derive(Clone, Copy, Debug)]
struct Lasts {
    days: i64,
    time: SignedDuration,
}

impl Lasts {
    fn end(&self, stamp: &Stamp) -> Timestamp {
        let later = Span::new()
            .try_days(self.days)
            .ok()
            .and_then(|days| stamp.later(days));
        later
            .and_then(|stamp| stamp.moment().checked_add(self.time).ok())
            .unwrap_or(Timestamp::MAX)
    }

    /// Whether it takes any time.
    fn reach(&self) -> bool {
        self.days > 0 || !self.time.is_zero()
    }
}

fn period(line: &Line, text: &str, zone: &TimeZone) -> Result<Busy, Fault> {
    let fault = line.fault(Why::Time);
    let (from, until) = text.split_once('/').ok_or(fault)?;
    let from = stamp::stamp(from, zone).ok_or(fault)?;
    let until = match stamp::stamp(until, zone) {
        Some(until) => until.moment(),
        None => duration(line, until)?.end(&from),
    };
    let from = from.moment();
    if until < from {
        return Err(line.fault(Why::Backwards));
    }
    Ok(Busy { from, until })
}

/// `PT1H30M`, `P1D`, `P2W`; none that goes back.
fn duration(line: &Line, text: &str) -> Result<Lasts, Fault> {
    let fault = line.fault(Why::Duration);
    let text = text.trim_start_matches('+');
    let is_iso = text.starts_with('P') && text.len() < 40;
    let span: Span = text.parse().ok().filter(|_| is_iso).ok_or(fault)?;
    if span.is_negative() || span.get_months() != 0 || span.get_years() != 0 {
        return Err(fault);
    }
    let (weeks, days) = (i64::from(span.get_weeks()), i64::from(span.get_days()));
    let time = span.weeks(0).days(0);
    Ok(Lasts {
        days: 7 * weeks + days,
        time: SignedDuration::try_from(time).map_err(|_| fault)?,
    })
}
