//! Looking at a route again: every year its receiver says whether it is still right (L-46, O-26).

use std::collections::BTreeSet;

use jiff::civil::Date;

use super::route::open_route;
use crate::access::{Actor, Here, Permission};
use crate::balie::doorverwijzingen::model::Route;
use crate::balie::doorverwijzingen::store;
use crate::error::{Error, Result};
use crate::ids::{OrganisatieId, RouteId};
use crate::journaal::{Entry, Verb};
use crate::kader::accounts::organisaties_with;
use crate::kader::verplichtingen::{self as dues, Creditor, Debtor, Wanted};
use crate::write::Write;

/// The due of the receiver of a route.
const DUE: &str = "route.bekijken";

/// Whether this actor looks at the routes to an organisation: its own people that receive; where it has none, because it
/// answers by links, whoever keeps the routes notes what it says. `heard` are the organisations that have such people.
pub fn may_review(actor: &Actor, naar: OrganisatieId, heard: &BTreeSet<OrganisatieId>) -> bool {
    actor.may(Permission::DoorverwijzingReceive, &Here::organisatie(naar))
        || !heard.contains(&naar) && actor.may(Permission::RouteManage, &Here::ANYWHERE)
}

/// The receiver looked at a route: it stands for another year.
pub fn review_route(ctx: &mut Write<'_>, id: RouteId) -> Result<()> {
    let route = open_route(ctx, id)?;
    let (frame, today) = (ctx.frame.clone(), ctx.today());
    let heard = organisaties_with(ctx, &frame, Permission::DoorverwijzingReceive, today)?;
    if !may_review(ctx.actor, route.organisatie, &heard) {
        let keeps = ctx.actor.may(Permission::RouteManage, &Here::ANYWHERE);
        return Err(if keeps {
            Error::refused("verwijs-route-zij-zelf")
        } else {
            Error::Forbidden(Permission::DoorverwijzingReceive.key())
        });
    }
    if route.consent_at.is_none() {
        return Err(Error::refused("verwijs-route-eerst-goed"));
    }
    dues::satisfy(ctx, DUE, id.0, "reviewed")?;
    let due = owe_review(ctx, &route, None)?;
    ctx.journal(
        Entry::new("route", id.0, Verb::Confirmed)
            .id("to", route.organisatie.0)
            .date("due", due),
    )?;
    Ok(())
}

/// The receiver owes a look at it: on the day that was agreed, else a year from now. Answers by when.
pub(super) fn owe_review(ctx: &mut Write<'_>, route: &Route, agreed: Option<Date>) -> Result<Date> {
    let today = ctx.today();
    let year = today
        .checked_add(jiff::Span::new().years(1))
        .unwrap_or(today);
    let due = agreed.filter(|day| *day > today).unwrap_or(year);
    store::set_review_due(ctx, route.id, due)?;
    dues::owe(
        ctx,
        &Wanted {
            soort: DUE,
            subject_kind: "route",
            subject: route.id.0,
            debtor: Debtor::Organisatie(route.organisatie),
            creditor: Creditor::Gemeente,
            gebied: route.gebied,
            due: Some(due),
            bron: "O-26",
        },
    )?;
    Ok(due)
}

/// Nobody has to look at a route that ended.
pub(super) fn let_go(ctx: &mut Write<'_>, id: RouteId) -> Result<()> {
    dues::waive(ctx, DUE, id.0, "ended")
}
