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
    let wrong: Vec<String> = found.into_iter().collect();
    none("SQL outside a store", &wrong);
}
