//! Noting that a body met, and which zetels were there.

use super::super::store_vergaderingen as store;
use super::super::vergaderingen::{NewVergadering, first_day, may_note};
use super::{may_see, refusal};
use crate::access::Permission;
use crate::error::{Error, Result};
use crate::ids::{GebiedId, VergaderingId, ZetelId};
use crate::journaal::{Entry, Verb};
use crate::kader::organisaties::list_zetels;
use crate::write::Write;

/// Notes a vergadering of this year or last; noted again for the same day, it corrects who was there.
pub fn note_vergadering(ctx: &mut Write<'_>, new: &NewVergadering) -> Result<VergaderingId> {
    let (gemeente, today) = (ctx.gemeente(), ctx.today());
    let frame = ctx.frame.clone();
    let team = frame.orgaan(new.orgaan).ok_or(Error::NotFound("orgaan"))?;
    let wijken: Vec<GebiedId> = frame.wijken_of(team).into_iter().collect();
    if !may_see(ctx.actor, &wijken) {
        return Err(Error::NotFound("orgaan"));
    }
    if !may_note(ctx.actor, &frame, team) {
        return Err(refusal(ctx.actor, Permission::VergaderingNote));
    }
    let op = match new.op {
        None => return Err(Error::field("op", "vergadering-dag-nodig")),
        Some(op) if op > today => return Err(Error::field("op", "vergadering-dag-later")),
        Some(op) if op < first_day(today) => {
            return Err(Error::field("op", "vergadering-dag-vroeg"));
        }
        Some(op) => op,
    };
    let zetels = list_zetels(ctx, gemeente, team.id, op)?;
    if new.zetels.is_empty() {
        return Err(Error::field("er", "vergadering-niemand"));
    }
    let is_known = |id: ZetelId| zetels.iter().any(|zetel| zetel.id == id);
    if !new.zetels.iter().all(|id| is_known(*id)) {
        return Err(Error::field("er", "vergadering-zetel-onbekend"));
    }
    let before = store::find_vergadering_on(ctx, gemeente, team.id, op)?;
    let id = if let Some(id) = before {
        id
    } else {
        let id: VergaderingId = ctx.new_id();
        store::insert_vergadering(ctx, id, team.id, op)?;
        id
    };
    for zetel in &zetels {
        store::keep_zetel(ctx, id, zetel.id, new.zetels.contains(&zetel.id))?;
    }
    let verb = if before.is_some() {
        Verb::Changed
    } else {
        Verb::Noted
    };
    ctx.journal(
        Entry::new("vergadering", id.0, verb)
            .id("orgaan", team.id.0)
            .date("on", op),
    )?;
    Ok(id)
}
