//! Urgent needs, by rules of their own and by what examples taught: whatever else a question says, these are shown first.

#[cfg(test)]
pub(super) mod examples;
mod features;
pub(super) mod model;
mod rules;
#[cfg(test)]
mod trainer;

use kit::zoek::{QuickMap, Word, is_stop_word};

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

/// How far apart the elements of a rule may stand, and how many words may stand inside an expression.
const NEAR: usize = 12;
const GAP: usize = 2;

/// First and last word of something that was found.
type Span = (usize, usize);

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
fn by_rules(
    rules: &Rules,
    words: &[Word],
    is_known: &dyn Fn(&str) -> bool,
    steps: &mut usize,
) -> Option<Urgent> {
    let spans = spans(rules, words, is_known, steps);
    let mut told: Option<Urgent> = None;
    for need in &rules.needs {
        let alone = need.alone.iter().filter_map(|element| {
            let mut all = spans[*element as usize].iter().copied();
            all.find(|span| is_all(words, *span))
        });
        let found = need
            .rules
            .iter()
            .filter_map(|rule| fulfilled(&spans, rule))
            .chain(alone)
            .find(|(from, to)| {
                !need.not.iter().any(|element| {
                    spans[*element as usize]
                        .iter()
                        .any(|(first, last)| *last + NEAR >= *from && *first <= *to + NEAR)
                })
            });
        let Some((from, to)) = found else {
            continue;
        };
        match &mut told {
            None => {
                told = Some(Urgent {
                    ids: need.ids.clone(),
                    kind: need.kind.clone(),
                    because: words[from..=to]
                        .iter()
                        .map(|word| word.text.clone())
                        .collect(),
                });
            }
            Some(urgent) => {
                let more = need.ids.iter().filter(|id| !urgent.ids.contains(id));
                let more: Vec<String> = more.cloned().collect();
                urgent.ids.extend(more);
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

/// Where each element stands in the words.
fn spans(
    rules: &Rules,
    words: &[Word],
    is_known: &dyn Fn(&str) -> bool,
    steps: &mut usize,
) -> Vec<Vec<Span>> {
    let mut at: QuickMap<u32, Vec<usize>> = QuickMap::default();
    for (place, word) in words.iter().enumerate() {
        for pattern in rules.matches(&word.text, is_known, steps) {
            let places = at.entry(pattern).or_default();
            if places.last() != Some(&place) {
                places.push(place);
            }
        }
    }
    let mut out = vec![Vec::new(); rules.elements];
    for (pattern, places) in &at {
        for (element, rest) in rules.starts.get(pattern).into_iter().flatten() {
            for start in places {
                *steps += 1;
                out[*element as usize].extend(together(&at, *start, rest));
            }
        }
    }
    for spans in &mut out {
        spans.sort_unstable();
    }
    out
}

/// The words of an expression around its first.
fn together(at: &QuickMap<u32, Vec<usize>>, start: usize, rest: &[u32]) -> Option<Span> {
    let reach = rest.len() + GAP;
    let (mut low, mut high) = (start, start);
    for pattern in rest {
        let near = at
            .get(pattern)?
            .iter()
            .filter(|place| **place != start && place.abs_diff(start) <= reach)
            .min_by_key(|place| place.abs_diff(start))?;
        low = low.min(*near);
        high = high.max(*near);
    }
    (high - low <= reach).then_some((low, high))
}

/// Where all elements of a rule stand near each other.
fn fulfilled(spans: &[Vec<Span>], rule: &[u32]) -> Option<Span> {
    let (first, rest) = rule.split_first()?;
    spans[*first as usize].iter().find_map(|(from, to)| {
        let (mut low, mut high) = (*from, *to);
        for element in rest {
            let (a, b) = spans[*element as usize]
                .iter()
                .filter(|(a, b)| *a <= to + NEAR && *b + NEAR >= *from)
                .filter(|(a, b)| (a, b) != (from, to))
                .min_by_key(|(a, b)| a.abs_diff(*to).min(b.abs_diff(*from)))?;
            low = low.min(*a);
            high = high.max(*b);
        }
        Some((low, high))
    })
}
