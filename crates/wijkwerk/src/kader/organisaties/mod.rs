//! Organisations, organen (teams and bodies) and their zetels, effective-dated; nothing is ever deleted.

mod genodigden;
mod store;
mod store_genodigden;

pub mod actions;
mod rules;

#[cfg(test)]
pub(crate) mod tests;

pub use genodigden::{Genodigde, list_genodigden, list_unanswered};
pub use rules::*;
pub use store::{
    BEWONERSORGAAN, Invitation, Orgaan, Organisatie, Zetel, list_invitations, list_organen,
    list_organisaties, list_zetels,
};
pub(crate) use store::{fill_zetel, find_zetel, insert_organisatie};
