//! Reading an expression from left to right.

use jiff::civil::Weekday;

use super::expression::{HoursError, Problem};

pub(super) const WEEKDAYS: [(&str, Weekday); 7] = [
    ("Mo", Weekday::Monday),
    ("Tu", Weekday::Tuesday),
    ("We", Weekday::Wednesday),
    ("Th", Weekday::Thursday),
    ("Fr", Weekday::Friday),
    ("Sa", Weekday::Saturday),
    ("Su", Weekday::Sunday),
];

pub(super) const MONTHS: [&str; 12] = [
    "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
];

/// Where we are in a text. Copying it is how one looks ahead.
#[derive(Clone, Copy)]
pub(super) struct Scan<'a> {
    text: &'a str,
    at: usize,
    /// It was stored before a period that ends before it begins was a fault.
    pub(super) is_kept: bool,
}

impl<'a> Scan<'a> {
    pub(super) fn new(text: &'a str, is_kept: bool) -> Self {
        Self {
            text,
            at: 0,
            is_kept,
        }
    }

    pub(super) fn rest(&self) -> &'a str {
        self.text.get(self.at..).unwrap_or_default()
    }

    pub(super) fn is_done(&self) -> bool {
        self.rest().is_empty()
    }

    pub(super) fn skip_spaces(&mut self) -> &mut Self {
        let rest = self.rest();
        self.at += rest.len() - rest.trim_start().len();
        self
    }

    /// Takes this sign if it comes next.
    pub(super) fn take(&mut self, sign: &str) -> bool {
        let comes = self.rest().starts_with(sign);
        if comes {
            self.at += sign.len();
        }
        comes
    }

    /// Takes this sign if it comes next, spaces before and after it included.
    pub(super) fn take_spaced(&mut self, sign: &str) -> bool {
        let mut ahead = *self;
        ahead.skip_spaces();
        if !ahead.take(sign) {
            return false;
        }
        ahead.skip_spaces();
        *self = ahead;
        true
    }

    /// The letters that come next.
    pub(super) fn letters(&self) -> &'a str {
        let rest = self.rest();
        let end = rest
            .find(|one: char| !one.is_alphabetic())
            .unwrap_or(rest.len());
        rest.get(..end).unwrap_or_default()
    }

    /// Takes this whole word, in capitals or not.
    pub(super) fn word(&mut self, word: &str) -> bool {
        let comes = self.letters().eq_ignore_ascii_case(word);
        if comes {
            self.at += word.len();
        }
        comes
    }

    pub(super) fn weekday(&mut self) -> Option<Weekday> {
        let letters = self.letters();
        let (name, day) = WEEKDAYS
            .iter()
            .find(|(name, _)| letters.eq_ignore_ascii_case(name))?;
        self.at += name.len();
        Some(*day)
    }

    pub(super) fn month(&mut self) -> Option<i8> {
        let letters = self.letters();
        let index = MONTHS
            .iter()
            .position(|name| letters.eq_ignore_ascii_case(name))?;
        self.at += 3;
        i8::try_from(index + 1).ok()
    }

    /// A number of at most this many digits.
    pub(super) fn number(&mut self, digits: usize) -> Option<i16> {
        let rest = self.rest();
        let end = rest
            .find(|one: char| !one.is_ascii_digit())
            .unwrap_or(rest.len());
        if end == 0 || end > digits {
            return None;
        }
        let number = rest.get(..end)?.parse().ok()?;
        self.at += end;
        Some(number)
    }

    /// A number of four digits, and no time or date that only begins so.
    pub(super) fn year(&mut self) -> Option<i16> {
        let mut ahead = *self;
        let year = ahead.number(4)?;
        if year < 1000 {
            return None;
        }
        *self = ahead;
        Some(year)
    }

    /// `09:00` up to `48:00`, in minutes. A number with a colon and no digit behind it (`Dec 25: off`) is none.
    pub(super) fn time(&mut self) -> Result<Option<u16>, HoursError> {
        let mut ahead = *self;
        let Some(hour) = ahead.number(2) else {
            return Ok(None);
        };
        if !ahead.take(":") || !ahead.rest().starts_with(|one: char| one.is_ascii_digit()) {
            return Ok(None);
        }
        let minute = ahead.number(2);
        let read = self.rest().len() - ahead.rest().len();
        let minutes = match minute {
            Some(minute @ 0..=59) if ahead.at - self.at >= 4 => hour * 60 + minute,
            _ => return Err(self.wrong_over(Problem::Time, read)),
        };
        if minutes > 48 * 60 {
            return Err(self.wrong_over(Problem::Time, read));
        }
        *self = ahead;
        Ok(u16::try_from(minutes).ok())
    }

    /// A text between double quotes.
    pub(super) fn quoted(&mut self) -> Result<Option<String>, HoursError> {
        let start = *self;
        if !self.take("\"") {
            return Ok(None);
        }
        let rest = self.rest();
        match rest.find('"') {
            Some(end) if !rest[..end].trim().is_empty() => {
                self.at += end + 1;
                Ok(Some(rest[..end].trim().to_owned()))
            }
            _ => Err(start.wrong(Problem::Unexpected)),
        }
    }

    /// The word that comes next is wrong.
    pub(super) fn wrong(&self, problem: Problem) -> HoursError {
        let rest = self.rest();
        let end = rest
            .char_indices()
            .skip(1)
            .find(|(_, one)| one.is_whitespace() || matches!(one, ',' | ';' | '|' | '"'))
            .map_or(rest.len(), |(end, _)| end);
        self.wrong_over(problem, end)
    }

    /// What comes next over these bytes is wrong.
    fn wrong_over(&self, problem: Problem, bytes: usize) -> HoursError {
        let word: String = self
            .rest()
            .get(..bytes)
            .unwrap_or_default()
            .chars()
            .take(40)
            .collect();
        HoursError {
            problem,
            word: word.trim().to_owned(),
            at: self.text.get(..self.at).unwrap_or_default().chars().count(),
        }
    }
}
