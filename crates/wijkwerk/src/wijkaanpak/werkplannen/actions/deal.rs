//! What becomes of an afspraak: accepted by its own organisation, worked on, delivered with evidence, verified.

use std::collections::BTreeSet;

use super::super::model::{Aandachtsgebied, Afspraak, AfspraakState, Werkplan};
use super::super::{publiek, rules, store, store_aandachtsgebieden, store_afspraken, store_terug};
use super::afspraak::owe;
use super::{bewijs, may_in, may_see, nakijken, owes, refusal, refuse, require_in};
use crate::access::{Actor, Here, LinkHolder, LinkKind, Permission};
use crate::error::{Error, Result};
use crate::ids::{AandachtsgebiedId, AccountId, AfspraakId};
use crate::journaal::{Entry, Verb};
use crate::kader::bewijzen::Bewijs;
use crate::kader::{accounts, verplichtingen};
use crate::write::Write;

/// Whether the holder of this link speaks for the owner: a person of the owning organisation, or the party itself.
pub fn owner_by_link(
    tx: &mut impl kit::db::Queries,
    gemeente: crate::ids::GemeenteId,
    link: &LinkHolder,
    afspraak: &Afspraak,
) -> Result<bool> {
    if link.kind != LinkKind::Partner || link.subject != afspraak.id.0 {
        return Ok(false);
    }
    let Some(organisatie) = afspraak.organisatie else {
        return Ok(afspraak.partij.is_some_and(|(id, _)| id == link.holder));
    };
    let person = accounts::find_account(tx, gemeente, AccountId(link.holder))?;
    Ok(person.is_some_and(|person| !person.ended && person.organisatie == Some(organisatie)))
}

/// Whether the actor speaks for the owner of this afspraak (INV-23). Whoever takes the notes does not.
pub(super) fn is_owner(ctx: &mut Write<'_>, afspraak: &Afspraak) -> Result<bool> {
    match ctx.actor {
        Actor::Account(account) => Ok(afspraak.organisatie.is_some_and(|organisatie| {
            account.organisatie == Some(organisatie)
                && account.may(Permission::AfspraakAccept, &Here::organisatie(organisatie))
        })),
        Actor::Link(link) => {
            let (gemeente, link) = (ctx.gemeente(), link.clone());
            owner_by_link(ctx, gemeente, &link, afspraak)
        }
        Actor::Nobody | Actor::Job(_) | Actor::Command => Ok(false),
    }
}

/// An afspraak that the actor may see: he reads in its wijken, or he speaks for its owner.
pub(super) fn seen_afspraak(
    ctx: &mut Write<'_>,
    id: AfspraakId,
) -> Result<(Afspraak, Aandachtsgebied, Werkplan)> {
    let gemeente = ctx.gemeente();
    let afspraak = store::get_afspraak(ctx, gemeente, id)?;
    let one = store::get_aandachtsgebied(ctx, gemeente, afspraak.aandachtsgebied)?;
    if !may_see(ctx.actor, &one.wijken) && !is_owner(ctx, &afspraak)? {
        return Err(Error::NotFound("afspraak"));
    }
    let plan = store::get_werkplan(ctx, gemeente, one.werkplan)?;
    Ok((afspraak, one, plan))
}

fn require_owner(ctx: &mut Write<'_>, afspraak: &Afspraak) -> Result<()> {
    if is_owner(ctx, afspraak)? {
        return Ok(());
    }
    Err(refusal(ctx.actor, Permission::AfspraakAccept))
}

fn may_become(afspraak: &Afspraak, next: AfspraakState) -> Result<()> {
    if afspraak.state.may_become(next) {
        return Ok(());
    }
    let key = match afspraak.state {
        AfspraakState::Proposed => "wp-afspraak-nog-niet-aangenomen",
        AfspraakState::Dropped => "wp-afspraak-vervallen",
        AfspraakState::Delivered | AfspraakState::Verified => "wp-afspraak-al-klaar",
        AfspraakState::Accepted | AfspraakState::InProgress => "wp-afspraak-al-aangenomen",
    };
    Err(Error::refused(key))
}

/// Every entry about an afspraak says in what and whose it is.
pub(super) fn entry(afspraak: &Afspraak, verb: Verb) -> Entry {
    Entry::new("afspraak", afspraak.id.0, verb)
        .id("aandachtsgebied", afspraak.aandachtsgebied.0)
        .id_opt("organisatie", afspraak.organisatie.map(|id| id.0))
        .id_opt("account", afspraak.account.map(|id| id.0))
        .id_opt("partij", afspraak.partij.map(|(id, _)| id))
        .date("due", afspraak.due)
}

/// Accepts an afspraak for the organisation that owns it.
pub fn accept_afspraak(ctx: &mut Write<'_>, id: AfspraakId) -> Result<()> {
    let (mut afspraak, one, plan) = seen_afspraak(ctx, id)?;
    require_owner(ctx, &afspraak)?;
    may_become(&afspraak, AfspraakState::Accepted)?;
    let by = match ctx.actor {
        Actor::Account(account) => account.id.0,
        Actor::Link(link) => link.holder,
        _ => return Err(Error::SignIn),
    };
    if afspraak.organisatie.is_some() {
        // Nobody was named: whoever accepts is who it is.
        afspraak.account = afspraak.account.or(Some(AccountId(by)));
    }
    store_afspraken::set_accepted(ctx, id, by, afspraak.account)?;
    ctx.journal(entry(&afspraak, Verb::Accepted))?;
    verplichtingen::satisfy(ctx, "afspraak.accept", id.0, "accepted")?;
    if let Some(organisatie) = afspraak.organisatie
        && owes(ctx, plan.orgaan)
    {
        let due = Some(afspraak.due);
        owe(ctx, "afspraak.deliver", id, organisatie, plan.orgaan, due)?;
    }
    publiek::project(ctx, one.id)
}

/// Declines a proposed afspraak for the organisation that would own it, with the reason.
pub fn decline_afspraak(ctx: &mut Write<'_>, id: AfspraakId, reason: &str) -> Result<()> {
    let (afspraak, one, _) = seen_afspraak(ctx, id)?;
    require_owner(ctx, &afspraak)?;
    if afspraak.state != AfspraakState::Proposed {
        may_become(&afspraak, AfspraakState::Accepted)?;
    }
    refuse(rules::check_text(
        "reason",
        reason,
        "werkplannen-reden-leeg",
    ))?;
    end(ctx, &afspraak, Verb::Declined, reason)?;
    publiek::project(ctx, one.id)
}

/// Says how it goes; a late afspraak says here why.
pub fn progress(ctx: &mut Write<'_>, id: AfspraakId, text: &str) -> Result<()> {
    let (afspraak, one, plan) = seen_afspraak(ctx, id)?;
    let writes = may_in(
        ctx.actor,
        Permission::AfspraakWrite,
        Some(plan.orgaan),
        one.wijken.iter().copied(),
    );
    if !writes {
        require_owner(ctx, &afspraak)?;
    }
    may_become(&afspraak, AfspraakState::InProgress)?;
    refuse(rules::check_text(
        "voortgang",
        text,
        "wp-afspraak-voortgang-leeg",
    ))?;
    store_afspraken::set_progress(ctx, id, text)?;
    if afspraak.reason.is_some() {
        store_terug::forget_reason(ctx, id)?;
    }
    ctx.journal(entry(&afspraak, Verb::Progressed).text(text.trim()))?;
    publiek::project(ctx, one.id)
}

/// Delivers an afspraak with evidence. For an owner without organisation somebody of the team may do it too.
pub fn deliver(ctx: &mut Write<'_>, id: AfspraakId, proof: &Bewijs) -> Result<()> {
    let (afspraak, one, plan) = seen_afspraak(ctx, id)?;
    let for_partij = afspraak.partij.is_some()
        && may_in(
            ctx.actor,
            Permission::AfspraakWrite,
            Some(plan.orgaan),
            one.wijken.iter().copied(),
        );
    if !for_partij {
        require_owner(ctx, &afspraak)?;
    }
    may_become(&afspraak, AfspraakState::Delivered)?;
    let account = match ctx.actor {
        Actor::Account(account) => Some(account.id),
        Actor::Link(link) if afspraak.organisatie.is_some() => Some(AccountId(link.holder)),
        _ => None,
    };
    bewijs::keep(ctx, ("afspraak", id.0), proof, account)?;
    store_afspraken::set_delivered(ctx, id)?;
    ctx.journal(entry(&afspraak, Verb::Delivered).word("proof", proof.soort()))?;
    verplichtingen::satisfy(ctx, "afspraak.deliver", id.0, "evidence")?;
    if owes(ctx, plan.orgaan) {
        nakijken::owe(ctx, &afspraak, &one, plan.orgaan)?;
    }
    publiek::project(ctx, one.id)
}

/// Finds that an afspraak was kept.
pub fn verify(ctx: &mut Write<'_>, id: AfspraakId) -> Result<()> {
    let (afspraak, one, plan) = seen_afspraak(ctx, id)?;
    require_in(
        ctx,
        Permission::AfspraakVerify,
        plan.orgaan,
        one.wijken.iter().copied(),
    )?;
    if afspraak.state != AfspraakState::Delivered {
        return Err(Error::refused("wp-afspraak-nog-niet-geleverd"));
    }
    let by = ctx.actor.require_account()?.id;
    store_afspraken::set_verified(ctx, id, by)?;
    ctx.journal(entry(&afspraak, Verb::Verified))?;
    verplichtingen::satisfy(ctx, nakijken::VERIFY, id.0, "verified")?;
    publiek::project(ctx, one.id)
}

/// Lets go of an afspraak that is not delivered, with the reason.
pub fn drop_afspraak(ctx: &mut Write<'_>, id: AfspraakId, reason: &str) -> Result<()> {
    let (afspraak, one, plan) = seen_afspraak(ctx, id)?;
    let writes = may_in(
        ctx.actor,
        Permission::AfspraakWrite,
        Some(plan.orgaan),
        one.wijken.iter().copied(),
    );
    if !writes {
        require_owner(ctx, &afspraak)?;
    }
    may_become(&afspraak, AfspraakState::Dropped)?;
    refuse(rules::check_text(
        "reason",
        reason,
        "werkplannen-reden-leeg",
    ))?;
    end(ctx, &afspraak, Verb::Dropped, reason)?;
    recheck_integraal(ctx, one.id)?;
    publiek::project(ctx, one.id)
}

fn end(ctx: &mut Write<'_>, afspraak: &Afspraak, verb: Verb, reason: &str) -> Result<()> {
    let id = afspraak.id;
    store_afspraken::set_dropped(ctx, id, reason)?;
    ctx.journal(entry(afspraak, verb).text(reason.trim()))?;
    let why = verb.word();
    verplichtingen::waive(ctx, "afspraak.accept", id.0, why)?;
    verplichtingen::waive(ctx, "afspraak.deliver", id.0, why)?;
    verplichtingen::waive(ctx, nakijken::VERIFY, id.0, why)
}

/// Lets go of every open afspraak of an aandachtsgebied.
pub(super) fn drop_open(ctx: &mut Write<'_>, of: AandachtsgebiedId, reason: &str) -> Result<()> {
    let gemeente = ctx.gemeente();
    for afspraak in store::list_afspraken_of(ctx, gemeente, of)? {
        if afspraak.state.is_open() {
            end(ctx, &afspraak, Verb::Dropped, reason)?;
        }
    }
    Ok(())
}

/// Takes the word "integraal" back when fewer than two organisations hold an accepted afspraak (INV-22).
pub(super) fn recheck_integraal(ctx: &mut Write<'_>, id: AandachtsgebiedId) -> Result<()> {
    let gemeente = ctx.gemeente();
    let accepted: BTreeSet<_> = store::list_afspraken_of(ctx, gemeente, id)?
        .into_iter()
        .filter(|afspraak| afspraak.state.is_accepted())
        .filter_map(|afspraak| afspraak.organisatie)
        .collect();
    if accepted.len() >= 2 {
        return Ok(());
    }
    if store_aandachtsgebieden::unset_integraal(ctx, id)? {
        ctx.journal(Entry::new("aandachtsgebied", id.0, Verb::Changed).flag("integraal", false))?;
    }
    Ok(())
}
