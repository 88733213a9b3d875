//! A calendar in iCalendar (RFC 5545).
//!
//! Written here: what we need of the format is lines, folding and escaping, and the definition of
//! one zone. Other zones are written in UTC, and so is a time on the wall that exists twice.

use jiff::Timestamp;
use jiff::tz::TimeZone;

use super::evaluate::{Interval, State, Timetable};

/// One event of a calendar.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Event {
    pub uid: String,
    pub from: Timestamp,
    pub to: Timestamp,
    pub summary: String,
    pub description: Option<String>,
    pub location: Option<String>,
    pub url: Option<String>,
    pub sequence: u32,
    /// When it last changed; empty: the moment of the calendar.
    pub changed_at: Option<Timestamp>,
    /// It was announced and does not happen.
    pub is_cancelled: bool,
}

/// The longest a line may be, in bytes without its end.
const LINE: usize = 75;
const AMSTERDAM: &str = "Europe/Amsterdam";
/// The rule since 1996, and for before that in the form in which calendars ship it.
const VTIMEZONE: [&str; 17] = [
    "BEGIN:VTIMEZONE",
    "TZID:Europe/Amsterdam",
    "BEGIN:DAYLIGHT",
    "DTSTART:19700329T020000",
    "RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU",
    "TZOFFSETFROM:+0100",
    "TZOFFSETTO:+0200",
    "TZNAME:CEST",
    "END:DAYLIGHT",
    "BEGIN:STANDARD",
    "DTSTART:19701025T030000",
    "RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU",
    "TZOFFSETFROM:+0200",
    "TZOFFSETTO:+0100",
    "TZNAME:CET",
    "END:STANDARD",
    "END:VTIMEZONE",
];

impl Timetable {
    /// The open hours of a period as events; `uid` and `summary` say what of each.
    pub fn events(
        &self,
        from: Timestamp,
        to: Timestamp,
        uid: impl Fn(&Interval) -> String,
        summary: impl Fn(&Interval) -> String,
    ) -> Vec<Event> {
        self.intervals(from, to)
            .into_iter()
            .filter(|interval| interval.state == State::Open)
            .map(|interval| Event {
                uid: uid(&interval),
                summary: summary(&interval),
                description: interval.note.as_deref().map(str::to_owned),
                from: interval.from,
                to: interval.to,
                location: None,
                url: None,
                sequence: 0,
                changed_at: None,
                is_cancelled: false,
            })
            .collect()
    }
}

/// A calendar of events on the clock of `zone`, made at `stamp` by `product` (`-//org//product//NL`). An event that knows
/// when it changed says that instead of `stamp`, so that a calendar in which nothing changed stays the same.
pub fn calendar(
    product: &str,
    name: &str,
    zone: &TimeZone,
    stamp: Timestamp,
    events: &[Event],
) -> String {
    let mut out = String::new();
    let mut line = |text: &str| fold(&mut out, text);
    line("BEGIN:VCALENDAR");
    line("VERSION:2.0");
    line(&format!("PRODID:{}", one_line(product)));
    line("METHOD:PUBLISH");
    line(&format!("X-WR-CALNAME:{}", escaped(name)));
    line("REFRESH-INTERVAL;VALUE=DURATION:PT12H");
    line("X-PUBLISHED-TTL:PT12H");
    for text in VTIMEZONE {
        line(text);
    }
    // What begins and ends within the hour that the clock skips takes no time, and an event may not end before it begins.
    for event in events.iter().filter(|event| event.from < event.to) {
        line("BEGIN:VEVENT");
        line(&format!("UID:{}", escaped(&event.uid)));
        line(&format!(
            "DTSTAMP:{}",
            utc(event.changed_at.unwrap_or(stamp))
        ));
        line(&format!("DTSTART{}", moment(zone, event.from)));
        line(&format!("DTEND{}", moment(zone, event.to)));
        line(&format!("SUMMARY:{}", escaped(&event.summary)));
        if let Some(text) = &event.description {
            line(&format!("DESCRIPTION:{}", escaped(text)));
        }
        if let Some(text) = &event.location {
            line(&format!("LOCATION:{}", escaped(text)));
        }
        if let Some(text) = &event.url {
            line(&format!("URL:{}", one_line(text)));
        }
        line(&format!("SEQUENCE:{}", event.sequence));
        line(if event.is_cancelled {
            "STATUS:CANCELLED"
        } else {
            "STATUS:CONFIRMED"
        });
        line("END:VEVENT");
    }
    line("END:VCALENDAR");
    out
}

/// Ends a line, and breaks it where it is too long: never within a character.
fn fold(out: &mut String, text: &str) {
    let mut used = 0;
    for one in text.chars() {
        if used + one.len_utf8() > LINE {
            out.push_str("\r\n ");
            used = 1;
        }
        out.push(one);
        used += one.len_utf8();
    }
    out.push_str("\r\n");
}

fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for one in text.replace("\r\n", "\n").chars() {
        match one {
            '\\' | ';' | ',' => out.extend(['\\', one]),
            '\n' => out.push_str("\\n"),
            one if one.is_control() && one != '\t' => {}
            one => out.push(one),
        }
    }
    out
}

/// For values that have no escapes.
fn one_line(text: &str) -> String {
    text.chars().filter(|one| !one.is_control()).collect()
}

fn utc(at: Timestamp) -> String {
    at.strftime("%Y%m%dT%H%M%SZ").to_string()
}

fn moment(zone: &TimeZone, at: Timestamp) -> String {
    let wall = zone.to_datetime(at);
    let is_plain = zone.iana_name() == Some(AMSTERDAM)
        && zone.to_timestamp(wall).is_ok_and(|back| back == at)
        && wall.year() >= 1996;
    if is_plain {
        format!(";TZID={AMSTERDAM}:{}", wall.strftime("%Y%m%dT%H%M%S"))
    } else {
        format!(":{}", utc(at))
    }
}
