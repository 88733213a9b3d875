//! Taking Dutch compounds apart by the words that are known: *straatlantaarn* is *straat* and *lantaarn*.

use super::{QuickSet, is_stop_word, stem};

/// The shortest part, and the longest word that is looked at.
const SHORTEST: usize = 3;
const LONGEST: usize = 48;
/// The longest word that is learned as a part.
const LONGEST_PART: usize = 14;
/// What may stand between two parts.
const LINKS: [&str; 5] = ["", "s", "en", "n", "e"];

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
            && word.len() <= LONGEST_PART
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
        let mut tails = Tails {
            splitter: self,
            word,
            fits: [None; LONGEST + 1],
            two: [Looked::NotYet; LONGEST + 1],
        };
        match tails.best(0, true) {
            None => Vec::new(),
            Some(Cut {
                left,
                right,
                rest: None,
                ..
            }) => vec![&word[..left], &word[right..]],
            Some(Cut {
                left,
                right,
                rest: Some((end, last)),
                ..
            }) => vec![&word[..left], &word[right..end], &word[last..]],
        }
    }

    fn is_part(&self, text: &str) -> bool {
        text.len() <= LONGEST_PART && self.known.contains(text)
    }
}

/// Where a word, or the end of one, comes apart, in bytes of the whole word.
#[derive(Clone, Copy)]
struct Cut {
    cost: usize,
    /// Where the first part ends, and where what follows begins.
    left: usize,
    right: usize,
    /// Where the second of three parts ends, and where the third begins.
    rest: Option<(usize, usize)>,
}

/// Whether the end of a word was looked at, and how it comes apart.
#[derive(Clone, Copy)]
enum Looked {
    NotYet,
    Done(Option<Cut>),
}

/// A word that is taken apart; what is known of its ends is looked up once.
struct Tails<'a> {
    splitter: &'a Splitter,
    word: &'a str,
    fits: [Option<bool>; LONGEST + 1],
    two: [Looked; LONGEST + 1],
}

impl Tails<'_> {
    /// Whether the word from here on is a part, or stems from one.
    fn fits(&mut self, from: usize) -> bool {
        if let Some(known) = self.fits[from] {
            return known;
        }
        let text = &self.word[from..];
        let fits = self.splitter.is_part(text) || self.splitter.known.contains(&stem(text));
        self.fits[from] = Some(fits);
        fits
    }

    /// The best way to take apart what begins here in two.
    fn in_two(&mut self, from: usize) -> Option<Cut> {
        if let Looked::Done(known) = self.two[from] {
            return known;
        }
        let best = self.best(from, false);
        self.two[from] = Looked::Done(best);
        best
    }

    /// The best way to take apart what begins here: few parts, none of them short.
    fn best(&mut self, from: usize, in_three: bool) -> Option<Cut> {
        let word = self.word;
        let mut best: Option<Cut> = None;
        let mut offer = |cut: Cut| {
            if best.is_none_or(|least| cut.cost < least.cost) {
                best = Some(cut);
            }
        };
        for left in from + SHORTEST..=word.len() - SHORTEST {
            if !self.splitter.is_part(&word[from..left]) {
                continue;
            }
            for link in LINKS {
                let right = left + link.len();
                if !word[left..].starts_with(link) || word.len() < right + SHORTEST {
                    continue;
                }
                let short = 10usize.saturating_sub(left - from).pow(2) + 2 * link.len();
                if self.fits(right) {
                    offer(Cut {
                        cost: short + 10usize.saturating_sub(word.len() - right).pow(2),
                        left,
                        right,
                        rest: None,
                    });
                } else if in_three && let Some(rest) = self.in_two(right) {
                    offer(Cut {
                        cost: short + rest.cost + 8,
                        left,
                        right,
                        rest: Some((rest.left, rest.right)),
                    });
                }
            }
        }
        best
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
