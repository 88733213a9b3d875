//! Opening hours: one text in OSM `opening_hours` syntax, and everything that is read from it.
//!
//! Pure: the zone, the holidays and the moment are arguments. An expression means what the OSM
//! specification and its reference evaluator say: `;` replaces on the days it names, `,` adds, `||`
//! fills what was closed; `off` takes away; a comment without `open`, and an open end as in
//! `09:00+`, leave it unknown, which is [`State::ByAppointment`] here. A time on the wall that does
//! not exist on the night the clock goes forward counts with the offset before it, one that exists
//! twice is the first (RFC 5545).
//!
//! Never: guesses. An expression that speaks of school holidays is not evaluated without their dates.

mod canvas;
mod dates;
mod days;
mod evaluate;
mod exchange;
mod expression;
mod ical;
mod narrowed;
mod outlook;
mod overlap;
mod parse;
mod periods;
mod print;
mod read_back;
mod scan;
mod typed;
mod typed_dates;
mod typed_times;
mod vocabulary;

#[cfg(test)]
mod tests;

pub use evaluate::{Exception, Holidays, Interval, Piece, SchoolHolidaysMissing, State, Timetable};
pub use exchange::{HsdsSchedule, OpeningHoursSpecification, Published};
pub use expression::{
    Base, DateRange, Day, DaySelector, HolidayDays, HoursError, Join, Kind, LAST_YEAR, MAX_LENGTH,
    MAX_RULES, Nth, Problem, Rule, Shift, Span, WeekRange, WeekdayRange, YearRange,
};
pub use ical::{Event, calendar};
pub use outlook::Outlook;
pub use read_back::hsds_back;
#[cfg(test)]
use read_back::schema_back;
pub use typed::from_typed;

use std::fmt;
use std::str::FromStr;

/// Opening hours as they are stored: an expression that was understood.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Hours {
    pub(crate) rules: Vec<Rule>,
}

impl Hours {
    /// Understands OSM `opening_hours` syntax, or says which word it does not.
    pub fn parse(osm: &str) -> Result<Self, HoursError> {
        parse::parse(osm, false).map(|rules| Self { rules })
    }

    /// The same for what was stored: a period that ends before it begins is no fault there, for it once was none.
    pub fn kept(osm: &str) -> Result<Self, HoursError> {
        parse::parse(osm, true).map(|rules| Self { rules })
    }

    /// The rules in the order in which they stand.
    pub fn rules(&self) -> &[Rule] {
        &self.rules
    }

    /// Whether evaluating needs the dates of school holidays.
    pub fn needs_school_holidays(&self) -> bool {
        self.rules
            .iter()
            .any(|rule| rule.days.holidays.iter().any(|one| one.is_school))
    }
}

impl FromStr for Hours {
    type Err = HoursError;

    fn from_str(osm: &str) -> Result<Self, HoursError> {
        Self::parse(osm)
    }
}

impl fmt::Display for Hours {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        print::expression(f, &self.rules)
    }
}
