//! The texts of the product, looked up by key.

use std::{
    collections::{BTreeMap, BTreeSet, HashMap},
    fmt,
    sync::{Mutex, PoisonError, RwLock},
};

use fluent_bundle::{
    FluentArgs, FluentError, FluentResource, FluentValue, concurrent::FluentBundle,
};
use intl_memoizer::concurrent::IntlLangMemoizer;
use unic_langid::{LanguageIdentifier, langid};

use super::{Lang, check, words};

/// More than these problems are not kept: keys come from code, so this many means a broken build.
const PROBLEMS_KEPT: usize = 1000;

/// A value put into a text.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Arg<'a> {
    /// Words, names, and every number that is a name: a year, a house number, a case number.
    Str(&'a str),
    /// A number that counts; texts can choose by it (`{ $n -> [one] … *[other] … }`).
    Num(i64),
}

impl<'a> From<&'a str> for Arg<'a> {
    fn from(text: &'a str) -> Self {
        Self::Str(text)
    }
}

impl<'a> From<&'a String> for Arg<'a> {
    fn from(text: &'a String) -> Self {
        Self::Str(text)
    }
}

impl From<i64> for Arg<'_> {
    fn from(number: i64) -> Self {
        Self::Num(number)
    }
}

/// A text that was asked for and could not be given whole.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Problem {
    /// In which language.
    pub lang: Lang,
    /// The key that was asked for.
    pub key: String,
    /// What was wrong with it.
    pub what: String,
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}: {}", self.lang, self.key, self.what)
    }
}

/// Why the texts cannot be loaded.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum TranslationsError {
    /// A text does not follow the Fluent syntax.
    #[error("{lang}/{name} line {line}: {message}")]
    Syntax {
        /// The language of the file.
        lang: Lang,
        /// The name of the file.
        name: String,
        /// The line, counted from 1.
        line: usize,
        /// What the reader expected.
        message: String,
    },
    /// A key that an earlier file of the same language has already.
    #[error("{lang}/{name}: key {key} exists already")]
    Duplicate {
        /// The language of the file.
        lang: Lang,
        /// The name of the file.
        name: String,
        /// The key.
        key: String,
    },
}

/// Every text in every language. Cheap to share between threads by reference.
pub struct Translations {
    bundles: BTreeMap<Lang, FluentBundle<FluentResource>>,
    pub(super) entries: BTreeMap<Lang, BTreeMap<String, check::Entry>>,
    /// Texts without values, as they were made the first time.
    plain: RwLock<BTreeMap<Lang, HashMap<Box<str>, Box<str>>>>,
    problems: Mutex<BTreeSet<Problem>>,
}

impl fmt::Debug for Translations {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Translations")
            .field("keys", &self.keys().len())
            .finish_non_exhaustive()
    }
}

impl Translations {
    /// Loads texts, each with its language and the name it is known by in messages. Every mistake is
    /// reported at once.
    pub fn new(files: &[(Lang, &str, &str)]) -> Result<Self, Vec<TranslationsError>> {
        let mut errors = Vec::new();
        let mut bundles: BTreeMap<_, _> = Lang::ALL
            .into_iter()
            .map(|lang| (lang, empty_bundle(lang)))
            .collect();
        let mut entries: BTreeMap<_, BTreeMap<String, check::Entry>> = Lang::ALL
            .into_iter()
            .map(|lang| (lang, BTreeMap::new()))
            .collect();
        for &(lang, name, text) in files {
            let name = name.to_owned();
            let resource = match FluentResource::try_new(text.to_owned()) {
                Ok(resource) => resource,
                Err((_, mistakes)) => {
                    errors.extend(mistakes.iter().map(|mistake| TranslationsError::Syntax {
                        lang,
                        name: name.clone(),
                        line: line_of(text, mistake.pos.start),
                        message: mistake.kind.to_string(),
                    }));
                    continue;
                }
            };
            let found = check::entries(text);
            let known = entries.entry(lang).or_default();
            for entry in found {
                if known.contains_key(&entry.key) {
                    errors.push(TranslationsError::Duplicate {
                        lang,
                        name: name.clone(),
                        key: entry.key,
                    });
                } else {
                    known.insert(entry.key.clone(), entry);
                }
            }
            let bundle = bundles.entry(lang).or_insert_with(|| empty_bundle(lang));
            if let Err(overrides) = bundle.add_resource(resource) {
                for mistake in overrides {
                    let FluentError::Overriding { id: key, .. } = mistake else {
                        continue;
                    };
                    let twice = TranslationsError::Duplicate {
                        lang,
                        name: name.clone(),
                        key: key.clone(),
                    };
                    if !errors.contains(&twice) {
                        errors.push(twice);
                    }
                }
            }
        }
        if errors.is_empty() {
            Ok(Self {
                bundles,
                entries,
                plain: RwLock::default(),
                problems: Mutex::default(),
            })
        } else {
            Err(errors)
        }
    }

    /// The text of a key: a message (`melding-titel`) or an attribute of one (`melding-titel.hint`).
    pub fn t(&self, lang: Lang, key: &str) -> String {
        let plain = self.plain.read().unwrap_or_else(PoisonError::into_inner);
        if let Some(text) = plain.get(&lang).and_then(|known| known.get(key)) {
            return text.to_string();
        }
        drop(plain);
        let mut mistakes = Vec::new();
        let made = self.format(lang, key, &[], &mut mistakes);
        let Some(text) = made.filter(|_| mistakes.is_empty()) else {
            return self.t_args(lang, key, &[]);
        };
        let mut plain = self.plain.write().unwrap_or_else(PoisonError::into_inner);
        plain
            .entry(lang)
            .or_default()
            .insert(key.into(), text.as_str().into());
        text
    }

    /// The text of a key with values put into it.
    pub fn t_args(&self, lang: Lang, key: &str, args: &[(&str, Arg<'_>)]) -> String {
        let mut mistakes = Vec::new();
        let text = self.format(lang, key, args, &mut mistakes);
        for mistake in mistakes {
            self.record(lang, key, mistake);
        }
        text.unwrap_or_else(|| {
            self.record(lang, key, "no such text".to_owned());
            format!("⟨{key}⟩")
        })
    }

    /// Does a language have this key?
    pub fn has(&self, lang: Lang, key: &str) -> bool {
        self.entries
            .get(&lang)
            .is_some_and(|entries| entries.contains_key(key))
    }

    /// Every key of any language, attributes as `message.attribute`, in order.
    pub fn keys(&self) -> BTreeSet<&str> {
        self.entries
            .values()
            .flat_map(BTreeMap::values)
            .filter(|entry| !entry.is_term())
            .map(|entry| entry.key.as_str())
            .collect()
    }

    /// Every text that was asked for and could not be given whole, since start-up. A test fails when
    /// this is not empty.
    pub fn missing(&self) -> Vec<Problem> {
        let problems = self.problems.lock().unwrap_or_else(PoisonError::into_inner);
        problems.iter().cloned().collect()
    }

    pub(super) fn format(
        &self,
        lang: Lang,
        key: &str,
        args: &[(&str, Arg<'_>)],
        mistakes: &mut Vec<String>,
    ) -> Option<String> {
        let bundle = self.bundles.get(&lang)?;
        let pattern = match key.split_once('.') {
            Some((message, attribute)) => bundle
                .get_message(message)?
                .get_attribute(attribute)?
                .value(),
            None => bundle.get_message(key)?.value()?,
        };
        let args: FluentArgs<'_> = args
            .iter()
            .map(|(name, arg)| {
                let value = match *arg {
                    Arg::Str(text) => FluentValue::from(text),
                    Arg::Num(number) => FluentValue::from(number),
                };
                (*name, value)
            })
            .collect();
        let mut errors = Vec::new();
        let text = bundle
            .format_pattern(pattern, Some(&args), &mut errors)
            .into_owned();
        mistakes.extend(errors.iter().map(ToString::to_string));
        Some(text)
    }

    fn record(&self, lang: Lang, key: &str, what: String) {
        let problem = Problem {
            lang,
            key: key.to_owned(),
            what,
        };
        let mut problems = self.problems.lock().unwrap_or_else(PoisonError::into_inner);
        if problems.len() < PROBLEMS_KEPT && !problems.contains(&problem) {
            tracing::error!(%lang, key, "text cannot be shown: {problem}");
            problems.insert(problem);
        }
    }
}

fn empty_bundle(lang: Lang) -> FluentBundle<FluentResource> {
    let mut bundle = FluentBundle::new_concurrent(vec![identifier(lang)]);
    bundle.set_use_isolating(false);
    bundle.set_formatter(Some(match lang {
        Lang::Nl => |value, _| format_number(Lang::Nl, value),
        Lang::En => |value, _| format_number(Lang::En, value),
    }));
    bundle
}

const fn identifier(lang: Lang) -> LanguageIdentifier {
    match lang {
        Lang::Nl => langid!("nl-NL"),
        Lang::En => langid!("en-GB"),
    }
}

/// Whole numbers are written as everywhere else in the product.
fn format_number(lang: Lang, value: &FluentValue<'_>) -> Option<String> {
    let FluentValue::Number(number) = value else {
        return None;
    };
    if number.value.fract() != 0.0 || number.value.abs() > 9e15 {
        return None;
    }
    #[expect(
        clippy::cast_possible_truncation,
        reason = "checked to be whole and within range"
    )]
    let whole = number.value as i64;
    Some(words::number(lang, whole))
}

fn line_of(text: &str, position: usize) -> usize {
    text.bytes()
        .take(position)
        .filter(|byte| *byte == b'\n')
        .count()
        + 1
}

/// The bundles hold no thread-bound state; this fails to compile if that changes.
const _: () = {
    const fn shared<T: Send + Sync>() {}
    shared::<Translations>();
    shared::<IntlLangMemoizer>();
};
