//! The words that stand in what ships: titles, summaries and texts of the start catalogue, residents' words, kindred words.
//! Not a dictionary, but what is said here over and over; whoever writes gets a hint about a long word beyond it.

use std::collections::BTreeSet;
use std::sync::LazyLock;

use kit::zoek::{Splitter, each_word, forms, stem};

use super::kennis::{all_words, catalogue, kindred, others};
use super::teksten::all_texts;

struct Vocabulary {
    stems: BTreeSet<String>,
    splitter: Splitter,
}

impl Vocabulary {
    fn learn(&mut self, text: &str) {
        each_word(text, |word| {
            let stem = stem(word);
            self.splitter.learn(word);
            self.splitter.learn(&stem);
            self.stems.insert(stem);
        });
    }
}

static VOCABULARY: LazyLock<Vocabulary> = LazyLock::new(|| {
    let mut all = Vocabulary {
        stems: BTreeSet::new(),
        splitter: Splitter::default(),
    };
    for item in catalogue() {
        all.learn(item.title);
        all.learn(item.text);
    }
    for (_, text) in all_texts() {
        for part in text.parts() {
            all.learn(part);
        }
    }
    for word in all_words() {
        all.learn(word);
    }
    for section in kindred() {
        for word in &section.words {
            all.learn(word);
        }
    }
    for other in others() {
        all.learn(&other.title);
        for word in &other.words {
            all.learn(word);
        }
    }
    all
});

/// Whether this folded word, another form of it or all its parts stand in what ships.
pub fn is_common(word: &str) -> bool {
    let known = &*VOCABULARY;
    forms(word).iter().any(|form| known.stems.contains(form))
        || !known.splitter.parts(word).is_empty()
}
