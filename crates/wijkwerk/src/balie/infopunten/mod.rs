//! Infopunten and locaties: where people can go, and the one source of when.

mod inhoud;
mod model;
mod pages;
mod rules;
mod store;

pub mod actions;
pub mod tijden;
pub mod uren;

pub use actions::Aantal;
pub use inhoud::{Inhoud, set_inhoud};
pub use model::{
    Infopunt, InfopuntSoort, InfopuntState, LOCATIE_SOORTEN, NewInfopunt, NewLocatie, Rang,
    Uitzondering, Versie, VrijSoort, Vrijedag,
};
pub use rules::Stap;
pub use store::{find_infopunt, list_infopunten, list_open_infopunten};

use crate::http::Route;

/// The routes of this slice.
pub fn routes() -> Vec<Route> {
    pages::routes()
}
