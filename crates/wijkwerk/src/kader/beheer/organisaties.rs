//! Partners per domain, and who is accountable for a service and who executes it, on any date (L-09, L-58, L-59).

use askama::Template;
use jiff::civil::Date;

use super::{Tab, tabs};
use crate::access::Permission;
use crate::error::{Error, Result};
use crate::frame::pick;
use crate::handler;
use crate::http::{Form, Guard, Kind, Req, Response, Route, redirect};
use crate::ids::OrganisatieId;
use crate::kader::inrichting::{Inrichting, store as inrichtingen};
use crate::kader::organisaties::actions::{self, NewOrganisatie};
use crate::kader::organisaties::{Organisatie, list_organisaties};
use crate::layout::{self, C, Faults};

const MANAGE: Guard = Guard::May(Permission::OrganisatieManage);
/// The words of the inrichting for kinds and domains, in the order of the form.
const SOORTEN: &[&str] = &[
    "welzijn",
    "corporatie",
    "politie",
    "zorg",
    "gezondheidscentrum",
    "sport",
    "onderneming",
    "bewonersorgaan",
    "gemeente",
    "overig",
];
const DOMEINEN: &[&str] = &["sociaal", "fysiek", "veiligheid", "bestuur"];

pub(super) fn routes() -> Vec<Route> {
    vec![
        Route::get(
            "beheer.organisaties",
            "/{gemeente}/beheer/organisaties",
            Guard::May(Permission::InrichtingRead),
            Kind::Page,
            handler!(show),
        ),
        Route::post(
            "beheer.organisaties.nieuw",
            "/{gemeente}/beheer/organisaties",
            MANAGE,
            handler!(add),
        )
        .sample("naam=Stichting+Voorbeeld&soort=overig&domein=sociaal"),
        Route::post(
            "beheer.organisatie.naam",
            "/{gemeente}/beheer/organisaties/{organisatie}/naam",
            MANAGE,
            handler!(rename),
        )
        .sample("naam=Andere+Naam"),
        Route::post(
            "beheer.organisatie.einde",
            "/{gemeente}/beheer/organisaties/{organisatie}/einde",
            MANAGE,
            handler!(end),
        )
        .sample("tot=2099-01-01"),
    ]
}

struct Service {
    naam: String,
    verantwoordelijk: String,
    uitvoerend: String,
    vanaf: Option<Date>,
}

struct Domain {
    naam: String,
    organisaties: Vec<Organisatie>,
}

#[derive(Template)]
#[template(path = "kader/beheer/templates/organisaties.html")]
struct OrganisatiesPage {
    c: C,
    tabs: Vec<Tab>,
    faults: Faults,
    op: Date,
    domains: Vec<Domain>,
    services: Vec<Service>,
    naam: String,
    soorten: &'static [&'static str],
    domeinen: &'static [&'static str],
    may_manage: bool,
}

async fn show(req: Req) -> Result<Response> {
    layout::page(&page(&req, Faults::default(), &Form::default()).await?)
}

/// The services on a day: an inrichting holds what it decided, each entry from its own first day.
fn services(
    c: &C,
    inrichting: &Inrichting,
    organisaties: &[Organisatie],
    op: Date,
) -> Vec<Service> {
    let naam_of = |key: &str| {
        organisaties
            .iter()
            .find(|found| found.sleutel == key)
            .map(|found| found.naam.clone())
            .or_else(|| inrichting.organisatie(key).map(|found| found.naam.clone()))
            .unwrap_or_else(|| key.to_owned())
    };
    inrichting
        .diensten
        .iter()
        .filter(|dienst| dienst.vanaf.is_none_or(|day| day <= op))
        .map(|dienst| Service {
            naam: pick(c.view.lang, &dienst.naam),
            verantwoordelijk: naam_of(&dienst.verantwoordelijk),
            uitvoerend: naam_of(&dienst.uitvoerend),
            vanaf: dienst.vanaf,
        })
        .collect()
}

async fn page(req: &Req, faults: Faults, form: &Form) -> Result<OrganisatiesPage> {
    let op = req.query.parsed::<Date>("op").unwrap_or(req.today());
    let (organisaties, inrichting) = req
        .read(move |tx, view| {
            let organisaties = list_organisaties(tx, view.frame.id, op)?;
            let versies = inrichtingen::list_versies(tx, view.frame.id)?;
            let document = versies
                .iter()
                .find(|versie| versie.valid_from <= op)
                .or(versies.last())
                .map(|versie| versie.document.clone())
                .ok_or(Error::NotFound("inrichting"))?;
            Ok((organisaties, inrichtingen::read(&document)?))
        })
        .await?;
    let c = C::of(&req.view);
    let services = services(&c, &inrichting, &organisaties, op);
    let domains = DOMEINEN
        .iter()
        .map(|domein| Domain {
            naam: c.tk("organisatie-domein", domein),
            organisaties: organisaties
                .iter()
                .filter(|found| found.domein == *domein)
                .cloned()
                .collect(),
        })
        .filter(|domain: &Domain| !domain.organisaties.is_empty())
        .collect();
    Ok(OrganisatiesPage {
        tabs: tabs(&c),
        may_manage: c.may(Permission::OrganisatieManage),
        c,
        faults,
        op,
        domains,
        services,
        naam: form.text("naam").to_owned(),
        soorten: SOORTEN,
        domeinen: DOMEINEN,
    })
}

fn done(req: &Req) -> Response {
    // The frame holds the organisations; this node loads it anew at once, other nodes within a second.
    req.app.forget_frame(&req.frame.slug);
    redirect(&layout::url(&req.view, "/beheer/organisaties"))
}

async fn add(req: Req) -> Result<Response> {
    let wanted = NewOrganisatie {
        naam: req.form.text("naam").to_owned(),
        soort: req.form.text("soort").to_owned(),
        domein: req.form.text("domein").to_owned(),
        from: req.today(),
    };
    let request = req.form.request_id();
    let added = req
        .write(move |ctx| actions::add_organisatie(ctx, &wanted, request))
        .await;
    match added {
        Ok(_) => Ok(done(&req)),
        Err(error) => {
            let page = page(&req, Faults::of(error)?, &req.form).await?;
            layout::page_with(400, &page)
        }
    }
}

async fn rename(req: Req) -> Result<Response> {
    let id: OrganisatieId = req.id("organisatie")?;
    let naam = req.form.text("naam").to_owned();
    req.do_once(move |ctx| actions::rename_organisatie(ctx, id, &naam))
        .await?;
    Ok(done(&req))
}

async fn end(req: Req) -> Result<Response> {
    let id: OrganisatieId = req.id("organisatie")?;
    let day = req
        .form
        .parsed::<Date>("tot")
        .ok_or_else(|| Error::field("tot", "beheer-datum-onleesbaar"))?;
    req.do_once(move |ctx| actions::end_organisatie(ctx, id, day))
        .await?;
    Ok(done(&req))
}
