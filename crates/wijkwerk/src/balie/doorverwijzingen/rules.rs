//! The life of a referral as one table, its code, and what counts as right: pure, with their tests.

use jiff::civil::Date;
use jiff::{SignedDuration, Timestamp};
use sha2::{Digest as _, Sha256};

use super::model::{
    Antwoord, Doorverwijzing, DoorverwijzingState as State, OordeelVan, Route, Uitkomst, Wijze,
};
use crate::ids::{GebiedId, OrganisatieId};
use crate::kader::termijnen::{Feestdagen, Termijn, due_date, next_working_day};

/// From this hop on the regisseur is told (INV-18).
pub const ESCALATES_AT: i64 = 2;
/// What is kept of the person goes this long after the outcome, or after the last thing that happened (P2).
pub const KEEP_DAYS: i64 = 90;
/// What was typed in for a sentence that nobody agreed to goes after a week.
pub const PROPOSAL_DAYS: i64 = 7;
/// So long after it was taken on, or after going there with a code, the resident is asked whether it helped.
const ASK_DAYS: u16 = 10;
/// So long the desk is told to ask it itself: who was helped is not called about it half a year later.
const DESK_ASKS_DAYS: i64 = 30;
/// Letters and digits that cannot be taken for each other, and that make no words.
const ALPHABET: &[u8; 27] = b"23456789BCDFGHJKMNPQRSTVWXZ";
/// Characters of a code.
pub const CODE_LENGTH: usize = 6;
/// Most working days of a norm.
pub const MAX_NORM: i64 = 60;

/// Why a step is refused; the key of the sentence that says so.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Refusal(pub &'static str);

/// Something that happens to a referral.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    Agree,
    Send,
    Answer(Antwoord),
    Expire,
    Arrive,
    NoShow,
    Judge(OordeelVan),
    Reroute,
}

/// What a referral becomes, or why not. `judged` says whose verdict is already there.
pub fn step(state: State, judged: Option<OordeelVan>, step: Step) -> Result<State, Refusal> {
    match (state, step) {
        (State::Proposed, Step::Agree) => Ok(State::Agreed),
        (State::Agreed, Step::Send) => Ok(State::Sent),
        (State::Proposed, Step::Send) => Err(Refusal("verwijs-eerst-akkoord")),
        (State::Sent, Step::Answer(Antwoord::Accept)) => Ok(State::Accepted),
        (State::Sent, Step::Answer(Antwoord::Decline(_))) => Ok(State::Bounced),
        (State::Sent, Step::Answer(Antwoord::CallMe)) => Ok(State::Sent),
        (State::Sent, Step::Expire) => Ok(State::Expired),
        (State::Expired, Step::Answer(_)) => Err(Refusal("verwijs-te-laat")),
        (_, Step::Answer(_)) => Err(Refusal("verwijs-al-beantwoord")),
        // Whoever is received has been accepted.
        (State::Sent | State::Accepted | State::NoShow, Step::Arrive) => Ok(State::Arrived),
        (State::Accepted, Step::NoShow) => Ok(State::NoShow),
        (State::Sent | State::Accepted | State::Arrived | State::NoShow, Step::Judge(_)) => {
            Ok(State::Settled)
        }
        // The resident's own word goes above what somebody heard.
        (State::Settled, Step::Judge(OordeelVan::Resident)) if judged == Some(OordeelVan::Told) => {
            Ok(State::Settled)
        }
        (State::Settled, Step::Judge(_)) => Err(Refusal("verwijs-al-oordeel")),
        (State::Bounced | State::Expired, Step::Reroute) => Ok(state),
        (_, Step::Reroute) => Err(Refusal("verwijs-niet-terug")),
        _ => Err(Refusal("verwijs-kan-nu-niet")),
    }
}

/// May it be sent in this way?
pub fn check_wijze(wijze: Wijze, has_moment: bool, is_anonymous: bool) -> Result<(), Refusal> {
    match wijze {
        Wijze::Appointment if !has_moment => Err(Refusal("verwijs-moment-nodig")),
        Wijze::Warm if is_anonymous => Err(Refusal("verwijs-warm-gegevens")),
        _ => Ok(()),
    }
}

/// Whether this one is for the regisseur too.
pub fn escalates(hop: i64) -> bool {
    hop >= ESCALATES_AT
}

/// Whether the first referral of a chain was right; `None` while nobody knows (INV-18).
pub fn was_right(state: State, uitkomst: Option<Uitkomst>) -> Option<bool> {
    match (state, uitkomst) {
        (State::Settled, Some(Uitkomst::Helped | Uitkomst::Partly)) => Some(true),
        (State::Settled, Some(Uitkomst::Not)) | (State::Bounced | State::Expired, _) => Some(false),
        _ => None,
    }
}

/// Whether the norm has passed without an answer.
pub fn is_late(one: &Doorverwijzing, today: Date) -> bool {
    one.state == State::Sent && one.due.is_some_and(|due| due < today)
}

/// The first day on which the resident is asked whether it helped; never before an agreed appointment has been.
pub fn ask_day(from: Date, appointment: Option<Date>) -> Date {
    let calendar = Feestdagen::deadlines();
    let asked = due_date(from, Termijn::Dagen(ASK_DAYS), &calendar);
    appointment.map_or(asked, |day| next_working_day(day, &calendar).max(asked))
}

/// Whether the desk that sent it on asks the resident itself, who has no address to write to.
pub fn desk_asks(one: &Doorverwijzing, now: Timestamp) -> bool {
    let since = now - SignedDuration::from_hours(24 * DESK_ASKS_DAYS);
    one.is_running() && one.ask_on.is_some() && one.asked_at.is_some_and(|asked| asked > since)
}

/// The route that a referral to this organisation follows: agreed to by it, the closest area first.
/// `line` is the gebied with everything above it, the closest first.
pub fn pick_route<'r>(
    routes: &'r [Route],
    naar: OrganisatieId,
    line: &[GebiedId],
) -> Option<&'r Route> {
    let reach = |route: &Route| match route.gebied {
        Some(gebied) => line.iter().position(|here| *here == gebied),
        None => Some(line.len()),
    };
    routes
        .iter()
        .filter(|route| {
            route.organisatie == naar && route.consent_at.is_some() && route.ended_at.is_none()
        })
        .filter_map(|route| Some((reach(route)?, route)))
        .min_by_key(|(near, route)| (*near, route.id))
        .map(|(_, route)| route)
}

/// The code that follows from a secret; `attempt` makes another when it is taken.
pub fn code_of(secret: &[u8; 16], attempt: u8) -> String {
    let mut code = String::with_capacity(CODE_LENGTH);
    let mut round = 0_u8;
    while code.len() < CODE_LENGTH {
        let digest = Sha256::new()
            .chain_update(secret)
            .chain_update([attempt, round])
            .finalize();
        // 243 is nine times the alphabet: every letter as likely as any other.
        let letters = digest.iter().filter(|byte| **byte < 243);
        for byte in letters.take(CODE_LENGTH - code.len()) {
            code.push(char::from(ALPHABET[usize::from(*byte) % ALPHABET.len()]));
        }
        round = round.wrapping_add(1);
    }
    code
}

/// A code as somebody typed it, in the form in which it is stored; `None` if it cannot be one.
pub fn read_code(typed: &str) -> Option<String> {
    let code: String = typed
        .chars()
        .filter(|ch| !ch.is_whitespace() && !matches!(ch, '-' | '.' | '·'))
        .map(|ch| ch.to_ascii_uppercase())
        .collect();
    let right = code.len() == CODE_LENGTH && code.bytes().all(|byte| ALPHABET.contains(&byte));
    right.then_some(code)
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use uuid::Uuid;

    use super::super::model::Reden;
    use super::*;

    const STEPS: [(&str, Step); 11] = [
        ("agree", Step::Agree),
        ("send", Step::Send),
        ("accept", Step::Answer(Antwoord::Accept)),
        ("decline", Step::Answer(Antwoord::Decline(Reden::Full))),
        ("call", Step::Answer(Antwoord::CallMe)),
        ("expire", Step::Expire),
        ("arrive", Step::Arrive),
        ("no_show", Step::NoShow),
        ("judge", Step::Judge(OordeelVan::Resident)),
        ("told", Step::Judge(OordeelVan::Told)),
        ("reroute", Step::Reroute),
    ];

    /// The whole life: state, what happens, what it becomes. Whatever is not here is refused.
    const TABLE: &[(&str, &str, &str)] = &[
        ("proposed", "agree", "agreed"),
        ("agreed", "send", "sent"),
        ("sent", "accept", "accepted"),
        ("sent", "decline", "bounced"),
        ("sent", "call", "sent"),
        ("sent", "expire", "expired"),
        ("sent", "arrive", "arrived"),
        ("sent", "judge", "settled"),
        ("sent", "told", "settled"),
        ("accepted", "arrive", "arrived"),
        ("accepted", "no_show", "no_show"),
        ("accepted", "judge", "settled"),
        ("accepted", "told", "settled"),
        ("arrived", "judge", "settled"),
        ("arrived", "told", "settled"),
        ("no_show", "arrive", "arrived"),
        ("no_show", "judge", "settled"),
        ("no_show", "told", "settled"),
        ("bounced", "reroute", "bounced"),
        ("expired", "reroute", "expired"),
    ];

    #[test]
    fn the_table_is_the_whole_life() {
        for state in State::ALL {
            for (word, what) in STEPS {
                let expected = TABLE
                    .iter()
                    .find(|(from, step, _)| *from == state.word() && *step == word)
                    .map(|(.., to)| *to);
                let got = step(*state, Some(OordeelVan::Resident), what);
                assert_eq!(got.ok().map(State::word), expected, "{state} {word}");
            }
        }
    }

    #[test]
    fn the_residents_word_goes_above_what_was_heard() {
        let judge = Step::Judge(OordeelVan::Resident);
        let told = Some(OordeelVan::Told);
        assert_eq!(step(State::Settled, told, judge), Ok(State::Settled));
        let heard = Step::Judge(OordeelVan::Told);
        assert!(step(State::Settled, told, heard).is_err());
        assert!(step(State::Settled, Some(OordeelVan::Resident), judge).is_err());
    }

    #[test]
    fn inv_18_unknown_stays_unknown() {
        for (state, uitkomst, right) in [
            (State::Settled, Some(Uitkomst::Helped), Some(true)),
            (State::Settled, Some(Uitkomst::Partly), Some(true)),
            (State::Settled, Some(Uitkomst::Not), Some(false)),
            (State::Bounced, None, Some(false)),
            (State::Expired, None, Some(false)),
            (State::Sent, None, None),
            (State::Accepted, None, None),
            (State::Arrived, None, None),
            (State::NoShow, None, None),
        ] {
            assert_eq!(was_right(state, uitkomst), right, "{state}");
        }
        assert!(!escalates(1) && escalates(2) && escalates(3));
    }

    #[test]
    fn a_way_needs_what_it_needs() {
        assert!(check_wijze(Wijze::Cold, false, true).is_ok());
        assert!(check_wijze(Wijze::Warm, false, true).is_err());
        assert!(check_wijze(Wijze::Warm, false, false).is_ok());
        assert!(check_wijze(Wijze::Appointment, false, false).is_err());
        assert!(check_wijze(Wijze::Appointment, true, true).is_ok());
    }

    #[test]
    fn whether_it_helped_is_asked_ten_days_later_and_after_an_appointment() {
        let day = jiff::civil::date;
        let from = day(2026, 3, 2);
        assert_eq!(ask_day(from, None), day(2026, 3, 12));
        assert_eq!(ask_day(from, Some(day(2026, 3, 5))), day(2026, 3, 12));
        assert_eq!(ask_day(from, Some(day(2026, 3, 20))), day(2026, 3, 23));
        // Nobody is asked on a Saturday.
        assert_eq!(ask_day(day(2026, 3, 4), None), day(2026, 3, 16));
    }

    fn id<T: From<Uuid>>(n: u128) -> T {
        Uuid::from_u128(n).into()
    }

    fn route(n: u128, naar: u128, gebied: Option<u128>, consent: bool) -> Route {
        Route {
            id: id(n),
            onderwerp: "geld".into(),
            gebied: gebied.map(id),
            organisatie: id(naar),
            item: None,
            norm_werkdagen: 2,
            vangnet: None,
            consent_at: consent.then_some(jiff::Timestamp::UNIX_EPOCH),
            review_due: None,
            ended_at: None,
        }
    }

    #[test]
    fn inv_17_only_a_route_that_was_agreed_to_is_followed_and_the_closest_first() {
        let all = [
            route(1, 50, None, true),
            route(2, 50, Some(9), true),
            route(3, 50, Some(8), false),
            route(4, 51, Some(9), true),
        ];
        let picked = |line: &[GebiedId], naar| pick_route(&all, naar, line).map(|found| found.id);
        assert_eq!(picked(&[id(8), id(9)], id(50)), Some(id(2)));
        assert_eq!(picked(&[id(7)], id(50)), Some(id(1)));
        assert_eq!(picked(&[id(7)], id(51)), None);
        assert_eq!(picked(&[], id(52)), None);
    }

    #[test]
    fn codes_are_clear_even_and_read_back_as_people_type_them() {
        let mut seen = BTreeSet::new();
        for n in 0..2_000_u128 {
            let code = code_of(&n.to_be_bytes(), 0);
            assert_eq!(read_code(&code).as_deref(), Some(code.as_str()));
            assert!(!code.contains(['0', '1', 'O', 'I', 'L', 'U', 'A', 'E', 'Y']));
            seen.insert(code);
        }
        assert!(seen.len() >= 1_999, "{}", seen.len());
        let letters: BTreeSet<char> = seen.iter().flat_map(|code| code.chars()).collect();
        assert_eq!(letters.len(), ALPHABET.len());
        assert_ne!(code_of(&[7; 16], 0), code_of(&[7; 16], 1));
        assert_eq!(read_code(" b2-c3 d4 ").as_deref(), Some("B2C3D4"));
        for wrong in ["", "B2C3D", "B2C3D4F", "B2C3O4", "é2C3D4", "B2C3D\u{0}"] {
            assert_eq!(read_code(wrong), None, "{wrong:?}");
        }
    }
}
