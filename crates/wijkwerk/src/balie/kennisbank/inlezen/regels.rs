//! What a row must be.

use super::Incoming;
use crate::error::Sentence;
use crate::kader::inrichting::Inrichting;

/// Where rows of a sheet come from; whoever filled it in chose the topic from our list.
const SHEET: &str = "excel";

const LONGEST_TITLE: usize = 300;
const LONGEST_TEXT: usize = 100_000;
const MOST_PLACES: usize = 200;

/// Everything for which a row cannot be an item.
pub(super) fn faults(inrichting: &Inrichting, row: &Incoming) -> Vec<Sentence> {
    let texts = [
        &row.titel,
        &row.samenvatting,
        &row.tekst,
        &row.aanmelden,
        &row.voorwaarden,
        &row.kosten,
        &row.doelgroep,
    ];
    let said = row.fouten.iter();
    let mut all: Vec<Sentence> = said
        .map(|fout| Sentence::new("inlezen-fout").with("fout", fout.clone()))
        .collect();
    if row.extern_id.trim().is_empty() {
        all.push(Sentence::new("inlezen-nummer-leeg"));
    }
    // Whoever read it has told it already, and where to look.
    if row.titel.trim().is_empty() && row.fouten.is_empty() {
        all.push(Sentence::new("inlezen-titel-leeg"));
    }
    if row.titel.chars().count() > LONGEST_TITLE {
        all.push(Sentence::new("inlezen-titel-lang"));
    }
    if texts.iter().any(|text| text.chars().count() > LONGEST_TEXT)
        || row.locaties.len() > MOST_PLACES
    {
        all.push(Sentence::new("inlezen-te-veel"));
    }
    if texts.iter().any(|text| text.contains('\0')) {
        all.push(Sentence::new("inlezen-geen-tekst"));
    }
    if let (Some(min), Some(max)) = (row.min_leeftijd, row.max_leeftijd)
        && min > max
    {
        let said = Sentence::new("inlezen-leeftijd-omgekeerd");
        all.push(said.with("min", min).with("max", max));
    }
    if row.bron == SHEET {
        all.extend(no_such_topic(inrichting, &row.onderwerp));
    }
    all
}

/// That this gemeente has no topic with this key or name, and which it has.
pub fn no_such_topic(inrichting: &Inrichting, wanted: &str) -> Option<Sentence> {
    let (topics, wanted) = (&inrichting.onderwerpen, wanted.trim());
    let low = wanted.to_lowercase();
    let is_known = topics
        .iter()
        .any(|one| one.sleutel == low || one.naam.nl.to_lowercase() == low);
    if wanted.is_empty() || is_known {
        return None;
    }
    let names: Vec<&str> = topics.iter().map(|one| one.naam.nl.as_str()).collect();
    let said = Sentence::new("inlezen-onderwerp-onbekend");
    Some(
        said.with("onderwerp", wanted.to_owned())
            .with("lijst", names.join(", ")),
    )
}

/// That a sheet names no topic at all, and under which it stands now.
pub(super) fn without_topic(inrichting: &Inrichting, row: &Incoming) -> Option<Sentence> {
    let is_without = row.bron == SHEET && row.onderwerp.trim().is_empty();
    let last = inrichting.onderwerpen.last().filter(|_| is_without)?;
    let said = Sentence::new("inlezen-onderwerp-leeg");
    Some(said.with("onderwerp", last.naam.nl.clone()))
}
