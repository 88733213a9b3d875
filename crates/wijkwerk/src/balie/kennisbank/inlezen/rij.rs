//! A row of another source, and what became of it.

use std::collections::BTreeMap;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use serde_json::Value as Json;
use uuid::Uuid;

use crate::balie::kennisbank::rules::FieldChange;
use crate::error::Sentence;
use crate::ids::KennisitemId;

/// A row of another source.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Incoming {
    /// `upl`, `vac`, `hsds`, `excel`, `catalogus`.
    pub bron: String,
    /// Its id there.
    pub extern_id: String,
    pub sleutel: Option<String>,
    /// `algemeen`, `product` or `aanbod`.
    pub soort: String,
    pub organisatie: Option<Aanbieder>,
    pub organisatie_soort: String,
    /// Whether the source says that it can be had now.
    pub actief: bool,
    pub essential: bool,
    /// Key or name of a topic; another becomes the last of the list.
    pub onderwerp: String,
    /// Ids, codes and names of terms of a package, one of which may be a topic of ours.
    pub termen: Vec<String>,
    pub titel: String,
    pub samenvatting: String,
    pub tekst: String,
    pub aanmelden: String,
    pub voorwaarden: String,
    pub kosten: String,
    pub doelgroep: String,
    pub min_leeftijd: Option<i64>,
    pub max_leeftijd: Option<i64>,
    pub talen: Vec<String>,
    pub telefoon: Option<String>,
    pub email: Option<String>,
    pub url: Option<String>,
    pub upl_naam: Option<String>,
    pub upl_uri: Option<String>,
    /// How it can be asked for online; nothing: the source does not say.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub online: Option<String>,
    /// The day on which its source says that it was checked.
    pub assured_on: Option<Date>,
    pub woorden: Vec<String>,
    /// Names or keys of gebieden; none is the whole gemeente.
    pub gebieden: Vec<String>,
    pub locaties: Vec<IncomingLocatie>,
    /// What we have no column for, given back as it came.
    pub extra: BTreeMap<String, Json>,
    /// What whoever read it could make nothing of, in words; a row with any is refused.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub fouten: Vec<String>,
}

/// Who the source says that it is of.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Aanbieder {
    pub naam: String,
    pub uri: Option<String>,
    /// Its id in a package; ours if it came from here.
    pub id: Option<Uuid>,
    /// Add it as a partner when it is not known here.
    pub toevoegen: bool,
}

/// A place where it can be had.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct IncomingLocatie {
    pub extern_id: String,
    pub naam: String,
    pub adres: String,
    pub postcode: String,
    pub plaats: String,
    pub lat_e6: Option<i64>,
    pub lon_e6: Option<i64>,
    pub toegankelijkheid: String,
    pub telefoon: Option<String>,
    /// Of the place.
    pub openingstijden: String,
    /// Of this service at the place, where they differ.
    pub eigen_tijden: String,
    pub toelichting: String,
}

/// What became of a row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum TakenIn {
    Added(KennisitemId),
    /// These columns changed; nothing is named where only what stands beside the text did.
    Changed(KennisitemId, Vec<FieldChange>),
    /// It was there already and says the same.
    Already(KennisitemId),
    /// An item with the same product name is there; it got what it lacked.
    Merged(KennisitemId),
    /// Somebody else answers for it, or wrote it here: nothing was overwritten, the owner is told.
    Contradicted(KennisitemId, Sentence),
    Refused(Sentence),
}
