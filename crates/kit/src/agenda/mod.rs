//! Reading somebody's calendar (iCalendar, RFC 5545): when it says that they are busy, and nothing else.
//!
//! Titles, places, notes and other people are passed over unread and come back nowhere, not even in a fault: that names
//! a line and a reason. What is marked as free, was cancelled or lies outside the period asked for is no busy time.
//!
//! Times are those of the event's own zone, or of the zone given where it names none. A time on the wall that does not
//! exist counts with the offset before it, one that exists twice is the first. Events that repeat are worked out by
//! `rrule` on the wall clock, so that they stay at their hour when the clock changes.

mod event;
mod lines;
mod repeat;
mod stamp;

#[cfg(test)]
mod tests;

use jiff::Timestamp;
use jiff::tz::TimeZone;

use event::Event;
use lines::Line;

/// Largest calendar that is read, in bytes.
pub const MAX_BYTES: usize = 2 * 1024 * 1024;
/// Most events in it.
pub const MAX_EVENTS: usize = 5_000;
/// Most busy times that come out of it.
pub const MAX_BUSY: usize = 5_000;

/// Busy from a moment until another.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Busy {
    pub from: Timestamp,
    pub until: Timestamp,
}

crate::word_enum! {
    /// What is wrong with a calendar.
    pub enum Why {
        /// It does not begin with `BEGIN:VCALENDAR`.
        NotACalendar = "not_a_calendar",
        /// Not text in UTF-8.
        NotText = "not_text",
        TooLarge = "too_large",
        /// More events, or more busy times, than anybody has.
        TooMany = "too_many",
        /// A line without a colon.
        NoColon = "no_colon",
        /// Something begins and does not end, or the other way round.
        NotClosed = "not_closed",
        /// An event that does not say when it begins.
        NoStart = "no_start",
        /// Not a date or time.
        Time = "time",
        /// A time zone that is not known.
        Zone = "zone",
        Duration = "duration",
        /// It ends before it begins.
        Backwards = "backwards",
        /// How it repeats cannot be understood.
        Repeat = "repeat",
    }
}

/// Where a calendar cannot be read, and why.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("line {line}: {why}")]
pub struct Fault {
    /// From 1.
    pub line: usize,
    pub why: Why,
}

impl Fault {
    fn at(line: usize, why: Why) -> Self {
        Self { line, why }
    }
}

/// How a calendar is read.
#[derive(Clone, Copy)]
pub struct Asked<'a> {
    /// Of times that name no zone.
    pub zone: &'a TimeZone,
    /// Only what lies in it, cut off at its ends.
    pub period: Busy,
    /// Events whose UID this says yes to are passed over: they came from us.
    pub is_ours: &'a dyn Fn(&str) -> bool,
}

/// When somebody is busy, in order and put together where it touches.
pub fn busy(bytes: &[u8], asked: &Asked<'_>) -> Result<Vec<Busy>, Fault> {
    if bytes.len() > MAX_BYTES {
        return Err(Fault::at(1, Why::TooLarge));
    }
    let text = std::str::from_utf8(bytes).map_err(|error| {
        let before = &bytes[..error.valid_up_to()];
        let line = before.split(|byte| *byte == b'\n').count();
        Fault::at(line, Why::NotText)
    })?;
    let lines = lines::read(text.strip_prefix('\u{feff}').unwrap_or(text))?;
    let mut events = events(&lines, asked.zone)?;
    events.retain(|event| !(asked.is_ours)(&event.uid));
    let changed = event::changed(&events);
    let mut found = Vec::new();
    for event in &events {
        event.busy(asked, &changed, &mut found)?;
        if found.len() > MAX_BUSY {
            return Err(Fault::at(event.line, Why::TooMany));
        }
    }
    Ok(together(found))
}

/// Everything in the calendar that takes time, with what stands in it at its own level.
fn events(lines: &[Line], zone: &TimeZone) -> Result<Vec<Event>, Fault> {
    let mut open: Vec<(&str, usize)> = Vec::new();
    let mut events: Vec<Event> = Vec::new();
    for line in lines {
        if open.is_empty() && !line.is("BEGIN", "VCALENDAR") {
            return Err(Fault::at(line.number, Why::NotACalendar));
        }
        let takes_time =
            |open: &[(&str, usize)]| open.len() == 2 && matches!(open[1].0, "VEVENT" | "VFREEBUSY");
        match line.name.as_str() {
            "BEGIN" => {
                open.push((line.component(), line.number));
                if takes_time(&open) {
                    events.push(Event::new(line.number));
                }
                if events.len() > MAX_EVENTS {
                    return Err(Fault::at(line.number, Why::TooMany));
                }
            }
            "END" => {
                let closes = takes_time(&open);
                if open.pop().is_none_or(|(name, _)| name != line.component()) {
                    return Err(Fault::at(line.number, Why::NotClosed));
                }
                if let Some(event) = events.last().filter(|_| closes) {
                    event.check()?;
                }
            }
            _ => {
                if let Some(event) = events.last_mut().filter(|_| takes_time(&open)) {
                    event.take(line, zone)?;
                }
            }
        }
    }
    match open.first() {
        Some((_, line)) => Err(Fault::at(*line, Why::NotClosed)),
        None if lines.is_empty() => Err(Fault::at(1, Why::NotACalendar)),
        None => Ok(events),
    }
}

fn together(mut all: Vec<Busy>) -> Vec<Busy> {
    all.sort_unstable();
    let mut out: Vec<Busy> = Vec::new();
    for one in all {
        match out.last_mut() {
            Some(last) if one.from <= last.until => last.until = last.until.max(one.until),
            _ => out.push(one),
        }
    }
    out
}
