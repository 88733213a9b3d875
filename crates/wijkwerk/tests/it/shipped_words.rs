//! The note is configuration: no name or own word of a shipped inrichting stands in code, templates or locales.

use std::collections::{BTreeMap, BTreeSet};

use toml::Value;

use crate::sources::{files, none, rust};

/// Words that an inrichting uses but that are everybody's: compass points, kinds of things, parts of names.
const ORDINARY: &[&str] = &[
    "noord",
    "zuid",
    "oost",
    "west",
    "noordoost",
    "noordwest",
    "zuidoost",
    "zuidwest",
    "centrum",
    "haven",
    "wijk",
    "wijkteam",
    "wijkserviceteam",
    "integraal",
    "team",
    "stichting",
    "welzijn",
    "gemeente",
    "politie",
    "woningcorporatie",
    "voorbeeld",
    "bewoners",
    "organisatie",
    "buitengebied",
    "bolder",
    "waterwijk",
    "stadshart",
    "sportbedrijf",
    "gezondheidscentra",
    "maatschappelijke",
    "dienstverlening",
    "duinwijk",
    "zeewijk",
];

fn documents() -> Vec<(&'static str, Value)> {
    wijkwerk::shipped::documents()
        .map(|name| {
            let text = wijkwerk::shipped::document(name).expect("it is listed");
            (
                name,
                text.parse::<toml::Table>()
                    .map(Value::Table)
                    .expect("it is TOML"),
            )
        })
        .collect()
}

fn basis_words() -> BTreeSet<String> {
    let text = wijkwerk::shipped::document("basis").expect("the basis ships");
    let table: toml::Table = text.parse().expect("it is TOML");
    own_words(&Value::Table(table))
        .into_iter()
        .map(|(word, _)| word)
        .collect()
}

/// Every form of the words under `[woorden]`.
fn own_words(document: &Value) -> Vec<(String, String)> {
    let Some(words) = document.get("woorden").and_then(Value::as_table) else {
        return Vec::new();
    };
    words
        .iter()
        .flat_map(|(key, word)| {
            ["enkelvoud", "meervoud", "pad"]
                .into_iter()
                .filter_map(|form| {
                    Some((
                        word.get(form)?.as_str()?.to_lowercase(),
                        format!("woorden.{key}"),
                    ))
                })
                .collect::<Vec<_>>()
        })
        .collect()
}

/// Names and other spellings under `[[list]]`.
fn names(document: &Value, list: &str) -> Vec<(String, String)> {
    let items = document
        .get(list)
        .and_then(Value::as_array)
        .cloned()
        .unwrap_or_default();
    let mut found = Vec::new();
    for item in &items {
        let key = item
            .get("sleutel")
            .and_then(Value::as_str)
            .unwrap_or_default();
        let named = item.get("naam").and_then(Value::as_str);
        let others = item
            .get("aliassen")
            .and_then(Value::as_array)
            .cloned()
            .unwrap_or_default();
        let all = named
            .into_iter()
            .chain(others.iter().filter_map(Value::as_str));
        found.extend(all.map(|name| (name.to_lowercase(), format!("{list}.{key}"))));
    }
    found
}

/// Each forbidden word with where it comes from.
pub fn forbidden() -> BTreeMap<String, String> {
    let basis = basis_words();
    let mut all = BTreeMap::new();
    for (name, document) in documents() {
        let slug = document
            .get("gemeente")
            .and_then(|gemeente| gemeente.get("naam"))
            .and_then(Value::as_str)
            .map(|naam| (naam.to_lowercase(), "gemeente".to_owned()));
        let found = own_words(&document)
            .into_iter()
            .chain(names(&document, "gebieden"))
            .chain(names(&document, "organisaties"))
            .chain(slug);
        for (word, place) in found {
            if !basis.contains(&word) && !ORDINARY.contains(&word.as_str()) && !is_concept(&word) {
                all.entry(word).or_insert(format!("{name}: {place}"));
            }
        }
    }
    all
}

/// Every name and own word of the documents of one gemeente.
pub fn of_document(slug: &str) -> BTreeSet<String> {
    documents()
        .into_iter()
        .filter(|(name, _)| name.starts_with(slug))
        .flat_map(|(_, document)| {
            let mut all = own_words(&document);
            all.extend(names(&document, "gebieden"));
            all.extend(names(&document, "organisaties"));
            let slug = document
                .get("gemeente")
                .and_then(|g| g.get("naam"))
                .and_then(Value::as_str);
            all.extend(slug.map(|naam| (naam.to_lowercase(), String::new())));
            all.into_iter().map(|(word, _)| word).collect::<Vec<_>>()
        })
        .collect()
}

/// What a reader sees of a page, in lower case: tags and their attributes left out.
pub fn visible(html: &str) -> String {
    let mut out = String::new();
    let mut inside = false;
    for ch in html.chars() {
        match ch {
            '<' => inside = true,
            '>' => {
                inside = false;
                out.push(' ');
            }
            _ if !inside => out.extend(ch.to_lowercase()),
            _ => {}
        }
    }
    out
}

/// The product's own concepts keep their name in the code, whatever a gemeente calls them.
fn is_concept(word: &str) -> bool {
    use wijkwerk::kader::inrichting::WoordSleutel;
    let singular = WoordSleutel::ALL.iter().any(|key| {
        let name = key.key().replace('_', " ");
        word == name || word == format!("{name}s") || word == format!("{name}en")
    });
    singular || glossary_has(word)
}

fn glossary_has(word: &str) -> bool {
    crate::glossary::read()
        .iter()
        .any(|entry| entry.noun == word || entry.plural == word)
}

/// Where `word` stands as a word of its own.
pub fn hits(text: &str, word: &str) -> Vec<usize> {
    text.match_indices(word)
        .filter(|(at, _)| {
            let before = text[..*at].chars().last();
            let after = text[at + word.len()..].chars().next();
            !before.is_some_and(char::is_alphanumeric) && !after.is_some_and(char::is_alphanumeric)
        })
        .map(|(at, _)| at)
        .collect()
}

#[test]
fn no_word_of_a_shipped_inrichting_stands_in_code_or_texts() {
    let words = forbidden();
    assert!(
        words.len() > 20,
        "only {} words found: {words:?}",
        words.len()
    );
    let code = rust("crates/wijkwerk/src")
        .into_iter()
        .chain(rust("crates/kit/src"));
    let mut texts: Vec<(String, String)> = code
        .map(|source| (source.path.clone(), source.product_text()))
        .collect();
    texts.extend(files("crates/wijkwerk/src", ".html"));
    texts.extend(files("locales", ".ftl"));
    texts.extend(files("web/src", ".ts"));
    let mut wrong = Vec::new();
    for (path, text) in texts {
        let lower = text.to_lowercase();
        for (word, from) in &words {
            for at in hits(&lower, word) {
                let line = lower[..at].matches('\n').count() + 1;
                wrong.push(format!("{path}:{line}: {word:?} is a word of {from}"));
            }
        }
    }
    none("a word that belongs in an inrichting", &wrong);
}
