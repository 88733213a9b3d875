//! The parts of the year in an expression: months, dates, easter, and what is counted from them.

use super::days::{Edge, on};
use super::expression::{Base, DateRange, Day, HoursError, LAST_YEAR, Nth, Problem, Shift};
use super::parse::nth;
use super::scan::Scan;

type Result<T> = std::result::Result<T, HoursError>;

pub(super) fn date_range(scan: &mut Scan<'_>) -> Result<Option<DateRange>> {
    let start = *scan;
    let mut ahead = *scan;
    let year = ahead.year();
    ahead.skip_spaces();
    if ahead.word("easter") {
        let from = Day {
            year,
            base: Base::Easter,
            shift: shift(&mut ahead)?,
        };
        *scan = ahead;
        return until(scan, start, from).map(Some);
    }
    let Some(month) = ahead.month() else {
        return Ok(None);
    };
    let mut day_ahead = ahead;
    if let Some(base) = day_of(&mut day_ahead, month)? {
        let from = Day {
            year,
            base,
            shift: shift(&mut day_ahead)?,
        };
        let is_counted = matches!(base, Base::Nth(..));
        let mut range = day_ahead;
        let found = until(&mut range, start, from)?;
        // `Dec Mo[-1]` alone is a month and a weekday, which weekdays below read as well.
        if !(is_counted && matches!(found, DateRange::Days { to: None, .. })) {
            *scan = range;
            return Ok(Some(found));
        }
        if from.shift != Shift::default() {
            *scan = day_ahead;
            return Ok(Some(found));
        }
    }
    *scan = ahead;
    let mut to = month;
    if ahead.take_spaced("-") {
        match ahead.month() {
            Some(last) => {
                to = last;
                *scan = ahead;
            }
            None => return Err(ahead.wrong(Problem::Unexpected)),
        }
    }
    Ok(Some(DateRange::Months {
        year,
        from: month,
        to,
    }))
}

/// The month and year that a bare number after a comma belongs to.
pub(super) fn month_of(range: &DateRange) -> Option<(Option<i16>, i8)> {
    let DateRange::Days { from, to } = range else {
        return None;
    };
    let last = to.unwrap_or(*from);
    if last.year == Some(LAST_YEAR) {
        return None;
    }
    match last.base {
        Base::Date(month, _) => Some((last.year.or(from.year), month)),
        _ => None,
    }
}

/// The `26` of `Dec 25,26`.
pub(super) fn same_month(
    scan: &mut Scan<'_>,
    month: Option<(Option<i16>, i8)>,
) -> Result<Option<DateRange>> {
    let mut ahead = *scan;
    let Some((year, month)) = month else {
        return Ok(None);
    };
    if ahead.time()?.is_some() || ahead.year().is_some() || ahead.letters() != "" {
        return Ok(None);
    }
    let mut ahead = *scan;
    let Some(base) = day_of(&mut ahead, month)? else {
        return Ok(None);
    };
    let from = Day {
        year,
        base,
        shift: shift(&mut ahead)?,
    };
    let found = until(&mut ahead, *scan, from)?;
    *scan = ahead;
    Ok(Some(found))
}

/// The day after a month: a number, or a counted weekday.
fn day_of(scan: &mut Scan<'_>, month: i8) -> Result<Option<Base>> {
    scan.skip_spaces();
    let start = *scan;
    let mut ahead = *scan;
    if ahead.time()?.is_some() {
        return Ok(None);
    }
    let mut ahead = *scan;
    if let Some(day) = ahead.number(2) {
        let day = i8::try_from(day)
            .ok()
            .filter(|day| (1..=longest(month)).contains(day))
            .ok_or_else(|| start.wrong(Problem::Date))?;
        *scan = ahead;
        return Ok(Some(Base::Date(month, day)));
    }
    if let Some(weekday) = ahead.weekday() {
        let counts = nth(&mut ahead)?;
        if let [Nth(one)] = counts.as_slice() {
            *scan = ahead;
            return Ok(Some(Base::Nth(month, weekday, Nth(*one))));
        }
    }
    Ok(None)
}

/// The days of a month in the longest year it has.
fn longest(month: i8) -> i8 {
    match month {
        2 => 29,
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    }
}

/// The end of a range of days, if there is one; `+` is until the end of the year, or for ever where a year is named.
fn until(scan: &mut Scan<'_>, start: Scan<'_>, from: Day) -> Result<DateRange> {
    let mut ahead = *scan;
    if ahead.take("+") {
        *scan = ahead;
        let end = Day {
            year: from.year.map(|_| LAST_YEAR),
            base: Base::Date(12, 31),
            shift: Shift::default(),
        };
        return Ok(DateRange::Days {
            from,
            to: Some(end),
        });
    }
    if !ahead.take_spaced("-") {
        return Ok(DateRange::Days { from, to: None });
    }
    let year = ahead.year();
    ahead.skip_spaces();
    let base = if ahead.word("easter") {
        Base::Easter
    } else if let Some(month) = ahead.month() {
        day_of(&mut ahead, month)?.ok_or_else(|| ahead.wrong(Problem::Unexpected))?
    } else if let (None, Base::Date(month, _)) = (year, from.base) {
        let last = day_of(&mut ahead, month)?;
        last.filter(|base| matches!(base, Base::Date(..)))
            .ok_or_else(|| ahead.wrong(Problem::Unexpected))?
    } else {
        return Err(ahead.wrong(Problem::Unexpected));
    };
    let to = Day {
        year,
        base,
        shift: shift(&mut ahead)?,
    };
    let is_earlier_year = from.year.zip(to.year).is_some_and(|(from, to)| to < from);
    if is_earlier_year || (!scan.is_kept && ends_before_it_begins(&from, &to)) {
        return Err(start.wrong(Problem::Backwards));
    }
    if from.year.is_none() && to.year.is_some() {
        return Err(start.wrong(Problem::Date));
    }
    *scan = ahead;
    Ok(DateRange::Days { from, to: Some(to) })
}

/// Whether of two days that both name their year the last lies before the first.
pub(super) fn ends_before_it_begins(from: &Day, to: &Day) -> bool {
    let Some((first, last)) = from.year.zip(to.year) else {
        return false;
    };
    let days = on(from, first, Edge::First).zip(on(to, last, Edge::Last));
    last < first || days.is_some_and(|(from, to)| to < from)
}

fn shift(scan: &mut Scan<'_>) -> Result<Shift> {
    let mut found = Shift::default();
    let mut ahead = *scan;
    ahead.skip_spaces();
    let sign = if ahead.take("+") {
        Some(true)
    } else if ahead.take("-") {
        Some(false)
    } else {
        None
    };
    if let Some(is_after) = sign
        && let Some(weekday) = ahead.weekday()
    {
        found.weekday = Some((is_after, weekday));
        *scan = ahead;
    }
    found.days = day_shift(scan)?;
    Ok(found)
}

/// ` -2 days`; nothing is 0.
pub(super) fn day_shift(scan: &mut Scan<'_>) -> Result<i16> {
    let mut ahead = *scan;
    let start = *ahead.skip_spaces();
    let sign = if ahead.take("+") {
        1
    } else if ahead.take("-") {
        -1
    } else {
        return Ok(0);
    };
    let Some(number) = ahead.skip_spaces().number(3) else {
        return Ok(0);
    };
    ahead.skip_spaces();
    if !(ahead.word("days") || ahead.word("day")) {
        return Ok(0);
    }
    if number == 0 || number > 366 {
        return Err(start.wrong(Problem::Date));
    }
    *scan = ahead;
    Ok(sign * number)
}
