//! What is added up for one question, item by item.

use std::cell::RefCell;

use kit::zoek::QuickMap;

/// How the items score that a question meets, and what of it was learned. A thread keeps the room for the next
/// question, all noughts.
#[derive(Default)]
pub(super) struct Scores {
    pub(super) total: Vec<f32>,
    /// The best of one word, while that is looked at.
    pub(super) best: Vec<f32>,
    /// Every item that scores.
    pub(super) met: Vec<u32>,
    /// See [`Taught::shares`](super::learned::Taught::shares).
    pub(super) learned: QuickMap<u32, f32>,
}

thread_local! {
    pub(super) static SCORES: RefCell<Scores> = RefCell::default();
}

impl Scores {
    pub(super) fn make_room(&mut self, items: usize) {
        if self.total.len() < items {
            self.total.resize(items, 0.0);
            self.best.resize(items, 0.0);
        }
    }

    pub(super) fn of(&self, item: u32) -> f32 {
        self.total[item as usize]
    }

    pub(super) fn learned(&self, item: u32) -> f32 {
        self.learned.get(&item).copied().unwrap_or_default()
    }

    pub(super) fn set(&mut self, item: u32, score: f32) {
        let total = &mut self.total[item as usize];
        if *total == 0.0 && score != 0.0 {
            self.met.push(item);
        }
        *total = score;
    }

    pub(super) fn add(&mut self, item: u32, score: f32) {
        self.set(item, self.of(item) + score);
    }

    pub(super) fn most(&self) -> f32 {
        let all = self.met.iter().map(|item| self.of(*item));
        all.fold(0.0, f32::max)
    }

    /// The items that score most, best first.
    pub(super) fn order(&self, most: usize) -> Vec<u32> {
        let scoring = self.met.iter().copied();
        let mut order: Vec<u32> = scoring.filter(|item| self.of(*item) > 0.0).collect();
        let better = |a: &u32, b: &u32| self.of(*b).total_cmp(&self.of(*a)).then(a.cmp(b));
        if order.len() > most {
            order.select_nth_unstable_by(most - 1, better);
            order.truncate(most);
        }
        order.sort_unstable_by(better);
        order
    }

    pub(super) fn clear(&mut self) {
        for item in self.met.drain(..) {
            self.total[item as usize] = 0.0;
        }
        self.learned.clear();
    }
}
