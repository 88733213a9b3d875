//! Bewijzen: what shows that something was done (INV-21): a photo, a visit, or a fact that the system itself knows. The
//! text "ok" is none.
//!
//! One rule and one table for every slice. Whether a fact holds is for the slice whose fact it is, before it is kept.

mod store;

use jiff::civil::Date;
use uuid::Uuid;

use super::bestanden::{self, NewPhoto};
use crate::error::{Error, FieldError, Result, Sentence};
use crate::ids::{AccountId, BewijsId};
use crate::write::Write;

/// Fewer letters say nothing.
const MIN_LETTERS: usize = 12;
/// More is a report, not what was seen.
const MAX_TEXT: usize = 4_000;
/// Whoever went to look has a name of at least two letters.
const MIN_NAME: usize = 2;

/// And of no more than so many.
const MAX_NAME: usize = 240;

/// What shows that something was done.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Bewijs {
    /// A photo that was checked and stored.
    File(NewPhoto),
    /// Somebody went to look: who, when, what was seen.
    Visit { by: String, on: Date, seen: String },
    /// Something that the system itself knows.
    Fact(Feit),
}

/// A fact of the system: a thing and what it came to, such as a taak that is done.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Feit {
    /// The kind of thing, as in the journaal.
    pub soort: &'static str,
    pub id: Uuid,
}

impl Bewijs {
    /// The kind, as it is kept and journalled.
    pub fn soort(&self) -> &'static str {
        match self {
            Self::File(_) => "file",
            Self::Visit { .. } => "visit",
            Self::Fact(_) => "fact",
        }
    }
}

/// Whether this text says something: enough letters, more than one word.
pub fn is_meaningful(text: &str) -> bool {
    let letters = text
        .chars()
        .filter(|letter| letter.is_alphanumeric())
        .count();
    letters >= MIN_LETTERS && text.split_whitespace().count() >= 2
}

/// What is missing of this evidence on `today`, by the fields of a form.
pub fn check(bewijs: &Bewijs, today: Date) -> Vec<FieldError> {
    let Bewijs::Visit { by, on, seen } = bewijs else {
        return Vec::new();
    };
    let wrong = [
        (
            by.trim().chars().count() < MIN_NAME,
            "visited_by",
            "bewijs-wie-leeg",
        ),
        (
            by.chars().count() > MAX_NAME,
            "visited_by",
            "bewijs-wie-lang",
        ),
        (*on > today, "visited_on", "bewijs-later"),
        (!is_meaningful(seen), "seen", "bewijs-gezien-te-kort"),
        (
            seen.chars().count() > MAX_TEXT,
            "seen",
            "bewijs-gezien-te-lang",
        ),
    ];
    wrong
        .into_iter()
        .filter(|(is_wrong, ..)| *is_wrong)
        .map(|(_, field, key)| FieldError {
            field,
            sentence: Sentence::new(key),
        })
        .collect()
}

/// Checks the evidence and keeps it with `subject` (kind, id), for the person who gave it if there is one.
pub fn keep(
    ctx: &mut Write<'_>,
    subject: (&'static str, Uuid),
    bewijs: &Bewijs,
    account: Option<AccountId>,
) -> Result<BewijsId> {
    let faults = check(bewijs, ctx.today());
    if !faults.is_empty() {
        return Err(Error::Invalid(faults));
    }
    if let Bewijs::File(photo) = bewijs {
        bestanden::note(ctx, photo)?;
    }
    let id: BewijsId = ctx.new_id();
    store::insert_bewijs(ctx, id, subject, bewijs, account)?;
    Ok(id)
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn inv_21_a_visit_says_who_when_and_what_was_seen() {
        let today = date(2026, 3, 2);
        let cases: &[(&str, Date, &str, &[&str])] = &[
            ("Wij", today, "De stoep ligt er weer netjes in.", &[]),
            ("Wij", today, "ok", &["seen"]),
            ("Wij", today, "Helemaalgedaan", &["seen"]),
            ("Wij", today, "!!! ... ???", &["seen"]),
            (
                "",
                today,
                "De stoep ligt er weer netjes in.",
                &["visited_by"],
            ),
            (
                "Wij",
                date(2026, 3, 3),
                "De stoep ligt er weer netjes in.",
                &["visited_on"],
            ),
            (
                " ",
                date(2027, 1, 1),
                "",
                &["visited_by", "visited_on", "seen"],
            ),
        ];
        for (by, on, seen, expected) in cases {
            let visit = Bewijs::Visit {
                by: (*by).to_owned(),
                on: *on,
                seen: (*seen).to_owned(),
            };
            let fields: Vec<&str> = check(&visit, today)
                .iter()
                .map(|fault| fault.field)
                .collect();
            assert_eq!(fields, *expected, "{by:?} {on} {seen:?}");
        }
    }
}
