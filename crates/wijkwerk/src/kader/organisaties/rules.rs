//! What is right about organisations, organen and seats; no I/O.

use std::collections::BTreeSet;

use jiff::civil::Date;

use super::store::Orgaan;
use crate::access::{Actor, Here, Permission};
use crate::error::{Error, Result};
use crate::frame::Frame;
use crate::ids::GebiedId;

/// How many teams of one kind each wijk has, where that is not one (INV-01).
pub fn uncovered(wijken: &[GebiedId], teams: &[BTreeSet<GebiedId>]) -> Vec<(GebiedId, usize)> {
    wijken
        .iter()
        .map(|wijk| {
            let count = teams.iter().filter(|team| team.contains(wijk)).count();
            (*wijk, count)
        })
        .filter(|(_, count)| *count != 1)
        .collect()
}

/// May one more body of residents be recognised here (INV-02)? No maximum means it is not limited.
pub fn has_room(recognised: i64, most: Option<i64>) -> bool {
    most.is_none_or(|most| recognised < most)
}

/// May this actor do this for this body: as one who sits in it, or in any of the wijken that it works for? One that works
/// for no wijk is only for whoever sits in it and for who may do it in the whole gemeente.
pub fn may_at(actor: &Actor, permission: Permission, frame: &Frame, orgaan: &Orgaan) -> bool {
    let here = Here::orgaan(orgaan.id);
    let in_wijk = |wijk| Here {
        gebied: Some(wijk),
        ..here
    };
    actor.may(permission, &here)
        || frame
            .wijken_of(orgaan)
            .into_iter()
            .any(|wijk| actor.may(permission, &in_wijk(wijk)))
}

/// [`may_at`], or the error that a page answers with.
pub fn require_at(
    actor: &Actor,
    permission: Permission,
    frame: &Frame,
    orgaan: &Orgaan,
) -> Result<()> {
    match actor {
        _ if may_at(actor, permission, frame, orgaan) => Ok(()),
        Actor::Nobody => Err(Error::SignIn),
        _ => Err(Error::Forbidden(permission.key())),
    }
}

/// Why an invitation is not repeated now.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NoReminder {
    /// It has been answered, or was never made.
    NotOpen,
    /// It was repeated as often as is allowed.
    Enough,
    /// The term between invitation and reminder has not been decided.
    Undecided,
    /// It is too early: not before this day.
    TooEarly(Date),
}

/// An invitation may be repeated while it is open, when its term has ended, and never more than `most` times (V-18).
pub fn may_remind(
    invitation: &str,
    reminders: i64,
    most: i64,
    not_before: Option<Date>,
    today: Date,
) -> Result<(), NoReminder> {
    if invitation != "open" {
        return Err(NoReminder::NotOpen);
    }
    if reminders >= most {
        return Err(NoReminder::Enough);
    }
    match not_before {
        None => Err(NoReminder::Undecided),
        Some(day) if today < day => Err(NoReminder::TooEarly(day)),
        Some(_) => Ok(()),
    }
}

/// A key for addresses made of a name: small letters, digits and dashes.
pub fn key_of_name(naam: &str) -> String {
    let mut key = String::new();
    for letter in naam.chars().flat_map(char::to_lowercase) {
        match letter {
            'a'..='z' | '0'..='9' => key.push(letter),
            _ if key.is_empty() || key.ends_with('-') => {}
            _ => key.push('-'),
        }
    }
    let key = key.trim_end_matches('-');
    if key.is_empty() {
        "naamloos".to_owned()
    } else {
        key.chars().take(60).collect()
    }
}

/// The bewonersorganen that work in this wijk today.
pub fn bewonersorganen_of(frame: &Frame, gebied: GebiedId) -> Vec<&Orgaan> {
    frame
        .organen
        .iter()
        .filter(|orgaan| orgaan.is_bewonersorgaan())
        .filter(|orgaan| frame.wijken_of(orgaan).contains(&gebied))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::collection::{btree_set, vec};
    use proptest::prelude::*;
    use uuid::Uuid;

    fn wijk(n: u128) -> GebiedId {
        GebiedId(Uuid::from_u128(n))
    }

    #[test]
    fn inv_01_every_wijk_belongs_to_exactly_one_team() {
        let wijken = [wijk(1), wijk(2), wijk(3)];
        let one = BTreeSet::from([wijk(1), wijk(2)]);
        let two = BTreeSet::from([wijk(2)]);
        assert_eq!(
            uncovered(&wijken, &[one, two]),
            [(wijk(2), 2), (wijk(3), 0)]
        );
        let all = BTreeSet::from(wijken);
        assert!(uncovered(&wijken, &[all]).is_empty());
    }

    proptest! {
        /// Whatever teams there are: told is exactly what does not belong to one team.
        #[test]
        fn inv_01_whatever_the_teams(teams in vec(btree_set(0_u128..8, 0..8), 0..6)) {
            let wijken: Vec<GebiedId> = (0..8).map(wijk).collect();
            let teams: Vec<BTreeSet<GebiedId>> = teams
                .into_iter()
                .map(|team| team.into_iter().map(wijk).collect())
                .collect();
            let told = uncovered(&wijken, &teams);
            for one in &wijken {
                let of = teams.iter().flatten().filter(|of| *of == one).count();
                let found = told.iter().find(|(wijk, _)| wijk == one).map(|(_, count)| *count);
                prop_assert_eq!(found, (of != 1).then_some(of));
            }
        }
    }

    #[test]
    fn inv_02_no_more_bodies_than_the_inrichting_allows() {
        let cases = [(0, Some(1), true), (1, Some(1), false), (7, None, true)];
        for (recognised, most, expected) in cases {
            assert_eq!(has_room(recognised, most), expected);
        }
    }

    #[test]
    fn v_18_one_reminder_after_the_term_and_never_more_than_the_maximum() {
        let day = Date::constant(2026, 3, 2);
        let today = Date::constant(2026, 3, 3);
        let cases = [
            ("open", 0, Some(day), Ok(())),
            ("open", 1, Some(day), Err(NoReminder::Enough)),
            ("declined", 0, Some(day), Err(NoReminder::NotOpen)),
            ("open", 0, None, Err(NoReminder::Undecided)),
            (
                "open",
                0,
                Some(Date::constant(2026, 3, 4)),
                Err(NoReminder::TooEarly(Date::constant(2026, 3, 4))),
            ),
        ];
        for (state, reminders, not_before, expected) in cases {
            assert_eq!(may_remind(state, reminders, 1, not_before, today), expected);
        }
    }

    #[test]
    fn a_name_becomes_a_key() {
        assert_eq!(key_of_name("De Wiel & Co."), "de-wiel-co");
        assert_eq!(key_of_name("🙂"), "naamloos");
    }
}
