//! Why a command did not work, and what to do about it.

use std::fmt;

use kit::i18n::{Arg, Lang};

use crate::error::{self, Error, Sentence};
use crate::frame::Frame;

/// The remedy for whoever lacks the right.
pub(super) const NO_RIGHT: &str = "vraag het iemand die dit recht in de inrichting heeft";

/// What went wrong and the remedy.
#[derive(Debug)]
pub(super) struct Failure {
    what: String,
    remedy: String,
}

impl Failure {
    pub(super) fn new(what: impl Into<String>, remedy: impl Into<String>) -> Self {
        Self {
            what: what.into(),
            remedy: remedy.into(),
        }
    }

    /// What went wrong, and the remedy.
    pub(super) fn into_parts(self) -> (String, String) {
        (self.what, self.remedy)
    }
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "fout: {}\n  → doe: {}", self.what, self.remedy)
    }
}

impl std::error::Error for Failure {}

pub(super) type Result<T> = std::result::Result<T, Failure>;

/// Says what was being done when it failed.
pub(super) trait During<T> {
    fn during(self, what: impl fmt::Display, remedy: &str) -> Result<T>;
}

impl<T, E: fmt::Display> During<T> for std::result::Result<T, E> {
    fn during(self, what: impl fmt::Display, remedy: &str) -> Result<T> {
        self.map_err(|error| Failure::new(format!("{what}: {error}"), remedy))
    }
}

/// A sentence of the locale files in Dutch.
pub(super) fn sentence(frame: &Frame, sentence: &Sentence) -> String {
    let args: Vec<(&str, Arg<'_>)> = sentence
        .args
        .iter()
        .map(|(name, value)| {
            let value = match value {
                error::Arg::Text(text) => Arg::Str(text),
                error::Arg::Number(number) => Arg::Num(*number),
            };
            (*name, value)
        })
        .collect();
    frame.translations.t_args(Lang::Nl, sentence.key, &args)
}

/// An error of an action, in Dutch where it has a sentence.
pub(super) fn explain(frame: &Frame, error: &Error) -> String {
    match error {
        Error::Invalid(faults) => {
            let all: Vec<String> = faults
                .iter()
                .map(|fault| format!("{}: {}", fault.field, sentence(frame, &fault.sentence)))
                .collect();
            all.join("; ")
        }
        Error::Refused(text) | Error::Stale(text) | Error::TooLarge(text) => sentence(frame, text),
        other => other.to_string(),
    }
}
