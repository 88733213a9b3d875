//! Infopunten and locaties: where people can go, and the one source of when.

mod model;
mod pages;
mod store;

pub mod actions;

pub use actions::Aantal;
pub use model::{
    Infopunt, InfopuntSoort, InfopuntState, LOCATIE_SOORTEN, NewInfopunt, NewLocatie, Rang,
};
pub use store::{find_infopunt, list_infopunten, list_open_infopunten};

use crate::http::Route;

/// The routes of this slice.
pub fn routes() -> Vec<Route> {
    pages::routes()
}
