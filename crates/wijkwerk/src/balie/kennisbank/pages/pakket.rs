//! What can be had in a wijk, of whom, and what is missing there: every topic of the gemeente with the services of all
//! organisations (L-64).

use askama::Template;

use super::delen::{self, Badge};
use crate::access::Permission;
use crate::balie::kennisbank::model::Item;
use crate::balie::kennisbank::{rules, store};
use crate::error::Result;
use crate::handler;
use crate::http::{Guard, Kind, Req, Response, Route};
use crate::ids::{GebiedId, KennisitemId};
use crate::layout::{self, C};

pub(super) fn routes() -> Vec<Route> {
    vec![Route::get(
        "kennisbank.pakket",
        "/{gemeente}/kennisbank/pakket",
        Guard::May(Permission::KennisRead),
        Kind::Page,
        handler!(show),
    )]
}

/// A topic with what there is on it here.
struct Rij {
    onderwerp: String,
    items: Vec<Row>,
}

struct Row {
    id: KennisitemId,
    titel: String,
    wie: String,
    badge: Badge,
}

#[derive(Template)]
#[template(path = "balie/kennisbank/templates/pakket.html")]
struct Page {
    c: C,
    wijken: Vec<(String, String, bool)>,
    wijk: String,
    rijen: Vec<Rij>,
    /// Topics of the gemeente on which nobody offers anything here.
    ontbreekt: Vec<String>,
}

async fn show(req: Req) -> Result<Response> {
    let asked = req.frame.gebied_by_key(req.query.text("wijk"));
    let gebied = asked.or_else(|| req.frame.wijken().next()).cloned();
    let chosen = gebied.as_ref().map(|gebied| gebied.id);
    let found = services(&req, chosen).await?;
    let c = C::of(&req.view);
    let topics = req.frame.inrichting.onderwerpen.iter();
    let topics: Vec<&str> = topics.map(|topic| topic.sleutel.as_str()).collect();
    let offer = rules::by_topic(&topics, &found, |item| {
        (item.onderwerp.as_str(), item.state)
    });
    let gaps = offer.gaps.iter();
    layout::page(&Page {
        wijken: wijken(&c, chosen),
        wijk: gebied.map_or_else(String::new, |gebied| gebied.naam),
        rijen: offer
            .topics
            .iter()
            .map(|(topic, items)| rij(&c, topic, items))
            .collect(),
        ontbreekt: gaps.map(|topic| delen::onderwerp(&c.view, topic)).collect(),
        c,
    })
}

/// What there is for this wijk, of all organisations.
async fn services(req: &Req, wijk: Option<GebiedId>) -> Result<Vec<Item>> {
    let Some(wijk) = wijk else {
        return Ok(Vec::new());
    };
    let parent = |id| req.frame.gebied(id).and_then(|gebied| gebied.parent);
    let gebieden = rules::gebieden_for(wijk, req.frame.within(wijk), parent);
    req.read(move |tx, view| store::list_services(tx, view.frame.id, &gebieden))
        .await
}

/// The wijken to choose from.
fn wijken(c: &C, chosen: Option<GebiedId>) -> Vec<(String, String, bool)> {
    let all = c.view.frame.wijken();
    all.map(|wijk| {
        let is_chosen = chosen == Some(wijk.id);
        (wijk.sleutel.clone(), wijk.naam.clone(), is_chosen)
    })
    .collect()
}

fn rij(c: &C, onderwerp: &str, items: &[&Item]) -> Rij {
    Rij {
        onderwerp: delen::onderwerp(&c.view, onderwerp),
        items: items.iter().map(|item| row(c, item)).collect(),
    }
}

fn row(c: &C, item: &Item) -> Row {
    let who = item.organisatie.map(|id| c.organisatie(id));
    Row {
        id: item.id,
        titel: item.titel.clone(),
        wie: who.unwrap_or_default(),
        badge: delen::badge(c, item),
    }
}
