//! The SQL of rosters.

mod agenda;
mod gaten;
mod leden;
mod patronen;
mod regels;
mod team;

pub use agenda::{list_diensten_ever, list_own_ever};
#[cfg(test)]
pub(super) use gaten::gaten_by;
pub use gaten::{find_gat, list_gaten};
pub(super) use gaten::{insert_gat, save_gat};
pub use leden::{count_agenda, find_beschikbaarheid, find_lid, list_beschikbaar, list_leden};
pub(super) use leden::{
    delete_agenda, delete_beschikbaarheid, end_lid, insert_beschikbaarheid, put_lid, set_voorkeur,
};
pub(super) use patronen::{end_patroon, insert_patroon};
pub use patronen::{find_patroon, list_patronen};
pub(super) use regels::put_regel;
pub use regels::{find_regel, list_regels};
pub use team::{Team, list_aandelen, list_uren};

use jiff::civil::Date;
use kit::db::{Error as DbError, PAGE, Queries, Row, pages};
use uuid::Uuid;

use super::model::{Bezetting, BezettingState, Dienst, NewDienst, Tijd};
use crate::error::{Error, Result};
use crate::ids::{AccountId, BezettingId, DienstId, DienstpatroonId, GemeenteId, InfopuntId};
use crate::write::Write;

/// Most shifts on one page or in one month of a point.
pub const MOST: i64 = 2000;

fn dienst(row: &Row<'_>) -> Result<Dienst, DbError> {
    Ok(Dienst {
        id: row.get(0)?,
        infopunt: row.get(1)?,
        tijd: Tijd {
            dag: row.get(2)?,
            van: row.get(3)?,
            tot: row.get(4)?,
        },
        functie: row.get(5)?,
        aantal: row.get(6)?,
        patroon: row.get(7)?,
        called_at: row.get(8)?,
        cancelled_at: row.get(9)?,
    })
}

fn bezetting(row: &Row<'_>) -> Result<Bezetting, DbError> {
    Ok(Bezetting {
        id: row.get(0)?,
        dienst: row.get(1)?,
        account: row.get(2)?,
        organisatie: row.get(3)?,
        dag: row.get(4)?,
        state: row.get(5)?,
        begeleid: row.get(6)?,
    })
}

/// The shift with this id.
pub fn find_dienst(
    tx: &mut impl Queries,
    gemeente: GemeenteId,
    id: DienstId,
) -> Result<Option<Dienst>> {
    Ok(tx.query_opt(
        "SELECT id, infopunt_id, dag, van, tot, functie, aantal, patroon_id, called_at, cancelled_at FROM diensten \
         WHERE gemeente_id = $1 AND id = $2",
        &[&gemeente, &id],
        dienst,
    )?)
}

/// The shift that must be there.
pub fn get_dienst(tx: &mut impl Queries, gemeente: GemeenteId, id: DienstId) -> Result<Dienst> {
    find_dienst(tx, gemeente, id)?.ok_or(Error::NotFound("dienst"))
}

/// The shifts of a point that go on, from a day up to another.
pub fn list_diensten(
    tx: &mut impl Queries,
    gemeente: GemeenteId,
    infopunt: InfopuntId,
    (from, to): (Date, Date),
) -> Result<Vec<Dienst>> {
    Ok(tx.query(
        "SELECT id, infopunt_id, dag, van, tot, functie, aantal, patroon_id, called_at, cancelled_at FROM diensten \
         WHERE gemeente_id = $1 AND infopunt_id = $2 AND dag >= $3 AND dag < $4 AND cancelled_at IS NULL \
         ORDER BY dag, van, id LIMIT $5",
        &[&gemeente, &infopunt, &from, &to, &MOST],
        dienst,
    )?)
}

/// The shifts of all points that go on, from a day up to another.
pub fn list_all_diensten(
    tx: &mut impl Queries,
    gemeente: GemeenteId,
    period: (Date, Date),
) -> Result<Vec<Dienst>> {
    all_diensten_by(tx, gemeente, period, PAGE)
}

/// The same, so many at a time.
pub(in crate::balie::roosters) fn all_diensten_by(
    tx: &mut impl Queries,
    gemeente: GemeenteId,
    (from, to): (Date, Date),
    size: i64,
) -> Result<Vec<Dienst>> {
    let first = (from, 0_i64, DienstId(Uuid::nil()));
    Ok(pages(first, size, |(dag, van, id)| {
        tx.query(
            "SELECT id, infopunt_id, dag, van, tot, functie, aantal, patroon_id, called_at, cancelled_at FROM diensten \
             WHERE gemeente_id = $1 AND dag >= $2 AND (dag > $2 OR van > $3 OR (van = $3 AND id > $4)) AND dag < $5 \
             AND cancelled_at IS NULL ORDER BY dag, van, id LIMIT $6",
            &[&gemeente, &dag, &van, &id, &to, &size],
            |row| {
                let one = dienst(row)?;
                Ok(((one.tijd.dag, one.tijd.van, one.id), one))
            },
        )
    })?)
}

pub(super) fn insert_dienst(
    ctx: &mut Write<'_>,
    id: DienstId,
    new: &NewDienst,
    patroon: Option<DienstpatroonId>,
) -> Result<bool> {
    let (gemeente, now) = (ctx.gemeente(), ctx.now);
    let made = ctx.exec(
        "INSERT INTO diensten (gemeente_id, id, infopunt_id, dag, van, tot, functie, aantal, patroon_id, created_at) \
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10) ON CONFLICT (gemeente_id, patroon_id, dag) DO NOTHING",
        &[
            &gemeente,
            &id,
            &new.infopunt,
            &new.tijd.dag,
            &new.tijd.van,
            &new.tijd.tot,
            &new.functie,
            &new.aantal,
            &patroon,
            &now,
        ],
    )?;
    Ok(made > 0)
}

pub(super) fn cancel_dienst(ctx: &mut Write<'_>, id: DienstId) -> Result<()> {
    let (gemeente, now) = (ctx.gemeente(), ctx.now);
    ctx.exec(
        "UPDATE diensten SET cancelled_at = $3 WHERE gemeente_id = $1 AND id = $2",
        &[&gemeente, &id, &now],
    )?;
    Ok(())
}

/// Notes that a replacement was called for, or with `false` that the next need is a new one.
pub(super) fn set_called(ctx: &mut Write<'_>, id: DienstId, called: bool) -> Result<()> {
    let gemeente = ctx.gemeente();
    let at = called.then_some(ctx.now);
    ctx.exec(
        "UPDATE diensten SET called_at = $3 WHERE gemeente_id = $1 AND id = $2",
        &[&gemeente, &id, &at],
    )?;
    Ok(())
}

/// Everybody of a shift, in the order in which they were asked.
pub fn list_bezetting(
    tx: &mut impl Queries,
    gemeente: GemeenteId,
    dienst: DienstId,
) -> Result<Vec<Bezetting>> {
    Ok(tx.query(
        "SELECT id, dienst_id, account_id, organisatie_id, dag, state, begeleid FROM bezettingen \
         WHERE gemeente_id = $1 AND dienst_id = $2 ORDER BY id LIMIT 200",
        &[&gemeente, &dienst],
        bezetting,
    )?)
}

/// Who said no to a shift themselves. Whoever need not answer any more, because somebody else came, said nothing.
pub fn list_said_no(
    tx: &mut impl Queries,
    gemeente: GemeenteId,
    dienst: DienstId,
) -> Result<Vec<AccountId>> {
    Ok(tx.query(
        "SELECT b.account_id FROM bezettingen b WHERE b.gemeente_id = $1 AND b.dienst_id = $2 AND b.state = 'cancelled' \
         AND b.account_id IS NOT NULL AND EXISTS (SELECT 1 FROM journaal j \
         WHERE j.gemeente_id = b.gemeente_id AND j.subject_id = b.id AND j.verb = 'declined') ORDER BY b.id LIMIT 200",
        &[&gemeente, &dienst],
        |row| row.get(0),
    )?)
}

/// Everybody in the shifts from a day up to another, at all points; without those who cancelled.
pub fn list_bezettingen(
    tx: &mut impl Queries,
    gemeente: GemeenteId,
    period: (Date, Date),
) -> Result<Vec<Bezetting>> {
    bezettingen_by(tx, gemeente, period, PAGE)
}

/// The same, so many at a time.
pub(in crate::balie::roosters) fn bezettingen_by(
    tx: &mut impl Queries,
    gemeente: GemeenteId,
    (from, to): (Date, Date),
    size: i64,
) -> Result<Vec<Bezetting>> {
    let first = (from, BezettingId(Uuid::nil()));
    Ok(pages(first, size, |(dag, id)| {
        tx.query(
            "SELECT id, dienst_id, account_id, organisatie_id, dag, state, begeleid FROM bezettingen \
             WHERE gemeente_id = $1 AND dag >= $2 AND (dag > $2 OR id > $3) AND dag < $4 AND state <> 'cancelled' \
             ORDER BY dag, id LIMIT $5",
            &[&gemeente, &dag, &id, &to, &size],
            |row| {
                let one = bezetting(row)?;
                Ok(((one.dag, one.id), one))
            },
        )
    })?)
}

/// What is asked of somebody or planned, from a day on: the earliest first, with the shift.
pub fn list_own(
    tx: &mut impl Queries,
    gemeente: GemeenteId,
    account: AccountId,
    (from, to): (Date, Date),
) -> Result<Vec<(Bezetting, Dienst)>> {
    Ok(tx.query(
        "SELECT b.id, b.dienst_id, b.account_id, b.organisatie_id, b.dag, b.state, b.begeleid, d.infopunt_id, d.van, \
         d.tot, d.functie, d.aantal, d.patroon_id, d.called_at FROM bezettingen b \
         JOIN diensten d ON d.gemeente_id = b.gemeente_id AND d.id = b.dienst_id \
         WHERE b.gemeente_id = $1 AND b.account_id = $2 AND b.dag >= $3 AND b.dag < $4 AND b.state <> 'cancelled' \
         AND d.cancelled_at IS NULL ORDER BY b.dag, d.van, b.id LIMIT 500",
        &[&gemeente, &account, &from, &to],
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
                cancelled_at: None,
            };
            Ok((own, shift))
        },
    )?)
}

/// What is planned and not over, at a minute of a day, with people who may not take it: the account ended, the organisation
/// is no partner on that day, or the person is no member of the roster then. With the point, the earliest first.
pub fn list_departed(
    tx: &mut impl Queries,
    gemeente: GemeenteId,
    (day, minute): (Date, i64),
) -> Result<Vec<(Bezetting, InfopuntId)>> {
    Ok(tx.query(
        "SELECT b.id, b.dienst_id, b.account_id, b.organisatie_id, b.dag, b.state, b.begeleid, d.infopunt_id \
         FROM bezettingen b \
         JOIN diensten d ON d.gemeente_id = b.gemeente_id AND d.id = b.dienst_id \
         JOIN accounts a ON a.gemeente_id = b.gemeente_id AND a.id = b.account_id \
         JOIN organisaties o ON o.gemeente_id = b.gemeente_id AND o.id = b.organisatie_id \
         LEFT JOIN roosterleden l ON l.gemeente_id = b.gemeente_id AND l.account_id = b.account_id \
         WHERE b.gemeente_id = $1 AND b.dag >= $2 AND (b.dag > $2 OR d.tot > $3) \
         AND b.state IN ('offered', 'filled', 'confirmed') AND (a.ended_at IS NOT NULL OR o.valid_to <= b.dag OR l.account_id IS NULL OR l.valid_to < b.dag) \
         ORDER BY b.dag, b.id LIMIT 200",
        &[&gemeente, &day, &minute],
        |row| Ok((bezetting(row)?, row.get(7)?)),
    )?)
}

/// The filling with this id.
pub fn find_bezetting(
    tx: &mut impl Queries,
    gemeente: GemeenteId,
    id: BezettingId,
) -> Result<Option<Bezetting>> {
    Ok(tx.query_opt(
        "SELECT id, dienst_id, account_id, organisatie_id, dag, state, begeleid FROM bezettingen \
         WHERE gemeente_id = $1 AND id = $2",
        &[&gemeente, &id],
        bezetting,
    )?)
}

/// The filling of a shift by this person, whatever its state.
pub fn find_of(
    tx: &mut impl Queries,
    gemeente: GemeenteId,
    dienst: DienstId,
    account: AccountId,
) -> Result<Option<Bezetting>> {
    Ok(tx.query_opt(
        "SELECT id, dienst_id, account_id, organisatie_id, dag, state, begeleid FROM bezettingen \
         WHERE gemeente_id = $1 AND dienst_id = $2 AND account_id = $3",
        &[&gemeente, &dienst, &account],
        bezetting,
    )?)
}

/// Writes a filling; of one person in one shift there is one.
pub(super) fn put_bezetting(ctx: &mut Write<'_>, one: &Bezetting) -> Result<()> {
    let (gemeente, now) = (ctx.gemeente(), ctx.now);
    ctx.exec(
        "INSERT INTO bezettingen (gemeente_id, id, dienst_id, account_id, organisatie_id, dag, state, begeleid, changed_at) \
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9) ON CONFLICT (gemeente_id, id) DO UPDATE SET \
         state = excluded.state, begeleid = excluded.begeleid, organisatie_id = excluded.organisatie_id, \
         changed_at = excluded.changed_at",
        &[
            &gemeente,
            &one.id,
            &one.dienst,
            &one.account,
            &one.organisatie,
            &one.dag,
            &one.state,
            &one.begeleid,
            &now,
        ],
    )?;
    Ok(())
}

/// Confirmed people of whom the shift began before `day`, to be noted as having worked.
pub fn list_past(
    tx: &mut impl Queries,
    gemeente: GemeenteId,
    day: Date,
    most: i64,
) -> Result<Vec<Bezetting>> {
    // From the end: what is older was done before.
    let from = day.checked_sub(jiff::Span::new().days(31)).unwrap_or(day);
    Ok(tx.query(
        "SELECT id, dienst_id, account_id, organisatie_id, dag, state, begeleid FROM bezettingen \
         WHERE gemeente_id = $1 AND dag >= $2 AND dag < $3 AND state = $4 ORDER BY dag, id LIMIT $5",
        &[&gemeente, &from, &day, &BezettingState::Confirmed, &most],
        bezetting,
    )?)
}
