//! Every place, by name: whose it is, and whether somebody said that something is not right.

use std::collections::BTreeSet;

use askama::Template;

use crate::access::{Here, Permission};
use crate::balie::locaties::model::Locatie;
use crate::balie::locaties::store;
use crate::error::Result;
use crate::handler;
use crate::http::{Guard, Kind, Req, Response, Route};
use crate::ids::LocatieId;
use crate::layout::{self, C};

pub(super) fn routes() -> Vec<Route> {
    vec![Route::get(
        "locaties",
        "/{gemeente}/locaties",
        Guard::May(Permission::KennisRead),
        Kind::Page,
        handler!(show),
    )]
}

#[derive(Template)]
#[template(path = "balie/locaties/templates/lijst.html")]
struct Page {
    c: C,
    rows: Vec<Row>,
    q: String,
    may_write: bool,
}

struct Row {
    id: LocatieId,
    naam: String,
    onder: String,
    is_flagged: bool,
}

async fn show(req: Req) -> Result<Response> {
    let q: String = req.query.text("q").chars().take(80).collect();
    let (all, flagged) = req
        .read(|tx, view| {
            let flagged: BTreeSet<LocatieId> = store::list_flagged(tx, view.frame.id)?
                .into_iter()
                .collect();
            Ok((store::list_locaties(tx, view.frame.id)?, flagged))
        })
        .await?;
    let c = C::of(&req.view);
    let wanted = q.to_lowercase();
    let fits = |place: &&Locatie| {
        let fits = |text: &str| text.to_lowercase().contains(&wanted);
        fits(&place.naam) || fits(&place.adres) || fits(&place.plaats)
    };
    let mut rows: Vec<Row> = all
        .iter()
        .filter(fits)
        .map(|place| Row {
            id: place.id,
            naam: place.naam.clone(),
            onder: under(&c, place),
            is_flagged: flagged.contains(&place.id),
        })
        .collect();
    // What somebody has to look at stands above.
    rows.sort_by_key(|row| !row.is_flagged);
    layout::page(&Page {
        rows,
        q,
        may_write: super::formulier::writes_for(&req.actor).is_some_and(|own| {
            req.actor
                .may(Permission::KennisWrite, &Here::organisatie(own))
        }),
        c,
    })
}

fn under(c: &C, place: &Locatie) -> String {
    let who = place
        .organisatie
        .map_or_else(|| c.t("locatie-van-aanbieders"), |id| c.organisatie(id));
    let parts = [place.adres.clone(), place.plaats.clone(), who];
    let parts: Vec<String> = parts.into_iter().filter(|text| !text.is_empty()).collect();
    parts.join(" · ")
}
