//! The transitions of a contact: pure, with their tests.

use jiff::{SignedDuration, Timestamp};

use super::model::{ContactState, Verder, Vervolg};
use crate::balie::wegwijzer;

/// A contact can be opened again so many days after it closed.
pub const REOPEN_DAYS: i64 = 30;
/// Data of a person are erased so many days after the contact closed (P1).
pub const KEEP_DAYS: i64 = 30;
/// Most questions in one contact.
pub const MOST: usize = 20;
/// Longest line that tells a question.
pub const LONGEST: usize = 300;
/// Most characters of an answer by mail.
pub const LONGEST_ANSWER: usize = 3000;
/// How often a question is looked through for what does not belong in it.
const PASSES: usize = 5;

/// Why a transition is refused; the key of the sentence that says so.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Refusal(pub &'static str);

/// What the closing question leaves to be done.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Follow {
    /// Nothing more.
    Nothing,
    /// One more thing is owed: a call, or an answer.
    Owe(Vervolg),
    /// A referral is made next.
    Refer,
}

/// The answer to the closing question. Once given it stands; "no" needs something to follow, or that it was consciously
/// declined (L-21).
pub fn close(
    known: Option<Verder>,
    answer: Verder,
    vervolg: Option<Vervolg>,
) -> Result<Follow, Refusal> {
    if known.is_some() {
        return Err(Refusal("contact-verder-al-bekend"));
    }
    match (answer, vervolg) {
        (Verder::No, None) => Err(Refusal("contact-vervolg-kies")),
        (_, None | Some(Vervolg::Declined)) => Ok(Follow::Nothing),
        (_, Some(Vervolg::Referral)) => Ok(Follow::Refer),
        (_, Some(other)) => Ok(Follow::Owe(other)),
    }
}

/// A contact is closed as soon as nobody owes an answer in it.
pub fn state_of(owed: usize) -> ContactState {
    if owed == 0 {
        ContactState::Closed
    } else {
        ContactState::Open
    }
}

/// May this contact be opened again?
pub fn reopen(
    state: ContactState,
    closed_at: Option<Timestamp>,
    now: Timestamp,
) -> Result<(), Refusal> {
    let Some(closed_at) = closed_at.filter(|_| state == ContactState::Closed) else {
        return Err(Refusal("contact-al-open"));
    };
    if now.duration_since(closed_at) > SignedDuration::from_hours(24 * REOPEN_DAYS) {
        return Err(Refusal("contact-heropen-te-laat"));
    }
    Ok(())
}

/// Whether a question holds what tells who somebody is: a number, an address, a name, a birthday (INV-19).
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

/// Whether a line holds an address or a number of a person, in whatever form: what belongs elsewhere, or nowhere.
fn looks_personal(text: &str) -> bool {
    let mail = text.split_whitespace().any(|word| {
        word.split_once('@')
            .is_some_and(|(before, after)| !before.is_empty() && after.contains('.'))
    });
    mail || has_number(text)
}

/// Nine or more digits in a row, spaces, dots and dashes between them allowed: a telephone number, a citizen number.
/// A date, an amount or a number of a case has fewer.
fn has_number(text: &str) -> bool {
    let mut digits = 0;
    for letter in text.chars() {
        match letter {
            '0'..='9' => digits += 1,
            ' ' | '-' | '.' | '(' | ')' | '+' if digits > 0 => {}
            _ => digits = 0,
        }
        if digits > 8 {
            return true;
        }
    }
    false
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(days: i64) -> Timestamp {
        Timestamp::from_second(1_770_000_000 + days * 86_400).unwrap()
    }

    #[test]
    fn no_needs_something_to_follow_or_a_conscious_refusal() {
        let cases = [
            (None, Verder::Yes, None, Ok(Follow::Nothing)),
            (None, Verder::Partly, None, Ok(Follow::Nothing)),
            (None, Verder::No, None, Err(Refusal("contact-vervolg-kies"))),
            (
                None,
                Verder::No,
                Some(Vervolg::Declined),
                Ok(Follow::Nothing),
            ),
            (None, Verder::No, Some(Vervolg::Referral), Ok(Follow::Refer)),
            (
                None,
                Verder::Partly,
                Some(Vervolg::CallBack),
                Ok(Follow::Owe(Vervolg::CallBack)),
            ),
            (
                Some(Verder::Yes),
                Verder::No,
                Some(Vervolg::Declined),
                Err(Refusal("contact-verder-al-bekend")),
            ),
        ];
        for (known, answer, vervolg, expected) in cases {
            assert_eq!(
                close(known, answer, vervolg),
                expected,
                "{known:?} {answer} {vervolg:?}"
            );
        }
    }

    #[test]
    fn thirty_days_long_a_contact_can_be_opened_again() {
        let closed = ContactState::Closed;
        let cases = [
            (closed, Some(at(0)), 30, Ok(())),
            (
                closed,
                Some(at(0)),
                31,
                Err(Refusal("contact-heropen-te-laat")),
            ),
            (ContactState::Open, None, 1, Err(Refusal("contact-al-open"))),
        ];
        for (state, closed_at, day, expected) in cases {
            assert_eq!(reopen(state, closed_at, at(day)), expected, "{state} {day}");
        }
    }

    #[test]
    fn a_contact_closes_when_nobody_owes_an_answer() {
        assert_eq!(state_of(0), ContactState::Closed);
        assert_eq!(state_of(2), ContactState::Open);
    }

    #[test]
    fn an_address_or_a_number_of_a_person_is_seen_in_a_line() {
        let cases = [
            ("bel mij op 06 12 34 56 78", true),
            ("mail robin@voorbeeld.example", true),
            ("burgerservicenummer 123456789", true),
            ("aanvraag van 2026 over huurtoeslag", false),
            ("sinds 12-03-2026 geen water", false),
            ("€ 1.250 per maand @ thuis", false),
        ];
        for (text, expected) in cases {
            assert_eq!(looks_personal(text), expected, "{text}");
        }
    }

    #[test]
    fn what_tells_who_somebody_is_is_seen_and_left_out() {
        let cases = [
            ("Komt er een zebrapad bij de school?", false),
            ("Waar kan mijn vrouw Nederlands leren?", false),
            ("Bel mij op 06 12 34 56 78 over het plein.", true),
            ("Mijn nummer is 111222333.", true),
            ("Ik heet Robin Verzonnen. Komt er een bankje?", true),
            ("Mevrouw Jansen heeft hulp nodig bij de was", true),
            ("De lamp in de Wielstraat 8 doet het niet", true),
            ("Geboren 3-4-1950 en nog geen AOW", true),
            (
                "Mevrouw Jansen, Wielstraat 8, geboren 3-4-1950, zoekt hulp",
                true,
            ),
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
        assert!(without_personal(cases[2].0).contains("over het plein"));
        assert!(without_personal(cases[8].0).contains("zoekt hulp"));
    }
}
