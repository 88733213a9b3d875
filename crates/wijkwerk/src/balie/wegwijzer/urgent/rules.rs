//! The texts of the rules in `kennis/spoed/`, read into what [`find`](super::find) tries.
//!
//! `@name: a, b c` names a group of expressions; `[id, also | kind]` opens the rules of one need, `! @name` below it
//! names what makes it no emergency, `= a|b` what is one when nothing else is said; every other line is a rule, its elements joined by `+`. All elements must stand
//! near each other, in any order. In an expression `~word` is any form of the word, `word*` any word that begins so,
//! `*word` any that ends so, `a/b` the one or the other, `@name` an expression of that group; its words stand together
//! in any order, with two others among them at most. `a b|c` are two expressions of one element. `% word: meant` reads
//! a word of dialect as another; an *n* that was not typed at the end (*gevalle*, *koeie*) is read. A longer word may be
//! misspelled.

#[cfg(test)]
use std::collections::BTreeSet;
use std::collections::HashMap;

use kit::zoek::{QuickMap, distance, forms, sound, stem, words};

#[derive(Clone, Debug, PartialEq, Eq, Hash)]
enum Pattern {
    Exact(String),
    Form(String),
    Begins(String),
    Ends(String),
}

/// Words that stand together, each by its number among the patterns.
type Expression = Vec<u32>;
/// Expressions of which one must be there.
type Element = Vec<Expression>;
type Groups = HashMap<String, (u32, Element)>;

#[derive(Clone, Debug, Default)]
pub(super) struct Need {
    pub(super) ids: Vec<String>,
    pub(super) kind: String,
    pub(super) rules: Vec<Vec<u32>>,
    pub(super) not: Vec<u32>,
    /// What is a need when a question says nothing else.
    pub(super) alone: Vec<u32>,
}

/// All rules, ready to be tried.
#[derive(Clone, Debug, Default)]
pub(in crate::balie::wegwijzer) struct Rules {
    pub(super) patterns: u32,
    exact: QuickMap<String, u32>,
    forms: QuickMap<String, u32>,
    begins: QuickMap<String, u32>,
    ends: QuickMap<String, u32>,
    /// Literal words that may be written as they sound.
    sounds: QuickMap<String, Vec<u32>>,
    /// Literal words long enough to be misspelled, by their first letter.
    loose: QuickMap<u8, Vec<(String, u32)>>,
    /// Words of dialect and haste, and what is meant.
    aliases: QuickMap<String, String>,
    elements: usize,
    /// By its first word: of which element an expression is, and its other words.
    pub(super) starts: QuickMap<u32, Vec<(u32, Expression)>>,
    pub(super) needs: Vec<Need>,
}

impl Rules {
    /// Reads the text of rules; the message names the line.
    pub(in crate::balie::wegwijzer) fn parse(text: &str) -> Result<Self, String> {
        let mut rules = Self::default();
        let mut groups = Groups::new();
        for (at, line) in text.lines().enumerate() {
            let line = line.trim();
            if !line.is_empty() && !line.starts_with('#') {
                rules
                    .line(line, &mut groups)
                    .map_err(|what| format!("line {}: {what}: {line}", at + 1))?;
            }
        }
        Ok(rules)
    }

    fn line(&mut self, line: &str, groups: &mut Groups) -> Result<(), &'static str> {
        if let Some((words, meant)) = line.strip_prefix('%').and_then(|rest| rest.split_once(':')) {
            let meant = meant.trim();
            let words = words.split(',').map(|word| word.trim().to_owned());
            self.aliases
                .extend(words.map(|word| (word, meant.to_owned())));
        } else if let Some(head) = line.strip_prefix('[') {
            let head = head.strip_suffix(']').ok_or("no ]")?;
            let (ids, kind) = head.split_once('|').ok_or("no kind")?;
            self.needs.push(Need {
                ids: ids.split(',').map(|id| id.trim().to_owned()).collect(),
                kind: kind.trim().to_owned(),
                ..Need::default()
            });
        } else if let Some((name, list)) =
            line.strip_prefix('@').and_then(|rest| rest.split_once(':'))
        {
            let mut element = Element::new();
            for part in list.split(',').filter(|part| !part.trim().is_empty()) {
                element.extend(self.expressions(part, groups)?);
            }
            let number = self.element(&element);
            groups.insert(name.trim().to_owned(), (number, element));
        } else {
            let (not, alone) = (line.strip_prefix('!'), line.strip_prefix('='));
            let mut elements = Vec::new();
            for part in not.or(alone).unwrap_or(line).split('+').map(str::trim) {
                let group = part.strip_prefix('@').and_then(|name| groups.get(name));
                elements.push(if let Some((number, _)) = group {
                    *number
                } else {
                    let element = self.expressions(part, groups)?;
                    self.element(&element)
                });
            }
            let need = self.needs.last_mut().ok_or("no need above it")?;
            if not.is_some() {
                need.not.extend(elements);
            } else if alone.is_some() {
                need.alone.extend(elements);
            } else {
                need.rules.push(elements);
            }
        }
        Ok(())
    }

    fn element(&mut self, expressions: &[Expression]) -> u32 {
        let number = u32::try_from(self.elements).unwrap_or(u32::MAX);
        self.elements += 1;
        for expression in expressions {
            if let Some((first, rest)) = expression.split_first() {
                let list = self.starts.entry(*first).or_default();
                list.push((number, rest.to_vec()));
            }
        }
        number
    }

    /// The expressions that a text stands for: one for each choice among its alternatives.
    fn expressions(&mut self, text: &str, groups: &Groups) -> Result<Element, &'static str> {
        let mut all = Element::new();
        for one in text.split('|') {
            let mut out = vec![Expression::new()];
            for place in one.split_whitespace() {
                let mut choices = Element::new();
                for word in place.split('/') {
                    if let Some(name) = word.strip_prefix('@') {
                        let (_, group) = groups.get(name).ok_or("unknown group")?;
                        choices.extend(group.iter().cloned());
                    } else {
                        choices.push(vec![self.word(word)]);
                    }
                }
                out = out
                    .iter()
                    .flat_map(|before| {
                        choices
                            .iter()
                            .map(|more| [before.as_slice(), more].concat())
                    })
                    .collect();
            }
            all.extend(out);
        }
        Ok(all)
    }

    fn word(&mut self, word: &str) -> u32 {
        let folded: String = words(word).into_iter().map(|word| word.text).collect();
        self.pattern(if word.starts_with('~') {
            Pattern::Form(stem(&folded))
        } else if word.starts_with('*') {
            Pattern::Ends(folded)
        } else if word.ends_with('*') {
            Pattern::Begins(folded)
        } else {
            Pattern::Exact(folded)
        })
    }

    fn pattern(&mut self, pattern: Pattern) -> u32 {
        let next = self.patterns;
        let (map, word) = match &pattern {
            Pattern::Exact(word) => (&mut self.exact, word),
            Pattern::Form(word) => (&mut self.forms, word),
            Pattern::Begins(word) => (&mut self.begins, word),
            Pattern::Ends(word) => (&mut self.ends, word),
        };
        let number = *map.entry(word.clone()).or_insert(next);
        if number == next {
            self.patterns += 1;
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
        }
        number
    }

    /// *Gevallen* for *gevalle*, as many speak and so write, if the rules know the one and not the other.
    fn with_its_n(&self, word: &str) -> Option<String> {
        let is_meant =
            |word: &str| self.exact.contains_key(word) || self.aliases.contains_key(word);
        if word.len() < 4 || !word.ends_with('e') || is_meant(word) {
            return None;
        }
        Some(format!("{word}n")).filter(|whole| is_meant(whole))
    }

    /// The ids that the rules lead to.
    #[cfg(test)]
    pub(in crate::balie::wegwijzer) fn ids(&self) -> BTreeSet<&str> {
        self.needs
            .iter()
            .flat_map(|need| need.ids.iter().map(String::as_str))
            .collect()
    }

    /// Which patterns the word may stand for.
    pub(super) fn matches(
        &self,
        word: &str,
        is_known: &dyn Fn(&str) -> bool,
        steps: &mut usize,
    ) -> Vec<u32> {
        let whole = self.with_its_n(word);
        let word = whole.as_deref().unwrap_or(word);
        let word = self.aliases.get(word).map_or(word, String::as_str);
        let mut out: Vec<u32> = Vec::new();
        out.extend(self.exact.get(word));
        for form in forms(word) {
            out.extend(self.forms.get(&form));
        }
        for (at, _) in word.char_indices() {
            let (head, tail) = word.split_at(at);
            out.extend(self.begins.get(head));
            out.extend(self.ends.get(tail));
        }
        out.extend(self.begins.get(word));
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_word_without_its_n_is_the_word() {
        let rules =
            Rules::parse("[spoed-112 | leven]\ngevallen\n~mishandelen").expect("it is right");
        let matches = |word: &str| rules.matches(word, &|_| true, &mut 0);
        assert_eq!(matches("gevalle"), matches("gevallen"));
        assert!(!matches("gevalle").is_empty());
        assert!(matches("valle").is_empty());
        assert_eq!(matches("mishandelt"), matches("mishandelen"));
    }
}
