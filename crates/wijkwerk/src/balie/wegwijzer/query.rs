//! A question taken apart: which known words each of its words may stand for.

use std::ops::Range;

use kit::zoek::{QuickMap, Word, forms, is_stop_word, stem, words};

use super::index::Index;
use super::learned::teaches;
use super::personal;
use super::rank::Work;

/// How much of a long text is read: its beginning and its end.
const HEAD: usize = 4_000;
const TAIL: usize = 2_000;
/// Most words that are ranked by, and most that are looked up as misspelled.
const MOST_WORDS: usize = 150;
const MOST_UNKNOWN: usize = 40;
/// What a word says that is not known.
const UNKNOWN: f32 = 4.0;
/// How near a spelling must be to count beside a compound that makes sense as well.
const SURELY: f32 = 0.8;

/// One word of the question and what it may stand for.
#[derive(Clone, Debug)]
pub(super) struct Slot {
    pub(super) word: String,
    pub(super) how: How,
    pub(super) terms: Vec<(u32, f32)>,
    pub(super) at: usize,
    /// What the word itself would say, known or not.
    pub(super) says: f32,
}

/// How a word of the question was understood.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum How {
    Word,
    Part,
    Spelled,
    Kindred,
    Unknown,
}

impl Query {
    /// Whether every word of it that says something stands somewhere as it was typed.
    pub(super) fn is_known_by_word(&self) -> bool {
        let mut typed = self
            .slots
            .iter()
            .filter(|slot| slot.how != How::Kindred)
            .peekable();
        typed.peek().is_some() && typed.all(|slot| slot.how == How::Word)
    }

    /// How many of its words say something, known or not.
    pub(super) fn said(&self) -> usize {
        let is_word = |slot: &&Slot| !matches!(slot.how, How::Kindred | How::Part);
        self.slots.iter().filter(is_word).count()
    }
}

/// A question as it is ranked.
#[derive(Clone, Debug)]
pub(super) struct Query {
    pub(super) words: Vec<Word>,
    pub(super) slots: Vec<Slot>,
    /// The words that can have been learned from, and what part of the question each of them says.
    pub(super) taught: Vec<(String, f32)>,
}

/// The part of a text that is read: all of it, or the beginning and the end of a very long one.
pub(super) fn clip(text: &str) -> String {
    if text.len() <= HEAD + TAIL {
        return text.to_owned();
    }
    let head = (0..=HEAD)
        .rev()
        .find(|at| text.is_char_boundary(*at))
        .unwrap_or(0);
    let tail = (text.len() - TAIL..text.len())
        .find(|at| text.is_char_boundary(*at))
        .unwrap_or(text.len());
    format!("{} … {}", &text[..head], &text[tail..])
}

/// The words of a question without those that name somebody.
pub(super) fn own_words(text: &str) -> Vec<Word> {
    let private: Vec<Range<usize>> = personal::found(text)
        .into_iter()
        .map(|span| span.range)
        .collect();
    words(text)
        .into_iter()
        .filter(|word| {
            !private
                .iter()
                .any(|range| range.start < word.end && word.start < range.end)
        })
        .collect()
}

impl Index {
    pub(super) fn query(&self, question: &str, work: &mut Work) -> Query {
        let text = clip(question);
        let all = words(&text);
        work.words = all.len();
        let own = own_words(&text);
        let mut slots: Vec<Slot> = Vec::new();
        let mut seen: Vec<String> = Vec::new();
        let content = own.iter().any(|word| !is_stop_word(&word.text));
        for (at, word) in own.iter().enumerate() {
            if (content && is_stop_word(&word.text)) || seen.contains(&word.text) {
                continue;
            }
            if seen.len() >= MOST_WORDS {
                break;
            }
            seen.push(word.text.clone());
            self.understand(&word.text, at, &mut slots, work);
        }
        let stems: Vec<String> = own.iter().map(|word| stem(&word.text)).collect();
        let known: Vec<u32> = stems
            .iter()
            .map(|stem| self.terms.get(stem).copied().unwrap_or(u32::MAX))
            .collect();
        for concept in self.concepts.of(&known) {
            slots.push(Slot {
                word: String::new(),
                how: How::Kindred,
                terms: vec![(concept, 0.8)],
                at: usize::MAX,
                says: 0.0,
            });
        }
        merge(&mut slots);
        let taught = self.shares(&own);
        Query {
            words: all,
            slots,
            taught,
        }
    }

    /// What part of a question each word says that can have been learned from.
    fn shares(&self, words: &[Word]) -> Vec<(String, f32)> {
        let mut out: Vec<(String, f32)> = Vec::new();
        for word in words.iter().filter(|word| teaches(&word.text)) {
            let stem = stem(&word.text);
            if out.len() < MOST_WORDS && !out.iter().any(|(known, _)| *known == stem) {
                let says = self.known(&stem).map(|term| self.idf[term as usize]);
                out.push((stem, says.unwrap_or(UNKNOWN)));
            }
        }
        let whole: f32 = out.iter().map(|(_, says)| says).sum();
        for (_, says) in &mut out {
            *says /= whole.max(f32::EPSILON);
        }
        out
    }

    /// The term, if an item has it.
    pub(super) fn known(&self, term: &str) -> Option<u32> {
        let term = *self.terms.get(term)?;
        (!self.postings[term as usize].is_empty()).then_some(term)
    }

    /// The terms that many residents use around any subject: *melden*, *aanvragen*, *hulp*.
    fn understand(&self, word: &str, at: usize, slots: &mut Vec<Slot>, work: &mut Work) {
        let mut slot = Slot {
            word: word.to_owned(),
            how: How::Word,
            terms: Vec::new(),
            at,
            says: 0.0,
        };
        for (n, form) in forms(word).iter().enumerate() {
            if let Some(term) = self.known(form) {
                slot.terms.push((term, if n == 0 { 1.0 } else { 0.8 }));
            }
        }
        let is_known = slot.terms.first().is_some_and(|(_, weight)| *weight >= 1.0);
        let mut parts = Vec::new();
        for part in self.splitter.parts(word) {
            if let Some(term) = self.known(&stem(part))
                && !slot.terms.iter().any(|(known, _)| *known == term)
            {
                parts.push((part.to_owned(), term));
            }
        }
        if !is_known && work.looked_up < MOST_UNKNOWN {
            work.looked_up += 1;
            let least = if parts.is_empty() { 0.0 } else { SURELY };
            self.respell(word, least, &mut slot);
        }
        slot.says = slot
            .terms
            .iter()
            .map(|(term, _)| self.idf[*term as usize])
            .fold(0.0, f32::max);
        if slot.terms.is_empty() && parts.is_empty() {
            slot.how = How::Unknown;
            slot.says = if word.len() > 3 { UNKNOWN } else { 1.0 };
        }
        let weight = if slot.terms.is_empty() { 0.75 } else { 0.35 };
        slots.push(slot);
        for (part, term) in parts {
            slots.push(Slot {
                word: part,
                how: How::Part,
                terms: vec![(term, weight)],
                at,
                says: self.idf[term as usize] * weight,
            });
        }
    }

    fn respell(&self, word: &str, least: f32, slot: &mut Slot) {
        for near in self.speller.near(word, 4) {
            let term = self.spelled[near.word as usize];
            let is_new = !slot.terms.iter().any(|(known, _)| *known == term);
            if is_new && near.similarity >= least {
                slot.terms.push((term, near.similarity));
                slot.how = How::Spelled;
            }
        }
    }
}

/// A term that two words of the question stand for counts once, by the nearer of the two.
fn merge(slots: &mut [Slot]) {
    let mut best: QuickMap<u32, (usize, f32)> = QuickMap::default();
    for (number, slot) in slots.iter().enumerate() {
        for (term, weight) in &slot.terms {
            let entry = best.entry(*term).or_insert((number, *weight));
            if *weight > entry.1 {
                *entry = (number, *weight);
            }
        }
    }
    for (number, slot) in slots.iter_mut().enumerate() {
        slot.terms
            .retain(|(term, _)| best.get(term).is_some_and(|(owner, _)| *owner == number));
    }
}
