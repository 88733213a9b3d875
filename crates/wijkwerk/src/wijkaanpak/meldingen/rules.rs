//! The transitions of a melding: pure, with their tests.

use jiff::civil::Date;
use jiff::{SignedDuration, Timestamp};

use super::model::{FieldState, MeldingState, TriageOutcome};
use crate::ids::MeldingId;
use crate::kader::bewijzen::is_meaningful;
use crate::kader::termijnen::{self, Feestdagen, Termijn};

/// The time in which the reporter can say that it is not solved (INV-21), where the inrichting decides no other term.
pub const DISPUTE: Termijn = Termijn::Dagen(14);
/// How long triage can be undone: ten seconds on the screen and some for the way here. Mail about it waits as long, so that
/// nobody hears what was taken back.
pub const UNDO: SignedDuration = SignedDuration::from_secs(30);
/// Most characters of what somebody writes.
pub const LONGEST: usize = 4000;

/// Days after which nobody means the same any more.
pub const SAME_DAYS: i64 = 60;

/// The name of the street in an address: the letters before the house number.
pub fn street_of(adres: &str) -> Option<String> {
    let name: String = adres
        .split([',', ';'])
        .next()
        .unwrap_or_default()
        .split_whitespace()
        .take_while(|word| !word.starts_with(|letter: char| letter.is_ascii_digit()))
        .collect::<Vec<_>>()
        .join(" ")
        .to_lowercase();
    (name.chars().filter(|letter| letter.is_alphabetic()).count() >= 4).then_some(name)
}

/// A place with a house number is somebody's home: in public only the street is told.
pub fn has_house_number(adres: &str) -> bool {
    adres.chars().any(|letter| letter.is_ascii_digit())
}

/// Why a transition is refused; the key of the sentence that says so.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Refusal(pub &'static str);

/// What goes on under another number is decided on there.
pub fn stands_alone(into: Option<MeldingId>) -> Result<(), Refusal> {
    match into {
        None => Ok(()),
        Some(_) => Err(Refusal("melding-hoort-bij-ander")),
    }
}

/// May this melding be decided on, and what does it become?
pub fn triage(
    state: MeldingState,
    field: FieldState,
    outcome: &TriageOutcome,
) -> Result<(MeldingState, FieldState), Refusal> {
    if matches!(field, FieldState::Done | FieldState::Confirmed) {
        return Err(Refusal("melding-al-klaar"));
    }
    if state == MeldingState::NoAction {
        return Err(Refusal("melding-al-gesloten"));
    }
    match outcome {
        TriageOutcome::Taken { disciplines } if disciplines.is_empty() => {
            Err(Refusal("triage-kies-vak"))
        }
        TriageOutcome::Taken { .. } => Ok((MeldingState::Taken, FieldState::Routed)),
        TriageOutcome::Aandachtsgebied(_) => {
            Ok((MeldingState::Aandachtsgebied, FieldState::Routed))
        }
        TriageOutcome::Doorgezet(_) => Ok((MeldingState::Doorgezet, FieldState::Routed)),
        TriageOutcome::NoAction { reason } if !is_meaningful(reason) => {
            Err(Refusal("triage-reden-nodig"))
        }
        TriageOutcome::NoAction { reason } if !fits(reason) => {
            Err(Refusal("melden-omschrijving-lang"))
        }
        TriageOutcome::NoAction { .. } => Ok((MeldingState::NoAction, FieldState::New)),
    }
}

/// May the last decision still be undone?
pub fn undo(
    state: MeldingState,
    field: FieldState,
    triaged_at: Option<Timestamp>,
    now: Timestamp,
) -> Result<(), Refusal> {
    let fresh = triaged_at.is_some_and(|at| now.duration_since(at) < UNDO);
    if state == MeldingState::Submitted || !fresh {
        return Err(Refusal("triage-te-laat-terug"));
    }
    if matches!(field, FieldState::Done | FieldState::Confirmed) {
        return Err(Refusal("melding-al-klaar"));
    }
    Ok(())
}

/// May this melding be called done now, if there is evidence (INV-21)?
pub fn complete(state: MeldingState, field: FieldState) -> Result<FieldState, Refusal> {
    if matches!(state, MeldingState::Submitted | MeldingState::NoAction) {
        return Err(Refusal("melding-nog-niet-opgepakt"));
    }
    if matches!(field, FieldState::Done | FieldState::Confirmed) {
        return Err(Refusal("melding-al-klaar"));
    }
    Ok(FieldState::Done)
}

/// May the partner that a melding was sent on to still do something with it (INV-20)?
pub fn at_partner(state: MeldingState, field: FieldState) -> Result<(), Refusal> {
    if state != MeldingState::Doorgezet {
        return Err(Refusal("partner-niet-meer"));
    }
    if matches!(field, FieldState::Done | FieldState::Confirmed) {
        return Err(Refusal("melding-al-klaar"));
    }
    Ok(())
}

/// May that partner take it on now?
pub fn take_on(state: MeldingState, field: FieldState) -> Result<FieldState, Refusal> {
    at_partner(state, field)?;
    if field == FieldState::Planned {
        return Err(Refusal("partner-al-opgepakt"));
    }
    Ok(FieldState::Planned)
}

/// Whether a text is no longer than what somebody writes.
pub fn fits(text: &str) -> bool {
    text.chars().count() <= LONGEST
}

/// The last day for the last word on what was done then; it counts in full, as the page and the mail say.
pub fn last_day(since: Timestamp, term: Termijn) -> Date {
    termijnen::due_date(termijnen::day_of(since), term, &Feestdagen::deadlines())
}

/// The word of the one who asked, up to and including its last day: confirmed, or disputed and open again.
pub fn judge(
    field: FieldState,
    solved: bool,
    last: Option<Date>,
    now: Timestamp,
) -> Result<FieldState, Refusal> {
    let Some(last) = last.filter(|_| matches!(field, FieldState::Done | FieldState::Confirmed))
    else {
        return Err(Refusal("oordeel-nog-niet-klaar"));
    };
    if termijnen::is_expired(last, now) {
        return Err(Refusal("oordeel-te-laat"));
    }
    match (field, solved) {
        (FieldState::Confirmed, true) => Err(Refusal("oordeel-al-gegeven")),
        (_, true) => Ok(FieldState::Confirmed),
        (_, false) => Ok(FieldState::Disputed),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use uuid::Uuid;

    fn at(hours: i64) -> Timestamp {
        Timestamp::from_second(1_770_000_000 + hours * 3600).unwrap()
    }

    #[test]
    fn an_address_with_a_number_is_a_home() {
        assert!(has_house_number("Verzonnenlaan 12a"));
        assert!(!has_house_number("Verzonnenlaan, bij de brug"));
    }

    #[test]
    fn the_street_is_what_stands_before_the_number() {
        for (adres, street) in [
            ("Verzonnenlaan 12", Some("verzonnenlaan")),
            ("verzonnenlaan, bij de brug", Some("verzonnenlaan")),
            ("  Lange   Verzonnenweg 3a ", Some("lange verzonnenweg")),
            ("12", None),
            ("", None),
            ("bos", None),
        ] {
            assert_eq!(street_of(adres).as_deref(), street, "{adres}");
        }
    }

    #[test]
    fn triage_decides_once_and_never_after_the_end() {
        use FieldState as F;
        use MeldingState as S;
        let taken = TriageOutcome::Taken {
            disciplines: vec!["groen".into()],
        };
        let partner = TriageOutcome::Doorgezet(Uuid::nil().into());
        let none = |reason: &str| TriageOutcome::NoAction {
            reason: reason.into(),
        };
        let cases = [
            (
                S::Submitted,
                F::New,
                taken.clone(),
                Ok((S::Taken, F::Routed)),
            ),
            (
                S::Submitted,
                F::New,
                TriageOutcome::Taken {
                    disciplines: vec![],
                },
                Err(Refusal("triage-kies-vak")),
            ),
            (
                S::Submitted,
                F::New,
                partner.clone(),
                Ok((S::Doorgezet, F::Routed)),
            ),
            // What was forwarded can be sent on, or taken back into the field: it never closes by being sent away.
            (
                S::Doorgezet,
                F::Routed,
                taken.clone(),
                Ok((S::Taken, F::Routed)),
            ),
            (
                S::Submitted,
                F::New,
                none("ok"),
                Err(Refusal("triage-reden-nodig")),
            ),
            (
                S::Submitted,
                F::New,
                none("Dit is grond van een ander."),
                Ok((S::NoAction, F::New)),
            ),
            (S::Taken, F::Done, partner, Err(Refusal("melding-al-klaar"))),
            (
                S::NoAction,
                F::New,
                taken,
                Err(Refusal("melding-al-gesloten")),
            ),
        ];
        for (state, field, outcome, expected) in cases {
            assert_eq!(
                triage(state, field, &outcome),
                expected,
                "{state} {field} {outcome:?}"
            );
        }
    }

    #[test]
    fn only_what_somebody_took_up_can_be_done_and_only_once() {
        use FieldState as F;
        use MeldingState as M;
        let cases = [
            (M::Taken, F::Planned, Ok(F::Done)),
            (
                M::Submitted,
                F::New,
                Err(Refusal("melding-nog-niet-opgepakt")),
            ),
            (
                M::NoAction,
                F::New,
                Err(Refusal("melding-nog-niet-opgepakt")),
            ),
            (M::Taken, F::Done, Err(Refusal("melding-al-klaar"))),
            (M::Taken, F::Confirmed, Err(Refusal("melding-al-klaar"))),
        ];
        for (state, field, expected) in cases {
            assert_eq!(complete(state, field), expected, "{state} {field}");
        }
    }

    #[test]
    fn inv_20_a_partner_takes_on_what_was_sent_to_it_and_only_once() {
        use FieldState as F;
        use MeldingState as M;
        let gone = Err(Refusal("partner-niet-meer"));
        let done = Err(Refusal("melding-al-klaar"));
        let cases = [
            (M::Doorgezet, F::Routed, Ok(()), Ok(F::Planned)),
            // Not solved: it starts again with whoever had it.
            (M::Doorgezet, F::Disputed, Ok(()), Ok(F::Planned)),
            (
                M::Doorgezet,
                F::Planned,
                Ok(()),
                Err(Refusal("partner-al-opgepakt")),
            ),
            (
                M::Doorgezet,
                F::Done,
                done,
                Err(Refusal("melding-al-klaar")),
            ),
            (
                M::Submitted,
                F::New,
                gone,
                Err(Refusal("partner-niet-meer")),
            ),
            (M::Taken, F::Routed, gone, Err(Refusal("partner-niet-meer"))),
        ];
        for (state, field, act, taken) in cases {
            assert_eq!(at_partner(state, field), act, "{state} {field}");
            assert_eq!(take_on(state, field), taken, "{state} {field}");
        }
    }

    #[test]
    fn inv_21_the_reporter_has_the_last_word_for_fourteen_days() {
        use FieldState as F;
        let cases = [
            (F::Done, true, at(10), Ok(F::Confirmed)),
            (F::Done, false, at(24 * 14), Ok(F::Disputed)),
            (
                // The evening of the last day, and just past midnight.
                F::Done,
                false,
                at(24 * 14 + 20),
                Ok(F::Disputed),
            ),
            (
                F::Done,
                false,
                at(24 * 14 + 21),
                Err(Refusal("oordeel-te-laat")),
            ),
            (F::Confirmed, false, at(5), Ok(F::Disputed)),
            (
                F::Confirmed,
                true,
                at(5),
                Err(Refusal("oordeel-al-gegeven")),
            ),
            (
                F::Planned,
                true,
                at(5),
                Err(Refusal("oordeel-nog-niet-klaar")),
            ),
        ];
        for (field, solved, now, expected) in cases {
            assert_eq!(
                judge(field, solved, Some(last_day(at(0), DISPUTE)), now),
                expected,
                "{field} {solved}"
            );
        }
    }

    #[test]
    fn inv_21_the_time_for_the_last_word_counts_in_its_own_unit() {
        for (term, last) in [
            ("14 dagen", "2026-02-16"),
            ("2 weken", "2026-02-16"),
            ("10 werkdagen", "2026-02-16"),
            ("1 maand", "2026-03-02"),
            // Sunday the first of March.
            ("27 dagen", "2026-03-02"),
        ] {
            let found = last_day(at(0), term.parse().unwrap());
            assert_eq!(found.to_string(), last, "{term}");
        }
    }

    #[test]
    fn triage_can_be_undone_for_a_moment() {
        use FieldState as F;
        use MeldingState as S;
        let soon = at(0).checked_add(SignedDuration::from_secs(9)).unwrap();
        let later = at(0).checked_add(UNDO).unwrap();
        assert_eq!(undo(S::Taken, F::Routed, Some(at(0)), soon), Ok(()));
        assert_eq!(
            undo(S::Taken, F::Routed, Some(at(0)), later),
            Err(Refusal("triage-te-laat-terug"))
        );
        assert_eq!(
            undo(S::Submitted, F::New, None, soon),
            Err(Refusal("triage-te-laat-terug"))
        );
    }
}
