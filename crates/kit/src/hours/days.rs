//! Whether a day is one of those a rule names.

use jiff::civil::{Date, Weekday};
use jiff::{Span as Duration, ToSpan as _};

use super::evaluate::Holidays;
use super::expression::{
    Base, DateRange, Day, DaySelector, HolidayDays, Nth, WeekRange, WeekdayRange, YearRange,
};

impl DaySelector {
    /// Whether `date` is one of these days.
    pub(super) fn includes(&self, date: Date, holidays: &Holidays) -> bool {
        any(&self.years, |range| in_years(range, date))
            && any(&self.dates, |range| in_dates(range, date))
            && any(&self.weeks, |range| in_weeks(range, date))
            && self.is_weekday_or_holiday(date, holidays)
    }

    fn is_weekday_or_holiday(&self, date: Date, holidays: &Holidays) -> bool {
        let weekday = || self.weekdays.iter().any(|range| is_weekday(range, date));
        let holiday = || {
            self.holidays
                .iter()
                .any(|named| is_holiday(named, date, holidays))
        };
        match (self.weekdays.is_empty(), self.holidays.is_empty()) {
            (true, true) => true,
            (false, true) => weekday(),
            (true, false) => holiday(),
            (false, false) if self.needs_both => weekday() && holiday(),
            (false, false) => weekday() || holiday(),
        }
    }
}

fn any<T>(members: &[T], is: impl FnMut(&T) -> bool) -> bool {
    members.is_empty() || members.iter().any(is)
}

fn in_years(range: &YearRange, date: Date) -> bool {
    let year = date.year();
    year >= range.from
        && range.to.is_none_or(|to| year <= to)
        && (year - range.from) % range.step == 0
}

fn in_weeks(range: &WeekRange, date: Date) -> bool {
    let week = date.iso_week_date().week();
    (range.from..=range.to).contains(&week) && (week - range.from) % range.step == 0
}

fn is_weekday(range: &WeekdayRange, date: Date) -> bool {
    let Some(date) = moved(date, -range.days) else {
        return false;
    };
    let day = |weekday: Weekday| weekday.to_monday_zero_offset();
    let (from, to, is) = (day(range.from), day(range.to), day(date.weekday()));
    let is_named = if from <= to {
        (from..=to).contains(&is)
    } else {
        is >= from || is <= to
    };
    is_named
        && any(&range.nth, |Nth(nth)| {
            if *nth > 0 {
                (date.day() - 1) / 7 + 1 == *nth
            } else {
                (date.days_in_month() - date.day()) / 7 + 1 == -nth
            }
        })
}

fn is_holiday(named: &HolidayDays, date: Date, holidays: &Holidays) -> bool {
    moved(date, -named.days).is_some_and(|date| {
        if named.is_school {
            holidays
                .school
                .iter()
                .flatten()
                .any(|range| range.contains(&date))
        } else {
            holidays.public.contains(&date)
        }
    })
}

fn in_dates(range: &DateRange, date: Date) -> bool {
    match range {
        DateRange::Months { year, from, to } => in_months(*year, *from, *to, date),
        DateRange::Days { from, to: None } => {
            years(from, date).any(|year| on(from, year, Edge::Exact).is_some_and(|day| day == date))
        }
        DateRange::Days { from, to: Some(to) } => years(from, date).any(|year| {
            let Some(first) = on(from, year, Edge::First) else {
                return false;
            };
            let last = match to.year {
                Some(year) => on(to, year, Edge::Last),
                None => on(to, year, Edge::Last)
                    .filter(|last| *last >= first)
                    .or_else(|| on(to, year.saturating_add(1), Edge::Last)),
            };
            last.is_some_and(|last| first <= date && date <= last)
        }),
    }
}

/// The years whose day could reach `date`.
fn years(from: &Day, date: Date) -> std::ops::RangeInclusive<i16> {
    match from.year {
        Some(year) => year..=year,
        None => date.year().saturating_sub(1)..=date.year().saturating_add(1),
    }
}

fn in_months(year: Option<i16>, from: i8, to: i8, date: Date) -> bool {
    let month = date.month();
    if from <= to {
        year.is_none_or(|year| year == date.year()) && (from..=to).contains(&month)
    } else if month >= from {
        year.is_none_or(|year| year == date.year())
    } else {
        month <= to && year.is_none_or(|year| year.saturating_add(1) == date.year())
    }
}

/// What becomes of 29 February in a year that has none.
#[derive(Clone, Copy)]
pub(super) enum Edge {
    Exact,
    First,
    Last,
}

/// That day in this year.
pub(super) fn on(day: &Day, year: i16, edge: Edge) -> Option<Date> {
    let base = match day.base {
        Base::Date(month, number) => match (Date::new(year, month, number), edge) {
            (Ok(date), _) => date,
            (Err(_), Edge::Exact) => return None,
            (Err(_), Edge::First) => Date::new(year, month.checked_add(1)?, 1).ok()?,
            (Err(_), Edge::Last) => Date::new(year, month, 1).ok()?.last_of_month(),
        },
        Base::Nth(month, weekday, Nth(nth)) => Date::new(year, month, 1)
            .ok()?
            .nth_weekday_of_month(nth, weekday)
            .ok()?,
        Base::Easter => easter(year)?,
    };
    let toward = match day.shift.weekday {
        None => 0,
        Some((true, weekday)) => i16::from(base.weekday().until(weekday)),
        Some((false, weekday)) => -i16::from(base.weekday().since(weekday)),
    };
    moved(base, toward.saturating_add(day.shift.days))
}

fn moved(date: Date, days: i16) -> Option<Date> {
    if days == 0 {
        return Some(date);
    }
    let by: Duration = i64::from(days).days();
    date.checked_add(by).ok()
}

/// Easter Sunday in the Gregorian calendar (the anonymous algorithm of 1876).
pub(super) fn easter(year: i16) -> Option<Date> {
    let year_of = i32::from(year);
    let (golden, century, rest) = (
        year_of.rem_euclid(19),
        year_of.div_euclid(100),
        year_of.rem_euclid(100),
    );
    let correction = (century - (century + 8).div_euclid(25) + 1).div_euclid(3);
    let moon = (19 * golden + century - century.div_euclid(4) - correction + 15).rem_euclid(30);
    let sunday = (32 + 2 * century.rem_euclid(4) + 2 * (rest / 4) - moon - rest % 4).rem_euclid(7);
    let shift = (golden + 11 * moon + 22 * sunday) / 451;
    let day = moon + sunday - 7 * shift + 114;
    Date::new(
        year,
        i8::try_from(day / 31).ok()?,
        i8::try_from(day % 31 + 1).ok()?,
    )
    .ok()
}
