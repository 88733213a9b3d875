//! What is wrong with a form, as its page shows it.

use crate::error::{Error, FieldError, Result, Sentence};

/// What is wrong with a form, for the summary on top and beside each field.
#[derive(Clone, Debug, Default)]
pub struct Faults(pub Vec<FieldError>);

impl Faults {
    /// The faults of a form, if that is what the error is; other errors go on.
    pub fn of(error: Error) -> Result<Self> {
        match error {
            Error::Invalid(faults) => Ok(Self(faults)),
            other => Err(other),
        }
    }

    /// The same, where a form also says what is refused as things stand now: a fault of no field. Anything else goes on.
    pub fn or_refusal(error: Error) -> Result<Self> {
        match error {
            Error::Refused(sentence) | Error::Stale(sentence) => {
                let field = Self::NO_FIELD;
                Ok(Self(vec![FieldError { field, sentence }]))
            }
            other => Self::of(other),
        }
    }

    /// Where a fault stands that is of the whole form.
    const NO_FIELD: &str = "";

    /// The status of a page that shows these.
    pub fn status(&self) -> u16 {
        match self.0.first() {
            None => 200,
            Some(fault) if fault.field == Self::NO_FIELD => 409,
            Some(_) => 400,
        }
    }

    /// Whether there are any.
    pub fn any(&self) -> bool {
        !self.0.is_empty()
    }

    /// The explanation beside one field.
    pub fn about(&self, field: &str) -> Option<&Sentence> {
        self.0
            .iter()
            .find(|fault| fault.field == field)
            .map(|fault| &fault.sentence)
    }
}
