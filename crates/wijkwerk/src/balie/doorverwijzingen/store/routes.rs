//! The SQL of routes: which question goes to which partner.

use jiff::civil::Date;
use kit::db::{Queries, Row};

use crate::balie::doorverwijzingen::model::{NewRoute, Route};
use crate::error::Result;
use crate::ids::{AccountId, GemeenteId, RouteId};
use crate::write::Write;

fn route(row: &Row<'_>) -> Result<Route, kit::db::Error> {
    Ok(Route {
        id: row.get(0)?,
        onderwerp: row.get(1)?,
        gebied: row.get(2)?,
        organisatie: row.get(3)?,
        item: row.get(4)?,
        norm_werkdagen: row.get(5)?,
        vangnet: row.get(6)?,
        consent_at: row.get(7)?,
        review_due: row.get(8)?,
        ended_at: row.get(9)?,
    })
}

/// The routes of a topic that are in use.
pub fn list_routes(
    tx: &mut impl Queries,
    gemeente: GemeenteId,
    onderwerp: &str,
) -> Result<Vec<Route>> {
    Ok(tx.query(
        "SELECT id, onderwerp, gebied_id, organisatie_id, kennisitem_id, norm_werkdagen, vangnet_id, consent_at, \
         review_due, ended_at FROM routes WHERE gemeente_id = $1 AND onderwerp = $2 AND ended_at IS NULL \
         ORDER BY id LIMIT 500",
        &[&gemeente, &onderwerp],
        route,
    )?)
}

/// Every route that is in use, by topic.
pub fn list_all_routes(tx: &mut impl Queries, gemeente: GemeenteId) -> Result<Vec<Route>> {
    Ok(tx.query(
        "SELECT id, onderwerp, gebied_id, organisatie_id, kennisitem_id, norm_werkdagen, vangnet_id, consent_at, \
         review_due, ended_at FROM routes WHERE gemeente_id = $1 AND ended_at IS NULL ORDER BY onderwerp, id LIMIT 1000",
        &[&gemeente],
        route,
    )?)
}

/// The route with this id.
pub fn find_route(
    tx: &mut impl Queries,
    gemeente: GemeenteId,
    id: RouteId,
) -> Result<Option<Route>> {
    Ok(tx.query_opt(
        "SELECT id, onderwerp, gebied_id, organisatie_id, kennisitem_id, norm_werkdagen, vangnet_id, consent_at, \
         review_due, ended_at FROM routes WHERE gemeente_id = $1 AND id = $2",
        &[&gemeente, &id],
        route,
    )?)
}

pub(in super::super) fn insert_route(
    ctx: &mut Write<'_>,
    id: RouteId,
    new: &NewRoute,
) -> Result<()> {
    let (gemeente, now) = (ctx.gemeente(), ctx.now);
    ctx.exec(
        "INSERT INTO routes (gemeente_id, id, onderwerp, gebied_id, organisatie_id, kennisitem_id, norm_werkdagen, \
         vangnet_id, review_due, created_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)",
        &[
            &gemeente,
            &id,
            &new.onderwerp,
            &new.gebied,
            &new.organisatie,
            &new.item,
            &new.norm_werkdagen,
            &new.vangnet,
            &new.review_due,
            &now,
        ],
    )?;
    Ok(())
}

pub(in super::super) fn set_consent(
    ctx: &mut Write<'_>,
    id: RouteId,
    by: Option<AccountId>,
) -> Result<()> {
    let (gemeente, now) = (ctx.gemeente(), ctx.now);
    ctx.exec(
        "UPDATE routes SET consent_at = $3, consent_by = $4 WHERE gemeente_id = $1 AND id = $2",
        &[&gemeente, &id, &now, &by],
    )?;
    Ok(())
}

pub(in super::super) fn end_route(ctx: &mut Write<'_>, id: RouteId) -> Result<()> {
    let (gemeente, now) = (ctx.gemeente(), ctx.now);
    ctx.exec(
        "UPDATE routes SET ended_at = $3 WHERE gemeente_id = $1 AND id = $2",
        &[&gemeente, &id, &now],
    )?;
    Ok(())
}

pub(in super::super) fn set_review_due(ctx: &mut Write<'_>, id: RouteId, due: Date) -> Result<()> {
    let gemeente = ctx.gemeente();
    ctx.exec(
        "UPDATE routes SET review_due = $3 WHERE gemeente_id = $1 AND id = $2",
        &[&gemeente, &id, &due],
    )?;
    Ok(())
}
