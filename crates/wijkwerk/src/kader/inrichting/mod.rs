//! The inrichting: everything that makes one gemeente different from another, as a document.
//!
//! A municipality's note is configuration. Words, levels of gebieden, the division into teams, bodies
//! with seats, roles, channels, terms and rules stand in a TOML document; each rule carries its source
//! and its strength (must, should, may), and what nobody decided is `nietBesloten` with the name of who
//! decides. A document lies on a basis that ships with the product and may lie on another document.
//!
//! Rules it relies on: INV-01 (every wijk in exactly one team where coverage is full), INV-04 (no team
//! chair bound to the gemeente), INV-47 (what is desirable may warn, never block).
//!
//! The document itself knows no database, file or clock ([`store`] and [`actions`] keep and apply it), and it never asks
//! which gemeente it is.

pub mod actions;
pub mod store;

mod accessors;
mod beheer;
mod diff;
mod document;
mod kaart;
mod load;
mod model;
mod partijen;
mod reference;
mod regio;
mod rules;
mod schema;
mod spelregels;
mod store_organisaties;
mod store_zetels;
mod woorden;
mod zetels;

#[cfg(test)]
mod tests;

pub use accessors::{Beslissing, Duur};
pub use beheer::{Aanname, OpenBesluit};
pub use diff::{Wijziging, diff};
pub use kaart::{Kaart, load_kaart};
pub use load::{Bevinding, check, load, to_toml};
pub use model::*;
pub use partijen::*;
pub use reference::reference_markdown;
pub use regio::Schoolregio;
pub use rules::{FIXED_PAGES, RESERVED_SLUGS};
pub use schema::json_schema;
pub use spelregels::*;
pub use store_organisaties::list_dropped;
pub use woorden::{Lidwoord, Woord, WoordSleutel};
pub use zetels::split_zetel;
