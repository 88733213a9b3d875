//! The journaal: who changed what, in order, per gemeente; everything else follows from it.
//!
//! An entry holds ids, verbs, field names, states, dates, amounts and purposes; never a name, an address, free text, an
//! IP address or a token. Text that a timeline needs stands in a *bijlage* that can be erased; the entry carries its
//! salted hash, so the chain stays valid. `seq` is given under the write lock: no holes, no late arrivals. Nothing ever
//! rewrites an entry.

mod chain;
mod entry;
mod readers;
mod store;

pub use chain::{Broken, verify};
pub use entry::{ActorRef, Entry, Verb};
pub use readers::{Batch, advance, end, next_batch, position};
pub(crate) use store::{Head, append};
pub use store::{Line, attachment, erase_attachments, last_change, lines_about, lines_after};
