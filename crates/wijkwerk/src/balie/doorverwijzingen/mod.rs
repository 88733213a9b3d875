//! Doorverwijzingen: a referral as a thing with a life, until the resident's own verdict (INV-17, INV-18).
//!
//! Rules it relies on: L-39 (right in one go, unknown shown apart), L-44 (a code instead of telling it again), L-46 and
//! O-27 (the receiver's norm; a fallback is warned and the resident told), P2 (what is kept of the person stands apart and
//! goes ninety days after the outcome). What the resident agrees to is the exact sentence that was shown.

mod cijfers;
mod model;
mod nacht;
mod pages;
mod rules;
mod store;

pub mod actions;

pub use actions::{
    Inzage, agree, answer, arrive, erase_own, expire_due, insight, judge, let_go, may_see, no_show,
    propose, receives, reroute, send,
};
pub use cijfers::{Cijfers, Groep, Telling, Zwak};
pub use model::{
    Antwoord, Doorverwezene, Doorverwijzing, DoorverwijzingState, Item, NewDoorverwijzing,
    NewRoute, OordeelVan, Persoon, Reden, Route as Verwijsroute, Uitkomst, Vervolg, Wijze,
};
pub use nacht::{ask_all, expire_all};
pub use pages::{
    ANY as READERS, doorverwezene_page, doorverwezene_post, instemmen_page, instemmen_post,
    ontvanger_page, ontvanger_post,
};
pub use rules::read_code;
pub use store::{
    find, find_by_code, find_item, find_person, find_reach, find_route, list_all_routes,
    list_chain, list_of_account,
};

use crate::access::Permission;
use crate::frame::Frame;
use crate::http::Route;
use crate::ids::{GebiedId, InfopuntId, OrganisatieId};
use crate::kader::inrichting::Inrichting;

/// The routes of this slice.
pub fn routes() -> Vec<Route> {
    pages::routes()
}

/// A point where people are sent on from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Punt {
    pub id: InfopuntId,
    pub naam: String,
    pub gebied: GebiedId,
    pub organisatie: OrganisatieId,
}

/// The gebied with everything above it, the closest first.
fn line_of(frame: &Frame, gebied: GebiedId) -> Vec<GebiedId> {
    let mut line = Vec::new();
    let mut next = Some(gebied);
    while let Some(id) = next.filter(|id| !line.contains(id)) {
        line.push(id);
        next = frame.gebied(id).and_then(|found| found.parent);
    }
    line
}

/// The first role in use that may do this: who solves what hangs between partners, who keeps the routes.
fn role_with(inrichting: &Inrichting, permission: Permission) -> String {
    inrichting
        .roles()
        .find(|(key, rol)| rol.in_gebruik && inrichting.permissions_of(key).contains(&permission))
        .map_or_else(|| "coordinator".to_owned(), |(key, _)| key.to_owned())
}

#[cfg(test)]
mod tests;
