//! What may be kept from the public, for how long, and who may read what; no I/O.

use jiff::civil::Date;

use super::model::{Beperking, NewBeperking, Stuk, Stukinhoud};
use crate::access::{Actor, Here, Permission};
use crate::error::{FieldError, Sentence};
use crate::frame::Frame;
use crate::ids::{GebiedId, OrgaanId};
use crate::kader::bewijzen::is_meaningful;
use crate::kader::organisaties::{Orgaan, may_at};
use crate::kader::termijnen::{self, Feestdagen, Termijn};

/// No stuk is kept from the public longer than this.
pub const LONGEST: Termijn = Termijn::Maanden(12);
const LONGEST_TITLE: usize = 160;
const LONGEST_ABOUT: usize = 1_000;
const LONGEST_TEXT: usize = 10_000;
const LONGEST_REASON: usize = 500;

fn fault(field: &'static str, key: &'static str) -> FieldError {
    FieldError {
        field,
        sentence: Sentence::new(key),
    }
}

/// Is it public on this day? From midnight at the end of the last day on which it is not.
pub fn is_public(beperking: Option<&Beperking>, today: Date) -> bool {
    beperking.is_none_or(|one| one.until < today)
}

impl Stuk {
    /// Whether everybody may read it.
    pub fn is_public(&self, today: Date) -> bool {
        is_public(self.beperking.as_ref(), today)
    }

    /// The first day on which everybody could read it as it is now.
    pub fn public_since(&self) -> Date {
        let opened = self.beperking.as_ref().map(|one| one.until);
        let opened = opened.and_then(|until| until.tomorrow().ok());
        opened.map_or(self.changed_on, |day| day.max(self.changed_on))
    }
}

/// The last end date that a restriction may have for a stuk of this day.
pub fn latest(sent_on: Date) -> Date {
    termijnen::due_date(sent_on, LONGEST, &Feestdagen::deadlines())
}

/// The restriction, or everything that is missing of it (INV-29): no stuk is kept from the public without a reason and
/// an end date.
pub fn restrict(
    wanted: &NewBeperking,
    sent_on: Date,
    today: Date,
) -> Result<Beperking, Vec<FieldError>> {
    let mut faults = Vec::new();
    if wanted.grond.is_none() {
        faults.push(fault("grond", "stuk-grond-nodig"));
    }
    let toelichting = wanted.toelichting.trim();
    if !is_meaningful(toelichting) {
        faults.push(fault("toelichting", "stuk-toelichting-nodig"));
    } else if toelichting.chars().count() > LONGEST_REASON {
        faults.push(fault("toelichting", "stuk-te-lang"));
    }
    match wanted.until {
        None => faults.push(fault("tot", "stuk-tot-nodig")),
        Some(until) if until < today => faults.push(fault("tot", "stuk-tot-voorbij")),
        Some(until) if until > latest(sent_on) => faults.push(fault("tot", "stuk-tot-te-ver")),
        Some(_) => {}
    }
    match (wanted.grond, wanted.until) {
        (Some(grond), Some(until)) if faults.is_empty() => Ok(Beperking {
            until,
            grond,
            toelichting: toelichting.to_owned(),
        }),
        _ => Err(faults),
    }
}

/// What is wrong with what a stuk says.
pub fn check(inhoud: &Stukinhoud) -> Vec<FieldError> {
    let long = |text: &str, most: usize| text.chars().count() > most;
    let mut faults = Vec::new();
    if inhoud.titel.is_empty() {
        faults.push(fault("titel", "stuk-titel-nodig"));
    } else if long(&inhoud.titel, LONGEST_TITLE) {
        faults.push(fault("titel", "stuk-te-lang"));
    }
    if !is_meaningful(&inhoud.waarover) {
        faults.push(fault("waarover", "stuk-waarover-nodig"));
    } else if long(&inhoud.waarover, LONGEST_ABOUT) {
        faults.push(fault("waarover", "stuk-te-lang"));
    }
    if inhoud.tekst.is_empty() && inhoud.document.is_none() {
        faults.push(fault("tekst", "stuk-tekst-of-bestand"));
    } else if long(&inhoud.tekst, LONGEST_TEXT) {
        faults.push(fault("tekst", "stuk-te-lang"));
    }
    faults
}

/// Why a stuk is taken back, if that says something.
pub fn reason(text: &str) -> Result<String, FieldError> {
    let text = text.trim();
    if is_meaningful(text) && text.chars().count() <= LONGEST_REASON {
        return Ok(text.to_owned());
    }
    Err(fault("reden", "stuk-reden-nodig"))
}

/// The wijken where an orgaan works, on the level of wijken.
pub fn wijken_of(frame: &Frame, orgaan: &Orgaan) -> Vec<GebiedId> {
    let reach = frame.wijken_of(orgaan);
    let all = frame.wijken().map(|wijk| wijk.id);
    all.filter(|wijk| !frame.within(*wijk).is_disjoint(&reach))
        .collect()
}

/// Whether the actor may send to this orgaan: it works where the actor does.
pub fn may_send_to(actor: &Actor, frame: &Frame, orgaan: &Orgaan) -> bool {
    orgaan.is_bewonersorgaan()
        && wijken_of(frame, orgaan)
            .iter()
            .any(|wijk| actor.may(Permission::StukSend, &Here::gebied(*wijk)))
}

/// Whether the actor may change this stuk or take it back: whoever may send where it belongs.
pub fn may_manage(actor: &Actor, frame: &Frame, stuk: &Stuk) -> bool {
    let there = |wijk: &GebiedId| actor.may(Permission::StukSend, &Here::gebied(*wijk));
    let of_organen = stuk.organen.iter().filter_map(|id| frame.orgaan(*id));
    stuk.wijken.iter().any(there)
        || of_organen
            .into_iter()
            .any(|one| may_send_to(actor, frame, one))
}

/// Whether the actor reads what this orgaan is sent: sits in it, or may read such things where it works.
pub fn is_member(actor: &Actor, frame: &Frame, id: OrgaanId) -> bool {
    frame
        .orgaan(id)
        .is_some_and(|orgaan| may_at(actor, Permission::StukRead, frame, orgaan))
}

/// Whether the actor may read a stuk that is not public: those it was sent to, and those who send where it belongs.
pub fn may_see(actor: &Actor, frame: &Frame, stuk: &Stuk) -> bool {
    let of_organ = |id: &OrgaanId| is_member(actor, frame, *id);
    stuk.organen.iter().any(of_organ) || may_manage(actor, frame, stuk)
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;
    use crate::kader::stukken::Beperkingsgrond;

    fn wanted(until: Option<Date>, toelichting: &str) -> NewBeperking {
        NewBeperking {
            until,
            grond: Some(Beperkingsgrond::NotDecided),
            toelichting: toelichting.to_owned(),
        }
    }

    #[test]
    fn inv_29_no_restriction_without_reason_and_end_date() {
        let today = date(2026, 3, 2);
        let why = "Het college besluit hier later over.";
        let cases: &[(NewBeperking, &[&str])] = &[
            (wanted(Some(date(2026, 3, 31)), why), &[]),
            (wanted(Some(today), why), &[]),
            (wanted(Some(date(2027, 3, 2)), why), &[]),
            (NewBeperking::default(), &["grond", "toelichting", "tot"]),
            (wanted(None, why), &["tot"]),
            (wanted(Some(date(2026, 3, 31)), "geheim"), &["toelichting"]),
            (wanted(Some(date(2026, 3, 31)), "  "), &["toelichting"]),
            (
                wanted(Some(date(2026, 3, 31)), &"te lang ".repeat(100)),
                &["toelichting"],
            ),
            (wanted(Some(date(2026, 3, 1)), why), &["tot"]),
            (wanted(Some(date(2027, 3, 3)), why), &["tot"]),
            (
                NewBeperking {
                    grond: None,
                    ..wanted(Some(date(2026, 3, 31)), why)
                },
                &["grond"],
            ),
        ];
        for (wanted, expected) in cases {
            let fields: Vec<&str> = restrict(wanted, today, today)
                .err()
                .unwrap_or_default()
                .iter()
                .map(|fault| fault.field)
                .collect();
            assert_eq!(fields, *expected, "{wanted:?}");
        }
    }

    #[test]
    fn v_85_it_is_public_from_the_day_after_its_end_date() {
        let beperking = Beperking {
            until: date(2026, 3, 3),
            grond: Beperkingsgrond::Privacy,
            toelichting: "Er staan namen van bewoners in.".to_owned(),
        };
        assert!(!is_public(Some(&beperking), date(2026, 3, 2)));
        assert!(!is_public(Some(&beperking), date(2026, 3, 3)));
        assert!(is_public(Some(&beperking), date(2026, 3, 4)));
        assert!(is_public(None, date(2026, 3, 2)));
    }

    #[test]
    fn a_stuk_says_what_it_is_about_and_holds_something() {
        let whole = Stukinhoud {
            titel: "Plan voor het plein".to_owned(),
            waarover: "Hoe het plein er straks uitziet.".to_owned(),
            tekst: "Er komen bomen.".to_owned(),
            document: None,
        };
        let fields = |inhoud: &Stukinhoud| -> Vec<&str> {
            check(inhoud).iter().map(|fault| fault.field).collect()
        };
        assert_eq!(fields(&whole), [""; 0]);
        assert_eq!(
            fields(&Stukinhoud::default()),
            ["titel", "waarover", "tekst"]
        );
        let long = Stukinhoud {
            titel: "t".repeat(161),
            waarover: "over en weer ".repeat(100),
            tekst: "t".repeat(10_001),
            document: None,
        };
        assert_eq!(fields(&long), ["titel", "waarover", "tekst"]);
    }
}
