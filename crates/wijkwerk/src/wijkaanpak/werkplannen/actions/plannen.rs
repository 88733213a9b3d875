//! References to plans of partners and of the gemeente, and where they could be combined (V-59, V-83).

use std::collections::BTreeMap;

use jiff::civil::Date;
use kit::db::Queries;

use super::super::combineren::{self, Hint, Werk};
use super::super::model::{AfspraakState, NewPlan, PlanState};
use super::super::{rules, store, store_resultaten};
use super::{may_see, refuse};
use crate::access::{Here, Permission};
use crate::error::{Error, FieldError, Result, Sentence};
use crate::frame::Frame;
use crate::ids::{AandachtsgebiedId, GebiedId, PlanId};
use crate::journaal::{Entry, Verb};
use crate::kader::bewijzen::Bewijs;
use crate::kader::gebieden::Coordinaat;
use crate::write::Write;

/// Adds a reference to a plan of one's own organisation.
pub fn add_plan(ctx: &mut Write<'_>, wanted: &NewPlan) -> Result<PlanId> {
    let here = Here {
        gebied: Some(wanted.gebied),
        organisatie: wanted.organisatie,
        ..Here::ANYWHERE
    };
    ctx.require(Permission::PlanWrite, &here)?;
    let mut faults = rules::check_plan(wanted);
    if wanted.punt.is_some_and(|punt| !lies_in(ctx.frame, punt)) {
        faults.push(FieldError {
            field: "lat",
            sentence: Sentence::new("melden-plek-buiten"),
        });
    }
    refuse(faults)?;
    let known = wanted
        .organisatie
        .is_some_and(|id| ctx.frame.organisatie(id).is_some());
    if !known || ctx.frame.gebied(wanted.gebied).is_none() {
        return Err(Error::field(
            "organisatie",
            "werkplannen-organisatie-onbekend",
        ));
    }
    let id: PlanId = ctx.new_id();
    store_resultaten::insert_plan(ctx, id, wanted)?;
    ctx.journal(
        Entry::new("plan", id.0, Verb::Planned)
            .word("soort", wanted.soort.word())
            .id_opt("organisatie", wanted.organisatie.map(|id| id.0))
            .id("gebied", wanted.gebied.0),
    )?;
    Ok(id)
}

/// Whether a place is on the map of this gemeente.
fn lies_in(frame: &Frame, (lat, lon): (i64, i64)) -> bool {
    Coordinaat::from_e6(lat, lon)
        .and_then(|place| frame.plaatsen.lookup(place))
        .is_some()
}

/// Marks a plan of one's own organisation as carried out, with evidence.
pub fn mark_plan_done(ctx: &mut Write<'_>, id: PlanId, proof: &Bewijs) -> Result<()> {
    let gemeente = ctx.gemeente();
    let plan = store::find_plan(ctx, gemeente, id)?
        .filter(|plan| may_see(ctx.actor, &[plan.gebied]))
        .ok_or(Error::NotFound("plan"))?;
    let here = Here {
        gebied: Some(plan.gebied),
        organisatie: plan.organisatie,
        ..Here::ANYWHERE
    };
    ctx.require(Permission::PlanWrite, &here)?;
    if plan.state != PlanState::Planned {
        return Err(Error::refused("wp-plan-al-klaar"));
    }
    let account = ctx.actor.account().map(|account| account.id);
    super::bewijs::keep(ctx, ("plan", id.0), proof, account)?;
    store_resultaten::set_plan_done(ctx, id)?;
    ctx.journal(
        Entry::new("plan", id.0, Verb::Done)
            .id("gebied", plan.gebied.0)
            .word("proof", proof.soort()),
    )?;
    Ok(())
}

/// Where work of different organisations in these gebieden could be combined in `jaar`.
pub fn combination_hints(
    tx: &mut impl Queries,
    frame: &Frame,
    jaar: i64,
    gebieden: &[GebiedId],
) -> Result<Vec<Hint>> {
    let mut works: Vec<Werk> = store::list_plannen(tx, frame.id, jaar)?
        .into_iter()
        .filter(|plan| plan.state == PlanState::Planned && gebieden.contains(&plan.gebied))
        .filter_map(|plan| {
            Some(Werk {
                organisatie: plan.organisatie?,
                gebied: plan.gebied,
                jaar: plan.jaar,
                wat: plan.wat,
                plaats: plan.plaats,
                punt: plan.punt,
                pad: format!("/plannen?jaar={}#plan-{}", plan.jaar, plan.id),
            })
        })
        .collect();
    let year = |day: Date| i64::from(day.year());
    let mut areas: BTreeMap<AandachtsgebiedId, Vec<GebiedId>> = BTreeMap::new();
    for (of, wijk) in store::list_wijken_in(tx, frame.id, jaar)? {
        areas.entry(of).or_default().push(wijk);
    }
    for (_, afspraak) in store::list_afspraken_in(tx, frame.id, jaar)? {
        let open = afspraak.state.is_open() && afspraak.state != AfspraakState::Proposed;
        let (Some(organisatie), true) = (afspraak.organisatie, open) else {
            continue;
        };
        let wijken = match afspraak.gebied {
            Some(wijk) => vec![wijk],
            None => areas
                .get(&afspraak.aandachtsgebied)
                .cloned()
                .unwrap_or_default(),
        };
        for gebied in wijken.into_iter().filter(|wijk| gebieden.contains(wijk)) {
            works.push(Werk {
                organisatie,
                gebied,
                jaar: year(afspraak.due),
                wat: afspraak.wat.clone(),
                plaats: None,
                punt: None,
                pad: format!("/afspraken/{}", afspraak.id),
            });
        }
    }
    Ok(combineren::hints(&works))
}
