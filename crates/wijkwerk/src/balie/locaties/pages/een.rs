//! One place: where it is, when it is open, what can be had there, what it was, and what is not right about it.

use askama::Template;

use crate::access::{Here, Permission};
use crate::balie::infopunten::list_infopunten;
use crate::balie::kennisbank::freshness;
use crate::balie::locaties::model::{Aanbod, Locatie, Versie, Vlag};
use crate::balie::locaties::{actions, store};
use crate::error::{Error, Result};
use crate::handler;
use crate::http::{Guard, Kind, Place, Req, Response, Route, redirect};
use crate::ids::{InfopuntId, LocatieId, LocatievlagId, OrganisatieId};
use crate::kader::openingstijden::{self, Nu};
use crate::layout::{self, C, Faults};

pub(super) fn routes() -> Vec<Route> {
    vec![
        Route::get(
            "locaties.een",
            "/{gemeente}/locaties/{locatie}",
            Guard::May(Permission::KennisRead),
            Kind::Page,
            handler!(show),
        ),
        Route::post(
            "locaties.vlag",
            "/{gemeente}/locaties/{locatie}/vlag",
            Guard::May(Permission::KennisFlag),
            handler!(put_flag),
        )
        .sample("toelichting=De deur zit aan de andere kant."),
        Route::post(
            "locaties.vlag.klaar",
            "/{gemeente}/locaties/{locatie}/vlaggen/{locatievlag}",
            Guard::May(Permission::KennisWrite),
            handler!(settle),
        )
        .at(Place::Organisatie),
        Route::post(
            "locaties.einde",
            "/{gemeente}/locaties/{locatie}/einde",
            Guard::May(Permission::KennisWrite),
            handler!(end),
        )
        .at(Place::Organisatie)
        .sample("reden=Het gebouw is gesloopt."),
    ]
}

#[derive(Template)]
#[template(path = "balie/locaties/templates/een.html")]
struct Page {
    c: C,
    faults: Faults,
    it: Locatie,
    wie: String,
    nu: Option<Nu>,
    uren: Vec<String>,
    aanbod: Vec<Aanbod>,
    punten: Vec<(InfopuntId, String)>,
    huurders: Vec<String>,
    versies: Vec<Versie>,
    vlaggen: Vec<Vlag>,
    open: usize,
    may_write: bool,
    may_flag: bool,
    toelichting: String,
    /// Why it is gone, as somebody typed it.
    reden: String,
}

impl Page {
    /// How fresh something is that can be had here (INV-16).
    fn vers(&self, een: &Aanbod) -> String {
        freshness(&self.c, een.freshness(self.c.view.today()))
    }

    /// The hours of a version in words, or as they stand if they say nothing.
    fn hours(&self, osm: &str) -> String {
        let lines = openingstijden::lines(&self.c.view, osm);
        if lines.is_empty() {
            self.c.t("locatie-uren-onbekend")
        } else {
            lines.join("; ")
        }
    }
}

async fn show(req: Req) -> Result<Response> {
    let id: LocatieId = req.id("locatie")?;
    render(&req, id, Faults::default()).await
}

/// A place with what stands beside it.
struct Found {
    it: Locatie,
    aanbod: Vec<Aanbod>,
    punten: Vec<(InfopuntId, String)>,
    huurders: Vec<OrganisatieId>,
    versies: Vec<Versie>,
    vlaggen: Vec<Vlag>,
    may_write: bool,
}

async fn load(req: &Req, id: LocatieId) -> Result<Found> {
    req.read(move |tx, view| {
        let gemeente = view.frame.id;
        let it = store::find_locatie(tx, gemeente, id)?.ok_or(Error::NotFound("locatie"))?;
        let punten = list_infopunten(tx, gemeente)?;
        Ok(Found {
            aanbod: store::list_aanbod(tx, gemeente, id)?,
            punten: punten
                .into_iter()
                .filter(|punt| punt.locatie == id && punt.state.is_public())
                .map(|punt| (punt.id, punt.naam))
                .collect(),
            huurders: store::list_huurders(tx, gemeente, id)?,
            versies: store::list_versies(tx, gemeente, id)?,
            vlaggen: store::list_vlaggen(tx, gemeente, id)?,
            may_write: actions::may_change(tx, gemeente, &view.actor, &it)?,
            it,
        })
    })
    .await
}

async fn render(req: &Req, id: LocatieId, faults: Faults) -> Result<Response> {
    let found = load(req, id).await?;
    let c = C::of(&req.view);
    let status = if faults.any() { 400 } else { 200 };
    let it = found.it;
    let open = found
        .vlaggen
        .iter()
        .filter(|vlag| vlag.settled_at.is_none());
    let page = Page {
        wie: it
            .organisatie
            .map_or_else(|| c.t("locatie-van-aanbieders"), |id| c.organisatie(id)),
        nu: Nu::of(&req.view, &it.openingstijden),
        uren: openingstijden::lines(&req.view, &it.openingstijden),
        huurders: found.huurders.iter().map(|id| c.organisatie(id)).collect(),
        open: open.count(),
        aanbod: found.aanbod,
        punten: found.punten,
        versies: found.versies,
        vlaggen: found.vlaggen,
        may_write: found.may_write,
        may_flag: req.actor.may(Permission::KennisFlag, &Here::ANYWHERE),
        toelichting: req.form.text("toelichting").to_owned(),
        reden: req.form.text("reden").to_owned(),
        it,
        faults,
        c,
    };
    layout::page_with(status, &page)
}

/// Back to the place, for whoever may read it; else to what there is to do.
fn back(req: &Req, id: LocatieId) -> String {
    if req.actor.may(Permission::KennisRead, &Here::ANYWHERE) {
        layout::url(&req.view, &format!("/locaties/{id}"))
    } else {
        layout::url(&req.view, "/vandaag")
    }
}

async fn put_flag(req: Req) -> Result<Response> {
    let id: LocatieId = req.id("locatie")?;
    let toelichting = req.form.text("toelichting").to_owned();
    let done = req
        .do_once(move |ctx| actions::flag(ctx, id, &toelichting).map(drop))
        .await;
    match done {
        Ok(()) => Ok(redirect(&back(&req, id))),
        Err(error) => render(&req, id, Faults::of(error)?).await,
    }
}

async fn settle(req: Req) -> Result<Response> {
    let id: LocatieId = req.id("locatie")?;
    let vlag: LocatievlagId = req.id("locatievlag")?;
    req.do_once(move |ctx| actions::settle_flag(ctx, id, vlag))
        .await?;
    Ok(redirect(&back(&req, id)))
}

async fn end(req: Req) -> Result<Response> {
    let id: LocatieId = req.id("locatie")?;
    let reden = req.form.text("reden").to_owned();
    let done = req.do_once(move |ctx| actions::end(ctx, id, &reden)).await;
    match done {
        Ok(()) => Ok(redirect(&layout::url(&req.view, "/locaties"))),
        Err(error) => render(&req, id, Faults::of(error)?).await,
    }
}
