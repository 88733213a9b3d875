//! Notifications: who hears by mail what happened, read from the journaal.
//!
//! Rules it relies on: INV-20 (the reporter hears each step), INV-21 (done asks whether it is solved). A mail waits as
//! long as an undo can withdraw it; a person gets one mail per thread per day unless something is asked. Never
//! called by a handler or an action: the reader follows the journaal, the sender follows the table of mails.

mod abonnement;
mod account;
mod afspraak;
mod contacten;
mod contactpersoon;
mod doorverwijzing;
mod infopunt;
mod kennis;
mod letter;
mod melding;
mod nieuwsbrief;
mod partner;
mod people;
mod plicht;
mod post;
mod reader;
mod resultaat;
mod rooster;
mod route;
mod samen;
mod sender;
mod stuk;
mod told;
mod uitnodiging;
mod wijkvraag;

pub use nieuwsbrief::send_issues;
pub use reader::{READER, read_new};
pub use sender::send_due;
pub(crate) use told::note as note_told_by;

#[cfg(test)]
mod tests;
