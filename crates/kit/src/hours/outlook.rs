//! "Nu open tot 12.30 uur", "gaat over 20 minuten open": what somebody at the door wants to know.

use jiff::civil::{Date, Time};
use jiff::{SignedDuration, Timestamp};

use super::evaluate::{State, Timetable};

/// Under this many minutes, minutes say more than a time.
const SOON: i64 = 60;
/// So many changes ahead an opening is looked for, past spans on appointment.
const CHANGES: usize = 64;

/// How it stands now, for a sentence.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outlook {
    /// Open, and no end is in sight.
    OpenAlways,
    /// Open until a time today, or on another day.
    OpenUntil {
        date: Date,
        time: Time,
    },
    /// Open, and closing within the hour.
    ClosesIn {
        minutes: i64,
        time: Time,
    },
    /// On appointment only, for now.
    ByAppointment,
    /// Opens within the hour.
    OpensIn {
        minutes: i64,
        time: Time,
    },
    OpensToday {
        time: Time,
    },
    OpensTomorrow {
        time: Time,
    },
    OpensOn {
        date: Date,
        time: Time,
    },
    /// Closed, and no opening is known.
    Closed,
}

impl Timetable {
    /// How it stands at `now`.
    pub fn outlook(&self, now: Timestamp) -> Outlook {
        self.outlook_until(now).0
    }

    /// How it stands at `now`, and until when that is how it is said: what counts minutes for a minute, and nothing
    /// longer than this day on the clock of the place.
    pub fn outlook_until(&self, now: Timestamp) -> (Outlook, Timestamp) {
        let (state, change) = (self.state_at(now), self.next_change(now));
        let today = self.zone().to_datetime(now).date();
        let midnight = today.tomorrow().map_or(now, |day| self.instant(day, 0));
        let turn = change.map_or(midnight, |(at, _)| at.min(midnight));
        let at = match state {
            State::Open => change.map(|(at, _)| at),
            State::ByAppointment => None,
            State::Closed => self.opening(change),
        };
        let Some(at) = at else {
            let outlook = match state {
                State::Open => Outlook::OpenAlways,
                State::ByAppointment => Outlook::ByAppointment,
                State::Closed => Outlook::Closed,
            };
            return (outlook, turn);
        };
        let (date, time, minutes) = self.told(now, at);
        let is_soon = minutes < SOON;
        let outlook = match (state == State::Open, is_soon) {
            (true, true) => Outlook::ClosesIn { minutes, time },
            (true, false) => Outlook::OpenUntil { date, time },
            (false, true) => Outlook::OpensIn { minutes, time },
            (false, false) if date == today => Outlook::OpensToday { time },
            (false, false) if today.tomorrow().is_ok_and(|tomorrow| tomorrow == date) => {
                Outlook::OpensTomorrow { time }
            }
            (false, false) => Outlook::OpensOn { date, time },
        };
        let left = if is_soon { minutes - 1 } else { SOON - 1 };
        let next = at
            .checked_sub(SignedDuration::from_mins(left))
            .unwrap_or(at);
        (outlook, next.min(turn))
    }

    /// When it opens, at this change or one soon after it.
    fn opening(&self, mut change: Option<(Timestamp, State)>) -> Option<Timestamp> {
        for _ in 0..CHANGES {
            match change? {
                (at, State::Open) => return Some(at),
                (at, _) => change = self.next_change(at),
            }
        }
        None
    }

    /// A moment on the clock of the place, and how many whole minutes away it is, rounded up.
    fn told(&self, now: Timestamp, at: Timestamp) -> (Date, Time, i64) {
        let wall = self.zone().to_datetime(at);
        let seconds = at.as_second().saturating_sub(now.as_second());
        (wall.date(), wall.time(), (seconds + 59) / 60)
    }
}
