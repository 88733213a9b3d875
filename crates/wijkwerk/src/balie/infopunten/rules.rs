//! What may become of a point, what is missing to one, and how cents are shared: pure, with their tests.

use super::model::{InfopuntState as State, Rang};
use crate::frame::Frame;
use crate::ids::{GebiedId, OrganisatieId};

/// The whole, in hundredths of a per cent.
pub const WHOLE: i64 = 10_000;
/// A hoofdvestiging has at least so many functions (INV-12).
const HOOFD_FUNCTIES: usize = 2;

/// Why a step is refused; the key of the sentence that says so.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Refusal(pub &'static str);

kit::word_enum! {
    /// Something that happens to a point.
    pub enum Stap {
        Plan = "plan",
        Open = "open",
        Reduce = "reduce",
        Close = "close",
        Move = "move",
        End = "end",
    }
}

/// What a point becomes, or why not. `has_ground`: an interim arrangement runs, or there is a dated exception (INV-13).
pub fn turn(state: State, stap: Stap, has_ground: bool) -> Result<State, Refusal> {
    match (state, stap) {
        (State::Considered, Stap::Plan) => Ok(State::Planned),
        (State::Considered, Stap::End) => Ok(State::Ended),
        (State::Considered, _) => Err(Refusal("infopunt-eerst-plannen")),
        (State::Planned, Stap::Open) => Ok(State::Open),
        (State::Planned, Stap::End) => Ok(State::Ended),
        (State::Reduced | State::ClosedTemporarily, Stap::Open) => Ok(State::Open),
        (State::Open | State::ClosedTemporarily, Stap::Reduce) if has_ground => Ok(State::Reduced),
        (State::Open | State::ClosedTemporarily, Stap::Reduce) => {
            Err(Refusal("infopunt-grond-nodig"))
        }
        (State::Open | State::Reduced, Stap::Close) => Ok(State::ClosedTemporarily),
        (State::Open | State::Reduced | State::ClosedTemporarily, Stap::Move) => Ok(State::Moved),
        (State::Open | State::Reduced | State::ClosedTemporarily, Stap::End) => Ok(State::Ended),
        _ => Err(Refusal("infopunt-staat-al-zo")),
    }
}

/// The steps that can be taken from here, apart from what they need.
pub fn steps(state: State) -> Vec<Stap> {
    let all = Stap::ALL.iter().copied();
    all.filter(|stap| turn(state, *stap, true).is_ok())
        .collect()
}

/// Do the shares of the partners make a whole? None at all is right too: nobody was named yet.
pub fn check_shares(shares: &[(OrganisatieId, i64)]) -> Result<(), Refusal> {
    let sum: i64 = shares.iter().map(|(_, share)| share).sum();
    let each = shares.iter().all(|(_, share)| (1..=WHOLE).contains(share));
    let mut who: Vec<OrganisatieId> = shares.iter().map(|(who, _)| *who).collect();
    who.sort_unstable();
    who.dedup();
    if who.len() != shares.len() {
        return Err(Refusal("infopunt-partner-dubbel"));
    }
    match shares {
        [] => Ok(()),
        _ if each && sum == WHOLE => Ok(()),
        _ => Err(Refusal("infopunt-delen-geheel")),
    }
}

/// What each bears of an amount, in cents that sum to it (L-87): whole cents by share, and the cents that remain to
/// whoever came shortest, the first of the row before the next.
pub fn divide(cents: i64, shares: &[i64]) -> Vec<i64> {
    let whole: i64 = shares.iter().sum();
    if whole <= 0 {
        return vec![0; shares.len()];
    }
    let exact = |share: &i64| i128::from(cents) * i128::from(*share);
    let mut parts: Vec<i64> = shares
        .iter()
        .map(|share| i64::try_from(exact(share).div_euclid(i128::from(whole))).unwrap_or(0))
        .collect();
    let mut order: Vec<usize> = (0..shares.len()).collect();
    order.sort_by_key(|n| std::cmp::Reverse(exact(&shares[*n]).rem_euclid(i128::from(whole))));
    let rest = usize::try_from(cents - parts.iter().sum::<i64>()).unwrap_or(0);
    for n in order.into_iter().take(rest) {
        parts[n] += 1;
    }
    parts
}

/// The part of the town a gebied lies in: the largest area around it short of the whole.
pub fn stadsdeel(frame: &Frame, gebied: GebiedId) -> GebiedId {
    let mut here = gebied;
    while let Some(parent) = frame.gebied(here).and_then(|found| found.parent) {
        if frame.gebied(parent).is_none_or(|it| it.parent.is_none()) {
            break;
        }
        here = parent;
    }
    here
}

/// How far two places are, in metres as the crow flies; what has no place is farthest.
pub fn distance(from: Option<(i64, i64)>, to: Option<(i64, i64)>) -> u64 {
    const METRES_PER_DEGREE: f64 = 111_320.0;
    let degrees = |e6: i64| f64::from(i32::try_from(e6).unwrap_or(0)) / 1e6;
    let (Some(from), Some(to)) = (from, to) else {
        return u64::MAX;
    };
    let lat = degrees(to.0) - degrees(from.0);
    let lon = (degrees(to.1) - degrees(from.1)) * degrees(from.0).to_radians().cos();
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "a length on earth, never negative"
    )]
    let metres = (lat.hypot(lon) * METRES_PER_DEGREE).round() as u64;
    metres
}

/// Whether a main branch offers too little to be one (INV-12).
pub fn is_thin(rang: Rang, functies: usize) -> bool {
    rang == Rang::Hoofd && functies < HOOFD_FUNCTIES
}

/// Whether the premises are not shared, which L-78 asks for.
pub fn is_alone(huurders: usize) -> bool {
    huurders < 2
}

#[cfg(test)]
mod tests {
    use std::fmt::Write as _;

    use proptest::prelude::*;
    use uuid::Uuid;

    use super::*;

    #[test]
    fn the_life_of_a_point_is_this_table() {
        let mut table = String::new();
        for state in State::ALL {
            write!(table, "{:19}", state.word()).unwrap();
            for stap in Stap::ALL {
                let next = turn(*state, *stap, true).map_or("-", State::word);
                write!(table, " {next:18}").unwrap();
            }
            table = format!("{}\n", table.trim_end());
        }
        let expected = "\
considered          planned            -                  -                  -                  -                  ended
planned             -                  open               -                  -                  -                  ended
open                -                  -                  reduced            closed_temporarily moved              ended
reduced             -                  open               -                  closed_temporarily moved              ended
closed_temporarily  -                  open               reduced            -                  moved              ended
moved               -                  -                  -                  -                  -                  -
ended               -                  -                  -                  -                  -                  -
";
        assert_eq!(table, expected, "\n{table}");
    }

    #[test]
    fn inv_13_reduced_needs_a_ground() {
        assert_eq!(
            turn(State::Open, Stap::Reduce, false),
            Err(Refusal("infopunt-grond-nodig"))
        );
        assert_eq!(turn(State::Open, Stap::Reduce, true), Ok(State::Reduced));
    }

    #[test]
    fn shares_make_a_whole_or_are_not_there() {
        let who = |n: u128| OrganisatieId(Uuid::from_u128(n));
        assert_eq!(check_shares(&[]), Ok(()));
        assert_eq!(
            check_shares(&[(who(1), 3333), (who(2), 3333), (who(3), 3334)]),
            Ok(())
        );
        for (wrong, key) in [
            (vec![(who(1), 9_999)], "infopunt-delen-geheel"),
            (vec![(who(1), 10_000), (who(2), 0)], "infopunt-delen-geheel"),
            (
                vec![(who(1), 11_000), (who(2), -1_000)],
                "infopunt-delen-geheel",
            ),
            (
                vec![(who(1), 5_000), (who(1), 5_000)],
                "infopunt-partner-dubbel",
            ),
        ] {
            assert_eq!(check_shares(&wrong), Err(Refusal(key)), "{wrong:?}");
        }
    }

    #[test]
    fn l_87_twelve_thousand_by_sixty_and_forty() {
        assert_eq!(
            divide(1_200_000, &[6_000, 4_000]),
            [720_000, 480_000].to_vec()
        );
        assert_eq!(divide(100, &[3_333, 3_333, 3_334]), [33, 33, 34].to_vec());
        assert_eq!(divide(1, &[5_000, 5_000]), [1, 0].to_vec());
    }

    proptest! {
        #[test]
        fn no_cent_is_lost_and_nobody_is_off_by_one(
            cents in 0_i64..=9_000_000_000_000,
            shares in proptest::collection::vec(1_i64..=10_000, 1..12),
        ) {
            let parts = divide(cents, &shares);
            prop_assert_eq!(parts.iter().sum::<i64>(), cents);
            let whole = i128::from(shares.iter().sum::<i64>());
            for (part, share) in parts.iter().zip(&shares) {
                let exact = i128::from(cents) * i128::from(*share);
                prop_assert!((i128::from(*part) * whole - exact).abs() < whole);
            }
        }
    }
}
