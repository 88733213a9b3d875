//! The transitions of a wijkvraag: pure, with their tests. What does not belong in one is what the desk keeps out too.

use super::model::WijkvraagState;

pub use crate::balie::contacten::{is_personal, without_personal};

/// Words and answer are erased so many days after the answer (P1).
pub const KEEP_DAYS: i64 = 30;
/// Most characters of a question.
pub const LONGEST: usize = 1000;
/// Most characters of an answer.
pub const LONGEST_ANSWER: usize = 3000;

/// Why a transition is refused; the key of the sentence that says so.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Refusal(pub &'static str);

/// Only an open question is taken on, answered or handed over.
pub fn still_open(state: WijkvraagState) -> Result<(), Refusal> {
    match state {
        WijkvraagState::Open => Ok(()),
        WijkvraagState::Answered => Err(Refusal("wijkvraag-al-beantwoord")),
        WijkvraagState::HandedOver => Err(Refusal("wijkvraag-al-doorgegeven")),
        WijkvraagState::Withdrawn => Err(Refusal("wijkvraag-teruggenomen")),
    }
}

/// Whoever asked may have everything erased, as long as it is kept here.
pub fn erase(state: WijkvraagState) -> Result<WijkvraagState, Refusal> {
    match state {
        WijkvraagState::HandedOver => Err(Refusal("wijkvraag-bij-balie")),
        WijkvraagState::Open | WijkvraagState::Withdrawn => Ok(WijkvraagState::Withdrawn),
        WijkvraagState::Answered => Ok(WijkvraagState::Answered),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_an_open_question_waits_for_something() {
        let cases = [
            (WijkvraagState::Open, Ok(())),
            (
                WijkvraagState::Answered,
                Err(Refusal("wijkvraag-al-beantwoord")),
            ),
            (
                WijkvraagState::HandedOver,
                Err(Refusal("wijkvraag-al-doorgegeven")),
            ),
            (
                WijkvraagState::Withdrawn,
                Err(Refusal("wijkvraag-teruggenomen")),
            ),
        ];
        for (state, expected) in cases {
            assert_eq!(still_open(state), expected, "{state}");
        }
    }

    #[test]
    fn what_the_desk_has_is_not_erased_here() {
        assert_eq!(
            erase(WijkvraagState::HandedOver),
            Err(Refusal("wijkvraag-bij-balie"))
        );
        assert_eq!(
            erase(WijkvraagState::Open),
            Ok(WijkvraagState::Withdrawn),
            "nobody has to answer it any more"
        );
        assert_eq!(
            erase(WijkvraagState::Answered),
            Ok(WijkvraagState::Answered),
            "that it was answered stays"
        );
    }
}
