//! Whether a body meets as often as was agreed, and which zetels are there (V-16).
//!
//! Presence is by zetel, never by name: who sat there at the time is not kept with it.

use std::collections::BTreeMap;

use jiff::civil::{Date, date};
use kit::db::Queries;

use super::actions::may_in;
use super::store_vergaderingen as store;
use crate::access::{Actor, Permission};
use crate::error::Result;
use crate::frame::Frame;
use crate::ids::{GebiedId, GemeenteId, OrgaanId, ZetelId};
use crate::kader::inrichting::actions::key_of;
use crate::kader::inrichting::{Beslissing, TeamSoort};
use crate::kader::organisaties::Orgaan;
use crate::kader::termijnen::{Feestdagen, Termijn, due_date};

/// A vergadering to be noted.
#[derive(Clone, Debug)]
pub struct NewVergadering {
    pub orgaan: OrgaanId,
    pub op: Option<Date>,
    /// The zetels for which somebody was there.
    pub zetels: Vec<ZetelId>,
}

/// Whether this actor notes when this body met: of a team or of residents who may so in one of its wijken, of a body that
/// there is once, such as the one that steers, only who may so in all of them.
pub(super) fn may_note(actor: &Actor, frame: &Frame, orgaan: &Orgaan) -> bool {
    let wijken = frame.wijken_of(orgaan);
    let may =
        |wijk: &GebiedId| may_in(actor, Permission::VergaderingNote, Some(orgaan.id), [*wijk]);
    let mut teams = TeamSoort::ALL.iter();
    if orgaan.is_bewonersorgaan() || teams.any(|soort| soort.key() == orgaan.soort) {
        wijken.iter().any(may)
    } else {
        !wijken.is_empty() && wijken.iter().all(may)
    }
}

/// How often a body met.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Bijeen {
    /// How often this year.
    pub aantal: usize,
    pub laatste: Option<Date>,
    /// Of each zetel: how often somebody was there, of how often it was noted this year.
    pub zetels: BTreeMap<ZetelId, (usize, usize)>,
}

/// The key of the term between two vergaderingen of such a body, if its inrichting names one.
pub(super) fn ritme_of<'f>(frame: &'f Frame, orgaan: &Orgaan) -> Option<&'f str> {
    let mut kinds = frame.inrichting.organen.iter();
    let kind = kinds.find(|kind| key_of(&kind.soort) == orgaan.soort)?;
    kind.ritme.as_deref()
}

/// The term with this key, where it was decided.
pub(super) fn decided(frame: &Frame, key: &str) -> Option<Termijn> {
    let Beslissing::Besloten(duur) = frame.inrichting.term(key) else {
        return None;
    };
    Termijn::from_parts(duur.aantal, &key_of(&duur.eenheid)).ok()
}

/// How often a year that is, when so much lies between two.
pub(super) fn per_year(termijn: Termijn) -> usize {
    let (n, in_year) = match termijn {
        Termijn::Dagen(n) => (n, 365),
        Termijn::Werkdagen(n) => (n, 260),
        Termijn::Weken(n) => (n, 52),
        Termijn::Maanden(n) => (n, 12),
    };
    usize::from((in_year / n.max(1)).max(1))
}

/// By when the body should have met again, once that day has passed.
pub(super) fn behind(laatste: Date, termijn: Termijn, today: Date) -> Option<Date> {
    let next = due_date(laatste, termijn, &Feestdagen::deadlines());
    (next < today).then_some(next)
}

/// The first day of which vergaderingen count or can be noted: of last year.
pub(super) fn first_day(today: Date) -> Date {
    date(today.year().saturating_sub(1), 1, 1)
}

/// How often a body met, and which zetels were there.
pub(super) fn bijeen(
    tx: &mut impl Queries,
    gemeente: GemeenteId,
    orgaan: OrgaanId,
    today: Date,
) -> Result<Bijeen> {
    let new_year = date(today.year(), 1, 1);
    let all = store::list_vergaderingen(tx, gemeente, orgaan, first_day(today))?;
    let mut zetels: BTreeMap<ZetelId, (usize, usize)> = BTreeMap::new();
    for (zetel, is_there) in store::list_there(tx, gemeente, orgaan, new_year)? {
        let (there, noted) = zetels.entry(zetel).or_default();
        *there += usize::from(is_there);
        *noted += 1;
    }
    Ok(Bijeen {
        aantal: all.iter().filter(|(_, op)| *op >= new_year).count(),
        laatste: all.first().map(|(_, op)| *op),
        zetels,
    })
}
