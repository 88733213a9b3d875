//! Finding that what was delivered is not kept: it goes back to work, and its owner hears why.

use super::super::{publiek, store_terug, terug};
use super::afspraak::owe;
use super::deal::{entry, seen_afspraak};
use super::{nakijken, owes, require_in};
use crate::access::Permission;
use crate::error::{Error, Result};
use crate::ids::AfspraakId;
use crate::journaal::Verb;
use crate::kader::verplichtingen;
use crate::write::Write;

/// Sends a delivered afspraak back to work with the reason, and with a new day if one is named; without one it is owed on the
/// day that was agreed on, and is late if that has passed.
pub fn send_back(ctx: &mut Write<'_>, id: AfspraakId, reason: &str, due: &str) -> Result<()> {
    let (mut afspraak, one, plan) = seen_afspraak(ctx, id)?;
    require_in(
        ctx,
        Permission::AfspraakVerify,
        plan.orgaan,
        one.wijken.iter().copied(),
    )?;
    if !afspraak.state.may_go_back() {
        return Err(Error::refused("wp-afspraak-nog-niet-geleverd"));
    }
    // In what was resolved or carried over nobody works any more.
    if !one.state.is_open() {
        return Err(Error::refused("wp-aandachtsgebied-afgesloten"));
    }
    let due = terug::new_due(reason, due, ctx.today()).map_err(Error::Invalid)?;
    afspraak.due = due.unwrap_or(afspraak.due);
    let reason = reason.trim();
    store_terug::send_back(ctx, id, afspraak.due, reason)?;
    ctx.journal(entry(&afspraak, Verb::Reopened).text(reason))?;
    verplichtingen::satisfy(ctx, nakijken::VERIFY, id.0, "reopened")?;
    if let Some(organisatie) = afspraak.organisatie
        && owes(ctx, plan.orgaan)
    {
        let due = Some(afspraak.due);
        owe(ctx, "afspraak.deliver", id, organisatie, plan.orgaan, due)?;
    }
    publiek::project(ctx, one.id)
}
