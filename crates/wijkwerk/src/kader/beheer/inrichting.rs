//! The inrichting: reading it, and putting a new version in force after seeing what would change.

use askama::Template;
use jiff::civil::Date;

use super::inrichting_tekst::{Deel, delen};
use super::{Tab, tabs};
use crate::access::Permission;
use crate::error::{Error, FieldError, Result, Sentence};
use crate::handler;
use crate::http::{Guard, Kind, Req, Response, Route, redirect};
use crate::kader::inrichting::actions::{self, parse};
use crate::kader::inrichting::store::{Versie, list_versies};
use crate::kader::inrichting::{Bevinding, Inrichting, OpenBesluit, Wijziging, diff, list_dropped};
use crate::layout::{self, C, Faults};

const MANAGE: Guard = Guard::May(Permission::InrichtingManage);
/// The largest document.
const MAX_BYTES: usize = 512 * 1024;
/// Instead of the number of a version that was not made.
const NOTHING: &str = "niets";

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
    /// What was just sent says nothing new.
    niets_nieuws: bool,
    faults: Faults,
}

#[derive(Template)]
#[template(path = "kader/beheer/templates/inrichting_controle.html")]
struct CheckPage {
    c: C,
    tabs: Vec<Tab>,
    bevindingen: Vec<Bevinding>,
    wijzigingen: Vec<Wijziging>,
    /// Organisations that it no longer names and that stay, by name: something open refers to them.
    blijven: Vec<String>,
    /// The newest version says the same: there is nothing to put in force.
    niets_nieuws: bool,
    document: String,
    /// The first day, as it was typed.
    vanaf: String,
    faults: Faults,
}

async fn show(req: Req) -> Result<Response> {
    show_with(&req, Faults::default()).await
}

/// The page, perhaps with what is wrong with the file that was chosen.
async fn show_with(req: &Req, faults: Faults) -> Result<Response> {
    let versies = req
        .read(|tx, view| list_versies(tx, view.frame.id))
        .await?
        .into_iter()
        .filter(|versie| versie.versie > 0)
        .collect();
    let c = C::of(&req.view);
    let inrichting = &req.frame.inrichting;
    let status = faults.status();
    let page = ShowPage {
        tabs: tabs(&c),
        titel: inrichting.nota.titel.clone(),
        bron: inrichting.nota.datum.clone(),
        delen: delen(&c, inrichting),
        open: inrichting.open_besluiten(),
        versies,
        may_manage: c.may(Permission::InrichtingManage),
        niets_nieuws: req.query.ticked("niets"),
        faults,
        c,
    };
    layout::page_with(status, &page)
}

/// The text that was sent, as a file or as a field.
fn document(req: &Req) -> Result<String> {
    let text = match req.form.files("bestand").next() {
        Some(file) => {
            let text = String::from_utf8(file.bytes.to_vec());
            text.map_err(|_| Error::field("bestand", "beheer-document-onleesbaar"))?
        }
        None => req.form.text("document").to_owned(),
    };
    if text.len() > MAX_BYTES {
        return Err(Error::TooLarge(Sentence::new("fout-te-groot")));
    }
    if text.is_empty() {
        return Err(Error::field("bestand", "beheer-geen-document"));
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

async fn check_page(req: &Req, text: String, faults: Faults) -> Result<Response> {
    let c = C::of(&req.view);
    let mut blijven = Vec::new();
    let (status, bevindingen, wijzigingen, niets_nieuws) = match read(req, &text) {
        Ok(new) => {
            let wijzigingen = diff(&req.frame.inrichting, &new);
            blijven = kept(req, new.clone()).await?;
            let same = wijzigingen.is_empty() && !faults.any() && is_newest(req, new).await?;
            (faults.status(), Vec::new(), wijzigingen, same)
        }
        Err(found) => (400, found, Vec::new(), false),
    };
    let vanaf = match req.form.opt("vanaf") {
        Some(typed) => typed.to_owned(),
        None => req.today().to_string(),
    };
    let page = CheckPage {
        tabs: tabs(&c),
        c,
        bevindingen,
        wijzigingen,
        blijven,
        niets_nieuws,
        document: text,
        vanaf,
        faults,
    };
    layout::page_with(status, &page)
}

/// The organisations that the new document drops and that stay.
async fn kept(req: &Req, new: Inrichting) -> Result<Vec<String>> {
    req.read(move |tx, view| {
        let dropped = list_dropped(tx, view.frame.id, &view.frame.inrichting, &new)?;
        let kept = dropped.into_iter().filter(|(_, is_kept)| *is_kept);
        Ok(kept.map(|(organisatie, _)| organisatie.naam).collect())
    })
    .await
}

/// Whether the newest version says the same.
async fn is_newest(req: &Req, new: Inrichting) -> Result<bool> {
    req.read(move |tx, view| actions::is_newest(tx, view.frame.id, &new))
        .await
}

async fn check(req: Req) -> Result<Response> {
    match document(&req) {
        Ok(text) => check_page(&req, text, Faults::default()).await,
        Err(error) => show_with(&req, Faults::of(error)?).await,
    }
}

async fn apply(req: Req) -> Result<Response> {
    let text = match document(&req) {
        Ok(text) => text,
        Err(error) => return show_with(&req, Faults::of(error)?).await,
    };
    let Ok(inrichting) = read(&req, &text) else {
        return check_page(&req, text, Faults::default()).await;
    };
    let done = match first_day(&req) {
        Ok(from) => {
            req.once(move |ctx| {
                let versie = actions::apply(ctx, &inrichting, from)?;
                Ok(versie.map_or_else(|| NOTHING.to_owned(), |versie| versie.to_string()))
            })
            .await
        }
        Err(error) => Err(error),
    };
    let versie = match done {
        Ok(versie) => versie,
        Err(error) => return check_page(&req, text, about_the_day(error)?).await,
    };
    req.app.forget_frame(&req.frame.slug);
    let to = if versie == NOTHING {
        "/beheer/inrichting?niets=1"
    } else {
        "/beheer/inrichting"
    };
    Ok(redirect(&layout::url(&req.view, to)))
}

/// From when it is in force.
fn first_day(req: &Req) -> Result<Date> {
    let Some(day) = req.form.opt("vanaf") else {
        return Ok(req.today());
    };
    day.parse()
        .map_err(|_| Error::field("vanaf", "beheer-datum-onleesbaar"))
}

/// What is refused of a version is its first day.
fn about_the_day(error: Error) -> Result<Faults> {
    match error {
        Error::Refused(sentence) => Ok(Faults(vec![FieldError {
            field: "vanaf",
            sentence,
        }])),
        other => Faults::of(other),
    }
}
