use std::collections::BTreeSet;

use jiff::SignedDuration;
use proptest::prelude::*;

use super::*;
use crate::testing::maand::{Maand, a_month};

fn small(seed: u64, points: usize, days: i8, people: usize) -> Input {
    let size = Maand {
        points,
        days,
        people,
        partners: 4,
    };
    Input {
        seconds: 1,
        ..a_month(seed, size)
    }
}

fn proposed(input: &Input) -> Proposal {
    propose(input, &mut |_| {}).expect("nothing that is fixed clashes")
}

/// Somebody who can stand on this shift when nothing else is asked of them.
fn fit(input: &Input, shift: &Shift) -> Person {
    Person {
        functions: shift.function.iter().cloned().collect(),
        week_minutes: 40 * 60,
        exempt: false,
        unavailable: Vec::new(),
        rather_not: Vec::new(),
        preferred: Vec::new(),
        ..input.people[0].clone()
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(12))]

    #[test]
    fn a_proposal_breaks_no_hard_rule_and_its_sums_are_whole(
        seed in 0_u64..1000, points in 1_usize..4, days in 3_i8..12, people in 1_usize..14,
    ) {
        a_proposal_holds(seed, points, days, people);
    }
}

/// Found by chance: the search stopped near the best while somebody was free for a place that stayed open.
#[test]
fn nobody_who_is_free_stays_off_a_short_shift() {
    a_proposal_holds(355, 3, 11, 7);
}

fn a_proposal_holds(seed: u64, points: usize, days: i8, people: usize) {
    let mut input = small(seed, points, days, people);
    let before = proposed(&input);
    // Every third of what was proposed stands from now on.
    input.fixed = before.assignments.iter().copied().step_by(3).collect();
    let proposal = proposed(&input);
    assert_eq!(breaches(&input, &proposal.assignments), Vec::new());
    let needed: u32 = input.shifts.iter().map(|shift| shift.needed).sum();
    let missing: u32 = proposal.unfilled.iter().map(|short| short.missing).sum();
    let filled = u32::try_from(proposal.assignments.len()).expect("few");
    assert_eq!(needed, filled + missing);
    let agreed: i64 = proposal
        .fairness
        .iter()
        .map(|part| part.agreed_minutes)
        .sum();
    let got: i64 = proposal.fairness.iter().map(|part| part.got_minutes).sum();
    assert_eq!(agreed, got);
    assert!((0.0..=1.0).contains(&proposal.gap));
    for short in &proposal.unfilled {
        let on = proposal
            .assignments
            .iter()
            .filter(|on| on.shift == short.shift);
        let kept_away: u32 = short.why.iter().map(|(_, people)| people).sum();
        assert_eq!(on.count() + kept_away as usize, input.people.len());
    }
}

#[test]
fn a_small_month_is_proven_best_and_says_how_far_it_is() {
    let input = Input {
        seconds: 20,
        ..small(7, 2, 5, 10)
    };
    let mut said = Vec::new();
    let proposal = propose(&input, &mut |progress| said.push(progress)).expect("nothing is fixed");
    assert!(proposal.gap.abs() < f64::EPSILON, "gap {}", proposal.gap);
    assert!(!said.is_empty());
    assert!(
        said.iter()
            .all(|progress| (0.0..=1.0).contains(&progress.part))
    );
}

#[test]
fn a_wish_gives_way_to_a_place_and_is_named() {
    let mut input = small(3, 1, 1, 1);
    input.shifts.truncate(1);
    let shift = input.shifts[0].clone();
    input.people = vec![Person {
        rather_not: vec![shift.span],
        ..fit(&input, &shift)
    }];
    input.shifts[0].needed = 2;
    let proposal = proposed(&input);
    assert_eq!(proposal.assignments.len(), 1);
    let missed = &proposal.wishes_not_met;
    assert_eq!((missed.len(), missed[0].wish), (1, Wish::RatherNot));
    assert_eq!(proposal.unfilled[0].missing, 1);
    assert!(!proposal.unfilled[0].below_minimum);
}

#[test]
fn a_preferred_point_is_met_where_that_can_be_and_named_where_not() {
    let mut input = small(3, 2, 1, 1);
    let points: BTreeSet<_> = input.shifts.iter().map(|shift| shift.infopunt).collect();
    assert_eq!(points.len(), 2);
    // One shift at each point at the same time, two people who can do both, each with a point of their own.
    let first = input.shifts[0].clone();
    input.shifts = (1_u128..)
        .zip(&points)
        .map(|(n, point)| Shift {
            id: crate::ids::DienstId(uuid::Uuid::from_u128(n)),
            infopunt: *point,
            needed: 1,
            minimum: 1,
            ..first.clone()
        })
        .collect();
    let who = |n: u128, wants: Option<usize>| Person {
        id: crate::ids::AccountId(uuid::Uuid::from_u128(n)),
        preferred: wants
            .map(|at| input.shifts[at].infopunt)
            .into_iter()
            .collect(),
        ..fit(&input, &first)
    };
    let (crossed, same) = (
        vec![who(1, Some(1)), who(2, Some(0))],
        vec![who(1, Some(0)), who(2, Some(0))],
    );
    input.shares.clear();
    input.people = crossed;
    let proposal = proposed(&input);
    assert_eq!(proposal.assignments.len(), 2);
    assert_eq!(proposal.wishes_not_met, []);
    // Both want the same point: one of them gives way, and is named.
    input.people = same;
    let proposal = proposed(&input);
    assert_eq!(proposal.assignments.len(), 2);
    let missed = &proposal.wishes_not_met;
    assert_eq!((missed.len(), missed[0].wish), (1, Wish::OtherPoint));
}

#[test]
fn what_is_short_says_what_keeps_people_away() {
    let mut input = small(3, 1, 1, 1);
    input.shifts.truncate(1);
    input.shifts[0].function = Some("sport".to_owned());
    let shift = input.shifts[0].clone();
    let able = fit(&input, &shift);
    let away = Person {
        id: crate::ids::AccountId(uuid::Uuid::from_u128(1)),
        unavailable: vec![shift.span],
        ..able.clone()
    };
    let no_sport = Person {
        functions: Vec::new(),
        ..able
    };
    input.people = vec![no_sport, away];
    let proposal = proposed(&input);
    assert_eq!(
        proposal.unfilled[0].why,
        [(Obstacle::Function, 1), (Obstacle::Unavailable, 1)]
    );
    assert!(proposal.unfilled[0].below_minimum);
}

/// A clash, planted: what is fixed, the rule it breaks, and which of it is needed for that.
#[test]
fn a_planted_clash_is_named_exactly() {
    let mut input = small(5, 1, 5, 1);
    let first = input.shifts[0].clone();
    let hour = SignedDuration::from_hours(1);
    let shift = |n: u128, day: i64, from: i64, until: i64| Shift {
        id: crate::ids::DienstId(uuid::Uuid::from_u128(n)),
        date: first.date + jiff::Span::new().days(day),
        span: Span {
            from: first.span.from + hour * i32::try_from(24 * day + from).unwrap(),
            until: first.span.from + hour * i32::try_from(24 * day + until).unwrap(),
        },
        function: None,
        needed: 1,
        minimum: 1,
        ..first.clone()
    };
    input.shifts = vec![
        shift(1, 0, 0, 4),
        shift(2, 0, 3, 8),
        shift(3, 0, 8, 14),
        shift(4, 1, 0, 8),
        shift(5, 2, 0, 13),
        shift(6, 3, 0, 8),
        shift(7, 4, 0, 2),
        Shift {
            function: Some("sport".to_owned()),
            ..shift(8, 4, 6, 8)
        },
    ];
    let person = Person {
        week_minutes: 17 * 60,
        unavailable: vec![input.shifts[6].span],
        ..fit(&input, &input.shifts[0])
    };
    input.people = vec![person.clone()];
    let cases: [(&[u128], Rule, &[u128]); 7] = [
        (&[1, 2, 8], Rule::OnePlace, &[1, 2]),
        (&[3, 4], Rule::Rest, &[3, 4]),
        (&[1, 3], Rule::Rest, &[1, 3]),
        (&[5], Rule::Day, &[5]),
        (&[1, 4, 6], Rule::Week, &[1, 4, 6]),
        (&[7], Rule::Available, &[7]),
        (&[8], Rule::Function, &[8]),
    ];
    for (fixed, rule, named) in cases {
        let assignments = |numbers: &[u128]| -> Vec<Assignment> {
            let of = |n: &u128| Assignment {
                shift: crate::ids::DienstId(uuid::Uuid::from_u128(*n)),
                person: person.id,
            };
            numbers.iter().map(of).collect()
        };
        input.fixed = assignments(fixed);
        let clash = propose(&input, &mut |_| {}).expect_err("it was planted");
        let conflict = clash
            .conflicts
            .iter()
            .find(|conflict| conflict.rule == rule);
        let mut told = conflict
            .map(|conflict| conflict.fixed.clone())
            .unwrap_or_default();
        told.sort();
        assert_eq!(told, assignments(named), "{rule:?} {fixed:?}: {clash:?}");
        // The verifier sees the same rule broken, by its own sums.
        let seen: BTreeSet<Rule> = breaches(&input, &input.fixed)
            .iter()
            .map(|b| b.rule)
            .collect();
        let said: BTreeSet<Rule> = clash
            .conflicts
            .iter()
            .map(|conflict| conflict.rule)
            .collect();
        assert_eq!(seen, said, "{rule:?} {fixed:?}");
    }
    input.shifts[0].needed = 0;
    input.fixed = vec![Assignment {
        shift: input.shifts[0].id,
        person: person.id,
    }];
    let clash = propose(&input, &mut |_| {}).expect_err("there is no place");
    assert_eq!(clash.conflicts[0].rule, Rule::Places);
}
