//! What an item of the kennisbank is.

mod beside;

use jiff::Timestamp;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

pub use beside::*;

use crate::ids::{KennisitemId, OrganisatieId};

kit::word_enum! {
    /// How far an item is.
    pub enum ItemState {
        /// Written or taken in, not yet shown to anybody but those who keep items.
        Draft = "draft",
        Published = "published",
        /// Hidden at the desk until its owner has looked at it.
        InControl = "in_control",
        Withdrawn = "withdrawn",
    }
}

kit::word_enum! {
    /// What kind of information it is (L-33).
    pub enum Soort {
        Algemeen = "algemeen",
        Product = "product",
        /// A service that an organisation offers: the sociale kaart.
        Aanbod = "aanbod",
    }
}

impl Soort {
    /// Days after which it is asked again whether it is still right, where the inrichting decides no term.
    pub fn review_days(self) -> i64 {
        match self {
            Self::Aanbod => 90,
            Self::Algemeen | Self::Product => 180,
        }
    }

    /// The term of the inrichting that decides it.
    pub fn term(self) -> &'static str {
        match self {
            Self::Aanbod => "aanbodControle",
            Self::Algemeen | Self::Product => "kennisControle",
        }
    }
}

kit::word_enum! {
    /// Why somebody thinks an item is not right.
    pub enum FlagKind {
        Wrong = "wrong",
        Outdated = "outdated",
        DeadLink = "dead_link",
        Unclear = "unclear",
        ReferralFailed = "referral_failed",
        Contradiction = "contradiction",
    }
}

impl FlagKind {
    /// Those that a person chooses; the others are found by the product itself.
    pub const CHOSEN: [Self; 3] = [Self::Wrong, Self::Outdated, Self::Unclear];
}

/// What can be wrong with an answer, as it is said in one tap. The words go to the owner as they stand.
pub const MIS: &[(&str, FlagKind)] = &[
    ("telefoon", FlagKind::Wrong),
    ("website", FlagKind::Wrong),
    ("tijden", FlagKind::Wrong),
    ("tekst", FlagKind::Outdated),
    ("onduidelijk", FlagKind::Unclear),
];

kit::word_enum! {
    /// What became of a flag.
    pub enum SettledAs {
        Changed = "changed",
        Confirmed = "confirmed",
        Dismissed = "dismissed",
    }
}

kit::word_enum! {
    /// Whether the address of its website answers.
    pub enum UrlState {
        Unknown = "unknown",
        Ok = "ok",
        Dead = "dead",
    }
}

kit::word_enum! {
    /// Who said that it is right.
    pub enum AssuredBy {
        Account = "account",
        /// Somebody of the owner, by a link from a mail.
        Partner = "partner",
        Import = "import",
    }
}

kit::word_enum! {
    /// What a resident says of an answer.
    pub enum Reactie {
        Hielp = "hielp",
        SnapNiet = "snap_niet",
    }
}

/// What its owner says: every field that people can fill in.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Velden {
    pub soort: Soort,
    pub organisatie_soort: String,
    pub onderwerp: String,
    pub titel: String,
    pub samenvatting: String,
    pub tekst: String,
    pub aanmelden: String,
    pub voorwaarden: String,
    pub kosten: String,
    pub doelgroep: String,
    pub min_leeftijd: Option<i64>,
    pub max_leeftijd: Option<i64>,
    /// ISO 639-1 codes.
    pub talen: Vec<String>,
    pub telefoon: Option<String>,
    pub email: Option<String>,
    pub url: Option<String>,
}

impl Velden {
    /// The same without anything in it.
    pub fn empty(soort: Soort) -> Self {
        Self {
            soort,
            organisatie_soort: String::new(),
            onderwerp: String::new(),
            titel: String::new(),
            samenvatting: String::new(),
            tekst: String::new(),
            aanmelden: String::new(),
            voorwaarden: String::new(),
            kosten: String::new(),
            doelgroep: String::new(),
            min_leeftijd: None,
            max_leeftijd: None,
            talen: vec!["nl".to_owned()],
            telefoon: None,
            email: None,
            url: None,
        }
    }
}

/// An item as it stands.
#[derive(Clone, Debug)]
pub struct Item {
    pub id: KennisitemId,
    pub sleutel: String,
    pub soort: Soort,
    pub organisatie: Option<OrganisatieId>,
    pub organisatie_soort: String,
    pub state: ItemState,
    pub versie: i64,
    pub essential: bool,
    pub onderwerp: String,
    pub titel: String,
    pub samenvatting: String,
    pub tekst: String,
    pub aanmelden: String,
    pub voorwaarden: String,
    pub kosten: String,
    pub doelgroep: String,
    pub min_leeftijd: Option<i64>,
    pub max_leeftijd: Option<i64>,
    pub talen: String,
    pub telefoon: Option<String>,
    pub email: Option<String>,
    pub url: Option<String>,
    pub url_state: UrlState,
    pub url_checked_at: Option<Timestamp>,
    pub upl_naam: Option<String>,
    pub upl_uri: Option<String>,
    pub assured_at: Option<Timestamp>,
    pub assured_by: Option<AssuredBy>,
    pub review_days: i64,
    pub review_due: Option<Date>,
    pub asked_at: Option<Timestamp>,
    pub hidden_reason: Option<String>,
    pub bron: String,
    pub extern_id: Option<String>,
    pub created_at: Timestamp,
    pub changed_at: Timestamp,
    pub published_at: Option<Timestamp>,
    pub withdrawn_at: Option<Timestamp>,
}

impl Item {
    /// The languages it can be had in.
    pub fn languages(&self) -> Vec<String> {
        split_talen(&self.talen)
    }

    /// What its owner said, to be changed.
    pub fn velden(&self) -> Velden {
        Velden {
            soort: self.soort,
            organisatie_soort: self.organisatie_soort.clone(),
            onderwerp: self.onderwerp.clone(),
            titel: self.titel.clone(),
            samenvatting: self.samenvatting.clone(),
            tekst: self.tekst.clone(),
            aanmelden: self.aanmelden.clone(),
            voorwaarden: self.voorwaarden.clone(),
            kosten: self.kosten.clone(),
            doelgroep: self.doelgroep.clone(),
            min_leeftijd: self.min_leeftijd,
            max_leeftijd: self.max_leeftijd,
            talen: self.languages(),
            telefoon: self.telefoon.clone(),
            email: self.email.clone(),
            url: self.url.clone(),
        }
    }
}

/// The codes of `nl,en`.
pub fn split_talen(text: &str) -> Vec<String> {
    text.split(',')
        .map(str::trim)
        .filter(|code| !code.is_empty())
        .map(ToOwned::to_owned)
        .collect()
}

/// How long ago somebody said that an item is right (INV-16).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Freshness {
    /// Nobody ever did.
    Never,
    /// On this day, and the term has not passed.
    Checked(Date),
    /// On this day, longer ago than agreed: "niet gecontroleerd sinds …".
    Overdue(Date),
}

impl Freshness {
    /// Of this item today.
    pub fn of(item: &Item, today: Date) -> Self {
        let day = item.assured_at.map(crate::kader::termijnen::day_of);
        Self::from_days(day, item.review_due, today)
    }

    /// From the day of the last check and the day it is due again.
    pub fn from_days(assured: Option<Date>, due: Option<Date>, today: Date) -> Self {
        match assured {
            None => Self::Never,
            Some(day) if due.is_some_and(|due| due <= today) => Self::Overdue(day),
            Some(day) => Self::Checked(day),
        }
    }

    /// Whether its owner must look at it.
    pub fn is_overdue(self) -> bool {
        !matches!(self, Self::Checked(_))
    }
}
