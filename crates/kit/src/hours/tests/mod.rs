//! Opening hours: what expressions mean, what people type, and what others read.

mod exchange;
mod meaning;
mod naive;
mod narrowed;
mod nights;
mod periods;
mod properties;
mod syntax;
mod typed;

use std::collections::BTreeMap;
use std::sync::Arc;

use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;

use super::{Exception, Holidays, Hours, State, Timetable};

fn amsterdam() -> TimeZone {
    TimeZone::get("Europe/Amsterdam").unwrap()
}

fn date(text: &str) -> Date {
    text.parse().unwrap()
}

/// A time on the clock in Amsterdam.
fn at(text: &str) -> Timestamp {
    let wall: jiff::civil::DateTime = text.parse().unwrap();
    amsterdam().to_timestamp(wall).unwrap()
}

fn holidays(days: &[&str]) -> Arc<Holidays> {
    Arc::new(Holidays {
        public: days.iter().map(|day| date(day)).collect(),
        school: None,
    })
}

fn on(osm: &str, days: &[&str]) -> Timetable {
    Hours::parse(osm)
        .unwrap_or_else(|error| panic!("{osm}: {error}"))
        .on(&amsterdam(), &holidays(days))
        .unwrap()
}

fn closed_on(days: &[&str]) -> Arc<BTreeMap<Date, Exception>> {
    let exception = Exception {
        spans: vec![],
        reason: "verbouwing".to_owned(),
    };
    Arc::new(
        days.iter()
            .map(|day| (date(day), exception.clone()))
            .collect(),
    )
}

/// `22 22:00-23 02:00 open | …`: day of the month and time on the wall of everything not closed.
fn told(timetable: &Timetable, from: &str, to: &str) -> String {
    let all: Vec<String> = timetable
        .intervals(at(from), at(to))
        .into_iter()
        .filter(|interval| interval.state != State::Closed)
        .map(|interval| {
            let wall = |at: Timestamp| amsterdam().to_datetime(at).strftime("%d %H:%M").to_string();
            let word = if interval.state == State::Open {
                ""
            } else {
                " ?"
            };
            format!("{}-{}{word}", wall(interval.from), wall(interval.to))
        })
        .collect();
    all.join(" | ")
}

/// Numbers by chance that are the same on every run.
struct Dice(u64);

impl Dice {
    fn below(&mut self, limit: u64) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0 % limit
    }

    fn pick<'a, T>(&mut self, all: &'a [T]) -> &'a T {
        let index = self.below(all.len() as u64);
        &all[usize::try_from(index).unwrap()]
    }
}
