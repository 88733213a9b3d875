//! The map: drawing it, importing the boundaries of CBS, and which CBS wijk joins which own wijk.

use std::sync::Arc;

use askama::Template;

use super::{Tab, tabs};
use crate::access::Permission;
use crate::error::{Arg, Error, Result};
use crate::handler;
use crate::http::{Guard, Kind, Req, Response, Route, redirect};
use crate::kader::gebieden::{self, Kaartopdracht, Kaartregel, actions, read_geojson};
use crate::layout::{self, C};

pub(super) fn routes() -> Vec<Route> {
    vec![
        Route::get(
            "beheer.gebieden",
            "/{gemeente}/beheer/gebieden",
            Guard::May(Permission::InrichtingRead),
            Kind::Page,
            handler!(show),
        ),
        Route::post(
            "beheer.gebieden.kaart",
            "/{gemeente}/beheer/gebieden",
            Guard::May(Permission::GebiedManage),
            handler!(import),
        )
        .body(33 << 20)
        .sample("jaar=2024&bestand=@kaart.geojson"),
    ]
}

/// An own wijk with the CBS wijken it joins.
struct Join {
    naam: String,
    codes: String,
    aanname: Option<String>,
}

#[derive(Template)]
#[template(path = "kader/beheer/templates/gebieden.html")]
struct MapPage {
    c: C,
    tabs: Vec<Tab>,
    svg: String,
    lijst: Vec<Kaartregel>,
    joins: Vec<Join>,
    bezwaren: Vec<String>,
    imported: Option<String>,
    may_manage: bool,
}

fn page(req: &Req, bezwaren: Vec<String>) -> MapPage {
    let c = C::of(&req.view);
    let frame = &req.frame;
    let plaatsen = &frame.plaatsen;
    let href = |key: &str| Some(c.url(&format!("/wijken/{key}")));
    let (vlakken, water) = (plaatsen.shapes(&frame.inrichting, href), plaatsen.water());
    let kaart = gebieden::draw(&Kaartopdracht {
        id: "kaart",
        titel: &c.t1("beheer-kaart", "gemeente", c.gemeente()),
        omschrijving: &c.t("beheer-kaart-uitleg"),
        breedte: 700,
        hoogte: gebieden::height_for(&vlakken, 700, 400, 560),
        achtergrond: &water,
        vlakken: &vlakken,
        punten: &[],
        genummerd: true,
    });
    let joins = frame
        .inrichting
        .wijken()
        .map(|wijk| Join {
            naam: wijk.naam.clone(),
            codes: wijk
                .cbs
                .iter()
                .map(|join| format!("{} ({})", join.code, join.jaar))
                .collect::<Vec<_>>()
                .join(", "),
            aanname: wijk.cbs.iter().find_map(|join| join.reden.clone()),
        })
        .collect();
    MapPage {
        tabs: tabs(&c),
        may_manage: c.may(Permission::GebiedManage),
        c,
        svg: kaart.svg,
        lijst: kaart.lijst,
        joins,
        bezwaren,
        imported: req.query.opt("aantal").map(ToOwned::to_owned),
    }
}

async fn show(req: Req) -> Result<Response> {
    layout::page(&page(&req, Vec::new()))
}

async fn import(req: Req) -> Result<Response> {
    let jaar = req
        .form
        .parsed::<i64>("jaar")
        .ok_or_else(|| Error::field("jaar", "gebieden-jaar-onbekend"))?;
    let bytes = req
        .form
        .files("bestand")
        .next()
        .map(|file| file.bytes.clone())
        .ok_or_else(|| Error::refused("beheer-geen-kaart"))?;
    let code = req.frame.inrichting.gemeente.cbs_code.clone();
    let read = req
        .app
        .run_blocking(move |_| Ok(read_geojson(&bytes, &code)))
        .await?;
    let vlakken = match read {
        Ok(vlakken) => Arc::new(vlakken),
        Err(found) => {
            let c = C::of(&req.view);
            let bezwaren = found
                .iter()
                .map(|bezwaar| bezwaar_words(&c, bezwaar))
                .collect();
            return layout::page_with(400, &page(&req, bezwaren));
        }
    };
    let count = req
        .once(move |ctx| actions::import_cbs(ctx, jaar, &vlakken).map(|count| count.to_string()))
        .await?;
    req.app.forget_frame(&req.frame.slug);
    let path = format!("/beheer/gebieden?aantal={count}");
    Ok(redirect(&layout::url(&req.view, &path)))
}

fn bezwaar_words(c: &C, bezwaar: &gebieden::Bezwaar) -> String {
    let args: Vec<(&'static str, Arg)> = bezwaar
        .reden
        .args()
        .into_iter()
        .map(|(name, value)| (name, value.into()))
        .collect();
    let said = c.ta(bezwaar.reden.key(), &args);
    match (bezwaar.feature, &bezwaar.code) {
        (Some(n), Some(code)) => format!("{} ({code}): {said}", n + 1),
        (Some(n), None) => format!("{}: {said}", n + 1),
        _ => said,
    }
}
