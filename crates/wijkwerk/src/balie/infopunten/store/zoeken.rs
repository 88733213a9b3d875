//! The SQL of searches for another place.

use jiff::Timestamp;
use jiff::civil::Date;
use kit::db::Queries;

use crate::balie::infopunten::tijdelijk::KandidaatState;
use crate::error::Result;
use crate::ids::{GemeenteId, InfopuntId, KandidaatId, ZoektochtId};
use crate::write::Write;

/// Somewhere a side branch could go.
#[derive(Clone, Debug)]
pub struct Kandidaat {
    pub id: KandidaatId,
    pub zoektocht: ZoektochtId,
    pub naam: String,
    pub state: KandidaatState,
    pub reden: String,
}

/// A search for an alternative to a side branch.
#[derive(Clone, Debug)]
pub struct Zoektocht {
    pub id: ZoektochtId,
    pub infopunt: InfopuntId,
    pub due: Option<Date>,
    pub decided_at: Option<Timestamp>,
    /// Why it ended without another place.
    pub reden: Option<String>,
}

pub fn insert_search(
    ctx: &mut Write<'_>,
    id: ZoektochtId,
    infopunt: InfopuntId,
    due: Option<Date>,
) -> Result<()> {
    let (gemeente, now) = (ctx.gemeente(), ctx.now);
    ctx.exec(
        "INSERT INTO zoektochten (gemeente_id, id, infopunt_id, due, created_at) VALUES ($1, $2, $3, $4, $5)",
        &[&gemeente, &id, &infopunt, &due, &now],
    )?;
    Ok(())
}

pub fn list_searches(tx: &mut impl Queries, gemeente: GemeenteId) -> Result<Vec<Zoektocht>> {
    Ok(tx.query(
        "SELECT id, infopunt_id, due, decided_at, reden FROM zoektochten WHERE gemeente_id = $1 ORDER BY id LIMIT 500",
        &[&gemeente],
        |row| {
            Ok(Zoektocht {
                id: row.get(0)?,
                infopunt: row.get(1)?,
                due: row.get(2)?,
                decided_at: row.get(3)?,
                reden: row.get(4)?,
            })
        },
    )?)
}

pub fn set_search(
    ctx: &mut Write<'_>,
    id: ZoektochtId,
    due: Option<Date>,
    decided_at: Option<Timestamp>,
) -> Result<()> {
    let gemeente = ctx.gemeente();
    ctx.exec(
        "UPDATE zoektochten SET due = $3, decided_at = $4 WHERE gemeente_id = $1 AND id = $2",
        &[&gemeente, &id, &due, &decided_at],
    )?;
    Ok(())
}

/// Ends a search without another place, with the reason.
pub fn end_search(ctx: &mut Write<'_>, id: ZoektochtId, reden: &str) -> Result<()> {
    let (gemeente, now) = (ctx.gemeente(), ctx.now);
    ctx.exec(
        "UPDATE zoektochten SET decided_at = $3, reden = $4 WHERE gemeente_id = $1 AND id = $2",
        &[&gemeente, &id, &now, &reden],
    )?;
    Ok(())
}

pub fn list_candidates(tx: &mut impl Queries, gemeente: GemeenteId) -> Result<Vec<Kandidaat>> {
    Ok(tx.query(
        "SELECT id, zoektocht_id, naam, state, reden FROM zoektocht_kandidaten WHERE gemeente_id = $1 ORDER BY id LIMIT 1000",
        &[&gemeente],
        |row| {
            Ok(Kandidaat {
                id: row.get(0)?,
                zoektocht: row.get(1)?,
                naam: row.get(2)?,
                state: row.get(3)?,
                reden: row.get(4)?,
            })
        },
    )?)
}

pub fn insert_candidate(
    ctx: &mut Write<'_>,
    id: KandidaatId,
    zoektocht: ZoektochtId,
    naam: &str,
) -> Result<()> {
    let gemeente = ctx.gemeente();
    ctx.exec(
        "INSERT INTO zoektocht_kandidaten (gemeente_id, id, zoektocht_id, naam, state, reden) VALUES ($1, $2, $3, $4, $5, '')",
        &[&gemeente, &id, &zoektocht, &naam, &KandidaatState::Open],
    )?;
    Ok(())
}

pub fn set_candidate(
    ctx: &mut Write<'_>,
    id: KandidaatId,
    state: KandidaatState,
    reden: &str,
) -> Result<()> {
    let gemeente = ctx.gemeente();
    ctx.exec(
        "UPDATE zoektocht_kandidaten SET state = $3, reden = $4 WHERE gemeente_id = $1 AND id = $2",
        &[&gemeente, &id, &state, &reden],
    )?;
    Ok(())
}
