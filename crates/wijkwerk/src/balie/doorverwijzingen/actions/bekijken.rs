//! Looking at a route again: every year its receiver says whether it is still right (L-46, O-26).

use jiff::civil::Date;

use super::route::open_route;
use crate::access::{Here, Permission};
use crate::balie::doorverwijzingen::model::Route;
use crate::balie::doorverwijzingen::store;
use crate::error::{Error, Result};
use crate::ids::RouteId;
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
