//! The month as numbers: who may stand where beside what they have already. The solver's side; `check` shares nothing
//! with it.

use std::collections::{BTreeMap, HashMap};

use jiff::civil::{Date, Weekday};

use super::model::{Assignment, Input, Obstacle, Person, Span};
use crate::ids::{AccountId, DienstId, OrganisatieId};

/// A shift as the solver sees it: seconds, minutes and places in lists.
pub struct Slot {
    pub from: i64,
    pub until: i64,
    pub minutes: i64,
    pub date: Date,
    pub week: Date,
}

/// The input with everything looked up.
pub struct Board<'a> {
    pub input: &'a Input,
    pub slots: Vec<Slot>,
    pub shift_of: HashMap<DienstId, usize>,
    pub person_of: HashMap<AccountId, usize>,
    /// Every organisation with a share or with somebody in the roster, sorted, with its basis points.
    pub shares: Vec<(OrganisatieId, i64)>,
    /// Of each person, in `shares`.
    pub organisation_of: Vec<usize>,
}

/// Who stands where: the shifts of each person, and how many stand on each shift.
#[derive(Clone)]
pub struct Filling {
    pub held: Vec<Vec<usize>>,
    pub count: Vec<u32>,
}

impl<'a> Board<'a> {
    pub fn new(input: &'a Input) -> Self {
        let slots = input
            .shifts
            .iter()
            .map(|shift| {
                let (from, until) = (shift.span.from.as_second(), shift.span.until.as_second());
                Slot {
                    from,
                    until,
                    minutes: (until - from) / 60,
                    date: shift.date,
                    week: monday(shift.date),
                }
            })
            .collect();
        let mut shares: BTreeMap<OrganisatieId, i64> = BTreeMap::new();
        for person in &input.people {
            shares.entry(person.organisatie).or_default();
        }
        for share in &input.shares {
            *shares.entry(share.organisatie).or_default() += i64::from(share.basis_points);
        }
        let shares: Vec<_> = shares.into_iter().collect();
        let organisation_of = input
            .people
            .iter()
            .map(|person| shares.partition_point(|share| share.0 < person.organisatie))
            .collect();
        Self {
            input,
            slots,
            shares,
            organisation_of,
            shift_of: (0..).zip(&input.shifts).map(|(n, s)| (s.id, n)).collect(),
            person_of: (0..).zip(&input.people).map(|(n, p)| (p.id, n)).collect(),
        }
    }

    /// Nobody on anything but what is fixed. The fixed ones are known to hold.
    pub fn start(&self) -> Filling {
        let mut filling = Filling {
            held: vec![Vec::new(); self.input.people.len()],
            count: vec![0; self.slots.len()],
        };
        for Assignment { shift, person } in &self.input.fixed {
            filling.put(self.person_of[person], self.shift_of[shift]);
        }
        filling
    }

    /// Why this person cannot stand there with nothing else to do: the first reason.
    pub fn unfit(&self, person: usize, slot: usize) -> Option<Obstacle> {
        let (who, what) = (&self.input.people[person], &self.input.shifts[slot]);
        let minutes = self.slots[slot].minutes;
        if !has_function(who, what.function.as_deref()) {
            Some(Obstacle::Function)
        } else if who.unavailable.iter().any(|span| meets(*span, what.span)) {
            Some(Obstacle::Unavailable)
        } else if minutes > self.day_limit(who) {
            Some(Obstacle::Day)
        } else if minutes > self.week_limit(who) {
            Some(Obstacle::Week)
        } else {
            None
        }
    }

    /// Why this person cannot be added to that shift: the first reason.
    pub fn obstacle(&self, filling: &Filling, person: usize, slot: usize) -> Option<Obstacle> {
        if let Some(unfit) = self.unfit(person, slot) {
            return Some(unfit);
        }
        let who = &self.input.people[person];
        let (mut day, mut week) = (self.slots[slot].minutes, self.slots[slot].minutes);
        let mut rest = false;
        for &other in &filling.held[person] {
            if other == slot || self.overlap(other, slot) {
                return Some(Obstacle::Elsewhere);
            }
            rest |= self.too_close(who, other, slot);
            if self.slots[other].date == self.slots[slot].date {
                day += self.slots[other].minutes;
            }
            if self.slots[other].week == self.slots[slot].week {
                week += self.slots[other].minutes;
            }
        }
        if rest {
            Some(Obstacle::Rest)
        } else if day > self.day_limit(who) {
            Some(Obstacle::Day)
        } else if week > self.week_limit(who) {
            Some(Obstacle::Week)
        } else {
            None
        }
    }

    pub fn overlap(&self, one: usize, other: usize) -> bool {
        let (one, other) = (&self.slots[one], &self.slots[other]);
        one.from < other.until && other.from < one.until
    }

    /// Whether the rest between two shifts is too short for this person. The work of one day may have pauses, as long as
    /// the rest fits in the same twenty-four hours.
    pub fn too_close(&self, who: &Person, one: usize, other: usize) -> bool {
        if who.exempt {
            return false;
        }
        let rest = i64::from(self.input.rules.rest_minutes) * 60;
        let (one, other) = (&self.slots[one], &self.slots[other]);
        if one.date == other.date {
            one.until.max(other.until) - one.from.min(other.from) > 24 * 3600 - rest
        } else {
            one.from.max(other.from) - one.until.min(other.until) < rest
        }
    }

    pub fn day_limit(&self, who: &Person) -> i64 {
        if who.exempt {
            i64::MAX
        } else {
            i64::from(self.input.rules.day_minutes)
        }
    }

    pub fn week_limit(&self, who: &Person) -> i64 {
        let own = i64::from(who.week_minutes);
        if who.exempt {
            own
        } else {
            own.min(i64::from(self.input.rules.week_minutes))
        }
    }

    /// In the order of `shares`.
    pub fn minutes_of_organisations(&self, filling: &Filling) -> Vec<i64> {
        let mut minutes = vec![0; self.shares.len()];
        for (person, held) in filling.held.iter().enumerate() {
            minutes[self.organisation_of[person]] += held
                .iter()
                .filter(|slot| !self.input.shifts[**slot].elsewhere)
                .map(|slot| self.slots[*slot].minutes)
                .sum::<i64>();
        }
        minutes
    }

    /// What a filling costs: the one measure of better and worse.
    pub fn price(&self, filling: &Filling) -> i64 {
        let mut price = 0;
        for (person, held) in filling.held.iter().enumerate() {
            price += held
                .iter()
                .map(|slot| self.displeasure(person, *slot))
                .sum::<i64>();
        }
        let open = (0..self.slots.len()).map(|slot| self.price_of_open(filling, slot));
        let minutes = self.minutes_of_organisations(filling);
        let off: f64 = (0..self.shares.len())
            .map(|n| self.hours_off(&minutes, n))
            .sum();
        #[expect(clippy::cast_possible_truncation, reason = "whole hours of a month")]
        let off = off as i64;
        price + open.sum::<i64>() + off * super::HOUR_OFF_SHARE
    }

    /// What it costs when nobody stands anywhere: what a full roster is worth.
    pub fn price_of_none(&self) -> i64 {
        let nobody = Filling {
            held: Vec::new(),
            count: vec![0; self.slots.len()],
        };
        (0..self.slots.len())
            .map(|slot| self.price_of_open(&nobody, slot))
            .sum()
    }

    /// What its empty places cost.
    pub fn price_of_open(&self, filling: &Filling, slot: usize) -> i64 {
        let shift = &self.input.shifts[slot];
        let open = shift.needed.saturating_sub(filling.count[slot]);
        let minimum = shift.minimum.min(shift.needed);
        let of_minimum = minimum.saturating_sub(filling.count[slot]);
        i64::from(of_minimum) * super::PLACE_OF_MINIMUM
            + i64::from(open - of_minimum) * super::PLACE
    }

    /// Whole hours that this organisation is away from its share, beyond the length of one shift.
    pub fn hours_off(&self, minutes: &[i64], organisation: usize) -> f64 {
        let whole_share: i64 = self.shares.iter().map(|share| share.1).sum();
        if whole_share == 0 {
            return 0.0;
        }
        let part = whole(self.shares[organisation].1) / whole(whole_share);
        let away = hours(minutes[organisation]) - part * hours(minutes.iter().sum());
        (away.abs() - hours(self.longest()) - 1e-6).max(0.0).ceil()
    }

    pub fn longest(&self) -> i64 {
        let shifts = self.slots.iter().zip(&self.input.shifts);
        let own = shifts.filter(|(_, shift)| !shift.elsewhere);
        own.map(|(slot, _)| slot.minutes).max().unwrap_or(0)
    }

    /// What a wish costs when this person stands there.
    pub fn displeasure(&self, person: usize, slot: usize) -> i64 {
        let (who, what) = (&self.input.people[person], &self.input.shifts[slot]);
        let rather_not = who.rather_not.iter().any(|span| meets(*span, what.span));
        let elsewhere = !who.preferred.is_empty() && !who.preferred.contains(&what.infopunt);
        i64::from(rather_not) * super::RATHER_NOT + i64::from(elsewhere) * super::OTHER_POINT
    }
}

impl Filling {
    pub fn put(&mut self, person: usize, slot: usize) {
        self.held[person].push(slot);
        self.count[slot] += 1;
    }
}

/// The Monday of its week.
pub fn monday(date: Date) -> Date {
    let since = date.weekday().since(Weekday::Monday);
    date.saturating_sub(jiff::Span::new().days(since))
}

pub fn has_function(who: &Person, function: Option<&str>) -> bool {
    function.is_none_or(|needed| who.functions.iter().any(|own| own == needed))
}

pub fn meets(one: Span, other: Span) -> bool {
    one.from < other.until && other.from < one.until
}

#[expect(
    clippy::cast_precision_loss,
    reason = "minutes and prices are far below 2^52"
)]
pub fn whole(number: i64) -> f64 {
    number as f64
}

pub fn hours(minutes: i64) -> f64 {
    whole(minutes) / 60.0
}
