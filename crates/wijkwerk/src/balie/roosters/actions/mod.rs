//! What can be done with a roster, and who may.

mod bezetting;
mod dienst;
mod lid;

pub use bezetting::{Zet, answer, call_off, confirm, fill, may_answer, offer, plan, take};
pub use dienst::{NewPatroon, cancel, end_patroon, lay_out, make, make_patroon, set_regel};
pub use lid::{
    NewLid, Zegt, end_lid, feed_link, forget_agenda, prefer, put_lid, revoke_feeds, say, take_in,
    unsay,
};

use super::model::{Bezetting, BezettingState, Dienst};
use super::{rules, store};
use crate::access::{Actor, Here, LinkKind, Permission};
use crate::balie::infopunten;
use crate::error::{Error, FieldError, Result, Sentence};
use crate::ids::{AccountId, BezettingId, DienstId, InfopuntId};
use crate::write::Write;

impl From<rules::Refusal> for Error {
    fn from(refusal: rules::Refusal) -> Self {
        Self::refused(refusal.0)
    }
}

/// Every fault at once.
fn invalid(faults: Vec<(&'static str, &'static str)>) -> Result<()> {
    if faults.is_empty() {
        return Ok(());
    }
    let all = faults.into_iter().map(|(field, key)| FieldError {
        field,
        sentence: Sentence::new(key),
    });
    Err(Error::Invalid(all.collect()))
}

/// Where a point is, for whoever may see its roster.
fn seen(ctx: &mut Write<'_>, infopunt: InfopuntId) -> Result<Here> {
    let gemeente = ctx.gemeente();
    let punt =
        infopunten::find_infopunt(ctx, gemeente, infopunt)?.ok_or(Error::NotFound("infopunt"))?;
    let here = Here::punt(punt.id, punt.gebied);
    if ctx.actor.may(Permission::RoosterRead, &here) {
        Ok(here)
    } else {
        Err(Error::NotFound("infopunt"))
    }
}

/// The point, for whoever makes its roster.
fn managed(ctx: &mut Write<'_>, infopunt: InfopuntId) -> Result<()> {
    let here = seen(ctx, infopunt)?;
    ctx.require(Permission::RoosterManage, &here)
}

/// The shift, for whoever makes the roster of its point.
fn managed_dienst(ctx: &mut Write<'_>, id: DienstId) -> Result<Dienst> {
    let gemeente = ctx.gemeente();
    let dienst = store::get_dienst(ctx, gemeente, id)?;
    managed(ctx, dienst.infopunt)?;
    goes_on(dienst)
}

fn goes_on(dienst: Dienst) -> Result<Dienst> {
    if dienst.cancelled_at.is_some() {
        return Err(Error::refused("rooster-dienst-vervallen"));
    }
    Ok(dienst)
}

/// Who asks for himself: signed in with the right, or by the link of a shift.
fn own(ctx: &Write<'_>) -> Result<AccountId> {
    match ctx.actor {
        Actor::Link(holder) if holder.kind == LinkKind::Dienst => Ok(AccountId(holder.holder)),
        actor => {
            ctx.require(Permission::DienstOwn, &Here::ANYWHERE)?;
            Ok(actor.require_account()?.id)
        }
    }
}

/// The own filling of a shift that still asks something; nothing when there is none.
pub fn own_in(ctx: &mut Write<'_>, id: DienstId) -> Result<Option<BezettingId>> {
    let me = own(ctx)?;
    let gemeente = ctx.gemeente();
    let dienst = store::get_dienst(ctx, gemeente, id)?;
    let found = store::find_of(ctx, gemeente, dienst.id, me)?;
    Ok(found
        .filter(|one| one.state != BezettingState::Cancelled)
        .map(|one| one.id))
}

/// A filling with its shift, for the person himself or whoever makes the roster.
fn own_or_managed(ctx: &mut Write<'_>, id: BezettingId) -> Result<(Bezetting, Dienst)> {
    let gemeente = ctx.gemeente();
    let one = store::find_bezetting(ctx, gemeente, id)?.ok_or(Error::NotFound("bezetting"))?;
    let dienst = store::get_dienst(ctx, gemeente, one.dienst)?;
    if own(ctx).is_ok_and(|me| one.account == Some(me)) {
        return Ok((one, goes_on(dienst)?));
    }
    managed(ctx, dienst.infopunt).map_err(|error| match error {
        Error::NotFound(_) => Error::NotFound("bezetting"),
        other => other,
    })?;
    Ok((one, goes_on(dienst)?))
}
