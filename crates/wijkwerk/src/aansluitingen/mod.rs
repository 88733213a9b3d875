//! Aansluitingen: other systems that hear from the desk, as the settings name them (webhooks, Klantinteracties).
//!
//! Each follows the journaal with a place of its own, from the moment it was first seen on: what was before is not told.
//! What is to be told waits in `afleveringen`, in the order of the journaal, and is gone once it has arrived; a restart
//! goes on where it was. What fails is tried again after growing pauses and holds up what comes after it; what keeps
//! failing is given up, `doctor` says so and a command sends it again. Nothing personal leaves: a message holds ids, fixed
//! words and moments. No write waits for another system, and no system for another: each has a thread of its own.

mod bericht;
mod gebeurtenis;
mod klant;
mod outbound;
mod reader;
mod sender;
mod senders;
mod store;
mod teken;

use kit::db::Queries;

use crate::app::App;
use crate::config::{Config, Gebeurtenis, Klantinteracties, Webhook};
use crate::error::Result;
use crate::ids::GemeenteId;

#[cfg(test)]
pub(crate) use sender::send_due;
pub use senders::Senders;
pub use store::Stand;

/// One system that hears from the desk.
#[derive(Clone, Copy, Debug)]
pub enum Aansluiting<'a> {
    /// Told at an address of its own.
    Webhook(&'a Webhook),
    /// A register of contacts that is kept up to date.
    Klant(&'a Klantinteracties),
}

impl<'a> Aansluiting<'a> {
    /// All that the settings name.
    pub fn all(config: &'a Config) -> impl Iterator<Item = Self> {
        let hooks = config.webhooks.iter().map(Self::Webhook);
        hooks.chain(config.klantinteracties.iter().map(Self::Klant))
    }

    /// Its name in the settings, which no other has.
    pub fn name(self) -> &'a str {
        match self {
            Self::Webhook(one) => &one.name,
            Self::Klant(one) => &one.name,
        }
    }

    /// The slug of the gemeente that it hears from.
    pub fn gemeente(self) -> &'a str {
        match self {
            Self::Webhook(one) => &one.gemeente,
            Self::Klant(one) => &one.gemeente,
        }
    }

    fn wants(self, gebeurtenis: Gebeurtenis) -> bool {
        match self {
            Self::Webhook(one) => one.events.contains(&gebeurtenis),
            Self::Klant(_) => klant::TOLD.contains(&gebeurtenis),
        }
    }
}

/// How it stands with what this system is to hear; `late` is what was read before that moment and still waits.
pub fn stand(
    tx: &mut impl Queries,
    gemeente: GemeenteId,
    name: &str,
    late: jiff::Timestamp,
) -> Result<Stand> {
    store::stand(tx, gemeente, name, late)
}

/// Sends again what was given up for this system; answers how much, or nothing if no system has this name.
pub fn send_again(app: &App, name: &str) -> Result<Option<u64>> {
    let Some(one) = Aansluiting::all(app.config()).find(|one| one.name() == name) else {
        return Ok(None);
    };
    let Some(frame) = app.frame_blocking(one.gemeente())? else {
        return Ok(Some(0));
    };
    let (gemeente, name, now) = (frame.id, name.to_owned(), app.clock().now());
    let count = app
        .db()
        .bookkeep_blocking(move |tx| store::again(tx, gemeente, &name, now))?;
    Ok(Some(count))
}

#[cfg(test)]
mod tests;
