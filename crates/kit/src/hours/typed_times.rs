//! Times of day as people type them.

use super::evaluate::DAY;
use super::expression::{HoursError, Problem, Span};
use super::typed::Reader;
use super::vocabulary::{Part, Word};

type Result<T> = std::result::Result<T, HoursError>;

const HALF_DAY: u16 = DAY / 2;

impl Reader<'_> {
    /// "vanaf 9", "vanaf 9 tot 12".
    pub(super) fn from(&mut self) -> Result<usize> {
        let token = &self.tokens[self.at];
        let skipped = self.skips(1);
        self.at += 1 + skipped;
        let used = match self.word(0) {
            Some(Word::Number(..) | Word::Half) => self.times(true),
            _ => Err(token.wrong(Problem::Loose)),
        };
        self.at -= 1 + skipped;
        Ok(used? + skipped)
    }

    /// A time of day here, in minutes; how many words it takes; which part of the day follows it.
    fn time(&self, ahead: usize) -> Result<(u16, usize, Option<Part>)> {
        let token = self
            .tokens
            .get(self.at + ahead)
            .ok_or_else(|| self.tokens[self.at].wrong(Problem::Time))?;
        let (mut minutes, mut used) = match (&token.word, self.word(ahead + 1)) {
            (Word::Number(hour @ 0..=24, minutes), _) => {
                (hour * 60 + minutes.unwrap_or_default(), 1)
            }
            (Word::Half, Some(Word::Number(hour @ 1..=12, None))) => (hour * 60 - 30, 2),
            _ => return Err(token.wrong(Problem::Time)),
        };
        let has_bad_minutes = matches!(token.word, Word::Number(_, Some(60..)));
        if minutes > DAY || has_bad_minutes {
            return Err(token.wrong(Problem::Time));
        }
        used += self.skips(ahead + used);
        let mut part = None;
        if let Some(Word::Part(named)) = self.word(ahead + used) {
            part = Some(*named);
            minutes = in_part(minutes, *named);
            used += 1;
        }
        Ok((minutes, used, part))
    }

    pub(super) fn times(&mut self, is_from: bool) -> Result<usize> {
        let token = &self.tokens[self.at];
        let (from, mut used, own) = self.time(0)?;
        let from = match (own, self.part) {
            (None, Some(part)) => in_part(from, part),
            _ => from,
        };
        if from >= DAY {
            return Err(token.wrong(Problem::Time));
        }
        let span = if self.word(used) == Some(&Word::To) {
            used += 1 + self.skips(used + 1);
            let (to, length, part) = self.time(used)?;
            used += length;
            let to = match (part, self.part) {
                (None, Some(part)) => in_part(to, part),
                _ => to,
            };
            // "1-5 's middags": the part said at the end goes for both.
            let from = match (own, part) {
                (None, Some(part)) if in_part(from, part) < to => in_part(from, part),
                _ => from,
            };
            Span {
                from,
                to: Some(end_of(from, to)),
                is_open_ended: false,
            }
        } else if is_from {
            Span {
                from,
                to: None,
                is_open_ended: true,
            }
        } else {
            return Err(token.wrong(Problem::Moment));
        };
        self.split_at_comma();
        self.touch(token);
        self.clause.times.push(span);
        Ok(used)
    }
}

/// An hour as said of this part of the day.
fn in_part(minutes: u16, part: Part) -> u16 {
    match part {
        Part::Morning => minutes,
        Part::Afternoon if (60..HALF_DAY).contains(&minutes) => minutes + HALF_DAY,
        Part::Evening if (60..=HALF_DAY).contains(&minutes) => minutes + HALF_DAY,
        Part::Afternoon | Part::Evening => minutes,
    }
}

/// The end of a span: "9 tot 5" ends in the afternoon, "22 tot 2" the next day.
fn end_of(from: u16, to: u16) -> u16 {
    if to > from {
        to
    } else if to <= HALF_DAY && from < 18 * 60 && to + HALF_DAY > from {
        to + HALF_DAY
    } else {
        to + DAY
    }
}
