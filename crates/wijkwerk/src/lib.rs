//! Wijkwerk: gemeente, partners and residents run their wijken together.
//!
//! A folder per domain slice, gathered in wings that follow the work: `kader` (who, where, when, the rules of the game),
//! `wijkaanpak` (from signal to result), `balie` (every question gets one good answer), `publiek` (what everybody may see),
//! `aansluitingen` (other systems that hear of it). See `docs/architecture.md`.

pub mod aansluitingen;
pub mod access;
pub mod app;
mod background;
pub mod balie;
pub mod cli;
pub mod config;
pub mod demo;
pub mod error;
pub mod frame;
pub mod http;
pub mod ids;
pub mod jobs;
pub mod journaal;
pub mod kader;
pub mod layout;
mod limits;
pub mod migrations;
pub mod notifications;
pub mod publiek;
pub mod routes;
pub mod sheet;
pub mod shipped;
pub mod testing;
pub mod wijkaanpak;
pub mod words;
pub mod write;

/// The version of the API under `/api/v1`.
pub const API_VERSION: &str = "1.0.0";
