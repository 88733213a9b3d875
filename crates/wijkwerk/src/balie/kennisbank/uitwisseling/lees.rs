//! One fully nested HSDS service becomes a row to take in.

use std::collections::BTreeMap;

use serde_json::{Map, Value, json};

use super::toets::{check, day, is_email, is_url};
use super::uren;
use super::vorm::{CLOSED_FOR_NOW, Finding, Kind};
use crate::balie::kennisbank::inlezen::{Aanbieder, Incoming, IncomingLocatie};

/// Where the addresses of uniform product names begin.
const OWMS: &str = "http://standaarden.overheid.nl/owms/terms/";

/// Fields of a service that have a column of their own; everything else is kept as it came.
const OWN: &[&str] = &[
    "id",
    "name",
    "description",
    "url",
    "email",
    "status",
    "application_process",
    "fees_description",
    "eligibility_description",
    "minimum_age",
    "maximum_age",
    "assured_date",
    "organization",
    "organization_id",
    "wijkwerk",
];

pub(super) fn text(it: &Value, name: &str) -> String {
    it[name].as_str().unwrap_or_default().trim().to_owned()
}

fn opt(it: &Value, name: &str) -> Option<String> {
    Some(text(it, name)).filter(|text| !text.is_empty())
}

fn list<'v>(it: &'v Value, name: &str) -> &'v [Value] {
    it[name].as_array().map_or(&[], Vec::as_slice)
}

#[expect(
    clippy::cast_possible_truncation,
    reason = "a place on earth in millionths of a degree"
)]
fn whole(number: f64) -> i64 {
    number.round() as i64
}

/// The ages, of which a source may count in parts of years.
pub(super) const AGES: [&str; 2] = ["minimum_age", "maximum_age"];

/// An age in whole years: whoever is seventeen and a half is seventeen, so that nobody is left out.
#[expect(clippy::cast_possible_truncation, reason = "an age")]
pub(super) fn years(age: &Value) -> Option<i64> {
    age.as_f64().map(|age| age.floor() as i64)
}

/// The service at `path` as a row; `None` when something keeps it out. Findings say what, and what else is odd.
pub(super) fn read_service(
    service: &Value,
    path: &str,
    findings: &mut Vec<Finding>,
) -> Option<Incoming> {
    let mut found = Vec::new();
    check(Kind::Service, service, path, &mut found);
    let refused = found.iter().any(|one| one.refuses);
    findings.extend(found);
    (!refused).then(|| to_row(service))
}

fn to_row(service: &Value) -> Incoming {
    let description = text(service, "description").replace("\r\n", "\n");
    let (samenvatting, tekst) = description.split_once("\n\n").unwrap_or((&description, ""));
    let (termen, upl) = terms_of(service);
    let (upl_naam, upl_uri) = upl.unzip();
    let own = &service["wijkwerk"];
    let age = |name: &str| years(&service[name]);
    Incoming {
        bron: "hsds".to_owned(),
        extern_id: text(service, "id"),
        sleutel: opt(own, "sleutel"),
        soort: opt(own, "soort").unwrap_or_else(|| "aanbod".to_owned()),
        organisatie: organisation_of(service),
        organisatie_soort: text(own, "organisatie_soort"),
        actief: ["active", CLOSED_FOR_NOW].contains(&text(service, "status").as_str()),
        essential: own["essential"].as_bool().unwrap_or_default(),
        onderwerp: String::new(),
        termen,
        titel: text(service, "name"),
        samenvatting: samenvatting.to_owned(),
        tekst: tekst.to_owned(),
        aanmelden: text(service, "application_process"),
        voorwaarden: text(service, "eligibility_description"),
        kosten: text(service, "fees_description"),
        doelgroep: text(own, "doelgroep"),
        min_leeftijd: age("minimum_age"),
        max_leeftijd: age("maximum_age"),
        talen: languages_of(service),
        telefoon: phone_of(service),
        email: opt(service, "email").filter(|text| is_email(text)),
        url: opt(service, "url").filter(|text| is_url(text)),
        upl_naam,
        upl_uri,
        online: opt(own, "online"),
        assured_on: day(&text(service, "assured_date")),
        woorden: list(own, "woorden")
            .iter()
            .filter_map(|one| Some(one.as_str()?.to_owned()))
            .collect(),
        gebieden: areas_of(service),
        locaties: places_of(service),
        extra: rest_of(service),
        fouten: Vec::new(),
    }
}

fn organisation_of(service: &Value) -> Option<Aanbieder> {
    let it = &service["organization"];
    let named = it.is_object() || service["organization_id"].is_string();
    named.then(|| Aanbieder {
        naam: text(it, "name"),
        uri: opt(it, "uri").or(opt(it, "website")),
        id: opt(it, "id")
            .or(opt(service, "organization_id"))
            .and_then(|id| id.parse().ok()),
        toevoegen: false,
    })
}

/// The first phone number.
pub(super) fn phone_of(it: &Value) -> Option<String> {
    list(it, "phones")
        .iter()
        .find_map(|phone| opt(phone, "number"))
}

/// Codes of languages, as two letters.
pub(super) fn languages_of(service: &Value) -> Vec<String> {
    let short = |one: &Value| {
        let code: String = text(one, "code").to_lowercase().chars().take(2).collect();
        (code.len() == 2 && code.chars().all(|ch| ch.is_ascii_lowercase())).then_some(code)
    };
    list(service, "languages")
        .iter()
        .filter_map(short)
        .collect()
}

/// Names of areas.
pub(super) fn areas_of(service: &Value) -> Vec<String> {
    list(service, "service_areas")
        .iter()
        .filter_map(|area| opt(area, "name"))
        .collect()
}

/// By what its terms may be known as topics (id, code, name), and the product name with its address.
pub(super) fn terms_of(service: &Value) -> (Vec<String>, Option<(String, String)>) {
    let (mut terms, mut product) = (Vec::new(), None);
    for attribute in list(service, "attributes") {
        let term = &attribute["taxonomy_term"];
        let uri = text(term, "term_uri");
        if uri.starts_with(OWMS) {
            product = product.or(Some((text(term, "name"), uri)));
            continue;
        }
        let names = [text(term, "id"), text(term, "code"), text(term, "name")];
        terms.extend(names.into_iter().filter(|name| !name.is_empty()));
    }
    (terms, product)
}

/// The places where it can be had.
pub(super) fn places_of(service: &Value) -> Vec<IncomingLocatie> {
    list(service, "service_at_locations")
        .iter()
        .filter_map(|at| {
            let place = &at["location"];
            let extern_id = opt(place, "id")?;
            let address = list(place, "addresses").first().unwrap_or(&Value::Null);
            let degrees = |name: &str, most: f64| {
                place[name]
                    .as_f64()
                    .filter(|degrees| degrees.abs() <= most)
                    .map(|degrees| whole(degrees * 1e6))
            };
            let (lat_e6, lon_e6) = match (degrees("latitude", 90.0), degrees("longitude", 180.0)) {
                (Some(lat), Some(lon)) => (Some(lat), Some(lon)),
                _ => (None, None),
            };
            let access = list(place, "accessibility").first();
            let adres = text(address, "address_1");
            Some(IncomingLocatie {
                extern_id,
                naam: opt(place, "name").unwrap_or_else(|| adres.clone()),
                adres,
                postcode: text(address, "postal_code"),
                plaats: text(address, "city"),
                lat_e6,
                lon_e6,
                toegankelijkheid: access
                    .map(|one| text(one, "description"))
                    .unwrap_or_default(),
                telefoon: phone_of(place),
                openingstijden: hours_of(place),
                eigen_tijden: hours_of(at),
                toelichting: text(at, "description"),
            })
        })
        .collect()
}

/// Opening hours: as we write them, or as the schedules tell.
fn hours_of(it: &Value) -> String {
    opt(it, "opening_hours")
        .or_else(|| uren::from_schedules(list(it, "schedules")))
        .unwrap_or_default()
}

/// What has no column, without what is a person's.
fn rest_of(service: &Value) -> BTreeMap<String, Value> {
    let all = service.as_object().into_iter().flatten();
    let mut rest: BTreeMap<String, Value> = all
        .filter(|(name, value)| !OWN.contains(&name.as_str()) && !value.is_null())
        .filter(|(name, _)| !name.starts_with('_') && name.len() <= 64)
        .map(|(name, value)| (name.clone(), without_persons(name, value)))
        .collect();
    for name in AGES {
        let age = &service[name];
        let is_exact = age.as_f64().is_none_or(|age| age.fract().abs() < 1e-9);
        if !is_exact {
            rest.insert(name.to_owned(), age.clone());
        }
    }
    if text(service, "status") == CLOSED_FOR_NOW {
        rest.insert("status".to_owned(), json!(CLOSED_FOR_NOW));
    }
    if let Some(organisation) = rest_of_organisation(&service["organization"]) {
        rest.insert("organization".to_owned(), organisation);
    }
    rest
}

/// The organisation as it came, where it says more than its name; its other services are rows of their own.
fn rest_of_organisation(it: &Value) -> Option<Value> {
    let (naam, description) = (text(it, "name"), text(it, "description"));
    let is_own = |name: &str| matches!(name, "id" | "name" | "description" | "services");
    let more = it
        .as_object()?
        .iter()
        .any(|(name, value)| !is_own(name) && !value.is_null());
    if !more && (description.is_empty() || description == naam) {
        return None;
    }
    let mut kept = without_persons("organization", it);
    if let Some(it) = kept.as_object_mut() {
        it.retain(|name, value| name != "services" && !value.is_null());
    }
    Some(kept)
}

fn without_persons(under: &str, value: &Value) -> Value {
    match value {
        Value::Array(all) => all.iter().map(|one| without_persons(under, one)).collect(),
        Value::Object(it) => {
            let hidden: &[&str] = match under {
                "contacts" => &["name", "email"],
                "addresses" => &["attention"],
                _ => &[],
            };
            let kept: Map<String, Value> = it
                .iter()
                .filter(|(name, _)| !hidden.contains(&name.as_str()))
                .map(|(name, value)| (name.clone(), without_persons(name, value)))
                .collect();
            json!(kept)
        }
        other => other.clone(),
    }
}
