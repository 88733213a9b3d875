//! Dates, months and weeks as people type them.

use super::dates::ends_before_it_begins;
use super::expression::{Base, DateRange, Day, HoursError, Problem, Shift, WeekRange};
use super::periods::over_the_year;
use super::typed::Reader;
use super::vocabulary::Word;

type Result<T> = std::result::Result<T, HoursError>;

impl Reader<'_> {
    /// A month, a range of months, either with a year.
    pub(super) fn months(&mut self, month: i8) -> usize {
        let mut used = 1;
        let mut to = month;
        if let (Some(Word::To), Some(Word::Month(last))) = (self.word(1), self.word(2)) {
            to = *last;
            used = 3;
        }
        let mut year = None;
        if let Some(Word::Year(of)) = self.word(used) {
            year = Some(*of);
            used += 1;
        }
        self.clause.days.dates.push(DateRange::Months {
            year,
            from: month,
            to,
        });
        used
    }

    /// Whether the number here is a day of a month: "24 december", "24 t/m 26 december".
    pub(super) fn is_date(&self) -> bool {
        matches!(
            (self.word(1), self.word(2), self.word(3)),
            (Some(Word::Month(_)), ..)
                | (
                    Some(Word::To | Word::And),
                    Some(Word::Number(_, None)),
                    Some(Word::Month(_))
                )
        )
    }

    pub(super) fn date(&mut self, number: u16) -> Result<usize> {
        let (mut from, mut used) = match self.word(1) {
            Some(Word::Month(month)) => (self.day_of(0, number, *month)?, 2),
            _ => match self.word(3) {
                Some(Word::Month(month)) => (self.day_of(0, number, *month)?, 1),
                _ => return Err(self.tokens[self.at].wrong(Problem::Date)),
            },
        };
        if let Some(Word::Year(year)) = self.word(used) {
            from.year = Some(*year);
            used += 1;
        }
        let mut to = None;
        let ends = (self.word(used), self.word(used + 1), self.word(used + 2));
        if let (Some(Word::To), Some(Word::Number(last, None)), Some(Word::Month(month))) = ends {
            let mut end = self.day_of(used + 1, *last, *month)?;
            used += 3;
            if let Some(Word::Year(year)) = self.word(used) {
                end.year = Some(*year);
                from.year = from.year.or_else(|| {
                    let turns = (base_of(&from), base_of(&end));
                    Some(if turns.0 > turns.1 { year - 1 } else { *year })
                });
                used += 1;
            }
            if ends_before_it_begins(&from, &end) {
                return Err(self.tokens[self.at].wrong(Problem::Backwards));
            }
            to = Some(end);
        }
        self.clause.days.dates.push(DateRange::Days { from, to });
        Ok(used)
    }

    fn day_of(&self, ahead: usize, number: u16, month: i8) -> Result<Day> {
        let day = i8::try_from(number).unwrap_or_default();
        // In a leap year, so that 29 February is a day.
        if jiff::civil::Date::new(2024, month, day).is_err() {
            return Err(self.tokens[self.at + ahead].wrong(Problem::Date));
        }
        Ok(Day {
            year: None,
            base: Base::Date(month, day),
            shift: Shift::default(),
        })
    }

    pub(super) fn weeks(&mut self) -> Result<usize> {
        let number = |word: Option<&Word>| match word {
            Some(Word::Number(week @ 1..=53, None)) => i8::try_from(*week).ok(),
            _ => None,
        };
        let wrong = || self.tokens[self.at].wrong(Problem::Loose);
        let from = number(self.word(1)).ok_or_else(wrong)?;
        let (to, used) = match (self.word(2), number(self.word(3))) {
            (Some(Word::To), Some(to)) => (to, 4),
            (Some(Word::To), _) => return Err(wrong()),
            _ => (from, 2),
        };
        let range = WeekRange { from, to, step: 1 };
        self.clause.days.weeks.extend(over_the_year(range));
        Ok(used)
    }
}

fn base_of(day: &Day) -> (i8, i8) {
    match day.base {
        Base::Date(month, day) => (month, day),
        _ => (0, 0),
    }
}
