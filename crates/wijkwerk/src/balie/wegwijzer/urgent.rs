//! Urgent needs, by rules of their own and by what examples taught: whatever else a question says, these are shown first.

#[cfg(test)]
pub(super) mod examples;
mod features;
pub(super) mod model;
mod rules;
#[cfg(test)]
mod trainer;

use kit::zoek::{Word, is_stop_word};

pub(super) use rules::Rules;

/// A need that cannot wait.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Urgent {
    /// The items to show, the first most of all.
    pub ids: Vec<String>,
    /// What kind of need it is; the page has a sentence for each.
    pub kind: String,
    /// The words of the question that told so, folded.
    pub because: Vec<String>,
}

/// A need that rules found, and where the words stand that told the first of it.
pub(super) type Told = (Urgent, Span);

impl Urgent {
    /// Shows this item as well.
    fn add(&mut self, id: &str) {
        if !self.ids.iter().any(|known| known == id) {
            self.ids.push(id.to_owned());
        }
    }
}

/// How far apart the elements of a rule may stand, and how many words may stand inside an expression.
const NEAR: usize = 12;
const GAP: usize = 2;

/// First and last word of something that was found.
pub(super) type Span = (usize, usize);

/// The need that the words tell, by the rules and by what examples taught.
pub(super) fn find(
    rules: &Rules,
    words: &[Word],
    is_known: &dyn Fn(&str) -> bool,
    steps: &mut usize,
) -> Option<Urgent> {
    model::together(by_rules(rules, words, is_known, steps), words)
}

/// The needs whose rules the words fulfil, as one: the first names the kind, the items of all are shown.
pub(super) fn by_rules(
    rules: &Rules,
    words: &[Word],
    is_known: &dyn Fn(&str) -> bool,
    steps: &mut usize,
) -> Option<Told> {
    let spans = spans(rules, words, is_known, steps);
    let mut told: Option<Told> = None;
    for need in &rules.needs {
        let alone = need
            .alone
            .iter()
            .filter_map(|element| spans.of(*element).find(|span| is_all(words, *span)));
        let found = need
            .rules
            .iter()
            .filter_map(|rule| fulfilled(&spans, rule))
            .chain(alone)
            .find(|(from, to)| {
                !need.not.iter().any(|element| {
                    spans
                        .of(*element)
                        .any(|(first, last)| last + NEAR >= *from && first <= *to + NEAR)
                })
            });
        let Some((from, to)) = found else {
            continue;
        };
        match &mut told {
            None => {
                let urgent = Urgent {
                    ids: need.ids.clone(),
                    kind: need.kind.clone(),
                    because: words[from..=to]
                        .iter()
                        .map(|word| word.text.clone())
                        .collect(),
                };
                told = Some((urgent, (from, to)));
            }
            Some((urgent, _)) => {
                need.ids.iter().for_each(|id| urgent.add(id));
            }
        }
    }
    told
}

/// Whether the words say nothing else.
fn is_all(words: &[Word], (from, to): Span) -> bool {
    let mut other = words[..from].iter().chain(&words[to + 1..]);
    to - from <= GAP && other.all(|word| is_stop_word(&word.text))
}

/// Where each element stands in the words: sorted by element, then by place.
#[derive(Default)]
struct Spans(Vec<(u32, Span)>);

impl Spans {
    fn of(&self, element: u32) -> impl Iterator<Item = Span> + Clone {
        let from = self.0.partition_point(|(one, _)| *one < element);
        let these = self.0[from..].iter();
        these
            .take_while(move |(one, _)| *one == element)
            .map(|(_, span)| *span)
    }
}

/// Where each pattern stands: sorted by pattern, then by place, and a bit for each that stands anywhere.
struct Places {
    all: Vec<(u32, usize)>,
    there: Vec<u64>,
}

impl Places {
    fn new(
        rules: &Rules,
        words: &[Word],
        is_known: &dyn Fn(&str) -> bool,
        steps: &mut usize,
    ) -> Self {
        let mut all = Vec::new();
        let mut there = vec![0u64; rules.patterns as usize / 64 + 1];
        for (place, word) in words.iter().enumerate() {
            for pattern in rules.matches(&word.text, is_known, steps) {
                there[pattern as usize / 64] |= 1 << (pattern % 64);
                all.push((pattern, place));
            }
        }
        all.sort_unstable();
        all.dedup();
        Self { all, there }
    }

    fn has(&self, pattern: u32) -> bool {
        self.there[pattern as usize / 64] & (1 << (pattern % 64)) != 0
    }

    fn of(&self, pattern: u32) -> impl Iterator<Item = usize> {
        let from = self.all.partition_point(|(one, _)| *one < pattern);
        let these = self.all[from..].iter();
        these
            .take_while(move |(one, _)| *one == pattern)
            .map(|(_, place)| *place)
    }

    /// The words of an expression around its first.
    fn together(&self, start: usize, rest: &[u32]) -> Option<Span> {
        let reach = rest.len() + GAP;
        let (mut low, mut high) = (start, start);
        for pattern in rest {
            let near = self
                .of(*pattern)
                .filter(|place| *place != start && place.abs_diff(start) <= reach)
                .min_by_key(|place| place.abs_diff(start))?;
            low = low.min(near);
            high = high.max(near);
        }
        (high - low <= reach).then_some((low, high))
    }
}

fn spans(
    rules: &Rules,
    words: &[Word],
    is_known: &dyn Fn(&str) -> bool,
    steps: &mut usize,
) -> Spans {
    let places = Places::new(rules, words, is_known, steps);
    let mut out = Vec::new();
    for same in places.all.chunk_by(|(a, _), (b, _)| a == b) {
        for (element, rest) in rules.starts.get(&same[0].0).into_iter().flatten() {
            *steps += same.len();
            if rest.iter().all(|pattern| places.has(*pattern)) {
                let found = same
                    .iter()
                    .filter_map(|(_, start)| Some((*element, places.together(*start, rest)?)));
                out.extend(found);
            }
        }
    }
    out.sort_unstable();
    Spans(out)
}

/// Where all elements of a rule stand near each other.
fn fulfilled(spans: &Spans, rule: &[u32]) -> Option<Span> {
    let (first, rest) = rule.split_first()?;
    spans.of(*first).find_map(|(from, to)| {
        let (mut low, mut high) = (from, to);
        for element in rest {
            let (a, b) = spans
                .of(*element)
                .filter(|(a, b)| *a <= to + NEAR && *b + NEAR >= from)
                .filter(|(a, b)| (*a, *b) != (from, to))
                .min_by_key(|(a, b)| a.abs_diff(to).min(b.abs_diff(from)))?;
            low = low.min(a);
            high = high.max(b);
        }
        Some((low, high))
    })
}
