//! What is worked on: meldingen, aandachtsgebieden and afspraken, per wijk in which whoever asks may read them.

use std::collections::BTreeSet;

use kit::db::Read;

use super::model::Hit;
use super::rules::Asked;
use super::store;
use crate::access::{Here, Permission};
use crate::error::Result;
use crate::http::View;
use crate::ids::GebiedId;
use crate::layout::C;
use crate::wijkaanpak::meldingen::staff::parts;
use crate::wijkaanpak::meldingen::{Filter, Melding, find_melding, list_worklist};

/// Meldingen of a wijk that are looked at, the newest.
const RECENT: i64 = 100;
/// Hours that a melding may lie back to be found by words: a year. By number it is always found.
const BACK: i64 = 365 * 24;

/// The wijken in which whoever asks may do this.
fn reach(view: &View, permission: Permission) -> Vec<GebiedId> {
    view.frame
        .wijken()
        .map(|wijk| wijk.id)
        .filter(|id| view.actor.may(permission, &Here::gebied(*id)))
        .collect()
}

/// By number, else the open ones of the last year by subject, wijk and the sentence that everybody may read. The
/// reporter's own words are not searched: they may name people.
pub(super) fn meldingen(tx: &mut Read<'_>, c: &C, asked: &Asked) -> Result<Vec<Hit>> {
    let view = &c.view;
    let found = match asked.nummer() {
        Some(nummer) => by_number(tx, view, nummer)?,
        None => recent(tx, c, asked)?,
    };
    Ok(found.iter().map(|melding| told(c, melding)).collect())
}

fn by_number(tx: &mut Read<'_>, view: &View, nummer: i64) -> Result<Vec<Melding>> {
    let Some(id) = store::find_number(tx, view.frame.id, nummer)? else {
        return Ok(Vec::new());
    };
    let found = find_melding(tx, view.frame.id, id)?;
    let may_read = |melding: &Melding| {
        let here = Here::gebied(melding.gebied);
        view.actor.may(Permission::MeldingRead, &here)
    };
    Ok(found.into_iter().filter(may_read).collect())
}

fn recent(tx: &mut Read<'_>, c: &C, asked: &Asked) -> Result<Vec<Melding>> {
    let view = &c.view;
    let back = jiff::SignedDuration::from_hours(BACK);
    let since = view.now.checked_sub(back).unwrap_or(view.now);
    let mut found: Vec<Melding> = Vec::new();
    for gebied in reach(view, Permission::MeldingRead) {
        let filter = Filter {
            state: None,
            gebied: Some(gebied),
            orgaan: None,
            before: None,
            most: RECENT,
        };
        let newest = list_worklist(tx, view.frame.id, &filter)?;
        found.extend(newest.into_iter().filter(|melding| {
            melding.is_open()
                && melding.samengevoegd_met.is_none()
                && melding.submitted_at >= since
                && says(c, asked, melding)
        }));
    }
    found.sort_by_key(|melding| std::cmp::Reverse((melding.submitted_at, melding.id)));
    Ok(found)
}

fn says(c: &C, asked: &Asked, melding: &Melding) -> bool {
    let wijk = c.gebied(melding.gebied);
    let subjects: Vec<String> = [&melding.thema, &melding.discipline]
        .into_iter()
        .flatten()
        .map(|key| c.subject(key))
        .collect();
    let mut texts = vec![wijk.as_str()];
    texts.extend(subjects.iter().map(String::as_str));
    texts.extend(melding.public_sentence.as_deref());
    asked.fits(&texts)
}

fn told(c: &C, melding: &Melding) -> Hit {
    let wijk = c.gebied(melding.gebied);
    let sentence = melding.public_sentence.as_deref();
    let titel = match (sentence.filter(|text| !text.is_empty()), melding.subject()) {
        (Some(sentence), _) => sentence.to_owned(),
        (None, Some(key)) => c.t2(
            "publiek-melding-over",
            "onderwerp",
            c.subject(key),
            "wijk",
            wijk.as_str(),
        ),
        (None, None) => c.t1("publiek-melding-in", "wijk", wijk.as_str()),
    };
    let nummer = c.t1("zoeken-nummer", "nummer", melding.nummer.to_string());
    let stand = parts::badge(c, melding).text;
    Hit {
        titel,
        onder: format!("{nummer} · {wijk} · {stand}"),
        url: c.url(&format!("/meldingen/{}", melding.id)),
    }
}

pub(super) fn aandachtsgebieden(tx: &mut Read<'_>, c: &C, asked: &Asked) -> Result<Vec<Hit>> {
    let view = &c.view;
    let mut seen = BTreeSet::new();
    let mut hits = Vec::new();
    for gebied in reach(view, Permission::AandachtsgebiedRead) {
        let wijk = c.gebied(gebied);
        for one in store::list_aandachtsgebieden(tx, view.frame.id, gebied)? {
            let texts = [one.titel.as_str(), one.behoefte.as_str(), wijk.as_str()];
            if asked.fits(&texts) && seen.insert(one.id) {
                hits.push(Hit {
                    titel: one.titel,
                    onder: wijk.clone(),
                    url: c.url(&format!("/aandachtsgebieden/{}", one.id)),
                });
            }
        }
    }
    Ok(hits)
}

/// Those of the wijken in reach, and those of the own organisation for whoever accepts for it (INV-23).
pub(super) fn afspraken(tx: &mut Read<'_>, c: &C, asked: &Asked) -> Result<Vec<Hit>> {
    let view = &c.view;
    let gemeente = view.frame.id;
    let mut all = Vec::new();
    for gebied in reach(view, Permission::AandachtsgebiedRead) {
        all.extend(store::list_afspraken(tx, gemeente, gebied)?);
    }
    let own = view.actor.account().and_then(|account| account.organisatie);
    if let Some(own) = own
        && view
            .actor
            .may(Permission::AfspraakAccept, &Here::organisatie(own))
    {
        all.extend(store::list_afspraken_of(tx, gemeente, own)?);
    }
    let mut seen = BTreeSet::new();
    let mut hits = Vec::new();
    for one in all {
        let wie = one
            .organisatie
            .map_or_else(String::new, |id| c.organisatie(id));
        if asked.fits(&[one.wat.as_str(), wie.as_str()]) && seen.insert(one.id) {
            let day = c.day_plain(one.due);
            hits.push(Hit {
                titel: one.wat,
                onder: if wie.is_empty() {
                    day
                } else {
                    format!("{wie} · {day}")
                },
                url: c.url(&format!("/afspraken/{}", one.id)),
            });
        }
    }
    Ok(hits)
}
