//! Routes: who takes which question where, agreed to by the receiver itself.

use super::route_link;
use crate::access::{Actor, Here, Permission};
use crate::balie::doorverwijzingen::model::{NewRoute, Route};
use crate::balie::doorverwijzingen::{rules, store};
use crate::error::{Error, FieldError, Result, Sentence};
use crate::ids::RouteId;
use crate::journaal::{Entry, Verb};
use crate::write::Write;

/// Writes down a route. It counts only once the receiver has agreed to it (INV-17).
pub fn add_route(ctx: &mut Write<'_>, new: &NewRoute) -> Result<RouteId> {
    ctx.require(Permission::RouteManage, &Here::ANYWHERE)?;
    let mut faults = Vec::new();
    let mut fault = |field, key| {
        faults.push(FieldError {
            field,
            sentence: Sentence::new(key),
        });
    };
    let frame = ctx.frame;
    if frame.inrichting.onderwerp(&new.onderwerp).is_none() {
        fault("onderwerp", "verwijs-onderwerp-kies");
    }
    if frame.organisatie(new.organisatie).is_none() {
        fault("organisatie", "verwijs-naar-kies");
    }
    if new.gebied.is_some_and(|id| frame.gebied(id).is_none()) {
        fault("gebied", "verwijs-gebied-kies");
    }
    if new
        .vangnet
        .is_some_and(|id| frame.organisatie(id).is_none())
    {
        fault("vangnet", "verwijs-naar-kies");
    }
    if !(1..=rules::MAX_NORM).contains(&new.norm_werkdagen) {
        fault("norm", "verwijs-norm-fout");
    }
    if new.review_due.is_some_and(|day| day <= ctx.today()) {
        fault("herzien", "verwijs-herzien-voorbij");
    }
    let gemeente = ctx.gemeente();
    if let Some(item) = new.item
        && !store::is_text_of(ctx, gemeente, item, new.organisatie)?
    {
        fault("item", "verwijs-route-tekst-fout");
    }
    if !faults.is_empty() {
        return Err(Error::Invalid(faults));
    }
    let same = store::list_routes(ctx, gemeente, &new.onderwerp)?
        .into_iter()
        .any(|one| one.gebied == new.gebied && one.organisatie == new.organisatie);
    if same {
        return Err(Error::refused("verwijs-route-bestaat"));
    }
    let id: RouteId = ctx.new_id();
    store::insert_route(ctx, id, new)?;
    ctx.journal(
        Entry::new("route", id.0, Verb::Created)
            .word("subject", &new.onderwerp)
            .id("to", new.organisatie.0)
            .id_opt("gebied", new.gebied.map(|gebied| gebied.0))
            .id_opt("kennisitem", new.item.map(|item| item.0))
            .number("norm", new.norm_werkdagen),
    )?;
    Ok(id)
}

pub(super) fn open_route(ctx: &mut Write<'_>, id: RouteId) -> Result<Route> {
    let gemeente = ctx.gemeente();
    store::find_route(ctx, gemeente, id)?
        .filter(|route| route.ended_at.is_none())
        .ok_or(Error::NotFound("route"))
}

/// Refuses whoever does not answer for the receiver of this route: an account that receives there, or the holder of the
/// link that it was mailed.
fn answers_for(ctx: &mut Write<'_>, route: &Route) -> Result<()> {
    let gemeente = ctx.gemeente();
    match ctx.actor {
        Actor::Link(_) => {
            let holder = route_link(ctx.actor)?;
            let (naar, led) = (route.organisatie, route.item);
            if holder.subject == route.id.0
                && store::speaks_for(ctx, gemeente, holder.holder, naar, led)?
            {
                Ok(())
            } else {
                Err(Error::NotFound("link"))
            }
        }
        _ => ctx.require(
            Permission::DoorverwijzingReceive,
            &Here::organisatie(route.organisatie),
        ),
    }
}

/// The receiver agrees to take what this route brings.
pub fn consent(ctx: &mut Write<'_>, id: RouteId) -> Result<()> {
    let route = open_route(ctx, id)?;
    answers_for(ctx, &route)?;
    if route.consent_at.is_some() {
        return Err(Error::refused("verwijs-route-al-goed"));
    }
    let by = ctx.actor.account().map(|account| account.id);
    store::set_consent(ctx, id, by)?;
    super::bekijken::owe_review(ctx, &route, route.review_due)?;
    ctx.journal(Entry::new("route", id.0, Verb::Consented).id("to", route.organisatie.0))?;
    Ok(())
}

/// The receiver does not take what this route would bring: it ends before it counted.
pub fn refuse(ctx: &mut Write<'_>, id: RouteId) -> Result<()> {
    let route = open_route(ctx, id)?;
    answers_for(ctx, &route)?;
    if route.consent_at.is_some() {
        return Err(Error::refused("verwijs-route-al-goed"));
    }
    store::end_route(ctx, id)?;
    ctx.journal(Entry::new("route", id.0, Verb::Declined).id("to", route.organisatie.0))?;
    Ok(())
}

/// Ends a route, by who manages them or by the receiver that no longer agrees.
pub fn stop_route(ctx: &mut Write<'_>, id: RouteId) -> Result<()> {
    let route = open_route(ctx, id)?;
    let own = Here::organisatie(route.organisatie);
    if !ctx.actor.may(Permission::RouteManage, &Here::ANYWHERE) {
        ctx.require(Permission::DoorverwijzingReceive, &own)?;
    }
    store::end_route(ctx, id)?;
    super::bekijken::let_go(ctx, id)?;
    ctx.journal(Entry::new("route", id.0, Verb::Ended).id("to", route.organisatie.0))?;
    Ok(())
}
