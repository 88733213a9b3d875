//! The one source of time.
//!
//! Nothing in Wijkwerk reads the system clock except [`Clock::system`]. Tests and the demo year use [`Clock::manual`],
//! which moves only when told to; waiting is always "until the clock says so", never a sleep.

use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};

use jiff::{Timestamp, civil::Date, tz::TimeZone};

/// Where every `now` comes from. Cheap to clone; clones of a manual clock move together.
#[derive(Clone, Debug)]
pub struct Clock(Source);

#[derive(Clone, Debug)]
enum Source {
    System,
    Manual(Arc<AtomicI64>),
}

impl Clock {
    /// The machine's own clock.
    pub fn system() -> Self {
        Self(Source::System)
    }

    /// A clock that stands at `at` until it is moved.
    pub fn manual(at: Timestamp) -> Self {
        Self(Source::Manual(Arc::new(AtomicI64::new(
            at.as_microsecond(),
        ))))
    }

    /// The present moment, cut to whole microseconds: the precision both engines keep.
    #[expect(
        clippy::disallowed_methods,
        reason = "this is the one place that reads the clock"
    )]
    pub fn now(&self) -> Timestamp {
        let micros = match &self.0 {
            Source::System => Timestamp::now().as_microsecond(),
            Source::Manual(at) => at.load(Ordering::SeqCst),
        };
        Timestamp::from_microsecond(micros).unwrap_or(Timestamp::UNIX_EPOCH)
    }

    /// The calendar day it is now in `zone`.
    pub fn today(&self, zone: &TimeZone) -> Date {
        self.now().to_zoned(zone.clone()).date()
    }

    /// Moves a manual clock to `at`; a system clock does not move and answers `false`.
    pub fn set(&self, at: Timestamp) -> bool {
        match &self.0 {
            Source::System => false,
            Source::Manual(now) => {
                now.store(at.as_microsecond(), Ordering::SeqCst);
                true
            }
        }
    }

    /// Moves a manual clock forward by `seconds`.
    pub fn advance_seconds(&self, seconds: i64) -> bool {
        match &self.0 {
            Source::System => false,
            Source::Manual(now) => {
                now.fetch_add(seconds.saturating_mul(1_000_000), Ordering::SeqCst);
                true
            }
        }
    }

    /// Whether this clock is moved by hand.
    pub fn is_manual(&self) -> bool {
        matches!(self.0, Source::Manual(_))
    }
}
