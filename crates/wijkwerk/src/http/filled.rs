//! What somebody had filled in when it did not work: kept on the page that says so, to be sent or copied again.

use uuid::Uuid;

use super::Form;

/// Text shorter than this is typed again sooner than it is found.
const WORTH_COPYING: usize = 12;

/// A form that was not taken in.
#[derive(Clone, Debug)]
pub struct Filled {
    /// Where it was sent.
    pub path: String,
    /// Its fields, in order.
    pub fields: Vec<(String, String)>,
    /// Whether photos came along, which a page cannot keep.
    pub with_files: bool,
}

impl Filled {
    /// What this form held.
    pub fn of(path: &str, form: &Form) -> Self {
        Self {
            path: path.to_owned(),
            fields: form.fields().to_vec(),
            with_files: form.has_files(),
        }
    }

    /// What was written by hand: words, no ids and no choices.
    pub fn texts(&self) -> Vec<&str> {
        self.fields
            .iter()
            .map(|(_, value)| value.trim())
            .filter(|value| value.chars().count() >= WORTH_COPYING && value.contains(' '))
            .filter(|value| value.parse::<Uuid>().is_err())
            .collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_was_written_is_worth_copying() {
        let form = Form::of(&[
            ("aanvraag", "018f0000-0000-7000-8000-000000000001"),
            ("wijk", "santpoort-noord"),
            ("omschrijving", " De stoep ligt los. "),
            ("kort", "ja en nee"),
        ]);
        let filled = Filled::of("/x/melden", &form);
        assert_eq!(filled.texts(), ["De stoep ligt los."]);
        assert_eq!(filled.fields.len(), 4);
        assert!(!filled.with_files);
    }
}
