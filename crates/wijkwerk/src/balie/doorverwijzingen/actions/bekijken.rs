//! Looking at a route again: every year its receiver says whether it is still right (L-46, O-26). For a receiver that
//! answers by links alone whoever keeps the routes says so, having asked.

use jiff::civil::Date;
use kit::db::Queries;

use super::route::open_route;
use crate::access::{Here, Permission};
use crate::balie::doorverwijzingen::model::Route;
use crate::balie::doorverwijzingen::{role_with, store};
use crate::error::{Error, Result};
use crate::frame::Frame;
use crate::ids::{OrganisatieId, RouteId};
use crate::journaal::{Entry, Verb};
use crate::kader::verplichtingen::{self as dues, Creditor, Debtor, Wanted};
use crate::write::Write;

/// The due of the receiver of a route.
const DUE: &str = "route.bekijken";

/// The receiver looked at a route: it stands for another year.
pub fn review_route(ctx: &mut Write<'_>, id: RouteId) -> Result<()> {
    let route = open_route(ctx, id)?;
    ctx.require(
        Permission::DoorverwijzingReceive,
        &Here::organisatie(route.organisatie),
    )?;
    reviewed(ctx, &route)
}

/// Whoever keeps the routes looked at one for a receiver of which nobody can: it answers by links alone (O-26).
pub fn review_for(ctx: &mut Write<'_>, id: RouteId) -> Result<()> {
    let route = open_route(ctx, id)?;
    ctx.require(Permission::RouteManage, &Here::ANYWHERE)?;
    let (frame, today) = (ctx.frame.clone(), ctx.today());
    if hears_itself(ctx, &frame, route.organisatie, today)? {
        return Err(Error::refused("verwijs-route-kijkt-zelf"));
    }
    reviewed(ctx, &route)
}

fn reviewed(ctx: &mut Write<'_>, route: &Route) -> Result<()> {
    if route.consent_at.is_none() {
        return Err(Error::refused("verwijs-route-eerst-goed"));
    }
    dues::satisfy(ctx, DUE, route.id.0, "reviewed")?;
    let due = owe_review(ctx, route, None)?;
    ctx.journal(
        Entry::new("route", route.id.0, Verb::Confirmed)
            .id("to", route.organisatie.0)
            .date("due", due),
    )?;
    Ok(())
}

/// Whether somebody of this organisation can say for it what it takes.
pub fn hears_itself(
    tx: &mut impl Queries,
    frame: &Frame,
    organisatie: OrganisatieId,
    today: Date,
) -> Result<bool> {
    let roles = store::list_roles_of(tx, frame.id, organisatie, today)?;
    Ok(roles.iter().any(|rol| {
        let may = frame.inrichting.permissions_of(rol);
        may.contains(&Permission::DoorverwijzingReceive)
    }))
}

/// The receiver owes a look at it, or for one without people whoever keeps the routes: on the day that was agreed, else
/// a year from now. Answers by when.
pub(super) fn owe_review(ctx: &mut Write<'_>, route: &Route, agreed: Option<Date>) -> Result<Date> {
    let today = ctx.today();
    let year = today
        .checked_add(jiff::Span::new().years(1))
        .unwrap_or(today);
    let due = agreed.filter(|day| *day > today).unwrap_or(year);
    store::set_review_due(ctx, route.id, due)?;
    let frame = ctx.frame.clone();
    let debtor = if hears_itself(ctx, &frame, route.organisatie, today)? {
        Debtor::Organisatie(route.organisatie)
    } else {
        Debtor::Rol(role_with(&frame.inrichting, Permission::RouteManage))
    };
    dues::owe(
        ctx,
        &Wanted {
            soort: DUE,
            subject_kind: "route",
            subject: route.id.0,
            debtor,
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
