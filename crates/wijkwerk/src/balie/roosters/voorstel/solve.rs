//! The month as an integer programme: who stands where is a yes or a no, and what is short has a price.
//!
//! Hard rules are rows: the places of a shift, cliques of shifts that one person cannot combine, days and weeks. The
//! price is of places left open, hours away from the agreed shares and wishes. All of it is whole numbers, so a bound
//! may be rounded up to the next.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};
use std::time::{Duration, Instant};

use jiff::civil::Date;
use microlp::{
    ComparisonOp, OptimizationDirection, Problem, ResumeOptions, SolveOptions, SolveOutcome,
    TerminationReason, Variable,
};

use super::board::{Board, Filling, hours, whole};
use super::model::Progress;
use super::{HOUR_OFF_SHARE, PLACE, PLACE_OF_MINIMUM};

/// How long the search runs before it says how far it is.
const TURN: Duration = Duration::from_millis(400);
/// Close enough to the best of a week, as a part of its price.
const NEAR: f64 = 0.005;

/// The best filling that was found, and how far from the best possible it is at most.
pub struct Found {
    pub filling: Filling,
    pub gap: f64,
}

/// The time there is, and who wants to know how far it is.
pub struct Watch<'a> {
    pub began: Instant,
    pub allowed: Duration,
    pub progress: &'a mut dyn FnMut(Progress),
}

impl Watch<'_> {
    fn left(&self) -> Duration {
        self.allowed.saturating_sub(self.began.elapsed())
    }

    fn tell(&mut self, gap: Option<f64>) {
        let seconds = self.began.elapsed().as_secs_f64();
        let part = (seconds / self.allowed.as_secs_f64().max(f64::EPSILON)).min(1.0);
        (self.progress)(Progress { seconds, part, gap });
    }
}

/// Looks for a filling better than `first`, around what is fixed in `start`.
///
/// Weeks hang together by the shares alone, and by a night's rest. So each week is made as good as it can be beside the
/// others; what the weeks cost at the least without shares is what the month costs at the least.
pub fn improve(board: &Board<'_>, start: &Filling, first: Filling, watch: &mut Watch<'_>) -> Found {
    let mut weeks: BTreeMap<Date, Vec<usize>> = BTreeMap::new();
    for (n, slot) in board.slots.iter().enumerate() {
        weeks.entry(slot.week).or_default().push(n);
    }
    let mut filling = first;
    let mut price = board.price(&filling);
    let mut least = 0;
    let mut ahead = u32::try_from(weeks.len()).unwrap_or(u32::MAX);
    for slots in weeks.values() {
        // Half of the time at the most for what is possible, the rest for reaching it.
        let until = watch.left() / (2 * ahead);
        least += least_price(board, start, slots, until, watch);
        ahead -= 1;
    }
    let worth = board.price_of_none() - least;
    let gap = |price: i64| {
        if price <= least || worth <= 0 {
            0.0
        } else {
            (whole(price - least) / whole(worth)).min(1.0)
        }
    };
    let mut better = true;
    while better && gap(price) > 0.0 {
        better = false;
        let mut ahead = u32::try_from(weeks.len()).unwrap_or(u32::MAX);
        for slots in weeks.values() {
            watch.tell(Some(gap(price)));
            let until = watch.left() / ahead;
            ahead -= 1;
            let found = improve_week(board, start, &filling, slots, until, watch);
            let found_price = board.price(&found);
            if found_price < price {
                (filling, price, better) = (found, found_price, true);
            }
        }
    }
    watch.tell(Some(gap(price)));
    Found {
        gap: gap(price),
        filling,
    }
}

/// What these shifts cost at the least, whatever the others do.
fn least_price(
    board: &Board<'_>,
    start: &Filling,
    slots: &[usize],
    until: Duration,
    watch: &mut Watch<'_>,
) -> i64 {
    let programme = Programme::new(board, start, start, slots, false);
    let of_fixed = programme.price_beside(board, start, slots);
    let outcome = programme.solve(until, 0.0, watch);
    let bound = outcome.and_then(|outcome| outcome.stats().best_bound);
    // Prices are whole: a bound may be rounded up, but for what the arithmetic lost.
    let bound = bound.map_or(0.0, |bound| (bound - 1e-4).ceil().max(0.0));
    #[expect(clippy::cast_possible_truncation, reason = "a price is far below 2^52")]
    let bound = bound as i64;
    of_fixed + bound
}

/// The same filling with these shifts done anew.
fn improve_week(
    board: &Board<'_>,
    start: &Filling,
    filling: &Filling,
    slots: &[usize],
    until: Duration,
    watch: &mut Watch<'_>,
) -> Filling {
    let mut around = start.clone();
    for (person, held) in filling.held.iter().enumerate() {
        for &slot in held {
            if !slots.contains(&slot) && !around.held[person].contains(&slot) {
                around.put(person, slot);
            }
        }
    }
    let programme = Programme::new(board, &around, filling, slots, true);
    let outcome = programme.solve(until, NEAR, watch);
    let solution = outcome.and_then(|outcome| outcome.into_solution().ok());
    solution.map_or_else(
        || filling.clone(),
        |solution| programme.read(&around, &solution),
    )
}

/// The programme, with the variables that say who stands where.
struct Programme {
    problem: Problem,
    cells: Vec<(usize, usize, Variable)>,
    hint: Vec<(Variable, f64)>,
}

impl Programme {
    /// These shifts, beside all that stands in `start`; `first` is where the search begins.
    fn new(
        board: &Board<'_>,
        start: &Filling,
        first: &Filling,
        slots: &[usize],
        with_shares: bool,
    ) -> Self {
        let mut programme = Self {
            problem: Problem::new(OptimizationDirection::Minimize),
            cells: Vec::new(),
            hint: Vec::new(),
        };
        for &slot in slots {
            if start.count[slot] >= board.input.shifts[slot].needed {
                continue;
            }
            for person in 0..board.input.people.len() {
                if board.obstacle(start, person, slot).is_some() {
                    continue;
                }
                let price = whole(board.displeasure(person, slot));
                let cell = programme.problem.add_binary_var(price);
                programme.cells.push((person, slot, cell));
                let stands = first.held[person].contains(&slot);
                programme.hint.push((cell, f64::from(u8::from(stands))));
            }
        }
        let open = programme.places(board, start);
        let loads = programme.people(board, start);
        if with_shares {
            programme.shares(board, start, first, &open, &loads);
        }
        programme
    }

    /// The best that is found in this time; nothing where the search cannot verify what it has.
    fn solve(&self, until: Duration, near: f64, watch: &mut Watch<'_>) -> Option<SolveOutcome> {
        if self.cells.is_empty() {
            return None;
        }
        let ends = Instant::now() + until;
        let mut options = SolveOptions::default();
        options.time_limit = Some(until.min(TURN));
        options.mip_gap = near;
        options.warm_start = Some(self.hint.clone());
        let mut outcome = self.problem.solve_with(options).ok()?;
        loop {
            watch.tell(None);
            let turn = ends.saturating_duration_since(Instant::now()).min(TURN);
            let reason = outcome.termination_reason();
            if reason != TerminationReason::TimeLimit || turn.is_zero() {
                return Some(outcome);
            }
            let mut options = ResumeOptions::default();
            options.time_limit = Some(turn);
            options.mip_gap = Some(near);
            outcome = outcome.resume_with(options).ok()?;
        }
    }

    /// What these shifts cost whatever is decided: wishes of who is fixed, and places that nobody can take.
    fn price_beside(&self, board: &Board<'_>, start: &Filling, slots: &[usize]) -> i64 {
        let decided: HashSet<usize> = self.cells.iter().map(|cell| cell.1).collect();
        let mut price = 0;
        for (person, held) in start.held.iter().enumerate() {
            let of_these = held.iter().filter(|slot| slots.contains(slot));
            price += of_these
                .map(|slot| board.displeasure(person, *slot))
                .sum::<i64>();
        }
        let open = slots.iter().filter(|slot| !decided.contains(slot));
        price
            + open
                .map(|slot| board.price_of_open(start, *slot))
                .sum::<i64>()
    }

    /// Each shift is filled or short; returns what counts as short.
    fn places(&mut self, board: &Board<'_>, start: &Filling) -> Vec<(usize, Variable)> {
        let mut by_slot: BTreeMap<usize, Vec<(Variable, f64)>> = BTreeMap::new();
        for &(_, slot, cell) in &self.cells {
            by_slot.entry(slot).or_default().push((cell, 1.0));
        }
        let mut open = Vec::new();
        for (slot, mut row) in by_slot {
            let shift = &board.input.shifts[slot];
            let free = shift.needed - start.count[slot];
            let of_minimum = shift
                .minimum
                .min(shift.needed)
                .saturating_sub(start.count[slot]);
            for (places, price) in [(of_minimum, PLACE_OF_MINIMUM), (free - of_minimum, PLACE)] {
                if places > 0 {
                    let most = i32::try_from(places).unwrap_or(i32::MAX);
                    let short = self.problem.add_integer_var(whole(price), (0, most));
                    row.push((short, 1.0));
                    open.push((slot, short));
                }
            }
            self.problem
                .add_constraint(&row, ComparisonOp::Eq, free.into());
        }
        open
    }

    /// What one person can combine; returns each person's hours per week.
    fn people(&mut self, board: &Board<'_>, start: &Filling) -> Vec<(usize, Variable)> {
        let mut by_person: BTreeMap<usize, Vec<(usize, Variable)>> = BTreeMap::new();
        for &(person, slot, cell) in &self.cells {
            by_person.entry(person).or_default().push((slot, cell));
        }
        let mut loads = Vec::new();
        for (person, cells) in by_person {
            let who = &board.input.people[person];
            for clique in cliques(board, person, &cells) {
                let row: Vec<_> = clique.iter().map(|n| (cells[*n].1, 1.0)).collect();
                self.problem.add_constraint(&row, ComparisonOp::Le, 1.0);
            }
            let held = |same: &dyn Fn(usize) -> bool| -> i64 {
                let slots = start.held[person].iter().filter(|slot| same(**slot));
                slots.map(|slot| board.slots[*slot].minutes).sum()
            };
            let mut days: BTreeMap<_, Vec<_>> = BTreeMap::new();
            let mut weeks: BTreeMap<_, Vec<_>> = BTreeMap::new();
            for (slot, cell) in cells {
                let hours = hours(board.slots[slot].minutes);
                days.entry(board.slots[slot].date)
                    .or_default()
                    .push((cell, hours));
                weeks
                    .entry(board.slots[slot].week)
                    .or_default()
                    .push((cell, hours));
            }
            if !who.exempt {
                for (date, row) in days {
                    let held = held(&|slot| board.slots[slot].date == date);
                    let most = hours(board.day_limit(who) - held);
                    if row.iter().map(|term| term.1).sum::<f64>() > most {
                        self.problem.add_constraint(&row, ComparisonOp::Le, most);
                    }
                }
            }
            for (week, mut row) in weeks {
                let held = held(&|slot| board.slots[slot].week == week);
                let most = hours(board.week_limit(who) - held);
                let load = self.problem.add_var(0.0, (0.0, most));
                row.push((load, -1.0));
                self.problem.add_constraint(&row, ComparisonOp::Eq, 0.0);
                loads.push((person, load));
            }
        }
        loads
    }

    /// Whole hours that an organisation is away from its share of what is filled; the length of one shift is for free.
    fn shares(
        &mut self,
        board: &Board<'_>,
        start: &Filling,
        first: &Filling,
        open: &[(usize, Variable)],
        loads: &[(usize, Variable)],
    ) {
        let whole_share: i64 = board.shares.iter().map(|share| share.1).sum();
        if whole_share == 0 {
            return;
        }
        let longest = board.longest();
        let stands = board.minutes_of_organisations(start);
        let decided: BTreeSet<usize> = open.iter().map(|(slot, _)| *slot).collect();
        let places = decided.iter().map(|slot| {
            let free = board.input.shifts[*slot].needed - start.count[*slot];
            board.slots[*slot].minutes * i64::from(free)
        });
        let total = stands.iter().sum::<i64>() + places.sum::<i64>();
        let filled = board.minutes_of_organisations(first);
        for (n, share) in board.shares.iter().enumerate() {
            let part = whole(share.1) / whole(whole_share);
            let off = self
                .problem
                .add_integer_var(whole(HOUR_OFF_SHARE), (0, i32::MAX));
            let mut row: Vec<(Variable, f64)> = loads
                .iter()
                .filter(|(person, _)| board.organisation_of[*person] == n)
                .map(|(_, load)| (*load, 1.0))
                .collect();
            row.extend(
                open.iter()
                    .map(|(slot, short)| (*short, part * hours(board.slots[*slot].minutes))),
            );
            let target = part * hours(total) - hours(stands[n]);
            for (sign, sense, slack) in [
                (-1.0, ComparisonOp::Le, hours(longest)),
                (1.0, ComparisonOp::Ge, -hours(longest)),
            ] {
                let mut row = row.clone();
                row.push((off, sign));
                self.problem.add_constraint(&row, sense, target + slack);
            }
            self.hint.push((off, board.hours_off(&filled, n)));
        }
    }

    fn read(&self, start: &Filling, solution: &microlp::Solution) -> Filling {
        let mut filling = start.clone();
        for &(person, slot, cell) in &self.cells {
            if solution.var_value(cell) > 0.5 {
                filling.put(person, slot);
            }
        }
        filling
    }
}

/// Sets of shifts of which this person can have one, that together hold every two that exclude each other.
fn cliques(board: &Board<'_>, person: usize, cells: &[(usize, Variable)]) -> Vec<Vec<usize>> {
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
