//! Formatie: how much work there is room for, where and from whom; whom to turn to; and what support was given.
//!
//! Rules it relies on: INV-07 (the sum per origin is compared with what was agreed, never blocked), INV-08 (nobody above
//! 1.0 fte without a reason), V-80 and V-84 (one name with a deputy for every question "wie moet ik hebben?"), L-54 and
//! L-55 (support by the minute, from one catalogue for all). Nothing is overwritten: what changes ends and begins anew.

mod aanspreekpunt;
mod bewaking;
mod gelijkheid;
mod model;
mod pages;
mod rules;
mod store;

pub mod actions;

pub use aanspreekpunt::{Aanspreekpunt, Contactschema, Kaart, aanspreekpunten, read_contactschema};
pub use bewaking::{SUBJECT, watch_contacts};
pub use gelijkheid::Gelijkheid;
pub use model::{
    Contactregel, Contactsoort, Doelgroep, Formatieafspraak, Formatieregel, Invulling,
    NewContactregel, NewRegel, Ondersteuning, Ondersteuningsoort, SUPPORTED,
};
pub use pages::duration;
pub use rules::{Gebiedstand, Herkomststand, Mensstand, Stand, read_fte, show_fte};
pub use store::{list_contactregels, list_ondersteuningen};

use crate::http::Route;

/// The routes of this slice.
pub fn routes() -> Vec<Route> {
    pages::routes()
}

#[cfg(test)]
mod tests;
