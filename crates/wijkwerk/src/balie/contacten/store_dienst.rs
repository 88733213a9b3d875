//! The SQL of the start of a shift.

use jiff::Timestamp;
use jiff::civil::Date;
use kit::db::{Error as DbError, Queries, Row};

use super::dienst::{Dienststart, Terugblik};
#[cfg(test)]
use super::dienst::{FEW, MOST};
use crate::error::Result;
use crate::ids::{AccountId, DienststartId, GemeenteId, InfopuntId, KennisitemId};
use crate::write::Write;

fn dienststart(row: &Row<'_>) -> Result<Dienststart, DbError> {
    Ok(Dienststart {
        id: row.get(0)?,
        account: row.get(1)?,
        infopunt: row.get(2)?,
        at: row.get(3)?,
        since: row.get(4)?,
        ticked_at: row.get(5)?,
        ticked: row.get(6)?,
    })
}

/// Notes that somebody starts now, perhaps at a point, and from when on what changed is new.
pub(super) fn insert_dienststart(
    ctx: &mut Write<'_>,
    id: DienststartId,
    account: AccountId,
    infopunt: Option<InfopuntId>,
    since: Timestamp,
) -> Result<()> {
    let (gemeente, now) = (ctx.gemeente(), ctx.now);
    ctx.exec(
        "INSERT INTO dienststarten (gemeente_id, id, account_id, infopunt_id, at, since, ticked) \
         VALUES ($1, $2, $3, $4, $5, $6, 0)",
        &[&gemeente, &id, &account, &infopunt, &now, &since],
    )?;
    Ok(())
}

/// Notes that a text was read at a start, in this version.
pub(super) fn insert_gelezen(
    ctx: &mut Write<'_>,
    id: DienststartId,
    item: KennisitemId,
    versie: i64,
) -> Result<()> {
    let gemeente = ctx.gemeente();
    ctx.exec(
        "INSERT INTO dienststart_gelezen (gemeente_id, dienststart_id, kennisitem_id, versie) \
         VALUES ($1, $2, $3, $4)",
        &[&gemeente, &id, &item, &versie],
    )?;
    Ok(())
}

/// Counts so many more as read; `ticked_at` is empty while there is still something to read after `since`.
pub(super) fn set_ticked(
    ctx: &mut Write<'_>,
    id: DienststartId,
    since: Timestamp,
    ticked_at: Option<Timestamp>,
    count: i64,
) -> Result<()> {
    let gemeente = ctx.gemeente();
    ctx.exec(
        "UPDATE dienststarten SET since = $3, ticked_at = $4, ticked = ticked + $5 WHERE gemeente_id = $1 AND id = $2",
        &[&gemeente, &id, &since, &ticked_at, &count],
    )?;
    Ok(())
}

/// The last start of somebody's shift.
pub fn find_last(
    tx: &mut impl Queries,
    gemeente: GemeenteId,
    account: AccountId,
) -> Result<Option<Dienststart>> {
    Ok(tx.query_opt(
        "SELECT id, account_id, infopunt_id, at, since, ticked_at, ticked FROM dienststarten \
         WHERE gemeente_id = $1 AND account_id = $2 ORDER BY at DESC, id DESC LIMIT 1",
        &[&gemeente, &account],
        dienststart,
    )?)
}

/// Which texts were ticked at a start, in which version.
#[cfg(test)]
pub(super) fn list_ticked(
    tx: &mut impl Queries,
    gemeente: GemeenteId,
    id: DienststartId,
) -> Result<Vec<(KennisitemId, i64)>> {
    Ok(tx.query(
        "SELECT kennisitem_id, versie FROM dienststart_gelezen WHERE gemeente_id = $1 AND dienststart_id = $2 \
         ORDER BY kennisitem_id LIMIT $3",
        &[&gemeente, &id, &(MOST * FEW)],
        |row| Ok((row.get(0)?, row.get(1)?)),
    )?)
}

/// A referral of a point: what is told of it, when it was last heard of and when it is due.
pub(super) struct ReferralRow {
    pub told: Terugblik,
    pub heard_at: Option<Timestamp>,
    pub due: Option<Date>,
}

/// The referrals that a point made after a moment and that were not sent on elsewhere, the newest first.
pub(super) fn list_referrals(
    tx: &mut impl Queries,
    gemeente: GemeenteId,
    infopunt: InfopuntId,
    from: Timestamp,
) -> Result<Vec<ReferralRow>> {
    Ok(tx.query(
        "SELECT id, onderwerp, naar_organisatie_id, state, uitkomst, created_at, \
         coalesce(settled_at, arrived_at, answered_at), due FROM doorverwijzingen \
         WHERE gemeente_id = $1 AND van_infopunt_id = $2 AND created_at > $3 \
         AND rerouted_at IS NULL ORDER BY created_at DESC, id LIMIT 200",
        &[&gemeente, &infopunt, &from],
        |row| {
            Ok(ReferralRow {
                told: Terugblik {
                    id: row.get(0)?,
                    onderwerp: row.get(1)?,
                    naar: row.get(2)?,
                    state: row.get(3)?,
                    uitkomst: row.get(4)?,
                    at: row.get(5)?,
                },
                heard_at: row.get(6)?,
                due: row.get(7)?,
            })
        },
    )?)
}
