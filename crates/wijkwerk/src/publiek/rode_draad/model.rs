//! What a thread is made of, and the order of its nodes. No I/O.

use jiff::civil::Date;

use crate::error::Sentence;
use crate::ids::GebiedId;

kit::word_enum! {
    /// What a thread can be asked about.
    pub enum Soort {
        Melding = "melding",
        Aandachtsgebied = "aandachtsgebied",
        Afspraak = "afspraak",
        Resultaat = "resultaat",
    }
}

kit::word_enum! {
    /// The steps of every thread, in order.
    pub enum Stap {
        Asked = "asked",
        TakenUp = "taken_up",
        Agreed = "agreed",
        Paid = "paid",
        Done = "done",
        Told = "told",
    }
}

/// Where a node stands in time.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Stand {
    Past,
    /// The last that happened.
    Now,
    /// What is still to come.
    Next,
}

/// Who did it: never a resident by name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Wie {
    Bewoners,
    /// The key of a role.
    Rol(String),
    /// The name of an organisation or team.
    Naam(String),
    /// A side: `bewoners`, `partner` or `gemeente`.
    Kant(String),
    Niemand,
}

/// One node.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Knoop {
    pub stap: Stap,
    pub stand: Stand,
    pub wie: Wie,
    pub op: Option<Date>,
    pub zin: Sentence,
    /// Where a click leads, as a path in the gemeente.
    pub pad: Option<String>,
}

impl Knoop {
    /// Something that happened.
    pub fn past(stap: Stap, wie: Wie, op: Option<Date>, zin: Sentence) -> Self {
        Self {
            stap,
            stand: Stand::Past,
            wie,
            op,
            zin,
            pad: None,
        }
    }

    /// Something that is still to come.
    pub fn next(stap: Stap, wie: Wie, op: Option<Date>, zin: Sentence) -> Self {
        Self {
            stand: Stand::Next,
            ..Self::past(stap, wie, op, zin)
        }
    }

    /// With a link.
    pub fn to(mut self, pad: String) -> Self {
        self.pad = Some(pad);
        self
    }
}

/// What one side has put in so far, and what it promised.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Kosten {
    pub wie: Wie,
    pub minuten: i64,
    pub cents: i64,
    pub promised_minuten: i64,
    pub promised_cents: i64,
}

impl Kosten {
    /// Whether more was promised than was put in so far.
    pub fn is_short(&self) -> bool {
        self.promised_minuten > self.minuten || self.promised_cents > self.cents
    }
}

/// A whole thread.
#[derive(Clone, Debug)]
pub struct Draad {
    pub titel: Sentence,
    pub gebieden: Vec<GebiedId>,
    pub knopen: Vec<Knoop>,
    pub kosten: Vec<Kosten>,
    /// Of those who asked: how many say it is solved, how many say it is not, how many have not said.
    pub opgelost: i64,
    pub niet_opgelost: i64,
    pub nog_geen: i64,
}

impl Draad {
    /// The day it began.
    pub fn began(&self) -> Option<Date> {
        self.knopen
            .iter()
            .filter(|knoop| knoop.stand != Stand::Next)
            .filter_map(|knoop| knoop.op)
            .min()
    }

    /// What comes next. What was promised but not put in yet comes with the work; it is no step of its own.
    pub fn next(&self) -> Option<&Knoop> {
        self.knopen
            .iter()
            .find(|knoop| knoop.stand == Stand::Next && knoop.stap != Stap::Paid)
    }
}

/// Puts nodes in order: what happened by step and day, then what is still to come; the last that happened is now.
pub fn arrange(mut knopen: Vec<Knoop>) -> Vec<Knoop> {
    let last = Date::MAX;
    knopen.sort_by_key(|knoop| {
        let is_next = knoop.stand == Stand::Next;
        (is_next, knoop.stap, knoop.op.unwrap_or(last))
    });
    if let Some(now) = knopen
        .iter_mut()
        .rev()
        .find(|knoop| knoop.stand != Stand::Next)
    {
        now.stand = Stand::Now;
    }
    knopen
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    fn node(stap: Stap, day: i8, next: bool) -> Knoop {
        let op = Some(date(2026, 5, day));
        let zin = Sentence::new("x");
        if next {
            Knoop::next(stap, Wie::Niemand, op, zin)
        } else {
            Knoop::past(stap, Wie::Niemand, op, zin)
        }
    }

    #[test]
    fn a_thread_runs_from_asked_to_told_and_then_to_what_is_to_come() {
        let knopen = arrange(vec![
            node(Stap::Told, 1, true),
            node(Stap::Done, 9, true),
            node(Stap::Paid, 8, false),
            node(Stap::Agreed, 7, false),
            node(Stap::Agreed, 6, false),
            node(Stap::Asked, 30, false),
            node(Stap::TakenUp, 2, false),
        ]);
        let order: Vec<(Stap, i8, Stand)> = knopen
            .iter()
            .map(|knoop| (knoop.stap, knoop.op.unwrap().day(), knoop.stand))
            .collect();
        assert_eq!(
            order,
            [
                (Stap::Asked, 30, Stand::Past),
                (Stap::TakenUp, 2, Stand::Past),
                (Stap::Agreed, 6, Stand::Past),
                (Stap::Agreed, 7, Stand::Past),
                (Stap::Paid, 8, Stand::Now),
                (Stap::Done, 9, Stand::Next),
                (Stap::Told, 1, Stand::Next),
            ]
        );
    }

    #[test]
    fn a_promise_is_told_and_is_not_the_next_step() {
        let draad = |knopen| Draad {
            titel: Sentence::new("x"),
            gebieden: Vec::new(),
            knopen: arrange(knopen),
            kosten: Vec::new(),
            opgelost: 0,
            niet_opgelost: 0,
            nog_geen: 0,
        };
        let both = draad(vec![node(Stap::Done, 9, true), node(Stap::Paid, 8, true)]);
        assert_eq!(both.next().map(|knoop| knoop.stap), Some(Stap::Done));
        assert!(draad(vec![node(Stap::Paid, 8, true)]).next().is_none());
        let kosten = |minuten, cents| Kosten {
            wie: Wie::Bewoners,
            minuten,
            cents,
            promised_minuten: 60,
            promised_cents: 500,
        };
        let cases = [
            (0, 0, true),
            (60, 0, true),
            (0, 500, true),
            (60, 500, false),
            (90, 900, false),
        ];
        for (minuten, cents, short) in cases {
            assert_eq!(
                kosten(minuten, cents).is_short(),
                short,
                "{minuten} {cents}"
            );
        }
    }

    #[test]
    fn a_thread_of_only_plans_has_no_now() {
        let knopen = arrange(vec![node(Stap::Done, 9, true)]);
        assert!(knopen.iter().all(|knoop| knoop.stand == Stand::Next));
    }
}
