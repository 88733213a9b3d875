//! What may be said of a folder. Pure.

use super::model::Folder;
use crate::error::{FieldError, Sentence};
use crate::ids::{KennisitemId, OrganisatieId};

/// Most that lie at one point.
pub const MOST: i64 = 9_999;
/// Most characters of what stands on it.
pub const LONGEST: usize = 160;

/// Whether so many can have been laid down.
pub fn is_count(aantal: i64) -> bool {
    (1..=MOST).contains(&aantal)
}

/// Everything that is wrong with a folder to be laid down beside those that lie there.
pub fn faults(
    naam: &str,
    item: Option<KennisitemId>,
    organisatie: Option<OrganisatieId>,
    aantal: Option<i64>,
    there: &[Folder],
) -> Vec<FieldError> {
    let mut faults = Vec::new();
    let mut fault = |field, key| {
        faults.push(FieldError {
            field,
            sentence: Sentence::new(key),
        });
    };
    let is_same = |folder: &Folder| {
        let own = folder.tekst.as_ref().map(|tekst| tekst.id);
        (item.is_some() && own == item) || folder.naam.to_lowercase() == naam.to_lowercase()
    };
    if naam.is_empty() {
        fault("naam", "folder-naam-nodig");
    } else if naam.chars().count() > LONGEST {
        fault("naam", "folder-naam-lang");
    } else if there.iter().any(is_same) {
        fault("naam", "folder-ligt-er-al");
    }
    if organisatie.is_none() {
        fault("organisatie", "folder-organisatie-kies");
    }
    if !aantal.is_some_and(is_count) {
        fault("aantal", "folder-aantal-fout");
    }
    faults
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::balie::folders::model::Tekst;
    use crate::balie::kennisbank::ItemState;

    fn lies(naam: &str, item: Option<KennisitemId>) -> Folder {
        let nil = uuid::Uuid::nil();
        Folder {
            id: nil.into(),
            infopunt: nil.into(),
            naam: naam.to_owned(),
            organisatie: nil.into(),
            aantal: 10,
            filled_on: jiff::civil::date(2026, 3, 2),
            op_at: None,
            tekst: item.map(|id| Tekst {
                id,
                sleutel: String::new(),
                state: ItemState::Published,
                assured_at: None,
                review_due: None,
            }),
        }
    }

    #[test]
    fn everything_wrong_with_a_folder_is_told_at_once() {
        let (one, two) = (uuid::Uuid::from_u128(1), uuid::Uuid::from_u128(2));
        let there = [lies("Rondkomen", Some(one.into())), lies("Sport", None)];
        let own: Option<OrganisatieId> = Some(one.into());
        type Case = (
            &'static str,
            Option<uuid::Uuid>,
            Option<OrganisatieId>,
            Option<i64>,
            &'static [&'static str],
        );
        let cases: [Case; 7] = [
            ("Wonen", None, own, Some(50), &[]),
            ("Wonen", Some(two), own, Some(MOST), &[]),
            ("", None, None, None, &["naam", "organisatie", "aantal"]),
            ("SPORT", None, own, Some(1), &["naam"]),
            ("Anders", Some(one), own, Some(1), &["naam"]),
            ("Wonen", None, own, Some(0), &["aantal"]),
            ("Wonen", None, own, Some(MOST + 1), &["aantal"]),
        ];
        for (naam, item, organisatie, aantal, wrong) in cases {
            let found = faults(naam, item.map(Into::into), organisatie, aantal, &there);
            let fields: Vec<&str> = found.iter().map(|fault| fault.field).collect();
            assert_eq!(fields, wrong, "{naam} {aantal:?}");
        }
        let long = "x".repeat(LONGEST + 1);
        assert_eq!(faults(&long, None, own, Some(1), &[]).len(), 1);
    }
}
