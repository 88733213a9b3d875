//! What formation, contacts and support are. Fte are thousandths everywhere.

use jiff::civil::Date;

use crate::ids::{
    AccountId, ContactregelId, FormatieafspraakId, FormatieinvullingId, FormatieregelId, GebiedId,
    OndersteuningId, OrgaanId, OrganisatieId,
};
use crate::kader::organisaties::BEWONERSORGAAN;

/// Kinds of orgaan that get support: one catalogue for all of them (L-55).
pub const SUPPORTED: &[&str] = &[BEWONERSORGAAN, "bewonersgroep"];

/// What was agreed for one origin.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Formatieafspraak {
    pub id: FormatieafspraakId,
    pub naam: String,
    pub fte: i64,
    /// Of which for the whole town.
    pub stad: i64,
}

/// A part of it: a function somewhere, at an employer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Formatieregel {
    pub id: FormatieregelId,
    pub afspraak: FormatieafspraakId,
    pub functie: String,
    pub fte: i64,
    /// Empty: the whole town.
    pub gebied: Option<GebiedId>,
    pub organisatie: OrganisatieId,
    pub valid_from: Date,
}

/// A part that somebody adds.
#[derive(Clone, Debug)]
pub struct NewRegel {
    pub afspraak: FormatieafspraakId,
    pub functie: String,
    pub fte: i64,
    pub gebied: Option<GebiedId>,
    pub organisatie: OrganisatieId,
    pub valid_from: Date,
}

/// Who does it, for how much.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Invulling {
    pub id: FormatieinvullingId,
    pub regel: FormatieregelId,
    pub account: AccountId,
    pub fte: i64,
    pub reden: Option<String>,
    pub valid_from: Date,
    pub valid_to: Option<Date>,
}

kit::word_enum! {
    /// What a question to a contact is about.
    pub enum Contactsoort {
        /// How things go in general: per audience (V-78, V-80).
        General = "general",
        /// The matter itself, in a wijk: the same person for everybody (V-84).
        Substantive = "substantive",
    }
}

kit::word_enum! {
    /// Who asks.
    pub enum Doelgroep {
        Professional = "professional",
        Platform = "platform",
        Resident = "resident",
        /// A legal person with a collective interest.
        Association = "association",
    }
}

/// Whom to turn to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Contactregel {
    pub id: ContactregelId,
    pub soort: Contactsoort,
    /// Empty: everybody.
    pub doelgroep: Option<Doelgroep>,
    /// Empty: the whole town.
    pub gebied: Option<GebiedId>,
    /// Empty: a vacancy.
    pub account: Option<AccountId>,
    pub vervanger: Option<AccountId>,
    pub bereik: String,
    pub valid_from: Date,
}

/// Whom to turn to from a day on.
#[derive(Clone, Debug)]
pub struct NewContactregel {
    pub soort: Contactsoort,
    pub doelgroep: Option<Doelgroep>,
    pub gebied: Option<GebiedId>,
    pub account: Option<AccountId>,
    pub vervanger: Option<AccountId>,
    pub bereik: String,
    pub valid_from: Date,
}

kit::word_enum! {
    /// The catalogue of support: the same for every group of residents (L-55).
    pub enum Ondersteuningsoort {
        Minutes = "minutes",
        Meeting = "meeting",
        Advice = "advice",
        Funding = "funding",
        Room = "room",
        Publicity = "publicity",
    }
}

/// Support that was given.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ondersteuning {
    pub id: OndersteuningId,
    pub orgaan: OrgaanId,
    pub soort: Ondersteuningsoort,
    pub minuten: i64,
    pub op: Date,
    pub account: Option<AccountId>,
}
