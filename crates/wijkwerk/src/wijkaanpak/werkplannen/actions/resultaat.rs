//! What was achieved, with evidence, and the word of those who asked.

use super::super::model::AandachtsgebiedState;
use super::super::{publiek, rules, store, store_meldingen, store_resultaten};
use super::{bewijs, refuse, require_in, seen};
use crate::access::{Actor, LinkKind, Permission};
use crate::error::{Error, Result};
use crate::ids::{AandachtsgebiedId, MelderId, MeldingId, ResultaatId};
use crate::journaal::{Entry, Verb};
use crate::kader::bewijzen::{self, Bewijs};
use crate::write::Write;

/// Records what was achieved in an aandachtsgebied.
pub fn record_result(
    ctx: &mut Write<'_>,
    id: AandachtsgebiedId,
    wat: &str,
    proof: &Bewijs,
) -> Result<ResultaatId> {
    let (one, plan) = seen(ctx, id)?;
    require_in(
        ctx,
        Permission::ResultaatWrite,
        plan.orgaan,
        one.wijken.iter().copied(),
    )?;
    let account = ctx.actor.require_account()?.id;
    let mut faults = rules::check_resultaat(wat);
    faults.extend(bewijzen::check(proof, ctx.today()));
    refuse(faults)?;
    if !matches!(
        one.state,
        AandachtsgebiedState::Active | AandachtsgebiedState::Resolved
    ) {
        return Err(Error::refused("wp-resultaat-te-vroeg"));
    }
    let resultaat: ResultaatId = ctx.new_id();
    let bewijs = bewijs::keep(ctx, ("resultaat", resultaat.0), proof, Some(account))?;
    store_resultaten::insert_resultaat(ctx, resultaat, id, wat, (bewijs, account))?;
    ctx.journal(
        Entry::new("aandachtsgebied", id.0, Verb::ResultRecorded)
            .id("resultaat", resultaat.0)
            .id("werkplan", plan.id.0)
            .word("proof", proof.soort())
            .text(wat.trim()),
    )?;
    publiek::project(ctx, id)?;
    Ok(resultaat)
}

/// Says whether a result solved it: only by the link of somebody whose melding lies behind it. Who thinks again says
/// so in the same place.
pub fn judge_result(ctx: &mut Write<'_>, resultaat: ResultaatId, opgelost: bool) -> Result<()> {
    let gemeente = ctx.gemeente();
    let Actor::Link(link) = ctx.actor else {
        return Err(Error::Forbidden("melder"));
    };
    let (melding, melder) = (MeldingId(link.subject), MelderId(link.holder));
    if link.kind != LinkKind::Melder {
        return Err(Error::Forbidden("melder"));
    }
    let id =
        store::find_resultaat(ctx, gemeente, resultaat)?.ok_or(Error::NotFound("resultaat"))?;
    let behind = store_meldingen::find_aandachtsgebied_of(ctx, gemeente, melding)?;
    let line = store::lineage(ctx, gemeente, id)?;
    if !behind.is_some_and(|behind| line.contains(&behind)) {
        return Err(Error::NotFound("resultaat"));
    }
    if !store_resultaten::change_oordeel(ctx, resultaat, melder, opgelost)? {
        store_resultaten::insert_oordeel(ctx, resultaat, (melding, melder), opgelost)?;
    }
    ctx.journal(
        Entry::new("aandachtsgebied", id.0, Verb::Judged)
            .id("resultaat", resultaat.0)
            .id("melding", melding.0)
            .flag("opgelost", opgelost),
    )?;
    publiek::project(ctx, id)
}
