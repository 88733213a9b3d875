//! Results as cards: what came of it, and what those who asked say of it.

use jiff::civil::Date;

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

/// A result, and what it came of.
type Found<'f> = (&'f Openbaar, &'f Resultaatregel);

fn day_of((found, regel): &Found<'_>) -> Date {
    regel.op.unwrap_or(found.changed_on)
}

/// Every result of these aandachtsgebieden, the newest first.
fn by_day<'f>(from: &[&'f Openbaar]) -> Vec<Found<'f>> {
    let mut all: Vec<Found<'f>> = from
        .iter()
        .flat_map(|found| {
            found
                .document
                .resultaten
                .iter()
                .map(move |regel| (*found, regel))
        })
        .collect();
    all.sort_by_key(|one| (std::cmp::Reverse(day_of(one)), one.0.id));
    all
}

/// The newest results of these aandachtsgebieden, at most `most`.
pub fn newest(c: &C, from: &[&Openbaar], most: usize) -> Vec<Kaartje> {
    by_day(from)
        .into_iter()
        .take(most)
        .map(|(found, regel)| card(c, found, regel))
        .collect()
}

/// Of the last month those with a picture, then the others of that month, then what is older; the newest first. Of
/// different words: two teams may tell the same in one week.
pub fn of_last_month(c: &C, from: &[&Openbaar], most: usize) -> Vec<Kaartje> {
    let since = c.view.today().saturating_sub(jiff::Span::new().months(1));
    let mut all = by_day(from);
    all.sort_by_key(|one| rank(day_of(one) >= since, one.1.foto.is_some()));
    let mut told = std::collections::BTreeSet::new();
    all.into_iter()
        .filter(|(_, regel)| told.insert(regel.wat.as_str()))
        .take(most)
        .map(|(found, regel)| card(c, found, regel))
        .collect()
}

fn rank(recent: bool, pictured: bool) -> u8 {
    match (recent, pictured) {
        (true, true) => 0,
        (true, false) => 1,
        (false, _) => 2,
    }
}

fn card(c: &C, found: &Openbaar, regel: &Resultaatregel) -> Kaartje {
    let day = c.day_plain(day_of(&(found, regel)));
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
