//! The one error that actions return and pages answer with.
//!
//! It knows what the user can do next, as a key of the locale files; what is for us goes to the log with a reference
//! number. It never carries personal data.

use std::fmt;

/// A value in an explanation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Arg {
    Text(String),
    Number(i64),
}
impl From<&str> for Arg {
    fn from(text: &str) -> Self {
        Self::Text(text.to_owned())
    }
}
impl From<String> for Arg {
    fn from(text: String) -> Self {
        Self::Text(text)
    }
}
impl From<i64> for Arg {
    fn from(number: i64) -> Self {
        Self::Number(number)
    }
}

/// A sentence of the locale files with its values.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sentence {
    pub key: &'static str,
    pub args: Vec<(&'static str, Arg)>,
}

impl Sentence {
    /// The sentence `key`, without values.
    pub fn new(key: &'static str) -> Self {
        Self {
            key,
            args: Vec::new(),
        }
    }

    /// With one more value.
    pub fn with(mut self, name: &'static str, value: impl Into<Arg>) -> Self {
        self.args.push((name, value.into()));
        self
    }
}

/// What is wrong with one field of a form.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FieldError {
    pub field: &'static str,
    pub sentence: Sentence,
}

/// Why something was not done.
#[derive(Clone, Debug, thiserror::Error)]
pub enum Error {
    /// It is not there, or this actor may not know that it is.
    #[error("not found: {0}")]
    NotFound(&'static str),
    /// The actor may know of it but not do this.
    #[error("not allowed: {0}")]
    Forbidden(&'static str),
    /// Nobody has signed in and this needs an account.
    #[error("sign in first")]
    SignIn,
    /// Some fields are not right; all of them at once.
    #[error("invalid input: {}", FieldNames(.0))]
    Invalid(Vec<FieldError>),
    /// A rule refused it; the sentence says which and what to do.
    #[error("refused: {}", .0.key)]
    Refused(Sentence),
    /// What was on the screen has changed meanwhile.
    #[error("changed meanwhile: {}", .0.key)]
    Stale(Sentence),
    /// Too many requests; try again after so many seconds.
    #[error("too many requests")]
    TooMany { retry_after_seconds: u32 },
    /// The request itself is too large.
    #[error("too large: {}", .0.key)]
    TooLarge(Sentence),
    #[error(transparent)]
    Db(#[from] kit::db::Error),
    /// A fault of ours.
    #[error("{0}")]
    Internal(String),
}

struct FieldNames<'a>(&'a [FieldError]);
impl fmt::Display for FieldNames<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let names: Vec<&str> = self.0.iter().map(|error| error.field).collect();
        f.write_str(&names.join(", "))
    }
}

impl Error {
    /// Refused by the rule that sentence `key` explains.
    pub fn refused(key: &'static str) -> Self {
        Self::Refused(Sentence::new(key))
    }

    /// One field is wrong for the reason that sentence `key` explains.
    pub fn field(field: &'static str, key: &'static str) -> Self {
        Self::Invalid(vec![FieldError {
            field,
            sentence: Sentence::new(key),
        }])
    }

    /// After how many seconds the same may be asked again, where waiting helps.
    pub fn retry_after(&self) -> Option<u32> {
        match self {
            Self::TooMany {
                retry_after_seconds,
            }
            | Self::Db(kit::db::Error::Busy {
                retry_after_seconds,
            }) => Some(*retry_after_seconds),
            Self::Db(error) if error.is_temporary() => Some(5),
            _ => None,
        }
    }

    /// The HTTP status this is answered with.
    pub fn status(&self) -> u16 {
        match self {
            Self::NotFound(_) | Self::Db(kit::db::Error::NoRow) => 404,
            Self::Forbidden(_) => 403,
            Self::SignIn => 401,
            Self::Invalid(_) => 400,
            Self::Refused(_) | Self::Stale(_) => 409,
            Self::TooMany { .. } => 429,
            Self::TooLarge(_) => 413,
            Self::Db(error) if error.is_temporary() => 503,
            Self::Db(_) | Self::Internal(_) => 500,
        }
    }
}

/// What actions return.
pub type Result<T, E = Error> = std::result::Result<T, E>;
