//! What a contact is: questions over a channel, nobody's until somebody has to be called back.

use std::collections::BTreeMap;

use jiff::Timestamp;
use jiff::civil::Date;

use crate::ids::{
    AccountId, BijeenkomstId, ContactId, ContactpersoonId, ContactvraagId, GebiedId, InfopuntId,
    KennisitemId, OrganisatieId,
};

kit::word_enum! {
    /// Whether something still has to be done.
    pub enum ContactState {
        Open = "open",
        Closed = "closed",
    }
}

kit::word_enum! {
    /// What came of a question.
    pub enum Uitkomst {
        Answered = "answered",
        /// Put through, and somebody took over.
        Transferred = "transferred",
        /// Put through, and nobody answered.
        TransferFailed = "transfer_failed",
        CallBack = "call_back",
        Referred = "referred",
        /// Nobody here knew the answer.
        Open = "open",
    }
}

impl Uitkomst {
    /// Whether somebody still owes an answer.
    pub fn is_owed(self) -> bool {
        matches!(self, Self::TransferFailed | Self::CallBack | Self::Open)
    }

    /// The term of the inrichting within which that is owed.
    pub fn term(self) -> &'static str {
        match self {
            Self::CallBack => "contactTerugbellen",
            _ => "vraagAntwoord",
        }
    }
}

kit::word_enum! {
    /// The one closing question: can they go on by themselves (L-21)?
    pub enum Verder {
        Yes = "yes",
        Partly = "partly",
        No = "no",
    }
}

kit::word_enum! {
    /// What was chosen when somebody cannot go on.
    pub enum Vervolg {
        CallBack = "call_back",
        /// Somebody finds it out.
        Open = "open",
        Referral = "referral",
        /// Offered, and consciously declined.
        Declined = "declined",
    }
}

kit::word_enum! {
    /// Why we need to know who it is; without a reason nothing is kept (INV-19).
    pub enum Doel {
        CallBack = "call_back",
        /// To send what was promised.
        Send = "send",
    }
}

kit::word_enum! {
    /// How whoever asks on the website hears the answer.
    pub enum Reply {
        Mail = "mail",
        Call = "call",
        /// They look for themselves; the desk sees what was missing.
        Nothing = "nothing",
    }
}

kit::word_enum! {
    /// When somebody can be called.
    pub enum CallTime {
        Any = "any",
        Morning = "morning",
        Afternoon = "afternoon",
    }
}

/// A contact as it stands, without anything personal.
#[derive(Clone, Debug)]
pub struct Contact {
    pub id: ContactId,
    pub kanaal: String,
    pub infopunt: Option<InfopuntId>,
    pub gebied: Option<GebiedId>,
    pub organisatie: Option<OrganisatieId>,
    pub account: Option<AccountId>,
    pub bijeenkomst: Option<BijeenkomstId>,
    pub state: ContactState,
    pub verder: Option<Verder>,
    pub vervolg: Option<Vervolg>,
    pub at: Timestamp,
    pub closed_at: Option<Timestamp>,
    /// By which a call-back is found again; 0: nobody is called back.
    pub nummer: i64,
}

/// One question of a contact.
#[derive(Clone, Debug)]
pub struct Vraag {
    pub id: ContactvraagId,
    pub contact: ContactId,
    pub onderwerp: String,
    /// In one line, without anything about a person; mostly empty.
    pub vraag: String,
    pub item: Option<KennisitemId>,
    pub item_versie: Option<i64>,
    pub uitkomst: Uitkomst,
    pub organisatie: Option<OrganisatieId>,
    pub account: Option<AccountId>,
    pub due: Option<Date>,
    pub at: Timestamp,
    pub settled_at: Option<Timestamp>,
    /// The question that this goes on with; empty: a question of its own.
    pub vervolg_op: Option<ContactvraagId>,
}

impl Vraag {
    /// Whether somebody still owes an answer.
    pub fn is_open(&self) -> bool {
        self.uitkomst.is_owed() && self.settled_at.is_none()
    }
}

/// A question to be noted.
#[derive(Clone, Debug)]
pub struct NewVraag {
    pub onderwerp: String,
    pub vraag: String,
    pub uitkomst: Uitkomst,
    /// The text that was the answer.
    pub item: Option<KennisitemId>,
    /// Who must still answer it; empty: whoever took the question, or the desk.
    pub organisatie: Option<OrganisatieId>,
    /// The question of the same contact that this goes on with.
    pub vervolg_op: Option<ContactvraagId>,
}

impl NewVraag {
    /// A topic and an outcome: all that has to be known.
    pub fn about(onderwerp: &str, uitkomst: Uitkomst) -> Self {
        Self {
            onderwerp: onderwerp.to_owned(),
            vraag: String::new(),
            uitkomst,
            item: None,
            organisatie: None,
            vervolg_op: None,
        }
    }
}

/// A contact to be noted.
#[derive(Clone, Debug)]
pub struct NewContact {
    pub kanaal: String,
    pub infopunt: Option<InfopuntId>,
    pub gebied: Option<GebiedId>,
    pub bijeenkomst: Option<BijeenkomstId>,
    pub vragen: Vec<NewVraag>,
    /// What was looked at while helping.
    pub geraadpleegd: Vec<KennisitemId>,
}

/// A question as a resident asks it on the website (L-22).
#[derive(Clone, Debug)]
pub struct OwnQuestion {
    /// Without anything about a person.
    pub vraag: String,
    /// A topic of the inrichting, if one was chosen.
    pub onderwerp: Option<String>,
    pub gebied: Option<GebiedId>,
    pub reply: Option<Reply>,
    pub email: Option<String>,
    pub telefoon: Option<String>,
    pub wanneer: CallTime,
    /// The language of who asks.
    pub taal: String,
}

/// Somebody to call back or to send something to (P1).
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Contactpersoon {
    pub id: Option<ContactpersoonId>,
    pub doel: Option<Doel>,
    pub naam: Option<String>,
    pub telefoon: Option<String>,
    pub email: Option<String>,
    /// What it is about, in their words.
    pub vraag: Option<String>,
    /// The language in which they asked, where that is known.
    pub taal: Option<String>,
    /// When they can be called.
    pub wanneer: Option<CallTime>,
    /// What they were answered by mail, per question.
    pub antwoorden: BTreeMap<ContactvraagId, String>,
    pub erase_after: Option<Date>,
}
