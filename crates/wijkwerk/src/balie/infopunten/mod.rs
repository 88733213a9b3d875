//! Infopunten and locaties: where people can go, and the one source of when.

mod cijfers;
mod inhoud;
mod model;
mod nacht;
mod pages;
mod rules;
mod store;

pub mod actions;
pub mod tijdelijk;
pub mod tijden;
pub mod uren;

#[cfg(test)]
mod tests;

pub use actions::Aantal;
pub use inhoud::{Inhoud, set_inhoud};
pub use model::{
    Infopunt, InfopuntSoort, InfopuntState, LOCATIE_SOORTEN, NewInfopunt, NewLocatie, Rang,
    Uitzondering, Versie, VrijSoort, Vrijedag,
};
pub use nacht::look_at_points;
pub use pages::{Balieplek, Vandaag, balieplekken, vandaag};
pub use rules::Stap;
pub use store::{find_infopunt, list_infopunten, list_open_infopunten};

use crate::http::Route;

/// The routes of this slice.
pub fn routes() -> Vec<Route> {
    pages::routes()
}
