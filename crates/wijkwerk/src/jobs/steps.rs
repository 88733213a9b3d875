//! The steps of one night: each has its turn, also after one that failed; the night is done once none of them did.

use std::sync::Arc;

use kit::db::Error as DbError;
use uuid::Uuid;

use super::erasures::Kind;
use super::nightly::repeat;
use crate::app::App;
use crate::error::{Error, Result};
use crate::frame::Frame;
use crate::write::Write;

pub(super) struct Steps<'a> {
    gemeente: &'a str,
    failed: Result<()>,
    is_gone: bool,
}

impl<'a> Steps<'a> {
    /// None was done yet.
    pub(super) const fn of(gemeente: &'a str) -> Self {
        Self {
            gemeente,
            failed: Ok(()),
            is_gone: false,
        }
    }

    /// Does one step; nothing comes of one that failed. Where the database itself is gone the others are not tried.
    pub(super) fn run<T>(
        &mut self,
        step: &'static str,
        work: impl FnOnce() -> Result<T>,
    ) -> Option<T> {
        if self.is_gone {
            return None;
        }
        match work() {
            Ok(done) => Some(done),
            Err(error) => {
                tracing::warn!(gemeente = self.gemeente, step, %error, "a step of the night failed");
                self.is_gone = matches!(
                    error,
                    Error::Db(DbError::Unavailable(_) | DbError::Full | DbError::Closed)
                );
                if self.failed.is_ok() {
                    self.failed = Err(error);
                }
                None
            }
        }
    }

    /// The same for a step that counts what it did.
    pub(super) fn count(
        &mut self,
        step: &'static str,
        work: impl FnOnce() -> Result<usize>,
    ) -> usize {
        self.run(step, work).unwrap_or_default()
    }

    /// The same for erasing what is due of one kind.
    pub(super) fn erase(
        &mut self,
        app: &App,
        frame: &Arc<Frame>,
        kind: Kind,
        due: fn(&mut Write<'_>) -> Result<Vec<Uuid>>,
    ) -> usize {
        self.count(kind.word(), || repeat(app, frame, kind, due))
    }

    /// Whether none failed so far.
    pub(super) const fn is_right(&self) -> bool {
        self.failed.is_ok()
    }

    /// The first that failed.
    pub(super) fn end(self) -> Result<()> {
        self.failed
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_step_that_fails_holds_up_no_other_and_is_told() {
        let mut steps = Steps::of("voorbeeld");
        let wrong = || Err::<(), _>(Error::Internal("the second".into()));
        assert_eq!(steps.run("first", || Ok(1)), Some(1));
        assert!(steps.is_right());
        assert_eq!(steps.run("second", wrong), None);
        assert_eq!(steps.run("third", || Ok(3)), Some(3));
        assert!(!steps.is_right());
        let failed = steps.end().unwrap_err();
        assert!(failed.to_string().contains("the second"), "{failed}");
    }

    #[test]
    fn without_a_database_nothing_more_is_tried() {
        let mut steps = Steps::of("voorbeeld");
        let gone = || Err::<(), _>(Error::Db(DbError::Closed));
        assert_eq!(steps.run("first", gone), None);
        assert_eq!(steps.run("second", || Ok(2)), None);
        assert!(steps.end().is_err());
    }
}
