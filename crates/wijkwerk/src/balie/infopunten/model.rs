//! What a place and a point are.

use jiff::Timestamp;
use jiff::civil::Date;
use kit::hours::{Hours, Span};

use super::uren::UitzonderingBron;
use crate::ids::{
    GebiedId, InfopuntId, LocatieId, OpeningstijdenId, OrganisatieId, UitzonderingId,
};

pub use crate::kader::openingstijden::{VrijSoort, Vrijedag};

kit::word_enum! {
    /// How far it is with a point (domein 2.2).
    pub enum InfopuntState {
        /// Looked at, not decided: never public (INV-14).
        Considered = "considered",
        /// Decided, not yet open: not public either.
        Planned = "planned",
        Open = "open",
        /// Open, but less than agreed: with an interim arrangement or a dated exception (INV-13).
        Reduced = "reduced",
        ClosedTemporarily = "closed_temporarily",
        /// Gone to another point.
        Moved = "moved",
        Ended = "ended",
    }
}

impl InfopuntState {
    /// Whether its hours are promised to anybody.
    pub const fn is_told(self) -> bool {
        matches!(self, Self::Open | Self::Reduced)
    }

    /// Whether anybody outside may know of it.
    pub const fn is_public(self) -> bool {
        !matches!(self, Self::Considered | Self::Planned)
    }

    /// Whether it is over.
    pub const fn is_over(self) -> bool {
        matches!(self, Self::Moved | Self::Ended)
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
    /// Why it is not simply open.
    pub reden: Option<String>,
    pub since: Date,
    pub until_day: Option<Date>,
    /// What people knew it as; empty: nothing (L-72).
    pub voorheen: String,
    pub opvolger: Option<InfopuntId>,
    pub openingsversie: i64,
    /// Minutes a week that were agreed (L-19).
    pub basis_minuten: Option<i64>,
    pub plek: String,
    pub adres: String,
    pub postcode: String,
    pub plaats: String,
    pub telefoon: Option<String>,
    pub locatie_soort: String,
    /// 0: no star level (L-80).
    pub sterren: i64,
    pub toegankelijkheid: String,
    pub place: Option<(i64, i64)>,
}

/// Shorter than this, a word of a question could be in any name.
const SHORTEST_NAME: usize = 5;

impl Infopunt {
    /// Whether a question names this point, as it is called or as it was (L-72).
    pub fn is_named_in(&self, question: &str) -> bool {
        is_named(&self.naam, &self.voorheen, question)
    }
}

/// Whether a question holds one of these names, or is part of one.
pub(super) fn is_named(naam: &str, voorheen: &str, question: &str) -> bool {
    let question = question.trim().to_lowercase();
    let is_name = |naam: &str| {
        let naam = naam.trim().to_lowercase();
        let is_part = question.chars().count() >= SHORTEST_NAME && naam.contains(&question);
        naam.chars().count() >= SHORTEST_NAME && (is_part || question.contains(&naam))
    };
    is_name(naam) || is_name(voorheen)
}

/// Hours as they hold from a day on.
#[derive(Clone, Debug)]
pub struct Versie {
    pub id: OpeningstijdenId,
    pub valid_from: Date,
    pub hours: Hours,
    /// As somebody typed it.
    pub typed: String,
}

/// Days that go otherwise; both included.
#[derive(Clone, Debug)]
pub struct Uitzondering {
    pub id: UitzonderingId,
    pub infopunt: InfopuntId,
    pub first_day: Date,
    pub last_day: Date,
    /// None: closed.
    pub spans: Vec<Span>,
    pub tijden: String,
    pub reden: String,
    pub bron: UitzonderingBron,
    pub created_at: Timestamp,
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
    /// 0: no star level (L-80).
    pub sterren: i64,
    /// How to get in; empty: nobody said.
    pub toegankelijkheid: String,
}

/// What can be put right about a point: all but its state, its hours and what follows from them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Velden {
    pub naam: String,
    pub rang: Rang,
    pub gebied: GebiedId,
    pub organisatie: OrganisatieId,
    /// What people knew it as; empty: nothing (L-72).
    pub voorheen: String,
    pub locatie: LocatieId,
}

impl Velden {
    /// As the point stands.
    pub fn of(punt: &Infopunt) -> Self {
        Self {
            naam: punt.naam.clone(),
            rang: punt.rang,
            gebied: punt.gebied,
            organisatie: punt.organisatie,
            voorheen: punt.voorheen.clone(),
            locatie: punt.locatie,
        }
    }
}

impl From<&NewInfopunt> for Velden {
    fn from(new: &NewInfopunt) -> Self {
        Self {
            naam: new.naam.clone(),
            rang: new.rang,
            gebied: new.gebied,
            organisatie: new.organisatie,
            voorheen: new.voorheen.clone(),
            locatie: new.locatie,
        }
    }
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
    /// What people knew it as; empty: nothing (L-72).
    pub voorheen: String,
}
