//! What comes of afspraken: bijdragen, bewijzen, resultaten and what is said of them, and the plans of others.

use kit::db::{Error as DbError, Queries, Row};
use uuid::Uuid;

use super::model::{BewijsRow, Bijdrage, NewBijdrage, NewPlan, Plan, PlanState, Resultaat};
use crate::error::Result;
use crate::ids::{
    AandachtsgebiedId, AccountId, AfspraakId, BewijsId, BijdrageId, GemeenteId, MelderId,
    MeldingId, OordeelId, PlanId, ResultaatId,
};
use crate::write::Write;

/// What is put into the afspraken of one aandachtsgebied, oldest first.
pub fn list_bijdragen(
    tx: &mut impl Queries,
    gemeente: GemeenteId,
    of: AandachtsgebiedId,
) -> Result<Vec<Bijdrage>> {
    Ok(tx.query(
        "SELECT b.id, b.afspraak_id, b.van, b.organisatie_id, b.minuten, b.cents, b.materiaal, b.planned \
         FROM bijdragen b JOIN afspraken f ON f.gemeente_id = b.gemeente_id AND f.id = b.afspraak_id \
         WHERE b.gemeente_id = $1 AND f.aandachtsgebied_id = $2 ORDER BY b.at, b.id LIMIT 2000",
        &[&gemeente, &of],
        |row| {
            Ok(Bijdrage {
                id: row.get(0)?,
                afspraak: row.get(1)?,
                van: row.get(2)?,
                organisatie: row.get(3)?,
                minuten: row.get(4)?,
                cents: row.get(5)?,
                materiaal: row.get(6)?,
                planned: row.get(7)?,
            })
        },
    )?)
}

/// Keeps what somebody puts into an afspraak.
pub(super) fn insert_bijdrage(
    ctx: &mut Write<'_>,
    afspraak: AfspraakId,
    wanted: &NewBijdrage,
) -> Result<BijdrageId> {
    let (gemeente, now) = (ctx.gemeente(), ctx.now);
    let id: BijdrageId = ctx.new_id();
    let materiaal = wanted
        .materiaal
        .as_deref()
        .map(str::trim)
        .filter(|text| !text.is_empty());
    ctx.exec(
        "INSERT INTO bijdragen (gemeente_id, id, afspraak_id, van, organisatie_id, minuten, cents, materiaal, \
         planned, at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)",
        &[
            &gemeente,
            &id,
            &afspraak,
            &wanted.van,
            &wanted.organisatie,
            &wanted.minuten,
            &wanted.cents,
            &materiaal,
            &wanted.planned,
            &now,
        ],
    )?;
    Ok(id)
}

fn bewijs(row: &Row<'_>, from: usize) -> Result<BewijsRow, DbError> {
    Ok(BewijsRow {
        id: row.get(from)?,
        soort: row.get(from + 1)?,
        hash: row.get(from + 2)?,
        thumbnail: row.get(from + 3)?,
        visited_by: row.get(from + 4)?,
        visited_on: row.get(from + 5)?,
        seen: row.get(from + 6)?,
        public_hash: row.get(from + 7)?,
    })
}

/// The evidence of one thing, oldest first.
pub fn list_bewijzen(
    tx: &mut impl Queries,
    gemeente: GemeenteId,
    subject: Uuid,
) -> Result<Vec<BewijsRow>> {
    Ok(tx.query(
        "SELECT id, soort, hash, thumbnail, visited_by, visited_on, seen, public_hash FROM bewijzen \
         WHERE gemeente_id = $1 AND subject_id = $2 ORDER BY at, id LIMIT 100",
        &[&gemeente, &subject],
        |row| bewijs(row, 0),
    )?)
}

/// Where a photo of evidence stands: its aandachtsgebied, and the afspraak if it is about one.
pub fn find_foto(
    tx: &mut impl Queries,
    gemeente: GemeenteId,
    id: BewijsId,
) -> Result<Option<(AandachtsgebiedId, Option<AfspraakId>)>> {
    type Found = (Uuid, Option<AandachtsgebiedId>, Option<AandachtsgebiedId>);
    let found: Option<Found> = tx.query_opt(
        "SELECT b.subject_id, r.aandachtsgebied_id, a.aandachtsgebied_id FROM bewijzen b \
         LEFT JOIN resultaten r ON r.gemeente_id = b.gemeente_id AND r.id = b.subject_id \
         LEFT JOIN afspraken a ON a.gemeente_id = b.gemeente_id AND a.id = b.subject_id \
         WHERE b.gemeente_id = $1 AND b.id = $2 AND b.hash IS NOT NULL",
        &[&gemeente, &id],
        |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)),
    )?;
    Ok(match found {
        Some((_, Some(about), _)) => Some((about, None)),
        Some((subject, None, Some(about))) => Some((about, Some(AfspraakId(subject)))),
        _ => None,
    })
}

/// The photos of afspraken of one aandachtsgebied that everybody sees, oldest first.
pub fn list_released(
    tx: &mut impl Queries,
    gemeente: GemeenteId,
    of: AandachtsgebiedId,
) -> Result<Vec<(AfspraakId, String)>> {
    // No condition on the copy in the statement: it would find its rows by that.
    let all: Vec<(AfspraakId, Option<String>)> = tx.query(
        "SELECT a.id, b.public_hash FROM afspraken a \
         JOIN bewijzen b ON b.gemeente_id = a.gemeente_id AND b.subject_id = a.id \
         WHERE a.gemeente_id = $1 AND a.aandachtsgebied_id = $2 ORDER BY b.at, b.id LIMIT 2000",
        &[&gemeente, &of],
        |row| Ok((row.get(0)?, row.get(1)?)),
    )?;
    Ok(all
        .into_iter()
        .filter_map(|(id, copy)| Some((id, copy?)))
        .collect())
}

/// Notes the copy of a photo that everybody may see, and who released it; answers whether there was none yet.
pub(super) fn release_foto(
    ctx: &mut Write<'_>,
    id: BewijsId,
    copy: &str,
    by: AccountId,
) -> Result<bool> {
    let (gemeente, now) = (ctx.gemeente(), ctx.now);
    let touched = ctx.exec(
        "UPDATE bewijzen SET public_hash = $3, released_by = $4, released_at = $5 \
         WHERE gemeente_id = $1 AND id = $2 AND public_hash IS NULL",
        &[&gemeente, &id, &copy, &by, &now],
    )?;
    Ok(touched > 0)
}

/// Takes the copy of a photo back; answers whether there was one.
pub(super) fn withdraw_foto(ctx: &mut Write<'_>, id: BewijsId) -> Result<bool> {
    let gemeente = ctx.gemeente();
    let touched = ctx.exec(
        "UPDATE bewijzen SET public_hash = NULL, released_by = NULL, released_at = NULL \
         WHERE gemeente_id = $1 AND id = $2 AND public_hash IS NOT NULL",
        &[&gemeente, &id],
    )?;
    Ok(touched > 0)
}

fn resultaat(row: &Row<'_>) -> Result<Resultaat, DbError> {
    Ok(Resultaat {
        id: row.get(0)?,
        aandachtsgebied: row.get(1)?,
        wat: row.get(2)?,
        at: row.get(3)?,
        opgelost: row.get(4)?,
        van: row.get(5)?,
        bewijs: bewijs(row, 6)?,
    })
}

/// The resultaten of an aandachtsgebied with their verdicts, oldest first.
pub fn list_resultaten(
    tx: &mut impl Queries,
    gemeente: GemeenteId,
    of: AandachtsgebiedId,
) -> Result<Vec<Resultaat>> {
    Ok(tx.query(
        "SELECT r.id, r.aandachtsgebied_id, r.wat, r.at, \
         (SELECT count(*) FROM oordelen o WHERE o.gemeente_id = r.gemeente_id AND o.subject_id = r.id AND o.opgelost), \
         (SELECT count(*) FROM oordelen o WHERE o.gemeente_id = r.gemeente_id AND o.subject_id = r.id), \
         b.id, b.soort, b.hash, b.thumbnail, b.visited_by, b.visited_on, b.seen, b.public_hash FROM resultaten r \
         JOIN bewijzen b ON b.gemeente_id = r.gemeente_id AND b.id = r.bewijs_id \
         WHERE r.gemeente_id = $1 AND r.aandachtsgebied_id = $2 ORDER BY r.at, r.id LIMIT 200",
        &[&gemeente, &of],
        resultaat,
    )?)
}

/// Which aandachtsgebied a resultaat belongs to.
pub fn find_resultaat(
    tx: &mut impl Queries,
    gemeente: GemeenteId,
    id: ResultaatId,
) -> Result<Option<AandachtsgebiedId>> {
    Ok(tx.query_opt(
        "SELECT aandachtsgebied_id FROM resultaten WHERE gemeente_id = $1 AND id = $2",
        &[&gemeente, &id],
        |row| row.get(0),
    )?)
}

/// Keeps what was achieved in an aandachtsgebied, with its evidence and who recorded it.
pub(super) fn insert_resultaat(
    ctx: &mut Write<'_>,
    id: ResultaatId,
    of: AandachtsgebiedId,
    wat: &str,
    (bewijs, by): (BewijsId, AccountId),
) -> Result<()> {
    let (gemeente, now) = (ctx.gemeente(), ctx.now);
    ctx.exec(
        "INSERT INTO resultaten (gemeente_id, id, aandachtsgebied_id, wat, bewijs_id, account_id, at) \
         VALUES ($1, $2, $3, $4, $5, $6, $7)",
        &[&gemeente, &id, &of, &wat.trim(), &bewijs, &by, &now],
    )?;
    Ok(())
}

/// Changes what a reporter said of a resultaat; answers whether anything was said before.
pub(super) fn change_oordeel(
    ctx: &mut Write<'_>,
    resultaat: ResultaatId,
    melder: MelderId,
    opgelost: bool,
) -> Result<bool> {
    let (gemeente, now) = (ctx.gemeente(), ctx.now);
    let touched = ctx.exec(
        "UPDATE oordelen SET opgelost = $4, at = $5 WHERE gemeente_id = $1 AND subject_id = $2 AND melder_id = $3",
        &[&gemeente, &resultaat, &melder, &opgelost, &now],
    )?;
    Ok(touched > 0)
}

/// Keeps what a reporter said of a resultaat, with the melding it was about.
pub(super) fn insert_oordeel(
    ctx: &mut Write<'_>,
    resultaat: ResultaatId,
    (melding, melder): (MeldingId, MelderId),
    opgelost: bool,
) -> Result<()> {
    let (gemeente, now) = (ctx.gemeente(), ctx.now);
    let id: OordeelId = ctx.new_id();
    ctx.exec(
        "INSERT INTO oordelen (gemeente_id, id, subject_kind, subject_id, melding_id, melder_id, opgelost, at) \
         VALUES ($1, $2, 'resultaat', $3, $4, $5, $6, $7)",
        &[&gemeente, &id, &resultaat, &melding, &melder, &opgelost, &now],
    )?;
    Ok(())
}

const PLAN_ROWS: i64 = 1000;

/// The referenced plans of a gemeente in a year, by gebied.
pub fn list_plannen(tx: &mut impl Queries, gemeente: GemeenteId, jaar: i64) -> Result<Vec<Plan>> {
    Ok(tx.query(
        "SELECT id, soort, organisatie_id, gebied_id, wat, plaats, lat_e6, lon_e6, jaar, kwartaal, state, due \
         FROM plannen WHERE gemeente_id = $1 AND jaar = $2 ORDER BY gebied_id, due NULLS LAST, id LIMIT $3",
        &[&gemeente, &jaar, &PLAN_ROWS],
        plan,
    )?)
}

/// The referenced plan with this id.
pub fn find_plan(tx: &mut impl Queries, gemeente: GemeenteId, id: PlanId) -> Result<Option<Plan>> {
    Ok(tx.query_opt(
        "SELECT id, soort, organisatie_id, gebied_id, wat, plaats, lat_e6, lon_e6, jaar, kwartaal, state, due \
         FROM plannen WHERE gemeente_id = $1 AND id = $2",
        &[&gemeente, &id],
        plan,
    )?)
}

fn plan(row: &Row<'_>) -> Result<Plan, DbError> {
    let (lat, lon): (Option<i64>, Option<i64>) = (row.get(6)?, row.get(7)?);
    Ok(Plan {
        id: row.get(0)?,
        soort: row.get(1)?,
        organisatie: row.get(2)?,
        gebied: row.get(3)?,
        wat: row.get(4)?,
        plaats: row.get(5)?,
        punt: lat.zip(lon),
        jaar: row.get(8)?,
        kwartaal: row.get(9)?,
        state: row.get(10)?,
        due: row.get(11)?,
    })
}

/// Keeps a reference to a plan.
pub(super) fn insert_plan(ctx: &mut Write<'_>, id: PlanId, wanted: &NewPlan) -> Result<()> {
    let (gemeente, now) = (ctx.gemeente(), ctx.now);
    let plaats = wanted
        .plaats
        .as_deref()
        .map(str::trim)
        .filter(|text| !text.is_empty());
    ctx.exec(
        "INSERT INTO plannen (gemeente_id, id, soort, organisatie_id, gebied_id, wat, plaats, lat_e6, lon_e6, jaar, \
         kwartaal, state, due, created_at, changed_at) \
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $14)",
        &[
            &gemeente,
            &id,
            &wanted.soort,
            &wanted.organisatie,
            &wanted.gebied,
            &wanted.wat.trim(),
            &plaats,
            &wanted.punt.map(|(lat, _)| lat),
            &wanted.punt.map(|(_, lon)| lon),
            &wanted.jaar,
            &wanted.kwartaal,
            &PlanState::Planned,
            &wanted.due,
            &now,
        ],
    )?;
    Ok(())
}

/// Notes that a referenced plan was carried out.
pub(super) fn set_plan_done(ctx: &mut Write<'_>, id: PlanId) -> Result<()> {
    let (gemeente, now) = (ctx.gemeente(), ctx.now);
    ctx.exec(
        "UPDATE plannen SET state = $3, changed_at = $4 WHERE gemeente_id = $1 AND id = $2",
        &[&gemeente, &id, &PlanState::Done, &now],
    )?;
    Ok(())
}
