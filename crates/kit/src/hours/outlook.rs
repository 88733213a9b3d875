//! "Nu open tot 12.30 uur", "gaat over 20 minuten open": what somebody at the door wants to know.

use jiff::Timestamp;
use jiff::civil::{Date, Time};

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
        match self.state_at(now) {
            State::ByAppointment => Outlook::ByAppointment,
            State::Open => match self.next_change(now) {
                None => Outlook::OpenAlways,
                Some((at, _)) => {
                    let (date, time, minutes) = self.told(now, at);
                    if minutes < SOON {
                        Outlook::ClosesIn { minutes, time }
                    } else {
                        Outlook::OpenUntil { date, time }
                    }
                }
            },
            State::Closed => self.opens(now),
        }
    }

    fn opens(&self, now: Timestamp) -> Outlook {
        let mut from = now;
        for _ in 0..CHANGES {
            match self.next_change(from) {
                Some((at, State::Open)) => {
                    let (date, time, minutes) = self.told(now, at);
                    let today = self.zone().to_datetime(now).date();
                    return if minutes < SOON {
                        Outlook::OpensIn { minutes, time }
                    } else if date == today {
                        Outlook::OpensToday { time }
                    } else if today.tomorrow().is_ok_and(|tomorrow| tomorrow == date) {
                        Outlook::OpensTomorrow { time }
                    } else {
                        Outlook::OpensOn { date, time }
                    };
                }
                Some((at, _)) => from = at,
                None => break,
            }
        }
        Outlook::Closed
    }

    /// A moment on the clock of the place, and how many whole minutes away it is, rounded up.
    fn told(&self, now: Timestamp, at: Timestamp) -> (Date, Time, i64) {
        let wall = self.zone().to_datetime(at);
        let seconds = at.as_second().saturating_sub(now.as_second());
        (wall.date(), wall.time(), (seconds + 59) / 60)
    }
}
