//! Roosters: who stands at which point when, and what is told when nobody does.
//!
//! Rules it relies on: INV-10 (a published hour has its people, or it is not published), L-74 (partners carry it together,
//! deviations are shown to all), L-77 (fewer people for a part of the day), L-38 (expired training). Availability has no
//! reason, and there is no place to give one.

mod actions;
mod agenda;
mod bewaking;
mod dekking;
mod druk;
mod eerlijk;
mod lopend;
mod maandvoorstel;
mod model;
mod oproep;
mod pages;
mod rules;
mod stand;
mod store;
mod toets;
mod vertrokken;
mod voorkeur;
mod zonder_regel;

pub mod voorstel;

pub use actions::{
    NewLid, NewPatroon, Zegt, Zet, call_off, confirm, fill, lay_out, make, make_patroon, offer,
    put_lid, say, set_regel, take,
};
pub(in crate::balie) use bewaking::guard;
pub use bewaking::{WARN_DAYS, guard_all, guard_everywhere, note_worked};
pub use lopend::Voorstellen;
pub use model::{
    Bezetting, BezettingState, Bezettingsregel, Dienst, Gat, Kan, NewDienst, Roosterlid, Tijd,
    Wanneer, moment,
};
pub use pages::{agenda_file, dienst_page, dienst_post};
pub use rules::{days, monday, month_of};
pub use store::{
    find_bezetting, find_dienst, find_gat, list_aandelen, list_beschikbaar, list_diensten,
    list_gaten, list_own,
};
pub use voorkeur::possible;
pub use zonder_regel::ask_for_rules;

use crate::http::Route;

/// The routes of this slice.
pub fn routes() -> Vec<Route> {
    pages::routes()
}

#[cfg(test)]
mod tests;
