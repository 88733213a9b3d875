//! Taken: the work in the field, one per discipline of a melding; the reporter sees one case.
//!
//! Rules it relies on: L-68…L-71 (a team per area, directed by its wijkopzichter, several disciplines, a minimal signal of
//! concern without free text), INV-21 (done needs evidence). A signal of concern lives in its own closed table: place and
//! a request to call back, nothing else.

mod pages;
mod store;
mod store_schrijven;
mod store_zorg;

pub mod actions;
pub mod zorg;

pub use actions::{assign, cancel_open, finish, give_back, make, not_now, reopen};
pub use store::{Taak, find_taak, get_taak, list_for, list_of_melding, list_of_team, move_open};

use crate::http::Route;

/// The routes of this slice.
pub fn routes() -> Vec<Route> {
    pages::routes()
}
