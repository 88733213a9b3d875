//! The questions that the model of emergencies learns from: what we wrote, and what residents ordinarily ask.

use super::features::{self, MOST_WORDS};
use super::trainer::{Example, Learned, learn};

/// What is expected of a question that is no emergency.
pub const ORDINARY: &str = "geen_spoed";
/// Items with an emergency among what is asked of them; their words say nothing about what is ordinary.
const URGENT: [&str; 7] = [
    "spoed-112",
    "veilig-thuis",
    "huisarts-ggz",
    "overlast-verward",
    "ramp-sirene",
    "stroomstoring",
    "dierenambulance",
];
/// The items that a question of the second stage may lead to, in the order in which they are kept.
pub const SECOND: [&str; 6] = [
    "veilig-thuis",
    "huisarts-ggz",
    "overlast-verward",
    "stroomstoring",
    "dierenambulance",
    "ramp-sirene",
];

/// A question by its places, and the item that is expected or [`ORDINARY`].
pub type Known = (Vec<u16>, String);

/// The rows of `voorbeelden.tsv`: the question, what is expected, and who has to know it.
pub fn rows(table: &str) -> impl Iterator<Item = (&str, &str, &str)> {
    table.lines().skip(1).filter_map(|line| {
        let mut cells = line.split('\t');
        Some((cells.next()?, cells.next()?, cells.next()?))
    })
}

/// The expressions under headings that are no emergency, in a text with words of residents.
pub fn ordinary(text: &str) -> Vec<&str> {
    let mut is_ordinary = false;
    let mut out = Vec::new();
    for line in text.lines().map(str::trim) {
        if let Some(heading) = line.strip_prefix('[') {
            is_ordinary = !URGENT.contains(&heading.trim_end_matches(']').trim());
        } else if is_ordinary && !line.starts_with('#') {
            out.extend(line.split(',').map(str::trim).filter(|one| !one.is_empty()));
        }
    }
    out
}

/// Titles and texts of the items of the start catalogue that are no emergency.
pub fn catalogue(table: &str) -> Vec<&str> {
    let mut out = Vec::new();
    for line in table.lines().skip(1) {
        let mut cells = line.split('\t');
        if cells.next().is_some_and(|id| !URGENT.contains(&id)) {
            out.extend(cells.take(2));
        }
    }
    out
}

/// A question as it is learned from.
pub fn known(words: &[String], expected: &str) -> Known {
    let words = &words[..words.len().min(MOST_WORDS)];
    (features::of(words), expected.to_owned())
}

/// The bytes of what is learned from these: whether it is an emergency, and of emergencies whether it is one of
/// [`SECOND`].
pub fn learn_all(known: &[Known]) -> Vec<u8> {
    let mut out = stage(known, |_| true, |expected| expected != ORDINARY).bytes();
    for id in SECOND {
        let own = stage(
            known,
            |expected| expected != ORDINARY,
            |expected| expected == id,
        );
        out.extend(own.bytes());
    }
    out
}

fn stage(
    known: &[Known],
    counts: impl Fn(&str) -> bool,
    is_meant: impl Fn(&str) -> bool,
) -> Learned {
    let examples: Vec<Example> = known
        .iter()
        .filter(|(_, expected)| counts(expected))
        .map(|(places, expected)| Example {
            places,
            is_meant: is_meant(expected),
        })
        .collect();
    learn(&examples)
}
