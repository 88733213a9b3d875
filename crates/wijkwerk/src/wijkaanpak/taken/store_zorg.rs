//! The SQL of signals of concern.

use jiff::Timestamp;
use jiff::civil::Date;
use kit::db::Queries;

use super::store::Taak;
use crate::error::Result;
use crate::ids::{AccountId, GebiedId, GemeenteId, ZorgsignaalId};
use crate::write::Write;

/// A signal as the coordinator sees it, with the colleague who passed it on.
#[derive(Clone, Debug)]
pub(super) struct Zorgsignaal {
    pub id: ZorgsignaalId,
    pub gebied: GebiedId,
    pub place: (Option<i64>, Option<i64>),
    pub plaats: Option<String>,
    pub soort: String,
    pub call_back: bool,
    pub state: String,
    pub at: Timestamp,
    pub by: String,
    pub phone: Option<String>,
    /// The address at work; empty of whoever has left.
    pub email: Option<String>,
}

/// Notes a signal about what lies behind a task; nothing is kept of it after `erase`.
pub(super) fn insert_signaal(
    ctx: &mut Write<'_>,
    id: ZorgsignaalId,
    taak: &Taak,
    soort: &str,
    call_back: bool,
    by: AccountId,
    erase: Date,
) -> Result<()> {
    let (gemeente, now) = (ctx.gemeente(), ctx.now);
    ctx.exec(
        "INSERT INTO zorgsignalen (gemeente_id, id, taak_id, melding_id, gebied_id, lat_e6, lon_e6, soort, signalled_by, \
         call_back, state, at, erase_after) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, 'open', $11, $12)",
        &[
            &gemeente,
            &id,
            &taak.id,
            &taak.melding,
            &taak.gebied,
            &taak.lat_e6,
            &taak.lon_e6,
            &soort,
            &by,
            &call_back,
            &now,
            &erase,
        ],
    )?;
    Ok(())
}

/// In which gebied a signal lies, and how it stands.
pub(super) fn find_stand(
    tx: &mut impl Queries,
    gemeente: GemeenteId,
    id: ZorgsignaalId,
) -> Result<Option<(GebiedId, String)>> {
    Ok(tx.query_opt(
        "SELECT gebied_id, state FROM zorgsignalen WHERE gemeente_id = $1 AND id = $2",
        &[&gemeente, &id],
        |row| Ok((row.get(0)?, row.get(1)?)),
    )?)
}

/// How a signal stands from now on, and by whom.
pub(super) fn set_state(
    ctx: &mut Write<'_>,
    id: ZorgsignaalId,
    state: &str,
    by: AccountId,
) -> Result<()> {
    let gemeente = ctx.gemeente();
    ctx.exec(
        "UPDATE zorgsignalen SET state = $3, taken_up_by = $4 WHERE gemeente_id = $1 AND id = $2",
        &[&gemeente, &id, &state, &by],
    )?;
    Ok(())
}

/// What is not closed, the oldest first; the caller shows only what is in reach. Only to be called inside
/// `App::read_personal` (INV-45).
pub(super) fn list_open(tx: &mut impl Queries, gemeente: GemeenteId) -> Result<Vec<Zorgsignaal>> {
    Ok(tx.query(
        "SELECT z.id, z.gebied_id, z.lat_e6, z.lon_e6, w.plaats, z.soort, z.call_back, z.state, z.at, a.naam, a.telefoon, \
         CASE WHEN a.ended_at IS NULL THEN a.email END \
         FROM zorgsignalen z JOIN accounts a ON a.gemeente_id = z.gemeente_id AND a.id = z.signalled_by \
         LEFT JOIN melding_teksten w ON w.gemeente_id = z.gemeente_id AND w.melding_id = z.melding_id \
         WHERE z.gemeente_id = $1 AND z.state <> 'closed' ORDER BY z.at, z.id LIMIT 500",
        &[&gemeente],
        |row| {
            Ok(Zorgsignaal {
                id: row.get(0)?,
                gebied: row.get(1)?,
                place: (row.get(2)?, row.get(3)?),
                plaats: row.get(4)?,
                soort: row.get(5)?,
                call_back: row.get(6)?,
                state: row.get(7)?,
                at: row.get(8)?,
                by: row.get(9)?,
                phone: row.get(10)?,
                email: row.get(11)?,
            })
        },
    )?)
}
