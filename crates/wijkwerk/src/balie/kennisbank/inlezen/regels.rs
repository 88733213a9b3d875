//! What a row must be, and after how long what it says is asked about again.

use super::Incoming;
use crate::error::Sentence;

/// What an offer is checked after, and what any other text is checked after, in days (L-36).
const REVIEW_OFFER: i64 = 90;
const REVIEW_TEXT: i64 = 180;

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

/// After how many days it is to be checked again.
pub(super) fn review_days(soort: &str) -> i64 {
    if soort == "aanbod" {
        REVIEW_OFFER
    } else {
        REVIEW_TEXT
    }
}
