//! Wijkvragen: what residents ask the bewonersorgaan of their wijk.
//!
//! Rules it relies on: V-66 (the bewonersorgaan is a contact point for the interest of the wijk; what is about somebody's
//! own life goes to the desk, and nothing of it stays behind) and INV-45 (every reading of the words is logged). The
//! address of who asks is shown to nobody: the answer goes by mail and stands behind the link.

mod model;
mod pages;
mod rules;
mod store;

pub mod actions;

pub use actions::{answer, ask, erase_own, hand_over, hand_over_left, may_answer, take_on};
pub use model::{Asked, NewWijkvraag, Wijkvraag, WijkvraagState, Wijkvrager};
pub use pages::{routes, vrager_page, vrager_post};
pub use rules::{KEEP_DAYS, LONGEST, LONGEST_ANSWER, Refusal};
pub use store::{Waiting, find_vrager, find_wijkvraag, get_wijkvraag, list_told, waiting_of};

#[cfg(test)]
mod tests;
