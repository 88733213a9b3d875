//! Counting with one calendar: working days, the end of a term, and back from an end.
//!
//! Dates at the edge of what a date can hold saturate; nothing here fails or panics.

use jiff::{Span, ToSpan, civil::Date};

use super::{Feestdagen, Termijn};

/// The first working day after `day`.
pub fn next_working_day(day: Date, calendar: &Feestdagen) -> Date {
    walk(day, 1, calendar, Date::tomorrow)
}

/// `day` itself when it is a working day, else the first one after it.
pub fn next_working_day_or_same(day: Date, calendar: &Feestdagen) -> Date {
    if calendar.is_working_day(day) {
        day
    } else {
        next_working_day(day, calendar)
    }
}

/// The `count`th working day after `day`; `day` itself is not counted. Zero gives `day` back.
pub fn add_working_days(day: Date, count: u16, calendar: &Feestdagen) -> Date {
    walk(day, count, calendar, Date::tomorrow)
}

/// The `count`th working day before `day`; `day` itself is not counted. Zero gives `day` back.
pub fn subtract_working_days(day: Date, count: u16, calendar: &Feestdagen) -> Date {
    walk(day, count, calendar, Date::yesterday)
}

/// How many working days lie after `from` up to and including `to`; negative when `to` is earlier.
pub fn working_days_between(from: Date, to: Date, calendar: &Feestdagen) -> i64 {
    if to < from {
        return -working_days_between(to, from, calendar);
    }
    let mut count = 0;
    let mut day = from;
    while day < to {
        let Ok(tomorrow) = day.tomorrow() else { break };
        day = tomorrow;
        count += i64::from(calendar.is_working_day(day));
    }
    count
}

/// The last day of a term that began on `start`, by the Algemene termijnenwet.
///
/// The day of the start is not counted. A term in days, weeks or months that would end on a free day
/// ends on the next working day, unless it is too long for that law (see [`Termijn::is_prolonged`]).
pub fn due_date(start: Date, termijn: Termijn, calendar: &Feestdagen) -> Date {
    let end = plain_end(start, termijn, calendar);
    prolong(start, end, termijn, calendar, |_| false)
}

/// The day that lies a term before `event`. Counting back is never moved to another day
/// (Algemene termijnenwet art. 1, second paragraph).
pub fn count_back(event: Date, termijn: Termijn, calendar: &Feestdagen) -> Date {
    match termijn {
        Termijn::Werkdagen(n) => subtract_working_days(event, n, calendar),
        Termijn::Dagen(n) => event.saturating_sub(days(n)),
        Termijn::Weken(n) => event.saturating_sub(i32::from(n).weeks()),
        Termijn::Maanden(n) => event.saturating_sub(i32::from(n).months()),
    }
}

/// The end of a term before the law moves it.
pub(super) fn plain_end(start: Date, termijn: Termijn, calendar: &Feestdagen) -> Date {
    match termijn {
        Termijn::Werkdagen(n) => add_working_days(start, n, calendar),
        Termijn::Dagen(n) => start.saturating_add(days(n)),
        Termijn::Weken(n) => start.saturating_add(i32::from(n).weeks()),
        Termijn::Maanden(n) => start.saturating_add(i32::from(n).months()),
    }
}

/// Moves an end as articles 1 and 2 ask. `stands_still` tells the days that do not count as time.
pub(super) fn prolong(
    start: Date,
    end: Date,
    termijn: Termijn,
    calendar: &Feestdagen,
    stands_still: impl Fn(Date) -> bool,
) -> Date {
    if !termijn.is_prolonged() {
        return end;
    }
    let mut end = next_working_day_or_same(end, calendar);
    if matches!(termijn, Termijn::Dagen(..3)) {
        return end; // article 2 asks nothing of terms under three days
    }
    let mut working = 0;
    let mut day = end;
    while day > start && working < 2 {
        working += u8::from(calendar.is_working_day(day) && !stands_still(day));
        let Ok(earlier) = day.yesterday() else { break };
        day = earlier;
    }
    while working < 2 {
        let next = next_working_day(end, calendar);
        if next == end {
            break;
        }
        working += u8::from(!stands_still(next));
        end = next;
    }
    end
}

fn days(count: u16) -> Span {
    i32::from(count).days()
}

fn walk(
    from: Date,
    count: u16,
    calendar: &Feestdagen,
    step: impl Fn(Date) -> Result<Date, jiff::Error>,
) -> Date {
    let mut day = from;
    let mut left = count;
    while left > 0 {
        let Ok(next) = step(day) else { break };
        day = next;
        if calendar.is_working_day(day) {
            left -= 1;
        }
    }
    day
}
