//! The pages of points: for everybody, and for the desk and the kcc how each stands now (L-32, L-40).

mod beheer;
mod dagen;
mod delen;
mod dichtbij;
mod formulier;
mod kanalen;
mod nabij;
mod openbaar;
mod overlap;
mod poster;
mod tijdelijk;
mod tijdelijk_staf;
mod voorbeeld;

pub use self::dichtbij::{Elders, Stand, list_standen};
pub use self::openbaar::{Balieplek, Vandaag, balieplekken, vandaag};

use askama::Template;

use self::delen::Getoond;
use super::Aantal;
use super::actions::{MANAGE, make_infopunt, make_locatie};
use super::model::{Infopunt, InfopuntSoort, LOCATIE_SOORTEN, NewInfopunt, NewLocatie, Rang};
use crate::access::{Here, Permission};
use crate::balie::contacten::{Tab, tabs};
use crate::error::{Error, FieldError, Result, Sentence};
use crate::handler;
use crate::http::{Form, Guard, Kind, Place, Req, Response, Route, redirect};
use crate::ids::{GebiedId, OrganisatieId};
use crate::layout::{self, C, Faults};

pub(super) fn routes() -> Vec<Route> {
    let own = vec![
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
        .at(Place::Gebied)
        .sample(
            "naam=Punt+Voorbeeld&soort=infopunt&rang=neven&gebied={gebied}&organisatie={organisatie}\
             &plek=Buurthuis+Voorbeeld&locatie_soort=buurthuis&adres=Voorbeeldstraat+1&plaats=Voorbeeldstad",
        ),
    ];
    [
        own,
        openbaar::routes(),
        poster::routes(),
        overlap::routes(),
        kanalen::routes(),
        nabij::routes(),
        beheer::routes(),
        tijdelijk::routes(),
        tijdelijk_staf::routes(),
        dagen::routes(),
    ]
    .concat()
}

#[derive(Template)]
#[template(path = "balie/infopunten/templates/staf.html")]
struct StaffPage {
    c: C,
    tabs: Vec<Tab>,
    faults: Faults,
    may_manage: bool,
    aantal: Aantal,
    punten: Vec<Getoond>,
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
    let all = req.read(|tx, view| delen::load(tx, view)).await?;
    let known: Vec<Infopunt> = all.iter().map(|(punt, ..)| punt.clone()).collect();
    let aantal = Aantal::of(&req.frame, &known);
    let c = C::of(&req.view);
    let mut punten = delen::told(&c, all);
    punten.retain(|one| may_manage || one.punt.state.is_public());
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
