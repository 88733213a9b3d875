//! A point put right, on a page of its own: where it lies is shown on a map.

use askama::Template;

use crate::balie::contacten::{Tab, tabs};
use crate::balie::infopunten::actions::MANAGE;
use crate::balie::infopunten::model::{Infopunt, Rang, Velden};
use crate::balie::infopunten::pages::find_known;
use crate::balie::infopunten::store;
use crate::balie::infopunten::wijziging::change_infopunt;
use crate::balie::locaties::{self, Locatie};
use crate::error::{Error, FieldError, Result, Sentence};
use crate::frame::Frame;
use crate::handler;
use crate::http::{Form, Guard, Kind, Place, Req, Response, Route, redirect};
use crate::ids::{GebiedId, InfopuntId, LocatieId, OrganisatieId};
use crate::kader::gebieden::{Coordinaat, Speldkaart, speldkaart};
use crate::layout::{self, C, Faults};
use crate::write::Write;

pub(super) fn routes() -> Vec<Route> {
    vec![
        Route::get(
            "infopunten.wijzig",
            "/{gemeente}/balie/infopunten/{infopunt}/wijzig",
            Guard::May(MANAGE),
            Kind::Page,
            handler!(edit),
        )
        .at(Place::Gebied),
        Route::post(
            "infopunten.wijzig.bewaar",
            "/{gemeente}/balie/infopunten/{infopunt}/wijzig",
            Guard::May(MANAGE),
            handler!(change),
        )
        .at(Place::Gebied)
        .sample(
            "naam=Punt+Anders&rang=neven&gebied={gebied}&organisatie={organisatie}&voorheen=De+oude+balie\
             &locatie={locatie}",
        ),
    ]
}

/// What a select shows: what it stands for, its name, whether it was chosen.
pub(super) type Keuzes<T> = Vec<(T, String, bool)>;

#[derive(Template)]
#[template(path = "balie/infopunten/templates/wijzig.html")]
struct Page {
    c: C,
    tabs: Vec<Tab>,
    faults: Faults,
    form: Form,
    punt: Infopunt,
    titel: String,
    /// The page of the point.
    url: String,
    kaart: Speldkaart,
    rangen: Vec<(Rang, bool)>,
    gebieden: Keuzes<GebiedId>,
    organisaties: Keuzes<OrganisatieId>,
    /// The places it can go to.
    locaties: Keuzes<LocatieId>,
}

/// A point with the places that it can be in.
struct Found {
    punt: Infopunt,
    locaties: Vec<Locatie>,
}

/// The point, if whoever asks keeps it.
async fn load(req: &Req) -> Result<Found> {
    let id: InfopuntId = req.id("infopunt")?;
    req.read(move |tx, view| {
        Ok(Found {
            punt: find_known(tx, view, id, MANAGE)?,
            locaties: locaties::list_locaties(tx, view.frame.id)?,
        })
    })
    .await
}

/// The form as the point stands.
fn form_of(punt: &Infopunt) -> Form {
    let place = punt
        .place
        .and_then(|(lat, lon)| Coordinaat::from_e6(lat, lon));
    let degrees = |of: fn(Coordinaat) -> f64| {
        place.map_or_else(String::new, |place| format!("{:.6}", of(place)))
    };
    Form::default()
        .with_field("naam", &punt.naam)
        .with_field("rang", punt.rang.word())
        .with_field("gebied", &punt.gebied.to_string())
        .with_field("organisatie", &punt.organisatie.to_string())
        .with_field("voorheen", &punt.voorheen)
        .with_field("lat", &degrees(Coordinaat::lat))
        .with_field("lon", &degrees(Coordinaat::lon))
}

async fn edit(req: Req) -> Result<Response> {
    let found = load(&req).await?;
    if found.punt.state.is_over() {
        return Err(Error::refused("infopunt-is-voorbij"));
    }
    let form = form_of(&found.punt);
    render(&req, found, form, Faults::default())
}

async fn change(req: Req) -> Result<Response> {
    let found = load(&req).await?;
    let (id, form) = (found.punt.id, req.form.clone());
    match req.do_once(move |ctx| save(ctx, id, &form)).await {
        Ok(()) => Ok(redirect(&layout::url(
            &req.view,
            &format!("/balie/infopunten/{id}"),
        ))),
        Err(error) => render(&req, found, req.form.clone(), Faults::or_refusal(error)?),
    }
}

/// The point and, where somebody moved the pin, where its place lies: in one go.
fn save(ctx: &mut Write<'_>, id: InfopuntId, form: &Form) -> Result<()> {
    let gemeente = ctx.gemeente();
    let punt = store::find_infopunt(ctx, gemeente, id)?.ok_or(Error::NotFound("infopunt"))?;
    let (velden, spot) = read(ctx.frame, &punt, form)?;
    change_infopunt(ctx, id, &velden)?;
    // What the form brought along of the place it was in says nothing about another one.
    match spot.filter(|spot| Some(spot.e6()) != punt.place) {
        Some(spot) => locaties::actions::put_on_map(ctx, velden.locatie, spot),
        None => Ok(()),
    }
}

/// What was filled in, or everything of it that cannot be read.
fn read(frame: &Frame, punt: &Infopunt, form: &Form) -> Result<(Velden, Option<Coordinaat>)> {
    let mut faults = Vec::new();
    let mut velden = Velden {
        naam: form.text("naam").to_owned(),
        voorheen: form.text("voorheen").to_owned(),
        ..Velden::of(punt)
    };
    let mut unknown = |field| {
        faults.push(FieldError {
            field,
            sentence: Sentence::new("infopunt-soort-kies"),
        });
    };
    match Rang::from_word(form.text("rang")) {
        Some(rang) => velden.rang = rang,
        None => unknown("rang"),
    }
    match form.parsed("gebied") {
        Some(gebied) => velden.gebied = gebied,
        None => unknown("gebied"),
    }
    match form.parsed("organisatie") {
        Some(organisatie) => velden.organisatie = organisatie,
        None => unknown("organisatie"),
    }
    // Nothing chosen: it stays where it is.
    match form.opt("locatie").map(str::parse::<LocatieId>) {
        Some(Ok(locatie)) => velden.locatie = locatie,
        Some(Err(_)) => unknown("locatie"),
        None => {}
    }
    // The spot that came along with the form is not looked at again: a place may lie just over the border.
    let was = form_of(punt);
    let is_moved = ["lat", "lon"]
        .iter()
        .any(|field| form.text(field) != was.text(field));
    let spot = if is_moved {
        locaties::actions::spot(frame, form.opt("lat"), form.opt("lon"))
    } else {
        Ok(None)
    };
    match spot {
        Ok(spot) if faults.is_empty() => Ok((velden, spot)),
        Ok(_) => Err(Error::Invalid(faults)),
        Err(fault) => {
            faults.push(fault);
            Err(Error::Invalid(faults))
        }
    }
}

/// These places with their addresses, to choose from.
pub(super) fn keuzes(all: &[Locatie], chosen: &str) -> Keuzes<LocatieId> {
    all.iter()
        .map(|one| {
            let is_chosen = one.id.to_string() == chosen;
            (one.id, format!("{}, {}", one.naam, one.adres), is_chosen)
        })
        .collect()
}

/// The gebieden of a gemeente, to choose from.
pub(super) fn gebieden(frame: &Frame, chosen: &str) -> Keuzes<GebiedId> {
    let all = frame.gebieden.iter();
    all.map(|one| (one.id, one.naam.clone(), one.id.to_string() == chosen))
        .collect()
}

/// The organisations of a gemeente, to choose from.
pub(super) fn organisaties(frame: &Frame, chosen: &str) -> Keuzes<OrganisatieId> {
    let all = frame.organisaties.iter();
    all.map(|one| (one.id, one.naam.clone(), one.id.to_string() == chosen))
        .collect()
}

fn render(req: &Req, found: Found, form: Form, faults: Faults) -> Result<Response> {
    let c = C::of(&req.view);
    let Found { punt, mut locaties } = found;
    locaties.retain(|one| one.id != punt.locatie);
    let page = Page {
        tabs: tabs(&c),
        titel: c.t1("infopunt-wijzig-titel", "naam", punt.naam.as_str()),
        url: c.url(&format!("/balie/infopunten/{}", punt.id)),
        kaart: speldkaart(&req.frame, &c.t("locatie-kaart"))?,
        rangen: Rang::ALL
            .iter()
            .map(|rang| (*rang, rang.word() == form.text("rang")))
            .collect(),
        gebieden: gebieden(&req.frame, form.text("gebied")),
        organisaties: organisaties(&req.frame, form.text("organisatie")),
        locaties: keuzes(&locaties, form.text("locatie")),
        punt,
        form,
        faults,
        c,
    };
    layout::page_with(page.faults.status(), &page)
}
