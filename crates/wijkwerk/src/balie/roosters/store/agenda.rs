//! What calendars tell: also what was called off, so that it does not stand in somebody's phone as if it went on.

use jiff::Timestamp;
use jiff::civil::Date;
use kit::db::Queries;

use super::{MOST, bezetting, dienst};
use crate::balie::roosters::model::{Bezetting, Dienst, Tijd};
use crate::error::Result;
use crate::ids::{AccountId, GemeenteId, InfopuntId};

/// Most shifts of one person in a calendar.
const MOST_OWN: i64 = 1000;

/// What is or once was planned for somebody, from a day up to another, with when the shift was made and when something of
/// it last changed. What was only asked is not there: the journaal knows what was planned before it was called off.
pub fn list_own_ever(
    tx: &mut impl Queries,
    gemeente: GemeenteId,
    account: AccountId,
    (from, to): (Date, Date),
) -> Result<Vec<(Bezetting, Dienst, (Timestamp, Timestamp))>> {
    Ok(tx.query(
        "SELECT b.id, b.dienst_id, b.account_id, b.organisatie_id, b.dag, b.state, b.begeleid, d.infopunt_id, d.van, \
         d.tot, d.functie, d.aantal, d.patroon_id, d.called_at, d.cancelled_at, d.created_at, b.changed_at \
         FROM bezettingen b JOIN diensten d ON d.gemeente_id = b.gemeente_id AND d.id = b.dienst_id \
         WHERE b.gemeente_id = $1 AND b.account_id = $2 AND b.dag >= $3 AND b.dag < $4 \
         AND (b.state IN ('filled', 'confirmed', 'worked') OR EXISTS (SELECT 1 FROM journaal j \
         WHERE j.gemeente_id = b.gemeente_id AND j.subject_id = b.id AND j.verb IN ('planned', 'confirmed'))) \
         ORDER BY b.dag, d.van, b.id LIMIT $5",
        &[&gemeente, &account, &from, &to, &MOST_OWN],
        |row| {
            let own = bezetting(row)?;
            let shift = Dienst {
                id: own.dienst,
                infopunt: row.get(7)?,
                tijd: Tijd {
                    dag: own.dag,
                    van: row.get(8)?,
                    tot: row.get(9)?,
                },
                functie: row.get(10)?,
                aantal: row.get(11)?,
                patroon: row.get(12)?,
                called_at: row.get(13)?,
                cancelled_at: row.get(14)?,
            };
            let (made, changed): (Timestamp, Timestamp) = (row.get(15)?, row.get(16)?);
            let changed = shift.cancelled_at.map_or(changed, |at| at.max(changed));
            Ok((own, shift, (made, changed)))
        },
    )?)
}

/// The shifts of a point from a day up to another, those that were cancelled too, with when each was made and when it or
/// who is in it last changed.
pub fn list_diensten_ever(
    tx: &mut impl Queries,
    gemeente: GemeenteId,
    infopunt: InfopuntId,
    (from, to): (Date, Date),
) -> Result<Vec<(Dienst, (Timestamp, Timestamp))>> {
    Ok(tx.query(
        "SELECT d.id, d.infopunt_id, d.dag, d.van, d.tot, d.functie, d.aantal, d.patroon_id, d.called_at, \
         d.cancelled_at, d.created_at, (SELECT max(b.changed_at) FROM bezettingen b \
         WHERE b.gemeente_id = d.gemeente_id AND b.dienst_id = d.id) FROM diensten d \
         WHERE d.gemeente_id = $1 AND d.infopunt_id = $2 AND d.dag >= $3 AND d.dag < $4 \
         ORDER BY d.dag, d.van, d.id LIMIT $5",
        &[&gemeente, &infopunt, &from, &to, &MOST],
        |row| {
            let shift = dienst(row)?;
            let made: Timestamp = row.get(10)?;
            let who: Option<Timestamp> = row.get(11)?;
            let changed = [Some(made), who, shift.cancelled_at];
            let changed = changed.into_iter().flatten().max().unwrap_or(made);
            Ok((shift, (made, changed)))
        },
    )?)
}
