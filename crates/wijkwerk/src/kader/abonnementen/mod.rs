//! Abonnementen: who gets the news of a wijk by mail, once a week (V-86).
//!
//! Somebody asks on the page of a wijk, and says by a link in a mail that the address is theirs; before that it gets no
//! news, and after seven days it is gone. Asking for an address that is known gets the same answer. One tap ends it, from
//! the page of the link or from the mail program itself (RFC 8058); then the address is gone at once. An address is never
//! in a list, an export, the journaal or a log.

mod pages;
mod store;

pub mod actions;

pub use pages::{abonnement_page, abonnement_post};
pub use store::{
    Abonnement, Bericht, NewNieuwsbrief, Nieuwsbrief, advance, find_abonnement, has_nieuwsbrief,
    list_gebieden_due, list_lezers, list_told, next_open,
};

use crate::http::Route;

/// What links and journaal entries call one.
pub const KIND: &str = "abonnement";

/// The routes of this slice.
pub fn routes() -> Vec<Route> {
    pages::routes()
}
