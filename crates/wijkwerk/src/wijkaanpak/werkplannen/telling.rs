//! Counting what became of afspraken: kept, late, dropped, open (V-27). Pure.

use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;

use super::model::{Afspraak, AfspraakState};
use super::rules::is_late;

/// How the afspraken stand (V-27).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Telling {
    pub kept: i64,
    pub late: i64,
    pub dropped: i64,
    pub open: i64,
}

kit::word_enum! {
    /// Which of the four an afspraak counts as.
    pub enum Stand {
        Kept = "kept",
        Late = "late",
        Dropped = "dropped",
        Open = "open",
    }
}

/// What one afspraak counts as; what was never accepted and then declined counts as nothing.
pub fn stand(afspraak: &Afspraak, today: Date, zone: &TimeZone) -> Option<Stand> {
    let day = |at: Timestamp| at.to_zoned(zone.clone()).date();
    Some(match afspraak.state {
        AfspraakState::Dropped if afspraak.accepted_at.is_none() => return None,
        AfspraakState::Dropped => Stand::Dropped,
        AfspraakState::Delivered | AfspraakState::Verified
            if afspraak
                .delivered_at
                .is_some_and(|at| day(at) > afspraak.due) =>
        {
            Stand::Late
        }
        AfspraakState::Delivered | AfspraakState::Verified => Stand::Kept,
        state if is_late(state, afspraak.due, today) => Stand::Late,
        _ => Stand::Open,
    })
}

/// Counts them.
pub fn tally<'a>(
    afspraken: impl IntoIterator<Item = &'a Afspraak>,
    today: Date,
    zone: &TimeZone,
) -> Telling {
    let mut telling = Telling::default();
    for afspraak in afspraken {
        match stand(afspraak, today, zone) {
            Some(Stand::Kept) => telling.kept += 1,
            Some(Stand::Late) => telling.late += 1,
            Some(Stand::Dropped) => telling.dropped += 1,
            Some(Stand::Open) => telling.open += 1,
            None => {}
        }
    }
    telling
}
