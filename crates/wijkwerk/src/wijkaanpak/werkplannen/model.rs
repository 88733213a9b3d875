//! What a werkplan is made of: states, wishes as they come from a form, evidence.

use std::collections::BTreeMap;

use jiff::Timestamp;
use jiff::civil::Date;
use uuid::Uuid;

use crate::ids::{
    AandachtsgebiedId, AccountId, AfspraakId, BewijsId, BijdrageId, GebiedId, OrgaanId,
    OrganisatieId, PlanId, ResultaatId, WerkplanId,
};

kit::word_enum! {
    /// Where a werkplan stands.
    pub enum WerkplanState {
        Draft = "draft",
        Adopted = "adopted",
    }
}

kit::word_enum! {
    /// Where an aandachtsgebied stands.
    pub enum AandachtsgebiedState {
        Proposed = "proposed",
        /// In the werkplan; an adopted one is active in the same moment.
        Adopted = "adopted",
        Active = "active",
        Resolved = "resolved",
        CarriedOver = "carried_over",
        Dropped = "dropped",
    }
}

kit::word_enum! {
    /// Where an afspraak stands. Whether it is late follows from the day (see `rules::is_late`).
    pub enum AfspraakState {
        Proposed = "proposed",
        Accepted = "accepted",
        InProgress = "in_progress",
        Delivered = "delivered",
        Verified = "verified",
        Dropped = "dropped",
    }
}

kit::word_enum! {
    /// Whose need it is, and from whom a bijdrage comes.
    pub enum Van {
        Bewoners = "bewoners",
        Partner = "partner",
        Gemeente = "gemeente",
    }
}

kit::word_enum! {
    /// What kind of party owns an afspraak without being an organisation that we know (L-07).
    pub enum PartijSoort {
        Bewoner = "bewoner",
        Ondernemer = "ondernemer",
        Bedrijf = "bedrijf",
        Organisatie = "organisatie",
    }
}

kit::word_enum! {
    /// Whose plan it is a reference to.
    pub enum PlanSoort {
        Partnerplan = "partnerplan",
        GemeentelijkWijkplan = "gemeentelijk_wijkplan",
    }
}

kit::word_enum! {
    /// Where a referenced plan stands.
    pub enum PlanState {
        Planned = "planned",
        Done = "done",
        Cancelled = "cancelled",
    }
}

/// An aandachtsgebied as somebody wants it, new or changed.
#[derive(Clone, Debug)]
pub struct NewAandachtsgebied {
    pub werkplan: WerkplanId,
    pub titel: String,
    /// Whose need, in words.
    pub behoefte: String,
    pub behoefte_van: Van,
    /// How we know it; empty: "behoefte niet onderbouwd" (V-02).
    pub behoefte_bron: Option<String>,
    pub wijken: Vec<GebiedId>,
    pub themas: Vec<String>,
    /// Organisations that take part, with a named person or "geen naam" (V-07).
    pub partners: Vec<(OrganisatieId, Option<AccountId>)>,
    pub eigen_initiatief: bool,
    pub integraal: bool,
    /// Extra fields of these wijken (V-09).
    pub velden: BTreeMap<String, String>,
    pub owner_organisatie: Option<OrganisatieId>,
}

/// An owner without an organisation (L-07).
#[derive(Clone, Debug)]
pub struct NewPartij {
    pub soort: PartijSoort,
    pub naam: String,
    pub email: Option<String>,
}

/// An afspraak to be proposed.
#[derive(Clone, Debug)]
pub struct NewAfspraak {
    pub aandachtsgebied: AandachtsgebiedId,
    pub wat: String,
    pub organisatie: Option<OrganisatieId>,
    pub account: Option<AccountId>,
    pub due: Option<Date>,
    /// One wijk of the aandachtsgebied; empty: all of them (V-42).
    pub gebied: Option<GebiedId>,
    pub partij: Option<NewPartij>,
    pub bijdragen: Vec<NewBijdrage>,
}

/// What somebody puts in (L-06).
#[derive(Clone, Debug)]
pub struct NewBijdrage {
    pub van: Van,
    pub organisatie: Option<OrganisatieId>,
    pub minuten: i64,
    pub cents: i64,
    pub materiaal: Option<String>,
    pub planned: bool,
}

/// A reference to a plan of a partner or of the gemeente.
#[derive(Clone, Debug)]
pub struct NewPlan {
    pub soort: PlanSoort,
    pub organisatie: Option<OrganisatieId>,
    pub gebied: GebiedId,
    pub wat: String,
    /// The street or place, in words.
    pub plaats: Option<String>,
    /// Latitude and longitude in millionths of a degree.
    pub punt: Option<(i64, i64)>,
    pub jaar: i64,
    pub kwartaal: Option<i64>,
    pub due: Option<Date>,
}

/// A werkplan as it stands.
#[derive(Clone, Debug)]
pub struct Werkplan {
    pub id: WerkplanId,
    pub orgaan: OrgaanId,
    pub jaar: i64,
    /// The version that was adopted last; 0 before the first.
    pub versie: i64,
    pub state: WerkplanState,
    pub adopted_at: Option<Timestamp>,
}

/// An aandachtsgebied as it stands.
#[derive(Clone, Debug)]
pub struct Aandachtsgebied {
    pub id: AandachtsgebiedId,
    pub werkplan: WerkplanId,
    pub titel: String,
    pub behoefte: String,
    pub behoefte_van: Van,
    pub behoefte_bron: Option<String>,
    pub integraal: bool,
    pub eigen_initiatief: bool,
    pub state: AandachtsgebiedState,
    pub reason: Option<String>,
    pub owner: Option<OrganisatieId>,
    pub carried_from: Option<AandachtsgebiedId>,
    pub velden: BTreeMap<String, String>,
    pub created_at: Timestamp,
    pub changed_at: Timestamp,
    pub wijken: Vec<GebiedId>,
    pub themas: Vec<String>,
    pub partners: Vec<(OrganisatieId, Option<AccountId>)>,
}

/// An afspraak as it stands. Of an owner without organisation only the kind is here.
#[derive(Clone, Debug)]
pub struct Afspraak {
    pub id: AfspraakId,
    pub aandachtsgebied: AandachtsgebiedId,
    pub wat: String,
    pub organisatie: Option<OrganisatieId>,
    pub account: Option<AccountId>,
    pub due: Date,
    pub gebied: Option<GebiedId>,
    pub state: AfspraakState,
    pub progress: Option<String>,
    pub reason: Option<String>,
    pub accepted_at: Option<Timestamp>,
    pub delivered_at: Option<Timestamp>,
    pub verified_at: Option<Timestamp>,
    pub created_at: Timestamp,
    pub partij: Option<(Uuid, PartijSoort)>,
}

/// A bijdrage as it stands.
#[derive(Clone, Debug)]
pub struct Bijdrage {
    pub id: BijdrageId,
    pub afspraak: AfspraakId,
    pub van: Van,
    pub organisatie: Option<OrganisatieId>,
    pub minuten: i64,
    pub cents: i64,
    pub materiaal: Option<String>,
    pub planned: bool,
}

/// A resultaat with what those who asked say of it.
#[derive(Clone, Debug)]
pub struct Resultaat {
    pub id: ResultaatId,
    pub aandachtsgebied: AandachtsgebiedId,
    pub wat: String,
    pub at: Timestamp,
    pub bewijs: BewijsRow,
    /// How many said it is solved, of how many who said something.
    pub opgelost: i64,
    pub van: i64,
}

/// Evidence as it stands.
#[derive(Clone, Debug)]
pub struct BewijsRow {
    pub id: BewijsId,
    pub soort: String,
    pub hash: Option<String>,
    pub thumbnail: Option<String>,
    pub visited_by: Option<String>,
    pub visited_on: Option<Date>,
    pub seen: Option<String>,
    /// The copy that everybody sees, if somebody released one.
    pub public_hash: Option<String>,
}

/// A referenced plan as it stands.
#[derive(Clone, Debug)]
pub struct Plan {
    pub id: PlanId,
    pub soort: PlanSoort,
    pub organisatie: Option<OrganisatieId>,
    pub gebied: GebiedId,
    pub wat: String,
    pub plaats: Option<String>,
    pub punt: Option<(i64, i64)>,
    pub jaar: i64,
    pub kwartaal: Option<i64>,
    pub state: PlanState,
    pub due: Option<Date>,
}
