//! The proposal for a month's roster: who could stand where, without breaking a hard rule (L-74, L-77).
//!
//! Pure: it reads nothing and writes nothing. A shift may stay short; that costs most, then hours away from the agreed
//! shares, then wishes. What stands already is kept.

mod board;
mod check;
mod clash;
mod cliques;
mod filling;
mod model;
mod outcome;
mod solve;

pub use check::{Breach, breaches};
pub use model::{
    Assignment, Clash, Conflict, Fairness, Input, Obstacle, Person, Progress, Proposal, Rule,
    Rules, Share, Shift, Span, Unfilled, Wish, WishNotMet,
};

use std::time::{Duration, Instant};

/// A place without which the point cannot open.
const PLACE_OF_MINIMUM: i64 = 10_000;
/// Any other place.
const PLACE: i64 = 2_000;
/// An hour that an organisation has more or less than its share.
const HOUR_OFF_SHARE: i64 = 40;
const RATHER_NOT: i64 = 30;
const OTHER_POINT: i64 = 10;

/// The best roster that can be found in the time given, or what of the fixed cannot stand together.
pub fn propose(input: &Input, progress: &mut dyn FnMut(Progress)) -> Result<Proposal, Clash> {
    let began = Instant::now();
    let board = board::Board::new(input);
    if let Some(clash) = clash::find_clash(&board) {
        return Err(clash);
    }
    let start = board.start();
    let mut first = start.clone();
    filling::fill(&board, &mut first);
    let mut watch = solve::Watch {
        began,
        allowed: Duration::from_secs(input.seconds.into()),
        progress,
    };
    let solve::Found { mut filling, gap } = solve::improve(&board, &start, first, &mut watch);
    // The search stops near the best: whoever is still free for a place that is open takes it, which only costs less.
    filling::fill(&board, &mut filling);
    let seconds = began.elapsed().as_secs_f64();
    Ok(outcome::tell(&board, &filling, gap, seconds))
}

/// What of the fixed cannot stand together, without looking for more.
pub fn clash(input: &Input) -> Option<Clash> {
    clash::find_clash(&board::Board::new(input))
}

#[cfg(test)]
mod tests;
