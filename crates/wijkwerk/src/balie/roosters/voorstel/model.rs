//! What a proposal is made from, what it says, and how it says that there can be none.

use jiff::Timestamp;
use jiff::civil::Date;

use crate::ids::{AccountId, DienstId, InfopuntId, OrganisatieId};

/// A stretch of time: its start is in it, its end is not.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Span {
    pub from: Timestamp,
    pub until: Timestamp,
}

/// A shift that people are to be found for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Shift {
    pub id: DienstId,
    pub infopunt: InfopuntId,
    /// The local day it counts for, also where it ends after midnight.
    pub date: Date,
    pub span: Span,
    /// Empty: anybody of the roster.
    pub function: Option<String>,
    pub needed: u32,
    /// With fewer the point cannot open. At most `needed`.
    pub minimum: u32,
    /// At another point or in another month: who stands there counts for what they can still do, not for the shares.
    pub elsewhere: bool,
}

/// Somebody of the roster.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Person {
    pub id: AccountId,
    pub organisatie: OrganisatieId,
    pub functions: Vec<String>,
    /// What they agreed to, Monday to Sunday.
    pub week_minutes: u32,
    /// Volunteers: the law's rest and longest day are not about them.
    pub exempt: bool,
    pub unavailable: Vec<Span>,
    pub rather_not: Vec<Span>,
    /// The points they would like; empty: any.
    pub preferred: Vec<InfopuntId>,
}

/// What an organisation agreed to carry, of ten thousand. Shares that make another sum count in proportion.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Share {
    pub organisatie: OrganisatieId,
    pub basis_points: u32,
}

/// The law's limits for who is not exempt.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Rules {
    /// Between the work of one day and of another.
    pub rest_minutes: u32,
    pub day_minutes: u32,
    pub week_minutes: u32,
}

impl Default for Rules {
    /// Arbeidstijdenwet: eleven hours of rest (article 5:3), twelve hours a shift and sixty a week (article 5:7).
    fn default() -> Self {
        Self {
            rest_minutes: 11 * 60,
            day_minutes: 12 * 60,
            week_minutes: 60 * 60,
        }
    }
}

/// Somebody on a shift.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Assignment {
    pub shift: DienstId,
    pub person: AccountId,
}

/// Everything a proposal is made from. Shifts and people are each named once; a shift ends after it starts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Input {
    pub shifts: Vec<Shift>,
    pub people: Vec<Person>,
    pub shares: Vec<Share>,
    pub rules: Rules,
    /// What stands already: it is kept, and is part of the proposal.
    pub fixed: Vec<Assignment>,
    /// How long we look; then the best found is what there is.
    pub seconds: u32,
}

/// A roster that breaks no hard rule.
#[derive(Clone, Debug, PartialEq)]
pub struct Proposal {
    /// Sorted; with the fixed ones.
    pub assignments: Vec<Assignment>,
    pub unfilled: Vec<Unfilled>,
    pub wishes_not_met: Vec<WishNotMet>,
    /// Per organisation that has a share or somebody in the roster, sorted; empty where no shares were agreed.
    /// Both columns have the same sum.
    pub fairness: Vec<Fairness>,
    /// How much better the best possible is at most, as a part of what a full roster is worth. 0: proven best.
    pub gap: f64,
    pub seconds: f64,
}

/// A shift that is short of people.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unfilled {
    pub shift: DienstId,
    pub missing: u32,
    /// The point cannot open.
    pub below_minimum: bool,
    /// How many of the others each obstacle keeps away; everybody counts once.
    pub why: Vec<(Obstacle, u32)>,
}

/// Why somebody is not on a shift, the first that holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Obstacle {
    Function,
    Unavailable,
    /// On another shift at that time.
    Elsewhere,
    Rest,
    Day,
    Week,
}

/// What somebody asked for and did not get.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct WishNotMet {
    pub person: AccountId,
    pub shift: DienstId,
    pub wish: Wish,
}

/// What can be asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Wish {
    RatherNot,
    OtherPoint,
}

/// What an organisation carries of the minutes that are filled.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Fairness {
    pub organisatie: OrganisatieId,
    pub agreed_minutes: i64,
    pub got_minutes: i64,
}

/// How far the search is.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Progress {
    pub seconds: f64,
    /// Of the time it may take, 0 to 1.
    pub part: f64,
    /// Of the best found until now; empty: nothing yet.
    pub gap: Option<f64>,
}

/// What stands already cannot stand together: every conflict, each as small as it can be.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("fixed assignments break {} hard rules", conflicts.len())]
pub struct Clash {
    pub conflicts: Vec<Conflict>,
}

/// A hard rule and the fixed assignments that break it together: without any one of them it holds.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Conflict {
    pub rule: Rule,
    pub fixed: Vec<Assignment>,
}

/// A hard rule.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Rule {
    /// The shift or the person is not in the input, the shift ends before it starts, or the assignment stands twice.
    Known,
    Function,
    Available,
    /// Nobody is in two places.
    OnePlace,
    Rest,
    Day,
    /// The law's week or the person's own, whichever is shorter.
    Week,
    /// No more people than the shift needs.
    Places,
    /// What is fixed is in the roster.
    Kept,
}
