//! The pages of referrals: make one, follow it, answer it, and what they say together.

mod cijfers;
mod code;
mod detail;
mod doorverwezene;
mod gegevens;
mod instemmen;
mod lijst;
mod nieuw;
mod ontvanger;
mod regel;
mod routes;
mod velden;
mod waarheen;

pub use doorverwezene::{doorverwezene_page, doorverwezene_post};
pub use instemmen::{instemmen_page, instemmen_post};
pub use ontvanger::{ontvanger_page, ontvanger_post};

use kit::db::Queries;

use super::model::Item;
use crate::access::Permission;
use crate::balie::kennisbank::{Freshness, find_item, freshness};
use crate::error::Result;
use crate::frame::pick;
use crate::http::Route;
use crate::layout::C;

/// Whoever has to do with referrals in any way.
pub const ANY: &[Permission] = &[
    Permission::DoorverwijzingSend,
    Permission::DoorverwijzingRead,
    Permission::DoorverwijzingReceive,
    Permission::DoorverwijzingRegie,
];

pub(super) fn routes() -> Vec<Route> {
    [
        nieuw::routes(),
        lijst::routes(),
        code::routes(),
        detail::routes(),
        gegevens::routes(),
        routes::routes(),
        cijfers::routes(),
    ]
    .concat()
}

/// Something to choose.
#[derive(Clone, Debug)]
pub(super) struct Keuze {
    pub value: String,
    pub naam: String,
    pub hint: String,
    pub chosen: bool,
}

impl Keuze {
    pub(super) fn new(value: impl ToString, naam: String, chosen: bool) -> Self {
        Self {
            value: value.to_string(),
            naam,
            hint: String::new(),
            chosen,
        }
    }
}

/// The name of a topic of the one taxonomy; the key itself if the inrichting has dropped it.
pub(super) fn topic(c: &C, key: &str) -> String {
    c.view
        .frame
        .inrichting
        .onderwerp(key)
        .map_or_else(|| key.to_owned(), |found| pick(c.view.lang, &found.naam))
}

/// How fresh the text is that a referral goes by, in words (INV-16); empty without one.
pub(super) fn freshness_of(tx: &mut impl Queries, c: &C, item: Option<&Item>) -> Result<String> {
    let Some(item) = item else {
        return Ok(String::new());
    };
    let found = find_item(tx, c.view.frame.id, item.id)?;
    Ok(found.map_or_else(String::new, |found| {
        freshness(c, Freshness::of(&found, c.view.today()))
    }))
}

/// Every topic, to choose from.
pub(super) fn topics(c: &C, chosen: &str) -> Vec<Keuze> {
    let all = c.view.frame.inrichting.onderwerpen.iter();
    all.map(|one| {
        Keuze::new(
            &one.sleutel,
            pick(c.view.lang, &one.naam),
            one.sleutel == chosen,
        )
    })
    .collect()
}

/// Every organisation, to choose from.
pub(super) fn organisations(c: &C, chosen: &str) -> Vec<Keuze> {
    let all = c.view.frame.organisaties.iter();
    all.map(|one| {
        let value = one.id.to_string();
        let is_chosen = value == chosen;
        Keuze::new(value, one.naam.clone(), is_chosen)
    })
    .collect()
}

/// The wijken, to choose from.
pub(super) fn wijken(c: &C, chosen: &str) -> Vec<Keuze> {
    let all = c.view.frame.wijken();
    all.map(|one| {
        let value = one.id.to_string();
        let is_chosen = value == chosen;
        Keuze::new(value, one.naam.clone(), is_chosen)
    })
    .collect()
}
