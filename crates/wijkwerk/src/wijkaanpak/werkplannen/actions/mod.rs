//! Everything that can be done to a werkplan and what is in it.

mod aandachtsgebied;
mod afspraak;
mod bewijs;
mod deal;
mod foto;
mod herinneren;
mod nakijken;
mod opvolging;
mod plan;
mod plannen;
mod resultaat;
mod terug;
mod vergadering;

pub use aandachtsgebied::{
    carry_over, change_aandachtsgebied, drop_aandachtsgebied, propose_aandachtsgebied, resolve,
};
pub use afspraak::{contribute, propose_afspraak};
pub use deal::{
    accept_afspraak, decline_afspraak, deliver, drop_afspraak, owner_by_link, progress, verify,
};
pub use foto::{release_photo, withdraw_photo};
pub use herinneren::remind_owners;
pub use opvolging::{follower, watch_left};
pub use plan::{agree, start_werkplan};
pub use plannen::{add_plan, combination_hints, mark_plan_done};
pub use resultaat::{judge_result, record_result};
pub use terug::send_back;
pub use vergadering::note_vergadering;

use uuid::Uuid;

use super::model::{Aandachtsgebied, Werkplan};
use super::store;
use crate::access::{Actor, Here, Permission};
use crate::error::{Error, FieldError, Result};
use crate::ids::{AandachtsgebiedId, GebiedId, OrgaanId};
use crate::write::Write;

/// Does `f` once for this form; a repeat of the form gets the first answer.
pub fn once<F>(ctx: &mut Write<'_>, request: Option<Uuid>, f: F) -> Result<String>
where
    F: FnOnce(&mut Write<'_>) -> Result<String>,
{
    if let Some(answer) = ctx.answered(request)? {
        return Ok(answer);
    }
    let answer = f(ctx)?;
    ctx.remember(request, &answer)?;
    Ok(answer)
}

/// May the actor do this in one of these wijken, for this orgaan if one is named?
pub fn may_in(
    actor: &Actor,
    permission: Permission,
    orgaan: Option<OrgaanId>,
    wijken: impl IntoIterator<Item = GebiedId>,
) -> bool {
    wijken.into_iter().any(|wijk| {
        let here = Here {
            gebied: Some(wijk),
            orgaan,
            ..Here::ANYWHERE
        };
        actor.may(permission, &here)
    })
}

fn require_in(
    ctx: &Write<'_>,
    permission: Permission,
    orgaan: OrgaanId,
    wijken: impl IntoIterator<Item = GebiedId>,
) -> Result<()> {
    if may_in(ctx.actor, permission, Some(orgaan), wijken) {
        return Ok(());
    }
    Err(refusal(ctx.actor, permission))
}

fn refusal(actor: &Actor, permission: Permission) -> Error {
    match actor {
        Actor::Nobody => Error::SignIn,
        _ => Error::Forbidden(permission.key()),
    }
}

/// Whether this actor may see what is in these wijken.
pub fn may_see(actor: &Actor, wijken: &[GebiedId]) -> bool {
    may_in(
        actor,
        Permission::AandachtsgebiedRead,
        None,
        wijken.iter().copied(),
    )
}

/// An aandachtsgebied that the actor may see, with its werkplan.
fn seen(ctx: &mut Write<'_>, id: AandachtsgebiedId) -> Result<(Aandachtsgebied, Werkplan)> {
    let gemeente = ctx.gemeente();
    let one = store::get_aandachtsgebied(ctx, gemeente, id)?;
    if !may_see(ctx.actor, &one.wijken) {
        return Err(Error::NotFound("aandachtsgebied"));
    }
    let plan = store::get_werkplan(ctx, gemeente, one.werkplan)?;
    Ok((one, plan))
}

fn refuse(faults: Vec<FieldError>) -> Result<()> {
    if faults.is_empty() {
        Ok(())
    } else {
        Err(Error::Invalid(faults))
    }
}

/// Whether this orgaan owes anything yet: a proposed division makes no dues (INV-06, V-40).
fn owes(ctx: &Write<'_>, orgaan: OrgaanId) -> bool {
    ctx.frame
        .orgaan(orgaan)
        .is_some_and(|orgaan| orgaan.status != "proposed")
}
