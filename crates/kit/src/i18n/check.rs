//! Do the languages say the same? Compares keys and variables, and tries every text once.

use std::{collections::BTreeSet, fmt};

use super::{Arg, Lang, Translations};

/// One message, attribute or term as it stands in a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Entry {
    pub(super) key: String,
    variables: BTreeSet<String>,
    has_text: bool,
}

impl Entry {
    pub(super) fn is_term(&self) -> bool {
        self.key.starts_with('-')
    }
}

/// A difference between the languages, or a text that does not work.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Finding {
    /// A key that one language lacks.
    Missing {
        /// The language without it.
        lang: Lang,
        /// The key.
        key: String,
    },
    /// A key whose texts use different variables.
    Variables {
        /// The key.
        key: String,
        /// Used in Dutch only.
        only_nl: Vec<String>,
        /// Used in English only.
        only_en: Vec<String>,
    },
    /// A text that cannot be put together, for instance because it refers to a term that is not there.
    Broken {
        /// The language of the text.
        lang: Lang,
        /// The key.
        key: String,
        /// What was wrong.
        what: String,
    },
}

impl fmt::Display for Finding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Missing { lang, key } => write!(f, "{key} is missing in {lang}"),
            Self::Variables {
                key,
                only_nl,
                only_en,
            } => write!(
                f,
                "{key} uses different variables: only nl [{}], only en [{}]",
                only_nl.join(", "),
                only_en.join(", ")
            ),
            Self::Broken { lang, key, what } => write!(f, "{key} in {lang}: {what}"),
        }
    }
}

impl Translations {
    /// Everything in which the languages differ, in order; empty when all is well.
    pub fn check(&self) -> Vec<Finding> {
        let mut findings = BTreeSet::new();
        for lang in Lang::ALL {
            let (Some(own), Some(others)) =
                (self.entries.get(&lang), self.entries.get(&lang.other()))
            else {
                continue;
            };
            for entry in own.values().filter(|entry| !entry.is_term()) {
                match others.get(&entry.key) {
                    None => {
                        findings.insert(Finding::Missing {
                            lang: lang.other(),
                            key: entry.key.clone(),
                        });
                    }
                    Some(other) if lang == Lang::Nl && entry.variables != other.variables => {
                        findings.insert(Finding::Variables {
                            key: entry.key.clone(),
                            only_nl: difference(entry, other),
                            only_en: difference(other, entry),
                        });
                    }
                    Some(_) => {}
                }
                findings.extend(self.try_out(lang, entry));
            }
        }
        findings.into_iter().collect()
    }

    fn try_out(&self, lang: Lang, entry: &Entry) -> Option<Finding> {
        if !entry.has_text {
            return None;
        }
        let args: Vec<_> = entry
            .variables
            .iter()
            .map(|name| (name.as_str(), Arg::Num(2)))
            .collect();
        let mut mistakes = Vec::new();
        if self
            .format(lang, &entry.key, &args, &mut mistakes)
            .is_none()
        {
            mistakes.push("no such text".to_owned());
        }
        (!mistakes.is_empty()).then(|| Finding::Broken {
            lang,
            key: entry.key.clone(),
            what: mistakes.join("; "),
        })
    }
}

fn difference(entry: &Entry, other: &Entry) -> Vec<String> {
    entry
        .variables
        .difference(&other.variables)
        .cloned()
        .collect()
}

/// The messages, attributes and terms of a text that is known to follow the syntax.
///
/// Fluent puts a message at the start of a line and everything that belongs to it on indented ones,
/// so the shape of the lines tells which entry a variable belongs to.
pub(super) fn entries(text: &str) -> Vec<Entry> {
    let mut found: Vec<Entry> = Vec::new();
    let mut message = String::new();
    for line in text.lines() {
        let trimmed = line.trim_start();
        if line.starts_with('#') || trimmed.is_empty() {
            continue;
        }
        let is_indented = trimmed.len() < line.len();
        let body = if !is_indented && let Some((name, body)) = definition(line) {
            name.clone_into(&mut message);
            found.push(entry(name.to_owned(), body));
            body
        } else if is_indented
            && let Some(rest) = trimmed.strip_prefix('.')
            && let Some((name, body)) = definition(rest)
        {
            found.push(entry(format!("{message}.{name}"), body));
            body
        } else {
            trimmed
        };
        if let Some(current) = found.last_mut() {
            current.has_text |= !body.trim().is_empty();
            current.variables.extend(variables(body));
        }
    }
    found
}

fn entry(key: String, body: &str) -> Entry {
    Entry {
        key,
        variables: BTreeSet::new(),
        has_text: !body.trim().is_empty(),
    }
}

/// `name = body`, where name is an identifier or, for a term, one after a dash.
fn definition(line: &str) -> Option<(&str, &str)> {
    let (name, body) = line.split_once('=')?;
    let name = name.trim_end();
    let identifier = name.strip_prefix('-').unwrap_or(name);
    let is_identifier = identifier.starts_with(|letter: char| letter.is_ascii_alphabetic())
        && identifier
            .chars()
            .all(|letter| letter.is_ascii_alphanumeric() || "-_".contains(letter));
    is_identifier.then_some((name, body))
}

/// The names after a dollar sign within braces.
fn variables(body: &str) -> impl Iterator<Item = String> {
    body.split('$').skip(1).filter_map(|rest| {
        let end = rest
            .find(|letter: char| !(letter.is_ascii_alphanumeric() || "-_".contains(letter)))
            .unwrap_or(rest.len());
        let name = &rest[..end];
        name.starts_with(|letter: char| letter.is_ascii_alphabetic())
            .then(|| name.to_owned())
    })
}
