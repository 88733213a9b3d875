//! What ships with the wegwijzer: the start catalogue, residents' words, kindred words, urgent rules, and subjects
//! that others answer for.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

use kit::zoek::stem;

use super::teksten::text_for;
use super::urgent::Rules;
use super::words::{self, Section};
use crate::balie::kennisbank::inlezen::{CATALOGUS, Incoming};
use crate::shipped::KENNIS;

/// One item of the start catalogue, without the organisation that answers for it in a gemeente.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CatalogueItem {
    pub id: &'static str,
    pub title: &'static str,
    pub text: &'static str,
    pub organisation_kind: &'static str,
    pub upl_name: &'static str,
    pub upl_uri: &'static str,
    /// Key of the topic it belongs to, of the basis of every inrichting.
    pub onderwerp: &'static str,
}

impl CatalogueItem {
    /// The same as a row to be taken in, of nobody yet; its id is its number and its word in the address.
    pub fn row(&self) -> Incoming {
        let opt = |text: &str| (!text.is_empty()).then(|| text.to_owned());
        let told = text_for(self.id).cloned().unwrap_or_default();
        Incoming {
            bron: CATALOGUS.to_owned(),
            extern_id: self.id.to_owned(),
            sleutel: Some(self.id.to_owned()),
            soort: "product".to_owned(),
            organisatie_soort: self.organisation_kind.to_owned(),
            actief: true,
            onderwerp: self.onderwerp.to_owned(),
            titel: self.title.to_owned(),
            samenvatting: self.text.to_owned(),
            tekst: told.tekst,
            doelgroep: told.doelgroep,
            aanmelden: told.aanmelden,
            kosten: told.kosten,
            upl_naam: opt(self.upl_name),
            upl_uri: opt(self.upl_uri),
            ..Incoming::default()
        }
    }
}

/// Something that people ask a gemeente and that somebody else answers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Other {
    pub(super) title: String,
    pub(super) organisation: String,
    pub(super) address: String,
    pub(super) words: Vec<String>,
}

struct Shipped {
    words: BTreeMap<String, Vec<String>>,
    kindred: Vec<Section>,
    others: Vec<Other>,
    rules: Rules,
}

static SHIPPED: LazyLock<Shipped> = LazyLock::new(|| {
    let mut words: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for section in sections("woorden/") {
        words
            .entry(section.heading)
            .or_default()
            .extend(section.words);
    }
    let others = sections("elders/")
        .into_iter()
        .map(|section| {
            let mut parts = section
                .heading
                .split('|')
                .map(|part| part.trim().to_owned());
            let mut part = || parts.next().unwrap_or_default();
            Other {
                title: part(),
                organisation: part(),
                address: part(),
                words: section.words,
            }
        })
        .collect();
    Shipped {
        words,
        kindred: sections("verwant/"),
        others,
        rules: Rules::parse(&texts("spoed/").collect::<Vec<_>>().join("\n"))
            .expect("a test reads the shipped rules"),
    }
});

fn texts(folder: &str) -> impl Iterator<Item = &'static str> {
    KENNIS
        .iter()
        .filter(move |(path, _)| path.starts_with(folder))
        .map(|(_, text)| *text)
}

fn sections(folder: &str) -> Vec<Section> {
    texts(folder)
        .flat_map(|text| words::parse(text).expect("a test reads every shipped text"))
        .collect()
}

/// The words of residents that ship for the item with this id, in Dutch and English.
pub fn words_for(id: &str) -> &'static [String] {
    SHIPPED.words.get(id).map_or(&[], Vec::as_slice)
}

/// The words of residents that ship, of all items.
pub(super) fn all_words() -> impl Iterator<Item = &'static str> {
    SHIPPED.words.values().flatten().map(String::as_str)
}

static GENERAL: LazyLock<BTreeSet<String>> = LazyLock::new(|| {
    let catalogue = catalogue();
    let texts = catalogue.iter().flat_map(|item| [item.title, item.text]);
    let told = SHIPPED.words.values().flatten();
    let kindred = kindred().iter().flat_map(|section| &section.words);
    texts
        .chain(told.chain(kindred).map(String::as_str))
        .flat_map(kit::zoek::words)
        .map(|word| stem(&word.text))
        .collect()
});

/// Whether a word with this stem stands in the start catalogue or in a shipped list of words.
pub(super) fn is_general(stem: &str) -> bool {
    GENERAL.contains(stem)
}

/// The ids that words ship for.
#[cfg(test)]
pub(super) fn ids_with_words() -> impl Iterator<Item = &'static str> {
    SHIPPED.words.keys().map(String::as_str)
}

pub(super) fn kindred() -> &'static [Section] {
    &SHIPPED.kindred
}

pub(super) fn others() -> &'static [Other] {
    &SHIPPED.others
}

pub(super) fn rules() -> &'static Rules {
    &SHIPPED.rules
}

/// The start catalogue.
pub fn catalogue() -> Vec<CatalogueItem> {
    texts("catalogus.tsv")
        .flat_map(|text| text.lines().skip(1))
        .filter_map(|line| {
            let mut cells = line.split('\t');
            Some(CatalogueItem {
                id: cells.next()?,
                title: cells.next()?,
                text: cells.next()?,
                organisation_kind: cells.next()?,
                upl_name: cells.next().unwrap_or_default(),
                upl_uri: cells.next().unwrap_or_default(),
                onderwerp: cells.next().unwrap_or_default(),
            })
        })
        .collect()
}
