//! Whole expressions: those that residents use for an item, and words that stand for the same.

use std::cell::RefCell;

use kit::zoek::{QuickMap, stem, words};

use super::words::Section;

/// The expressions of all items by the words in them.
#[derive(Clone, Debug, Default)]
pub(super) struct Phrases {
    pub(super) all: Vec<Phrase>,
    by_term: Vec<Vec<u32>>,
}

/// Small: a question passes thousands of them.
#[derive(Clone, Copy, Debug)]
pub(super) struct Phrase {
    pub(super) item: u32,
    pub(super) is_title: bool,
    /// What its words say together.
    pub(super) mass: f32,
}

impl Phrases {
    pub(super) fn add(&mut self, item: u32, is_title: bool, mut terms: Vec<u32>) {
        terms.sort_unstable();
        terms.dedup();
        if terms.is_empty() {
            return;
        }
        let number = u32::try_from(self.all.len()).unwrap_or(u32::MAX);
        for term in &terms {
            let term = *term as usize;
            if self.by_term.len() <= term {
                self.by_term.resize_with(term + 1, Vec::new);
            }
            self.by_term[term].push(number);
        }
        self.all.push(Phrase {
            item,
            is_title,
            mass: 0.0,
        });
    }

    /// The expressions with this term in them.
    pub(super) fn with(&self, term: u32) -> &[u32] {
        self.by_term.get(term as usize).map_or(&[], Vec::as_slice)
    }

    pub(super) fn finish(&mut self, idf: &[f32]) {
        for (phrases, says) in self.by_term.iter().zip(idf) {
            for phrase in phrases {
                self.all[*phrase as usize].mass += says;
            }
        }
    }
}

/// Words of one expression that stand further apart than this are a coincidence.
const NEAR: usize = 8;

/// How much of an expression stands in the question, and from which word to which.
#[derive(Clone, Copy, Debug, Default)]
struct Met {
    mass: f32,
    first: usize,
    last: usize,
}

/// What is added up for one question. A thread keeps the room for the next one, all noughts.
#[derive(Debug, Default)]
pub(super) struct Sums {
    met: Vec<Met>,
    phrases: Vec<u32>,
    /// Of every item that was met: its best expression and the second.
    pub(super) tops: Vec<(f32, f32)>,
    pub(super) items: Vec<u32>,
}

thread_local! {
    pub(super) static SUMS: RefCell<Sums> = RefCell::default();
}

impl Sums {
    pub(super) fn make_room(&mut self, phrases: usize, items: usize) {
        if self.met.len() < phrases {
            self.met.resize(phrases, Met::default());
        }
        if self.tops.len() < items {
            self.tops.resize(items, (0.0, 0.0));
        }
    }

    /// A word of the question stands in these expressions.
    pub(super) fn meet(&mut self, phrases: &[u32], says: f32, at: usize) {
        for phrase in phrases {
            let met = &mut self.met[*phrase as usize];
            if met.mass == 0.0 {
                self.phrases.push(*phrase);
                met.first = at;
                met.last = at;
            }
            met.mass += says;
            met.first = met.first.min(at);
            met.last = met.last.max(at);
        }
    }

    /// What the expressions that were met say of their items.
    pub(super) fn weigh(&mut self, all: &[Phrase]) {
        for number in self.phrases.drain(..) {
            let met = std::mem::take(&mut self.met[number as usize]);
            let phrase = &all[number as usize];
            let cover = (met.mass / phrase.mass.max(0.1)).min(1.0);
            let far = if met.last - met.first > NEAR {
                0.6
            } else {
                1.0
            };
            let title = if phrase.is_title { 1.15 } else { 1.0 };
            let score = met.mass * cover * cover * far * title;
            let top = &mut self.tops[phrase.item as usize];
            if top.0 == 0.0 {
                self.items.push(phrase.item);
            }
            if score > top.0 {
                *top = (score, top.0);
            } else if score > top.1 {
                top.1 = score;
            }
        }
    }
}

/// Words and expressions that stand for the same, by their stems.
#[derive(Clone, Debug, Default)]
pub(super) struct Concepts {
    /// By the term of the first stem: the terms that follow it, and the term of the concept.
    by_first: QuickMap<u32, Vec<(Vec<u32>, u32)>>,
    names: QuickMap<u32, String>,
}

impl Concepts {
    pub(super) fn new(sections: &[Section], mut term: impl FnMut(&str) -> u32) -> Self {
        let mut by_first: QuickMap<u32, Vec<(Vec<u32>, u32)>> = QuickMap::default();
        let mut names = QuickMap::default();
        for section in sections {
            let concept = term(&format!("#{}", section.heading));
            names.insert(concept, section.heading.clone());
            for phrase in &section.words {
                let mut terms = words(phrase)
                    .into_iter()
                    .map(|word| term(&stem(&word.text)));
                let Some(first) = terms.next() else { continue };
                let entry = (terms.collect::<Vec<_>>(), concept);
                let list = by_first.entry(first).or_default();
                if !list.contains(&entry) {
                    list.push(entry);
                }
            }
        }
        Self { by_first, names }
    }

    pub(super) fn name(&self, term: u32) -> Option<&str> {
        self.names.get(&term).map(String::as_str)
    }

    /// The concepts in a run of stems, each by its term.
    pub(super) fn of(&self, stems: &[u32]) -> Vec<u32> {
        let mut out = Vec::new();
        for (at, first) in stems.iter().enumerate() {
            for (rest, term) in self.by_first.get(first).into_iter().flatten() {
                let after = &stems[at + 1..];
                if after.starts_with(rest) && !out.contains(term) {
                    out.push(*term);
                }
            }
        }
        out
    }
}
