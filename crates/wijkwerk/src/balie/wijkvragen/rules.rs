//! The transitions of a wijkvraag, and what does not belong in one: pure, with their tests.

use super::model::WijkvraagState;
use crate::balie::contacten::looks_personal;
use crate::balie::wegwijzer;

/// Words and answer are erased so many days after the answer (P1).
pub const KEEP_DAYS: i64 = 30;
/// Most characters of a question.
pub const LONGEST: usize = 1000;
/// Most characters of an answer.
pub const LONGEST_ANSWER: usize = 3000;
/// How often a question is looked through for what does not belong in it.
const PASSES: usize = 5;

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

/// Whether a question holds what tells who somebody is: a number, an address, a name.
pub fn is_personal(text: &str) -> bool {
    !wegwijzer::personal_data(text).is_empty() || looks_personal(text)
}

/// The question without that.
pub fn without_personal(text: &str) -> String {
    let mut shown = text.to_owned();
    // What is left out may bring what stands beside it to light.
    for _ in 0..PASSES {
        let (cut, found) = wegwijzer::without_personal(&shown);
        if !found {
            break;
        }
        // A full stop behind what was left out would read as the end of an initial.
        shown = cut.replace("….", "…");
    }
    if !looks_personal(&shown) {
        return shown;
    }
    // What is left are long numbers and half addresses: those words go as a whole.
    let tells = |word: &str| word.contains('@') || word.chars().any(|ch| ch.is_ascii_digit());
    let words = shown.split_whitespace();
    let kept: Vec<&str> = words
        .map(|word| if tells(word) { "…" } else { word })
        .collect();
    kept.join(" ")
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

    #[test]
    fn what_tells_who_somebody_is_is_seen_and_left_out() {
        let cases = [
            ("Komt er een zebrapad bij de school?", false),
            ("Bel mij op 06 12 34 56 78 over het plein.", true),
            ("Mijn nummer is 111222333.", true),
            ("Ik heet Robin Verzonnen. Komt er een bankje?", true),
            (
                "Schrijf naar robin@voorbeeld.example als het zover is.",
                true,
            ),
            ("Zaak 20261234567 loopt al lang, wat doet u?", true),
        ];
        for (text, expected) in cases {
            assert_eq!(is_personal(text), expected, "{text}");
            let kept = without_personal(text);
            assert!(!is_personal(&kept), "{text} became {kept}");
            assert_eq!(kept == text, !expected, "{text} became {kept}");
        }
        assert!(without_personal(cases[1].0).contains("over het plein"));
    }
}
