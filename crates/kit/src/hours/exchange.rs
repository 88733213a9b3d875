//! Hours as others read them: schema.org and HSDS.
//!
//! Neither knows all that an expression can say. Both therefore get the week that always returns and,
//! for the days of a period on which it is otherwise, those days by date; HSDS moreover gets what returns by
//! the month. A dated day replaces the others. What is written reads back as the same hours on every
//! day of the period.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::{Date, Weekday};
use serde::{Deserialize, Serialize};

use super::Hours;
use super::evaluate::{DAY, State, Timetable};
use super::expression::{DaySelector, Nth, Rule};
use super::read_back::hsds_back;

/// Open or on appointment from minute to minute of the day it begins on; the end may lie in the next.
pub type Published = (u16, u16, State);

/// One entry of `openingHoursSpecification` or `specialOpeningHoursSpecification`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct OpeningHoursSpecification {
    #[serde(rename = "@type")]
    pub kind: String,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub day_of_week: Vec<String>,
    pub opens: String,
    pub closes: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub valid_from: Option<Date>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub valid_through: Option<Date>,
}

/// A schedule of HSDS 3. One with a `valid_from` equal to its `valid_to` replaces the others on that
/// day; without times it is closed then.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct HsdsSchedule {
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub freq: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub byday: Option<String>,
    pub dtstart: Option<Date>,
    pub valid_from: Option<Date>,
    pub valid_to: Option<Date>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub opens_at: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub closes_at: Option<String>,
    /// What is said of hours on appointment; nothing is said of ordinary ones.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub notes: Option<String>,
}

pub(super) const DAYS: [(Weekday, &str, &str); 7] = [
    (Weekday::Monday, "Monday", "MO"),
    (Weekday::Tuesday, "Tuesday", "TU"),
    (Weekday::Wednesday, "Wednesday", "WE"),
    (Weekday::Thursday, "Thursday", "TH"),
    (Weekday::Friday, "Friday", "FR"),
    (Weekday::Saturday, "Saturday", "SA"),
    (Weekday::Sunday, "Sunday", "SU"),
];
pub(super) const SCHEMA: &str = "https://schema.org/";

type Week = BTreeMap<i8, Vec<Published>>;

impl Timetable {
    /// What begins on this day, with what runs on past midnight; so that each hour has one day.
    pub fn published(&self, date: Date) -> Vec<Published> {
        let joined = |date: Option<Date>| {
            let mut all: Vec<Published> = vec![];
            for piece in date.map(|date| self.day(date)).unwrap_or_default() {
                match all.last_mut() {
                    Some((_, to, state)) if *to == piece.from && *state == piece.state => {
                        *to = piece.to;
                    }
                    _ => all.push((piece.from, piece.to, piece.state)),
                }
            }
            all
        };
        let mut today = joined(Some(date));
        // Before noon, and what the evening before led up to: that belongs to the day before.
        let is_rest = |first: Option<&Published>, last: Option<&Published>| {
            first.zip(last).is_some_and(|(first, last)| {
                first.0 == 0
                    && first.1 <= DAY / 2
                    && last.0 > 0
                    && last.1 == DAY
                    && first.2 == last.2
            })
        };
        let tomorrow = joined(date.tomorrow().ok());
        let before = joined(date.yesterday().ok());
        let runs_on = is_rest(tomorrow.first(), today.last());
        if let (true, Some(first), Some(last)) = (runs_on, tomorrow.first(), today.last_mut()) {
            last.1 = DAY + first.1;
        }
        if is_rest(today.first(), before.last()) {
            today.remove(0);
        }
        today
    }

    /// The days from `from` through `through`, each with what begins on it.
    fn period(&self, from: Date, through: Date) -> impl Iterator<Item = (Date, Vec<Published>)> {
        from.series(jiff::Span::new().days(1))
            .take_while(move |date| *date <= through)
            .map(|date| (date, self.published(date)))
    }

    /// The rules that hold every week, as hours of their own.
    fn weekly(&self) -> Week {
        let rules: Vec<Rule> = self
            .hours()
            .rules()
            .iter()
            .filter(|rule| holds_weekly(&rule.days))
            .cloned()
            .collect();
        let Ok(plain) = (Hours { rules }).on(self.zone(), &std::sync::Arc::default()) else {
            return Week::new();
        };
        // Any week will do: nothing in these rules depends on the date.
        let monday = Date::constant(2024, 1, 1);
        (0..7_i8)
            .filter_map(|day| {
                let date = monday
                    .checked_add(jiff::Span::new().days(i64::from(day)))
                    .ok()?;
                Some((day, plain.published(date)))
            })
            .collect()
    }

    /// For schema.org: the week, and the days of the period on which it is otherwise. What is on
    /// appointment is left out, for there is no word for it.
    pub fn schema_org(&self, from: Date, through: Date) -> Vec<OpeningHoursSpecification> {
        let week = only_open(self.weekly());
        let mut all = vec![];
        for (span, days) in by_span(&week) {
            all.push(specification(span, days, None));
        }
        for (date, spans) in self.period(from, through) {
            let spans: Vec<Published> = spans
                .into_iter()
                .filter(|span| span.2 == State::Open)
                .collect();
            if week.get(&weekday_of(date)) == Some(&spans) {
                continue;
            }
            if spans.is_empty() {
                all.push(specification((0, 0, State::Closed), vec![], Some(date)));
            }
            for span in spans {
                all.push(specification(span, vec![], Some(date)));
            }
        }
        all
    }

    /// For HSDS: the week, what returns by the month, and the days of the period on which it is
    /// otherwise. `on_appointment` is the note that goes with hours on appointment.
    pub fn hsds(&self, from: Date, through: Date, on_appointment: &str) -> Vec<HsdsSchedule> {
        let note = |state| (state == State::ByAppointment).then(|| on_appointment.to_owned());
        let base = |span: Published| HsdsSchedule {
            dtstart: Some(from),
            opens_at: Some(clock(span.0)),
            closes_at: Some(closing(span)),
            notes: note(span.2),
            ..HsdsSchedule::default()
        };
        let mut all = vec![];
        for (span, days) in by_span(&self.weekly()) {
            let names: Vec<&str> = days.iter().map(|day| DAYS[usize_of(*day)].2).collect();
            all.push(HsdsSchedule {
                freq: Some("WEEKLY".to_owned()),
                byday: Some(names.join(",")),
                ..base(span)
            });
        }
        for rule in self.hours().rules() {
            let Some(byday) = monthly(&rule.days) else {
                continue;
            };
            let alone = Hours {
                rules: vec![Rule {
                    days: DaySelector::default(),
                    ..rule.clone()
                }],
            };
            let Ok(alone) = alone.on(self.zone(), &std::sync::Arc::default()) else {
                continue;
            };
            for span in alone.published(from) {
                all.push(HsdsSchedule {
                    freq: Some("MONTHLY".to_owned()),
                    byday: Some(byday.clone()),
                    ..base(span)
                });
            }
        }
        let regular = all.clone();
        for (date, spans) in self.period(from, through) {
            if hsds_back(&regular, date, on_appointment) == spans {
                continue;
            }
            let dated = |schedule| HsdsSchedule {
                dtstart: Some(date),
                valid_from: Some(date),
                valid_to: Some(date),
                ..schedule
            };
            if spans.is_empty() {
                all.push(dated(HsdsSchedule::default()));
            }
            all.extend(spans.into_iter().map(|span| dated(base(span))));
        }
        all
    }
}

fn holds_weekly(days: &DaySelector) -> bool {
    days.years.is_empty()
        && days.dates.is_empty()
        && days.weeks.is_empty()
        && days.holidays.is_empty()
        && days.weekdays.iter().all(|range| range.nth.is_empty())
}

/// The BYDAY of a rule that names nothing but counted weekdays.
fn monthly(days: &DaySelector) -> Option<String> {
    let is_plain = days.years.is_empty()
        && days.dates.is_empty()
        && days.weeks.is_empty()
        && days.holidays.is_empty()
        && !days.weekdays.is_empty()
        && days
            .weekdays
            .iter()
            .all(|range| !range.nth.is_empty() && range.days == 0);
    is_plain.then(|| {
        let all: Vec<String> = days
            .weekdays
            .iter()
            .flat_map(|range| {
                let name = DAYS[usize_of(range.from.to_monday_zero_offset())].2;
                range.nth.iter().map(move |Nth(nth)| format!("{nth}{name}"))
            })
            .collect();
        all.join(",")
    })
}

fn only_open(week: Week) -> Week {
    week.into_iter()
        .map(|(day, spans)| {
            let open = spans.into_iter().filter(|span| span.2 == State::Open);
            (day, open.collect())
        })
        .collect()
}

/// The days that share a span, for every span of the week.
fn by_span(week: &Week) -> Vec<(Published, Vec<i8>)> {
    let all: BTreeSet<(u16, u16, bool)> = week
        .values()
        .flatten()
        .map(|(from, to, state)| (*from, *to, *state == State::ByAppointment))
        .collect();
    all.into_iter()
        .map(|(from, to, is_appointment)| {
            let state = if is_appointment {
                State::ByAppointment
            } else {
                State::Open
            };
            let span = (from, to, state);
            let days = week
                .iter()
                .filter(|(_, spans)| spans.contains(&span))
                .map(|(day, _)| *day)
                .collect();
            (span, days)
        })
        .collect()
}

fn specification(span: Published, days: Vec<i8>, date: Option<Date>) -> OpeningHoursSpecification {
    OpeningHoursSpecification {
        kind: "OpeningHoursSpecification".to_owned(),
        day_of_week: days
            .into_iter()
            .map(|day| format!("{SCHEMA}{}", DAYS[usize_of(day)].1))
            .collect(),
        opens: clock(span.0),
        closes: if span.2 == State::Closed {
            clock(0)
        } else {
            closing(span)
        },
        valid_from: date,
        valid_through: date,
    }
}

pub(super) fn weekday_of(date: Date) -> i8 {
    date.weekday().to_monday_zero_offset()
}

pub(super) fn usize_of(day: i8) -> usize {
    usize::from(day.unsigned_abs() % 7)
}

fn clock(minutes: u16) -> String {
    format!("{:02}:{:02}", minutes / 60 % 24, minutes % 60)
}

/// An end at or before the beginning lies in the next day. A whole day ends at 23:59, as is usual
/// there, for 00:00 until 00:00 is closed.
fn closing((from, to, _): Published) -> String {
    if from == 0 && to == DAY {
        "23:59".to_owned()
    } else {
        clock(to)
    }
}
