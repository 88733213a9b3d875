//! Locaties: the places where people can go, whoever answers for what is offered there.
//!
//! Rules it relies on: INV-11 (one source of hours: what is told of a place anywhere follows from its row), INV-15 (only
//! people of the organisation that answers for a place change it; others say what is not right, and whoever keeps a point
//! that is there may put it on the map), INV-43 (the public faces of what can be had there follow in the same write). Every
//! state that a place had since somebody changed it is kept.

mod model;
mod pages;
mod rules;
mod store;

pub mod actions;

#[cfg(test)]
mod tests;

pub use actions::{flag, owners, settle_flag};
pub use model::{Aanbod, Locatie, Velden, Versie, Vlag};
pub use rules::desks_asked_for;
pub use store::{find_locatie, list_locaties, list_versies, list_vlaggen, locate_postcode};

use crate::http::Route;

/// The routes of this slice.
pub fn routes() -> Vec<Route> {
    pages::routes()
}
