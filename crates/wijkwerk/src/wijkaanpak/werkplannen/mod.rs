//! Werkplannen: what the partners of a team agreed to do this year, by whom, before when, and what came of it.
//!
//! A werkplan (team, year) holds aandachtsgebieden; an aandachtsgebied holds afspraken, each of one organisation, and
//! resultaten, judged by those who asked. Rules it relies on: INV-22 (a wijk of the team, a theme, a need; integraal takes
//! two), INV-23 (only the owning organisation accepts), INV-21 (nothing is done without evidence), INV-06 (a proposed
//! division owes nothing), INV-42 and INV-43 (the public face is generated and stays).
//!
//! It never writes meldingen, and never shows who an owner without organisation is.

mod combineren;
mod model;
mod pages;
mod rules;
mod store;
mod store_aandachtsgebieden;
mod store_afspraken;
mod store_herinneren;
mod store_meldingen;
mod store_opvolging;
mod store_partijen;
mod store_resultaten;
mod store_terug;
mod store_vergaderingen;
mod store_versies;
mod store_werkplannen;
mod telling;
mod terug;
mod vergaderingen;

pub mod actions;
pub mod publiek;

#[cfg(test)]
mod tests;

pub use combineren::{Hint, Reden, Werk};
pub use model::*;
pub use pages::{partner_page, partner_post, routes};
pub use publiek::Publiek;
pub use rules::{Stand, Telling, herkomst, is_late, stand, tally, warnings};
pub use store::{
    descent, find_aandachtsgebied, find_adopted_of, find_afspraak, find_werkplan, find_werkplan_of,
    lineage, list_aandachtsgebieden, list_afspraken, list_afspraken_of, list_bewijzen,
    list_bijdragen, list_required, list_resultaten, list_werkplannen,
};
pub use vergaderingen::NewVergadering;
