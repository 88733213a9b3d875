//! An item as an HSDS 3.0 service, fully nested or with its one-to-one fields only.

use std::collections::BTreeMap;

use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;
use serde_json::{Map, Value, json};
use uuid::Uuid;

use super::ids;
use super::lees::{AGES, areas_of, languages_of, phone_of, places_of, terms_of, years};
use super::toets::day;
use super::uren::{Dagen, renew, to_schedules};
use super::vorm::CLOSED_FOR_NOW;
use crate::kader::organisaties::key_of_name;

/// What hangs on a service and is told by us, whatever a package brought.
const NESTED: &[&str] = &[
    "phones",
    "languages",
    "service_areas",
    "attributes",
    "service_at_locations",
];

/// A published item with all that a package says of it.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Offer {
    pub id: Uuid,
    /// The slug of its gemeente.
    pub gemeente: String,
    pub provincie: String,
    pub bron: String,
    pub extern_id: Option<String>,
    pub sleutel: String,
    pub soort: String,
    pub organisatie_soort: String,
    pub essential: bool,
    /// Key and name of who answers for it.
    pub organisatie: Option<(String, String)>,
    /// Key and name of its topic.
    pub onderwerp: (String, String),
    /// Whether that is the last of the list, for what has no other.
    pub termless: bool,
    pub titel: String,
    pub samenvatting: String,
    pub tekst: String,
    pub aanmelden: String,
    pub voorwaarden: String,
    pub kosten: String,
    pub doelgroep: String,
    pub min_leeftijd: Option<i64>,
    pub max_leeftijd: Option<i64>,
    pub talen: String,
    pub telefoon: Option<String>,
    pub email: Option<String>,
    pub url: Option<String>,
    pub upl: Option<(String, String)>,
    /// How it can be asked for online; nothing: it cannot.
    pub online: Option<String>,
    /// The day on which it was checked.
    pub assured_on: Option<Date>,
    pub changed_at: Option<Timestamp>,
    pub woorden: Vec<String>,
    /// Id and name of each.
    pub gebieden: Vec<(Uuid, String)>,
    pub locaties: Vec<Place>,
    /// With what its text begins because it is closed for a while, as its source said; nothing where it is not.
    pub dicht: String,
    /// What a package brought that has no column.
    pub extra: BTreeMap<String, Value>,
    /// By which the days are counted that go otherwise; none where nobody asks for them.
    pub dagen: Option<Dagen>,
}

/// A place where it can be had.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Place {
    pub id: Uuid,
    pub naam: String,
    pub adres: String,
    pub postcode: String,
    pub plaats: String,
    pub lat_e6: Option<i64>,
    pub lon_e6: Option<i64>,
    pub toegankelijkheid: String,
    pub telefoon: Option<String>,
    pub openingstijden: String,
    pub eigen_tijden: String,
    pub toelichting: String,
}

/// The id under which others know an item or place: that of the package it came in, otherwise our own.
pub(super) fn known_as(id: Uuid, bron: &str, extern_id: Option<&str>) -> Uuid {
    extern_id
        .filter(|_| bron == "hsds")
        .and_then(|text| text.parse().ok())
        .unwrap_or(id)
}

/// A moment as the schema wants it.
pub(super) fn moment(at: Timestamp) -> String {
    at.to_zoned(TimeZone::UTC)
        .strftime("%Y-%m-%dT%H:%M:%S.%3fZ")
        .to_string()
}

pub(super) fn put(it: &mut Map<String, Value>, name: &str, text: &str) {
    if !text.is_empty() {
        it.insert(name.to_owned(), json!(text));
    }
}

#[expect(
    clippy::cast_precision_loss,
    reason = "millionths of a degree fit a float exactly"
)]
fn degrees(e6: i64) -> Value {
    json!(e6 as f64 / 1e6)
}

impl Offer {
    /// Its id in a package.
    pub fn hsds_id(&self) -> Uuid {
        known_as(self.id, &self.bron, self.extern_id.as_deref())
    }

    /// When it was changed: by its source, as long as nothing was changed here.
    pub(super) fn last_modified(&self) -> Option<String> {
        let own = self.changed_at.map(moment);
        let read_at = self.extra.get("_op").and_then(Value::as_i64);
        let there = self.extra.get("last_modified").and_then(Value::as_str);
        match there {
            Some(text)
                if read_at.is_some()
                    && read_at == self.changed_at.map(Timestamp::as_microsecond) =>
            {
                Some(text.to_owned())
            }
            _ => own,
        }
    }

    /// The day of that on the calendar of `zone`; of a text that names no moment the day that it names.
    pub(super) fn modified_on(&self, zone: &TimeZone) -> Option<Date> {
        let text = self.last_modified()?;
        let moment = text.parse::<Timestamp>().ok();
        let there = moment.map(|at| at.to_zoned(zone.clone()).date());
        there.or_else(|| day(&text))
    }

    fn description(&self) -> String {
        let begin = self.samenvatting.strip_prefix(self.dicht.as_str());
        let samenvatting = begin.unwrap_or(&self.samenvatting);
        format!("{samenvatting}\n\n{}", self.tekst)
            .trim()
            .to_owned()
    }

    fn derived(&self, kind: &str, n: usize) -> Uuid {
        ids::derived(&[kind, &self.hsds_id().to_string(), &n.to_string()])
    }
}

/// The organisation, with what the schema asks for.
pub(super) fn organization(gemeente: &str, sleutel: &str, naam: &str) -> Value {
    json!({ "id": ids::organization_id(gemeente, sleutel), "name": naam, "description": naam })
}

/// Who answers for it, with what a package brought of the same organisation; `full` with what hangs on it.
fn organization_of(it: &Offer, full: bool) -> Option<Value> {
    let (sleutel, naam) = it.organisatie.as_ref()?;
    let mut made = organization(&it.gemeente, sleutel, naam);
    let Some(brought) = it.extra.get("organization").and_then(Value::as_object) else {
        return Some(made);
    };
    let theirs = |name: &str| {
        brought
            .get(name)
            .and_then(Value::as_str)
            .unwrap_or_default()
    };
    let is_same = made["id"] == theirs("id")
        || theirs("name").to_lowercase() == naam.to_lowercase()
        || key_of_name(theirs("name")) == *sleutel;
    if let Some(made) = made.as_object_mut().filter(|_| is_same) {
        put(made, "description", theirs("description"));
        for (name, value) in brought {
            let simple = !value.is_array() && !value.is_object();
            if (full || simple) && !made.contains_key(name) {
                made.insert(name.clone(), value.clone());
            }
        }
    }
    Some(made)
}

/// The service; `full` with everything that hangs on it.
pub fn service(it: &Offer, full: bool) -> Value {
    let id = it.hsds_id();
    let mut out = Map::new();
    out.insert("id".into(), json!(id));
    put(&mut out, "name", &it.titel);
    put(&mut out, "description", &it.description());
    put(&mut out, "url", it.url.as_deref().unwrap_or_default());
    put(&mut out, "email", it.email.as_deref().unwrap_or_default());
    let is_open = it.dicht.is_empty();
    put(
        &mut out,
        "status",
        if is_open { "active" } else { CLOSED_FOR_NOW },
    );
    put(&mut out, "application_process", &it.aanmelden);
    put(&mut out, "fees_description", &it.kosten);
    put(&mut out, "eligibility_description", &it.voorwaarden);
    for (name, age) in AGES.into_iter().zip([it.min_leeftijd, it.max_leeftijd]) {
        if let Some(age) = age {
            // As exact as it was brought, as long as it is the same in whole years.
            let brought = it.extra.get(name).filter(|exact| years(exact) == Some(age));
            out.insert(name.into(), brought.cloned().unwrap_or_else(|| json!(age)));
        }
    }
    if let Some(day) = it.assured_on {
        put(&mut out, "assured_date", &day.to_string());
    }
    if let Some(at) = it.last_modified() {
        put(&mut out, "last_modified", &at);
    }
    out.insert("wijkwerk".into(), own_fields(it));
    if let Some(organisation) = organization_of(it, full) {
        out.insert("organization".into(), organisation);
    }
    if full {
        nested(it, &mut out);
    }
    for (name, value) in &it.extra {
        let simple = !value.is_array() && !value.is_object();
        let is_told = NESTED.contains(&name.as_str()) || AGES.contains(&name.as_str());
        let ours = is_told || out.contains_key(name);
        if !name.starts_with('_') && !ours && (full || simple) {
            out.insert(name.clone(), value.clone());
        }
    }
    Value::Object(out)
}

/// What HSDS has no field for; other properties are allowed.
fn own_fields(it: &Offer) -> Value {
    let mut own = Map::new();
    put(&mut own, "sleutel", &it.sleutel);
    put(&mut own, "soort", &it.soort);
    put(&mut own, "organisatie_soort", &it.organisatie_soort);
    put(&mut own, "doelgroep", &it.doelgroep);
    put(&mut own, "online", it.online.as_deref().unwrap_or_default());
    if it.essential {
        own.insert("essential".into(), json!(true));
    }
    if !it.woorden.is_empty() {
        own.insert("woorden".into(), json!(it.woorden));
    }
    Value::Object(own)
}

fn nested(it: &Offer, out: &mut Map<String, Value>) {
    let ours = json!({
        "phones": phones(it.telefoon.as_deref(), it.derived("phone", 0)),
        "languages": it.talen.split(',').filter(|code| !code.is_empty()).enumerate()
            .map(|(n, code)| json!({ "id": it.derived("language", n), "code": code })).collect::<Vec<_>>(),
        "service_areas": it.gebieden.iter().map(|(id, naam)| {
            let id = ids::derived(&["service_area", &it.hsds_id().to_string(), &id.to_string()]);
            json!({ "id": id, "name": naam })
        }).collect::<Vec<_>>(),
        "attributes": attributes(it),
        "service_at_locations": it.locaties.iter().map(|place| at_location(it, place)).collect::<Vec<_>>(),
    });
    // What a package brought is given back as long as it says what we say.
    let brought = json!(it.extra);
    let same = |name: &str| match name {
        "phones" => phone_of(&ours) == phone_of(&brought),
        "languages" => languages_of(&ours) == languages_of(&brought),
        "service_areas" => {
            let (ours, theirs) = (areas_of(&ours), areas_of(&brought));
            ours.iter().all(|naam| theirs.contains(naam))
        }
        "attributes" => {
            let (terms, upl) = terms_of(&brought);
            upl == it.upl && (it.termless || terms.contains(&it.onderwerp.0))
        }
        _ => places_of(&ours) == places_of(&brought),
    };
    for (name, value) in ours.as_object().into_iter().flatten() {
        let mut theirs = it.extra.get(name).filter(|_| same(name)).cloned();
        if let Some(theirs) = theirs.as_mut().filter(|_| name == "service_at_locations") {
            renew(theirs, it.dagen.as_ref());
        }
        let value = theirs.as_ref().unwrap_or(value);
        if value.as_array().is_some_and(|all| !all.is_empty()) {
            out.insert(name.clone(), value.clone());
        }
    }
}

pub(super) fn phones(number: Option<&str>, id: Uuid) -> Vec<Value> {
    number
        .into_iter()
        .map(|number| json!({ "id": id, "number": number }))
        .collect()
}

fn attributes(it: &Offer) -> Vec<Value> {
    let link = |n: usize, term: Value| {
        json!({
            "id": it.derived("attribute", n), "link_id": it.hsds_id(), "link_entity": "service",
            "taxonomy_term_id": term["id"], "taxonomy_term": term,
        })
    };
    let (sleutel, naam) = &it.onderwerp;
    let mut all = vec![link(0, topic(sleutel, naam))];
    if let Some((naam, uri)) = &it.upl {
        all.push(link(1, product(naam, uri)));
    }
    all
}

/// A topic as a term.
pub(super) fn topic(sleutel: &str, naam: &str) -> Value {
    json!({
        "id": ids::topic_id(sleutel), "code": sleutel, "name": naam, "description": naam,
        "taxonomy": "Onderwerpen", "taxonomy_id": ids::topics_id(), "language": "nl",
    })
}

/// A uniform product name as a term.
pub(super) fn product(naam: &str, uri: &str) -> Value {
    json!({
        "id": ids::product_id(uri), "name": naam, "description": naam, "taxonomy": "Uniforme Productnamenlijst",
        "taxonomy_id": ids::upl_id(), "language": "nl", "term_uri": uri,
    })
}

/// The id of the service at one place.
pub(super) fn at_location_id(it: &Offer, place: &Place) -> Uuid {
    let (service, place) = (it.hsds_id().to_string(), place.id.to_string());
    ids::derived(&["service_at_location", &service, &place])
}

/// The service at one place.
pub(super) fn at_location(it: &Offer, place: &Place) -> Value {
    let id = at_location_id(it, place);
    let mut out = Map::new();
    out.insert("id".into(), json!(id));
    put(&mut out, "description", &place.toelichting);
    put(&mut out, "opening_hours", &place.eigen_tijden);
    let schedules = to_schedules(&place.eigen_tijden, id, it.dagen.as_ref());
    if !schedules.is_empty() {
        out.insert("schedules".into(), json!(schedules));
    }
    out.insert(
        "location".into(),
        location(place, &it.provincie, it.dagen.as_ref()),
    );
    Value::Object(out)
}

pub(super) fn location(place: &Place, provincie: &str, dagen: Option<&Dagen>) -> Value {
    let id = |kind: &str| ids::derived(&[kind, &place.id.to_string()]);
    let mut out = Map::new();
    out.insert("id".into(), json!(place.id));
    out.insert("location_type".into(), json!("physical"));
    put(&mut out, "name", &place.naam);
    if let (Some(lat), Some(lon)) = (place.lat_e6, place.lon_e6) {
        out.insert("latitude".into(), degrees(lat));
        out.insert("longitude".into(), degrees(lon));
    }
    if !place.adres.is_empty() {
        let address = json!({
            "id": id("address"), "address_1": place.adres, "city": place.plaats, "state_province": provincie,
            "postal_code": place.postcode, "country": "NL", "address_type": "physical",
        });
        out.insert("addresses".into(), json!([address]));
    }
    if !place.toegankelijkheid.is_empty() {
        let access = json!({ "id": id("accessibility"), "description": place.toegankelijkheid });
        out.insert("accessibility".into(), json!([access]));
    }
    let phones = phones(place.telefoon.as_deref(), id("phone"));
    if !phones.is_empty() {
        out.insert("phones".into(), json!(phones));
    }
    put(&mut out, "opening_hours", &place.openingstijden);
    let schedules = to_schedules(&place.openingstijden, place.id, dagen);
    if !schedules.is_empty() {
        out.insert("schedules".into(), json!(schedules));
    }
    Value::Object(out)
}
