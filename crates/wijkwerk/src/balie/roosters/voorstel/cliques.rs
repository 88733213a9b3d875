//! Sets of shifts that exclude each other, as few and as large as they come: one row for each keeps the bound tight.

use std::collections::{HashMap, HashSet};

use microlp::Variable;

use super::board::Board;

/// Sets of shifts of which this person can have one, that together hold every two that exclude each other.
pub fn cliques(board: &Board<'_>, person: usize, cells: &[(usize, Variable)]) -> Vec<Vec<usize>> {
    let who = &board.input.people[person];
    let excludes = |one: usize, other: usize| {
        let (one, other) = (cells[one].0, cells[other].0);
        board.overlap(one, other) || board.too_close(who, one, other)
    };
    let mut order: Vec<usize> = (0..cells.len()).collect();
    order.sort_by_key(|n| (board.slots[cells[*n].0].from, *n));
    let reach = 24 * 3600;
    let mut near: HashMap<usize, Vec<usize>> = HashMap::new();
    for (at, &one) in order.iter().enumerate() {
        let until = board.slots[cells[one].0].until + reach;
        let later = order[at + 1..].iter().copied();
        let later = later.take_while(|other| board.slots[cells[*other].0].from < until);
        near.insert(one, later.filter(|other| excludes(one, *other)).collect());
    }
    let (mut covered, mut cliques) = (HashSet::new(), Vec::new());
    for &one in &order {
        for &other in &near[&one] {
            if covered.contains(&(one, other)) {
                continue;
            }
            let mut clique = vec![one, other];
            for &third in &near[&one] {
                if !clique.contains(&third) && clique.iter().all(|member| excludes(*member, third))
                {
                    clique.push(third);
                }
            }
            for &a in &clique {
                for &b in &clique {
                    covered.insert((a, b));
                }
            }
            cliques.push(clique);
        }
    }
    cliques
}
