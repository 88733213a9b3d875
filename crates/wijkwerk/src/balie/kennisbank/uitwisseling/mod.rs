//! The kennisbank in the words of others: HSDS 3.0 in and out, and the feed of Samenwerkende Catalogi 4.0.
//!
//! Reading and writing HSDS are pure (`lees`, `schrijf`, `vorm`, `uren`); a package of any size goes by row by row
//! (`pakket`, `tabellen`). What a package says that we have no column for is kept with the item and given back as it
//! came, as long as it still says the same as we do. Names of contact persons are never taken over.

mod api;
mod catalogi;
mod dienst;
mod ids;
mod keten;
mod lees;
mod pakket;
mod plat;
mod punten;
mod schrijf;
mod store;
mod stroom;
mod tabel;
mod tabellen;
mod toets;
mod uren;
mod vorm;
mod vraag;

pub use ids::{organization_id, topic_id};
pub use pakket::{Package, Read, Unreadable, read_package, read_package_telling};
pub use plat::Tables;
pub use schrijf::{Offer, Place, service};
pub use store::{list_offers, list_shown, samples};
pub use vorm::{CLOSED_FOR_NOW, Finding, What};

use crate::http::Route;

/// The routes of what others read.
pub fn routes() -> Vec<Route> {
    [api::routes(), catalogi::routes()].concat()
}

#[cfg(test)]
mod tests;
