//! Concern about a resident: seen by who is in charge of it, and nowhere else (L-71).

use std::collections::BTreeSet;

use askama::Template;
use kit::db::Read;

use crate::access::{Here, Permission};
use crate::app::Purpose;
use crate::error::Result;
use crate::handler;
use crate::http::{Guard, Kind, Place, Req, Response, Route, View, redirect};
use crate::ids::{GebiedId, ZorgsignaalId};
use crate::layout::{self, C};
use crate::wijkaanpak::meldingen::staff::parts;
use crate::wijkaanpak::taken::store_zorg::{Zorgsignaal, list_open};
use crate::wijkaanpak::taken::zorg::move_on;

pub(super) fn routes() -> Vec<Route> {
    let may = Guard::May(Permission::ZorgRead);
    vec![
        Route::get(
            "zorg.lijst",
            "/{gemeente}/zorg",
            may,
            Kind::Page,
            handler!(show),
        )
        .at(Place::Gebied),
        Route::post(
            "zorg.oppakken",
            "/{gemeente}/zorg/{zorg}/oppakken",
            may,
            handler!(take_up),
        )
        .at(Place::Gebied),
        Route::post(
            "zorg.afsluiten",
            "/{gemeente}/zorg/{zorg}/afsluiten",
            may,
            handler!(close),
        )
        .at(Place::Gebied),
    ]
}

#[derive(Template)]
#[template(path = "wijkaanpak/taken/templates/zorg.html")]
struct Page {
    c: C,
    rows: Vec<Zorgsignaal>,
    kaart: String,
    /// What was just done with one: `opgepakt` or `afgesloten`.
    gedaan: Option<&'static str>,
}

/// What is not closed, the oldest first, within reach. Only to be called inside `App::read_personal` (INV-45).
fn rows(tx: &mut Read<'_>, view: &View) -> Result<Vec<Zorgsignaal>> {
    let mut all = list_open(tx, view.frame.id)?;
    all.retain(|row| {
        view.actor
            .may(Permission::ZorgRead, &Here::gebied(row.gebied))
    });
    Ok(all)
}

async fn show(req: Req) -> Result<Response> {
    let view = req.view.clone();
    let rows = req
        .app
        .read_personal(
            &req.frame,
            &req.actor,
            Purpose::HandleMelding,
            ("zorgsignaal", req.frame.id.0),
            move |tx| rows(tx, &view),
        )
        .await?;
    let c = C::of(&req.view);
    let wijken: BTreeSet<GebiedId> = rows.iter().map(|row| row.gebied).collect();
    let punten: Vec<_> = rows
        .iter()
        .filter_map(|row| {
            let label = row.plaats.clone().unwrap_or_else(|| c.gebied(row.gebied));
            parts::point(row.place, "ww-theme--4", label, None)
        })
        .collect();
    let kaart = parts::map(&c, "kaart-zorg", &wijken, &c.t("zorg-kaart"), &punten);
    let gedaan = ["opgepakt", "afgesloten"]
        .into_iter()
        .find(|word| *word == req.query.text("gedaan"));
    layout::page(&Page {
        c,
        rows,
        kaart,
        gedaan,
    })
}

async fn take_up(req: Req) -> Result<Response> {
    step(&req, false).await
}

async fn close(req: Req) -> Result<Response> {
    step(&req, true).await
}

async fn step(req: &Req, close: bool) -> Result<Response> {
    let id: ZorgsignaalId = req.id("zorg")?;
    req.do_once(move |ctx| move_on(ctx, id, close)).await?;
    let word = if close { "afgesloten" } else { "opgepakt" };
    let to = format!("/zorg?gedaan={word}");
    Ok(redirect(&layout::url(&req.view, &to)))
}
