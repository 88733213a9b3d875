//! The inrichting: reading it, and putting a new version in force after seeing what would change.

use askama::Template;
use jiff::civil::Date;

use super::inrichting_tekst::{Deel, delen};
use super::{Tab, tabs};
use crate::access::Permission;
use crate::error::{Error, Result, Sentence};
use crate::handler;
use crate::http::{Guard, Kind, Req, Response, Route, redirect};
use crate::kader::inrichting::actions::{self, parse};
use crate::kader::inrichting::store::{Versie, list_versies};
use crate::kader::inrichting::{Bevinding, Inrichting, OpenBesluit, Wijziging, diff};
use crate::layout::{self, C};

const MANAGE: Guard = Guard::May(Permission::InrichtingManage);
/// The largest document.
const MAX_BYTES: usize = 512 * 1024;

pub(super) fn routes() -> Vec<Route> {
    vec![
        Route::get(
            "beheer.inrichting",
            "/{gemeente}/beheer/inrichting",
            Guard::May(Permission::InrichtingRead),
            Kind::Page,
            handler!(show),
        ),
        Route::post(
            "beheer.inrichting.controle",
            "/{gemeente}/beheer/inrichting/controle",
            MANAGE,
            handler!(check),
        )
        .body(2 * MAX_BYTES)
        .sample("document=op+%3D+%22{inrichting}%22"),
        Route::post(
            "beheer.inrichting.invoeren",
            "/{gemeente}/beheer/inrichting",
            MANAGE,
            handler!(apply),
        )
        .body(4 * MAX_BYTES)
        .sample("document=op+%3D+%22{inrichting}%22"),
    ]
}

#[derive(Template)]
#[template(path = "kader/beheer/templates/inrichting.html")]
struct ShowPage {
    c: C,
    tabs: Vec<Tab>,
    titel: String,
    bron: String,
    delen: Vec<Deel>,
    open: Vec<OpenBesluit>,
    versies: Vec<Versie>,
    may_manage: bool,
}

#[derive(Template)]
#[template(path = "kader/beheer/templates/inrichting_controle.html")]
struct CheckPage {
    c: C,
    tabs: Vec<Tab>,
    bevindingen: Vec<Bevinding>,
    wijzigingen: Vec<Wijziging>,
    document: String,
    vanaf: Date,
}

async fn show(req: Req) -> Result<Response> {
    let versies = req
        .read(|tx, view| list_versies(tx, view.frame.id))
        .await?
        .into_iter()
        .filter(|versie| versie.versie > 0)
        .collect();
    let c = C::of(&req.view);
    let inrichting = &req.frame.inrichting;
    layout::page(&ShowPage {
        tabs: tabs(&c),
        titel: inrichting.nota.titel.clone(),
        bron: inrichting.nota.datum.clone(),
        delen: delen(&c, inrichting),
        open: inrichting.open_besluiten(),
        versies,
        may_manage: c.may(Permission::InrichtingManage),
        c,
    })
}

/// The text that was sent, as a file or as a field.
fn document(req: &Req) -> Result<String> {
    let text = match req.form.files("bestand").next() {
        Some(file) => {
            String::from_utf8(file.bytes.to_vec()).map_err(|_| Error::refused("fout-onleesbaar"))?
        }
        None => req.form.text("document").to_owned(),
    };
    if text.len() > MAX_BYTES {
        return Err(Error::TooLarge(Sentence::new("fout-te-groot")));
    }
    if text.is_empty() {
        return Err(Error::refused("beheer-geen-document"));
    }
    Ok(text)
}

/// The inrichting in this text, if it is without faults and of this gemeente.
fn read(req: &Req, text: &str) -> Result<Inrichting, Vec<Bevinding>> {
    let inrichting = parse(text)?;
    if inrichting.gemeente.slug == req.frame.slug {
        return Ok(inrichting);
    }
    let c = C::of(&req.view);
    Err(vec![Bevinding {
        regel: 1,
        pad: "gemeente.slug".into(),
        melding: c.t("beheer-andere-gemeente"),
        herstel: c.t1("beheer-andere-gemeente-herstel", "slug", &req.frame.slug),
    }])
}

fn check_page(req: &Req, text: String) -> (u16, CheckPage) {
    let c = C::of(&req.view);
    let (status, bevindingen, wijzigingen) = match read(req, &text) {
        Ok(new) => (200, Vec::new(), diff(&req.frame.inrichting, &new)),
        Err(found) => (400, found, Vec::new()),
    };
    let page = CheckPage {
        tabs: tabs(&c),
        c,
        bevindingen,
        wijzigingen,
        document: text,
        vanaf: req.today(),
    };
    (status, page)
}

async fn check(req: Req) -> Result<Response> {
    let (status, page) = check_page(&req, document(&req)?);
    layout::page_with(status, &page)
}

async fn apply(req: Req) -> Result<Response> {
    let text = document(&req)?;
    let Ok(inrichting) = read(&req, &text) else {
        let (status, page) = check_page(&req, text);
        return layout::page_with(status, &page);
    };
    let from = match req.form.opt("vanaf") {
        None => req.today(),
        Some(day) => day
            .parse::<Date>()
            .map_err(|_| Error::field("vanaf", "beheer-datum-onleesbaar"))?,
    };
    req.write(move |ctx| actions::apply(ctx, &inrichting, from))
        .await?;
    req.app.forget_frame(&req.frame.slug);
    Ok(redirect(&layout::url(&req.view, "/beheer/inrichting")))
}
