//! Concern about a resident: seen by who is in charge of it, and nowhere else (L-71).

use std::collections::BTreeSet;

use askama::Template;
use jiff::Timestamp;
use kit::db::{Queries, Read};

use crate::access::{Here, Permission};
use crate::app::Purpose;
use crate::error::Result;
use crate::handler;
use crate::http::{Guard, Kind, Place, Req, Response, Route, View, redirect};
use crate::ids::{GebiedId, ZorgsignaalId};
use crate::layout::{self, C};
use crate::wijkaanpak::meldingen::staff::parts;
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
    rows: Vec<Row>,
    kaart: String,
    /// What was just done with one: `opgepakt` or `afgesloten`.
    gedaan: Option<&'static str>,
}

/// A signal with the place, and the colleague who passed it on.
struct Row {
    id: ZorgsignaalId,
    gebied: GebiedId,
    place: (Option<i64>, Option<i64>),
    plaats: Option<String>,
    soort: String,
    call_back: bool,
    state: String,
    at: Timestamp,
    by: String,
    phone: Option<String>,
    /// The address at work; empty of whoever has left.
    email: Option<String>,
}

/// What is not closed, the oldest first, within reach. Only to be called inside `App::read_personal` (INV-45).
fn rows(tx: &mut Read<'_>, view: &View) -> Result<Vec<Row>> {
    let mut all = tx.query(
        "SELECT z.id, z.gebied_id, z.lat_e6, z.lon_e6, w.plaats, z.soort, z.call_back, z.state, z.at, a.naam, a.telefoon, \
         CASE WHEN a.ended_at IS NULL THEN a.email END \
         FROM zorgsignalen z JOIN accounts a ON a.gemeente_id = z.gemeente_id AND a.id = z.signalled_by \
         LEFT JOIN melding_teksten w ON w.gemeente_id = z.gemeente_id AND w.melding_id = z.melding_id \
         WHERE z.gemeente_id = $1 AND z.state <> 'closed' ORDER BY z.at, z.id LIMIT 500",
        &[&view.frame.id],
        |row| {
            Ok(Row {
                id: row.get(0)?,
                gebied: row.get(1)?,
                place: (row.get(2)?, row.get(3)?),
                plaats: row.get(4)?,
                soort: row.get(5)?,
                call_back: row.get(6)?,
                state: row.get(7)?,
                at: row.get(8)?,
                by: row.get(9)?,
                phone: row.get(10)?,
                email: row.get(11)?,
            })
        },
    )?;
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
