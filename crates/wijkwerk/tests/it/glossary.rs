//! Every Dutch noun in the code is defined once, in `BEGRIPPEN.md`.

mod words;

use std::collections::BTreeSet;

use self::words::{ENGLISH, STORAGE};
use crate::sources::{none, root, rust};

/// One line of the list.
#[derive(Clone, Debug)]
pub struct Entry {
    pub line: usize,
    pub noun: String,
    pub plural: String,
    pub gloss: String,
    pub source: String,
}

/// The list, as far as it can be read.
pub fn read() -> Vec<Entry> {
    parsed().into_iter().filter_map(Result::ok).collect()
}

fn parsed() -> Vec<Result<Entry, String>> {
    let text = std::fs::read_to_string(root().join("BEGRIPPEN.md")).expect("the glossary is there");
    let mut list = false;
    let mut out = Vec::new();
    for (n, line) in text.lines().enumerate() {
        list |= line == "## Lijst";
        if list && line.starts_with("- ") {
            out.push(entry(n + 1, line).ok_or_else(|| format!("BEGRIPPEN.md:{}: {line}", n + 1)));
        }
    }
    out
}

/// `- **noun** (plural): gloss · bron: … · niet: …`
fn entry(line: usize, text: &str) -> Option<Entry> {
    let (noun, rest) = text.strip_prefix("- **")?.split_once("** (")?;
    let (plural, rest) = rest.split_once("): ")?;
    let (gloss, rest) = rest.split_once(" · bron: ")?;
    let (source, not) = rest.split_once(" · niet: ")?;
    let full = ![noun, plural, gloss, source, not]
        .iter()
        .any(|part| part.trim().is_empty());
    full.then(|| Entry {
        line,
        noun: noun.to_owned(),
        plural: plural.to_owned(),
        gloss: gloss.to_owned(),
        source: source.to_owned(),
    })
}

fn folded(text: &str) -> String {
    text.chars()
        .filter_map(|ch| match ch {
            'ö' | 'ó' => Some('o'),
            'ë' | 'é' => Some('e'),
            'ï' => Some('i'),
            'ü' => Some('u'),
            ' ' | '-' | '\'' | '’' => None,
            other => other.to_lowercase().next(),
        })
        .collect()
}

struct Known {
    nouns: BTreeSet<String>,
}

impl Known {
    fn new() -> Self {
        let nouns = read()
            .iter()
            .flat_map(|entry| [folded(&entry.noun), folded(&entry.plural)])
            .collect();
        Self { nouns }
    }

    /// Whether a word is made of two nouns of the list: `bronsoort`.
    fn compound(&self, word: &str) -> bool {
        let is = |part: &str| self.nouns.contains(part) || part == "soort";
        (3..word.len().saturating_sub(2))
            .filter(|at| word.is_char_boundary(*at))
            .any(|at| is(&word[..at]) && is(&word[at..]))
    }

    /// The first word that is neither a noun of the list nor English; nouns of more words are tried whole.
    fn unknown(&self, words: &[String]) -> Option<String> {
        let mut at = 0;
        while at < words.len() {
            let longest = (at + 1..=words.len()).rev().find(|end| {
                let joined: String = words[at..*end].concat();
                let storage = STORAGE.iter().any(|(word, _)| *word == joined);
                let english = *end == at + 1 && ENGLISH.contains(&joined.as_str());
                self.nouns.contains(&joined) || storage || english || self.compound(&joined)
            });
            match longest {
                Some(end) => at = end,
                None => return Some(words[at].clone()),
            }
        }
        None
    }
}

fn camel(name: &str) -> Vec<String> {
    let mut words: Vec<String> = Vec::new();
    for ch in name.chars() {
        if ch.is_uppercase() || words.is_empty() {
            words.push(String::new());
        }
        if let Some(word) = words.last_mut() {
            word.extend(ch.to_lowercase());
        }
    }
    words
}

#[test]
fn every_entry_can_be_read_and_stands_once() {
    let wrong: Vec<String> = parsed().into_iter().filter_map(Result::err).collect();
    none("an entry that cannot be read", &wrong);
    let entries = read();
    assert!(entries.len() > 80, "only {} entries", entries.len());
    let mut double = Vec::new();
    let mut seen = BTreeSet::new();
    for entry in &entries {
        if !seen.insert(folded(&entry.noun)) {
            double.push(format!("BEGRIPPEN.md:{}: {} again", entry.line, entry.noun));
        }
        if entry.gloss.len() < 10 || entry.source.is_empty() {
            double.push(format!(
                "BEGRIPPEN.md:{}: {} says too little",
                entry.line, entry.noun
            ));
        }
    }
    none("an entry that is not right", &double);
    let order: Vec<String> = entries
        .iter()
        .map(|entry| {
            entry
                .noun
                .chars()
                .filter_map(|c| {
                    folded(&c.to_string())
                        .chars()
                        .next()
                        .or((c == ' ').then_some(' '))
                })
                .collect()
        })
        .collect();
    let out_of_order: Vec<String> = order
        .windows(2)
        .filter(|pair| pair[0] > pair[1])
        .map(|pair| format!("{} stands before {}", pair[0], pair[1]))
        .collect();
    none("an entry out of order", &out_of_order);
}

#[test]
fn every_table_is_named_by_nouns_of_the_list() {
    let known = Known::new();
    let wrong: Vec<String> = wijkwerk::migrations::tables()
        .iter()
        .filter_map(|table| {
            let words: Vec<String> = table.name.split('_').map(ToOwned::to_owned).collect();
            Some(format!(
                "table {}: {} is not in BEGRIPPEN.md",
                table.name,
                known.unknown(&words)?
            ))
        })
        .collect();
    none("a table with an undefined noun", &wrong);
}

#[test]
fn every_public_type_of_the_slices_is_named_by_nouns_of_the_list() {
    let known = Known::new();
    let mut wrong = Vec::new();
    for source in rust("crates/wijkwerk/src") {
        let slice = source.path.contains("/kader/") || source.path.contains("/wijkaanpak/");
        let file = source.path.rsplit('/').next().unwrap_or_default();
        let folder = source.path.contains("/model/") || source.path.contains("/store/");
        if !slice || !(folder || matches!(file, "model.rs" | "store.rs")) {
            continue;
        }
        let code = source.product_code();
        for what in ["pub struct ", "pub enum "] {
            for (at, _) in code.match_indices(what) {
                let name: String = code[at + what.len()..]
                    .chars()
                    .take_while(|ch| ch.is_alphanumeric())
                    .collect();
                if let Some(word) = known.unknown(&camel(&name)) {
                    wrong.push(format!(
                        "{}:{}: {name}: {word} is not in BEGRIPPEN.md",
                        source.path,
                        source.line(at)
                    ));
                }
            }
        }
    }
    none("a type with an undefined noun", &wrong);
}
