//! A term that runs: when it began, when its clock stood still, whether it was extended.
//!
//! The parts are facts that happened; the due date is always computed from them and never stored as
//! the only truth. At most one extension, announced before the term ends (Awb art. 4:14); any number
//! of suspensions (Awb art. 4:15). While the clock stands still there is no due date.

use jiff::{ToSpan, civil::Date};
use serde::{Deserialize, Serialize};

use super::{Feestdagen, Termijn, rekenen};

/// Days on which the clock stands still: from `from`, up to but not including `until`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Suspension {
    /// The first day that does not count.
    pub from: Date,
    /// The first day that counts again; none while the clock still stands.
    pub until: Option<Date>,
}

/// The one extension a term may have.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Extension {
    /// How much was added.
    pub by: Termijn,
    /// The day on which the one who waits was told.
    pub announced_on: Date,
}

/// When a running term ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Due {
    /// On this day, at its end.
    On(Date),
    /// Not known: the clock stands still since this day.
    Suspended {
        /// The first day that does not count.
        since: Date,
    },
}

impl Due {
    /// The day, when there is one.
    pub const fn date(self) -> Option<Date> {
        match self {
            Self::On(date) => Some(date),
            Self::Suspended { .. } => None,
        }
    }
}

/// Why a running term refuses a change.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum LooptijdError {
    /// The term had ended before the change.
    #[error("the term ended on {due}; {on} is too late to change it")]
    Ended {
        /// Its last day.
        due: Date,
        /// The day of the attempted change.
        on: Date,
    },
    /// There was an extension already.
    #[error("the term was extended already on {announced_on}")]
    AlreadyExtended {
        /// When that was told.
        announced_on: Date,
    },
    /// The clock stands still already.
    #[error("the clock stands still already since {since}")]
    AlreadySuspended {
        /// Since when.
        since: Date,
    },
    /// The clock does not stand still.
    #[error("the clock is running; there is nothing to resume")]
    NotSuspended,
    /// The change lies before something that came earlier.
    #[error("{on} lies before {earliest}, the first day on which this can happen")]
    TooEarly {
        /// The day of the attempted change.
        on: Date,
        /// The first day it could be.
        earliest: Date,
    },
}

/// A running term.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Looptijd {
    start: Date,
    termijn: Termijn,
    suspensions: Vec<Suspension>,
    extension: Option<Extension>,
}

impl Looptijd {
    /// A term that begins on `start`; the day of the start is not counted.
    pub const fn new(start: Date, termijn: Termijn) -> Self {
        Self {
            start,
            termijn,
            suspensions: Vec::new(),
            extension: None,
        }
    }

    /// The same term with the facts a store kept. They are taken as they are, in order of date; an
    /// interval without end that is followed by another ends where that one begins.
    pub fn with_facts(
        mut self,
        mut suspensions: Vec<Suspension>,
        extension: Option<Extension>,
    ) -> Self {
        suspensions.sort_by_key(|suspension| suspension.from);
        for index in 1..suspensions.len() {
            let next = suspensions[index].from;
            suspensions[index - 1].until.get_or_insert(next);
        }
        self.suspensions = suspensions;
        self.extension = extension;
        self
    }

    /// The day it began.
    pub const fn start(&self) -> Date {
        self.start
    }

    /// How long it was to take.
    pub const fn termijn(&self) -> Termijn {
        self.termijn
    }

    /// When its clock stood still, in order of date.
    pub fn suspensions(&self) -> &[Suspension] {
        &self.suspensions
    }

    /// Its extension, if it had one.
    pub const fn extension(&self) -> Option<Extension> {
        self.extension
    }

    /// Stops the clock because the other party was asked for something on `asked_on`: the day after
    /// is the first that does not count (Awb art. 4:15).
    pub fn suspend(mut self, asked_on: Date, calendar: &Feestdagen) -> Result<Self, LooptijdError> {
        let due = self.running_due(calendar)?;
        self.check_not_before(asked_on)?;
        if asked_on > due {
            return Err(LooptijdError::Ended { due, on: asked_on });
        }
        let from = asked_on.saturating_add(1.day());
        self.suspensions.push(Suspension { from, until: None });
        Ok(self)
    }

    /// Lets the clock run again from `on`: the day the answer came, or the first day after the time
    /// for it had passed.
    pub fn resume(mut self, on: Date) -> Result<Self, LooptijdError> {
        match self.suspensions.last_mut() {
            Some(Suspension {
                from,
                until: until @ None,
            }) => {
                let asked_on = from.saturating_sub(1.day());
                if on < asked_on {
                    return Err(LooptijdError::TooEarly {
                        on,
                        earliest: asked_on,
                    });
                }
                // Answered on the day of the question: the clock never stood still.
                *until = Some(on.max(*from));
                Ok(self)
            }
            _ => Err(LooptijdError::NotSuspended),
        }
    }

    /// Adds `by`, told on `announced_on`: once, and on the last day at the latest.
    pub fn extend(
        mut self,
        by: Termijn,
        announced_on: Date,
        calendar: &Feestdagen,
    ) -> Result<Self, LooptijdError> {
        if let Some(Extension { announced_on, .. }) = self.extension {
            return Err(LooptijdError::AlreadyExtended { announced_on });
        }
        if announced_on < self.start {
            return Err(LooptijdError::TooEarly {
                on: announced_on,
                earliest: self.start,
            });
        }
        if let Due::On(due) = self.due(calendar)
            && announced_on > due
        {
            return Err(LooptijdError::Ended {
                due,
                on: announced_on,
            });
        }
        self.extension = Some(Extension { by, announced_on });
        Ok(self)
    }

    /// When it ends, all facts considered.
    pub fn due(&self, calendar: &Feestdagen) -> Due {
        let first = match self.run(self.start, self.termijn, calendar) {
            Ok(end) => end,
            Err(since) => return Due::Suspended { since },
        };
        let Some(Extension { by, .. }) = self.extension else {
            return Due::On(first.lawful);
        };
        // An extension counts from the end the term itself had, not from the day the law moved it to.
        match self.run(first.plain, by, calendar) {
            Ok(end) => Due::On(end.lawful.max(first.lawful)),
            Err(since) => Due::Suspended { since },
        }
    }

    /// Does this day count as time that passes?
    pub fn counts(&self, day: Date) -> bool {
        !self.stands_still(day)
    }

    fn stands_still(&self, day: Date) -> bool {
        self.suspensions
            .iter()
            .any(|pause| pause.from <= day && pause.until.is_none_or(|until| day < until))
    }

    fn running_due(&self, calendar: &Feestdagen) -> Result<Date, LooptijdError> {
        match self.due(calendar) {
            Due::On(date) => Ok(date),
            Due::Suspended { since } => Err(LooptijdError::AlreadySuspended { since }),
        }
    }

    fn check_not_before(&self, on: Date) -> Result<(), LooptijdError> {
        let earliest = self
            .suspensions
            .last()
            .and_then(|pause| pause.until)
            .map_or(self.start, |until| until.max(self.start));
        if on < earliest {
            return Err(LooptijdError::TooEarly { on, earliest });
        }
        Ok(())
    }

    /// One stretch of the term. An error is the day since which the clock stands still.
    fn run(&self, start: Date, termijn: Termijn, calendar: &Feestdagen) -> Result<End, Date> {
        let mut plain = rekenen::plain_end(start, termijn, calendar);
        let lawful = |plain| {
            rekenen::prolong(start, plain, termijn, calendar, |day| {
                self.stands_still(day)
            })
        };
        let mut counted_to = start;
        for pause in &self.suspensions {
            let Some(until) = pause.until else {
                if pause.from <= lawful(plain) {
                    return Err(pause.from);
                }
                break;
            };
            let from = pause.from.max(counted_to.saturating_add(1.day()));
            if from >= until {
                continue;
            }
            if pause.from > plain {
                if pause.from > lawful(plain) {
                    break;
                }
                plain = lawful(plain); // it began in the days the law had added
            }
            plain = if termijn.is_in_working_days() {
                let before = from.saturating_sub(1.day());
                let last = until.saturating_sub(1.day());
                let lost = rekenen::working_days_between(before, last, calendar);
                let lost = u16::try_from(lost).unwrap_or(u16::MAX);
                rekenen::add_working_days(plain, lost, calendar)
            } else {
                let lost = from.until(until).map_or(0, |span| span.get_days());
                plain.saturating_add(lost.days())
            };
            counted_to = until.saturating_sub(1.day());
        }
        Ok(End {
            plain,
            lawful: lawful(plain),
        })
    }
}

/// The end of a stretch before and after the law moved it.
struct End {
    plain: Date,
    lawful: Date,
}
