//! What desks chose, and whether it helped: counted per word, item and desk, so that every choice can be taken back.
//!
//! No question is kept, only the stems of those of its words that an item or a shipped list knows as well
//! ([`Index::known_words`]): a name that nobody wrote there cannot be among them. A word counts from the second choice
//! on. One desk can add no more than [`DESK`] to a word.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use kit::zoek::{is_stop_word, stem};

use super::index::Index;
use super::kennis;
use super::query::{clip, own_words};

/// The most that one desk can add to one word of one item.
const DESK: f32 = 4.0;
/// How many helpful choices weigh as much as they ever will.
const FULL: f32 = 24.0;
/// What a fully learned word adds to a score.
const WEIGHT: f32 = 8.0;
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
                .filter(|word| !is_stop_word(&word.text) && word.text.len() > 2)
                .filter(|word| word.text.chars().all(char::is_alphabetic))
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
                let strength = (net.abs().ln_1p() / FULL.ln_1p()).min(1.0).copysign(net);
                by_word.entry(word.clone()).or_default().push(Lesson {
                    item: *place,
                    boost: WEIGHT * strength,
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
    boost: f32,
    times: u32,
}

/// What was learned, ready for ranking.
#[derive(Clone, Debug, Default)]
pub(super) struct Taught {
    by_word: HashMap<String, Vec<Lesson>>,
}

impl Taught {
    fn lessons<'a>(&'a self, stems: &'a [String]) -> impl Iterator<Item = Lesson> + 'a {
        let distinct: BTreeSet<&String> = stems.iter().collect();
        distinct
            .into_iter()
            .filter_map(|stem| self.by_word.get(stem))
            .flatten()
            .copied()
    }

    /// What every item gains or loses.
    pub(super) fn boosts(&self, stems: &[String], count: usize) -> Vec<f32> {
        let mut out = vec![0.0; count];
        if !self.by_word.is_empty() {
            for lesson in self.lessons(stems) {
                out[lesson.item as usize] += lesson.boost;
            }
        }
        out
    }

    /// How often the item was chosen for the word that was chosen for most.
    pub(super) fn times(&self, stems: &[String], item: u32) -> u32 {
        self.lessons(stems)
            .filter(|lesson| lesson.item == item)
            .map(|lesson| lesson.times)
            .max()
            .unwrap_or(0)
    }
}
