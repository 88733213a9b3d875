//! The coverage report (L-27): everything that must be there in every channel, and where it is missing.

use askama::Template;

use super::delen;
use crate::access::Permission;
use crate::balie::kennisbank::model::{Freshness, Item};
use crate::balie::kennisbank::store;
use crate::error::Result;
use crate::handler;
use crate::http::{Guard, Kind, Req, Response, Route};
use crate::layout::{self, C};

pub(super) fn routes() -> Vec<Route> {
    vec![Route::get(
        "kennisbank.dekking",
        "/{gemeente}/kennisbank/dekking",
        Guard::May(Permission::KennisRead),
        Kind::Page,
        handler!(show),
    )]
}

#[derive(Template)]
#[template(path = "balie/kennisbank/templates/dekking.html")]
struct Page {
    c: C,
    kanalen: Vec<String>,
    rows: Vec<Row>,
    full: usize,
}

struct Row {
    item: Item,
    wie: String,
    fresh: String,
    /// Per channel, whether it is there.
    present: Vec<bool>,
    missing: Vec<String>,
}

async fn show(req: Req) -> Result<Response> {
    let found = req
        .read(|tx, view| {
            let gemeente = view.frame.id;
            let mut all = Vec::new();
            for item in store::list_essential(tx, gemeente)? {
                let kanalen = store::list_kanalen(tx, gemeente, item.id)?;
                all.push((item, kanalen));
            }
            Ok(all)
        })
        .await?;
    let c = C::of(&req.view);
    let channels = delen::kanalen(&req.view);
    let rows: Vec<Row> = found
        .into_iter()
        .map(|(item, places)| {
            let is_there = |key: &String| places.iter().any(|plek| plek.kanaal == *key);
            Row {
                present: channels.iter().map(|(key, _)| is_there(key)).collect(),
                missing: channels
                    .iter()
                    .filter(|(key, _)| !is_there(key))
                    .map(|(_, naam)| naam.clone())
                    .collect(),
                wie: item
                    .organisatie
                    .map_or_else(String::new, |id| c.organisatie(id)),
                fresh: delen::freshness(&c, Freshness::of(&item, req.view.today())),
                item,
            }
        })
        .collect();
    layout::page(&Page {
        kanalen: channels.into_iter().map(|(_, naam)| naam).collect(),
        full: rows.iter().filter(|row| row.missing.is_empty()).count(),
        rows,
        c,
    })
}
