//! What was typed, taken apart, and whether a text answers it. No I/O.

use kit::zoek::{Word, each_word, is_stop_word, stem, words};

/// Most characters that are looked at.
pub(super) const LONGEST: usize = 100;
/// Most words that are looked for.
const WORDS: usize = 8;
/// A shorter word is only looked for at the beginning of others.
const INSIDE: usize = 3;

/// A word that is looked for.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Wanted {
    folded: String,
    stem: String,
    /// As it was typed.
    typed: String,
}

/// What was typed into the box.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Asked {
    /// As it was typed, no longer than is looked at.
    pub text: String,
    wanted: Vec<Wanted>,
}

impl Asked {
    /// The words that say something; the others only where there are none.
    pub fn of(typed: &str) -> Self {
        let text: String = typed.trim().chars().take(LONGEST).collect();
        let all = words(&text);
        let says_nothing = all.iter().all(|word| is_stop_word(&word.text));
        let wanted = all
            .iter()
            .filter(|word| says_nothing || !is_stop_word(&word.text))
            .take(WORDS)
            .map(|word| wanted(&text, word))
            .collect();
        Self { text, wanted }
    }

    /// Whether there is nothing to look for.
    pub fn is_empty(&self) -> bool {
        self.wanted.is_empty()
    }

    /// The number, where it is nothing else.
    pub fn nummer(&self) -> Option<i64> {
        match self.wanted.as_slice() {
            [one] if one.folded.bytes().all(|byte| byte.is_ascii_digit()) => {
                one.folded.parse().ok()
            }
            _ => None,
        }
    }

    /// The words as they were typed, with a space between.
    pub fn spelled(&self) -> String {
        let all: Vec<&str> = self.wanted.iter().map(|one| one.typed.as_str()).collect();
        all.join(" ")
    }

    /// Whether every word is found in one of these texts.
    pub fn fits(&self, texts: &[&str]) -> bool {
        let mut open: Vec<&Wanted> = self.wanted.iter().collect();
        for text in texts {
            each_word(text, |word| open.retain(|one| !is_like(word, one)));
        }
        !self.wanted.is_empty() && open.is_empty()
    }
}

fn wanted(text: &str, word: &Word) -> Wanted {
    Wanted {
        folded: word.text.clone(),
        stem: stem(&word.text),
        typed: text
            .get(word.start..word.end)
            .unwrap_or_default()
            .to_owned(),
    }
}

/// A part of a longer word counts, and another form of the same word.
fn is_like(word: &str, one: &Wanted) -> bool {
    let is_part = if one.folded.chars().count() < INSIDE {
        word.starts_with(&one.folded)
    } else {
        word.contains(&one.folded)
    };
    is_part || stem(word) == one.stem
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_word_that_says_something_must_be_found() {
        let asked = Asked::of("Wie is de beheerder in Noord?");
        let cases: [(&[&str], bool); 4] = [
            (&["Wijkbeheerder", "Overwiel-Noord"], true),
            (&["Noordbeheerder"], true),
            (&["Wijkbeheerder", "Overwiel-Zuid"], false),
            (&[], false),
        ];
        for (texts, expected) in cases {
            assert_eq!(asked.fits(texts), expected, "{texts:?}");
        }
        assert_eq!(asked.spelled(), "beheerder Noord");
    }

    #[test]
    fn case_and_accents_do_not_count_and_a_short_word_must_begin() {
        for (typed, text, expected) in [
            ("CAFE", "Buurtcafé", true),
            ("ca", "Café", true),
            ("ca", "Buurtcafé", false),
            ("12", "Punt 12", true),
        ] {
            assert_eq!(
                Asked::of(typed).fits(&[text]),
                expected,
                "{typed} in {text}"
            );
        }
    }

    #[test]
    fn a_word_that_says_nothing_counts_when_there_is_no_other() {
        assert!(Asked::of("wie").fits(&["Wie moet ik hebben?"]));
        for nothing in ["", "  ", "?!", "%"] {
            let asked = Asked::of(nothing);
            assert!(asked.is_empty(), "{nothing}");
            assert!(!asked.fits(&["alles"]), "{nothing}");
        }
    }

    #[test]
    fn a_number_is_one_only_when_it_stands_alone() {
        for (typed, expected) in [
            ("41", Some(41)),
            (" #41 ", Some(41)),
            ("41 boom", None),
            ("4a", None),
            ("06-12345678", None),
            ("99999999999999999999", None),
        ] {
            assert_eq!(Asked::of(typed).nummer(), expected, "{typed}");
        }
    }

    #[test]
    fn what_is_too_long_is_cut() {
        let asked = Asked::of(&"é".repeat(500));
        assert_eq!(asked.text.chars().count(), LONGEST);
        let many = "boom ".repeat(50);
        assert_eq!(Asked::of(&many).wanted.len(), WORDS);
    }
}
