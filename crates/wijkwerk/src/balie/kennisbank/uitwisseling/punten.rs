//! The infopunten in HSDS: each a service at its place, with the hours that every channel tells (INV-11).
//!
//! A day that goes otherwise is a schedule of that one day; one without times says that it is closed then. Points are told
//! and never taken in: whoever reads a package back finds them marked as what they are.

use jiff::Timestamp;
use jiff::civil::Date;
use kit::db::Queries;
use kit::i18n::Lang;
use serde_json::{Map, Value, json};
use uuid::Uuid;

use super::ids;
use super::schrijf::{Place, location, moment, organization, phones, put};
use super::uren::fields;
use super::vraag::Asked;
use crate::balie::infopunten::{InfopuntState, Told, list_told};
use crate::error::Result;
use crate::frame::Frame;
use crate::journaal::last_change;

/// What marks a point among services.
pub(super) const SOORT: &str = "infopunt";

/// A point as a package tells it.
#[derive(Clone, Debug)]
pub(super) struct Punt {
    pub told: Told,
    pub changed_at: Timestamp,
    /// The province, as an address wants it.
    provincie: String,
    /// Key and name of who answers for it.
    pub organisatie: Option<(String, String)>,
    gemeente: String,
    url: String,
    schedules: Vec<Value>,
    functies: Vec<String>,
}

/// Every point that people can know of, by name, with its hours from today on.
pub(super) fn list_punten(
    tx: &mut impl Queries,
    frame: &Frame,
    base_url: &str,
    now: Timestamp,
) -> Result<Vec<Punt>> {
    let today = frame.today(now);
    let midnight = frame
        .zone
        .to_ambiguous_timestamp(today.at(0, 0, 0, 0))
        .compatible()
        .unwrap_or(now);
    let mut all = Vec::new();
    for told in list_told(tx, frame, today)? {
        let changed_at = last_change(tx, frame.id, told.punt.id.0)?;
        let gemeente = &frame.inrichting.gemeente;
        let owner = frame.organisatie(told.punt.organisatie);
        all.push(Punt {
            // The period that is told moves on with the day.
            changed_at: changed_at.map_or(midnight, |at| at.max(midnight)),
            provincie: gemeente
                .provincie
                .clone()
                .unwrap_or_else(|| frame.naam.clone()),
            organisatie: owner.map(|found| (found.sleutel.clone(), found.naam.clone())),
            gemeente: frame.slug.clone(),
            url: format!("{base_url}/{}/infopunten/{}", frame.slug, told.punt.sleutel),
            schedules: schedules(frame, &told, today),
            functies: told.functies(frame),
            told,
        });
    }
    Ok(all)
}

/// The schedules of a point: the week, and each of the coming days that goes otherwise, with the reason.
fn schedules(frame: &Frame, told: &Told, today: Date) -> Vec<Value> {
    let word = |key: &str| frame.translations.t(Lang::Nl, key);
    let Some(table) = told.table(today) else {
        return Vec::new();
    };
    let all = table.hsds(today, told.until(today), &word("infopunt-op-afspraak"));
    let made = all.iter().enumerate().map(|(n, one)| {
        let mut it = fields(one);
        let id = [SOORT, "schedule", &told.punt.id.to_string(), &n.to_string()];
        it.insert("id".into(), json!(ids::derived(&id)));
        let day = one.valid_from.filter(|day| one.valid_to == Some(*day));
        if let Some(exception) = day.and_then(|day| table.exception(day)) {
            put(&mut it, "description", &exception.reason);
        }
        if one.opens_at.is_none() {
            put(&mut it, "notes", &word("uren-dicht"));
        }
        Value::Object(it)
    });
    made.collect()
}

impl Punt {
    /// Its id among services.
    pub fn id(&self) -> Uuid {
        self.told.punt.id.0
    }

    /// Its id as a service at its place.
    pub fn at_location_id(&self) -> Uuid {
        let (service, place) = (self.id().to_string(), self.told.punt.locatie.to_string());
        ids::derived(&["service_at_location", &service, &place])
    }

    /// Whether a list asks for it; it has no terms of a taxonomy.
    pub fn is_wanted(&self, asked: &Asked) -> bool {
        let punt = &self.told.punt;
        let organisation = self
            .organisatie
            .as_ref()
            .map(|(sleutel, _)| ids::organization_id(&self.gemeente, sleutel));
        let named = |text: &str| text.to_lowercase().contains(&asked.search);
        (asked.search.is_empty() || named(&punt.naam) || named(&punt.voorheen))
            && asked
                .modified_after
                .is_none_or(|after| self.changed_at > after)
            && asked.term.is_none()
            && asked.taxonomy.is_none()
            && asked.organization.is_none_or(|of| Some(of) == organisation)
    }

    /// The point as a service; `full` with its place and hours.
    pub fn service(&self, full: bool) -> Value {
        let punt = &self.told.punt;
        let mut out = Map::new();
        out.insert("id".into(), json!(self.id()));
        put(&mut out, "name", &punt.naam);
        put(&mut out, "alternate_name", &punt.voorheen);
        put(&mut out, "description", &self.functies.join("\n"));
        put(&mut out, "url", &self.url);
        put(&mut out, "status", status(punt.state));
        put(&mut out, "alert", punt.reden.as_deref().unwrap_or_default());
        put(&mut out, "last_modified", &moment(self.changed_at));
        out.insert(
            "wijkwerk".into(),
            json!({ "soort": SOORT, "sleutel": punt.sleutel, "openingsversie": punt.openingsversie }),
        );
        if let Some((sleutel, naam)) = &self.organisatie {
            let made = organization(&self.gemeente, sleutel, naam);
            out.insert("organization".into(), made);
        }
        if full {
            let phone = ids::derived(&["phone", &self.id().to_string(), "0"]);
            let phones = phones(punt.telefoon.as_deref(), phone);
            if !phones.is_empty() {
                out.insert("phones".into(), json!(phones));
            }
            out.insert("service_at_locations".into(), json!([self.at_location()]));
        }
        Value::Object(out)
    }

    /// The point at its place, with its hours.
    pub fn at_location(&self) -> Value {
        let punt = &self.told.punt;
        let place = Place {
            id: punt.locatie.0,
            naam: punt.plek.clone(),
            adres: punt.adres.clone(),
            postcode: punt.postcode.clone(),
            plaats: punt.plaats.clone(),
            lat_e6: punt.place.map(|(lat, _)| lat),
            lon_e6: punt.place.map(|(_, lon)| lon),
            toegankelijkheid: punt.toegankelijkheid.clone(),
            ..Place::default()
        };
        let mut out = Map::new();
        out.insert("id".into(), json!(self.at_location_id()));
        if !self.schedules.is_empty() {
            out.insert("schedules".into(), json!(self.schedules));
        }
        out.insert("location".into(), location(&place, &self.provincie, None));
        Value::Object(out)
    }
}

/// How it stands, in the words of the standard.
fn status(state: InfopuntState) -> &'static str {
    match state {
        InfopuntState::Open | InfopuntState::Reduced => "active",
        InfopuntState::ClosedTemporarily => "temporarily closed",
        InfopuntState::Moved | InfopuntState::Ended => "defunct",
        InfopuntState::Considered | InfopuntState::Planned => "inactive",
    }
}

/// Whether a service of a package is a point of an installation of ours: known elsewhere, no offer.
pub(super) fn is_punt(service: &Value) -> bool {
    service["wijkwerk"]["soort"] == SOORT
}
