//! Sending a resident on after a no or a silence, and telling whoever leads when it hangs between partners.

use super::voorstel::{free_code, put};
use super::{entry, follows, keep, leads, rescues, seen};
use crate::access::{Here, Permission};
use crate::balie::doorverwijzingen::model::{
    Doorverwijzing, DoorverwijzingState as State, Vervolg,
};
use crate::balie::doorverwijzingen::rules::{self, Step};
use crate::balie::doorverwijzingen::{role_with, store};
use crate::error::{Error, Result};
use crate::ids::{DoorverwijzingId, GebiedId};
use crate::journaal::Verb;
use crate::kader::verplichtingen::{self as dues, Creditor, Debtor, Wanted};
use crate::write::Write;

/// Sends the resident on after a no or a silence: a new referral of the same chain, one hop further. The second hop is
/// for the regisseur too (INV-18). Whoever stepped in where the receiver kept silent leaves it with the desk, which reads
/// the new sentence together with the resident.
pub fn reroute(
    ctx: &mut Write<'_>,
    id: DoorverwijzingId,
    to: &Vervolg,
) -> Result<DoorverwijzingId> {
    let mut before = seen(ctx, id)?;
    let actor = ctx.actor;
    let own = follows(actor, &before) && actor.may(Permission::DoorverwijzingSend, &Here::ANYWHERE)
        || leads(actor, &before);
    if !own && !rescues(actor, &before) {
        return Err(Error::Forbidden(Permission::DoorverwijzingSend.key()));
    }
    rules::step(before.state, before.oordeel_van, Step::Reroute)?;
    if before.rerouted_at.is_some() {
        return Err(Error::refused("verwijs-al-verder"));
    }
    let gemeente = ctx.gemeente();
    if ctx.frame.organisatie(to.naar).is_none() {
        return Err(Error::field("naar", "verwijs-naar-kies"));
    }
    if to.item.is_some_and(|item| Some(item) == before.item) && to.naar == before.naar {
        return Err(Error::field("naar", "verwijs-zelfde"));
    }
    let person = store::find_person(ctx, gemeente, before.keten)?
        .ok_or(Error::refused("verwijs-gegevens-weg"))?;
    rules::check_wijze(
        to.wijze,
        to.appointment_at.is_some(),
        person.persoon.is_anonymous(),
    )?;
    let next: DoorverwijzingId = ctx.new_id();
    let hop = before.hop + 1;
    let now = ctx.now;
    let account = actor.account().filter(|_| own);
    let one = Doorverwijzing {
        id: next,
        vorige: Some(before.id),
        hop,
        item: to.item,
        route: None,
        naar: to.naar,
        locatie: None,
        wijze: to.wijze,
        code: free_code(ctx, &to.secret)?,
        state: State::Proposed,
        van_account: account.map(|account| account.id).or(before.van_account),
        uitkomst: None,
        oordeel_van: None,
        reden: None,
        appointment_at: to.appointment_at,
        created_at: now,
        agreed_at: None,
        sent_at: None,
        due: None,
        answered_at: None,
        arrived_at: None,
        settled_at: None,
        escalated_at: rules::escalates(hop).then_some(now),
        rerouted_at: None,
        call_asked_at: None,
        ask_on: None,
        asked_at: None,
        vangnet: None,
        ..before.clone()
    };
    let escalated = one.escalated_at.is_some();
    let gebied = one.gebied.or(one.punt_gebied);
    put(ctx, one, &person.persoon)?;
    before.rerouted_at = Some(now);
    store::save(ctx, &before)?;
    keep(ctx, &before, rules::KEEP_DAYS)?;
    for soort in ["doorverwijzing.aanname", "doorverwijzing.regie"] {
        dues::waive(ctx, soort, before.id.0, "rerouted")?;
    }
    ctx.journal(
        entry(&before, Verb::Rerouted)
            .id("next", next.0)
            .number("hop", hop),
    )?;
    if escalated {
        escalate(ctx, next, gebied, hop)?;
    }
    Ok(next)
}

/// Tells whoever leads what hangs between partners, with a date where one was decided.
fn escalate(
    ctx: &mut Write<'_>,
    id: DoorverwijzingId,
    gebied: Option<GebiedId>,
    hop: i64,
) -> Result<()> {
    let due = dues::due_from(ctx, "doorverwijzingAanname");
    let rol = role_with(&ctx.frame.inrichting, Permission::DoorverwijzingRegie);
    dues::owe(
        ctx,
        &Wanted {
            soort: "doorverwijzing.regie",
            subject_kind: "doorverwijzing",
            subject: id.0,
            debtor: Debtor::Rol(rol),
            creditor: Creditor::Gemeente,
            gebied,
            due,
            bron: "INV-18",
        },
    )?;
    ctx.journal(
        crate::journaal::Entry::new("doorverwijzing", id.0, Verb::Escalated).number("hop", hop),
    )?;
    Ok(())
}
