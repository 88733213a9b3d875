//! Roosters: who stands at which point when.

pub mod voorstel;
