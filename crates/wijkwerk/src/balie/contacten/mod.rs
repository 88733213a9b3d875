//! Contacten: a question over any channel, with as little about the person as can be.
//!
//! Rules it relies on: INV-19 (a contact needs nothing about a person; what is kept has a chosen purpose and an end) and
//! L-21 (one closing question, and "no" never ends in nothing). The same topics for desk, telephone, letter, website and
//! information meeting. Around it: information meetings, the start of a shift, training and instructions.

mod model;
mod pages;
mod persoon;
mod rules;
mod store;
mod store_beside;
mod store_bijeenkomsten;
mod store_dienst;
mod store_instructies;
mod store_personen;
mod store_scholing;
mod store_tellingen;

pub mod actions;
pub mod bijeenkomsten;
pub mod dienst;
pub mod instructies;
pub mod scholing;
pub mod tellingen;

pub use actions::{
    DIGITAAL, HandedOver, SentOn, answer, ask, ask_online, check_online, close, note_sent_on,
    open_contact, pass_on, remind_due, reopen, settle, take_over,
};
pub use model::{
    CallTime, Contact, ContactState, Contactpersoon, Doel, NewContact, NewVraag, OwnQuestion,
    Reply, Uitkomst, Verder, Vervolg, Vraag,
};
pub(crate) use pages::{Tab, Vragen, tabs, told};
pub use persoon::{find_person, has_email, has_person, keep_person};
pub use rules::{Follow, KEEP_DAYS, REOPEN_DAYS, Refusal, is_personal, without_personal};
pub use store::{
    find_contact, get_contact, get_vraag, list_consulted, list_of_account, list_of_bijeenkomst,
    list_of_infopunt, list_open_contacts, list_owed, list_vragen,
};
pub use store_beside::find_by_nummer;
pub use tellingen::Tellingen;

use crate::http::Route;

/// The routes of this slice.
pub fn routes() -> Vec<Route> {
    pages::routes()
}

#[cfg(test)]
mod tests;
