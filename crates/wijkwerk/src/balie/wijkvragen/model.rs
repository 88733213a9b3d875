//! What a wijkvraag is: that something was asked, apart from what and by whom.

use jiff::Timestamp;
use jiff::civil::Date;

use crate::ids::{AccountId, ContactId, GebiedId, OrgaanId, WijkvraagId, WijkvragerId};

kit::word_enum! {
    /// Where a question stands.
    pub enum WijkvraagState {
        Open = "open",
        Answered = "answered",
        /// With the desk: it was about somebody's own life.
        HandedOver = "handed_over",
        /// Whoever asked it took it back.
        Withdrawn = "withdrawn",
    }
}

/// A question as it stands, without anything personal.
#[derive(Clone, Debug)]
pub struct Wijkvraag {
    pub id: WijkvraagId,
    pub nummer: i64,
    pub gebied: GebiedId,
    /// The bewonersorgaan that was asked.
    pub orgaan: OrgaanId,
    pub vrager: WijkvragerId,
    /// The language of who asked.
    pub taal: String,
    pub state: WijkvraagState,
    /// Who took it on.
    pub account: Option<AccountId>,
    /// Where the desk has it.
    pub contact: Option<ContactId>,
    pub at: Timestamp,
    pub settled_at: Option<Timestamp>,
}

impl Wijkvraag {
    /// Whether it waits for the bewonersorgaan.
    pub fn is_open(&self) -> bool {
        self.state == WijkvraagState::Open
    }
}

/// Who asked and what, as long as that is kept (P1).
#[derive(Clone, Debug)]
pub struct Wijkvrager {
    pub id: WijkvragerId,
    pub vraag: String,
    pub email: Option<String>,
    pub antwoord: Option<String>,
    pub erase_after: Option<Date>,
}

/// A question to be asked.
#[derive(Clone, Debug)]
pub struct NewWijkvraag {
    pub gebied: GebiedId,
    /// Which bewonersorgaan, where more than one works.
    pub orgaan: Option<OrgaanId>,
    pub vraag: String,
    pub email: Option<String>,
    pub taal: String,
    /// The secret of the link by which it is followed.
    pub token: String,
}

/// A question that was taken in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Asked {
    pub id: WijkvraagId,
    pub nummer: i64,
}
