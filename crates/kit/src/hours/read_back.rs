//! Reading back what was written for HSDS, and in tests for schema.org.

use jiff::civil::Date;

use super::evaluate::{DAY, State};
use super::exchange::{DAYS, HsdsSchedule, Published, usize_of, weekday_of};
#[cfg(test)]
use super::exchange::{OpeningHoursSpecification, SCHEMA};

/// What a list for schema.org says of a day.
#[cfg(test)]
pub(super) fn schema_back(all: &[OpeningHoursSpecification], date: Date) -> Vec<Published> {
    let name = format!("{SCHEMA}{}", DAYS[usize_of(weekday_of(date))].1);
    let is_dated = |one: &OpeningHoursSpecification| {
        one.valid_from.is_some_and(|from| from <= date)
            && one.valid_through.is_some_and(|through| date <= through)
    };
    let has_dated = all.iter().any(is_dated);
    let mut spans: Vec<Published> = all
        .iter()
        .filter(|one| {
            if has_dated {
                is_dated(one)
            } else {
                one.valid_from.is_none() && one.day_of_week.contains(&name)
            }
        })
        .filter(|one| !(one.opens == "00:00" && one.closes == "00:00"))
        .filter_map(|one| span_of(&one.opens, &one.closes, State::Open))
        .collect();
    spans.sort_unstable_by_key(|span| span.0);
    spans
}

/// What HSDS schedules say of a day.
pub fn hsds_back(all: &[HsdsSchedule], date: Date, on_appointment: &str) -> Vec<Published> {
    let is_dated = |one: &HsdsSchedule| {
        one.freq.is_none() && one.valid_from == Some(date) && one.valid_to == Some(date)
    };
    let has_dated = all.iter().any(is_dated);
    let mut spans: Vec<Published> = all
        .iter()
        .filter(|one| {
            if has_dated {
                is_dated(one)
            } else {
                one.freq.is_some() && returns(one, date)
            }
        })
        .filter_map(|one| {
            let state = if one.notes.as_deref() == Some(on_appointment) {
                State::ByAppointment
            } else {
                State::Open
            };
            span_of(one.opens_at.as_deref()?, one.closes_at.as_deref()?, state)
        })
        .collect();
    spans.sort_unstable_by_key(|span| span.0);
    spans.dedup();
    spans
}

/// Whether the RRULE of a schedule falls on a day: BYDAY with or without a number before it.
fn returns(schedule: &HsdsSchedule, date: Date) -> bool {
    let of_month = (date.day() - 1) / 7 + 1;
    let from_end = (date.days_in_month() - date.day()) / 7 + 1;
    let name = DAYS[usize_of(weekday_of(date))].2;
    let byday = schedule.byday.as_deref().unwrap_or_default();
    byday.split(',').any(|day| {
        day.strip_suffix(name).is_some_and(|nth| {
            nth.is_empty()
                || nth
                    .parse::<i8>()
                    .is_ok_and(|nth| nth == of_month || nth == -from_end)
        })
    })
}

fn span_of(opens: &str, closes: &str, state: State) -> Option<Published> {
    let minutes = |text: &str| -> Option<u16> {
        let (hour, minute) = text.split_once(':')?;
        let (hour, minute): (u16, u16) = (hour.parse().ok()?, minute.parse().ok()?);
        (hour < 24 && minute < 60).then_some(hour * 60 + minute)
    };
    let (from, to) = (minutes(opens)?, minutes(closes)?);
    let to = match (from, to) {
        (0, 1439) => DAY,
        _ if to <= from => to + DAY,
        _ => to,
    };
    Some((from, to, state))
}
