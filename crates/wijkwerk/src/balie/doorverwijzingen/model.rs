//! What a referral is: the thing itself without anybody in it, the person apart, and the route it may follow.

use jiff::Timestamp;
use jiff::civil::Date;

use crate::ids::{
    AccountId, ContactId, DoorverwezeneId, DoorverwijzingId, GebiedId, InfopuntId, KennisitemId,
    LocatieId, OrganisatieId, RouteId,
};

kit::word_enum! {
    /// How far a referral is.
    pub enum DoorverwijzingState {
        /// The sentence is on the screen; nobody outside the desk knows of it.
        Proposed = "proposed",
        /// The resident agreed to that sentence.
        Agreed = "agreed",
        /// The receiver was asked; the clock runs.
        Sent = "sent",
        Accepted = "accepted",
        /// The receiver said no, for a fixed reason.
        Bounced = "bounced",
        /// The receiver said nothing in time.
        Expired = "expired",
        Arrived = "arrived",
        NoShow = "no_show",
        /// The resident's own verdict is known.
        Settled = "settled",
    }
}

kit::word_enum! {
    /// The way in which somebody is referred.
    pub enum Wijze {
        /// The desk calls and hands over.
        Warm = "warm",
        /// The resident goes there with a code; nothing about the person needs to be passed on.
        Cold = "cold",
        /// A moment was agreed on.
        Appointment = "appointment",
    }
}

kit::word_enum! {
    /// Whether it helped, in the resident's own verdict.
    pub enum Uitkomst {
        Helped = "helped",
        Partly = "partly",
        Not = "not",
    }
}

kit::word_enum! {
    /// Who gave the verdict.
    pub enum OordeelVan {
        Resident = "resident",
        /// The resident told the desk.
        Told = "told",
    }
}

kit::word_enum! {
    /// Why a receiver says no.
    pub enum Reden {
        Full = "full",
        NotForUs = "not_for_us",
        Conditions = "conditions",
        Area = "area",
        /// What the knowledge base says of us is not right: that becomes a flag on the text.
        DataWrong = "data_wrong",
        Other = "other",
    }
}

/// What a receiver answers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Antwoord {
    Accept,
    Decline(Reden),
    CallMe,
}

/// A referral as it stands, without anything personal.
#[derive(Clone, Debug, PartialEq)]
pub struct Doorverwijzing {
    pub id: DoorverwijzingId,
    /// The first of its chain.
    pub keten: DoorverwijzingId,
    pub vorige: Option<DoorverwijzingId>,
    pub hop: i64,
    pub contact: Option<ContactId>,
    pub onderwerp: String,
    pub item: Option<KennisitemId>,
    /// Empty: "zonder afspraak" (INV-17).
    pub route: Option<RouteId>,
    pub van_organisatie: Option<OrganisatieId>,
    pub van_infopunt: Option<InfopuntId>,
    pub van_account: Option<AccountId>,
    pub gebied: Option<GebiedId>,
    pub naar: OrganisatieId,
    pub locatie: Option<LocatieId>,
    pub wijze: Wijze,
    pub code: String,
    pub state: DoorverwijzingState,
    pub uitkomst: Option<Uitkomst>,
    pub oordeel_van: Option<OordeelVan>,
    pub reden: Option<Reden>,
    pub appointment_at: Option<Timestamp>,
    pub created_at: Timestamp,
    pub agreed_at: Option<Timestamp>,
    pub sent_at: Option<Timestamp>,
    pub due: Option<Date>,
    pub answered_at: Option<Timestamp>,
    pub arrived_at: Option<Timestamp>,
    pub settled_at: Option<Timestamp>,
    pub escalated_at: Option<Timestamp>,
    pub rerouted_at: Option<Timestamp>,
    pub call_asked_at: Option<Timestamp>,
    /// From this day on the resident is asked whether it helped.
    pub ask_on: Option<Date>,
    /// When that was asked; of the desk instead, while `ask_on` is still there.
    pub asked_at: Option<Timestamp>,
    /// The organisation that the route named for when the receiver keeps silent, once it did.
    pub vangnet: Option<OrganisatieId>,
    /// Where the point lies that sent it: tells who reaches it while nobody knows where the resident lives.
    pub punt_gebied: Option<GebiedId>,
}

impl Doorverwijzing {
    /// Whether the receiver has it and the end is not known yet.
    pub fn is_running(&self) -> bool {
        matches!(
            self.state,
            DoorverwijzingState::Sent
                | DoorverwijzingState::Accepted
                | DoorverwijzingState::Arrived
                | DoorverwijzingState::NoShow
        )
    }

    /// Whether it came back and nobody has sent the resident on yet.
    pub fn waits_for_desk(&self) -> bool {
        matches!(
            self.state,
            DoorverwijzingState::Bounced | DoorverwijzingState::Expired
        ) && self.rerouted_at.is_none()
    }
}

/// Who is referred: all of it optional, kept apart (P2).
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Persoon {
    pub naam: Option<String>,
    pub telefoon: Option<String>,
    pub email: Option<String>,
    pub taal: String,
    /// What they ask, in their own words.
    pub vraag: Option<String>,
}

impl Persoon {
    /// Whether nothing says who it is.
    pub fn is_anonymous(&self) -> bool {
        self.naam.is_none() && self.telefoon.is_none() && self.email.is_none()
    }
}

/// The person of a chain, with the sentence that was agreed to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Doorverwezene {
    pub id: DoorverwezeneId,
    pub keten: DoorverwijzingId,
    pub persoon: Persoon,
    pub zin: String,
    pub agreed_at: Option<Timestamp>,
    pub erase_after: Option<Date>,
}

/// A referral to be proposed.
#[derive(Clone, Debug)]
pub struct NewDoorverwijzing {
    pub contact: Option<ContactId>,
    pub onderwerp: String,
    pub item: Option<KennisitemId>,
    pub naar: OrganisatieId,
    pub locatie: Option<LocatieId>,
    pub gebied: Option<GebiedId>,
    pub infopunt: Option<InfopuntId>,
    pub wijze: Wijze,
    pub appointment_at: Option<Timestamp>,
    pub persoon: Persoon,
    /// Random, made outside the write: the code follows from it.
    pub secret: [u8; 16],
}

/// Where a resident goes after a referral came back.
#[derive(Clone, Debug)]
pub struct Vervolg {
    pub naar: OrganisatieId,
    pub item: Option<KennisitemId>,
    pub wijze: Wijze,
    pub appointment_at: Option<Timestamp>,
    pub secret: [u8; 16],
}

/// Topic × area → who takes it, by when, and who is warned when that passes (L-46).
#[derive(Clone, Debug, PartialEq)]
pub struct Route {
    pub id: RouteId,
    pub onderwerp: String,
    /// Empty: the whole gemeente.
    pub gebied: Option<GebiedId>,
    pub organisatie: OrganisatieId,
    pub item: Option<KennisitemId>,
    pub norm_werkdagen: i64,
    pub vangnet: Option<OrganisatieId>,
    pub consent_at: Option<Timestamp>,
    pub review_due: Option<Date>,
    pub ended_at: Option<Timestamp>,
}

/// A route to be made.
#[derive(Clone, Debug)]
pub struct NewRoute {
    pub onderwerp: String,
    pub gebied: Option<GebiedId>,
    pub organisatie: OrganisatieId,
    pub item: Option<KennisitemId>,
    pub norm_werkdagen: i64,
    pub vangnet: Option<OrganisatieId>,
    pub review_due: Option<Date>,
}

/// What a referral needs to know of a text of the knowledge base.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Item {
    pub id: KennisitemId,
    pub titel: String,
    pub onderwerp: String,
    pub organisatie: Option<OrganisatieId>,
    pub email: Option<String>,
    pub telefoon: Option<String>,
}
