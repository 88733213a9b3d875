//! Termijnen: the one place where dates are counted.
//!
//! Nothing else in the product adds days to a date. A slice asks here when something is due, how many
//! days are left and which light that is, and stores only the answer and the parts it was made of.
//!
//! Rules relied on:
//! * Algemene termijnenwet, art. 1 (a term that ends on a Saturday, Sunday or holiday runs on to the
//!   next working day; not when counting back), art. 2 (a term of three days or more holds at least
//!   two working days), art. 3 (which days are holidays), art. 4 (not for terms longer than 90 days,
//!   twelve weeks or three months).
//! * Awb art. 4:14 and 4:15: one announced extension, and suspension of the clock.
//! * Gemeentewet art. 145: the Algemene termijnenwet also governs the municipality's own ordinances.
//! * The day on which a term begins is not counted; the last day is counted in full, to midnight in
//!   Europe/Amsterdam.
//!
//! It never reads the clock, a file or the database: today, the calendar and the terms are arguments.
//! It never decides *which* term applies; that is in the inrichting.

mod feestdagen;
mod looptijd;
mod moments;
mod rekenen;
mod stand;
mod termijn;
#[cfg(test)]
mod tests;

pub use feestdagen::{Feestdag, FeestdagKind, Feestdagen, FeestdagenSettings, easter};
pub use looptijd::{Due, Extension, Looptijd, LooptijdError, Suspension};
pub use moments::{
    Adjustment, OnRepeat, PlannedTime, PlannedTimeError, ZONE, amsterdam, day_of, end_of_day,
    is_expired, local_time, start_of_day,
};
pub use rekenen::{
    add_working_days, count_back, due_date, next_working_day, next_working_day_or_same,
    subtract_working_days, working_days_between,
};
pub use stand::{Amber, Light, Red, Stand, Thresholds, days_left, stand};
pub use termijn::{Termijn, TermijnError};
