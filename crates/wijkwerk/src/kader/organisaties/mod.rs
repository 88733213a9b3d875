//! Organisations, organen (teams and bodies) and their zetels, effective-dated; nothing is ever deleted.

mod store;

pub use store::{Orgaan, Organisatie, Zetel, list_organen, list_organisaties, list_zetels};
pub(crate) use store::{fill_zetel, find_zetel};
