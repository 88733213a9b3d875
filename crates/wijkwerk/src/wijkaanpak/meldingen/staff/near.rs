//! What lies near a melding, and what may be the same thing (L-20).

use std::collections::BTreeSet;
use std::sync::Arc;

use jiff::SignedDuration;
use kit::db::Read;

use super::parts::{self, Badge};
use super::store;
use crate::access::{Here, Permission};
use crate::error::Result;
use crate::http::View;
use crate::ids::MeldingId;
use crate::kader::gebieden::KaartPunt;
use crate::layout::C;
use crate::wijkaanpak::meldingen::rules::{SAME_DAYS, street_of};
use crate::wijkaanpak::meldingen::store::list_places_since;
use crate::wijkaanpak::meldingen::{Melding, find_melding, list_near};

/// How far "near" goes, in metres.
const NEAR: i64 = 200;
/// Most that are offered without a distance, and most that are looked at for them.
const MOST: usize = 4;
const LOOKED_AT: usize = 40;

/// Something near it.
#[derive(Clone)]
pub(super) struct Near {
    pub id: MeldingId,
    pub nummer: i64,
    pub titel: String,
    pub metres: i64,
    pub badge: Badge,
    pub same: bool,
    /// Raised by another party: offered first for joining (L-20).
    pub other: bool,
    pub punt: Option<KaartPunt>,
}

/// What lies within 200 metres and may be seen, the nearest first; what another party raised about the same comes first.
pub(super) fn list(tx: &mut Read<'_>, view: &Arc<View>, melding: &Melding) -> Result<Vec<Near>> {
    let (Some(here), Some(lat), Some(lon)) = (melding.place(), melding.lat_e6, melding.lon_e6)
    else {
        return Ok(Vec::new());
    };
    let gemeente = view.frame.id;
    let mut found = Vec::new();
    for other in list_near(tx, gemeente, (lat, lon), parts::box_of(NEAR), 100)? {
        let Some(place) = other.place().filter(|_| other.id != melding.id) else {
            continue;
        };
        let away = parts::metres(here, place);
        let visible = view
            .actor
            .may(Permission::MeldingRead, &Here::gebied(other.gebied));
        if visible && away <= 200.0 {
            found.push((away, other));
        }
    }
    let ids: Vec<MeldingId> = found.iter().map(|(_, other)| other.id).collect();
    let texts = store::texts_of(tx, gemeente, &ids)?;
    let own = store::sources(tx, gemeente, melding.id)?;
    let c = C::of(view);
    let mut rows = Vec::new();
    for (away, other) in found {
        let words = texts.get(&other.id).map_or("", String::as_str);
        let may_join = view
            .actor
            .may(Permission::MeldingTriage, &Here::gebied(other.gebied));
        let same = may_join && other.is_open() && other.subject() == melding.subject();
        let theirs = if same {
            store::sources(tx, gemeente, other.id)?
        } else {
            Vec::new()
        };
        let titel = parts::summary(&c, words, other.subject());
        let class = other
            .subject()
            .map_or("", |key| parts::theme(&view.frame, key));
        let href = c.url(&format!("/meldingen/{}", other.id));
        rows.push(Near {
            punt: parts::point(
                (other.lat_e6, other.lon_e6),
                class,
                titel.clone(),
                Some(href),
            ),
            titel,
            badge: parts::badge(&c, &other),
            metres: parts::tens(away),
            other: is_of_another(&own, &theirs),
            id: other.id,
            nummer: other.nummer,
            same,
        });
    }
    rows.sort_by_key(|row| (!row.other, row.metres, row.id));
    Ok(rows)
}

/// Something that may be the same thing, and how that is known: the distance, the street, or no more than the wijk.
pub(super) struct Same {
    pub id: MeldingId,
    pub nummer: i64,
    pub titel: String,
    pub waar: String,
    pub other: bool,
}

/// What is offered for joining (L-20): what lies near it about the same; what names the same street; and, of another
/// party, what is about the same in the same wijk where one of the two has no place of its own.
pub(super) fn list_same(
    tx: &mut Read<'_>,
    view: &Arc<View>,
    melding: &Melding,
    plaats: Option<&str>,
    near: &[Near],
) -> Result<Vec<Same>> {
    let c = C::of(view);
    let of_near = |one: &Near| Same {
        id: one.id,
        nummer: one.nummer,
        titel: one.titel.clone(),
        waar: c.t1("triage-meter", "meter", one.metres),
        other: one.other,
    };
    let mut found: Vec<Same> = near.iter().filter(|one| one.same).map(of_near).collect();
    let (gemeente, Some(subject)) = (view.frame.id, melding.subject()) else {
        return Ok(found);
    };
    let since = melding
        .submitted_at
        .checked_sub(SignedDuration::from_hours(24 * SAME_DAYS))
        .unwrap_or(melding.submitted_at);
    let triages = Here::gebied(melding.gebied);
    if !view.actor.may(Permission::MeldingTriage, &triages) {
        return Ok(found);
    }
    let own = store::sources(tx, gemeente, melding.id)?;
    let street = plaats.and_then(street_of);
    let (mut in_street, mut in_wijk) = (Vec::new(), Vec::new());
    let mut looked_at = 0;
    for (id, there) in list_places_since(tx, gemeente, melding.gebied, subject, since)? {
        let known = id == melding.id || near.iter().any(|one| one.id == id);
        let there = there.as_deref().and_then(street_of);
        let same_street = street.is_some() && street == there;
        // Two streets are two places.
        if known || (street.is_some() && there.is_some() && !same_street) {
            continue;
        }
        looked_at += 1;
        if looked_at > LOOKED_AT || in_street.len() >= MOST {
            break;
        }
        let Some(other) = find_melding(tx, gemeente, id)?.filter(Melding::is_open) else {
            continue;
        };
        let both_placed = melding.place().is_some() && other.place().is_some();
        if both_placed && !same_street {
            continue;
        }
        let theirs = store::sources(tx, gemeente, id)?;
        let is_other = is_of_another(&own, &theirs);
        if !same_street && !is_other {
            continue;
        }
        let key = if same_street {
            "triage-zelfde-straat"
        } else {
            "triage-zelfde-wijk"
        };
        let ids = [id];
        let texts = store::texts_of(tx, gemeente, &ids)?;
        let words = texts.get(&id).map_or("", String::as_str);
        let one = Same {
            id,
            nummer: other.nummer,
            titel: parts::summary(&c, words, other.subject()),
            waar: c.t(key),
            other: is_other,
        };
        if same_street {
            in_street.push(one);
        } else if in_wijk.len() < MOST {
            in_wijk.push(one);
        }
    }
    in_street.sort_by_key(|one| !one.other);
    in_street.extend(in_wijk);
    in_street.truncate(MOST);
    found.extend(in_street);
    Ok(found)
}

/// Whether another party raised the other.
fn is_of_another(own: &[store::Herkomst], theirs: &[store::Herkomst]) -> bool {
    theirs.iter().any(|from| {
        own.iter()
            .all(|mine| (mine.bron, mine.bron_id) != (from.bron, from.bron_id))
    })
}

pub(super) fn map(c: &C, melding: &Melding, near: &[Near]) -> String {
    let frame = &c.view.frame;
    let class = melding.subject().map_or("", |key| parts::theme(frame, key));
    let own = parts::point(
        (melding.lat_e6, melding.lon_e6),
        &parts::here(class),
        c.t("staf-kaart-hier"),
        None,
    );
    let titel = c.t1("triage-kaart", "aantal", near.len());
    let wijken = BTreeSet::from([melding.gebied]);
    let others = near.iter().filter_map(|other| other.punt.clone());
    let punten: Vec<KaartPunt> = others.chain(own).collect();
    parts::map(c, "kaart-triage", &wijken, &titel, &punten)
}
