//! Every fault of a form at once, before a melding is taken in.

use kit::mail::EmailAddress;

use super::{MAX_OMSCHRIJVING, subjects};
use crate::error::{Error, FieldError, Result, Sentence};
use crate::ids::GebiedId;
use crate::wijkaanpak::meldingen::model::{Contactgegevens, NewMelding};
use crate::write::Write;

/// Every fault of the form at once; otherwise where it is.
pub(super) fn validate(ctx: &Write<'_>, new: &NewMelding) -> Result<(GebiedId, Option<String>)> {
    let mut faults = Vec::new();
    let mut fault = |field, key| {
        faults.push(FieldError {
            field,
            sentence: Sentence::new(key),
        });
    };
    let length = new.omschrijving.trim().chars().count();
    if length == 0 && new.photos.is_empty() {
        fault("omschrijving", "melden-omschrijving-leeg");
    }
    if length > MAX_OMSCHRIJVING {
        fault("omschrijving", "melden-omschrijving-lang");
    }
    let keys = subjects(&ctx.frame.inrichting);
    match &new.onderwerp {
        None => fault("onderwerp", "melden-onderwerp-kies"),
        Some(key) if !keys.contains(key) => fault("onderwerp", "melden-onderwerp-kies"),
        Some(_) => {}
    }
    if ctx.frame.inrichting.kanaal(&new.kanaal).is_none() && new.kanaal != "digitaal" {
        fault("kanaal", "melden-kanaal-onbekend");
    }
    check_contact(&new.contact, &mut faults);
    let place = match new.place {
        Some(place) => match ctx.frame.plaatsen.lookup(place) {
            None => {
                faults.push(FieldError {
                    field: "plek",
                    sentence: Sentence::new("melden-plek-buiten"),
                });
                None
            }
            Some(plek) => Some(plek),
        },
        None => None,
    };
    let possible: Vec<GebiedId> = place
        .iter()
        .flat_map(|plek| plek.wijken.iter())
        .filter_map(|key| ctx.frame.gebied_by_key(key))
        .map(|gebied| gebied.id)
        .collect();
    let chosen = new.gebied.filter(|id| {
        ctx.frame.wijken().any(|wijk| wijk.id == *id)
            && (possible.is_empty() || possible.contains(id))
    });
    let gebied = chosen.or_else(|| {
        if possible.len() == 1 {
            possible.first().copied()
        } else {
            None
        }
    });
    if gebied.is_none() && faults.iter().all(|fault| fault.field != "plek") {
        let key = match (&place, possible.len()) {
            (Some(plek), 0) if plek.water => "melden-plek-water",
            (Some(_), n) if n > 1 => "melden-wijk-welke",
            _ => "melden-wijk-kies",
        };
        faults.push(FieldError {
            field: "wijk",
            sentence: Sentence::new(key),
        });
    }
    match gebied {
        Some(gebied) if faults.is_empty() => Ok((
            gebied,
            place.and_then(|plek| plek.cbs).map(|(code, ..)| code),
        )),
        _ => Err(Error::Invalid(faults)),
    }
}

pub(super) fn check_contact(contact: &Contactgegevens, faults: &mut Vec<FieldError>) {
    let mut fault = |field, key| {
        faults.push(FieldError {
            field,
            sentence: Sentence::new(key),
        });
    };
    if contact
        .email
        .as_ref()
        .is_some_and(|email| EmailAddress::parse(email).is_err())
    {
        fault("email", "fout-email");
    }
    if contact
        .naam
        .as_ref()
        .is_some_and(|naam| naam.chars().count() > 120)
    {
        fault("naam", "melden-naam-lang");
    }
    let digits = |text: &str| text.chars().filter(char::is_ascii_digit).count();
    if contact
        .telefoon
        .as_ref()
        .is_some_and(|phone| !(6..=15).contains(&digits(phone)) || phone.len() > 30)
    {
        fault("telefoon", "melden-telefoon-fout");
    }
}
