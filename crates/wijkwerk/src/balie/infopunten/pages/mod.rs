//! The pages of points: for everybody, and for the desk and the kcc how each stands now (L-32, L-40).

mod agendas;
mod anders;
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
mod wijzig;

pub use self::dichtbij::{Elders, MetUren, Stand, list_standen};
pub use self::openbaar::{Balieplek, Vandaag, balieplekken, vandaag};

use askama::Template;
use kit::db::Queries;

use self::delen::Getoond;
use self::wijzig::Keuzes;
use super::Aantal;
use super::actions::{MANAGE, make_infopunt, make_locatie};
use super::model::{Infopunt, InfopuntSoort, LOCATIE_SOORTEN, NewInfopunt, NewLocatie, Rang};
use super::store;
use crate::access::{Here, Permission};
use crate::balie::contacten::{Tab, tabs};
use crate::balie::locaties;
use crate::error::{Error, Result};
use crate::handler;
use crate::http::{Form, Guard, Kind, Place, Req, Response, Route, View, redirect};
use crate::ids::{GebiedId, InfopuntId, LocatieId, OrganisatieId};
use crate::kader::gebieden::{Coordinaat, Speldkaart, speldkaart};
use crate::layout::{self, C, Faults};
use crate::write::Write;

/// The point, for whoever may do this there or keeps it; of a candidate only the last know that it is there.
pub fn find_known(
    tx: &mut impl Queries,
    view: &View,
    id: InfopuntId,
    needed: Permission,
) -> Result<Infopunt> {
    let punt = store::find_infopunt(tx, view.frame.id, id)?.ok_or(Error::NotFound("infopunt"))?;
    let here = Here::punt(punt.id, punt.gebied);
    if !view.actor.may(MANAGE, &here) {
        if !punt.state.is_public() {
            return Err(Error::NotFound("infopunt"));
        }
        view.actor.require(needed, &here)?;
    }
    Ok(punt)
}

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
        agendas::routes(),
        nabij::routes(),
        beheer::routes(),
        wijzig::routes(),
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
    locatie_soorten: Vec<(&'static str, bool)>,
    sterren: Vec<(i64, bool)>,
    gebieden: Keuzes<GebiedId>,
    organisaties: Keuzes<OrganisatieId>,
    /// The places that a new point can be put in.
    locaties: Keuzes<LocatieId>,
    /// To put a new place on; only for who makes points.
    kaart: Option<Speldkaart>,
    form: Form,
}

async fn staff(req: Req) -> Result<Response> {
    layout::page(&page(&req, Faults::default(), Form::default()).await?)
}

async fn page(req: &Req, faults: Faults, form: Form) -> Result<StaffPage> {
    let may_manage = req.actor.may(MANAGE, &Here::ANYWHERE);
    let (all, known) = req
        .read(move |tx, view| {
            let known = if may_manage {
                locaties::list_locaties(tx, view.frame.id)?
            } else {
                Vec::new()
            };
            Ok((delen::load(tx, view)?, known))
        })
        .await?;
    let punten: Vec<Infopunt> = all.iter().map(|(punt, ..)| punt.clone()).collect();
    let aantal = Aantal::of(&req.frame, &punten);
    let c = C::of(&req.view);
    let kaart = may_manage
        .then(|| speldkaart(&req.frame, &c.t("locatie-kaart")))
        .transpose()?;
    let mut punten = delen::told(&c, all);
    punten.retain(|one| may_manage || one.punt.state.is_public());
    let stars: i64 = form.parsed("sterren").unwrap_or(0);
    Ok(StaffPage {
        tabs: tabs(&c),
        may_manage,
        aantal,
        punten,
        soorten: InfopuntSoort::ALL,
        rangen: Rang::ALL,
        locatie_soorten: LOCATIE_SOORTEN
            .iter()
            .map(|soort| (*soort, *soort == form.text("locatie_soort")))
            .collect(),
        sterren: (0..=3).map(|n| (n, n == stars)).collect(),
        gebieden: wijzig::gebieden(&req.frame, form.text("gebied")),
        organisaties: wijzig::organisaties(&req.frame, form.text("organisatie")),
        locaties: wijzig::keuzes(&known, form.text("locatie")),
        kaart,
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

async fn add(req: Req) -> Result<Response> {
    let form = req.form.clone();
    let done = req.do_once(move |ctx| make(ctx, &form)).await;
    again(&req, done).await
}

/// The point and, unless it goes into one that is there, its place: in one go.
fn make(ctx: &mut Write<'_>, form: &Form) -> Result<()> {
    let gebied: Option<GebiedId> = form.parsed("gebied");
    let organisatie: Option<OrganisatieId> = form.parsed("organisatie");
    let soort = InfopuntSoort::from_word(form.text("soort"));
    let rang = Rang::from_word(form.text("rang"));
    let (Some(gebied), Some(organisatie), Some(soort), Some(rang)) =
        (gebied, organisatie, soort, rang)
    else {
        return Err(Error::field("soort", "infopunt-soort-kies"));
    };
    let spot = locaties::actions::spot(ctx.frame, form.opt("lat"), form.opt("lon"))
        .map_err(|fault| Error::Invalid(vec![fault]))?;
    let known = form
        .opt("locatie")
        .map(str::parse::<LocatieId>)
        .transpose()
        .map_err(|_| Error::field("locatie", "infopunt-soort-kies"))?;
    let locatie = match known {
        Some(known) => known,
        None => make_locatie(
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
                place: spot.map(Coordinaat::e6),
                sterren: form.parsed("sterren").unwrap_or(0),
                toegankelijkheid: form.text("toegankelijkheid").to_owned(),
            },
        )?,
    };
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
    )?;
    match spot.filter(|_| known.is_some()) {
        Some(spot) => locaties::actions::put_on_map(ctx, locatie, spot),
        None => Ok(()),
    }
}
