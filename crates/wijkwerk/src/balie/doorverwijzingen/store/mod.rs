//! The SQL of referrals; of who was referred, of routes and of texts beside it.

mod personen;
mod routes;
mod teksten;

use jiff::Timestamp;
use jiff::civil::Date;
use kit::db::{Queries, Row};

pub use personen::*;
pub use routes::*;
pub use teksten::*;

use super::Punt;
use super::model::{Doorverwijzing, DoorverwijzingState as State};
use crate::error::{Error, Result};
use crate::ids::{AccountId, DoorverwijzingId, GemeenteId, InfopuntId, OrganisatieId};
use crate::write::Write;

fn doorverwijzing(row: &Row<'_>) -> Result<Doorverwijzing, kit::db::Error> {
    Ok(Doorverwijzing {
        id: row.get(0)?,
        keten: row.get(1)?,
        vorige: row.get(2)?,
        hop: row.get(3)?,
        contact: row.get(4)?,
        onderwerp: row.get(5)?,
        item: row.get(6)?,
        route: row.get(7)?,
        van_organisatie: row.get(8)?,
        van_infopunt: row.get(9)?,
        van_account: row.get(10)?,
        gebied: row.get(11)?,
        naar: row.get(12)?,
        locatie: row.get(13)?,
        wijze: row.get(14)?,
        code: row.get(15)?,
        state: row.get(16)?,
        uitkomst: row.get(17)?,
        oordeel_van: row.get(18)?,
        reden: row.get(19)?,
        appointment_at: row.get(20)?,
        created_at: row.get(21)?,
        agreed_at: row.get(22)?,
        sent_at: row.get(23)?,
        due: row.get(24)?,
        answered_at: row.get(25)?,
        arrived_at: row.get(26)?,
        settled_at: row.get(27)?,
        escalated_at: row.get(28)?,
        rerouted_at: row.get(29)?,
        call_asked_at: row.get(30)?,
        ask_on: row.get(31)?,
        asked_at: row.get(32)?,
        vangnet: row.get(33)?,
        punt_gebied: row.get(34)?,
    })
}

macro_rules! columns {
    () => {
        "id, keten_id, vorige_id, hop, contact_id, onderwerp, kennisitem_id, route_id, van_organisatie_id, \
         van_infopunt_id, van_account_id, gebied_id, naar_organisatie_id, naar_locatie_id, wijze, code, state, uitkomst, \
         oordeel_van, reden, appointment_at, created_at, agreed_at, sent_at, due, answered_at, arrived_at, settled_at, \
         escalated_at, rerouted_at, call_asked_at, ask_on, asked_at, vangnet_id, \
         (SELECT i.gebied_id FROM infopunten i WHERE i.gemeente_id = doorverwijzingen.gemeente_id \
         AND i.id = doorverwijzingen.van_infopunt_id)"
    };
}

/// The referral with this id.
pub fn find(
    tx: &mut impl Queries,
    gemeente: GemeenteId,
    id: DoorverwijzingId,
) -> Result<Option<Doorverwijzing>> {
    Ok(tx.query_opt(
        concat!(
            "SELECT ",
            columns!(),
            " FROM doorverwijzingen WHERE gemeente_id = $1 AND id = $2"
        ),
        &[&gemeente, &id],
        doorverwijzing,
    )?)
}

/// The referral that must be there.
pub fn get(
    tx: &mut impl Queries,
    gemeente: GemeenteId,
    id: DoorverwijzingId,
) -> Result<Doorverwijzing> {
    find(tx, gemeente, id)?.ok_or(Error::NotFound("doorverwijzing"))
}

/// The referral that was given this code.
pub fn find_by_code(
    tx: &mut impl Queries,
    gemeente: GemeenteId,
    code: &str,
) -> Result<Option<Doorverwijzing>> {
    Ok(tx.query_opt(
        concat!(
            "SELECT ",
            columns!(),
            " FROM doorverwijzingen WHERE gemeente_id = $1 AND code = $2"
        ),
        &[&gemeente, &code],
        doorverwijzing,
    )?)
}

/// A whole chain, from its first referral on: no hop is ever left out (INV-18).
pub fn list_chain(
    tx: &mut impl Queries,
    gemeente: GemeenteId,
    keten: DoorverwijzingId,
) -> Result<Vec<Doorverwijzing>> {
    Ok(tx.query(
        concat!(
            "SELECT ",
            columns!(),
            " FROM doorverwijzingen WHERE gemeente_id = $1 AND keten_id = $2 ORDER BY hop, id LIMIT 100"
        ),
        &[&gemeente, &keten],
        doorverwijzing,
    )?)
}

/// The newest referrals that this person made.
pub fn list_of_account(
    tx: &mut impl Queries,
    gemeente: GemeenteId,
    account: AccountId,
    most: i64,
) -> Result<Vec<Doorverwijzing>> {
    Ok(tx.query(
        concat!(
            "SELECT ",
            columns!(),
            " FROM doorverwijzingen WHERE gemeente_id = $1 AND van_account_id = $2 \
             ORDER BY created_at DESC, id DESC LIMIT $3"
        ),
        &[&gemeente, &account, &most],
        doorverwijzing,
    )?)
}

/// The newest referrals from this point.
pub fn list_of_infopunt(
    tx: &mut impl Queries,
    gemeente: GemeenteId,
    infopunt: InfopuntId,
    most: i64,
) -> Result<Vec<Doorverwijzing>> {
    Ok(tx.query(
        concat!(
            "SELECT ",
            columns!(),
            " FROM doorverwijzingen WHERE gemeente_id = $1 AND van_infopunt_id = $2 \
             ORDER BY created_at DESC, id DESC LIMIT $3"
        ),
        &[&gemeente, &infopunt, &most],
        doorverwijzing,
    )?)
}

/// The newest referrals to this organisation in this state.
pub fn list_to(
    tx: &mut impl Queries,
    gemeente: GemeenteId,
    naar: OrganisatieId,
    state: State,
    most: i64,
) -> Result<Vec<Doorverwijzing>> {
    Ok(tx.query(
        concat!(
            "SELECT ",
            columns!(),
            " FROM doorverwijzingen WHERE gemeente_id = $1 AND naar_organisatie_id = $2 AND state = $3 \
             ORDER BY created_at DESC, id DESC LIMIT $4"
        ),
        &[&gemeente, &naar, &state, &most],
        doorverwijzing,
    )?)
}

/// What was escalated, newest first.
pub fn list_escalated(
    tx: &mut impl Queries,
    gemeente: GemeenteId,
    most: i64,
) -> Result<Vec<Doorverwijzing>> {
    Ok(tx.query(
        concat!(
            "SELECT ",
            columns!(),
            " FROM doorverwijzingen WHERE gemeente_id = $1 AND escalated_at IS NOT NULL \
             ORDER BY escalated_at DESC NULLS LAST, id DESC LIMIT $2"
        ),
        &[&gemeente, &most],
        doorverwijzing,
    )?)
}

/// What nobody answered in time and nobody has found another for, with a norm from `from` until `until`, newest first,
/// after the one that was seen last.
pub fn list_unanswered(
    tx: &mut impl Queries,
    gemeente: GemeenteId,
    (from, until): (Date, Date),
    after: DoorverwijzingId,
    most: i64,
) -> Result<Vec<Doorverwijzing>> {
    Ok(tx.query(
        concat!(
            "SELECT ",
            columns!(),
            " FROM doorverwijzingen WHERE gemeente_id = $1 AND state = 'expired' AND rerouted_at IS NULL \
             AND due >= $2 AND (due < $3 OR (due = $3 AND id < $4)) ORDER BY due DESC NULLS LAST, id DESC LIMIT $5"
        ),
        &[&gemeente, &from, &until, &after, &most],
        doorverwijzing,
    )?)
}

/// What others did not answer in time, of which this organisation is the fallback and nobody has found another for, with
/// a norm from this day on.
pub fn list_caught(
    tx: &mut impl Queries,
    gemeente: GemeenteId,
    vangnet: OrganisatieId,
    from: Date,
    most: i64,
) -> Result<Vec<Doorverwijzing>> {
    Ok(tx.query(
        concat!(
            "SELECT ",
            columns!(),
            " FROM doorverwijzingen WHERE gemeente_id = $1 AND vangnet_id = $2 AND rerouted_at IS NULL \
             AND due >= $3 ORDER BY created_at DESC, id DESC LIMIT $4"
        ),
        &[&gemeente, &vangnet, &from, &most],
        doorverwijzing,
    )?)
}

/// Sent, with a norm that passed before `today`; the longest ago first.
pub fn list_late(
    tx: &mut impl Queries,
    gemeente: GemeenteId,
    today: Date,
    most: i64,
) -> Result<Vec<Doorverwijzing>> {
    Ok(tx.query(
        concat!(
            "SELECT ",
            columns!(),
            " FROM doorverwijzingen WHERE gemeente_id = $1 AND state = 'sent' AND due < $2 ORDER BY due NULLS LAST, id LIMIT $3"
        ),
        &[&gemeente, &today, &most],
        doorverwijzing,
    )?)
}

/// Those of which the day has come to ask whether it helped, and of which nobody was asked yet.
pub fn list_to_ask(
    tx: &mut impl Queries,
    gemeente: GemeenteId,
    today: Date,
    most: i64,
) -> Result<Vec<Doorverwijzing>> {
    Ok(tx.query(
        concat!(
            "SELECT ",
            columns!(),
            " FROM doorverwijzingen WHERE gemeente_id = $1 AND asked_at IS NULL AND ask_on <= $2 \
             ORDER BY ask_on NULLS LAST, id LIMIT $3"
        ),
        &[&gemeente, &today, &most],
        doorverwijzing,
    )?)
}

/// Made from `from` until `to`, oldest first, after the one that was seen last.
pub fn list_made(
    tx: &mut impl Queries,
    gemeente: GemeenteId,
    (from, to): (Timestamp, Timestamp),
    after: DoorverwijzingId,
    most: i64,
) -> Result<Vec<Doorverwijzing>> {
    Ok(tx.query(
        concat!(
            "SELECT ",
            columns!(),
            " FROM doorverwijzingen WHERE gemeente_id = $1 AND (created_at > $2 OR (created_at = $2 AND id > $4)) \
             AND created_at < $3 ORDER BY created_at, id LIMIT $5"
        ),
        &[&gemeente, &from, &to, &after, &most],
        doorverwijzing,
    )?)
}

pub(super) fn insert(ctx: &mut Write<'_>, new: &Doorverwijzing) -> Result<()> {
    let gemeente = ctx.gemeente();
    ctx.exec(
        "INSERT INTO doorverwijzingen (gemeente_id, id, keten_id, vorige_id, hop, contact_id, onderwerp, kennisitem_id, \
         route_id, van_organisatie_id, van_infopunt_id, van_account_id, gebied_id, naar_organisatie_id, naar_locatie_id, \
         wijze, code, state, appointment_at, created_at, escalated_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, \
         $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21)",
        &[
            &gemeente,
            &new.id,
            &new.keten,
            &new.vorige,
            &new.hop,
            &new.contact,
            &new.onderwerp,
            &new.item,
            &new.route,
            &new.van_organisatie,
            &new.van_infopunt,
            &new.van_account,
            &new.gebied,
            &new.naar,
            &new.locatie,
            &new.wijze,
            &new.code,
            &new.state,
            &new.appointment_at,
            &new.created_at,
            &new.escalated_at,
        ],
    )?;
    Ok(())
}

/// Writes back everything of a referral that can change.
pub(super) fn save(ctx: &mut Write<'_>, one: &Doorverwijzing) -> Result<()> {
    let gemeente = ctx.gemeente();
    ctx.exec(
        "UPDATE doorverwijzingen SET state = $3, uitkomst = $4, oordeel_van = $5, reden = $6, agreed_at = $7, \
         sent_at = $8, due = $9, answered_at = $10, arrived_at = $11, settled_at = $12, rerouted_at = $13, \
         call_asked_at = $14, ask_on = $15, asked_at = $16, vangnet_id = $17, contact_id = $18 WHERE gemeente_id = $1 AND id = $2",
        &[
            &gemeente,
            &one.id,
            &one.state,
            &one.uitkomst,
            &one.oordeel_van,
            &one.reden,
            &one.agreed_at,
            &one.sent_at,
            &one.due,
            &one.answered_at,
            &one.arrived_at,
            &one.settled_at,
            &one.rerouted_at,
            &one.call_asked_at,
            &one.ask_on,
            &one.asked_at,
            &one.vangnet,
            &one.contact,
        ],
    )?;
    Ok(())
}

/// The points where people are sent on from, by name: id, name, gebied and organisation.
pub fn list_points(tx: &mut impl Queries, gemeente: GemeenteId) -> Result<Vec<Punt>> {
    Ok(tx.query(
        "SELECT id, naam, gebied_id, organisatie_id FROM infopunten WHERE gemeente_id = $1 ORDER BY naam, id LIMIT 200",
        &[&gemeente],
        |row| {
            Ok(Punt {
                id: row.get(0)?,
                naam: row.get(1)?,
                gebied: row.get(2)?,
                organisatie: row.get(3)?,
            })
        },
    )?)
}
