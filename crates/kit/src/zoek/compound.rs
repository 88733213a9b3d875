//! Taking Dutch compounds apart by the words that are known: *straatlantaarn* is *straat* and *lantaarn*.

use super::{QuickSet, is_stop_word, stem};

/// The shortest part, and the longest word that is looked at.
const SHORTEST: usize = 3;
const LONGEST: usize = 48;

/// Words that end many others without being part of them.
const ENDINGS: &[&str] = &[
    "eren", "end", "ende", "eren", "ing", "ings", "heid", "lijk", "lijke", "loos", "baar", "ten",
    "ter", "ers", "tje", "tjes", "achtig", "isch", "teit", "iteit", "aar", "oor", "aan", "een",
    "den", "des", "gen", "sel", "ster", "ist", "ant", "ent", "age", "eur", "iek",
];

/// Takes words apart into words it was given.
#[derive(Clone, Debug, Default)]
pub struct Splitter {
    known: QuickSet<String>,
}

impl Splitter {
    /// Teaches it a folded word that may be a part.
    pub fn learn(&mut self, word: &str) {
        if word.len() >= SHORTEST
            && word.len() <= 14
            && word.bytes().all(|letter| letter.is_ascii_lowercase())
            && !is_stop_word(word)
            && !ENDINGS.contains(&word)
        {
            self.known.insert(word.to_owned());
        }
    }

    /// The parts of a compound, folded, or nothing if it is no compound of known words. At most three.
    #[must_use]
    pub fn parts<'a>(&self, word: &'a str) -> Vec<&'a str> {
        if word.len() < 2 * SHORTEST + 1
            || word.len() > LONGEST
            || !word.bytes().all(|letter| letter.is_ascii_lowercase())
        {
            return Vec::new();
        }
        self.split(word, 3)
            .map_or_else(Vec::new, |(_, parts)| parts)
    }

    /// The best way to take the word apart: few parts, none of them short.
    fn split<'a>(&self, word: &'a str, most: usize) -> Option<(usize, Vec<&'a str>)> {
        let mut best: Option<(usize, Vec<&'a str>)> = None;
        for at in SHORTEST..=word.len() - SHORTEST {
            let (left, right) = word.split_at(at);
            if !self.is_part(left) {
                continue;
            }
            for link in ["", "s", "en", "n", "e"] {
                let Some(rest) = right.strip_prefix(link) else {
                    continue;
                };
                if rest.len() < SHORTEST {
                    continue;
                }
                let short = 10usize.saturating_sub(left.len()).pow(2) + 2 * link.len();
                let mut offer = |cost: usize, parts: Vec<&'a str>| {
                    if best.as_ref().is_none_or(|(least, _)| cost < *least) {
                        best = Some((cost, parts));
                    }
                };
                if self.is_part(rest) || self.known.contains(&stem(rest)) {
                    let cost = short + 10usize.saturating_sub(rest.len()).pow(2);
                    offer(cost, vec![left, rest]);
                } else if most > 2
                    && let Some((cost, mut parts)) = self.split(rest, most - 1)
                {
                    parts.insert(0, left);
                    offer(short + cost + 8, parts);
                }
            }
        }
        best
    }

    fn is_part(&self, text: &str) -> bool {
        self.known.contains(text)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn compounds_of_known_words_come_apart() {
        let mut splitter = Splitter::default();
        for word in [
            "straat",
            "lantaarn",
            "paal",
            "gemeente",
            "belasting",
            "hond",
            "honden",
            "poep",
            "zak",
            "parkeer",
            "vergunning",
            "verzekering",
            "kind",
            "kinder",
            "fiets",
            "pad",
            "ing",
            "de",
        ] {
            splitter.learn(word);
        }
        for (word, parts) in [
            ("straatlantaarn", vec!["straat", "lantaarn"]),
            ("straatlantaarns", vec!["straat", "lantaarns"]),
            ("gemeentebelasting", vec!["gemeente", "belasting"]),
            ("hondenpoepzakken", vec!["honden", "poep", "zakken"]),
            ("parkeervergunning", vec!["parkeer", "vergunning"]),
            ("kinderfietspad", vec!["kinder", "fiets", "pad"]),
            ("lantaarnpaal", vec!["lantaarn", "paal"]),
            ("verzekering", vec![]),
            ("paalhoofd", vec![]),
            ("fiets", vec![]),
        ] {
            assert_eq!(splitter.parts(word), parts, "{word}");
        }
    }

    #[test]
    fn a_very_long_word_is_left_alone() {
        let mut splitter = Splitter::default();
        splitter.learn("aaa");
        assert!(splitter.parts(&"aaa".repeat(1_000)).is_empty());
    }
}
