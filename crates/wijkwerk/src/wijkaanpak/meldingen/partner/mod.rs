//! A melding that triage sent on to a partner: taken on for a day, done with evidence, or handed back with a reason.
//!
//! Rules it relies on: INV-20 (whoever decided stays its owner, and who let us know hears each step), INV-21 (done needs
//! evidence). The partner sees what there is to do and where, never who let us know.

mod actions;
mod pages;

pub(super) use actions::{ask, holder, let_go, settle, still_to_hear, unsaid_with, withdraw};
pub use actions::{deliver, hand_back, take_on};
pub(super) use pages::routes;

#[cfg(test)]
mod tests;
