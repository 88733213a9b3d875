//! Whole expressions: those that residents use for an item, and words that stand for the same.

use kit::zoek::{QuickMap, stem, words};

use super::words::Section;

/// The expressions of all items by the words in them.
#[derive(Clone, Debug, Default)]
pub(super) struct Phrases {
    pub(super) all: Vec<Phrase>,
    by_term: Vec<Vec<u32>>,
}

#[derive(Clone, Debug)]
pub(super) struct Phrase {
    pub(super) item: u32,
    pub(super) is_title: bool,
    pub(super) terms: Vec<u32>,
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
            terms,
            mass: 0.0,
        });
    }

    /// The expressions with this term in them.
    pub(super) fn with(&self, term: u32) -> &[u32] {
        self.by_term.get(term as usize).map_or(&[], Vec::as_slice)
    }

    pub(super) fn finish(&mut self, idf: &[f32]) {
        for phrase in &mut self.all {
            phrase.mass = phrase.terms.iter().map(|term| idf[*term as usize]).sum();
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
