//! Why a command did not work, and what to do about it.

use std::{fmt, io};

use kit::i18n::{Arg, Lang};

use crate::error::{self, Error, Sentence};
use crate::frame::Frame;

/// The remedy for whoever lacks the right.
pub(super) const NO_RIGHT: &str = "vraag het iemand die dit recht in de inrichting heeft";

/// What the operating system says of files, by its number, in Dutch.
const OF_FILES: &[(i32, &str)] = &[
    (1, "dit account mag dat niet"),
    (2, "dit bestand of deze map is er niet"),
    (13, "dit account mag er niet bij"),
    (17, "het bestaat al"),
    (20, "een deel van dit pad is geen map"),
    (21, "dit is een map en geen bestand"),
    (28, "de schijf is vol"),
    (30, "hier kan alleen worden gelezen"),
];
/// What the standard library says of a file that is no text.
const NO_TEXT: &str = "stream did not contain valid UTF-8";

/// What went wrong and the remedy.
#[derive(Debug)]
pub(super) struct Failure {
    what: String,
    remedy: String,
}

impl Failure {
    pub(super) fn new(what: impl Into<String>, remedy: impl Into<String>) -> Self {
        Self {
            what: in_dutch(what.into()),
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

/// The same, with what was said of a file in Dutch.
fn in_dutch(what: String) -> String {
    if what.contains(NO_TEXT) {
        return what.replace(NO_TEXT, "dit is geen tekst (UTF-8)");
    }
    let known = OF_FILES.iter().find_map(|(code, dutch)| {
        let english = io::Error::from_raw_os_error(*code).to_string();
        what.contains(&english)
            .then(|| what.replace(&english, dutch))
    });
    known.unwrap_or(what)
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

#[cfg(test)]
mod tests {
    use super::{During as _, Failure, OF_FILES};

    #[test]
    fn what_is_said_of_a_file_is_said_in_dutch() {
        for (code, dutch) in OF_FILES {
            let error = std::io::Error::from_raw_os_error(*code);
            let failed: Result<(), _> = Err(error);
            let said = failed.during("kan rijen.csv niet lezen", "geef een ander");
            let said = said.unwrap_err().to_string();
            assert!(
                said.contains(&format!("rijen.csv niet lezen: {dutch}")),
                "{said}"
            );
            assert!(!said.contains("os error"), "{said}");
        }
        let other = Failure::new("iets anders", "doe iets").to_string();
        assert!(other.contains("fout: iets anders\n"), "{other}");
    }
}
