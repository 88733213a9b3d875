//! What contact with a body or group of residents is.

use jiff::civil::Date;

use crate::ids::{AccountId, OrgaanId, OrgaancontactId};

kit::word_enum! {
    /// How there was contact.
    pub enum Contactwijze {
        Talk = "talk",
        Meeting = "meeting",
        Phone = "phone",
        Mail = "mail",
    }
}

/// That there was contact with a body or group of residents.
#[derive(Clone, Debug)]
pub struct Orgaancontact {
    pub id: OrgaancontactId,
    pub orgaan: OrgaanId,
    pub wijze: Contactwijze,
    pub op: Date,
    /// What it was about, in one line.
    pub regel: String,
    /// Who noted it.
    pub account: Option<AccountId>,
}
