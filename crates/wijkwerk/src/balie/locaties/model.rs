//! What a place is.

use std::collections::BTreeSet;

use jiff::Timestamp;
use jiff::civil::Date;

use crate::balie::kennisbank::Freshness;
use crate::ids::{AccountId, GebiedId, KennisitemId, LocatieId, LocatievlagId, OrganisatieId};
use crate::kader::gebieden::Coordinaat;

/// A place as it stands.
#[derive(Clone, Debug)]
pub struct Locatie {
    pub id: LocatieId,
    /// Whose place it is; empty: of those whose offers are there.
    pub organisatie: Option<OrganisatieId>,
    pub gebied: Option<GebiedId>,
    pub naam: String,
    pub soort: String,
    /// 0: no star level (L-80).
    pub sterren: i64,
    pub adres: String,
    pub postcode: String,
    pub plaats: String,
    /// Where it lies, in millionths of a degree.
    pub place: Option<(i64, i64)>,
    pub toegankelijkheid: String,
    pub telefoon: Option<String>,
    /// In the form of OpenStreetMap; empty: not known.
    pub openingstijden: String,
    pub created_at: Timestamp,
    pub changed_at: Timestamp,
}

impl Locatie {
    /// Where it lies, if that is known.
    pub fn coordinaat(&self) -> Option<Coordinaat> {
        self.place
            .and_then(|(lat, lon)| Coordinaat::from_e6(lat, lon))
    }
}

/// What its people say of a place: every field that they can fill in.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Velden {
    pub naam: String,
    pub soort: String,
    pub sterren: i64,
    pub adres: String,
    pub postcode: String,
    pub plaats: String,
    pub place: Option<Coordinaat>,
    pub gebied: Option<GebiedId>,
    pub toegankelijkheid: String,
    pub telefoon: Option<String>,
    /// As somebody types hours.
    pub uren: String,
    /// Who shares the premises (L-78).
    pub huurders: BTreeSet<OrganisatieId>,
}

/// What a place was.
#[derive(Clone, Debug)]
pub struct Versie {
    pub versie: i64,
    pub naam: String,
    pub adres: String,
    pub postcode: String,
    pub plaats: String,
    pub toegankelijkheid: String,
    pub telefoon: Option<String>,
    pub openingstijden: String,
    /// The hours as they were typed; empty: they were not.
    pub typed: String,
    pub at: Timestamp,
}

/// "This is not right", from anybody but its own people.
#[derive(Clone, Debug)]
pub struct Vlag {
    pub id: LocatievlagId,
    pub locatie: LocatieId,
    pub toelichting: String,
    pub account: Option<AccountId>,
    pub at: Timestamp,
    pub settled_at: Option<Timestamp>,
}

/// Something that can be had at a place.
#[derive(Clone, Debug)]
pub struct Aanbod {
    pub item: KennisitemId,
    pub sleutel: String,
    pub titel: String,
    pub organisatie: Option<OrganisatieId>,
    /// Hours of its own; empty: those of the place.
    pub openingstijden: String,
    pub assured_at: Option<Timestamp>,
    pub review_due: Option<Date>,
}

impl Aanbod {
    /// How fresh it is today (INV-16).
    pub fn freshness(&self, today: Date) -> Freshness {
        let day = self.assured_at.map(crate::kader::termijnen::day_of);
        Freshness::from_days(day, self.review_due, today)
    }
}
