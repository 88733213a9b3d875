//! From rules to OSM `opening_hours` syntax: what is printed reads back as the same rules.

use std::fmt::{self, Formatter, Write as _};

use jiff::civil::Weekday;

use super::expression::{
    Base, DateRange, Day, DaySelector, HolidayDays, Join, Kind, Nth, Rule, Shift, Span,
    WeekdayRange,
};
use super::scan::{MONTHS, WEEKDAYS};

pub(super) fn expression(f: &mut Formatter<'_>, rules: &[Rule]) -> fmt::Result {
    for (index, rule) in rules.iter().enumerate() {
        if index > 0 {
            f.write_str(match rule.join {
                Join::Instead => "; ",
                Join::AsWell => ", ",
                Join::Otherwise => " || ",
            })?;
        }
        // Without a word between them, a comma would make one list of two rules.
        let needs_word = rules.get(index + 1).is_some_and(|next| {
            next.join == Join::AsWell && (rule.times.is_empty() || next.days.is_every_day())
        });
        self::rule(f, rule, needs_word)?;
    }
    Ok(())
}

fn rule(f: &mut Formatter<'_>, rule: &Rule, needs_word: bool) -> fmt::Result {
    let mut parts: Vec<String> = vec![];
    let days = days(&rule.days)?;
    if !days.is_empty() {
        parts.push(days);
    }
    if !rule.times.is_empty() {
        let all: Vec<String> = rule.times.iter().map(span).collect();
        parts.push(all.join(","));
    }
    let word = match (rule.kind, &rule.comment) {
        (Kind::Closed, _) => Some("off"),
        (Kind::Unknown, None) => Some("unknown"),
        (Kind::Unknown, Some(_)) => None,
        (Kind::Open, comment) => (needs_word || comment.is_some()).then_some("open"),
    };
    if parts.is_empty() && rule.kind == Kind::Open {
        parts.push("24/7".to_owned());
    }
    parts.extend(word.map(str::to_owned));
    parts.extend(rule.comment.as_ref().map(|text| format!("\"{text}\"")));
    f.write_str(&parts.join(" "))
}

fn days(days: &DaySelector) -> Result<String, fmt::Error> {
    let mut parts: Vec<String> = vec![];
    let mut add = |members: Vec<String>, before: &str| {
        if !members.is_empty() {
            parts.push(format!("{before}{}", members.join(",")));
        }
    };
    add(
        days.years
            .iter()
            .map(|range| match (range.to, range.step) {
                (None, 1) => format!("{}+", range.from),
                (None, step) => format!("{}/{step}", range.from),
                (Some(to), _) if to == range.from => range.from.to_string(),
                (Some(to), 1) => format!("{}-{to}", range.from),
                (Some(to), step) => format!("{}-{to}/{step}", range.from),
            })
            .collect(),
        "",
    );
    let mut dates = vec![];
    for range in &days.dates {
        dates.push(date_range(range)?);
    }
    add(dates, "");
    add(
        days.weeks
            .iter()
            .map(|range| match (range.to == range.from, range.step) {
                (true, _) => format!("{:02}", range.from),
                (false, 1) => format!("{:02}-{:02}", range.from, range.to),
                (false, step) => format!("{:02}-{:02}/{step}", range.from, range.to),
            })
            .collect(),
        "week ",
    );
    let weekdays: Vec<String> = days.weekdays.iter().map(weekday_range).collect();
    let holidays: Vec<String> = days.holidays.iter().map(holiday).collect();
    if days.needs_both {
        add(holidays, "");
        add(weekdays, "");
    } else {
        add([holidays, weekdays].concat(), "");
    }
    Ok(parts.join(" "))
}

fn date_range(range: &DateRange) -> Result<String, fmt::Error> {
    let mut text = String::new();
    match range {
        DateRange::Months { year, from, to } => {
            if let Some(year) = year {
                write!(text, "{year} ")?;
            }
            text.push_str(month(*from));
            if to != from {
                write!(text, "-{}", month(*to))?;
            }
        }
        DateRange::Days { from, to } => {
            text.push_str(&day(from));
            if let Some(to) = to {
                write!(text, "-{}", day(to))?;
            }
        }
    }
    Ok(text)
}

fn day(day: &Day) -> String {
    let year = day.year.map(|year| format!("{year} ")).unwrap_or_default();
    let base = match day.base {
        Base::Date(of, number) => format!("{} {number:02}", month(of)),
        Base::Nth(of, weekday, Nth(nth)) => format!("{} {}[{nth}]", month(of), name(weekday)),
        Base::Easter => "easter".to_owned(),
    };
    let Shift { weekday, days } = day.shift;
    let toward = match weekday {
        Some((true, weekday)) => format!(" +{}", name(weekday)),
        Some((false, weekday)) => format!(" -{}", name(weekday)),
        None => String::new(),
    };
    format!("{year}{base}{toward}{}", by_days(days))
}

fn weekday_range(range: &WeekdayRange) -> String {
    let mut text = name(range.from).to_owned();
    if range.to != range.from {
        text.push('-');
        text.push_str(name(range.to));
    }
    if !range.nth.is_empty() {
        let all: Vec<String> = range.nth.iter().map(|Nth(nth)| nth.to_string()).collect();
        text = format!("{text}[{}]", all.join(","));
    }
    text + &by_days(range.days)
}

fn holiday(holiday: &HolidayDays) -> String {
    let name = if holiday.is_school { "SH" } else { "PH" };
    format!("{name}{}", by_days(holiday.days))
}

fn by_days(days: i16) -> String {
    match days {
        0 => String::new(),
        -1 | 1 => format!(" {days:+} day"),
        _ => format!(" {days:+} days"),
    }
}

fn span(span: &Span) -> String {
    let more = if span.is_open_ended { "+" } else { "" };
    match span.to {
        None => format!("{}{more}", time(span.from)),
        Some(to) => {
            // 26:00 is said as 02:00 unless that would be the day after tomorrow.
            let to = if to > 24 * 60 && to - 24 * 60 <= span.from {
                to - 24 * 60
            } else {
                to
            };
            format!("{}-{}{more}", time(span.from), time(to))
        }
    }
}

fn time(minutes: u16) -> String {
    format!("{:02}:{:02}", minutes / 60, minutes % 60)
}

fn month(month: i8) -> &'static str {
    let index = usize::try_from(month - 1).unwrap_or_default();
    MONTHS.get(index).copied().unwrap_or_default()
}

fn name(weekday: Weekday) -> &'static str {
    let index = usize::try_from(weekday.to_monday_zero_offset()).unwrap_or_default();
    WEEKDAYS.get(index).map_or("", |(name, _)| name)
}
