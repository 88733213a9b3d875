//! What there is to say of a filling: who, what is short and why, which wishes are not met, who carries what.

use std::collections::BTreeMap;

use super::board::{Board, Filling, meets};
use super::model::{Assignment, Fairness, Proposal, Unfilled, Wish, WishNotMet};

/// The proposal that this filling is.
pub fn tell(board: &Board<'_>, filling: &Filling, gap: f64, seconds: f64) -> Proposal {
    let mut assignments = Vec::new();
    let mut wishes_not_met = Vec::new();
    for (person, held) in filling.held.iter().enumerate() {
        for &slot in held {
            let (who, what) = (&board.input.people[person], &board.input.shifts[slot]);
            assignments.push(Assignment {
                shift: what.id,
                person: who.id,
            });
            if what.elsewhere {
                continue;
            }
            let mut missed = |wish| {
                wishes_not_met.push(WishNotMet {
                    person: who.id,
                    shift: what.id,
                    wish,
                });
            };
            if who.rather_not.iter().any(|span| meets(*span, what.span)) {
                missed(Wish::RatherNot);
            }
            if !who.preferred.is_empty() && !who.preferred.contains(&what.infopunt) {
                missed(Wish::OtherPoint);
            }
        }
    }
    assignments.sort();
    wishes_not_met.sort();
    Proposal {
        assignments,
        unfilled: unfilled(board, filling),
        wishes_not_met,
        fairness: fairness(board, filling),
        gap,
        seconds,
    }
}

fn unfilled(board: &Board<'_>, filling: &Filling) -> Vec<Unfilled> {
    let short = (0..).zip(&board.input.shifts).filter_map(|(slot, shift)| {
        let missing = shift.needed.saturating_sub(filling.count[slot]);
        if missing == 0 {
            return None;
        }
        let mut why = BTreeMap::new();
        for person in 0..board.input.people.len() {
            if filling.held[person].contains(&slot) {
                continue;
            }
            if let Some(obstacle) = board.obstacle(filling, person, slot) {
                *why.entry(obstacle).or_insert(0) += 1;
            }
        }
        Some(Unfilled {
            shift: shift.id,
            missing,
            below_minimum: filling.count[slot] < shift.minimum,
            why: why.into_iter().collect(),
        })
    });
    short.collect()
}

/// The agreed minutes are whole and have the sum of what was filled: what is left over goes to the largest remainders.
fn fairness(board: &Board<'_>, filling: &Filling) -> Vec<Fairness> {
    let got = board.minutes_of_organisations(filling);
    let total: i64 = got.iter().sum();
    let shares: Vec<i64> = board.shares.iter().map(|share| share.1).collect();
    let whole: i64 = shares.iter().sum();
    if whole == 0 {
        return Vec::new();
    }
    let mut agreed: Vec<i64> = shares.iter().map(|share| total * share / whole).collect();
    let mut order: Vec<usize> = (0..shares.len()).collect();
    order.sort_by_key(|n| (-(total * shares[*n] % whole), *n));
    let left = total - agreed.iter().sum::<i64>();
    for n in order.into_iter().take(usize::try_from(left).unwrap_or(0)) {
        agreed[n] += 1;
    }
    (0..shares.len())
        .map(|n| Fairness {
            organisatie: board.shares[n].0,
            agreed_minutes: agreed[n],
            got_minutes: got[n],
        })
        .collect()
}
