//! What a place and a point are.

use crate::ids::{GebiedId, InfopuntId, LocatieId, OrganisatieId};

kit::word_enum! {
    /// Whether people can go there.
    pub enum InfopuntState {
        /// Looked at, not decided: never public.
        Candidate = "candidate",
        Open = "open",
        Closed = "closed",
    }
}

kit::word_enum! {
    /// What kind of point it is.
    pub enum InfopuntSoort {
        Infopunt = "infopunt",
        CentraleBalie = "centrale_balie",
        Kcc = "kcc",
    }
}

kit::word_enum! {
    /// Whether it has several functions or few.
    pub enum Rang {
        Hoofd = "hoofd",
        Neven = "neven",
        Geen = "geen",
    }
}

/// The kinds of place that a point can be in.
pub const LOCATIE_SOORTEN: &[&str] = &[
    "wijkpost",
    "mfa",
    "mfa_light",
    "gezondheidscentrum",
    "zorginstelling",
    "woonzorgcentrum",
    "stadhuis",
    "buurthuis",
    "anders",
];

/// A point with the place it is in.
#[derive(Clone, Debug)]
pub struct Infopunt {
    pub id: InfopuntId,
    pub sleutel: String,
    pub naam: String,
    pub locatie: LocatieId,
    pub gebied: GebiedId,
    pub organisatie: OrganisatieId,
    pub soort: InfopuntSoort,
    pub rang: Rang,
    pub state: InfopuntState,
    /// Why it is closed.
    pub reden: Option<String>,
    pub plek: String,
    pub adres: String,
    pub postcode: String,
    pub plaats: String,
    pub telefoon: Option<String>,
}

/// A place to be made.
#[derive(Clone, Debug)]
pub struct NewLocatie {
    pub naam: String,
    pub soort: String,
    pub organisatie: Option<OrganisatieId>,
    pub gebied: Option<GebiedId>,
    pub adres: String,
    pub postcode: String,
    pub plaats: String,
    pub telefoon: Option<String>,
    /// Where it lies, in millionths of a degree.
    pub place: Option<(i64, i64)>,
}

/// A point to be made.
#[derive(Clone, Debug)]
pub struct NewInfopunt {
    pub naam: String,
    pub locatie: LocatieId,
    pub gebied: GebiedId,
    pub organisatie: OrganisatieId,
    pub soort: InfopuntSoort,
    pub rang: Rang,
    /// Open at once; otherwise a candidate.
    pub open: bool,
}
