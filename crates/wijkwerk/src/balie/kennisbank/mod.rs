//! Kennisbank and sociale kaart: items that one institution each answers for.
//!
//! Rules it relies on: INV-15 (only people of the owning organisation change a text; others flag it or put a labelled
//! note beside it), INV-16 (what was not checked in time says so everywhere, print included), INV-43 (the public face is
//! a generated object that is never deleted). Every text there ever was is kept. Drafts of nobody can be claimed and are
//! never shown as checked.

pub(crate) mod blad;
mod leesbaar;
pub mod links;
mod model;
mod pages;
mod plekken;
mod publiek;
mod rules;
mod store;

pub mod actions;

pub use actions::{DUE, flag, flag_found, is_owner, may_review, may_see, place_is_gone};
pub use leesbaar::{Hint, hints};
pub(crate) use model::split_talen;
pub use model::{
    AssuredBy, Filter, FlagKind, Freshness, Informatieafspraak, Item, ItemState, Kanaalplek, MIS,
    Notitie, Plaats, Reactie, Reacties, SettledAs, Soort, UrlState, Velden, Versie, Vertaling,
    Vlag,
};
pub use pages::{bron_page, bron_post};
pub(crate) use pages::{changed_lines, freshness, leeftijd, taal};
pub use plekken::{
    Near, Plek, find_wijk, find_wijk_around, find_wijk_meant, nearest_first, nearest_in,
    nearest_to, open_now, with_hours,
};
pub use publiek::{Document, Openbaar, find_openbaar, project, project_at};
pub use rules::{FieldChange, Refusal, is_sleutel, is_telefoon, shortened};
pub use store::{
    Herkomst, count_read_in, find_by_extern, find_by_sleutel, find_informatieafspraak, find_item,
    get_item, list_at_plaats, list_essential, list_gebieden, list_informatieafspraken, list_items,
    list_kanalen, list_links, list_notities, list_plaatsen, list_plaatsen_of, list_read_in,
    list_versies, list_versies_at, list_vertalingen, list_vlaggen, list_woorden,
    list_written_since, reacties,
};

pub mod inlezen;
pub mod uitwisseling;

use crate::http::Route;

#[cfg(test)]
mod tests;

/// The routes of this slice.
pub fn routes() -> Vec<Route> {
    [pages::routes(), uitwisseling::routes()].concat()
}
