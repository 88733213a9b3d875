//! Dates, times, amounts and lists as people say them, in Dutch and English.
//!
//! Pure: today is an argument, and a date is a day on the wall. Between an amount and its sign stands a
//! no-break space, so that the two stay on one line.

use jiff::civil::{Date, DateTime, Time, Weekday};

use super::Lang;

const NO_BREAK_SPACE: char = '\u{a0}';

/// "dinsdag 3 maart 2026" · "Tuesday 3 March 2026".
pub fn date_long(lang: Lang, date: Date) -> String {
    format!("{} {}", weekday(lang, date), date_plain(lang, date))
}

/// "dinsdag 3 maart", with the year only when it is not the year of today.
pub fn date_near(lang: Lang, date: Date, today: Date) -> String {
    if date.year() == today.year() {
        format!("{} {}", weekday(lang, date), day_and_month(lang, date))
    } else {
        date_long(lang, date)
    }
}

/// "3 maart 2026" · "3 March 2026".
pub fn date_plain(lang: Lang, date: Date) -> String {
    format!("{} {}", day_and_month(lang, date), date.year())
}

/// "vandaag", "morgen", "gisteren", "over 5 dagen", "3 dagen geleden".
pub fn relative_days(lang: Lang, date: Date, today: Date) -> String {
    let days = i64::from(today.until(date).map_or(0, |span| span.get_days()));
    let amount = number(lang, days.abs());
    match (lang, days) {
        (Lang::Nl, 0) => "vandaag".to_owned(),
        (Lang::Nl, 1) => "morgen".to_owned(),
        (Lang::Nl, -1) => "gisteren".to_owned(),
        (Lang::Nl, 2..) => format!("over {amount} dagen"),
        (Lang::Nl, _) => format!("{amount} dagen geleden"),
        (Lang::En, 0) => "today".to_owned(),
        (Lang::En, 1) => "tomorrow".to_owned(),
        (Lang::En, -1) => "yesterday".to_owned(),
        (Lang::En, 2..) => format!("in {amount} days"),
        (Lang::En, _) => format!("{amount} days ago"),
    }
}

/// "dinsdag 3 maart, over 5 dagen" · "Tuesday 3 March, in 5 days".
pub fn date_with_relative(lang: Lang, date: Date, today: Date) -> String {
    format!(
        "{}, {}",
        date_near(lang, date, today),
        relative_days(lang, date, today)
    )
}

/// "14.05 uur" · "14:05".
pub fn time(lang: Lang, time: Time) -> String {
    match lang {
        Lang::Nl => format!("{}.{:02} uur", time.hour(), time.minute()),
        Lang::En => format!("{}:{:02}", time.hour(), time.minute()),
    }
}

/// "9.00 tot 12.30 uur" · "9:00 to 12:30".
pub fn time_span(lang: Lang, from: Time, to: Time) -> String {
    match lang {
        Lang::Nl => {
            format!(
                "{}.{:02} tot {}",
                from.hour(),
                from.minute(),
                time(lang, to)
            )
        }
        Lang::En => format!("{} to {}", time(lang, from), time(lang, to)),
    }
}

/// "dinsdag 3 maart om 14.05 uur" · "Tuesday 3 March at 14:05".
pub fn date_and_time(lang: Lang, at: DateTime, today: Date) -> String {
    let date = date_near(lang, at.date(), today);
    let time = time(lang, at.time());
    match lang {
        Lang::Nl => format!("{date} om {time}"),
        Lang::En => format!("{date} at {time}"),
    }
}

/// The day of the week: "dinsdag" · "Tuesday".
pub fn weekday(lang: Lang, date: Date) -> &'static str {
    weekday_name(lang, date.weekday())
}

/// The name of a day of the week.
pub fn weekday_name(lang: Lang, day: Weekday) -> &'static str {
    let index = usize::from(day.to_monday_zero_offset().unsigned_abs());
    match lang {
        Lang::Nl => WEEKDAYS_NL[index],
        Lang::En => WEEKDAYS_EN[index],
    }
}

/// The name of a month, 1 to 12; a number outside that takes the nearest.
pub fn month_name(lang: Lang, month: i8) -> &'static str {
    let index = usize::from(month.clamp(1, 12).unsigned_abs()) - 1;
    match lang {
        Lang::Nl => MONTHS_NL[index],
        Lang::En => MONTHS_EN[index],
    }
}

/// "€ 1.250,00" · "€1,250.00".
pub fn euro(lang: Lang, cents: i64) -> String {
    let sign = if cents < 0 { "-" } else { "" };
    let cents = cents.unsigned_abs();
    let whole = grouped(cents / 100, separator(lang));
    let part = cents % 100;
    match lang {
        Lang::Nl => format!("€{NO_BREAK_SPACE}{sign}{whole},{part:02}"),
        Lang::En => format!("{sign}€{whole}.{part:02}"),
    }
}

/// A whole number, grouped by thousands from five digits on: "1250", "12.500" · "12,500".
pub fn number(lang: Lang, number: i64) -> String {
    let sign = if number < 0 { "-" } else { "" };
    let size = number.unsigned_abs();
    if size < 10_000 {
        format!("{sign}{size}")
    } else {
        format!("{sign}{}", grouped(size, separator(lang)))
    }
}

/// The word for this many: both languages use the singular for one alone.
pub fn plural<'a>(count: i64, one: &'a str, many: &'a str) -> &'a str {
    if count == 1 { one } else { many }
}

/// "1 melding" · "12.500 meldingen": a number with the word that fits it.
pub fn count(lang: Lang, count: i64, one: &str, many: &str) -> String {
    format!("{} {}", number(lang, count), plural(count, one, many))
}

/// "a, b en c" · "a, b and c".
pub fn list_and<T: AsRef<str>>(lang: Lang, items: &[T]) -> String {
    let word = match lang {
        Lang::Nl => "en",
        Lang::En => "and",
    };
    list(items, word)
}

fn list<T: AsRef<str>>(items: &[T], word: &str) -> String {
    match items {
        [] => String::new(),
        [only] => only.as_ref().to_owned(),
        [rest @ .., last] => {
            let rest: Vec<&str> = rest.iter().map(AsRef::as_ref).collect();
            format!("{} {word} {}", rest.join(", "), last.as_ref())
        }
    }
}

fn day_and_month(lang: Lang, date: Date) -> String {
    format!("{} {}", date.day(), month_name(lang, date.month()))
}

const fn separator(lang: Lang) -> char {
    match lang {
        Lang::Nl => '.',
        Lang::En => ',',
    }
}

fn grouped(number: u64, separator: char) -> String {
    let digits = number.to_string();
    let mut text = String::with_capacity(digits.len() + digits.len() / 3);
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            text.push(separator);
        }
        text.push(digit);
    }
    text
}

const WEEKDAYS_NL: [&str; 7] = [
    "maandag",
    "dinsdag",
    "woensdag",
    "donderdag",
    "vrijdag",
    "zaterdag",
    "zondag",
];
const WEEKDAYS_EN: [&str; 7] = [
    "Monday",
    "Tuesday",
    "Wednesday",
    "Thursday",
    "Friday",
    "Saturday",
    "Sunday",
];
const MONTHS_NL: [&str; 12] = [
    "januari",
    "februari",
    "maart",
    "april",
    "mei",
    "juni",
    "juli",
    "augustus",
    "september",
    "oktober",
    "november",
    "december",
];
const MONTHS_EN: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];
