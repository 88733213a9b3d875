//! The technical ground under Wijkwerk.
//!
//! `kit` knows nothing of municipalities: it stores, counts time, makes ids, sends mail, keeps files, speaks two languages,
//! reads words, hours and calendars, and writes paper. Everything that a resident or a civil servant would point at lives in
//! the crate `wijkwerk`.

pub mod agenda;
pub mod clock;
pub mod db;
pub mod files;
pub mod hours;
pub mod i18n;
pub mod ids;
pub mod mail;
pub mod pdf;
pub mod testing;
pub mod zoek;
