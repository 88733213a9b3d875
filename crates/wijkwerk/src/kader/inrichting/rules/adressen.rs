//! The words of a gemeente in addresses: usable, each its own, and never that of a page which has a fixed address.

use super::super::model::Inrichting;
use super::super::woorden::{WoordSleutel, is_slug};
use super::Vondsten;
use crate::words::PATH_WORDS;

/// First words of an address that no gemeente may take.
pub const RESERVED_SLUGS: &[&str] = &[
    "api",
    "hsds",
    "open311",
    "l",
    "static",
    "inloggen",
    ".well-known",
    "demo",
    "bestand",
];

/// Words below a gemeente that no concept may take, also one whose word stands in no address yet.
const KEPT_FREE: &[&str] = &[
    "melden",
    "vraag",
    "agenda",
    "budget",
    "open-data",
    "vandaag",
    "beheer",
];

/// First words below a gemeente of the pages that every gemeente has under the same address: a concept whose word stands
/// in addresses would hide them.
pub const FIXED_PAGES: &[&str] = &[
    "aandachtsgebied-openbaar",
    "abonnement",
    "account",
    "balie",
    "balies",
    "beheer",
    "bestand",
    "doorverwijzingen",
    "draad",
    "draad-openbaar",
    "formatie",
    "hulp",
    "infopunten",
    "inloggen",
    "kennisbank",
    "locaties",
    "melden",
    "melding-openbaar",
    "mijn-melding",
    "ondersteuning",
    "plannen",
    "privacy",
    "stukken",
    "tijdelijk",
    "toegankelijkheid",
    "toegestuurd",
    "uitloggen",
    "vandaag",
    "vraag",
    "vraag-voorstellen",
    "wie",
    "wijkvragen",
    "zoeken",
    "zorg",
];

/// The address of a word must be usable and differ from every other.
pub(super) fn check(inrichting: &Inrichting, key: WoordSleutel, found: &mut Vondsten) {
    let Some(woord) = inrichting.woorden.get(&key).filter(|_| key.has_pages()) else {
        return;
    };
    let path = woord.path();
    let pad = format!("woorden.{}.pad", key.key());
    if !is_slug(&path) {
        found.add(
            pad,
            format!("\"{path}\" kan niet in een webadres staan."),
            "Gebruik alleen kleine letters, cijfers en streepjes.",
        );
        return;
    }
    let stands_in_addresses = PATH_WORDS.iter().any(|(word, _)| *word == key);
    let is_taken = FIXED_PAGES.contains(&path.as_str()) && stands_in_addresses;
    if RESERVED_SLUGS.contains(&path.as_str()) || KEPT_FREE.contains(&path.as_str()) || is_taken {
        found.add(
            pad,
            format!("Het webadres \"{path}\" is voor een vaste pagina."),
            "Geef dit woord een eigen pad.",
        );
        return;
    }
    let earlier = WoordSleutel::ALL
        .iter()
        .take_while(|other| **other != key)
        .find(|other| {
            other.has_pages()
                && inrichting
                    .woorden
                    .get(*other)
                    .is_some_and(|w| w.path() == path)
        });
    if let Some(other) = earlier {
        found.add(
            pad,
            format!(
                "\"{}\" en \"{}\" krijgen hetzelfde webadres.",
                other.key(),
                key.key()
            ),
            "Geef een van de twee een eigen pad.",
        );
    }
}
