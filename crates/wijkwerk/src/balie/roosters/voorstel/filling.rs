//! Filling by hand: the first roster that the solver starts from, and the last look over what it found.

use super::board::{Board, Filling};

/// Fills the shifts that are hardest to fill first, everywhere up to the minimum before anywhere further.
pub fn fill(board: &Board<'_>, filling: &mut Filling) {
    let mut order: Vec<usize> = (0..board.slots.len()).collect();
    let fit = |slot: usize| {
        (0..board.input.people.len())
            .filter(|person| board.unfit(*person, slot).is_none())
            .count()
    };
    order.sort_by_cached_key(|slot| (fit(*slot), board.slots[*slot].from, *slot));
    let mut behind = Behind::new(board, filling);
    for up_to_minimum in [true, false] {
        for &slot in &order {
            let shift = &board.input.shifts[slot];
            let wanted = if up_to_minimum {
                shift.minimum.min(shift.needed)
            } else {
                shift.needed
            };
            while filling.count[slot] < wanted {
                let Some(person) = best(board, filling, &behind, slot) else {
                    break;
                };
                filling.put(person, slot);
                behind.add(board, person, slot);
            }
        }
    }
}

fn best(board: &Board<'_>, filling: &Filling, behind: &Behind, slot: usize) -> Option<usize> {
    (0..board.input.people.len())
        .filter(|person| board.obstacle(filling, *person, slot).is_none())
        .min_by_key(|person| {
            (
                board.displeasure(*person, slot),
                behind.surplus(board, *person),
                behind.minutes_of_person[*person],
            )
        })
}

/// What everybody has, while it grows.
struct Behind {
    shares: Vec<i64>,
    minutes: Vec<i64>,
    minutes_of_person: Vec<i64>,
    total: i64,
}

impl Behind {
    fn new(board: &Board<'_>, filling: &Filling) -> Self {
        let mut behind = Self {
            shares: board.shares.iter().map(|share| share.1).collect(),
            minutes: vec![0; board.shares.len()],
            minutes_of_person: vec![0; board.input.people.len()],
            total: 0,
        };
        for (person, held) in filling.held.iter().enumerate() {
            for &slot in held {
                behind.add(board, person, slot);
            }
        }
        behind
    }

    fn add(&mut self, board: &Board<'_>, person: usize, slot: usize) {
        let minutes = board.slots[slot].minutes;
        self.minutes_of_person[person] += minutes;
        if board.input.shifts[slot].elsewhere {
            return;
        }
        self.minutes[board.organisation_of[person]] += minutes;
        self.total += minutes;
    }

    /// How far its organisation is ahead of its share.
    fn surplus(&self, board: &Board<'_>, person: usize) -> i64 {
        let organisation = board.organisation_of[person];
        let whole: i64 = self.shares.iter().sum();
        self.minutes[organisation] * whole - self.shares[organisation] * self.total
    }
}
