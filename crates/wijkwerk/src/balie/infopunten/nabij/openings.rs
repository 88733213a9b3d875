//! Which points of a list are open, carried on from one change to the next.
//!
//! Never: how an opening is said.

use std::cmp::Reverse;
use std::collections::{BTreeSet, BinaryHeap};

use jiff::Timestamp;
use kit::hours::{State, Timetable};

/// What of a list is open at one moment, and when each of it turns. What is in the list is known by its place there.
#[derive(Default)]
pub struct Openings {
    at: Option<Timestamp>,
    open: BTreeSet<usize>,
    /// The first turn on top. Nobody is in it twice.
    turns: BinaryHeap<Reverse<(Timestamp, usize)>>,
}

impl Openings {
    /// The places of what is open at `now`. Only what turned since the last time is worked out again; what turns at `until`
    /// or later is left to the next list.
    pub fn advance<'a>(
        &mut self,
        count: usize,
        table: impl Fn(usize) -> &'a Timetable,
        now: Timestamp,
        until: Timestamp,
    ) -> &BTreeSet<usize> {
        if self.at.is_none_or(|at| now < at) {
            self.open.clear();
            self.turns = (0..count).map(|place| Reverse((now, place))).collect();
        }
        self.at = Some(now);
        while let Some(&Reverse((turn, place))) = self.turns.peek()
            && turn <= now
        {
            self.turns.pop();
            let table = table(place);
            if table.state_at(now) == State::Open {
                self.open.insert(place);
            } else {
                self.open.remove(&place);
            }
            if let Some((next, _)) = table.next_change(now).filter(|(next, _)| *next < until) {
                self.turns.push(Reverse((next, place)));
            }
        }
        &self.open
    }
}
