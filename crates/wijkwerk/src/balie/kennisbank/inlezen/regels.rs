//! What a row must be.

use super::Incoming;
use crate::error::Sentence;

const LONGEST_TITLE: usize = 300;
const LONGEST_TEXT: usize = 100_000;
const MOST_PLACES: usize = 200;

/// Why a row cannot be an item.
pub(super) fn fault(row: &Incoming) -> Option<Sentence> {
    let texts = [
        &row.titel,
        &row.samenvatting,
        &row.tekst,
        &row.aanmelden,
        &row.voorwaarden,
        &row.kosten,
        &row.doelgroep,
    ];
    if row.extern_id.trim().is_empty() {
        return Some(Sentence::new("inlezen-nummer-leeg"));
    }
    if row.titel.trim().is_empty() {
        return Some(Sentence::new("inlezen-titel-leeg"));
    }
    if row.titel.chars().count() > LONGEST_TITLE {
        return Some(Sentence::new("inlezen-titel-lang"));
    }
    if texts.iter().any(|text| text.chars().count() > LONGEST_TEXT)
        || row.locaties.len() > MOST_PLACES
    {
        return Some(Sentence::new("inlezen-te-veel"));
    }
    texts
        .iter()
        .any(|text| text.contains('\0'))
        .then(|| Sentence::new("inlezen-geen-tekst"))
}
