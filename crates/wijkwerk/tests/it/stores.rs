//! SQL stands in the store of a slice: `store.rs`, `store_….rs`, or a file in `store/`.

use std::collections::BTreeSet;

use crate::sources::none;
use crate::statements;

/// The wings that are made of slices.
const WINGS: &[&str] = &[
    "kader",
    "wijkaanpak",
    "balie",
    "stem",
    "geld",
    "sturing",
    "publiek",
    "aansluitingen",
];

/// Files that hold SQL outside a store still. The list only shrinks: what is new goes to a store.
const ELSEWHERE: &[&str] = &[
    "wijkaanpak/meldingen/actions",
    "wijkaanpak/meldingen/contact",
    "wijkaanpak/meldingen/fotos",
    "wijkaanpak/meldingen/import",
    "wijkaanpak/meldingen/oordeel",
    "wijkaanpak/meldingen/pages/nearby",
    "wijkaanpak/meldingen/pages/own",
    "wijkaanpak/meldingen/publiek",
    "wijkaanpak/meldingen/staff/actions",
    "wijkaanpak/meldingen/triage",
    "wijkaanpak/taken/actions",
    "wijkaanpak/taken/pages/mod",
    "wijkaanpak/werkplannen/actions/aandachtsgebied",
    "wijkaanpak/werkplannen/actions/afspraak",
    "wijkaanpak/werkplannen/actions/bewijs",
    "wijkaanpak/werkplannen/actions/deal",
    "wijkaanpak/werkplannen/actions/foto",
    "wijkaanpak/werkplannen/actions/plan",
    "wijkaanpak/werkplannen/actions/plannen",
    "wijkaanpak/werkplannen/actions/resultaat",
    "wijkaanpak/werkplannen/publiek",
];

#[test]
fn sql_of_a_slice_stands_in_its_store() {
    let mut found = BTreeSet::new();
    for statement in statements::all() {
        let place = statement.place.trim_start_matches("crates/wijkwerk/src/");
        let file = place.split(".rs:").next().unwrap_or_default();
        let mut parts = file.split('/');
        let is_slice = parts.next().is_some_and(|wing| WINGS.contains(&wing));
        let is_store = parts.any(|part| part == "store" || part.starts_with("store_"));
        if is_slice && !is_store {
            found.insert(file.to_owned());
        }
    }
    let known: BTreeSet<String> = ELSEWHERE.iter().map(|file| (*file).to_owned()).collect();
    let wrong: Vec<String> = found.symmetric_difference(&known).cloned().collect();
    none(
        "SQL outside a store, or a file in the list that has none any more",
        &wrong,
    );
}
