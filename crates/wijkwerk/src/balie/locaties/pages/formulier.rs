//! The form of a place: where it is, how to get in, when it is open, who shares it. Hours are shown back in words before
//! they are kept.

use std::collections::BTreeSet;

use askama::Template;

use crate::access::{Actor, Here, Permission};
use crate::balie::infopunten::LOCATIE_SOORTEN;
use crate::balie::locaties::model::{Locatie, Velden, Vlag};
use crate::balie::locaties::{actions, rules, store};
use crate::error::{Error, FieldError, Result, Sentence};
use crate::handler;
use crate::http::{Form, Guard, Kind, Place, Req, Response, Route, redirect};
use crate::ids::{LocatieId, OrganisatieId};
use crate::kader::gebieden::{Coordinaat, Speldkaart, speldkaart};
use crate::kader::openingstijden;
use crate::layout::{self, C, Faults};

const SAMPLE: &str =
    "naam=Buurthuis+Voorbeeld&soort=buurthuis&adres=Voorbeeldstraat+1&plaats=Voorbeeldstad";

pub(super) fn routes() -> Vec<Route> {
    let write = Guard::May(Permission::KennisWrite);
    vec![
        Route::get(
            "locaties.nieuw",
            "/{gemeente}/locaties/nieuw",
            write,
            Kind::Page,
            handler!(new),
        ),
        Route::post(
            "locaties.maak",
            "/{gemeente}/locaties/nieuw",
            write,
            handler!(make),
        )
        .sample(SAMPLE),
        Route::get(
            "locaties.wijzig",
            "/{gemeente}/locaties/{locatie}/wijzig",
            write,
            Kind::Page,
            handler!(edit),
        )
        .at(Place::Organisatie),
        Route::post(
            "locaties.wijzig.bewaar",
            "/{gemeente}/locaties/{locatie}/wijzig",
            write,
            handler!(change),
        )
        .at(Place::Organisatie)
        .sample(SAMPLE),
    ]
}

/// The organisation that whoever signed in keeps places for.
pub(super) fn writes_for(actor: &Actor) -> Option<OrganisatieId> {
    let own = actor.account()?.organisatie?;
    actor
        .may(Permission::KennisWrite, &Here::organisatie(own))
        .then_some(own)
}

#[derive(Template)]
#[template(path = "balie/locaties/templates/formulier.html")]
struct Page {
    c: C,
    faults: Faults,
    form: Form,
    titel: String,
    action: String,
    id: Option<LocatieId>,
    kaart: Speldkaart,
    soorten: Vec<(&'static str, bool)>,
    sterren: Vec<(i64, bool)>,
    gebieden: Vec<(String, String, bool)>,
    organisaties: Vec<(OrganisatieId, String, bool)>,
    vlaggen: Vec<Vlag>,
    /// What the typed hours come to, once somebody looked; then they can be kept.
    uren: Option<Vec<String>>,
}

/// A place with what its form needs.
struct Found {
    it: Locatie,
    typed: String,
    huurders: Vec<OrganisatieId>,
    vlaggen: Vec<Vlag>,
}

/// The place, if it may be changed by whoever asks.
async fn load(req: &Req) -> Result<Found> {
    let id: LocatieId = req.id("locatie")?;
    req.read(move |tx, view| {
        let gemeente = view.frame.id;
        let it = store::find_locatie(tx, gemeente, id)?.ok_or(Error::NotFound("locatie"))?;
        if !actions::may_change(tx, gemeente, &view.actor, &it)? {
            return Err(Error::Forbidden(Permission::KennisWrite.key()));
        }
        let last = store::list_versies(tx, gemeente, id)?.into_iter().next();
        let mut vlaggen = store::list_vlaggen(tx, gemeente, id)?;
        vlaggen.retain(|vlag| vlag.settled_at.is_none());
        Ok(Found {
            typed: rules::typed(&it, last.as_ref()),
            huurders: store::list_huurders(tx, gemeente, id)?,
            vlaggen,
            it,
        })
    })
    .await
}

/// The form as the place stands.
fn form_of(req: &Req, found: &Found) -> Form {
    let it = &found.it;
    let degrees = |of: fn(Coordinaat) -> f64| {
        it.coordinaat()
            .map_or_else(String::new, |place| format!("{:.6}", of(place)))
    };
    let gebied = it.gebied.and_then(|id| req.frame.gebied(id));
    let fields: [(&str, String); 13] = [
        ("naam", it.naam.clone()),
        ("soort", it.soort.clone()),
        ("sterren", it.sterren.to_string()),
        ("adres", it.adres.clone()),
        ("postcode", it.postcode.clone()),
        ("plaats", it.plaats.clone()),
        ("lat", degrees(Coordinaat::lat)),
        ("lon", degrees(Coordinaat::lon)),
        (
            "gebied",
            gebied.map_or_else(String::new, |found| found.sleutel.clone()),
        ),
        ("toegankelijkheid", it.toegankelijkheid.clone()),
        ("telefoon", it.telefoon.clone().unwrap_or_default()),
        ("uren", found.typed.clone()),
        ("gezien", found.typed.clone()),
    ];
    let mut form = Form::default();
    for (name, value) in &fields {
        form = form.with_field(name, value);
    }
    for huurder in &found.huurders {
        form = form.with_field("huurder", &huurder.to_string());
    }
    form
}

/// What was filled in, with what cannot be read.
fn velden_of(req: &Req) -> (Velden, Vec<FieldError>) {
    let form = &req.form;
    let mut faults = Vec::new();
    let text = |name: &str| form.text(name).replace("\r\n", "\n");
    let place = rules::spot(form.opt("lat"), form.opt("lon")).unwrap_or_else(|fault| {
        faults.push(fault);
        None
    });
    let gebied = form.opt("gebied").map(|key| req.frame.gebied_by_key(key));
    if gebied.is_some_and(|found| found.is_none()) {
        faults.push(FieldError {
            field: "gebied",
            sentence: Sentence::new("contact-gebied-onbekend"),
        });
    }
    let velden = Velden {
        naam: text("naam"),
        soort: text("soort"),
        sterren: form.parsed("sterren").unwrap_or(0),
        adres: text("adres"),
        postcode: text("postcode"),
        plaats: text("plaats"),
        place,
        gebied: gebied.flatten().map(|found| found.id),
        toegankelijkheid: text("toegankelijkheid"),
        telefoon: form.opt("telefoon").map(ToOwned::to_owned),
        uren: text("uren"),
        huurders: form
            .all("huurder")
            .into_iter()
            .filter_map(|id| id.parse().ok())
            .collect::<BTreeSet<_>>(),
    };
    (velden, faults)
}

/// Whether the hours still have to be looked at: they were typed anew since they were last shown in words.
fn must_look(req: &Req) -> bool {
    let (typed, seen) = (req.form.text("uren"), req.form.text("gezien"));
    !typed.is_empty() && typed != seen || req.form.text("doe") == "bekijk"
}

async fn new(req: Req) -> Result<Response> {
    render(&req, None, Form::default(), Faults::default(), None)
}

async fn make(req: Req) -> Result<Response> {
    let own = writes_for(&req.actor).ok_or(Error::Forbidden(Permission::KennisWrite.key()))?;
    let (velden, faults) = velden_of(&req);
    if faults.is_empty() && must_look(&req) {
        return look(&req, None);
    }
    let done = if faults.is_empty() {
        req.once(move |ctx| actions::make(ctx, own, &velden).map(|id| id.to_string()))
            .await
    } else {
        Err(Error::Invalid(faults))
    };
    match done {
        Ok(id) => Ok(redirect(&layout::url(
            &req.view,
            &format!("/locaties/{id}"),
        ))),
        Err(error) => render(&req, None, req.form.clone(), Faults::of(error)?, None),
    }
}

async fn edit(req: Req) -> Result<Response> {
    let found = load(&req).await?;
    let form = form_of(&req, &found);
    render(&req, Some(&found), form, Faults::default(), None)
}

async fn change(req: Req) -> Result<Response> {
    let found = load(&req).await?;
    let id = found.it.id;
    let (velden, faults) = velden_of(&req);
    if faults.is_empty() && must_look(&req) {
        return look(&req, Some(&found));
    }
    let done = if faults.is_empty() {
        req.do_once(move |ctx| actions::change(ctx, id, &velden))
            .await
    } else {
        Err(Error::Invalid(faults))
    };
    match done {
        Ok(()) => Ok(redirect(&layout::url(
            &req.view,
            &format!("/locaties/{id}"),
        ))),
        Err(error) => render(
            &req,
            Some(&found),
            req.form.clone(),
            Faults::of(error)?,
            None,
        ),
    }
}

/// The form again with its hours in words; sent once more it is kept.
fn look(req: &Req, found: Option<&Found>) -> Result<Response> {
    match actions::understand(&req.frame, req.form.text("uren")) {
        Ok(osm) => {
            let lines = openingstijden::lines(&req.view, &osm);
            let mut form = Form::default();
            for (name, value) in req.form.fields() {
                if name != "gezien" && name != "doe" {
                    form = form.with_field(name, value);
                }
            }
            let form = form.with_field("gezien", req.form.text("uren"));
            render(req, found, form, Faults::default(), Some(lines))
        }
        Err(fault) => {
            let faults = Faults::of(Error::Invalid(vec![fault]))?;
            render(req, found, req.form.clone(), faults, None)
        }
    }
}

fn render(
    req: &Req,
    found: Option<&Found>,
    form: Form,
    faults: Faults,
    uren: Option<Vec<String>>,
) -> Result<Response> {
    let c = C::of(&req.view);
    let status = if faults.any() { 400 } else { 200 };
    let titel = found.map_or_else(|| c.t("locatie-nieuw"), |found| found.it.naam.clone());
    let action = match found {
        Some(found) => c.url(&format!("/locaties/{}/wijzig", found.it.id)),
        None => c.url("/locaties/nieuw"),
    };
    let huurders = form.all("huurder");
    let mut gebieden: Vec<(String, String, bool)> = req
        .frame
        .wijken()
        .map(|wijk| {
            let chosen = wijk.sleutel == form.text("gebied");
            (wijk.sleutel.clone(), wijk.naam.clone(), chosen)
        })
        .collect();
    gebieden.sort_by(|a, b| a.1.cmp(&b.1));
    let page = Page {
        kaart: speldkaart(&req.frame, &c.t("locatie-kaart"))?,
        soorten: LOCATIE_SOORTEN
            .iter()
            .map(|soort| (*soort, *soort == form.text("soort")))
            .collect(),
        sterren: (0..=rules::STARS)
            .map(|n| (n, form.parsed::<i64>("sterren").unwrap_or(0) == n))
            .collect(),
        gebieden,
        organisaties: req
            .frame
            .organisaties
            .iter()
            .map(|one| {
                let id = one.id.to_string();
                (one.id, one.naam.clone(), huurders.contains(&id.as_str()))
            })
            .collect(),
        vlaggen: found.map_or_else(Vec::new, |found| found.vlaggen.clone()),
        id: found.map(|found| found.it.id),
        titel,
        action,
        uren,
        form,
        faults,
        c,
    };
    layout::page_with(status, &page)
}
