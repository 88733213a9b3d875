//! The proposal for a month's roster: who could stand where, without breaking a hard rule (L-74, L-77).
//!
//! Pure: it reads nothing and writes nothing. A shift may stay short; that costs most, then the agreed shares of the
//! organisations, then wishes. What stands already is kept.

mod model;

pub use model::{
    Assignment, Clash, Conflict, Fairness, Input, Obstacle, Person, Progress, Proposal, Rule,
    Rules, Share, Shift, Span, Unfilled, Wish, WishNotMet,
};
