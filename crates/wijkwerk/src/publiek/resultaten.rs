//! Results as cards: what came of it, and what those who asked say of it.

use super::document::{Openbaar, Resultaatregel};
use super::woord;
use crate::layout::C;

/// A result as a card.
#[derive(Clone, Debug)]
pub struct Kaartje {
    pub titel: String,
    pub url: String,
    pub foto: Option<String>,
    pub thema: Option<(usize, String)>,
    pub waar: String,
    pub regel: String,
}

/// The newest results of these aandachtsgebieden, at most `most`.
pub fn newest(c: &C, from: &[&Openbaar], most: usize) -> Vec<Kaartje> {
    let mut all: Vec<(&Openbaar, &Resultaatregel)> = from
        .iter()
        .flat_map(|found| {
            found
                .document
                .resultaten
                .iter()
                .map(move |regel| (*found, regel))
        })
        .collect();
    all.sort_by_key(|(found, regel)| {
        (
            std::cmp::Reverse(regel.op.unwrap_or(found.changed_on)),
            found.id,
        )
    });
    all.truncate(most);
    all.into_iter()
        .map(|(found, regel)| card(c, found, regel))
        .collect()
}

/// The newest of different words: two teams may tell the same in one week.
pub fn newest_different(c: &C, from: &[&Openbaar], most: usize) -> Vec<Kaartje> {
    let mut told = std::collections::BTreeSet::new();
    newest(c, from, most * 5)
        .into_iter()
        .filter(|kaartje| told.insert(kaartje.titel.clone()))
        .take(most)
        .collect()
}

fn card(c: &C, found: &Openbaar, regel: &Resultaatregel) -> Kaartje {
    let day = c.day_plain(regel.op.unwrap_or(found.changed_on));
    let wijken: Vec<String> = found
        .document
        .wijken
        .iter()
        .filter_map(|key| c.view.frame.gebied_by_key(key))
        .map(|wijk| wijk.naam.clone())
        .collect();
    Kaartje {
        titel: regel.wat.clone(),
        url: c.url(&format!("/aandachtsgebied-openbaar/{}", found.id)),
        foto: regel.foto.as_deref().map(|hash| c.file(hash)),
        thema: found
            .document
            .themas
            .first()
            .map(|key| (woord::theme_number(&c.view.frame, key), c.subject(key))),
        waar: c.list_and(&wijken),
        regel: format!("{day} · {}", verdict(c, regel)),
    }
}

/// "4 van 6 zeggen: opgelost"
pub fn verdict(c: &C, regel: &Resultaatregel) -> String {
    if regel.van > 0 {
        c.t2("publiek-oordeel", "n", regel.opgelost, "m", regel.van)
    } else {
        c.t("publiek-oordeel-geen")
    }
}
