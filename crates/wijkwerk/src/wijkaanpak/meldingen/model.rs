//! What a melding is.

use jiff::Timestamp;
use jiff::civil::Date;
use uuid::Uuid;

use crate::ids::{
    AandachtsgebiedId, AccountId, GebiedId, MelderId, MeldingFotoId, MeldingId, OrgaanId,
    OrganisatieId,
};
use crate::kader::bestanden::NewPhoto;
use crate::kader::gebieden::Coordinaat;

kit::word_enum! {
    /// Where a melding went.
    pub enum MeldingState {
        /// Nobody has decided yet.
        Submitted = "submitted",
        /// Work in the field, by one or more disciplines.
        Taken = "taken",
        /// Part of something the team works on together.
        Aandachtsgebied = "aandachtsgebied",
        /// With a partner; the gemeente stays owner.
        Doorgezet = "doorgezet",
        /// Nothing will be done, for a reason told in plain words.
        NoAction = "no_action",
    }
}

kit::word_enum! {
    /// How far the work is.
    pub enum FieldState {
        New = "new",
        Routed = "routed",
        Planned = "planned",
        Done = "done",
        Confirmed = "confirmed",
        Disputed = "disputed",
    }
}

kit::word_enum! {
    /// Who raised it (V-33).
    pub enum Bron {
        Bewoner = "bewoner",
        Bewonersorgaan = "bewonersorgaan",
        Organisatie = "organisatie",
        Medewerker = "medewerker",
        Import = "import",
    }
}

/// A melding as it stands, without anything personal.
#[derive(Clone, Debug)]
pub struct Melding {
    pub id: MeldingId,
    pub nummer: i64,
    pub state: MeldingState,
    pub field_state: FieldState,
    pub gebied: GebiedId,
    pub orgaan: Option<OrgaanId>,
    pub thema: Option<String>,
    pub discipline: Option<String>,
    pub lat_e6: Option<i64>,
    pub lon_e6: Option<i64>,
    pub near_home: bool,
    pub kanaal: String,
    pub bron: Bron,
    pub owner_rol: Option<String>,
    pub owner_account: Option<AccountId>,
    pub organisatie: Option<OrganisatieId>,
    pub aandachtsgebied: Option<AandachtsgebiedId>,
    pub samengevoegd_met: Option<MeldingId>,
    pub reason: Option<String>,
    pub public_sentence: Option<String>,
    pub submitted_at: Timestamp,
    pub triaged_at: Option<Timestamp>,
    pub done_at: Option<Timestamp>,
    /// When whoever let us know was told how it ended.
    pub told_at: Option<Timestamp>,
    pub reopened: i64,
    pub due: Option<Date>,
}

impl Melding {
    /// The exact place, if one was given.
    pub fn place(&self) -> Option<Coordinaat> {
        from_e6(self.lat_e6?, self.lon_e6?)
    }

    /// Theme or discipline, whichever was asked.
    pub fn subject(&self) -> Option<&str> {
        self.thema.as_deref().or(self.discipline.as_deref())
    }

    /// Whether somebody still has to do something.
    pub fn is_open(&self) -> bool {
        self.state != MeldingState::NoAction
            && !matches!(self.field_state, FieldState::Done | FieldState::Confirmed)
    }
}

/// A place in millionths of a degree, as stored.
#[expect(clippy::cast_possible_truncation, reason = "180 million fits")]
pub fn to_e6(place: Coordinaat) -> (i64, i64) {
    (
        (place.lat() * 1e6).round() as i64,
        (place.lon() * 1e6).round() as i64,
    )
}

/// A place from its stored form.
#[expect(clippy::cast_precision_loss, reason = "180 million is exact")]
pub fn from_e6(lat: i64, lon: i64) -> Option<Coordinaat> {
    Coordinaat::new(lat as f64 / 1e6, lon as f64 / 1e6).ok()
}

/// How to reach somebody; all of it optional, kept apart (P3).
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Contactgegevens {
    pub naam: Option<String>,
    pub email: Option<String>,
    pub telefoon: Option<String>,
    pub taal: String,
}

impl Contactgegevens {
    /// Whether there is nothing in it.
    pub fn is_empty(&self) -> bool {
        self.naam.is_none() && self.email.is_none() && self.telefoon.is_none()
    }
}

/// What somebody wants to let us know.
#[derive(Clone, Debug)]
pub struct NewMelding {
    pub gebied: Option<GebiedId>,
    pub place: Option<Coordinaat>,
    pub near_home: bool,
    /// Key of a theme, or of a discipline where the inrichting has no themes.
    pub onderwerp: Option<String>,
    pub omschrijving: String,
    pub plaats: Option<String>,
    pub kanaal: String,
    pub bron: Bron,
    pub bron_id: Option<Uuid>,
    pub contact: Contactgegevens,
    pub photos: Vec<NewPhoto>,
    /// The secret of the reporter's link, made outside the write.
    pub token: String,
    pub external: Option<(String, String)>,
    /// When it was raised, for what comes from another system.
    pub raised_on: Option<Date>,
}

/// What the reporter is told at once.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Submitted {
    pub id: MeldingId,
    pub nummer: i64,
    pub due: Option<Date>,
}

/// A photo with a melding.
#[derive(Clone, Debug)]
pub struct Foto {
    pub id: MeldingFotoId,
    pub soort: String,
    pub hash: String,
    pub thumbnail: String,
    pub public_hash: Option<String>,
    /// Whose last word it came with.
    pub melder: Option<MelderId>,
    pub created_at: Timestamp,
}

impl Foto {
    /// Whether it is what somebody sent who let us know: of a photo that was made public only the copy may be left.
    pub fn is_of_melder(&self) -> bool {
        self.soort == "before" && self.public_hash.as_ref() != Some(&self.hash)
    }
}

/// Where triage sends a melding.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum TriageOutcome {
    /// To the team in the field: one task per discipline.
    Taken { disciplines: Vec<String> },
    /// Into something the team works on together.
    Aandachtsgebied(AandachtsgebiedId),
    /// To a partner; the one who decides stays owner.
    Doorgezet(OrganisatieId),
    /// Nothing, for this reason.
    NoAction { reason: String },
}

kit::word_enum! {
    /// The way in which whoever let us know was told how it ended.
    pub enum ToldBy {
        Mail = "mail",
        /// By somebody who called.
        Telefoon = "phone",
        /// Nobody left an address or a number: the page behind the number says it.
        Pagina = "page",
    }
}

kit::word_enum! {
    /// The way in which whoever let us know was told that it arrived.
    pub enum ReceiptBy {
        Mail = "mail",
        Phone = "phone",
        Letter = "letter",
        /// Said to who stood there.
        Desk = "desk",
    }
}

/// Somebody who hears about a melding.
#[derive(Clone, Debug)]
pub struct Volger {
    pub id: MelderId,
    pub soort: String,
    pub contact: Contactgegevens,
}
