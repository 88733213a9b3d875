//! Dutch text as people type it: folding, stems, compounds, sounds and typing errors.
//!
//! Pure and in memory; it knows words, not what they are about. A search index and a ranking are built on the same
//! analysis, so that a word that is found by one is found by the other. Nothing here is learned from a word list: the
//! vocabulary is whatever its user puts in.

mod compound;
mod fold;
mod quick;
mod spell;
mod stem;
mod stop;

pub use compound::Splitter;
pub use fold::{Word, each_word, fold, words};
pub use quick::{Quick, QuickMap, QuickSet};
pub use spell::{Near, Speller, distance, sound};
pub use stem::{forms, stem};
pub use stop::is_stop_word;
