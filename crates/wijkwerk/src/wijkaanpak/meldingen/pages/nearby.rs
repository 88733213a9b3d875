//! "Anderen meldden dit ook": open meldingen about the same subject, close by or in the same street.

use jiff::civil::Date;
use jiff::{SignedDuration, Timestamp};
use kit::db::Queries;

use super::super::model::{Melding, from_e6, to_e6};
use super::super::publiek::public_state;
use super::super::rules::{SAME_DAYS, street_of};
use super::super::store;
use super::velden::Velden;
use crate::error::Result;
use crate::http::View;
use crate::ids::{GebiedId, GemeenteId, MeldingId};

/// Metres within which it may be the same.
const NEAR: f64 = 60.0;
/// Most that are offered.
const MOST: usize = 4;

/// The public facts of a melding that may be the same.
#[derive(Clone)]
pub(super) struct Similar {
    pub id: MeldingId,
    pub state: &'static str,
    pub on: Date,
    pub who: String,
    pub sentence: Option<String>,
    pub metres: Option<i64>,
}

/// The meldingen that this form may repeat; none for a form that was answered before.
pub(super) fn find(tx: &mut impl Queries, view: &View, velden: &Velden) -> Result<Vec<Similar>> {
    let gemeente = view.frame.id;
    if is_answered(tx, gemeente, velden)? {
        return Ok(Vec::new());
    }
    let since = view
        .now
        .checked_sub(SignedDuration::from_hours(24 * SAME_DAYS))
        .unwrap_or(view.now);
    let mut found: Vec<Similar> = match velden.place() {
        Some(place) => {
            let here = to_e6(place);
            // The box is a little wider than the distance, which decides.
            store::list_near(tx, gemeente, here, (700, 1200), 100)?
                .into_iter()
                .filter_map(|melding| {
                    let there = from_e6(melding.lat_e6?, melding.lon_e6?)?;
                    let metres = place.distance_to(there);
                    (metres <= NEAR).then_some((melding, Some(whole(metres))))
                })
                .filter(|(melding, _)| is_candidate(melding, velden, since))
                .map(|(melding, metres)| similar(view, melding, metres))
                .collect()
        }
        None => Vec::new(),
    };
    let wijk = view.frame.gebied_by_key(&velden.wijk).map(|wijk| wijk.id);
    if let (Some(wijk), Some(street)) = (wijk, street_of(&velden.adres)) {
        let of = (wijk, velden.onderwerp.as_str());
        for melding in list_in_street(tx, gemeente, of, since, &street)? {
            let known = found.iter().any(|known| known.id == melding.id);
            if !known && is_candidate(&melding, velden, since) {
                found.push(similar(view, melding, None));
            }
        }
    }
    found.truncate(MOST);
    Ok(found)
}

fn is_answered(tx: &mut impl Queries, gemeente: GemeenteId, velden: &Velden) -> Result<bool> {
    let Some(request) = velden.request() else {
        return Ok(false);
    };
    Ok(store::find_answer(tx, gemeente, request)?.is_some())
}

fn is_candidate(melding: &Melding, velden: &Velden, since: Timestamp) -> bool {
    melding.is_open()
        && melding.samengevoegd_met.is_none()
        && melding.submitted_at >= since
        && melding.subject() == Some(velden.onderwerp.as_str())
}

/// The same street by name, in the same wijk.
fn list_in_street(
    tx: &mut impl Queries,
    gemeente: GemeenteId,
    (wijk, onderwerp): (GebiedId, &str),
    since: Timestamp,
    street: &str,
) -> Result<Vec<Melding>> {
    let mut found = Vec::new();
    for (id, plaats) in store::list_places_since(tx, gemeente, wijk, onderwerp, since)? {
        let there = plaats.as_deref().and_then(street_of);
        if there.as_deref() == Some(street) && found.len() < 2 * MOST {
            found.extend(store::find_melding(tx, gemeente, id)?);
        }
    }
    Ok(found)
}

fn similar(view: &View, melding: Melding, metres: Option<i64>) -> Similar {
    let who = match melding
        .organisatie
        .and_then(|id| view.frame.organisatie(id))
    {
        Some(organisatie) => organisatie.naam.clone(),
        None => melding
            .owner_rol
            .as_deref()
            .map_or_else(String::new, |rol| view.frame.role_name(view.lang, rol)),
    };
    Similar {
        state: public_state(&melding),
        on: view.frame.today(melding.submitted_at),
        who,
        // Near a home only the street is public.
        metres: metres.filter(|_| !melding.near_home),
        sentence: melding.public_sentence,
        id: melding.id,
    }
}

/// Rounded to ten metres, as people say it.
#[expect(clippy::cast_possible_truncation, reason = "at most sixty")]
fn whole(metres: f64) -> i64 {
    ((metres / 10.0).ceil() as i64 * 10).max(10)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn distances_are_told_in_tens() {
        assert_eq!(
            [0.0, 9.0, 10.0, 31.0, 60.0].map(whole),
            [10, 10, 10, 40, 60]
        );
    }
}
