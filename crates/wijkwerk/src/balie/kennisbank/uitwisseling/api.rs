//! `/hsds/v3`: the version, the services of all gemeenten, and per gemeente all that HSDS 3.0 has an address for.

use std::sync::Arc;

use axum::http::{HeaderValue, header};
use serde_json::{Value, json};
use uuid::Uuid;

use super::dienst::{Service, once};
use super::ids;
use super::punten::{self, Punt};
use super::schrijf::{self, Offer};
use super::store::{self, Shown};
use super::vraag::{Around, Asked, flag, id};
use crate::error::{Error, Result};
use crate::frame::Frame;
use crate::handler;
use crate::http::{Guard, Kind, Req, Response, Route, json as answer_json, text};
use crate::ids::KennisitemId;

const VERSION: &str = "3.0";
const PROFILE: &str = "https://docs.openreferral.org/en/3.0/";
const OPENAPI: &str =
    "https://raw.githubusercontent.com/openreferral/specification/3.0/schema/openapi.json";

macro_rules! get {
    ($name:literal, $path:literal, $handler:path) => {
        Route::get($name, $path, Guard::Public, Kind::Api, handler!($handler))
    };
}

/// The routes of HSDS.
pub(super) fn routes() -> Vec<Route> {
    vec![
        get!("hsds.versie", "/hsds/v3", version),
        get!("hsds.alles", "/hsds/v3/services", all_services),
        get!("hsds.gemeente", "/hsds/v3/{gemeente}", version),
        get!("hsds.diensten", "/hsds/v3/{gemeente}/services", services),
        get!(
            "hsds.dienst",
            "/hsds/v3/{gemeente}/services/{service}",
            one_service
        ),
        get!(
            "hsds.organisaties",
            "/hsds/v3/{gemeente}/organizations",
            organizations
        ),
        get!(
            "hsds.organisatie",
            "/hsds/v3/{gemeente}/organizations/{organization}",
            one_organization
        ),
        get!(
            "hsds.plekken",
            "/hsds/v3/{gemeente}/service_at_locations",
            at_locations
        ),
        get!(
            "hsds.plek",
            "/hsds/v3/{gemeente}/service_at_locations/{service_at_location}",
            one_at_location
        ),
        get!(
            "hsds.indelingen",
            "/hsds/v3/{gemeente}/taxonomies",
            taxonomies
        ),
        get!(
            "hsds.indeling",
            "/hsds/v3/{gemeente}/taxonomies/{taxonomy}",
            one_taxonomy
        ),
        get!("hsds.termen", "/hsds/v3/{gemeente}/taxonomy_terms", terms),
        get!(
            "hsds.term",
            "/hsds/v3/{gemeente}/taxonomy_terms/{taxonomy_term}",
            one_term
        ),
    ]
}

/// JSON for everybody, from every site.
pub(super) fn open(value: &Value) -> Result<Response> {
    Ok(to_all(answer_json(value)?))
}

/// The same, with an object on each line.
pub(super) fn open_lines(all: &[Value]) -> Response {
    let mut body = String::new();
    for one in all {
        body.push_str(&one.to_string());
        body.push('\n');
    }
    let mut response = text(200, body);
    response.headers_mut().insert(
        header::CONTENT_TYPE,
        HeaderValue::from_static("application/x-ndjson"),
    );
    to_all(response)
}

fn to_all(mut response: Response) -> Response {
    let any = HeaderValue::from_static("*");
    response
        .headers_mut()
        .insert(header::ACCESS_CONTROL_ALLOW_ORIGIN, any);
    response
}

async fn version(_req: Req) -> Result<Response> {
    open(&json!({ "version": VERSION, "profile": PROFILE, "openapi_url": OPENAPI }))
}

async fn shown(req: &Req, frame: &Arc<Frame>) -> Result<Vec<Shown>> {
    let frame = frame.clone();
    req.app
        .db()
        .read(move |tx| store::list_shown(tx, &frame))
        .await
}

async fn offers(req: &Req, frame: &Arc<Frame>, ids: Vec<KennisitemId>) -> Result<Vec<Offer>> {
    let frame = frame.clone();
    let today = Some(frame.today(req.now));
    req.app
        .db()
        .read(move |tx| store::list_offers(tx, &frame, &ids, today))
        .await
}

async fn punten(req: &Req, frame: &Arc<Frame>) -> Result<Vec<Punt>> {
    let (frame, now) = (frame.clone(), req.now);
    let base_url = req.app.config().base_url.clone();
    req.app
        .db()
        .read(move |tx| punten::list_punten(tx, &frame, &base_url, now))
        .await
}

/// The services of these gemeenten that are asked for, each id once.
async fn list_services(req: &Req, frames: Vec<Arc<Frame>>) -> Result<Response> {
    let asked = Asked::of(req)?;
    let mut all = Vec::new();
    for frame in frames {
        let found = shown(req, &frame).await?;
        let wanted = found.into_iter().filter(|it| asked.wants(&frame, it));
        all.extend(wanted.map(|it| Service::Item(frame.clone(), it)));
        let punten = punten(req, &frame).await?.into_iter();
        let wanted = punten.filter(|punt| punt.is_wanted(&asked));
        all.extend(wanted.map(|punt| Service::Punt(Box::new(punt))));
    }
    let all = once(all);
    if asked.minimal {
        return asked.page(&all, |page| Ok(page.iter().map(Service::minimal).collect()));
    }
    let from = (asked.page - 1).saturating_mul(asked.per_page);
    let mut made = Vec::new();
    for service in all.iter().skip(from).take(asked.per_page) {
        match service {
            Service::Item(frame, it) => {
                let found = offers(req, frame, vec![it.id]).await?;
                made.extend(
                    found
                        .iter()
                        .map(|offer| schrijf::service(offer, asked.full)),
                );
            }
            Service::Punt(punt) => made.push(punt.service(asked.full)),
        }
    }
    asked.page(&all, |_| Ok(made))
}

async fn all_services(req: Req) -> Result<Response> {
    let mut frames = Vec::new();
    for slug in req.app.slugs().await? {
        frames.extend(req.app.frame(&slug).await?);
    }
    list_services(&req, frames).await
}

async fn services(req: Req) -> Result<Response> {
    let frame = req.frame.clone();
    list_services(&req, vec![frame]).await
}

async fn one_service(req: Req) -> Result<Response> {
    let wanted: Uuid = req.id("service")?;
    let found = shown(&req, &req.frame)
        .await?
        .into_iter()
        .find(|it| it.hsds_id == wanted);
    let Some(found) = found else {
        let punten = punten(&req, &req.frame).await?;
        let punt = punten.iter().find(|punt| punt.id() == wanted);
        return open(&punt.ok_or(Error::NotFound("service"))?.service(true));
    };
    let id = found.id;
    let offers = offers(&req, &req.frame, vec![id]).await?;
    open(&schrijf::service(
        offers.first().ok_or(Error::NotFound("service"))?,
        true,
    ))
}

/// Who answers for something that is published, or for a point, by name.
async fn owners(req: &Req) -> Result<Vec<(Uuid, String, String)>> {
    let frame = &req.frame;
    let all = shown(req, frame).await?;
    let punten = punten(req, frame).await?;
    let mut found: Vec<(Uuid, String, String)> = frame
        .organisaties
        .iter()
        .filter(|one| {
            all.iter().any(|it| it.organisatie == Some(one.id))
                || punten
                    .iter()
                    .any(|punt| punt.told.punt.organisatie == one.id)
        })
        .map(|one| {
            let id = ids::organization_id(&frame.slug, &one.sleutel);
            (id, one.sleutel.clone(), one.naam.clone())
        })
        .collect();
    found.sort_by(|one, other| one.2.cmp(&other.2));
    Ok(found)
}

async fn organizations(req: Req) -> Result<Response> {
    let asked = Asked::of(&req)?;
    let mut all = owners(&req).await?;
    all.retain(|(id, _, naam)| {
        naam.to_lowercase().contains(&asked.search) && asked.organization.is_none_or(|of| of == *id)
    });
    let slug = &req.frame.slug;
    asked.page(&all, |page| {
        let made = page
            .iter()
            .map(|(_, key, naam)| schrijf::organization(slug, key, naam));
        Ok(made.collect())
    })
}

async fn one_organization(req: Req) -> Result<Response> {
    let wanted: Uuid = req.id("organization")?;
    let (_, key, naam) = owners(&req)
        .await?
        .into_iter()
        .find(|(id, ..)| *id == wanted)
        .ok_or(Error::NotFound("organization"))?;
    open(&schrijf::organization(&req.frame.slug, &key, &naam))
}

/// Every service at every place that is asked for, with its id.
async fn places(req: &Req, asked: &Asked, around: Option<&Around>) -> Result<Vec<(Uuid, Value)>> {
    let is_near = |place| around.is_none_or(|around| around.has(place));
    let all = shown(req, &req.frame).await?;
    let wanted = all
        .iter()
        .filter(|it| asked.wants(&req.frame, it))
        .map(|it| it.id)
        .collect();
    let mut found = Vec::new();
    for offer in offers(req, &req.frame, wanted).await? {
        if around.is_some_and(|around| !around.is_served(&req.frame, &offer.gebieden)) {
            continue;
        }
        let there = offer.locaties.iter();
        for place in there.filter(|place| is_near(place.lat_e6.zip(place.lon_e6))) {
            let mut at = schrijf::at_location(&offer, place);
            at["service"] = schrijf::service(&offer, false);
            let id = at["id"]
                .as_str()
                .and_then(|id| id.parse().ok())
                .unwrap_or_default();
            found.push((id, at));
        }
    }
    for punt in punten(req, &req.frame).await? {
        if punt.is_wanted(asked) && is_near(punt.told.punt.place) {
            let mut at = punt.at_location();
            at["service"] = punt.service(false);
            found.push((punt.at_location_id(), at));
        }
    }
    Ok(found)
}

async fn at_locations(req: Req) -> Result<Response> {
    let asked = Asked::of(&req)?;
    let around = Around::of(&req).await?;
    let all = places(&req, &asked, around.as_ref()).await?;
    asked.page(&all, |page| {
        Ok(page.iter().map(|(_, at)| at.clone()).collect())
    })
}

async fn one_at_location(req: Req) -> Result<Response> {
    let wanted: Uuid = req.id("service_at_location")?;
    let all = places(&req, &Asked::of(&req)?, None).await?;
    let found = all.into_iter().find(|(id, _)| *id == wanted);
    open(&found.ok_or(Error::NotFound("service_at_location"))?.1)
}

fn list_taxonomies() -> Vec<Value> {
    vec![
        json!({
            "id": ids::topics_id(), "name": "Onderwerpen", "version": VERSION,
            "description": "Waar vragen over gaan; dezelfde lijst in alle kanalen.",
        }),
        json!({
            "id": ids::upl_id(), "name": "Uniforme Productnamenlijst", "version": VERSION,
            "description": "De namen van producten van overheden.",
            "uri": "https://standaarden.overheid.nl/owms/oquery/UPL-actueel",
        }),
    ]
}

async fn taxonomies(req: Req) -> Result<Response> {
    let asked = Asked::of(&req)?;
    asked.page(&list_taxonomies(), |page| Ok(page.to_vec()))
}

fn with_id(all: Vec<Value>, id: Uuid, what: &'static str) -> Result<Value> {
    all.into_iter()
        .find(|one| one["id"] == json!(id))
        .ok_or(Error::NotFound(what))
}

async fn one_taxonomy(req: Req) -> Result<Response> {
    open(&with_id(
        list_taxonomies(),
        req.id("taxonomy")?,
        "taxonomy",
    )?)
}

/// The topics, and the product names in use.
async fn list_terms(req: &Req) -> Result<Vec<Value>> {
    let topics = req.frame.inrichting.onderwerpen.iter();
    let mut all: Vec<Value> = topics
        .map(|one| schrijf::topic(&one.sleutel, &one.naam.nl))
        .collect();
    let mut products: Vec<(String, String)> = shown(req, &req.frame)
        .await?
        .into_iter()
        .filter_map(|it| it.upl)
        .collect();
    products.sort();
    products.dedup_by(|one, other| one.1 == other.1);
    all.extend(
        products
            .iter()
            .map(|(naam, uri)| schrijf::product(naam, uri)),
    );
    Ok(all)
}

async fn terms(req: Req) -> Result<Response> {
    let asked = Asked::of(&req)?;
    let parent = id(&req, "parent_id")?;
    flag(&req, "top_only")?;
    let mut all = list_terms(&req).await?;
    all.retain(|term| {
        let name = term["name"].as_str().unwrap_or_default().to_lowercase();
        // None of our terms has a parent.
        parent.is_none()
            && name.contains(&asked.search)
            && asked
                .taxonomy
                .is_none_or(|of| term["taxonomy_id"] == json!(of))
    });
    asked.page(&all, |page| Ok(page.to_vec()))
}

async fn one_term(req: Req) -> Result<Response> {
    let id = req.id("taxonomy_term")?;
    open(&with_id(list_terms(&req).await?, id, "taxonomy_term")?)
}
