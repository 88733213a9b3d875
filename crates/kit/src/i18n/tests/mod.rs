//! Texts and words, in both languages.

mod texts;
mod words;
