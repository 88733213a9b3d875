//! What a stuk is, and why one may be kept from the public for a while.

use jiff::civil::Date;

use crate::ids::{GebiedId, OrgaanId, StukId};
use crate::kader::bestanden::NewDocument;

kit::word_enum! {
    /// Why a stuk is not public yet: what the Wet open overheid knows, in a few words.
    pub enum Beperkingsgrond {
        /// It is still being decided on.
        NotDecided = "not_decided",
        /// It would harm others out of proportion.
        ThirdParties = "third_parties",
        /// It says something about the private life of people.
        Privacy = "privacy",
        /// It would harm what the municipality must be able to negotiate.
        Finance = "finance",
        /// It would harm inspection and supervision.
        Supervision = "supervision",
    }
}

/// That a stuk is not public, why, and through which day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Beperking {
    /// The last day on which it is not public.
    pub until: Date,
    pub grond: Beperkingsgrond,
    /// The same in own words; everybody reads them.
    pub toelichting: String,
}

/// A restriction as somebody fills it in: what is missing is told.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct NewBeperking {
    pub until: Option<Date>,
    pub grond: Option<Beperkingsgrond>,
    pub toelichting: String,
}

/// What a stuk says.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Stukinhoud {
    pub titel: String,
    /// What it is about, in plain words.
    pub waarover: String,
    pub tekst: String,
    pub document: Option<NewDocument>,
}

/// A stuk to be sent.
#[derive(Clone, Debug)]
pub struct NewStuk {
    pub inhoud: Stukinhoud,
    pub organen: Vec<OrgaanId>,
    /// Empty: where the organen work.
    pub wijken: Vec<GebiedId>,
    /// `None`: public at once.
    pub beperking: Option<NewBeperking>,
}

/// A stuk as it was sent.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stuk {
    pub id: StukId,
    pub versie: i64,
    pub inhoud: Stukinhoud,
    pub beperking: Option<Beperking>,
    pub organen: Vec<OrgaanId>,
    pub wijken: Vec<GebiedId>,
    pub sent_on: Date,
    pub changed_on: Date,
    /// When and why it was taken back.
    pub withdrawn: Option<(Date, String)>,
    /// Whether its whole public face was made.
    pub published: bool,
}

/// One state that a stuk had.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stukversie {
    pub versie: i64,
    pub titel: String,
    pub hash: Option<String>,
    pub until: Option<Date>,
    pub on: Date,
}
