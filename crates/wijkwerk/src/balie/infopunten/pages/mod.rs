//! Where people can go, for everybody; and for who works there how many are open, and why others are not (L-32).

use askama::Template;

use super::actions::{MANAGE, Wending, make_infopunt, make_locatie, turn_infopunt};
use super::model::{
    Infopunt, InfopuntSoort, InfopuntState, LOCATIE_SOORTEN, NewInfopunt, NewLocatie, Rang,
};
use super::rules::Stap;
use super::{Aantal, list_infopunten, list_open_infopunten};
use crate::access::{Here, Permission};
use crate::balie::contacten::{Tab, tabs};
use crate::error::{Error, FieldError, Result, Sentence};
use crate::handler;
use crate::http::{Form, Guard, Kind, Place, Req, Response, Route, redirect};
use crate::ids::{GebiedId, InfopuntId, OrganisatieId};
use crate::layout::{self, C, Faults};

pub(super) fn routes() -> Vec<Route> {
    vec![
        Route::get(
            "infopunten",
            "/{gemeente}/infopunten",
            Guard::Public,
            Kind::PublicPage,
            handler!(public),
        ),
        Route::get(
            "infopunten.staf",
            "/{gemeente}/balie/infopunten",
            Guard::Any(&[Permission::ContactRead, MANAGE]),
            Kind::Page,
            handler!(staff),
        ),
        Route::post(
            "infopunten.nieuw",
            "/{gemeente}/balie/infopunten",
            Guard::May(MANAGE),
            handler!(add),
        )
        .sample(
            "naam=Punt+Voorbeeld&soort=infopunt&rang=neven&gebied={gebied}&organisatie={organisatie}\
             &plek=Buurthuis+Voorbeeld&locatie_soort=buurthuis&adres=Voorbeeldstraat+1&plaats=Voorbeeldstad",
        ),
        Route::post(
            "infopunten.stand",
            "/{gemeente}/balie/infopunten/{infopunt}/stand",
            Guard::May(MANAGE),
            handler!(turn),
        )
        .at(Place::Gebied)
        .sample("stap=plan"),
    ]
}

#[derive(Template)]
#[template(path = "balie/infopunten/templates/infopunten.html")]
struct PublicPage {
    c: C,
    punten: Vec<Infopunt>,
}

async fn public(req: Req) -> Result<Response> {
    let punten = req
        .read(|tx, view| list_open_infopunten(tx, view.frame.id))
        .await?;
    layout::page(&PublicPage {
        c: C::of(&req.view),
        punten,
    })
}

#[derive(Template)]
#[template(path = "balie/infopunten/templates/staf.html")]
struct StaffPage {
    c: C,
    tabs: Vec<Tab>,
    faults: Faults,
    may_manage: bool,
    aantal: Aantal,
    punten: Vec<Infopunt>,
    soorten: &'static [InfopuntSoort],
    rangen: &'static [Rang],
    locatie_soorten: &'static [&'static str],
    gebieden: Vec<(GebiedId, String)>,
    organisaties: Vec<(OrganisatieId, String)>,
    form: Form,
}

async fn staff(req: Req) -> Result<Response> {
    layout::page(&page(&req, Faults::default(), Form::default()).await?)
}

async fn page(req: &Req, faults: Faults, form: Form) -> Result<StaffPage> {
    let may_manage = req.actor.may(MANAGE, &Here::ANYWHERE);
    let mut punten = req
        .read(|tx, view| list_infopunten(tx, view.frame.id))
        .await?;
    let aantal = Aantal::of(&req.frame, &punten);
    punten.retain(|punt| may_manage || punt.state != InfopuntState::Candidate);
    let c = C::of(&req.view);
    Ok(StaffPage {
        tabs: tabs(&c),
        may_manage,
        aantal,
        punten,
        soorten: InfopuntSoort::ALL,
        rangen: Rang::ALL,
        locatie_soorten: LOCATIE_SOORTEN,
        gebieden: req
            .frame
            .gebieden
            .iter()
            .map(|found| (found.id, found.naam.clone()))
            .collect(),
        organisaties: req
            .frame
            .organisaties
            .iter()
            .map(|found| (found.id, found.naam.clone()))
            .collect(),
        form,
        faults,
        c,
    })
}

async fn again(req: &Req, done: Result<()>) -> Result<Response> {
    match done {
        Ok(()) => Ok(redirect(&layout::url(&req.view, "/balie/infopunten"))),
        Err(error) => {
            let page = page(req, Faults::of(error)?, req.form.clone()).await?;
            layout::page_with(400, &page)
        }
    }
}

/// The place and the point in one go.
async fn add(req: Req) -> Result<Response> {
    let form = req.form.clone();
    let done = req
        .do_once(move |ctx| {
            let missing = |field| FieldError {
                field,
                sentence: Sentence::new("infopunt-soort-kies"),
            };
            let gebied: Option<GebiedId> = form.parsed("gebied");
            let organisatie: Option<OrganisatieId> = form.parsed("organisatie");
            let soort = InfopuntSoort::from_word(form.text("soort"));
            let rang = Rang::from_word(form.text("rang"));
            let (Some(gebied), Some(organisatie), Some(soort), Some(rang)) =
                (gebied, organisatie, soort, rang)
            else {
                return Err(Error::Invalid(vec![missing("soort")]));
            };
            let locatie = make_locatie(
                ctx,
                &NewLocatie {
                    naam: form.text("plek").to_owned(),
                    soort: form.text("locatie_soort").to_owned(),
                    organisatie: Some(organisatie),
                    gebied: Some(gebied),
                    adres: form.text("adres").to_owned(),
                    postcode: form.text("postcode").to_owned(),
                    plaats: form.text("plaats").to_owned(),
                    telefoon: form.opt("telefoon").map(ToOwned::to_owned),
                    place: None,
                    sterren: form.parsed("sterren").unwrap_or(0),
                    toegankelijkheid: form.text("toegankelijkheid").to_owned(),
                },
            )?;
            make_infopunt(
                ctx,
                &NewInfopunt {
                    naam: form.text("naam").to_owned(),
                    locatie,
                    gebied,
                    organisatie,
                    soort,
                    rang,
                    open: form.ticked("open"),
                    voorheen: form.text("voorheen").to_owned(),
                },
            )
            .map(drop)
        })
        .await;
    again(&req, done).await
}

async fn turn(req: Req) -> Result<Response> {
    let id: InfopuntId = req.id("infopunt")?;
    let form = &req.form;
    let new = Wending {
        stap: Stap::from_word(form.text("stap"))
            .ok_or(Error::field("stap", "infopunt-soort-kies"))?,
        reden: form.text("reden").to_owned(),
        until: form.parsed("tot"),
        opvolger: form.parsed("opvolger"),
        alternatief: form.text("alternatief").to_owned(),
    };
    let done = req.do_once(move |ctx| turn_infopunt(ctx, id, &new)).await;
    again(&req, done).await
}
