//! What can be done with a referral, and who may.

mod antwoord;
mod bekijken;
mod plek;
mod route;
mod vervolg;
mod voorstel;
mod vraag;
mod zin;

pub use antwoord::{answer, arrive, erase_own, expire_due, judge, let_go, no_show};
pub use bekijken::{hears_itself, review_for, review_route};
pub use route::{add_route, consent, refuse, stop_route};
pub use vervolg::reroute;
pub use voorstel::{agree, make_slip, propose, send};
pub use vraag::ask_due;

use super::model::{Doorverwijzing, DoorverwijzingState as State};
use super::{rules, store};
use crate::access::{Actor, Here, LinkHolder, LinkKind, Permission};
use crate::error::{Error, Result};
use crate::ids::{DoorverwijzingId, OrganisatieId};
use crate::journaal::{Entry, Verb};
use crate::write::Write;

impl From<rules::Refusal> for Error {
    fn from(refusal: rules::Refusal) -> Self {
        Error::refused(refusal.0)
    }
}

/// Whether this person notes for the receiver what was said on the telephone, instead of answering for it.
pub(in crate::balie::doorverwijzingen) fn notes_for(actor: &Actor, one: &Doorverwijzing) -> bool {
    actor.account().is_some() && !receives(actor, one.naar)
}

/// How much of the person somebody may see (P2): a receiver no more than is needed at that moment.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Inzage {
    Nothing,
    /// What is asked, in the resident's own words; not by whom.
    Question,
    Person,
}

/// Where it lies: in the wijk of the resident, else in that of the desk that sent it.
fn place(one: &Doorverwijzing) -> Here {
    Here {
        gebied: one.gebied.or(one.punt_gebied),
        punt: one.van_infopunt,
        ..Here::ANYWHERE
    }
}

/// Whether this actor answers for who comes to this organisation: its people that receive, and those at its own desk.
pub fn receives(actor: &Actor, naar: OrganisatieId) -> bool {
    actor.may(Permission::DoorverwijzingReceive, &Here::organisatie(naar))
        || works_at_desk_of(actor, naar)
}

fn works_at_desk_of(actor: &Actor, organisatie: OrganisatieId) -> bool {
    let own = actor.account().and_then(|account| account.organisatie);
    own == Some(organisatie) && actor.may(Permission::DoorverwijzingSend, &Here::ANYWHERE)
}

/// Whether this actor follows it for the desk that sent it.
pub(in crate::balie::doorverwijzingen) fn follows(actor: &Actor, one: &Doorverwijzing) -> bool {
    let Some(account) = actor.account() else {
        return matches!(actor, Actor::Job(_) | Actor::Command);
    };
    if one.van_account == Some(account.id) {
        return true;
    }
    let read = actor.may(Permission::DoorverwijzingRead, &place(one));
    // One from nowhere in particular is for colleagues.
    read && (one.gebied.is_some() || one.van_organisatie == account.organisatie)
}

pub(in crate::balie::doorverwijzingen) fn leads(actor: &Actor, one: &Doorverwijzing) -> bool {
    one.escalated_at.is_some() && actor.may(Permission::DoorverwijzingRegie, &place(one))
}

/// Whether this actor may find somebody else where the receiver kept silent: the fallback that the route named, and
/// whoever leads what hangs between partners. Neither needs to see who it is about: the desk asks the resident.
pub(in crate::balie::doorverwijzingen) fn rescues(actor: &Actor, one: &Doorverwijzing) -> bool {
    let caught = one.vangnet.is_some_and(|vangnet| receives(actor, vangnet));
    one.state == State::Expired
        && (caught || actor.may(Permission::DoorverwijzingRegie, &place(one)))
}

/// May this actor know of this referral?
pub fn may_see(actor: &Actor, one: &Doorverwijzing) -> bool {
    match actor {
        Actor::Link(holder) => match holder.kind {
            LinkKind::Ontvanger => holder.subject == one.id.0,
            LinkKind::Doorverwezene => holder.subject == one.keten.0,
            _ => false,
        },
        _ => {
            follows(actor, one)
                || leads(actor, one)
                || rescues(actor, one)
                || one.sent_at.is_some() && receives(actor, one.naar)
        }
    }
}

/// How much of the person this actor may see now.
pub fn insight(actor: &Actor, one: &Doorverwijzing) -> Inzage {
    if follows(actor, one) || leads(actor, one) {
        return Inzage::Person;
    }
    let receiver = match actor {
        Actor::Link(holder) => holder.kind == LinkKind::Ontvanger && holder.subject == one.id.0,
        _ => receives(actor, one.naar),
    };
    match one.state {
        _ if !receiver => Inzage::Nothing,
        State::Sent => Inzage::Question,
        State::Accepted | State::Arrived | State::NoShow => Inzage::Person,
        _ => Inzage::Nothing,
    }
}

/// The referral, for whoever may know of it.
pub(super) fn seen(ctx: &mut Write<'_>, id: DoorverwijzingId) -> Result<Doorverwijzing> {
    let gemeente = ctx.gemeente();
    let one = store::get(ctx, gemeente, id)?;
    if may_see(ctx.actor, &one) {
        Ok(one)
    } else {
        Err(Error::NotFound("doorverwijzing"))
    }
}

/// The referral, for whoever may send and follows it, or leads what hangs between partners.
pub(super) fn sent_by(ctx: &mut Write<'_>, id: DoorverwijzingId) -> Result<Doorverwijzing> {
    let one = seen(ctx, id)?;
    if leads(ctx.actor, &one) {
        return Ok(one);
    }
    ctx.require(Permission::DoorverwijzingSend, &Here::ANYWHERE)?;
    if follows(ctx.actor, &one) {
        Ok(one)
    } else {
        Err(Error::Forbidden(Permission::DoorverwijzingSend.key()))
    }
}

/// The referral, for whoever answers for the organisation that it goes to: an account, or the holder of its link. Who
/// hands over on the telephone notes what was answered there; the journaal says who noted it.
pub(super) fn received_by(ctx: &mut Write<'_>, id: DoorverwijzingId) -> Result<Doorverwijzing> {
    let one = seen(ctx, id)?;
    let gemeente = ctx.gemeente();
    match ctx.actor {
        Actor::Link(holder) if holder.kind == LinkKind::Ontvanger => {
            if store::speaks_for(ctx, gemeente, holder.holder, one.naar, one.item)? {
                Ok(one)
            } else {
                Err(Error::NotFound("link"))
            }
        }
        actor if receives(actor, one.naar) || leads(actor, &one) => Ok(one),
        actor
            if follows(actor, &one) && actor.may(Permission::DoorverwijzingSend, &place(&one)) =>
        {
            Ok(one)
        }
        _ => Err(Error::Forbidden(Permission::DoorverwijzingReceive.key())),
    }
}

/// The holder of a resident's link.
pub fn resident_link(actor: &Actor) -> Result<&LinkHolder> {
    match actor {
        Actor::Link(holder) if holder.kind == LinkKind::Doorverwezene => Ok(holder),
        _ => Err(Error::NotFound("link")),
    }
}

/// The holder of a receiver's link.
pub fn receiver_link(actor: &Actor) -> Result<&LinkHolder> {
    match actor {
        Actor::Link(holder) if holder.kind == LinkKind::Ontvanger => Ok(holder),
        _ => Err(Error::NotFound("link")),
    }
}

/// The holder of a route's link.
pub fn route_link(actor: &Actor) -> Result<&LinkHolder> {
    match actor {
        Actor::Link(holder) if holder.kind == LinkKind::Route => Ok(holder),
        _ => Err(Error::NotFound("link")),
    }
}

fn entry(one: &Doorverwijzing, verb: Verb) -> Entry {
    Entry::new("doorverwijzing", one.id.0, verb).id("chain", one.keten.0)
}

/// What is kept of the person starts its last ninety days anew.
fn keep(ctx: &mut Write<'_>, one: &Doorverwijzing, days: i64) -> Result<()> {
    let today = ctx.today();
    let day = today
        .checked_add(jiff::Span::new().days(days))
        .unwrap_or(today);
    store::set_erase_after(ctx, one.keten, day)
}
