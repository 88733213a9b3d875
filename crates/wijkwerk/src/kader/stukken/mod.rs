//! Stukken: what the municipality sends to bodies of residents, open to everybody unless a reason and an end date say
//! otherwise.
//!
//! Rules it relies on: V-85 (public by default; when the end date passes a stuk is public by itself), INV-29 (no
//! restriction without reason and end date), INV-42 (what was published is changed or withdrawn, never deleted), INV-43
//! (the public reads a generated face). Of a restricted stuk that face holds why and until when, never a word of its own.
//! The end date is looked at whenever somebody reads, so work that comes late hides nothing.

mod model;
mod pages;
mod publiek;
mod rules;
mod store;

pub mod actions;

#[cfg(test)]
mod tests;

pub use model::{Beperking, Beperkingsgrond, NewBeperking, NewStuk, Stuk, Stukinhoud};
pub use pages::hidden_sentence;
pub use publiek::{
    Openbaar, Publiek, Verborgen, find_document, find_openbaar, hidden, list_openbaar, publish_due,
};
pub use store::find_stuk;

use crate::http::Route;

/// The routes of this slice.
pub fn routes() -> Vec<Route> {
    pages::routes()
}
