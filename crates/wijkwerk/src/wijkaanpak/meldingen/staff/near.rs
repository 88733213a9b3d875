//! What lies near a melding, and what may be the same thing (L-20).

use std::collections::BTreeSet;
use std::sync::Arc;

use kit::db::Read;

use super::parts::{self, Badge};
use super::store;
use crate::access::{Here, Permission};
use crate::error::Result;
use crate::http::View;
use crate::ids::MeldingId;
use crate::kader::gebieden::KaartPunt;
use crate::layout::C;
use crate::wijkaanpak::meldingen::{Melding, list_near};

/// How far "near" goes, in metres.
const NEAR: i64 = 200;

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
            other: theirs.iter().any(|from| {
                own.iter()
                    .all(|mine| (mine.bron, mine.bron_id) != (from.bron, from.bron_id))
            }),
            id: other.id,
            nummer: other.nummer,
            same,
        });
    }
    rows.sort_by_key(|row| (!row.other, row.metres, row.id));
    Ok(rows)
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
