//! The page of a search, reached from the rail of every page.

use askama::Template;

use super::bronnen::find;
use super::model::Group;
use super::rules::{Asked, LONGEST};
use crate::error::Result;
use crate::handler;
use crate::http::{Guard, Kind, Req, Response, Route, in_query};
use crate::layout::{self, C};

pub(in crate::publiek) fn routes() -> Vec<Route> {
    vec![
        Route::get(
            "zoeken",
            "/{gemeente}/zoeken",
            Guard::SignedIn,
            Kind::Page,
            handler!(show),
        )
        .sample("q=punt"),
    ]
}

#[derive(Template)]
#[template(path = "publiek/zoeken/templates/zoeken.html")]
struct ZoekenPage {
    q: String,
    langste: usize,
    /// Whether there was something to look for.
    gevraagd: bool,
    groepen: Vec<Group>,
    /// Searches to try, with their address.
    voorbeelden: Vec<(String, String)>,
    c: C,
}

async fn show(req: Req) -> Result<Response> {
    let c = C::of(&req.view);
    let asked = Asked::of(req.query.text("q"));
    let groepen = if asked.is_empty() {
        Vec::new()
    } else {
        let (c, asked) = (c.clone(), asked.clone());
        req.read(move |tx, _| find(tx, &c, &asked)).await?
    };
    layout::page(&ZoekenPage {
        gevraagd: !asked.is_empty(),
        q: asked.text,
        langste: LONGEST,
        groepen,
        voorbeelden: examples(&c),
        c,
    })
}

/// A role, a wijk and something to do.
fn examples(c: &C) -> Vec<(String, String)> {
    let wijk = c.view.frame.wijken().next().map(|wijk| wijk.naam.clone());
    [
        Some(c.t("zoeken-voorbeeld-rol")),
        wijk,
        Some(c.t("zoeken-voorbeeld-doen")),
    ]
    .into_iter()
    .flatten()
    .map(|text| {
        let url = c.url(&format!("/zoeken?q={}", in_query(&text)));
        (text, url)
    })
    .collect()
}
