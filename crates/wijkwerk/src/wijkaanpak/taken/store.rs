//! The SQL of taken.

use jiff::Timestamp;
use jiff::civil::Date;
use kit::db::{Queries, Row};

use crate::error::{Error, Result};
use crate::ids::{AccountId, GebiedId, GemeenteId, MeldingId, OrgaanId, TaakId};

/// A task with what its list shows of the melding behind it.
#[derive(Clone, Debug)]
pub struct Taak {
    pub id: TaakId,
    pub melding: MeldingId,
    pub orgaan: Option<OrgaanId>,
    pub discipline: String,
    pub account: Option<AccountId>,
    pub state: String,
    pub planned_on: Option<Date>,
    pub done_at: Option<Timestamp>,
    pub nummer: i64,
    pub gebied: GebiedId,
    pub lat_e6: Option<i64>,
    pub lon_e6: Option<i64>,
    /// The reporter's words: staff who do the work need them.
    pub omschrijving: String,
    pub plaats: Option<String>,
    pub thumbnail: Option<String>,
    pub submitted_at: Timestamp,
}

macro_rules! select {
    ($rest:literal) => {
        concat!(
            "SELECT t.id, t.melding_id, t.orgaan_id, t.discipline, t.account_id, t.state, t.planned_on, t.done_at, m.nummer, ",
            "m.gebied_id, m.lat_e6, m.lon_e6, coalesce(w.omschrijving, ''), w.plaats, ",
            "(SELECT min(f.thumbnail) FROM melding_fotos f WHERE f.gemeente_id = t.gemeente_id AND ",
            "f.melding_id = t.melding_id AND f.soort = 'before'), m.submitted_at FROM taken t ",
            "JOIN meldingen m ON m.gemeente_id = t.gemeente_id AND m.id = t.melding_id ",
            "LEFT JOIN melding_teksten w ON w.gemeente_id = t.gemeente_id AND w.melding_id = t.melding_id ",
            "WHERE t.gemeente_id = $1 ",
            $rest
        )
    };
}

fn taak(row: &Row<'_>) -> Result<Taak, kit::db::Error> {
    Ok(Taak {
        id: row.get(0)?,
        melding: row.get(1)?,
        orgaan: row.get(2)?,
        discipline: row.get(3)?,
        account: row.get(4)?,
        state: row.get(5)?,
        planned_on: row.get(6)?,
        done_at: row.get(7)?,
        nummer: row.get(8)?,
        gebied: row.get(9)?,
        lat_e6: row.get(10)?,
        lon_e6: row.get(11)?,
        omschrijving: row.get(12)?,
        plaats: row.get(13)?,
        thumbnail: row.get(14)?,
        submitted_at: row.get(15)?,
    })
}

/// The task with this id.
pub fn find_taak(tx: &mut impl Queries, gemeente: GemeenteId, id: TaakId) -> Result<Option<Taak>> {
    Ok(tx.query_opt(select!("AND t.id = $2"), &[&gemeente, &id], taak)?)
}

/// The task that must be there.
pub fn get_taak(tx: &mut impl Queries, gemeente: GemeenteId, id: TaakId) -> Result<Taak> {
    find_taak(tx, gemeente, id)?.ok_or(Error::NotFound("taak"))
}

/// The tasks of one melding.
pub fn list_of_melding(
    tx: &mut impl Queries,
    gemeente: GemeenteId,
    melding: MeldingId,
) -> Result<Vec<Taak>> {
    Ok(tx.query(
        select!("AND t.melding_id = $2 ORDER BY t.created_at, t.id LIMIT 50"),
        &[&gemeente, &melding],
        taak,
    )?)
}

/// The disciplines of the tasks that were done, and of those that ended because the melding was called done at `done_at`.
pub(super) fn disciplines_of_end(
    tx: &mut impl Queries,
    gemeente: GemeenteId,
    melding: MeldingId,
    done_at: Option<Timestamp>,
) -> Result<Vec<String>> {
    Ok(tx.query(
        "SELECT discipline FROM taken WHERE gemeente_id = $1 AND melding_id = $2 \
         AND (state = 'done' OR state = 'cancelled' AND changed_at = $3) ORDER BY created_at, id LIMIT 50",
        &[&gemeente, &melding, &done_at],
        |row| row.get(0),
    )?)
}

/// How many tasks of a melding are still open.
pub(super) fn count_open(
    tx: &mut impl Queries,
    gemeente: GemeenteId,
    melding: MeldingId,
) -> Result<i64> {
    Ok(tx.query_one(
        "SELECT count(*) FROM taken WHERE gemeente_id = $1 AND melding_id = $2 AND state IN ('open', 'planned')",
        &[&gemeente, &melding],
        |row| row.get(0),
    )?)
}

/// The version of everything in this gemeente: raised by every write.
pub(super) fn get_versie(tx: &mut impl Queries, gemeente: GemeenteId) -> Result<i64> {
    Ok(tx.query_one(
        "SELECT versie FROM gemeenten WHERE id = $1",
        &[&gemeente],
        |row| row.get(0),
    )?)
}

/// The open tasks of one person, in the order of the route.
pub fn list_for(
    tx: &mut impl Queries,
    gemeente: GemeenteId,
    account: AccountId,
) -> Result<Vec<Taak>> {
    Ok(tx.query(
        select!(
            "AND t.account_id = $2 AND t.state IN ('open', 'planned') \
             ORDER BY t.planned_on NULLS LAST, t.volgorde, t.id LIMIT 100"
        ),
        &[&gemeente, &account],
        taak,
    )?)
}

/// The open tasks of a team, the oldest first.
pub fn list_of_team(
    tx: &mut impl Queries,
    gemeente: GemeenteId,
    orgaan: OrgaanId,
) -> Result<Vec<Taak>> {
    Ok(tx.query(
        select!("AND t.orgaan_id = $2 AND t.state IN ('open', 'planned') ORDER BY t.created_at, t.id LIMIT 200"),
        &[&gemeente, &orgaan],
        taak,
    )?)
}
