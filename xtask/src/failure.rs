//! What went wrong, in the words of the person who typed the command: what was attempted, and why
//! it failed.

use std::fmt;

/// The result of anything a command does.
pub type Result<T> = std::result::Result<T, Failure>;

/// One failure, ready to be printed.
#[derive(Debug)]
pub struct Failure {
    /// What was attempted, as it reads after "could not".
    pub attempted: String,
    /// Why it failed, and where it helps what to do.
    pub because: String,
}

impl Failure {
    pub fn new(attempted: impl Into<String>, because: impl fmt::Display) -> Self {
        Self {
            attempted: attempted.into(),
            because: because.to_string(),
        }
    }
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "could not {}: {}", self.attempted, self.because)
    }
}

/// Says what was attempted when an operation fails.
pub trait Attempt<T> {
    fn attempt(self, what: impl FnOnce() -> String) -> Result<T>;
}

impl<T, E: fmt::Display> Attempt<T> for std::result::Result<T, E> {
    fn attempt(self, what: impl FnOnce() -> String) -> Result<T> {
        self.map_err(|error| Failure::new(what(), error))
    }
}
