//! Words on pages and in mails: two languages, Fluent texts, dates and numbers as people say them.
//!
//! [`Translations`] holds every text of the product, in Dutch and English, and is built once at
//! start-up. [`words`] writes dates, times, amounts and lists. Neither knows a municipality: the words
//! of an inrichting come in as arguments.
//!
//! A text that is missing is shown as `⟨key⟩` and recorded; a page never fails over a word.

mod check;
mod lang;
mod translations;
pub mod words;

pub use check::Finding;
pub use lang::{Lang, UnknownLang};
pub use translations::{Arg, Problem, Translations, TranslationsError};

#[cfg(test)]
mod tests;
