//! What a folder is.

use jiff::Timestamp;
use jiff::civil::Date;

use crate::balie::kennisbank::{Freshness, ItemState};
use crate::ids::{FolderId, InfopuntId, KennisitemId, OrganisatieId};

/// The text of the kennisbank that a folder is in print.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tekst {
    pub id: KennisitemId,
    pub sleutel: String,
    pub state: ItemState,
    pub assured_at: Option<Timestamp>,
    pub review_due: Option<Date>,
}

impl Tekst {
    /// How fresh it is today (INV-16): paper is no fresher than its text.
    pub fn freshness(&self, today: Date) -> Freshness {
        let day = self.assured_at.map(crate::kader::termijnen::day_of);
        Freshness::from_days(day, self.review_due, today)
    }
}

/// A folder as it lies at a point.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Folder {
    pub id: FolderId,
    pub infopunt: InfopuntId,
    pub naam: String,
    /// Who supplies it.
    pub organisatie: OrganisatieId,
    /// How many there were when it was last filled.
    pub aantal: i64,
    pub filled_on: Date,
    /// Since when there are none left; empty: there are.
    pub op_at: Option<Timestamp>,
    /// Empty: a leaflet of the organisation itself.
    pub tekst: Option<Tekst>,
}

impl Folder {
    /// Whether its text may not be given out any more: hidden at the desk or withdrawn.
    pub fn is_stale(&self) -> bool {
        let state = self.tekst.as_ref().map(|tekst| tekst.state);
        state.is_some_and(|state| state != ItemState::Published)
    }
}

/// A folder to be laid down.
#[derive(Clone, Debug)]
pub struct NewFolder {
    pub infopunt: InfopuntId,
    /// A text in print: it is called as that is, and supplied by its owner.
    pub item: Option<KennisitemId>,
    pub naam: String,
    pub organisatie: Option<OrganisatieId>,
    pub aantal: Option<i64>,
}
