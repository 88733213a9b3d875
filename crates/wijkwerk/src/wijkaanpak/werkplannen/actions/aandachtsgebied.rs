//! Proposing, changing and ending aandachtsgebieden.

use std::collections::BTreeSet;

use jiff::Timestamp;

use super::super::model::{Aandachtsgebied, AandachtsgebiedState, NewAandachtsgebied, Werkplan};
use super::super::rules::{self, Kader};
use super::super::store_aandachtsgebieden::{insert_aandachtsgebied, set_state};
use super::super::{publiek, store, store_aandachtsgebieden, store_afspraken};
use super::deal::{drop_open, recheck_integraal};
use super::plan::reopen;
use super::{refuse, require_in, seen};
use crate::access::Permission;
use crate::error::{Error, Result, Sentence};
use crate::ids::{AandachtsgebiedId, WerkplanId};
use crate::journaal::{Entry, Verb};
use crate::kader::accounts;
use crate::write::Write;

/// Proposes an aandachtsgebied for a werkplan (INV-22).
pub fn propose_aandachtsgebied(
    ctx: &mut Write<'_>,
    wanted: &NewAandachtsgebied,
) -> Result<AandachtsgebiedId> {
    let gemeente = ctx.gemeente();
    let plan = store::get_werkplan(ctx, gemeente, wanted.werkplan)?;
    check(ctx, &plan, wanted, 0)?;
    let id: AandachtsgebiedId = ctx.new_id();
    insert_aandachtsgebied(ctx, id, wanted, None)?;
    reopen(ctx, &plan)?;
    ctx.journal(
        Entry::new("aandachtsgebied", id.0, Verb::Proposed)
            .id("werkplan", plan.id.0)
            .id("orgaan", plan.orgaan.0)
            .word("behoefte_van", wanted.behoefte_van.word())
            .flag("onderbouwd", has_text(wanted.behoefte_bron.as_deref()))
            .text(wanted.titel.trim()),
    )?;
    Ok(id)
}

fn has_text(text: Option<&str>) -> bool {
    text.is_some_and(|text| !text.trim().is_empty())
}

/// May the actor write here, and is what he wants right?
fn check(
    ctx: &mut Write<'_>,
    plan: &Werkplan,
    wanted: &NewAandachtsgebied,
    accepted: usize,
) -> Result<()> {
    let gemeente = ctx.gemeente();
    let frame = ctx.frame.clone();
    let team = frame
        .orgaan(plan.orgaan)
        .ok_or(Error::NotFound("werkplan"))?;
    let wijken: BTreeSet<_> = frame
        .wijken()
        .map(|wijk| wijk.id)
        .filter(|id| frame.wijken_of(team).contains(id))
        .collect();
    let chosen = wanted.wijken.iter().filter(|wijk| wijken.contains(*wijk));
    let mut write_in: Vec<_> = chosen.copied().collect();
    if write_in.is_empty() {
        write_in = wijken.iter().copied().collect();
    }
    require_in(ctx, Permission::AandachtsgebiedWrite, plan.orgaan, write_in)?;
    let themas: Vec<String> = frame
        .inrichting
        .themas
        .iter()
        .map(|thema| thema.sleutel.clone())
        .collect();
    let velden = wanted
        .wijken
        .iter()
        .filter_map(|id| frame.gebied(*id))
        .flat_map(|gebied| frame.inrichting.velden_of(&gebied.sleutel))
        .map(|veld| veld.sleutel.clone())
        .collect();
    let organisaties = frame.organisaties.iter().map(|found| found.id).collect();
    refuse(rules::check_aandachtsgebied(
        wanted,
        &Kader {
            wijken: &wijken,
            themas: &themas,
            velden: &velden,
            organisaties: &organisaties,
            accepted,
        },
    ))?;
    for (organisatie, account) in &wanted.partners {
        let Some(account) = account else { continue };
        let person = accounts::find_account(ctx, gemeente, *account)?;
        if person.is_none_or(|person| person.organisatie != Some(*organisatie)) {
            return Err(Error::field(
                "partners",
                "werkplannen-persoon-andere-organisatie",
            ));
        }
    }
    Ok(())
}

/// Changes an aandachtsgebied that is still open. `seen_at` is when the form showed it was changed last.
pub fn change_aandachtsgebied(
    ctx: &mut Write<'_>,
    id: AandachtsgebiedId,
    wanted: &NewAandachtsgebied,
    seen_at: Option<Timestamp>,
) -> Result<()> {
    let gemeente = ctx.gemeente();
    let (one, plan) = seen(ctx, id)?;
    let afspraken = store::list_afspraken_of(ctx, gemeente, id)?;
    let accepted: BTreeSet<_> = afspraken
        .iter()
        .filter(|afspraak| afspraak.state.is_accepted())
        .filter_map(|afspraak| afspraak.organisatie)
        .collect();
    let mut wanted = wanted.clone();
    wanted.werkplan = plan.id;
    check(ctx, &plan, &wanted, accepted.len())?;
    if seen_at.is_some_and(|at| at != one.changed_at) {
        return Err(Error::Stale(Sentence::new("wp-aandachtsgebied-veranderd")));
    }
    if !one.state.is_open() {
        return Err(Error::refused("wp-aandachtsgebied-afgesloten"));
    }
    store_aandachtsgebieden::update_aandachtsgebied(ctx, id, &wanted)?;
    reopen(ctx, &plan)?;
    ctx.journal(
        Entry::new("aandachtsgebied", id.0, Verb::Changed)
            .id("werkplan", plan.id.0)
            .flag("integraal", wanted.integraal),
    )?;
    publiek::project(ctx, id)
}

/// May the actor write in this aandachtsgebied, and may it come to `next`?
fn may_move(
    ctx: &mut Write<'_>,
    id: AandachtsgebiedId,
    next: AandachtsgebiedState,
) -> Result<(Aandachtsgebied, Werkplan)> {
    let (one, plan) = seen(ctx, id)?;
    require_in(
        ctx,
        Permission::AandachtsgebiedWrite,
        plan.orgaan,
        one.wijken.iter().copied(),
    )?;
    if !one.state.may_become(next) {
        return Err(Error::refused("wp-aandachtsgebied-kan-niet"));
    }
    Ok((one, plan))
}

/// Lets go of an aandachtsgebied, with the reason; its open afspraken go with it.
pub fn drop_aandachtsgebied(
    ctx: &mut Write<'_>,
    id: AandachtsgebiedId,
    reason: &str,
) -> Result<()> {
    let (_, plan) = may_move(ctx, id, AandachtsgebiedState::Dropped)?;
    refuse(rules::check_text(
        "reason",
        reason,
        "werkplannen-reden-leeg",
    ))?;
    drop_open(ctx, id, reason)?;
    set_state(ctx, id, AandachtsgebiedState::Dropped, Some(reason.trim()))?;
    reopen(ctx, &plan)?;
    ctx.journal(
        Entry::new("aandachtsgebied", id.0, Verb::Dropped)
            .id("werkplan", plan.id.0)
            .text(reason.trim()),
    )?;
    publiek::project(ctx, id)
}

/// Calls an aandachtsgebied resolved: there is a result with evidence, and nobody owes anything any more.
pub fn resolve(ctx: &mut Write<'_>, id: AandachtsgebiedId) -> Result<()> {
    let gemeente = ctx.gemeente();
    let (_, plan) = may_move(ctx, id, AandachtsgebiedState::Resolved)?;
    if store::list_resultaten(ctx, gemeente, id)?.is_empty() {
        return Err(Error::refused("wp-aandachtsgebied-zonder-resultaat"));
    }
    let afspraken = store::list_afspraken_of(ctx, gemeente, id)?;
    if afspraken.iter().any(|afspraak| afspraak.state.is_open()) {
        return Err(Error::refused("wp-aandachtsgebied-open-afspraken"));
    }
    set_state(ctx, id, AandachtsgebiedState::Resolved, None)?;
    ctx.journal(Entry::new("aandachtsgebied", id.0, Verb::Resolved).id("werkplan", plan.id.0))?;
    publiek::project(ctx, id)
}

/// Carries an aandachtsgebied over into a later plan of the same team; its open afspraken move along.
pub fn carry_over(
    ctx: &mut Write<'_>,
    id: AandachtsgebiedId,
    into: WerkplanId,
) -> Result<AandachtsgebiedId> {
    let gemeente = ctx.gemeente();
    let (one, plan) = may_move(ctx, id, AandachtsgebiedState::CarriedOver)?;
    let target = store::get_werkplan(ctx, gemeente, into)?;
    if target.orgaan != plan.orgaan || target.jaar <= plan.jaar {
        return Err(Error::refused("wp-aandachtsgebied-niet-naar-dit-plan"));
    }
    let wanted = NewAandachtsgebied {
        werkplan: into,
        titel: one.titel.clone(),
        behoefte: one.behoefte.clone(),
        behoefte_van: one.behoefte_van,
        behoefte_bron: one.behoefte_bron.clone(),
        wijken: one.wijken.clone(),
        themas: one.themas.clone(),
        partners: one.partners.clone(),
        eigen_initiatief: one.eigen_initiatief,
        integraal: one.integraal,
        velden: one.velden.clone(),
        owner_organisatie: one.owner,
    };
    let new: AandachtsgebiedId = ctx.new_id();
    insert_aandachtsgebied(ctx, new, &wanted, Some(id))?;
    for afspraak in store_afspraken::move_open(ctx, id, new)? {
        ctx.journal(
            Entry::new("afspraak", afspraak.0, Verb::CarriedOver)
                .id("aandachtsgebied", new.0)
                .id("from", id.0),
        )?;
    }
    set_state(ctx, id, AandachtsgebiedState::CarriedOver, None)?;
    reopen(ctx, &target)?;
    ctx.journal(
        Entry::new("aandachtsgebied", id.0, Verb::CarriedOver)
            .id("werkplan", plan.id.0)
            .id("into", new.0),
    )?;
    ctx.journal(
        Entry::new("aandachtsgebied", new.0, Verb::Proposed)
            .id("werkplan", into.0)
            .id("orgaan", target.orgaan.0)
            .id("carried_from", id.0)
            .text(one.titel.clone()),
    )?;
    recheck_integraal(ctx, new)?;
    publiek::project(ctx, id)?;
    Ok(new)
}
