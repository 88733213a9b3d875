//! The SQL of referrals, of who was referred, and of routes.

use jiff::Timestamp;
use jiff::civil::Date;
use kit::db::{Queries, Row};
use uuid::Uuid;

use super::model::{
    Doorverwezene, Doorverwijzing, DoorverwijzingState as State, Item, NewRoute, Persoon, Route,
};
use crate::error::{Error, Result};
use crate::ids::{
    AccountId, DoorverwezeneId, DoorverwijzingId, GemeenteId, InfopuntId, KennisitemId,
    OrganisatieId, RouteId,
};
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
    })
}

macro_rules! columns {
    () => {
        "id, keten_id, vorige_id, hop, contact_id, onderwerp, kennisitem_id, route_id, van_organisatie_id, \
         van_infopunt_id, van_account_id, gebied_id, naar_organisatie_id, naar_locatie_id, wijze, code, state, uitkomst, \
         oordeel_van, reden, appointment_at, created_at, agreed_at, sent_at, due, answered_at, arrived_at, settled_at, \
         escalated_at, rerouted_at, call_asked_at"
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
         call_asked_at = $14 WHERE gemeente_id = $1 AND id = $2",
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
        ],
    )?;
    Ok(())
}

fn doorverwezene(row: &Row<'_>) -> Result<Doorverwezene, kit::db::Error> {
    Ok(Doorverwezene {
        id: row.get(0)?,
        keten: row.get(1)?,
        persoon: Persoon {
            naam: row.get(2)?,
            telefoon: row.get(3)?,
            email: row.get(4)?,
            taal: row.get(5)?,
            vraag: row.get(6)?,
        },
        zin: row.get(7)?,
        agreed_at: row.get(8)?,
        erase_after: row.get(9)?,
    })
}

/// Who was referred in this chain. Personal data: only through `read_personal`, or for sending them mail.
pub fn find_person(
    tx: &mut impl Queries,
    gemeente: GemeenteId,
    keten: DoorverwijzingId,
) -> Result<Option<Doorverwezene>> {
    Ok(tx.query_opt(
        "SELECT id, keten_id, naam, telefoon, email, taal, vraag, zin, agreed_at, erase_after FROM doorverwezenen \
         WHERE gemeente_id = $1 AND keten_id = $2",
        &[&gemeente, &keten],
        doorverwezene,
    )?)
}

pub(super) fn insert_person(ctx: &mut Write<'_>, one: &Doorverwezene) -> Result<()> {
    let (gemeente, persoon) = (ctx.gemeente(), &one.persoon);
    let email = persoon.email.as_ref().map(|email| email.to_lowercase());
    ctx.exec(
        "INSERT INTO doorverwezenen (gemeente_id, id, keten_id, naam, telefoon, email, taal, vraag, zin, erase_after) \
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)",
        &[
            &gemeente,
            &one.id,
            &one.keten,
            &persoon.naam,
            &persoon.telefoon,
            &email,
            &persoon.taal,
            &persoon.vraag,
            &one.zin,
            &one.erase_after,
        ],
    )?;
    Ok(())
}

/// The sentence of a chain, and when it was agreed to.
pub(super) fn set_sentence(
    ctx: &mut Write<'_>,
    keten: DoorverwijzingId,
    zin: &str,
    agreed_at: Option<Timestamp>,
) -> Result<()> {
    let gemeente = ctx.gemeente();
    ctx.exec(
        "UPDATE doorverwezenen SET zin = $3, agreed_at = $4 WHERE gemeente_id = $1 AND keten_id = $2",
        &[&gemeente, &keten, &zin, &agreed_at],
    )?;
    Ok(())
}

/// When what is kept of the person of a chain is erased.
pub(super) fn set_erase_after(
    ctx: &mut Write<'_>,
    keten: DoorverwijzingId,
    day: Date,
) -> Result<()> {
    let gemeente = ctx.gemeente();
    ctx.exec(
        "UPDATE doorverwezenen SET erase_after = $3 WHERE gemeente_id = $1 AND keten_id = $2",
        &[&gemeente, &keten, &day],
    )?;
    Ok(())
}

/// Erases what says who it is; the chain itself stays.
pub(super) fn erase_person(ctx: &mut Write<'_>, id: DoorverwezeneId) -> Result<()> {
    let gemeente = ctx.gemeente();
    ctx.exec(
        "UPDATE doorverwezenen SET naam = NULL, telefoon = NULL, email = NULL, vraag = NULL, zin = '' \
         WHERE gemeente_id = $1 AND id = $2",
        &[&gemeente, &id],
    )?;
    ctx.exec(
        "DELETE FROM mails WHERE gemeente_id = $1 AND recipient = $2",
        &[&gemeente, &id.0],
    )?;
    Ok(())
}

/// Whether the holder of a receiver's link still speaks for this organisation, or is the address of this text.
pub(super) fn speaks_for(
    tx: &mut impl Queries,
    gemeente: GemeenteId,
    holder: Uuid,
    one: &Doorverwijzing,
) -> Result<bool> {
    if one.item.is_some_and(|item| item.0 == holder) {
        return Ok(true);
    }
    let found: Option<Uuid> = tx.query_opt(
        "SELECT id FROM accounts WHERE gemeente_id = $1 AND id = $2 AND organisatie_id = $3 AND ended_at IS NULL",
        &[&gemeente, &holder, &one.naar],
        |row| row.get(0),
    )?;
    Ok(found.is_some())
}

/// What a referral needs to know of a text.
pub fn find_item(
    tx: &mut impl Queries,
    gemeente: GemeenteId,
    id: KennisitemId,
) -> Result<Option<Item>> {
    Ok(tx.query_opt(
        "SELECT id, titel, onderwerp, organisatie_id, email, telefoon FROM kennisitems \
         WHERE gemeente_id = $1 AND id = $2",
        &[&gemeente, &id],
        |row| {
            Ok(Item {
                id: row.get(0)?,
                titel: row.get(1)?,
                onderwerp: row.get(2)?,
                organisatie: row.get(3)?,
                email: row.get(4)?,
                telefoon: row.get(5)?,
            })
        },
    )?)
}

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

pub(super) fn insert_route(ctx: &mut Write<'_>, id: RouteId, new: &NewRoute) -> Result<()> {
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

pub(super) fn set_consent(ctx: &mut Write<'_>, id: RouteId, by: Option<AccountId>) -> Result<()> {
    let (gemeente, now) = (ctx.gemeente(), ctx.now);
    ctx.exec(
        "UPDATE routes SET consent_at = $3, consent_by = $4 WHERE gemeente_id = $1 AND id = $2",
        &[&gemeente, &id, &now, &by],
    )?;
    Ok(())
}

pub(super) fn end_route(ctx: &mut Write<'_>, id: RouteId) -> Result<()> {
    let (gemeente, now) = (ctx.gemeente(), ctx.now);
    ctx.exec(
        "UPDATE routes SET ended_at = $3 WHERE gemeente_id = $1 AND id = $2",
        &[&gemeente, &id, &now],
    )?;
    Ok(())
}

/// The points where people are sent on from, by name: id, name, gebied and organisation.
pub fn list_points(tx: &mut impl Queries, gemeente: GemeenteId) -> Result<Vec<super::Punt>> {
    Ok(tx.query(
        "SELECT id, naam, gebied_id, organisatie_id FROM infopunten WHERE gemeente_id = $1 ORDER BY naam, id LIMIT 200",
        &[&gemeente],
        |row| {
            Ok(super::Punt {
                id: row.get(0)?,
                naam: row.get(1)?,
                gebied: row.get(2)?,
                organisatie: row.get(3)?,
            })
        },
    )?)
}
