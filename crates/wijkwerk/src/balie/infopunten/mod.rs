//! Infopunten and locaties: where people can go, and the one source of when.

mod cijfers;
mod grond;
mod inhoud;
mod model;
mod nabij;
mod nacht;
mod overlap;
mod pages;
mod regio;
mod rules;
mod store;
mod verhuizing;
mod verteld;
mod wijziging;

pub mod actions;
pub mod tijdelijk;
pub mod tijden;
pub mod uren;

#[cfg(test)]
mod tests;

pub use actions::Aantal;
pub(in crate::balie) use grond::{end_what_passed, look_at_ground};
pub use inhoud::{Inhoud, set_inhoud};
pub use model::{
    Infopunt, InfopuntSoort, InfopuntState, LOCATIE_SOORTEN, NewInfopunt, NewLocatie, Rang,
    Uitzondering, Velden, Versie, VrijSoort, Vrijedag,
};
pub use nabij::PointIndex;
pub use nacht::{BASE, REGISSEUR, RULE, look_at_points, told_per_week};
pub use pages::{
    Balieplek, Elders, MetUren, Stand, Vandaag, balieplekken, find_known, list_standen, vandaag,
};
pub use rules::Stap;
pub use store::{find_infopunt, list_infopunten, list_open_infopunten};
pub use verteld::{Told, list_told};
pub use wijziging::change_infopunt;

use crate::http::Route;

/// The routes of this slice.
pub fn routes() -> Vec<Route> {
    pages::routes()
}
