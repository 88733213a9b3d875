//! One term: a number and a unit, as an inrichting writes it ("6 weken", "2 werkdagen").

use std::{fmt, str::FromStr};

use serde::{Deserialize, Serialize};

/// How long something may take.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub enum Termijn {
    /// Calendar days.
    Dagen(u16),
    /// Days that are no Saturday, Sunday or holiday.
    Werkdagen(u16),
    /// Weeks: ends on the same day of the week.
    Weken(u16),
    /// Months: ends on the same day of the month, or on the last day of a shorter month.
    Maanden(u16),
}

/// Why a text is not a term.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum TermijnError {
    /// Not a number, a space and a unit.
    #[error("\"{text}\" is no term; write a number and a unit, such as \"6 weken\"")]
    Form {
        /// What was read.
        text: String,
    },
    /// The unit is none of those known.
    #[error("unknown unit \"{unit}\"; use dagen, werkdagen, weken, maanden or jaren")]
    Unit {
        /// What stood in the unit's place.
        unit: String,
    },
    /// Zero, or more than [`Termijn::MAX`].
    #[error("a term counts from 1 to {}, not {count}", Termijn::MAX)]
    Count {
        /// What stood in the number's place.
        count: String,
    },
}

impl Termijn {
    /// The largest number a text may hold.
    pub const MAX: u16 = 3650;

    /// A term of a number and a unit in the singular or the plural. A year is twelve months.
    pub fn from_parts(count: u32, unit: &str) -> Result<Self, TermijnError> {
        let is_in_years = matches!(unit, "jaar" | "jaren");
        let number = u16::try_from(count.saturating_mul(if is_in_years { 12 } else { 1 }))
            .ok()
            .filter(|number| (1..=Self::MAX).contains(number))
            .ok_or_else(|| TermijnError::Count {
                count: count.to_string(),
            })?;
        match unit {
            "dag" | "dagen" => Ok(Self::Dagen(number)),
            "werkdag" | "werkdagen" => Ok(Self::Werkdagen(number)),
            "week" | "weken" => Ok(Self::Weken(number)),
            "maand" | "maanden" | "jaar" | "jaren" => Ok(Self::Maanden(number)),
            other => Err(TermijnError::Unit {
                unit: other.to_owned(),
            }),
        }
    }

    /// The number.
    pub const fn count(self) -> u16 {
        match self {
            Self::Dagen(n) | Self::Werkdagen(n) | Self::Weken(n) | Self::Maanden(n) => n,
        }
    }

    /// The unit in the plural, a key for the locale files.
    pub const fn unit(self) -> &'static str {
        match self {
            Self::Dagen(_) => "dagen",
            Self::Werkdagen(_) => "werkdagen",
            Self::Weken(_) => "weken",
            Self::Maanden(_) => "maanden",
        }
    }

    /// Is it counted in working days?
    pub const fn is_in_working_days(self) -> bool {
        matches!(self, Self::Werkdagen(_))
    }

    /// May the Algemene termijnenwet prolong it? Not what is counted in working days, and (art. 4)
    /// not what is longer than 90 days, twelve weeks or three months.
    pub const fn is_prolonged(self) -> bool {
        match self {
            Self::Dagen(n) => n <= 90,
            Self::Weken(n) => n <= 12,
            Self::Maanden(n) => n <= 3,
            Self::Werkdagen(_) => false,
        }
    }
}

impl fmt::Display for Termijn {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let unit = match (self, self.count()) {
            (Self::Dagen(_), 1) => "dag",
            (Self::Werkdagen(_), 1) => "werkdag",
            (Self::Weken(_), 1) => "week",
            (Self::Maanden(_), 1) => "maand",
            _ => self.unit(),
        };
        write!(f, "{} {unit}", self.count())
    }
}

impl FromStr for Termijn {
    type Err = TermijnError;

    fn from_str(text: &str) -> Result<Self, TermijnError> {
        let form = || TermijnError::Form {
            text: text.to_owned(),
        };
        let mut parts = text.split_whitespace();
        let (Some(number), Some(unit), None) = (parts.next(), parts.next(), parts.next()) else {
            return Err(form());
        };
        if !number.bytes().all(|byte| byte.is_ascii_digit()) {
            return Err(form());
        }
        let count = number.parse().map_err(|_| TermijnError::Count {
            count: number.to_owned(),
        })?;
        Self::from_parts(count, unit)
    }
}

impl TryFrom<String> for Termijn {
    type Error = TermijnError;

    fn try_from(text: String) -> Result<Self, TermijnError> {
        text.parse()
    }
}

impl From<Termijn> for String {
    fn from(termijn: Termijn) -> Self {
        termijn.to_string()
    }
}
