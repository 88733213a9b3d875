//! The ranking: what fits a question, how well, and why.

use kit::zoek::{Word, is_stop_word, words};

use super::index::Index;
use super::kennis;
use super::phrases::SUMS;
use super::query::{How, Query, Slot, clip};
use super::scores::{SCORES, Scores};
use super::urgent::{self, Urgent};

/// What is said to a question.
#[derive(Clone, Debug, PartialEq)]
pub struct Answer {
    /// Shown above everything, whatever else fits.
    pub urgent: Option<Urgent>,
    /// Best first. With [`Certainty::Nothing`] these are only the nearest.
    pub hits: Vec<Hit>,
    pub certainty: Certainty,
    /// Who answers this, if it is nothing of ours.
    pub elsewhere: Option<Elsewhere>,
}

/// How sure the wegwijzer is of the first hit.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Certainty {
    /// Nothing fits well: say so and offer a person.
    Nothing,
    Doubt,
    Fits,
}

/// An item that was found.
#[derive(Clone, Debug, PartialEq)]
pub struct Hit {
    pub id: String,
    pub score: f32,
    pub why: Vec<Reason>,
}

/// One reason why an item was found, the weightiest first.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Reason {
    /// This word of the question stands there.
    Word(String),
    /// This part of a word of the question stands there.
    Part(String),
    /// This word was read as that one.
    Spelled { typed: String, meant: String },
    /// A word of the same meaning stands there.
    Kindred(String),
    /// The desk chose it before for such a question, so many times.
    Learned(u32),
}

/// A subject that somebody else answers for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Elsewhere {
    pub subject: String,
    pub organisation: String,
    pub address: String,
}

/// What a question cost, counted and not timed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Work {
    pub words: usize,
    pub looked_up: usize,
    pub postings: usize,
    pub rule_steps: usize,
}

/// Most hits in an answer.
const MOST: usize = 10;
/// What whole expressions weigh beside single words.
const PHRASE: f32 = 1.3;
const SECOND_PHRASE: f32 = 0.3;
/// What an item gains for which every word of the question was fully learned, in parts of the best score.
const LEARNED: f32 = 1.25;
const LEAST_TOP: f32 = 14.0;
/// How far a kind of organisation that many good hits share lifts each of them.
const KIND: f32 = 0.06;

/// From which score times cover on an item fits, and from which it is worth showing with doubt: where residents' words
/// are known a question that fits scores well, elsewhere less is enough.
const SURE: f32 = 14.0;
const TOLD: f32 = 6.5;
const UNTOLD: f32 = 4.5;
/// Of a question of which an item explains little, more must fit; a word that nobody knows makes that likelier.
const LITTLE: f32 = 0.42;
const LITTLE_WITH_UNKNOWN: f32 = 0.52;
const OF_LITTLE: f32 = 13.0;
/// From how many words that say something on a question is a story, of which an item explains little: its score tells.
const STORY: usize = 4;
const STORY_SCORE: f32 = 14.0;
/// How near an item comes to somebody else's subject to be shown beside it, and such a subject to it to be its rival.
const BESIDE_OTHER: f32 = 0.9;
const RIVAL: f32 = 0.8;

impl Index {
    /// Answers a question.
    #[must_use]
    pub fn ask(&self, question: &str) -> Answer {
        self.ask_counted(question).0
    }

    /// Answers a question, and says what that cost.
    #[must_use]
    pub fn ask_counted(&self, question: &str) -> (Answer, Work) {
        let mut work = Work::default();
        let query = self.query(question, &mut work);
        let urgent = self.urgent_in(&query.words, &mut work.rule_steps);
        let mut scores = SCORES.take();
        self.score(&query, &mut scores, &mut work);
        let order = scores.order(MOST * 3);
        let (certainty, elsewhere) = self.judge(&query, &scores, &order);
        let hits = order
            .iter()
            .filter(|number| self.items[**number as usize].other.is_none())
            .take(MOST)
            .map(|number| Hit {
                id: self.items[*number as usize].id.clone(),
                score: scores.of(*number),
                why: self.reasons(&query, *number, scores.learned(*number)),
            })
            .collect();
        scores.clear();
        SCORES.set(scores);
        let answer = Answer {
            urgent,
            hits,
            certainty,
            elsewhere,
        };
        (answer, work)
    }

    /// The need that cannot wait, as [`Index::ask`] tells it, and nothing else: nothing is ranked.
    #[must_use]
    pub fn urgent(&self, question: &str) -> Option<Urgent> {
        self.urgent_in(&words(&clip(question)), &mut 0)
    }

    fn urgent_in(&self, words: &[Word], steps: &mut usize) -> Option<Urgent> {
        let is_known = |word: &str| is_stop_word(word) || self.is_known(word);
        urgent::find(kennis::rules(), words, &is_known, steps)
    }

    /// The need that the rules find without the examples.
    #[cfg(test)]
    pub(super) fn urgent_by_rules(&self, question: &str) -> Option<Urgent> {
        let words = self.query(question, &mut Work::default()).words;
        let is_known = |word: &str| is_stop_word(word) || self.is_known(word);
        urgent::by_rules(kennis::rules(), &words, &is_known, &mut 0).map(|(urgent, _)| urgent)
    }

    fn is_known(&self, word: &str) -> bool {
        self.terms
            .get(&kit::zoek::stem(word))
            .is_some_and(|term| !self.postings[*term as usize].is_empty())
    }

    fn score(&self, query: &Query, scores: &mut Scores, work: &mut Work) {
        scores.make_room(self.items.len());
        let mut touched: Vec<u32> = Vec::new();
        for slot in &query.slots {
            for (term, weight) in &slot.terms {
                let says = self.idf[*term as usize] * weight;
                for (item, there) in &self.postings[*term as usize] {
                    let score = says * there;
                    let known = &mut scores.best[*item as usize];
                    if *known == 0.0 {
                        touched.push(*item);
                    }
                    *known = known.max(score);
                }
                work.postings += self.postings[*term as usize].len();
            }
            for item in touched.drain(..) {
                let best = std::mem::take(&mut scores.best[item as usize]);
                scores.add(item, best);
            }
        }
        self.add_phrases(query, scores, work);
        let top = scores.most().max(LEAST_TOP);
        scores.learned = self.taught.shares(&query.taught);
        let learned: Vec<(u32, f32)> = scores.learned.iter().map(|(a, b)| (*a, *b)).collect();
        for (item, share) in learned {
            scores.set(item, (scores.of(item) + LEARNED * top * share).max(0.0));
        }
        self.lift_by_kind(scores);
    }

    /// Adds what the expressions of residents say: how much of one stands in the question, close together.
    fn add_phrases(&self, query: &Query, scores: &mut Scores, work: &mut Work) {
        SUMS.with_borrow_mut(|sums| {
            sums.make_room(self.phrases.all.len(), self.items.len());
            for slot in query.slots.iter().filter(|slot| slot.how != How::Kindred) {
                for (term, weight) in &slot.terms {
                    let list = self.phrases.with(*term);
                    work.postings += list.len();
                    sums.meet(list, self.idf[*term as usize] * weight, slot.at);
                }
            }
            sums.weigh(&self.phrases.all);
            for item in sums.items.drain(..) {
                let (first, second) = std::mem::take(&mut sums.tops[item as usize]);
                scores.add(item, PHRASE * (first + SECOND_PHRASE * second));
            }
        });
    }

    fn lift_by_kind(&self, scores: &mut Scores) {
        let most = scores.most();
        if most <= 0.0 {
            return;
        }
        let mut shares = vec![0.0f32; self.kinds];
        for number in &scores.met {
            let (item, score) = (&self.items[*number as usize], scores.of(*number));
            if score > 0.35 * most && item.other.is_none() {
                shares[item.kind as usize] += (score / most).powi(4);
            }
        }
        let sum: f32 = shares.iter().sum();
        if sum <= 0.0 {
            return;
        }
        for number in &scores.met {
            let item = &self.items[*number as usize];
            if item.other.is_none() {
                scores.total[*number as usize] *= 1.0 + KIND * shares[item.kind as usize] / sum;
            }
        }
    }

    /// How sure the first of `order` is, and who else it is for if the first is a subject of somebody else.
    fn judge(
        &self,
        query: &Query,
        scores: &Scores,
        order: &[u32],
    ) -> (Certainty, Option<Elsewhere>) {
        let Some(first) = order.first() else {
            return (Certainty::Nothing, None);
        };
        let own = order
            .iter()
            .find(|number| self.items[**number as usize].other.is_none());
        if let Some(other) = self.items[*first as usize].other {
            let other = &kennis::others()[other];
            let elsewhere = Elsewhere {
                subject: other.title.clone(),
                organisation: other.organisation.clone(),
                address: other.address.clone(),
            };
            let top = scores.of(*first);
            let near = own.is_some_and(|own| scores.of(*own) > BESIDE_OTHER * top);
            let certainty = if near {
                Certainty::Doubt
            } else {
                Certainty::Nothing
            };
            return (certainty, Some(elsewhere));
        }
        let score = scores.of(*first);
        let cover = self.cover(query, *first).max(scores.learned(*first));
        let sure = score * (0.4 + cover);
        let is_unknown = query.slots.iter().any(|slot| slot.how == How::Unknown);
        let little = if is_unknown {
            LITTLE_WITH_UNKNOWN
        } else {
            LITTLE
        };
        let has_rival = order.iter().any(|number| {
            self.items[*number as usize].other.is_some() && scores.of(*number) >= RIVAL * score
        });
        let is_story = query.said() >= STORY && score >= STORY_SCORE;
        let told = match (cover < little, has_rival) {
            (true, false) if is_story => 0.0,
            (false, false) => TOLD,
            _ => OF_LITTLE,
        };
        let is_told = self.items[*first as usize].is_told;
        let least = if is_told { told } else { UNTOLD };
        let certainty = if sure >= SURE && cover >= 0.4 {
            Certainty::Fits
        } else if sure >= least || (cover >= 0.95 && query.is_known_by_word()) {
            Certainty::Doubt
        } else {
            Certainty::Nothing
        };
        (certainty, None)
    }

    /// Which part of what the question says stands in this item.
    pub(super) fn cover(&self, query: &Query, item: u32) -> f32 {
        let (mut said, mut found) = (0.0f32, 0.0f32);
        for slot in query.slots.iter().filter(|slot| slot.how != How::Kindred) {
            said += slot.says;
            let there = slot
                .terms
                .iter()
                .filter(|(term, _)| self.weight_of(*term, item) > 0.0)
                .map(|(term, weight)| self.idf[*term as usize] * weight)
                .fold(0.0, f32::max);
            found += there.min(slot.says);
        }
        if said > 0.0 { found / said } else { 0.0 }
    }

    fn weight_of(&self, term: u32, item: u32) -> f32 {
        let list = &self.postings[term as usize];
        list.binary_search_by_key(&item, |(number, _)| *number)
            .map_or(0.0, |at| list[at].1)
    }

    fn reasons(&self, query: &Query, item: u32, learned: f32) -> Vec<Reason> {
        let mut all: Vec<(f32, Reason)> = query
            .slots
            .iter()
            .filter_map(|slot| self.reason(slot, item))
            .collect();
        if learned > 0.0 {
            let times = self.taught.times(&query.taught, item);
            all.push((LEARNED * LEAST_TOP * learned, Reason::Learned(times)));
        }
        all.sort_by(|a, b| b.0.total_cmp(&a.0));
        all.truncate(5);
        all.into_iter().map(|(_, reason)| reason).collect()
    }

    fn reason(&self, slot: &Slot, item: u32) -> Option<(f32, Reason)> {
        let (score, term) = slot
            .terms
            .iter()
            .map(|(term, weight)| {
                (
                    self.idf[*term as usize] * weight * self.weight_of(*term, item),
                    *term,
                )
            })
            .filter(|(score, _)| *score > 0.0)
            .max_by(|a, b| a.0.total_cmp(&b.0))?;
        let word = slot.word.clone();
        let reason = match slot.how {
            How::Word => Reason::Word(word),
            How::Part => Reason::Part(word),
            How::Spelled => Reason::Spelled {
                typed: word,
                meant: self.spelling(term)?,
            },
            How::Kindred => Reason::Kindred(self.concepts.name(term)?.to_owned()),
            How::Unknown => return None,
        };
        Some((score, reason))
    }

    fn spelling(&self, term: u32) -> Option<String> {
        let at = self.spelled.iter().position(|known| *known == term)?;
        let word = self.speller.word(u32::try_from(at).ok()?);
        Some(word.to_owned())
    }
}
