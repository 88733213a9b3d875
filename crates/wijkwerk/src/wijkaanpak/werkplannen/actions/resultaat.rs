//! What was achieved, with evidence, and the word of those who asked.

use kit::db::Queries as _;

use super::super::model::AandachtsgebiedState;
use super::super::{publiek, rules, store};
use super::{bewijs, refuse, require_in, seen};
use crate::access::{Actor, LinkKind, Permission};
use crate::error::{Error, Result};
use crate::ids::{AandachtsgebiedId, MelderId, MeldingId, OordeelId, ResultaatId};
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
    let (gemeente, now) = (ctx.gemeente(), ctx.now);
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
    ctx.exec(
        "INSERT INTO resultaten (gemeente_id, id, aandachtsgebied_id, wat, bewijs_id, account_id, at) \
         VALUES ($1, $2, $3, $4, $5, $6, $7)",
        &[&gemeente, &resultaat, &id, &wat.trim(), &bewijs, &account, &now],
    )?;
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
    let (gemeente, now) = (ctx.gemeente(), ctx.now);
    let Actor::Link(link) = ctx.actor else {
        return Err(Error::Forbidden("melder"));
    };
    let (melding, melder) = (MeldingId(link.subject), MelderId(link.holder));
    if link.kind != LinkKind::Melder {
        return Err(Error::Forbidden("melder"));
    }
    let id =
        store::find_resultaat(ctx, gemeente, resultaat)?.ok_or(Error::NotFound("resultaat"))?;
    let behind: Option<Option<AandachtsgebiedId>> = ctx.query_opt(
        "SELECT aandachtsgebied_id FROM meldingen WHERE gemeente_id = $1 AND id = $2",
        &[&gemeente, &melding],
        |row| row.get(0),
    )?;
    let line = store::lineage(ctx, gemeente, id)?;
    if !behind
        .flatten()
        .is_some_and(|behind| line.contains(&behind))
    {
        return Err(Error::NotFound("resultaat"));
    }
    let touched = ctx.exec(
        "UPDATE oordelen SET opgelost = $4, at = $5 WHERE gemeente_id = $1 AND subject_id = $2 AND melder_id = $3",
        &[&gemeente, &resultaat, &melder, &opgelost, &now],
    )?;
    if touched == 0 {
        let oordeel: OordeelId = ctx.new_id();
        ctx.exec(
            "INSERT INTO oordelen (gemeente_id, id, subject_kind, subject_id, melding_id, melder_id, opgelost, at) \
             VALUES ($1, $2, 'resultaat', $3, $4, $5, $6, $7)",
            &[&gemeente, &oordeel, &resultaat, &melding, &melder, &opgelost, &now],
        )?;
    }
    ctx.journal(
        Entry::new("aandachtsgebied", id.0, Verb::Judged)
            .id("resultaat", resultaat.0)
            .id("melding", melding.0)
            .flag("opgelost", opgelost),
    )?;
    publiek::project(ctx, id)
}
