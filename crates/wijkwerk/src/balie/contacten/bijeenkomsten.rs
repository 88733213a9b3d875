//! Information meetings: planned, questions noted, and closed so that no question stays without an owner (L-26).

use jiff::Timestamp;
use jiff::civil::Date;

use super::actions::{self, VOORLICHTING, open_contact};
use super::model::{NewContact, NewVraag};
use super::{store, store_bijeenkomsten};
use crate::access::{Here, Permission};
use crate::error::{Error, FieldError, Result, Sentence};
use crate::ids::{BijeenkomstId, ContactId, GebiedId, OrganisatieId};
use crate::journaal::{Entry, Verb};
use crate::write::Write;

pub use super::store_bijeenkomsten::{get_bijeenkomst, list_bijeenkomsten};

kit::word_enum! {
    /// Whether it still has to be held or worked out.
    pub enum BijeenkomstState {
        Planned = "planned",
        Closed = "closed",
    }
}

/// A meeting as it stands.
#[derive(Clone, Debug)]
pub struct Bijeenkomst {
    pub id: BijeenkomstId,
    pub titel: String,
    pub plaats: String,
    pub gebied: Option<GebiedId>,
    /// Who holds it, and answers for questions that nobody else takes.
    pub organisatie: Option<OrganisatieId>,
    pub op: Date,
    pub bezoekers: Option<i64>,
    pub state: BijeenkomstState,
    pub closed_at: Option<Timestamp>,
}

/// A meeting to be planned.
#[derive(Clone, Debug)]
pub struct NewBijeenkomst {
    pub titel: String,
    pub plaats: String,
    pub gebied: Option<GebiedId>,
    pub organisatie: Option<OrganisatieId>,
    pub op: Option<Date>,
}

const LONGEST: usize = 160;

/// Plans a meeting, or notes one that was held.
pub fn plan(ctx: &mut Write<'_>, new: &NewBijeenkomst) -> Result<BijeenkomstId> {
    ctx.require(Permission::ContactEnter, &Here::ANYWHERE)?;
    let mut faults = Vec::new();
    let mut fault = |field, key| {
        faults.push(FieldError {
            field,
            sentence: Sentence::new(key),
        });
    };
    for (field, text) in [("titel", &new.titel), ("plaats", &new.plaats)] {
        let length = text.trim().chars().count();
        if length == 0 {
            fault(field, "bijeenkomst-veld-nodig");
        } else if length > LONGEST {
            fault(field, "bijeenkomst-veld-lang");
        }
    }
    if new.op.is_none() {
        fault("op", "bijeenkomst-dag-nodig");
    }
    let unknown = |id: OrganisatieId| ctx.frame.organisatie(id).is_none();
    if new.organisatie.is_some_and(unknown) {
        fault("organisatie", "contact-organisatie-onbekend");
    }
    if new.gebied.is_some_and(|id| ctx.frame.gebied(id).is_none()) {
        fault("gebied", "contact-gebied-onbekend");
    }
    let Some(op) = new.op.filter(|_| faults.is_empty()) else {
        return Err(Error::Invalid(faults));
    };
    let own = ctx.actor.account().and_then(|account| account.organisatie);
    let id: BijeenkomstId = ctx.new_id();
    store_bijeenkomsten::insert_bijeenkomst(ctx, id, new, new.organisatie.or(own), op)?;
    ctx.journal(Entry::new("bijeenkomst", id.0, Verb::Planned).date("on", op))?;
    Ok(id)
}

/// Notes a question that was asked there: answered on the spot, or not.
pub fn note_question(
    ctx: &mut Write<'_>,
    id: BijeenkomstId,
    vraag: &NewVraag,
) -> Result<ContactId> {
    let found = open_meeting(ctx, id)?;
    let new = NewContact {
        kanaal: VOORLICHTING.to_owned(),
        infopunt: None,
        gebied: found.gebied,
        bijeenkomst: Some(id),
        vragen: vec![vraag.clone()],
        geraadpleegd: Vec::new(),
    };
    open_contact(ctx, &new, None)
}

/// Closes a meeting: every question without an answer gets an owner and a day (L-26). Answers how many.
pub fn close(ctx: &mut Write<'_>, id: BijeenkomstId, bezoekers: i64) -> Result<usize> {
    let found = open_meeting(ctx, id)?;
    if !(0..=100_000).contains(&bezoekers) {
        return Err(Error::field("bezoekers", "bijeenkomst-bezoekers-fout"));
    }
    let gemeente = ctx.gemeente();
    let own = found
        .organisatie
        .or_else(|| ctx.actor.account().and_then(|account| account.organisatie));
    let by = ctx.actor.account().map(|account| account.id);
    let mut open = 0;
    for contact in store::list_of_bijeenkomst(ctx, gemeente, id)? {
        for vraag in store::list_vragen(ctx, gemeente, contact.id)? {
            if vraag.is_open() {
                let owner = vraag.organisatie.or(own);
                let person = if owner.is_some() { None } else { by };
                actions::assign(ctx, &vraag, contact.gebied, owner, person)?;
                open += 1;
            }
        }
    }
    store_bijeenkomsten::set_closed(ctx, id, bezoekers)?;
    let count = i64::try_from(open).unwrap_or(i64::MAX);
    ctx.journal(Entry::new("bijeenkomst", id.0, Verb::Closed).number("open", count))?;
    Ok(open)
}

fn open_meeting(ctx: &mut Write<'_>, id: BijeenkomstId) -> Result<Bijeenkomst> {
    let gemeente = ctx.gemeente();
    let found = get_bijeenkomst(ctx, gemeente, id)?;
    let here = Here {
        gebied: found.gebied,
        ..Here::ANYWHERE
    };
    if !ctx.actor.may(Permission::ContactRead, &here) {
        return Err(Error::NotFound("bijeenkomst"));
    }
    ctx.require(Permission::ContactEnter, &here)?;
    if found.state == BijeenkomstState::Closed {
        return Err(Error::refused("bijeenkomst-al-gesloten"));
    }
    Ok(found)
}
