//! Hints for whoever writes: long sentences, passives, jargon with a plainer word, rare words. Never a score: a formula
//! cannot say who understands a text, residents can.

mod lists;
mod passive;

use self::lists::{JARGON, RARE};
use self::passive::passive;
use crate::balie::wegwijzer::is_common;

/// Words in a sentence above which it is called long.
pub const LONG: usize = 18;
/// From how many letters a word that stands in nothing that ships is pointed at.
const LONG_WORD: usize = 14;
/// Most hints of one text; more help nobody.
const MOST: usize = 12;

/// One hint beside a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Hint {
    /// A sentence of so many words, by how it begins.
    Long { words: usize, start: String },
    /// "wordt betaald": who does it?
    Passive { fragment: String },
    /// A word of the office, with a plainer one.
    Jargon {
        word: &'static str,
        plain: &'static str,
    },
    /// A word that few people use.
    Rare { word: &'static str },
    /// A long word that is not made of words that stand in what ships.
    LongWord { word: String },
}

/// What could be plainer in this text, at most twelve.
pub fn hints(text: &str) -> Vec<Hint> {
    let mut found = Vec::new();
    for sentence in sentences(text) {
        let words: Vec<&str> = sentence.split_whitespace().collect();
        if words.len() > LONG {
            found.push(Hint::Long {
                words: words.len(),
                start: words.iter().take(5).copied().collect::<Vec<_>>().join(" "),
            });
        }
        found.extend(passive(&words));
        found.extend(which(&words));
    }
    let plain = format!(" {} ", letters(text));
    found.extend(JARGON.iter().filter_map(|(word, better)| {
        plain
            .contains(&format!(" {word} "))
            .then_some(Hint::Jargon {
                word,
                plain: better,
            })
    }));
    found.extend(RARE.iter().filter_map(|word| {
        let one = plain.contains(&format!(" {word} "));
        let more = plain.contains(&format!(" {word}en ")) || plain.contains(&format!(" {word}s "));
        (one || more).then_some(Hint::Rare { word })
    }));
    found.extend(long_words(text));
    found.truncate(MOST);
    found
}

fn sentences(text: &str) -> impl Iterator<Item = &str> {
    text.split(['.', '!', '?', '\n', ':', ';'])
        .map(str::trim)
        .filter(|sentence| !sentence.is_empty())
}

/// Small letters and single spaces.
fn letters(text: &str) -> String {
    text.to_lowercase()
        .split(|ch: char| !ch.is_alphanumeric() && ch != '-')
        .filter(|word| !word.is_empty())
        .collect::<Vec<_>>()
        .join(" ")
}

/// "de regels, welke gelden": asking for it ("op welke dag", "welk dieet, welke allergie") is plain.
fn which(words: &[&str]) -> Option<Hint> {
    let plain: Vec<String> = words.iter().map(|word| letters(word)).collect();
    let at = plain.iter().position(|word| word.starts_with("welk"))?;
    let is_joined = at > 0 && words[at - 1].ends_with(',') && plain[at] == "welke";
    is_joined.then_some(Hint::Jargon {
        word: "welke",
        plain: "die",
    })
}

/// Long words, each once. Not names, not addresses of pages, and not what another hint is about.
fn long_words(text: &str) -> Vec<Hint> {
    let mut found: Vec<Hint> = Vec::new();
    let tokens = text.split_whitespace().filter(|token| {
        let inside = token.trim_end_matches(['.', ',', '!', '?', ':', ';', ')', '"', '”']);
        !inside.contains(['.', '/', '@'])
    });
    for token in tokens {
        for part in kit::zoek::words(token) {
            let word = token.get(part.start..part.end).unwrap_or_default();
            let is_long = part.text.len() >= LONG_WORD
                && part.text.bytes().all(|letter| letter.is_ascii_lowercase())
                && !word.starts_with(char::is_uppercase);
            if is_long && !is_listed(&word.to_lowercase()) && !is_common(&part.text) {
                let hint = Hint::LongWord {
                    word: word.to_owned(),
                };
                if !found.contains(&hint) {
                    found.push(hint);
                }
            }
        }
    }
    found
}

/// Whether a list of ours has a hint about this word.
fn is_listed(word: &str) -> bool {
    RARE.iter().any(|rare| word.starts_with(rare))
        || JARGON.iter().any(|(jargon, _)| *jargon == word)
}

#[cfg(test)]
mod tests;
