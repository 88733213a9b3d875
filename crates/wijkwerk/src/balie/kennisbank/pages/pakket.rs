//! What can be had in a wijk, of whom, and what is missing there: every topic of the gemeente with the services of all
//! organisations (L-64).

use askama::Template;

use crate::access::Permission;
use crate::balie::kennisbank::model::Item;
use crate::balie::kennisbank::store;
use crate::error::Result;
use crate::frame::{Frame, pick};
use crate::handler;
use crate::http::{Guard, Kind, Req, Response, Route};
use crate::ids::GebiedId;
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

/// The topic for what fits no other: nobody misses it.
const OTHER: &str = "anders";

/// A topic with what is offered on it here.
struct Rij {
    onderwerp: String,
    items: Vec<(Item, String)>,
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
    let found = match chosen {
        None => Vec::new(),
        Some(wijk) => {
            req.read(move |tx, view| {
                let mut all = store::list_services(tx, view.frame.id)?;
                let places = store::list_service_gebieden(tx, view.frame.id)?;
                all.retain(|item| {
                    let own = places.iter().filter(|(id, _)| *id == item.id);
                    let own: Vec<GebiedId> = own.map(|(_, gebied)| *gebied).collect();
                    is_for(&view.frame, wijk, &own)
                });
                Ok(all)
            })
            .await?
        }
    };
    let c = C::of(&req.view);
    let (mut rijen, mut ontbreekt) = (Vec::new(), Vec::new());
    for topic in &req.frame.inrichting.onderwerpen {
        let of_topic = found
            .iter()
            .filter(|item| item.onderwerp == topic.sleutel)
            .map(|item| {
                let wie = item.organisatie.map(|id| c.organisatie(id));
                (item.clone(), wie.unwrap_or_default())
            });
        let items: Vec<(Item, String)> = of_topic.collect();
        let onderwerp = pick(req.lang, &topic.naam);
        if !items.is_empty() {
            rijen.push(Rij { onderwerp, items });
        } else if topic.sleutel != OTHER {
            ontbreekt.push(onderwerp);
        }
    }
    layout::page(&Page {
        wijken: req
            .frame
            .wijken()
            .map(|one| {
                let is_chosen = Some(one.id) == chosen;
                (one.sleutel.clone(), one.naam.clone(), is_chosen)
            })
            .collect(),
        wijk: gebied.map_or_else(String::new, |gebied| gebied.naam),
        rijen,
        ontbreekt,
        c,
    })
}

/// Whether what is for these gebieden is for this wijk: none is the whole gemeente.
fn is_for(frame: &Frame, wijk: GebiedId, gebieden: &[GebiedId]) -> bool {
    gebieden.is_empty()
        || gebieden
            .iter()
            .any(|one| frame.within(*one).contains(&wijk) || frame.within(wijk).contains(one))
}
