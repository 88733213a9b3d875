//! From OSM `opening_hours` syntax to rules.
//!
//! One pass with a bounded look ahead, so that no text takes more than its length.

use super::dates::{date_range, day_shift, month_of, same_month};
use super::expression::{
    DaySelector, HolidayDays, HoursError, Join, Kind, MAX_LENGTH, MAX_RULES, Nth, Problem, Rule,
    Span, WeekdayRange,
};
use super::periods::{over_the_year, week_range, year_range};
use super::scan::Scan;

type Result<T> = std::result::Result<T, HoursError>;

/// The rules of a text; one that `is_kept` may hold periods that end before they begin.
pub(super) fn parse(text: &str, is_kept: bool) -> Result<Vec<Rule>> {
    check_size(text)?;
    let mut scan = Scan::new(text, is_kept);
    let mut rules = vec![rule(scan.skip_spaces(), Join::Instead)?];
    loop {
        let mut ahead = scan;
        let join = if ahead.take_spaced("||") {
            Join::Otherwise
        } else if ahead.take_spaced(";") {
            Join::Instead
        } else if ahead.take_spaced(",") {
            Join::AsWell
        } else if ahead.skip_spaces().is_done() {
            return Ok(rules);
        } else {
            return Err(ahead.wrong(Problem::Unexpected));
        };
        scan = ahead;
        if scan.is_done() && join == Join::Instead {
            return Ok(rules);
        }
        if rules.len() == MAX_RULES {
            return Err(scan.wrong(Problem::TooManyRules));
        }
        rules.push(rule(&mut scan, join)?);
    }
}

/// Refuses what is empty or too long before anything reads it.
pub(super) fn check_size(text: &str) -> Result<()> {
    let problem = if text.len() > MAX_LENGTH {
        Problem::TooLong
    } else if text.trim().is_empty() {
        Problem::Empty
    } else {
        return Ok(());
    };
    Err(HoursError {
        problem,
        word: String::new(),
        at: 0,
    })
}

fn rule(scan: &mut Scan<'_>, join: Join) -> Result<Rule> {
    let start = *scan;
    let is_always = scan.take("24/7");
    let (days, times) = if is_always {
        (DaySelector::default(), vec![])
    } else {
        let days = days(scan)?;
        let mut ahead = *scan;
        let _ = ahead.take_spaced(":");
        ahead.skip_spaces();
        let times = times(&mut ahead)?;
        if !times.is_empty() {
            *scan = ahead;
        }
        (days, times)
    };
    let mut ahead = *scan;
    ahead.skip_spaces();
    let kind = if ahead.word("off") || ahead.word("closed") {
        Some(Kind::Closed)
    } else if ahead.word("open") {
        Some(Kind::Open)
    } else if ahead.word("unknown") {
        Some(Kind::Unknown)
    } else {
        None
    };
    if kind.is_some() {
        *scan = ahead;
    }
    let mut ahead = *scan;
    let comment = ahead.skip_spaces().quoted()?;
    if comment.is_some() {
        *scan = ahead;
    }
    if !is_always && days.is_every_day() && times.is_empty() && kind.is_none() && comment.is_none()
    {
        return Err(start.wrong(Problem::Unexpected));
    }
    let kind = kind.unwrap_or(if comment.is_some() {
        Kind::Unknown
    } else {
        Kind::Open
    });
    Ok(Rule {
        join,
        days,
        times,
        kind,
        comment,
    })
}

fn days(scan: &mut Scan<'_>) -> Result<DaySelector> {
    let mut selector = DaySelector::default();
    let mut ahead = *scan;
    if let Some(first) = year_range(&mut ahead)? {
        // A single year before a month belongs to the date.
        let mut after = ahead;
        after.skip_spaces();
        let is_date =
            first.to == Some(first.from) && (after.month().is_some() || after.word("easter"));
        if !is_date {
            selector.years.push(first);
            *scan = ahead;
            list(scan, &mut selector.years, year_range)?;
        }
    }
    let mut ahead = *scan;
    if let Some(first) = date_range(ahead.skip_spaces())? {
        selector.dates.push(first);
        *scan = ahead;
        let mut month = month_of(&first);
        list(scan, &mut selector.dates, |scan| {
            let found = match same_month(scan, month)? {
                Some(found) => Some(found),
                None => date_range(scan)?,
            };
            month = found.as_ref().and_then(month_of);
            Ok(found)
        })?;
        let _ = scan.take(":");
    }
    let mut ahead = *scan;
    if ahead.skip_spaces().word("week") {
        match week_range(ahead.skip_spaces())? {
            Some(first) => selector.weeks.push(first),
            None => return Err(ahead.wrong(Problem::Unexpected)),
        }
        *scan = ahead;
        list(scan, &mut selector.weeks, week_range)?;
        let named = std::mem::take(&mut selector.weeks);
        selector.weeks = named.into_iter().flat_map(over_the_year).collect();
        let _ = scan.take(":");
    }
    weekdays_and_holidays(scan, &mut selector)?;
    Ok(selector)
}

/// The further members of a list; a comma that no member follows belongs to what comes after.
fn list<T>(
    scan: &mut Scan<'_>,
    members: &mut Vec<T>,
    mut member: impl FnMut(&mut Scan<'_>) -> Result<Option<T>>,
) -> Result<()> {
    loop {
        let mut ahead = *scan;
        if !ahead.take_spaced(",") {
            return Ok(());
        }
        let Some(next) = member(&mut ahead)? else {
            return Ok(());
        };
        members.push(next);
        *scan = ahead;
    }
}

fn weekdays_and_holidays(scan: &mut Scan<'_>, selector: &mut DaySelector) -> Result<()> {
    let mut is_first = true;
    loop {
        let mut ahead = *scan;
        let is_listed = ahead.take_spaced(",");
        if is_first && is_listed {
            return Ok(());
        }
        let is_spaced = !is_listed && !is_first;
        ahead.skip_spaces();
        let had = (!selector.weekdays.is_empty(), !selector.holidays.is_empty());
        if let Some(holiday) = holiday(&mut ahead)? {
            if is_spaced && (had.1 || !had.0) {
                return Err(ahead.wrong(Problem::Unexpected));
            }
            selector.holidays.push(holiday);
        } else if let Some(weekdays) = weekday_range(&mut ahead)? {
            if is_spaced && (had.0 || !had.1) {
                return Err(ahead.wrong(Problem::Unexpected));
            }
            selector.weekdays.push(weekdays);
        } else {
            return Ok(());
        }
        selector.needs_both |= is_spaced;
        is_first = false;
        *scan = ahead;
    }
}

fn holiday(scan: &mut Scan<'_>) -> Result<Option<HolidayDays>> {
    let is_school = match scan.letters() {
        "PH" | "ph" => false,
        "SH" | "sh" => true,
        _ => return Ok(None),
    };
    let _ = scan.word("PH") || scan.word("SH");
    Ok(Some(HolidayDays {
        is_school,
        days: day_shift(scan)?,
    }))
}

fn weekday_range(scan: &mut Scan<'_>) -> Result<Option<WeekdayRange>> {
    let Some(from) = scan.weekday() else {
        return Ok(None);
    };
    let mut range = WeekdayRange {
        from,
        to: from,
        nth: nth(scan)?,
        days: 0,
    };
    let mut ahead = *scan;
    if range.nth.is_empty() && ahead.take_spaced("-") {
        match ahead.weekday() {
            Some(to) => {
                range.to = to;
                *scan = ahead;
            }
            None => return Err(ahead.wrong(Problem::Unexpected)),
        }
    }
    if !range.nth.is_empty() {
        range.days = day_shift(scan)?;
    }
    Ok(Some(range))
}

/// `[1]`, `[1-2,-1]`.
pub(super) fn nth(scan: &mut Scan<'_>) -> Result<Vec<Nth>> {
    let start = *scan;
    if !scan.take("[") {
        return Ok(vec![]);
    }
    let wrong = || start.wrong(Problem::Unexpected);
    let number = |scan: &mut Scan<'_>| {
        scan.number(1)
            .and_then(|number| i8::try_from(number).ok())
            .filter(|number| (1..=5).contains(number))
    };
    let mut all = vec![];
    loop {
        scan.skip_spaces();
        if scan.take("-") {
            all.push(Nth(-number(scan).ok_or_else(wrong)?));
        } else {
            let first = number(scan).ok_or_else(wrong)?;
            let last = if scan.take("-") {
                number(scan)
                    .filter(|last| *last >= first)
                    .ok_or_else(wrong)?
            } else {
                first
            };
            all.extend((first..=last).map(Nth));
        }
        if all.len() > 10 {
            return Err(wrong());
        }
        if scan.take("]") {
            return Ok(all);
        }
        if !scan.take(",") {
            return Err(wrong());
        }
    }
}

fn times(scan: &mut Scan<'_>) -> Result<Vec<Span>> {
    let Some(first) = span(scan)? else {
        return Ok(vec![]);
    };
    let mut all = vec![first];
    list(scan, &mut all, span)?;
    Ok(all)
}

fn span(scan: &mut Scan<'_>) -> Result<Option<Span>> {
    const DAY: u16 = 24 * 60;
    let start = *scan;
    for event in ["sunrise", "sunset", "dawn", "dusk"] {
        if scan.letters().eq_ignore_ascii_case(event) || scan.rest().starts_with('(') {
            return Err(scan.wrong(Problem::Sun));
        }
    }
    let Some(from) = scan.time()? else {
        return Ok(None);
    };
    if from >= DAY {
        return Err(start.wrong(Problem::Time));
    }
    if scan.take("+") {
        return Ok(Some(Span {
            from,
            to: None,
            is_open_ended: true,
        }));
    }
    if !scan.take_spaced("-") {
        return Err(start.wrong(Problem::Moment));
    }
    let Some(to) = scan.time()? else {
        return Err(scan.wrong(Problem::Time));
    };
    let to = if to <= from { to + DAY } else { to };
    if scan.rest().starts_with('/') {
        return Err(start.wrong(Problem::Moment));
    }
    Ok(Some(Span {
        from,
        to: Some(to),
        is_open_ended: scan.take("+"),
    }))
}
