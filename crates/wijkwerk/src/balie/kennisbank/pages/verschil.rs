//! What a version says otherwise than the one before it, in words.

use super::delen;
use crate::balie::kennisbank::model::{Soort, Velden, Versie};
use crate::balie::kennisbank::rules::{FieldChange, MOST_CHANGES, differences, shortened};
use crate::layout::{C, ToArg};

/// What an item says now that it did not say in this version: a line for each field, and how many there are more.
pub(crate) fn changed_lines(c: &C, was: &Versie, is: &Velden) -> Vec<String> {
    let all = differences(&was.said(is), is);
    let mut lines: Vec<String> = all
        .iter()
        .take(MOST_CHANGES)
        .map(|change| line(c, change))
        .collect();
    let more = all.len().saturating_sub(MOST_CHANGES);
    if more > 0 {
        lines.push(c.t1("kennis-verschil-meer", "aantal", more));
    }
    lines
}

/// "Telefoon: was “0320-278911”, nu “0320-111222”".
pub(super) fn line(c: &C, change: &FieldChange) -> String {
    let value = |text: &str| in_words(c, change.veld, text);
    let (was, is) = shortened(&value(&change.was), &value(&change.is));
    let key = match (was.is_empty(), is.is_empty()) {
        (true, _) => "kennis-verschil-nieuw",
        (_, true) => "kennis-verschil-weg",
        _ => "kennis-verschil",
    };
    let veld = c.tk("kennis-veld", change.veld);
    c.ta(
        key,
        &[("veld", veld.arg()), ("was", was.arg()), ("is", is.arg())],
    )
}

/// A value as people read it, where it is stored as a key.
fn in_words(c: &C, veld: &str, text: &str) -> String {
    match veld {
        "soort" => c.tk("kennis-soort", text),
        "onderwerp" => delen::onderwerp(&c.view, text),
        "talen" => {
            let names: Vec<String> = text.split(", ").map(|code| delen::taal(c, code)).collect();
            c.list_and(&names)
        }
        _ => text.to_owned(),
    }
}

/// Every version with what it says otherwise than the one before it; they come newest first.
pub(super) fn with_changes(c: &C, versies: &[Versie]) -> Vec<(Versie, Vec<String>)> {
    let lines = |versie: &Versie, before: &Versie| {
        let rest = before.velden.clone();
        let rest = rest.unwrap_or_else(|| Velden::empty(Soort::Product));
        changed_lines(c, before, &versie.said(&rest))
    };
    versies
        .iter()
        .enumerate()
        .map(|(n, versie)| {
            let before = versies.get(n + 1);
            let changed = before.map_or_else(Vec::new, |before| lines(versie, before));
            (versie.clone(), changed)
        })
        .collect()
}
