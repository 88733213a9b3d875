//! The wegwijzer: a question as a resident types it, and the items that answer it.
//!
//! [`Index::ask`] takes words, a question or a clumsy story and gives ranked items with why they were found, an urgent
//! need if one is told, and how sure it is; with nothing that fits it says so, so that the page can offer a person.
//! The words residents use, the kindred words, the urgent rules and the subjects that others answer for are texts in
//! `kennis/`, which anybody can read and extend; the longer texts there are shown and not searched. What a desk chose is added by [`Learned`] and can be taken back.
//!
//! Pure and in memory. It keeps no question, only words that somebody had written down before, and personal data in one ([`personal_data`]) takes no part in ranking or
//! learning. How it ranks and how well: `docs/wegwijzer.md`.

pub mod actions;

mod index;
mod kennis;
mod kept;
mod learned;
mod pages;
mod personal;
mod phrases;
mod query;
mod rank;
mod scores;
mod store;
mod store_gevonden;
mod store_keuzes;
mod suggest;
mod teksten;
mod toets;
mod urgent;
mod vocabulary;
mod words;

#[cfg(test)]
mod tests;

pub use index::{Doc, Index};
pub use kennis::{CatalogueItem, catalogue, words_for};
pub use kept::Kept;
pub use learned::{Choice, KnownWords, Learned, Outcome};
pub use pages::{Vooraf, look_first, routes, without_personal};
pub use personal::{Kind as PersonalKind, Span as PersonalSpan, found as personal_data};
pub use rank::{Answer, Certainty, Elsewhere, Hit, Reason, Work};
pub(crate) use store::count_left_out;
pub use suggest::Suggestion;
pub use teksten::{CatalogueText, text_for};
pub use toets::{Figures, Question, StyleFigures, UrgentFigures, UrgentQuestion, measure};
pub use urgent::Urgent;
pub use vocabulary::is_common;
pub use words::{Fault, Section, parse as parse_words};
