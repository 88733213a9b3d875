//! The light on a due date: on time, near or late, and how many days are left.
//!
//! Where the light turns is a setting of the inrichting. Red is a fact about a date, never about a
//! person; who gets to see it is decided elsewhere.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::{Due, Feestdagen, Termijn, count_back, rekenen::plain_end};

/// The colour of a due date.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Light {
    /// Nothing to do yet (green), or the clock stands still.
    OnTime,
    /// The end is near (amber).
    Near,
    /// Too late (red).
    Late,
}

impl Light {
    /// The key of its words in the locale files.
    pub const fn key(self) -> &'static str {
        match self {
            Self::OnTime => "termijn-op-tijd",
            Self::Near => "termijn-nadert",
            Self::Late => "termijn-te-laat",
        }
    }
}

/// From when a due date is amber.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Amber {
    /// Never: it goes from green to red.
    Never,
    /// This long before the last day, that day included.
    Before(Termijn),
    /// When half of the days have passed.
    Halfway,
}

/// From when a due date is red.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Red {
    /// Never: it is shown without blame.
    Never,
    /// This long before the last day, that day included.
    Before(Termijn),
    /// The day after the last day.
    AfterDue,
    /// The day after this much more time has passed.
    AfterGrace(Termijn),
}

/// Where a light turns.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Thresholds {
    /// From when it is amber.
    pub amber: Amber,
    /// From when it is red.
    pub red: Red,
}

impl Default for Thresholds {
    fn default() -> Self {
        Self {
            amber: Amber::Halfway,
            red: Red::AfterDue,
        }
    }
}

/// How a due date stands on a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Stand {
    /// The colour.
    pub light: Light,
    /// The last day and the days left to it; none while the clock stands still.
    pub due: Option<Date>,
    /// Days until the last day: 0 on that day, negative after it.
    pub days_left: Option<i32>,
}

/// How something that began on `start` stands `today`.
pub fn stand(
    start: Date,
    due: Due,
    today: Date,
    thresholds: Thresholds,
    calendar: &Feestdagen,
) -> Stand {
    let Due::On(due) = due else {
        return Stand {
            light: Light::OnTime,
            due: None,
            days_left: None,
        };
    };
    let is_red = match thresholds.red {
        Red::Never => false,
        Red::Before(termijn) => today >= count_back(due, termijn, calendar),
        Red::AfterDue => today > due,
        Red::AfterGrace(termijn) => today > plain_end(due, termijn, calendar),
    };
    let is_amber = match thresholds.amber {
        Amber::Never => false,
        Amber::Before(termijn) => today >= count_back(due, termijn, calendar),
        Amber::Halfway => days_left(today, due) <= days_left(today, start).saturating_neg(),
    };
    let light = match (is_red, is_amber || today > due) {
        (true, _) => Light::Late,
        (false, true) => Light::Near,
        (false, false) => Light::OnTime,
    };
    Stand {
        light,
        due: Some(due),
        days_left: Some(days_left(today, due)),
    }
}

/// Days from `today` to `due`: 0 on the day itself, negative after it.
pub fn days_left(today: Date, due: Date) -> i32 {
    today.until(due).map_or(0, |span| span.get_days())
}
