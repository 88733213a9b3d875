//! The log of who read personal data and what for (INV-45). It tells that something was read, never what.

use jiff::Timestamp;
use kit::db::Queries;
use uuid::Uuid;

use super::store::{self, list_rolvervullingen};
use crate::access::LinkHolder;
use crate::error::Result;
use crate::frame::Frame;
use crate::ids::AccountId;

pub use super::store::list_newest_reads;
pub(super) use super::store::list_own_reads;

/// One look at personal data.
#[derive(Clone, Debug)]
pub struct LeesRow {
    pub at: Timestamp,
    pub actor_kind: String,
    pub actor: Option<Uuid>,
    /// The word of a [`crate::app::Purpose`].
    pub purpose: String,
    pub subject_kind: String,
}

/// Somebody who looked at personal data: in which role, and when.
pub struct Lezer {
    pub rol: Option<String>,
    pub at: Timestamp,
}

/// Who of those who sign in looked at the data of the holder of a link, or at what the link is about; newest first.
pub fn list_readers(tx: &mut impl Queries, frame: &Frame, link: &LinkHolder) -> Result<Vec<Lezer>> {
    let mut readers = Vec::new();
    for (at, account) in store::list_looks(tx, frame.id, link)? {
        let roles = match account {
            Some(id) => list_rolvervullingen(tx, frame.id, Some(AccountId(id)), frame.today(at))?,
            None => Vec::new(),
        };
        let rol = roles.into_iter().next().map(|row| row.rol);
        readers.push(Lezer { rol, at });
    }
    Ok(readers)
}
