//! What stands beside an item: places, channels, texts that it had, flags and notes; and what is asked of many.

use jiff::Timestamp;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::{FlagKind, ItemState, SettledAs, Velden};
use crate::ids::{
    AccountId, GebiedId, InformatieafspraakId, KennisitemId, KennisnotitieId, KennisvlagId,
    LocatieId, OrganisatieId,
};
use crate::kader::gebieden::Coordinaat;

/// A place where the service can be had.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Plaats {
    pub locatie: LocatieId,
    pub naam: String,
    pub adres: String,
    pub postcode: String,
    pub plaats: String,
    pub telefoon: Option<String>,
    pub toegankelijkheid: String,
    /// Those of the service where they differ, else those of the place; in the form of OpenStreetMap.
    pub openingstijden: String,
    pub toelichting: String,
    #[serde(default)]
    pub gebied: Option<GebiedId>,
    /// Where it lies, in millionths of a degree.
    #[serde(default)]
    pub lat_e6: Option<i64>,
    #[serde(default)]
    pub lon_e6: Option<i64>,
}

impl Plaats {
    /// Where it lies, if that is known.
    pub fn coordinaat(&self) -> Option<Coordinaat> {
        let (lat, lon) = self.lat_e6.zip(self.lon_e6)?;
        Coordinaat::from_e6(lat, lon)
    }

    #[cfg(test)]
    pub(in super::super) fn empty() -> Self {
        Self {
            locatie: LocatieId(uuid::Uuid::nil()),
            naam: String::new(),
            adres: String::new(),
            postcode: String::new(),
            plaats: String::new(),
            telefoon: None,
            toegankelijkheid: String::new(),
            openingstijden: String::new(),
            toelichting: String::new(),
            gebied: None,
            lat_e6: None,
            lon_e6: None,
        }
    }
}

/// A channel in which it can be found, and where there.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Kanaalplek {
    pub kanaal: String,
    pub waar: String,
}

/// The same text in another language.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Vertaling {
    pub taal: String,
    pub titel: String,
    pub samenvatting: String,
    pub tekst: String,
    /// The version of the Dutch text that it was made from.
    pub versie: i64,
}

/// A text that it had.
#[derive(Clone, Debug)]
pub struct Versie {
    pub versie: i64,
    pub titel: String,
    pub samenvatting: String,
    pub tekst: String,
    pub organisatie: Option<OrganisatieId>,
    pub at: Timestamp,
    /// Everything that it said; none: from before that was kept.
    pub velden: Option<Velden>,
}

impl Versie {
    /// Everything that it said, as far as it was kept: beside its texts what `other` says.
    pub fn said(&self, other: &Velden) -> Velden {
        self.velden.clone().unwrap_or_else(|| Velden {
            titel: self.titel.clone(),
            samenvatting: self.samenvatting.clone(),
            tekst: self.tekst.clone(),
            ..other.clone()
        })
    }
}

/// "This is not right", from anybody but its owner.
#[derive(Clone, Debug)]
pub struct Vlag {
    pub id: KennisvlagId,
    pub item: KennisitemId,
    pub soort: FlagKind,
    pub toelichting: String,
    pub account: Option<AccountId>,
    pub at: Timestamp,
    pub settled_at: Option<Timestamp>,
    pub settled_as: Option<SettledAs>,
}

/// A note of another organisation beside the text, labelled as such.
#[derive(Clone, Debug)]
pub struct Notitie {
    pub id: KennisnotitieId,
    pub organisatie: Option<OrganisatieId>,
    pub account: Option<AccountId>,
    pub tekst: String,
    pub at: Timestamp,
}

/// How often an answer helped, and how often it was not understood.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Reacties {
    pub hielp: i64,
    pub snap_niet: i64,
}

/// Which items are wanted.
#[derive(Clone, Debug, Default)]
pub struct Filter {
    /// Words that the title or the summary holds.
    pub woorden: String,
    pub state: Option<ItemState>,
    pub organisatie: Option<OrganisatieId>,
    pub onderwerp: Option<String>,
    /// Only what is to be checked before this day.
    pub due_before: Option<Date>,
    /// Only drafts that nobody has claimed.
    pub unowned: bool,
    /// The last row of the page before.
    pub after: Option<(String, KennisitemId)>,
    /// Zero: as many as fit on a page.
    pub most: i64,
}

/// An agreement on who keeps what information the same (L-41).
#[derive(Clone, Debug)]
pub struct Informatieafspraak {
    pub id: InformatieafspraakId,
    pub titel: String,
    pub tekst: String,
    pub indicator: String,
    pub organisatie: OrganisatieId,
    pub met: OrganisatieId,
    pub valid_from: Date,
    pub review_due: Date,
    pub reviewed_at: Option<Timestamp>,
    pub ended_at: Option<Timestamp>,
}
