//! The verifier: whether a roster breaks a hard rule. It shares no code with what makes one, so neither can hide a
//! mistake of the other; a proposal is checked before anybody sees it.

use std::collections::{BTreeMap, BTreeSet};

use jiff::SignedDuration;
use jiff::civil::Date;

use super::model::{Assignment, Input, Person, Rule, Shift};
use crate::ids::{AccountId, DienstId};

/// A hard rule that a roster breaks, and where.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Breach {
    pub rule: Rule,
    pub person: Option<AccountId>,
    /// Where it shows: the later shift of two, the last of a day or week.
    pub shift: DienstId,
}

/// Everything that is wrong with this roster.
pub fn breaches(input: &Input, roster: &[Assignment]) -> Vec<Breach> {
    let mut found = Vec::new();
    let stands: BTreeSet<Assignment> = roster.iter().copied().collect();
    for kept in &input.fixed {
        if !stands.contains(kept) {
            found.push(breach(Rule::Kept, Some(kept.person), kept.shift));
        }
    }
    let mut once = BTreeSet::new();
    let mut of_person: BTreeMap<AccountId, Vec<&Shift>> = BTreeMap::new();
    let mut on_shift: BTreeMap<DienstId, u32> = BTreeMap::new();
    for assignment in roster {
        let shift = input
            .shifts
            .iter()
            .find(|shift| shift.id == assignment.shift);
        let known = input
            .people
            .iter()
            .any(|person| person.id == assignment.person);
        match shift {
            Some(shift) if known && once.insert(*assignment) => {
                of_person.entry(assignment.person).or_default().push(shift);
                *on_shift.entry(shift.id).or_default() += 1;
            }
            _ => found.push(breach(
                Rule::Known,
                Some(assignment.person),
                assignment.shift,
            )),
        }
    }
    for shift in &input.shifts {
        if on_shift
            .get(&shift.id)
            .is_some_and(|count| *count > shift.needed)
        {
            found.push(breach(Rule::Places, None, shift.id));
        }
    }
    for person in &input.people {
        if let Some(mut shifts) = of_person.remove(&person.id) {
            shifts.sort_by_key(|shift| (shift.span.from, shift.span.until, shift.id));
            of_one(input, person, &shifts, &mut found);
        }
    }
    found
}

fn of_one(input: &Input, person: &Person, shifts: &[&Shift], found: &mut Vec<Breach>) {
    let mut say = |rule, shift: &Shift| found.push(breach(rule, Some(person.id), shift.id));
    for shift in shifts {
        if let Some(function) = &shift.function
            && !person.functions.contains(function)
        {
            say(Rule::Function, shift);
        }
        let absent = person.unavailable.iter().any(|away| {
            let start = away.from.max(shift.span.from);
            let end = away.until.min(shift.span.until);
            start < end
        });
        if absent {
            say(Rule::Available, shift);
        }
    }
    let mut busy_until = None;
    for shift in shifts {
        if busy_until.is_some_and(|until| until > shift.span.from) {
            say(Rule::OnePlace, shift);
        }
        busy_until = busy_until.max(Some(shift.span.until));
    }
    let mut weeks: BTreeMap<(i16, i8), SignedDuration> = BTreeMap::new();
    let mut most = minutes(person.week_minutes);
    if !person.exempt {
        most = most.min(minutes(input.rules.week_minutes));
        of_law(input, shifts, &mut say);
    }
    for shift in shifts {
        let week = shift.date.iso_week_date();
        let total = weeks.entry((week.year(), week.week())).or_default();
        let before = *total;
        *total += length(shift);
        if before <= most && *total > most {
            say(Rule::Week, shift);
        }
    }
}

/// Rest and longest day, from the working days themselves: from the first start to the last end.
fn of_law(input: &Input, shifts: &[&Shift], say: &mut dyn FnMut(Rule, &Shift)) {
    let mut days: BTreeMap<Date, Vec<&Shift>> = BTreeMap::new();
    for shift in shifts {
        days.entry(shift.date).or_default().push(shift);
    }
    let rest = minutes(input.rules.rest_minutes);
    let mut ended = None;
    for of_day in days.values() {
        let (Some(first), Some(last)) = (
            of_day.iter().min_by_key(|shift| shift.span.from),
            of_day.iter().max_by_key(|shift| shift.span.until),
        ) else {
            continue;
        };
        let stretch = last.span.until.duration_since(first.span.from);
        if stretch > SignedDuration::from_hours(24) - rest {
            say(Rule::Rest, last);
        }
        if ended.is_some_and(|end| first.span.from.duration_since(end) < rest) {
            say(Rule::Rest, first);
        }
        let worked = of_day
            .iter()
            .fold(SignedDuration::ZERO, |sum, shift| sum + length(shift));
        if worked > minutes(input.rules.day_minutes) {
            say(Rule::Day, last);
        }
        ended = ended.max(Some(last.span.until));
    }
}

fn length(shift: &Shift) -> SignedDuration {
    shift.span.until.duration_since(shift.span.from)
}

fn minutes(count: u32) -> SignedDuration {
    SignedDuration::from_mins(count.into())
}

fn breach(rule: Rule, person: Option<AccountId>, shift: DienstId) -> Breach {
    Breach {
        rule,
        person,
        shift,
    }
}
