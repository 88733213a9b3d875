//! The rules of the whole product, each as a test: the shape of the house, the words, the matrix, every page.
//!
//! `WIJKWERK_UPDATE=1` rewrites what these tests print into `docs/generated/`. Read the difference before you
//! commit it.

#![expect(
    clippy::unwrap_used,
    reason = "a test that cannot go on says so by panicking"
)]

mod aanvaarding;
mod api;
mod architecture;
mod authz;
mod bad_commands;
mod bad_files;
mod bad_input;
mod bad_moment;
mod demojaar;
mod documents;
mod forms;
mod generated;
mod glossary;
mod html;
mod http;
mod invariants;
mod journaal;
mod kill;
mod locales;
mod manual;
mod matrix;
mod outage;
mod outline;
mod pages;
mod photos;
mod plain;
mod plans;
mod reach;
mod refusals;
mod reuse;
mod rietwaarde;
mod schema;
mod schema_read;
mod shipped_words;
mod snapshots;
mod sources;
mod statements;
mod stores;
mod testpunten;
mod wegwijzer;
