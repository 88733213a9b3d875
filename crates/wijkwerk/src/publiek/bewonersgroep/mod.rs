//! One body or group of residents on one page, for whoever supports it: what it was asked, what is worked on in its wijken,
//! the contact with it and the support that it got (L-62).
//!
//! Initiatives get their place here when the product keeps them; until then what residents asked for stands in the
//! aandachtsgebieden of their wijken. Rules it relies on: L-54 (support by the minute), INV-43 (what is worked on is shown by
//! its public face). It never shows the words of a question, and keeps no line that tells who somebody is.

mod model;
mod pages;
mod store;

pub mod actions;

#[cfg(test)]
mod tests;

pub use model::Contactwijze;
pub(super) use pages::routes;
