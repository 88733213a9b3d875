//! Accounts: people who sign in, their dated Rolvervullingen, sessions and mail links.
//!
//! Sign-in is by a single-use link that lives 15 minutes and works only in the browser that asked, or by the six-digit
//! code of the same mail. Sessions live in the database with an idle and an absolute end. Tokens are stored hashed and
//! never logged. Who-is-who shows role and reach; name and face only with that person's recorded consent.

mod gegevens;
mod leeslog;
mod links;
mod mail;
mod own;
mod sessions;
mod sign_in;
mod store;
mod vervanging;

pub mod actions;
pub mod pages;

#[cfg(test)]
pub(crate) mod tests;

pub use gegevens::{Correction, correct};
pub use leeslog::{LeesRow, Lezer, list_newest_reads, list_readers};
pub use links::{LinkWanted, make_link, revoke_links};
pub use own::where_words;
pub use sessions::{
    SESSION_COOKIE, SURE_SECONDS, actor_for, actor_of, cookie_name, end_session, gemeente_of_link,
    home, start_session, token_hash,
};
pub use store::{
    AccountRow, Contact, ContactReach, LocatieReach, RolvervullingRow, contact_of, contacts_in,
    find_account, find_account_by_email, initials, list_accounts, list_contact_reaches,
    list_locaties_with_points, list_rolvervullingen, list_rolvervullingen_from, organisaties_with,
};
