//! The items as they are searched: which words stand where, and how much each of them says.

use std::collections::{BTreeMap, HashMap};
use std::ops::Deref;
use std::sync::Arc;

use kit::zoek::{QuickMap, QuickSet, Speller, Splitter, forms, is_stop_word, stem, words};

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

/// The words of one item by field.
type Fields = [Vec<(u32, f32)>; 3];

/// The words that were met, each analysed once.
struct Vocabulary {
    terms: QuickMap<String, u32>,
    met: QuickMap<String, usize>,
    analysed: Vec<Vec<(u32, f32)>>,
    splitter: Splitter,
}

impl Vocabulary {
    fn term(&mut self, text: String) -> u32 {
        let next = u32::try_from(self.terms.len()).unwrap_or(u32::MAX);
        *self.terms.entry(text).or_insert(next)
    }

    /// The terms that a word stands for, its own stem first, with their weight.
    fn of(&mut self, word: &str) -> &[(u32, f32)] {
        if let Some(known) = self.met.get(word) {
            return &self.analysed[*known];
        }
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
        self.met.insert(word.to_owned(), self.analysed.len());
        self.analysed.push(out);
        &self.analysed[self.analysed.len() - 1]
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
        let texts: Vec<[Vec<Vec<String>>; 3]> = docs.iter().map(fields).collect();
        let mut vocabulary = Vocabulary {
            terms: QuickMap::default(),
            met: QuickMap::default(),
            analysed: Vec::new(),
            splitter: splitter(&texts),
        };
        let concepts = Concepts::new(kennis::kindred(), |name| vocabulary.term(name.to_owned()));
        let mut phrases = Phrases::default();
        let mut all: Vec<Fields> = Vec::with_capacity(docs.len());
        for (number, text) in texts.iter().enumerate() {
            let number = u32::try_from(number).unwrap_or(u32::MAX);
            all.push(terms_of(
                text,
                number,
                &mut vocabulary,
                &concepts,
                &mut phrases,
            ));
        }
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

/// The phrases of an item by field, each as its words.
fn fields(doc: &Doc) -> [Vec<Vec<String>>; 3] {
    let split = |text: &str| words(text).into_iter().map(|word| word.text).collect();
    [
        vec![split(&doc.title)],
        doc.words.iter().map(|phrase| split(phrase)).collect(),
        vec![split(&doc.text)],
    ]
}

/// Every word of the items may be a part of a compound; a word that stands in a title or is asked by, most of all.
fn splitter(texts: &[[Vec<Vec<String>>; 3]]) -> Splitter {
    let mut splitter = Splitter::default();
    let mut seen: QuickSet<&str> = QuickSet::default();
    for word in texts.iter().flatten().flatten().flatten() {
        if !seen.insert(word) {
            continue;
        }
        splitter.learn(word);
        let stem = stem(word);
        if stem.len() > 3 {
            splitter.learn(&stem);
        }
    }
    splitter
}

fn terms_of(
    text: &[Vec<Vec<String>>; 3],
    number: u32,
    vocabulary: &mut Vocabulary,
    concepts: &Concepts,
    phrases: &mut Phrases,
) -> Fields {
    let mut out = Fields::default();
    for (field, lines) in text.iter().enumerate() {
        for line in lines {
            let mut stems = Vec::with_capacity(line.len());
            let mut weighty = Vec::new();
            for word in line {
                let terms = vocabulary.of(word);
                stems.extend(terms.first().map(|(term, _)| *term));
                if !is_stop_word(word) || line.len() == 1 {
                    out[field].extend(terms);
                    weighty.extend(terms.first().map(|(term, _)| *term));
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
    let mut weight: QuickMap<u32, f32> = QuickMap::default();
    for (number, item) in (0u32..).zip(all) {
        weight.clear();
        for field in 0..3 {
            let length = as_weight(item[field].len()) / mean[field];
            let share =
                FIELD_WEIGHT[field] / (1.0 - FIELD_LENGTH[field] + FIELD_LENGTH[field] * length);
            for (term, times) in &item[field] {
                *weight.entry(*term).or_default() += times * share;
            }
        }
        for (term, weight) in &weight {
            let saturated = weight * (SATURATION + 1.0) / (weight + SATURATION);
            postings[*term as usize].push((number, saturated));
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
        .met
        .iter()
        .filter(|(word, _)| !is_stop_word(word))
        .filter_map(|(word, at)| Some((word, vocabulary.analysed[*at].first()?.0)))
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
