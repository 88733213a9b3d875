//! What desks chose, and whether it helped: counted per word, item and desk, so that every choice can be taken back.
//!
//! No question is kept, only the stems of those of its words that an item or a shipped list knows as well
//! ([`Index::known_words`]): a name that nobody wrote there cannot be among them. A word counts from the second choice
//! on. One desk can add no more than [`DESK`] to a word.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use kit::zoek::{QuickMap, is_stop_word, stem};

use super::index::Index;
use super::kennis;
use super::query::{clip, own_words};

/// The most that one desk can add to one word of one item.
const DESK: f32 = 6.0;
/// How many helpful choices weigh as much as they ever will. Few weigh far less than their part of it, so that a clumsy
/// click turns no ranking.
const FULL: f32 = 12.0;
/// Most words of a question that are learned from.
const WORDS: usize = 12;

/// Whether what was chosen helped, as far as anybody said.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Outcome {
    Unknown,
    Helped,
    NotHelped,
}

/// One choice at a desk. The same choice takes back what it added.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Choice {
    pub words: BTreeSet<String>,
    pub item: String,
    pub desk: String,
    pub outcome: Outcome,
}

/// The stems of a question that may be kept. Only an [`Index`] makes them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct KnownWords(BTreeSet<String>);

impl KnownWords {
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// As they are stored.
    pub(super) fn joined(&self) -> String {
        let words: Vec<&str> = self.0.iter().map(String::as_str).collect();
        words.join(" ")
    }
}

impl Index {
    /// The words of a question that say what it is about, as far as an item, the start catalogue or a shipped list of
    /// words has them too.
    #[must_use]
    pub fn known_words(&self, question: &str) -> KnownWords {
        KnownWords(
            own_words(&clip(question))
                .into_iter()
                .filter(|word| teaches(&word.text))
                .map(|word| stem(&word.text))
                .filter(|stem| self.known(stem).is_some() || kennis::is_general(stem))
                .take(WORDS)
                .collect(),
        )
    }
}

impl Choice {
    /// The choice of an item for a question with these words.
    pub fn new(words: KnownWords, item: &str, desk: &str, outcome: Outcome) -> Self {
        Self {
            words: words.0,
            item: item.to_owned(),
            desk: desk.to_owned(),
            outcome,
        }
    }
}

/// Whether a word of a question says what it is about.
pub(super) fn teaches(word: &str) -> bool {
    !is_stop_word(word) && word.len() > 2 && word.chars().all(char::is_alphabetic)
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct Tally {
    unknown: u32,
    helped: u32,
    not_helped: u32,
}

impl Tally {
    fn of(&mut self, outcome: Outcome) -> &mut u32 {
        match outcome {
            Outcome::Unknown => &mut self.unknown,
            Outcome::Helped => &mut self.helped,
            Outcome::NotHelped => &mut self.not_helped,
        }
    }

    const fn count(self) -> u32 {
        self.unknown + self.helped + self.not_helped
    }

    fn net(self) -> f32 {
        #[expect(clippy::cast_precision_loss, reason = "counts of choices")]
        let sum = self.helped as f32 + 0.5 * self.unknown as f32 - self.not_helped as f32;
        sum.clamp(-DESK, DESK)
    }
}

type Desks = BTreeMap<String, Tally>;

/// Every choice that counts.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Learned {
    /// By word, by item, by desk.
    counts: BTreeMap<String, BTreeMap<String, Desks>>,
}

impl Learned {
    pub fn add(&mut self, choice: &Choice) {
        for word in &choice.words {
            *self
                .counts
                .entry(word.clone())
                .or_default()
                .entry(choice.item.clone())
                .or_default()
                .entry(choice.desk.clone())
                .or_default()
                .of(choice.outcome) += 1;
        }
    }

    /// Takes a choice back; what remains is what would have been without it.
    pub fn take_back(&mut self, choice: &Choice) {
        for word in &choice.words {
            let Some(items) = self.counts.get_mut(word) else {
                continue;
            };
            if let Some(desks) = items.get_mut(&choice.item) {
                if let Some(tally) = desks.get_mut(&choice.desk) {
                    let count = tally.of(choice.outcome);
                    *count = count.saturating_sub(1);
                }
                desks.retain(|_, tally| tally.count() > 0);
            }
            items.retain(|_, desks| !desks.is_empty());
        }
        self.counts.retain(|_, items| !items.is_empty());
    }

    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.counts.is_empty()
    }

    /// What was learned, by word, for the items that there are.
    pub(super) fn taught(&self, places: &HashMap<&str, u32>) -> Taught {
        let mut by_word: HashMap<String, Vec<Lesson>> = HashMap::new();
        for (word, items) in &self.counts {
            for (item, desks) in items {
                let times: u32 = desks.values().map(|tally| tally.count()).sum();
                let (Some(place), true) = (places.get(item.as_str()), times > 1) else {
                    continue;
                };
                let net: f32 = desks.values().map(|tally| tally.net()).sum();
                let strength = (net / FULL).powi(2).min(1.0).copysign(net);
                by_word.entry(word.clone()).or_default().push(Lesson {
                    item: *place,
                    strength,
                    times,
                });
            }
        }
        Taught { by_word }
    }
}

#[derive(Clone, Copy, Debug)]
struct Lesson {
    item: u32,
    strength: f32,
    times: u32,
}

/// What was learned, ready for ranking.
#[derive(Clone, Debug, Default)]
pub(super) struct Taught {
    by_word: HashMap<String, Vec<Lesson>>,
}

impl Taught {
    /// The lessons about these words, with what part of the question each word says.
    fn lessons<'a>(
        &'a self,
        words: &'a [(String, f32)],
    ) -> impl Iterator<Item = (Lesson, f32)> + 'a {
        words.iter().flat_map(|(word, part)| {
            let lessons = self.by_word.get(word).into_iter().flatten();
            lessons.map(|lesson| (*lesson, *part))
        })
    }

    /// By item how much of the question was learned to lead to it, or away from it: −1 to 1.
    pub(super) fn shares(&self, words: &[(String, f32)]) -> QuickMap<u32, f32> {
        let mut out = QuickMap::default();
        for (lesson, part) in self.lessons(words) {
            *out.entry(lesson.item).or_default() += lesson.strength * part;
        }
        out
    }

    /// How often the item was chosen for the word that was chosen for most.
    pub(super) fn times(&self, words: &[(String, f32)], item: u32) -> u32 {
        self.lessons(words)
            .filter(|(lesson, _)| lesson.item == item)
            .map(|(lesson, _)| lesson.times)
            .max()
            .unwrap_or(0)
    }
}
