//! What an expression consists of.

use std::fmt;

use jiff::civil::Weekday;

/// The longest text that is looked at, in bytes.
pub const MAX_LENGTH: usize = 4_000;
/// The most rules in one expression.
pub const MAX_RULES: usize = 100;
/// The year until which a date without an end runs: `2026 Dec 24+` is `2026 Dec 24-9999 Dec 31`, as others read it too.
pub const LAST_YEAR: i16 = 9999;

/// One rule: on which days, at which times, what.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Rule {
    pub join: Join,
    pub days: DaySelector,
    /// Empty means the whole day.
    pub times: Vec<Span>,
    pub kind: Kind,
    pub comment: Option<String>,
}

/// How a rule stands to the ones before it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Join {
    /// `;`: on the days it names, instead of them.
    Instead,
    /// `,`: as well as them.
    AsWell,
    /// `||`: where they leave it closed.
    Otherwise,
}

/// What a rule says.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Kind {
    Open,
    Closed,
    /// `unknown`, or a comment alone.
    Unknown,
}

/// Which days; a part that is empty allows every day.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct DaySelector {
    pub years: Vec<YearRange>,
    pub dates: Vec<DateRange>,
    pub weeks: Vec<WeekRange>,
    pub weekdays: Vec<WeekdayRange>,
    pub holidays: Vec<HolidayDays>,
    /// Weekdays and holidays both named: `PH Mo` asks for both, `PH,Mo` for either.
    pub needs_both: bool,
}

impl DaySelector {
    /// Whether no day is left out.
    pub fn is_every_day(&self) -> bool {
        self.years.is_empty()
            && self.dates.is_empty()
            && self.weeks.is_empty()
            && self.weekdays.is_empty()
            && self.holidays.is_empty()
    }
}

/// `2026`, `2026-2030/2`, `2026/2`, `2026+`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct YearRange {
    pub from: i16,
    /// None: from then on.
    pub to: Option<i16>,
    pub step: i16,
}

/// A part of the year.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum DateRange {
    /// `Jul-Aug`, `2026 Jul`; may run over the turn of the year.
    Months { year: Option<i16>, from: i8, to: i8 },
    /// `Dec 24`, `Dec 24-Jan 02`, `easter -2 days`; None: that one day.
    Days { from: Day, to: Option<Day> },
}

/// A day of the year.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Day {
    pub year: Option<i16>,
    pub base: Base,
    pub shift: Shift,
}

/// What a day of the year is counted from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Base {
    Date(i8, i8),
    Nth(i8, Weekday, Nth),
    Easter,
}

/// `+Su`, `-2 days`: first to that weekday, then by days.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct Shift {
    /// True: the first such weekday on or after; false: on or before.
    pub weekday: Option<(bool, Weekday)>,
    pub days: i16,
}

/// `week 10`, `week 01-53/2`, by ISO 8601.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct WeekRange {
    pub from: i8,
    pub to: i8,
    pub step: i8,
}

/// `Mo-Fr`, `Tu[1]`, `Fr[-1] -1 day`.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct WeekdayRange {
    pub from: Weekday,
    pub to: Weekday,
    /// Empty: every one of the month.
    pub nth: Vec<Nth>,
    pub days: i16,
}

/// The how-manieth of the month: 1 to 5, or −1 to −5 from its end.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Nth(pub i8);

/// `PH`, `SH`, `PH -1 day`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct HolidayDays {
    pub is_school: bool,
    pub days: i16,
}

/// From and until, in minutes after the midnight the day begins with; until may lie in the next day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Span {
    pub from: u16,
    /// None: no closing time was given at all.
    pub to: Option<u16>,
    /// `+`: it may last longer.
    pub is_open_ended: bool,
}

/// Why an expression was not understood.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HoursError {
    pub problem: Problem,
    /// The word it concerns, as it was written.
    pub word: String,
    /// Where that word begins, in characters.
    pub at: usize,
}

/// What is the matter with a word.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Problem {
    Empty,
    TooLong,
    TooManyRules,
    /// A word nobody knows, or not in this place.
    Unexpected,
    /// No such time of day.
    Time,
    /// No such day.
    Date,
    /// A range that ends before it begins.
    Backwards,
    /// Times by the sun: a desk does not open at dawn.
    Sun,
    /// A moment where a span should stand.
    Moment,
    /// A part of the day or an ordinal with nothing that it belongs to.
    Loose,
}

impl Problem {
    /// A name for the sentence that goes with it.
    pub fn name(self) -> &'static str {
        match self {
            Self::Empty => "empty",
            Self::TooLong => "too-long",
            Self::TooManyRules => "too-many-rules",
            Self::Unexpected => "unexpected",
            Self::Time => "time",
            Self::Date => "date",
            Self::Backwards => "backwards",
            Self::Sun => "sun",
            Self::Moment => "moment",
            Self::Loose => "loose",
        }
    }
}

impl fmt::Display for HoursError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (word, at) = (&self.word, self.at + 1);
        match self.problem {
            Problem::Empty => write!(f, "there is no text"),
            Problem::TooLong => write!(f, "longer than {MAX_LENGTH} bytes"),
            Problem::TooManyRules => write!(f, "more than {MAX_RULES} rules"),
            Problem::Unexpected => write!(f, "{word:?} at {at} is not understood"),
            Problem::Time => write!(f, "{word:?} at {at} is no time of day"),
            Problem::Date => write!(f, "{word:?} at {at} is no day"),
            Problem::Backwards => write!(f, "{word:?} at {at} ends before it begins"),
            Problem::Sun => write!(f, "{word:?} at {at}: times by the sun are not used"),
            Problem::Moment => write!(f, "{word:?} at {at} is a moment, not a span"),
            Problem::Loose => write!(f, "{word:?} at {at} belongs to nothing"),
        }
    }
}

impl std::error::Error for HoursError {}
