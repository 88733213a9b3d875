//! What everybody may see, and what waits for each person: gathered from every wing.
//!
//! A public page reads only public projections (`meldingen_publiek`, `aandachtsgebieden_publiek`), references (`plannen`)
//! and who-is-who with consent; never the tables behind them (INV-43). It holds no name of a visitor and no form token, so
//! it can be kept.

mod alike;
mod bestanden;
pub mod bewonersgroep;
mod catalogus;
mod document;
mod kaart;
mod links;
mod nieuws;
mod nieuwsbrief;
mod openbaar;
mod resultaten;
pub mod rode_draad;
mod start;
mod store;
mod store_bestanden;
pub mod vandaag;
mod wijkpaginas;
mod woord;
mod zoeken;

#[cfg(test)]
mod tests;

pub use alike::AlikeIndex;
pub use nieuwsbrief::publish_due;

use crate::http::Route;

/// The routes of this slice.
pub fn routes() -> Vec<Route> {
    [
        start::routes(),
        links::routes(),
        wijkpaginas::routes(),
        nieuws::routes(),
        catalogus::routes(),
        openbaar::routes(),
        rode_draad::routes(),
        vandaag::routes(),
        zoeken::routes(),
        bestanden::routes(),
        bewonersgroep::routes(),
    ]
    .concat()
}
