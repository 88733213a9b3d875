//! When what was delivered goes back to work: it was looked at and is not kept. Pure.

use jiff::Timestamp;
use jiff::civil::Date;

use super::model::AfspraakState;
use super::rules::check_text;
use crate::error::{FieldError, Sentence};

impl AfspraakState {
    /// Whether whoever looks at it may find that it is not kept.
    pub fn may_go_back(self) -> bool {
        self == Self::Delivered
    }
}

/// The day that is named, if one is. Whoever sends it back says why, and names no day that has passed.
pub fn new_due(reason: &str, due: &str, today: Date) -> Result<Option<Date>, Vec<FieldError>> {
    let mut faults = check_text("reason", reason, "werkplannen-reden-leeg");
    let mut fault = |key| {
        faults.push(FieldError {
            field: "nieuwe_due",
            sentence: Sentence::new(key),
        });
    };
    let day: Option<Date> = due.trim().parse().ok();
    match day {
        None if !due.trim().is_empty() => fault("wp-afspraak-zonder-datum"),
        Some(day) if day < today => fault("wp-afspraak-datum-voorbij"),
        _ => {}
    }
    if faults.is_empty() {
        Ok(day)
    } else {
        Err(faults)
    }
}

/// When its owner was last reminded of the day that counts now: what was said before it went back was about the work that was
/// thought to be done, and that it is late is said when it goes back.
pub fn reminded_since(
    due: Date,
    reminded: Option<Timestamp>,
    sent_back: Option<Timestamp>,
    day: impl Fn(Timestamp) -> Date,
) -> Option<Date> {
    match sent_back {
        None => reminded.map(day),
        Some(at) if day(at) > due => Some(day(at)),
        Some(at) => reminded.filter(|said| *said > at).map(day),
    }
}
