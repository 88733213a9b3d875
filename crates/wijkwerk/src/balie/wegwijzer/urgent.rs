//! Urgent needs, by rules of their own: whatever else a question says, these are shown first.
//!
//! The rules are texts in `kennis/spoed/`. `@name: a, b c` names a group of expressions; `[id, also | kind]` opens the
//! rules of one need, `! @name` below it names what makes it no emergency; every other line is a rule, its elements
//! joined by `+`. All elements must stand near each other, in any order. In an expression `~word` is any form of the
//! word, `word*` any word that begins so; its words stand together in any order, with two others among them at most.
//! `% word: meant` reads a word of dialect as another. A longer word may be misspelled.

#[cfg(test)]
use std::collections::BTreeSet;
use std::collections::HashMap;

use kit::zoek::{Word, distance, sound, stem, words};

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

#[derive(Clone, Debug, PartialEq, Eq, Hash)]
enum Pattern {
    Exact(String),
    Form(String),
    Begins(String),
}

/// Words in order, each by its number among the patterns.
type Expression = Vec<u32>;
/// Expressions of which one must be there.
type Element = Vec<Expression>;

#[derive(Clone, Debug, Default)]
struct Need {
    ids: Vec<String>,
    kind: String,
    rules: Vec<Vec<u32>>,
    not: Vec<u32>,
}

/// All rules, ready to be tried.
#[derive(Clone, Debug, Default)]
pub(super) struct Rules {
    patterns: Vec<Pattern>,
    exact: HashMap<String, u32>,
    forms: HashMap<String, u32>,
    begins: Vec<(String, u32)>,
    /// Literal words that may be written as they sound.
    sounds: HashMap<String, Vec<u32>>,
    /// Literal words long enough to be misspelled, by their first letter.
    loose: HashMap<u8, Vec<(String, u32)>>,
    /// Words of dialect and haste, and what is meant.
    aliases: HashMap<String, String>,
    elements: Vec<Element>,
    needs: Vec<Need>,
}

impl Rules {
    /// Reads the text of rules; the message names the line.
    pub(super) fn parse(text: &str) -> Result<Self, String> {
        let mut rules = Self::default();
        let mut groups: HashMap<String, u32> = HashMap::new();
        for (at, line) in text.lines().enumerate() {
            let line = line.trim();
            let wrong = |what: &str| format!("line {}: {what}: {line}", at + 1);
            if line.is_empty() || line.starts_with('#') {
                continue;
            }
            if let Some((words, meant)) =
                line.strip_prefix('%').and_then(|rest| rest.split_once(':'))
            {
                for word in words.split(',').map(str::trim) {
                    rules
                        .aliases
                        .insert(word.to_owned(), meant.trim().to_owned());
                }
                continue;
            }
            if let Some(head) = line.strip_prefix('[') {
                let head = head.strip_suffix(']').ok_or_else(|| wrong("no ]"))?;
                let (ids, kind) = head.split_once('|').ok_or_else(|| wrong("no kind"))?;
                rules.needs.push(Need {
                    ids: ids.split(',').map(|id| id.trim().to_owned()).collect(),
                    kind: kind.trim().to_owned(),
                    ..Need::default()
                });
            } else if let Some((name, list)) =
                line.strip_prefix('@').and_then(|rest| rest.split_once(':'))
            {
                let mut element = Element::new();
                for part in list
                    .split(',')
                    .map(str::trim)
                    .filter(|part| !part.is_empty())
                {
                    if let Some(other) = part.strip_prefix('@') {
                        let number = groups.get(other).ok_or_else(|| wrong("unknown group"))?;
                        element.extend(rules.elements[*number as usize].clone());
                    } else {
                        element.push(rules.expression(part));
                    }
                }
                let number = rules.element(element);
                groups.insert(name.trim().to_owned(), number);
            } else {
                let (line, not) = line
                    .strip_prefix('!')
                    .map_or((line, false), |rest| (rest, true));
                let mut elements = Vec::new();
                for part in line.split('+').map(str::trim) {
                    elements.push(if let Some(name) = part.strip_prefix('@') {
                        *groups.get(name).ok_or_else(|| wrong("unknown group"))?
                    } else {
                        let expression = rules.expression(part);
                        rules.element(vec![expression])
                    });
                }
                let need = rules
                    .needs
                    .last_mut()
                    .ok_or_else(|| wrong("no need above it"))?;
                if not {
                    need.not.extend(elements);
                } else {
                    need.rules.push(elements);
                }
            }
        }
        Ok(rules)
    }

    fn element(&mut self, element: Element) -> u32 {
        self.elements.push(element);
        u32::try_from(self.elements.len() - 1).unwrap_or(u32::MAX)
    }

    fn expression(&mut self, text: &str) -> Expression {
        text.split_whitespace()
            .map(|word| {
                let folded: String = words(word).into_iter().map(|word| word.text).collect();
                self.pattern(if word.starts_with('~') {
                    Pattern::Form(stem(&folded))
                } else if word.ends_with('*') {
                    Pattern::Begins(folded)
                } else {
                    Pattern::Exact(folded)
                })
            })
            .collect()
    }

    fn pattern(&mut self, pattern: Pattern) -> u32 {
        let next = u32::try_from(self.patterns.len()).unwrap_or(u32::MAX);
        let (number, is_new) = match &pattern {
            Pattern::Exact(word) => known(&mut self.exact, word, next),
            Pattern::Form(word) => known(&mut self.forms, word, next),
            Pattern::Begins(word) => {
                if let Some((_, number)) = self.begins.iter().find(|(begin, _)| begin == word) {
                    (*number, false)
                } else {
                    self.begins.push((word.clone(), next));
                    (next, true)
                }
            }
        };
        if is_new {
            if let Pattern::Exact(word) = &pattern
                && word.len() >= 4
            {
                self.sounds.entry(sound(word)).or_default().push(number);
            }
            if let Pattern::Exact(word) | Pattern::Begins(word) = &pattern
                && word.len() >= 6
            {
                let list = self.loose.entry(word.as_bytes()[0]).or_default();
                list.push((word.clone(), number));
            }
            self.patterns.push(pattern);
        }
        number
    }

    /// The ids that the rules lead to.
    #[cfg(test)]
    pub(super) fn ids(&self) -> BTreeSet<&str> {
        self.needs
            .iter()
            .flat_map(|need| need.ids.iter().map(String::as_str))
            .collect()
    }

    /// Which patterns the word may stand for.
    fn matches(&self, word: &str, is_known: &dyn Fn(&str) -> bool, steps: &mut usize) -> Vec<u32> {
        let mut out: Vec<u32> = Vec::new();
        out.extend(self.exact.get(word));
        out.extend(self.forms.get(&stem(word)));
        out.extend(
            self.begins
                .iter()
                .filter(|(begin, _)| word.starts_with(begin.as_str()))
                .map(|(_, number)| number),
        );
        if out.is_empty() && word.len() >= 4 && !is_known(word) {
            out.extend(self.sounds.get(&sound(word)).into_iter().flatten());
        }
        if out.is_empty() && word.len() >= 5 && !is_known(word) {
            for (meant, number) in self.loose.get(&word.as_bytes()[0]).into_iter().flatten() {
                *steps += 1;
                let allowed = if meant.len() >= 9 { 2 } else { 1 };
                if distance(word, meant, allowed).is_some() {
                    out.push(*number);
                }
            }
        }
        out
    }
}

fn known(all: &mut HashMap<String, u32>, word: &str, next: u32) -> (u32, bool) {
    if let Some(number) = all.get(word) {
        (*number, false)
    } else {
        all.insert(word.to_owned(), next);
        (next, true)
    }
}

/// A question with the patterns that each of its words may stand for.
struct Reading<'a> {
    rules: &'a Rules,
    at: HashMap<u32, Vec<usize>>,
    found: HashMap<u32, Vec<(usize, usize)>>,
}

impl Reading<'_> {
    /// Where an element stands: first and last word.
    fn spans(&mut self, element: u32, steps: &mut usize) -> &[(usize, usize)] {
        let (rules, at) = (self.rules, &self.at);
        self.found.entry(element).or_insert_with(|| {
            let mut spans = Vec::new();
            for expression in &rules.elements[element as usize] {
                let Some((first, rest)) = expression.split_first() else {
                    continue;
                };
                let reach = rest.len() + GAP;
                for start in at.get(first).into_iter().flatten() {
                    *steps += 1;
                    let (mut low, mut high) = (*start, *start);
                    let whole = rest.iter().all(|pattern| {
                        let near = at
                            .get(pattern)
                            .into_iter()
                            .flatten()
                            .filter(|place| **place != *start && place.abs_diff(*start) <= reach)
                            .min_by_key(|place| place.abs_diff(*start));
                        near.is_some_and(|place| {
                            low = low.min(*place);
                            high = high.max(*place);
                            true
                        })
                    });
                    if whole && high - low <= reach {
                        spans.push((low, high));
                    }
                }
            }
            spans
        })
    }
}

/// The needs whose rules the words fulfil, as one: the first names the kind, the items of all are shown.
pub(super) fn find(
    rules: &Rules,
    words: &[Word],
    is_known: &dyn Fn(&str) -> bool,
    steps: &mut usize,
) -> Option<Urgent> {
    let mut at: HashMap<u32, Vec<usize>> = HashMap::new();
    for (place, word) in words.iter().enumerate() {
        let meant = rules.aliases.get(&word.text).unwrap_or(&word.text);
        for pattern in rules.matches(meant, is_known, steps) {
            let places = at.entry(pattern).or_default();
            if places.last() != Some(&place) {
                places.push(place);
            }
        }
    }
    let mut reading = Reading {
        rules,
        at,
        found: HashMap::new(),
    };
    let mut told: Option<Urgent> = None;
    for need in &rules.needs {
        for rule in &need.rules {
            let Some((from, to)) = fulfilled(&mut reading, rule, steps) else {
                continue;
            };
            let denied = need.not.iter().any(|element| {
                reading
                    .spans(*element, steps)
                    .iter()
                    .any(|(first, last)| *last + NEAR >= from && *first <= to + NEAR)
            });
            if denied {
                continue;
            }
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
            break;
        }
    }
    told
}

/// Where all elements of a rule stand near each other.
fn fulfilled(reading: &mut Reading<'_>, rule: &[u32], steps: &mut usize) -> Option<(usize, usize)> {
    let (first, rest) = rule.split_first()?;
    let starts = reading.spans(*first, steps).to_vec();
    let mut others = Vec::with_capacity(rest.len());
    for element in rest {
        let spans = reading.spans(*element, steps).to_vec();
        if spans.is_empty() {
            return None;
        }
        others.push(spans);
    }
    for (from, to) in starts {
        let (mut low, mut high) = (from, to);
        let all = others.iter().all(|spans| {
            let near = spans
                .iter()
                .filter(|(a, b)| *a <= to + NEAR && *b + NEAR >= from)
                .filter(|(a, b)| (*a, *b) != (from, to))
                .min_by_key(|(a, b)| a.abs_diff(to).min(b.abs_diff(from)));
            near.is_some_and(|(a, b)| {
                low = low.min(*a);
                high = high.max(*b);
                true
            })
        });
        if all {
            return Some((low, high));
        }
    }
    None
}
