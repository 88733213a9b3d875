//! The items as they are searched: which words stand where, and how much each of them says.

use std::collections::{BTreeMap, HashMap};
use std::ops::Deref;
use std::sync::Arc;

use kit::zoek::{QuickMap, Speller, Splitter, each_word, forms, is_stop_word, stem};

use super::kennis;
use super::learned::{Learned, Taught};
use super::phrases::{Concepts, Phrases};
use super::suggest::Suggestions;

/// An item as it is handed over to be ranked.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Doc {
    pub id: String,
    pub title: String,
    pub text: String,
    /// The words that residents use for it.
    pub words: Vec<String>,
    pub organisation_kind: String,
    pub organisation: String,
}

/// What is kept of an item.
#[derive(Clone, Debug)]
pub(super) struct Item {
    pub(super) id: String,
    pub(super) title: String,
    pub(super) kind: u32,
    /// Whether residents' words are known for it, so that a question about it is recognised well.
    pub(super) is_told: bool,
    /// The subject of somebody else, by its place in the shipped list.
    pub(super) other: Option<usize>,
}

/// Where a term stands: the item, and how much it weighs there.
pub(super) type Posting = (u32, f32);

/// Everything that [`Index::ask`] needs, in memory. A copy with other lessons costs little.
#[derive(Clone, Debug)]
pub struct Index {
    known: Arc<Known>,
    pub(super) taught: Taught,
}

impl Deref for Index {
    type Target = Known;

    fn deref(&self) -> &Known {
        &self.known
    }
}

/// The items as they are searched, whatever was learned about them.
#[derive(Clone, Debug)]
pub struct Known {
    pub(super) items: Vec<Item>,
    pub(super) terms: QuickMap<String, u32>,
    pub(super) idf: Vec<f32>,
    pub(super) postings: Vec<Vec<Posting>>,
    pub(super) spelled: Vec<u32>,
    pub(super) speller: Speller,
    pub(super) splitter: Splitter,
    pub(super) phrases: Phrases,
    pub(super) concepts: Concepts,
    pub(super) suggestions: Suggestions,
    pub(super) kinds: usize,
}

/// How much a word weighs by where it stands: in the title, in residents' words, in the text.
const FIELD_WEIGHT: [f32; 3] = [2.2, 1.8, 0.9];
/// How much a longer field counts for less, per field.
const FIELD_LENGTH: [f32; 3] = [0.3, 0.35, 0.5];
/// How soon a second mention adds little.
const SATURATION: f32 = 1.1;
/// What a part of a compound, another form and a kindred word weigh beside the word itself.
const PART: f32 = 0.45;
const FORM: f32 = 0.6;
const CONCEPT: f32 = 0.5;

/// From how many of residents' words on an item is known well.
const TOLD: usize = 8;

/// Words that people use around any subject; they say less than how seldom they are.
const WEAK: &str = "help helpen hulp meld melden melding aanvraag aanvragen zoek zoeken gebruik nodig informatie gemeente buurt wijk \
     regel regelen probleem last bel bellen contact nieuw nieuwe vader moeder man vrouw oma opa mens mensen buurman buurvrouw \
     vriend vriendin huis thuis straat kosten geld klein groot oud avond nacht ochtend middag weekend zomer winter kopen \
     wonen woon loop lopen rijden kijken zien hoor horen werkt werken lukt durf zet gezet doorgeven vertellen mogelijk \
     iemand persoon ding staat ligt ouders kinderen familie";
const WEAK_SHARE: f32 = 0.6;

/// The terms of one item by field.
type Fields = [Vec<(u32, f32)>; 3];

/// The expressions of one item by field, each as its words by their number.
type Lines = [Vec<Vec<u32>>; 3];

/// Every word that was met, by its number: the first that was met is nought.
#[derive(Default)]
struct Met {
    numbers: QuickMap<String, u32>,
    words: Vec<String>,
}

impl Met {
    fn number(&mut self, word: &str) -> u32 {
        if let Some(known) = self.numbers.get(word) {
            return *known;
        }
        let number = u32::try_from(self.words.len()).unwrap_or(u32::MAX);
        self.numbers.insert(word.to_owned(), number);
        self.words.push(word.to_owned());
        number
    }

    fn line(&mut self, text: &str) -> Vec<u32> {
        let mut line = Vec::new();
        each_word(text, |word| line.push(self.number(word)));
        line
    }

    /// The expressions of an item by field.
    fn lines(&mut self, doc: &Doc) -> Lines {
        [
            vec![self.line(&doc.title)],
            doc.words.iter().map(|phrase| self.line(phrase)).collect(),
            vec![self.line(&doc.text)],
        ]
    }
}

/// What a word stands for, analysed once however often it was met.
struct Analysed {
    /// Its own stem first, each with its weight.
    terms: Vec<(u32, f32)>,
    is_stop: bool,
}

/// The words that were met with what they stand for.
struct Vocabulary {
    terms: QuickMap<String, u32>,
    words: Vec<String>,
    analysed: Vec<Analysed>,
    splitter: Splitter,
}

impl Vocabulary {
    fn term(&mut self, text: String) -> u32 {
        let next = u32::try_from(self.terms.len()).unwrap_or(u32::MAX);
        *self.terms.entry(text).or_insert(next)
    }

    /// Analyses every word in the order in which they were met.
    fn analyse(&mut self) {
        let words = std::mem::take(&mut self.words);
        self.analysed = words
            .iter()
            .map(|word| Analysed {
                terms: self.terms_of(word),
                is_stop: is_stop_word(word),
            })
            .collect();
        self.words = words;
    }

    fn terms_of(&mut self, word: &str) -> Vec<(u32, f32)> {
        let mut out = Vec::new();
        for (n, form) in forms(word).into_iter().enumerate() {
            if n > 0 && form == word {
                continue;
            }
            let term = self.term(form);
            out.push((term, if n == 0 { 1.0 } else { FORM }));
        }
        let parts: Vec<String> = self.splitter.parts(word).into_iter().map(stem).collect();
        for part in parts {
            let term = self.term(part);
            if !out.iter().any(|(known, _)| *known == term) {
                out.push((term, PART));
            }
        }
        out
    }

    fn of(&self, word: u32) -> &Analysed {
        &self.analysed[word as usize]
    }
}

impl Index {
    /// Builds the index of these items, with what was learned about them.
    #[must_use]
    pub fn build(docs: impl IntoIterator<Item = Doc>, learned: &Learned) -> Self {
        let mut docs: Vec<Doc> = docs.into_iter().collect();
        let own = docs.len();
        docs.extend(kennis::others().iter().map(|other| Doc {
            title: other.title.clone(),
            words: other.words.clone(),
            ..Doc::default()
        }));
        let mut met = Met::default();
        let texts: Vec<Lines> = docs.iter().map(|doc| met.lines(doc)).collect();
        let mut vocabulary = Vocabulary {
            terms: QuickMap::default(),
            analysed: Vec::new(),
            splitter: splitter(&met.words),
            words: met.words,
        };
        let concepts = Concepts::new(kennis::kindred(), |name| vocabulary.term(name.to_owned()));
        vocabulary.analyse();
        let mut phrases = Phrases::default();
        let all: Vec<Fields> = (0u32..)
            .zip(&texts)
            .map(|(number, text)| terms_of(text, number, &vocabulary, &concepts, &mut phrases))
            .collect();
        let (mut idf, postings) = weigh(&all, vocabulary.terms.len());
        for word in WEAK.split_whitespace() {
            if let Some(term) = vocabulary.terms.get(&stem(word)) {
                idf[*term as usize] *= WEAK_SHARE;
            }
        }
        phrases.finish(&idf);
        let (speller, spelled) = speller(&vocabulary, &postings);
        let mut kinds: BTreeMap<&str, u32> = BTreeMap::new();
        let items = docs
            .iter()
            .enumerate()
            .map(|(number, doc)| {
                let next = u32::try_from(kinds.len()).unwrap_or(u32::MAX);
                let kind = *kinds.entry(&doc.organisation_kind).or_insert(next);
                Item {
                    id: doc.id.clone(),
                    title: doc.title.clone(),
                    kind,
                    other: number.checked_sub(own),
                    is_told: doc.words.len() >= TOLD,
                }
            })
            .collect();
        let kinds = kinds.len();
        let known = Known {
            items,
            terms: vocabulary.terms,
            idf,
            postings,
            spelled,
            speller,
            splitter: vocabulary.splitter,
            phrases,
            concepts,
            suggestions: Suggestions::new(&docs[..own]),
            kinds,
        };
        let mut index = Self {
            known: Arc::new(known),
            taught: Taught::default(),
        };
        index.learn(learned);
        index
    }

    /// Takes over what was learned, in the place of what it knew; the items stay as they are.
    pub fn learn(&mut self, learned: &Learned) {
        let places: HashMap<&str, u32> = (0u32..)
            .zip(&self.known.items)
            .filter(|(_, item)| item.other.is_none())
            .map(|(number, item)| (item.id.as_str(), number))
            .collect();
        self.taught = learned.taught(&places);
    }

    /// How many items there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.items
            .iter()
            .filter(|item| item.other.is_none())
            .count()
    }

    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }
}

/// Every word of the items may be a part of a compound; a word that stands in a title or is asked by, most of all.
fn splitter(words: &[String]) -> Splitter {
    let mut splitter = Splitter::default();
    for word in words {
        splitter.learn(word);
        let stem = stem(word);
        if stem.len() > 3 {
            splitter.learn(&stem);
        }
    }
    splitter
}

fn terms_of(
    text: &Lines,
    number: u32,
    vocabulary: &Vocabulary,
    concepts: &Concepts,
    phrases: &mut Phrases,
) -> Fields {
    let mut out = Fields::default();
    let mut stems = Vec::new();
    for (field, lines) in text.iter().enumerate() {
        for line in lines {
            stems.clear();
            let mut weighty = Vec::new();
            for word in line {
                let word = vocabulary.of(*word);
                let own = word.terms.first().map(|(term, _)| *term);
                stems.extend(own);
                if !word.is_stop || line.len() == 1 {
                    out[field].extend(&word.terms);
                    weighty.extend(own.filter(|_| field < 2));
                }
            }
            for concept in concepts.of(&stems) {
                out[field].push((concept, CONCEPT));
            }
            if field < 2 {
                phrases.add(number, field == 0, weighty);
            }
        }
    }
    out
}

/// What every term says and how much it weighs in every item.
fn weigh(all: &[Fields], terms: usize) -> (Vec<f32>, Vec<Vec<Posting>>) {
    #[expect(clippy::cast_precision_loss, reason = "a weight")]
    let as_weight = |count: usize| count as f32;
    let count = as_weight(all.len().max(1));
    let mean: [f32; 3] = std::array::from_fn(|field| {
        let sum: usize = all.iter().map(|item| item[field].len()).sum();
        (as_weight(sum) / count).max(1.0)
    });
    let mut postings: Vec<Vec<Posting>> = vec![Vec::new(); terms];
    let mut weight = vec![0.0f32; terms];
    let mut there: Vec<u32> = Vec::new();
    for (number, item) in (0u32..).zip(all) {
        for field in 0..3 {
            let length = as_weight(item[field].len()) / mean[field];
            let share =
                FIELD_WEIGHT[field] / (1.0 - FIELD_LENGTH[field] + FIELD_LENGTH[field] * length);
            for (term, times) in &item[field] {
                let weight = &mut weight[*term as usize];
                if *weight == 0.0 {
                    there.push(*term);
                }
                *weight += times * share;
            }
        }
        for term in there.drain(..) {
            let weight = std::mem::take(&mut weight[term as usize]);
            let saturated = weight * (SATURATION + 1.0) / (weight + SATURATION);
            postings[term as usize].push((number, saturated));
        }
    }
    let idf = postings
        .iter()
        .map(|list| {
            let df = as_weight(list.len());
            (1.0 + (count - df + 0.5) / (df + 0.5)).ln()
        })
        .collect();
    (idf, postings)
}

/// The words that a misspelled one may stand for, and the term of each.
fn speller(vocabulary: &Vocabulary, postings: &[Vec<Posting>]) -> (Speller, Vec<u32>) {
    let mut words: Vec<(&String, u32)> = vocabulary
        .words
        .iter()
        .zip(&vocabulary.analysed)
        .filter(|(_, word)| !word.is_stop)
        .filter_map(|(text, word)| Some((text, word.terms.first()?.0)))
        .filter(|(_, term)| !postings[*term as usize].is_empty())
        .collect();
    words.sort_unstable();
    let mut speller = Speller::default();
    let mut terms = Vec::with_capacity(words.len());
    for (word, term) in words {
        speller.learn(word);
        terms.push(term);
    }
    (speller, terms)
}
