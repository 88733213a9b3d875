//! What is fixed and cannot stand together: every conflict, made as small as it can be by leaving out what is not
//! needed for it.

use std::collections::{BTreeMap, HashSet};

use super::board::{Board, has_function, meets};
use super::model::{Assignment, Clash, Conflict, Input, Rule};

/// Every hard rule that the fixed assignments break by themselves.
pub fn find_clash(board: &Board<'_>) -> Option<Clash> {
    let (known, mut conflicts) = known(board);
    let mut by_person: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    let mut by_shift: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    for &(person, slot) in &known {
        by_person.entry(person).or_default().push(slot);
        by_shift.entry(slot).or_default().push(person);
    }
    for (&person, slots) in &by_person {
        conflicts.extend(of_person(board, person, slots));
    }
    for (slot, people) in by_shift {
        let shift = &board.input.shifts[slot];
        let needed = usize::try_from(shift.needed).unwrap_or(usize::MAX);
        if people.len() > needed {
            let fixed = people[..=needed].iter().map(|person| Assignment {
                shift: shift.id,
                person: board.input.people[*person].id,
            });
            conflicts.push(Conflict {
                rule: Rule::Places,
                fixed: fixed.collect(),
            });
        }
    }
    conflicts.sort();
    (!conflicts.is_empty()).then_some(Clash { conflicts })
}

/// The fixed assignments by place in the lists, and those that say nothing.
fn known(board: &Board<'_>) -> (Vec<(usize, usize)>, Vec<Conflict>) {
    let Input { fixed, .. } = board.input;
    let (mut known, mut conflicts, mut seen) = (Vec::new(), Vec::new(), HashSet::new());
    for assignment in fixed {
        let person = board.person_of.get(&assignment.person);
        let slot = board.shift_of.get(&assignment.shift);
        let slot = slot.filter(|slot| board.slots[**slot].until > board.slots[**slot].from);
        match (person, slot, seen.insert(assignment)) {
            (Some(&person), Some(&slot), true) => known.push((person, slot)),
            _ => conflicts.push(Conflict {
                rule: Rule::Known,
                fixed: vec![*assignment],
            }),
        }
    }
    (known, conflicts)
}

fn of_person(board: &Board<'_>, person: usize, slots: &[usize]) -> Vec<Conflict> {
    let who = &board.input.people[person];
    let conflict = |rule, slots: &[usize]| Conflict {
        rule,
        fixed: slots
            .iter()
            .map(|slot| Assignment {
                shift: board.input.shifts[*slot].id,
                person: who.id,
            })
            .collect(),
    };
    let mut found = Vec::new();
    for (n, &slot) in slots.iter().enumerate() {
        let shift = &board.input.shifts[slot];
        if !has_function(who, shift.function.as_deref()) {
            found.push(conflict(Rule::Function, &[slot]));
        }
        if who.unavailable.iter().any(|span| meets(*span, shift.span)) {
            found.push(conflict(Rule::Available, &[slot]));
        }
        for &other in &slots[..n] {
            if board.overlap(other, slot) {
                found.push(conflict(Rule::OnePlace, &[other, slot]));
            } else if board.too_close(who, other, slot) {
                found.push(conflict(Rule::Rest, &[other, slot]));
            }
        }
    }
    let mut days: BTreeMap<_, Vec<usize>> = BTreeMap::new();
    let mut weeks: BTreeMap<_, Vec<usize>> = BTreeMap::new();
    for &slot in slots {
        days.entry(board.slots[slot].date).or_default().push(slot);
        weeks.entry(board.slots[slot].week).or_default().push(slot);
    }
    let limits = [
        (Rule::Day, days, board.day_limit(who)),
        (Rule::Week, weeks, board.week_limit(who)),
    ];
    for (rule, periods, limit) in limits {
        for (_, slots) in periods {
            if let Some(smallest) = smallest(board, slots, limit) {
                found.push(conflict(rule, &smallest));
            }
        }
    }
    found
}

/// The shifts that are together too long, without those that are not needed for that.
fn smallest(board: &Board<'_>, mut slots: Vec<usize>, limit: i64) -> Option<Vec<usize>> {
    let total = |slots: &[usize]| {
        slots
            .iter()
            .map(|slot| board.slots[*slot].minutes)
            .sum::<i64>()
    };
    if total(&slots) <= limit {
        return None;
    }
    slots.sort_by_key(|slot| (board.slots[*slot].minutes, *slot));
    let mut n = 0;
    while n < slots.len() {
        let left_out = slots.remove(n);
        if total(&slots) <= limit {
            slots.insert(n, left_out);
            n += 1;
        }
    }
    Some(slots)
}
