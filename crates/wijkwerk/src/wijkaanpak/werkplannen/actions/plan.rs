//! Starting a werkplan and adopting it together.

use std::collections::BTreeSet;

use super::super::model::{AandachtsgebiedState, Werkplan};
use super::super::{publiek, rules, store, store_aandachtsgebieden, store_werkplannen};
use super::require_in;
use crate::access::Permission;
use crate::error::{Error, Result, Sentence};
use crate::ids::{AandachtsgebiedId, OrgaanId, OrganisatieId, WerkplanId};
use crate::journaal::{Entry, Verb};
use crate::kader::inrichting::TeamSoort;
use crate::write::Write;

/// Starts the werkplan of a team for a year; the one that is there already is the answer too.
pub fn start_werkplan(ctx: &mut Write<'_>, orgaan: OrgaanId, jaar: i64) -> Result<WerkplanId> {
    let gemeente = ctx.gemeente();
    let frame = ctx.frame.clone();
    let team = frame.orgaan(orgaan).ok_or(Error::NotFound("orgaan"))?;
    require_in(
        ctx,
        Permission::AandachtsgebiedWrite,
        orgaan,
        frame.wijken_of(team),
    )?;
    if !TeamSoort::ALL.iter().any(|soort| soort.key() == team.soort) {
        return Err(Error::refused("werkplan-geen-team"));
    }
    if !(2000..=2100).contains(&jaar) {
        return Err(Error::field("jaar", "werkplan-jaar-onbekend"));
    }
    if let Some(found) = store::find_werkplan_of(ctx, gemeente, orgaan, jaar)? {
        return Ok(found.id);
    }
    let id: WerkplanId = ctx.new_id();
    store_werkplannen::insert_werkplan(ctx, id, orgaan, jaar)?;
    ctx.journal(
        Entry::new("werkplan", id.0, Verb::Created)
            .id("orgaan", orgaan.0)
            .number("jaar", jaar),
    )?;
    Ok(id)
}

/// Agrees for one's own organisation to the plan as it now stands. When every organisation with a filled mandatory
/// zetel has agreed the plan is adopted. Answers whether it was.
pub fn agree(ctx: &mut Write<'_>, id: WerkplanId) -> Result<bool> {
    let (gemeente, today) = (ctx.gemeente(), ctx.today());
    let plan = store::get_werkplan(ctx, gemeente, id)?;
    let frame = ctx.frame.clone();
    let team = frame
        .orgaan(plan.orgaan)
        .ok_or(Error::NotFound("werkplan"))?;
    let account = ctx.actor.require_account()?.clone();
    require_in(
        ctx,
        Permission::WerkplanAdopt,
        plan.orgaan,
        frame.wijken_of(team),
    )?;
    let own = account
        .organisatie
        .ok_or_else(|| Error::refused("werkplan-zonder-organisatie"))?;
    let pending = pending(ctx, &plan)?;
    if pending.is_empty() {
        let key = if plan.versie == 0 {
            "werkplan-leeg"
        } else {
            "werkplan-niets-nieuws"
        };
        return Err(Error::refused(key));
    }
    let versie = plan.versie + 1;
    let mut agreed: BTreeSet<OrganisatieId> = store::list_instemmingen(ctx, gemeente, id, versie)?
        .into_iter()
        .collect();
    if !agreed.insert(own) {
        let naam = frame
            .organisatie(own)
            .map(|found| found.naam.clone())
            .unwrap_or_default();
        return Err(Error::Refused(
            Sentence::new("werkplan-al-ingestemd").with("organisatie", naam),
        ));
    }
    store_werkplannen::insert_instemming(ctx, id, versie, own, account.id)?;
    ctx.journal(
        Entry::new("werkplan", id.0, Verb::Agreed)
            .id("orgaan", plan.orgaan.0)
            .id("organisatie", own.0)
            .number("versie", versie),
    )?;
    let required = store::list_required(ctx, gemeente, plan.orgaan, today)?
        .into_iter()
        .collect();
    if !rules::is_adopted(&required, &agreed) {
        return Ok(false);
    }
    adopt(ctx, &plan, versie, &pending)?;
    Ok(true)
}

/// What waits for the next version: proposed aandachtsgebieden, or those changed since the last.
fn pending(ctx: &mut Write<'_>, plan: &Werkplan) -> Result<Vec<AandachtsgebiedId>> {
    let gemeente = ctx.gemeente();
    Ok(store::list_aandachtsgebieden(ctx, gemeente, plan.id)?
        .into_iter()
        .filter(|one| {
            let changed = plan.adopted_at.is_none_or(|at| one.changed_at > at);
            one.state.is_open() && (one.state == AandachtsgebiedState::Proposed || changed)
        })
        .map(|one| one.id)
        .collect())
}

fn adopt(
    ctx: &mut Write<'_>,
    plan: &Werkplan,
    versie: i64,
    pending: &[AandachtsgebiedId],
) -> Result<()> {
    let gemeente = ctx.gemeente();
    store_werkplannen::set_adopted(ctx, plan.id, versie)?;
    for id in pending {
        if store_aandachtsgebieden::activate(ctx, *id)? {
            ctx.journal(
                Entry::new("aandachtsgebied", id.0, Verb::Adopted)
                    .id("werkplan", plan.id.0)
                    .number("versie", versie),
            )?;
        }
        publiek::project(ctx, *id)?;
    }
    let agreed = store::list_instemmingen(ctx, gemeente, plan.id, versie)?;
    publiek::publish_version(ctx, plan.id, versie, &agreed)?;
    ctx.journal(
        Entry::new("werkplan", plan.id.0, Verb::Adopted)
            .id("orgaan", plan.orgaan.0)
            .number("versie", versie)
            .number("agreed", i64::try_from(agreed.len()).unwrap_or(0)),
    )?;
    Ok(())
}

/// The plan is no longer what others agreed to: whoever agreed to the coming version is asked again.
pub(super) fn reopen(ctx: &mut Write<'_>, plan: &Werkplan) -> Result<()> {
    store_werkplannen::delete_instemmingen(ctx, plan.id, plan.versie + 1)
}
