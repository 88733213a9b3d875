//! Rode draad: the whole thread of a melding, aandachtsgebied, afspraak or result, from asked to told.
//!
//! Two faces. Staff see what tables and journaal hold, with links to the work itself; everybody sees the same thread made
//! of public projections alone. A node names a role, team or organisation, never a resident. Nothing is stored: the thread
//! is what the rest has already written down. A referral has the first face only.

mod beeld;
mod intern;
mod model;
mod openbaar;
mod pages;
mod store;
mod verwijzing;

pub use beeld::DraadBeeld;
pub use intern::{places_of, thread_of};
pub use model::{Draad, Knoop, Kosten, Soort, Stand, Stap, Wie, arrange};
pub use openbaar::public_thread_of;

use uuid::Uuid;

use crate::http::{Route, View};
use crate::layout;

/// The routes of every kind of thread.
pub(super) fn routes() -> Vec<Route> {
    [pages::routes(), verwijzing::routes()].concat()
}

/// The address of the thread that staff see: for "Bekijk de rode draad".
pub fn url_of(view: &View, soort: Soort, id: Uuid) -> String {
    layout::url(view, &format!("/draad/{soort}/{id}"))
}

/// The address of the thread that everybody sees.
pub fn public_url_of(view: &View, soort: Soort, id: Uuid) -> String {
    layout::url(view, &format!("/draad-openbaar/{soort}/{id}"))
}
