//! The SQL of places and points.

pub(in crate::balie::infopunten) mod inhoud;
pub(in crate::balie::infopunten) mod overlap;
pub(in crate::balie::infopunten) mod tijdelijk;
pub(in crate::balie::infopunten) mod uren;
mod zoeken;

use jiff::civil::Date;
use kit::db::{Error as DbError, Queries, Row};

use crate::balie::infopunten::model::{Infopunt, InfopuntState, NewInfopunt, NewLocatie, Velden};
use crate::error::Result;
use crate::ids::{GebiedId, GemeenteId, InfopuntId, LocatieId, TussenoplossingId, UitzonderingId};
use crate::write::Write;

fn infopunt(row: &Row<'_>) -> Result<Infopunt, DbError> {
    Ok(Infopunt {
        id: row.get(0)?,
        sleutel: row.get(1)?,
        naam: row.get(2)?,
        locatie: row.get(3)?,
        gebied: row.get(4)?,
        organisatie: row.get(5)?,
        soort: row.get(6)?,
        rang: row.get(7)?,
        state: row.get(8)?,
        reden: row.get(9)?,
        plek: row.get(10)?,
        adres: row.get(11)?,
        postcode: row.get(12)?,
        plaats: row.get(13)?,
        telefoon: row.get(14)?,
        since: row.get(15)?,
        until_day: row.get(16)?,
        voorheen: row.get(17)?,
        opvolger: row.get(18)?,
        openingsversie: row.get(19)?,
        basis_minuten: row.get(20)?,
        locatie_soort: row.get(21)?,
        sterren: row.get(22)?,
        toegankelijkheid: row.get(23)?,
        place: row.get::<Option<i64>>(24)?.zip(row.get(25)?),
    })
}

pub(in crate::balie::infopunten) fn insert_locatie(
    ctx: &mut Write<'_>,
    id: LocatieId,
    new: &NewLocatie,
) -> Result<()> {
    let (gemeente, now) = (ctx.gemeente(), ctx.now);
    let (lat, lon) = new.place.unzip();
    ctx.exec(
        "INSERT INTO locaties (gemeente_id, id, organisatie_id, gebied_id, naam, soort, sterren, adres, postcode, \
         plaats, lat_e6, lon_e6, toegankelijkheid, telefoon, openingstijden, bron, created_at, changed_at) \
         VALUES ($1, $2, $3, $4, $5, $6, $15, $7, $8, $9, $10, $11, $14, $12, '', '', $13, $13)",
        &[
            &gemeente,
            &id,
            &new.organisatie,
            &new.gebied,
            &new.naam.trim(),
            &new.soort,
            &new.adres.trim(),
            &new.postcode.trim(),
            &new.plaats.trim(),
            &lat,
            &lon,
            &new.telefoon,
            &now,
            &new.toegankelijkheid.trim(),
            &new.sterren,
        ],
    )?;
    Ok(())
}

pub(in crate::balie::infopunten) fn has_locatie(
    tx: &mut impl Queries,
    gemeente: GemeenteId,
    id: LocatieId,
) -> Result<bool> {
    let found: Option<LocatieId> = tx.query_opt(
        "SELECT id FROM locaties WHERE gemeente_id = $1 AND id = $2 AND ended_at IS NULL",
        &[&gemeente, &id],
        |row| row.get(0),
    )?;
    Ok(found.is_some())
}

pub(in crate::balie::infopunten) fn insert_infopunt(
    ctx: &mut Write<'_>,
    id: InfopuntId,
    sleutel: &str,
    state: InfopuntState,
    new: &NewInfopunt,
) -> Result<()> {
    let (gemeente, now, today) = (ctx.gemeente(), ctx.now, ctx.today());
    ctx.exec(
        "INSERT INTO infopunten (gemeente_id, id, sleutel, naam, locatie_id, gebied_id, organisatie_id, soort, rang, \
         state, since, voorheen, openingsversie, created_at) \
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, 0, $13)",
        &[
            &gemeente,
            &id,
            &sleutel,
            &new.naam.trim(),
            &new.locatie,
            &new.gebied,
            &new.organisatie,
            &new.soort,
            &new.rang,
            &state,
            &today,
            &new.voorheen.trim(),
            &now,
        ],
    )?;
    note_state(ctx, id, state)
}

/// What is said of a point; its id and its address stay.
pub(in crate::balie::infopunten) fn update_infopunt(
    ctx: &mut Write<'_>,
    id: InfopuntId,
    new: &Velden,
) -> Result<()> {
    let gemeente = ctx.gemeente();
    ctx.exec(
        "UPDATE infopunten SET naam = $3, rang = $4, gebied_id = $5, organisatie_id = $6, voorheen = $7, \
         locatie_id = $8 WHERE gemeente_id = $1 AND id = $2",
        &[
            &gemeente,
            &id,
            &new.naam,
            &new.rang,
            &new.gebied,
            &new.organisatie,
            &new.voorheen,
            &new.locatie,
        ],
    )?;
    Ok(())
}

/// What is owed about a point and its gaps is looked for in the gebied where it is now.
pub(in crate::balie::infopunten) fn relocate_dues(
    ctx: &mut Write<'_>,
    id: InfopuntId,
    gebied: GebiedId,
) -> Result<()> {
    let gemeente = ctx.gemeente();
    ctx.exec(
        "UPDATE verplichtingen SET gebied_id = $3 WHERE gemeente_id = $1 AND state = 'open' AND (subject_id = $2 \
         OR subject_id IN (SELECT id FROM gaten WHERE gemeente_id = $1 AND infopunt_id = $2))",
        &[&gemeente, &id, &gebied],
    )?;
    Ok(())
}

/// What people knew a point as.
pub(in crate::balie::infopunten) fn set_voorheen(
    ctx: &mut Write<'_>,
    id: InfopuntId,
    voorheen: &str,
) -> Result<()> {
    let gemeente = ctx.gemeente();
    ctx.exec(
        "UPDATE infopunten SET voorheen = $3 WHERE gemeente_id = $1 AND id = $2",
        &[&gemeente, &id, &voorheen],
    )?;
    Ok(())
}

/// What becomes of a point, and what everybody is told with it.
pub(in crate::balie::infopunten) fn set_state(
    ctx: &mut Write<'_>,
    id: InfopuntId,
    state: InfopuntState,
    reden: Option<&str>,
    until: Option<Date>,
    opvolger: Option<InfopuntId>,
) -> Result<()> {
    let (gemeente, today) = (ctx.gemeente(), ctx.today());
    ctx.exec(
        "UPDATE infopunten SET state = $3, reden = $4, since = $5, until_day = $6, opvolger_id = $7 \
         WHERE gemeente_id = $1 AND id = $2",
        &[&gemeente, &id, &state, &reden, &today, &until, &opvolger],
    )?;
    note_state(ctx, id, state)
}

/// Keeps what a point is from today on.
fn note_state(ctx: &mut Write<'_>, id: InfopuntId, state: InfopuntState) -> Result<()> {
    let (gemeente, today) = (ctx.gemeente(), ctx.today());
    ctx.exec(
        "INSERT INTO infopunt_standen (gemeente_id, infopunt_id, openingsversie, state, since) \
         SELECT gemeente_id, id, openingsversie, $3, $4 FROM infopunten WHERE gemeente_id = $1 AND id = $2",
        &[&gemeente, &id, &state, &today],
    )?;
    Ok(())
}

/// The day on which a point was open for the first time.
pub(in crate::balie::infopunten) fn first_opened(
    tx: &mut impl Queries,
    gemeente: GemeenteId,
    id: InfopuntId,
) -> Result<Option<Date>> {
    Ok(tx.query_one(
        "SELECT min(since) FROM infopunt_standen WHERE gemeente_id = $1 AND infopunt_id = $2 AND state = 'open'",
        &[&gemeente, &id],
        |row| row.get(0),
    )?)
}

/// The last day on which a due of this kind about a point fell, settled or not.
pub(in crate::balie::infopunten) fn last_due(
    tx: &mut impl Queries,
    gemeente: GemeenteId,
    soort: &'static str,
    id: InfopuntId,
) -> Result<Option<Date>> {
    Ok(tx.query_one(
        "SELECT max(due) FROM verplichtingen WHERE gemeente_id = $1 AND subject_id = $2 AND soort = $3",
        &[&gemeente, &id, &soort],
        |row| row.get(0),
    )?)
}

/// The point, if it is there; candidates included.
pub fn find_infopunt(
    tx: &mut impl Queries,
    gemeente: GemeenteId,
    id: InfopuntId,
) -> Result<Option<Infopunt>> {
    Ok(tx.query_opt(
        "SELECT i.id, i.sleutel, i.naam, i.locatie_id, i.gebied_id, i.organisatie_id, i.soort, i.rang, i.state, i.reden, \
         l.naam, l.adres, l.postcode, l.plaats, l.telefoon, i.since, i.until_day, i.voorheen, i.opvolger_id, \
         i.openingsversie, i.basis_minuten, l.soort, l.sterren, l.toegankelijkheid, l.lat_e6, l.lon_e6 FROM infopunten i \
         JOIN locaties l ON l.gemeente_id = i.gemeente_id AND l.id = i.locatie_id \
         WHERE i.gemeente_id = $1 AND i.id = $2",
        &[&gemeente, &id],
        infopunt,
    )?)
}

/// Every point, by name; candidates included.
pub fn list_infopunten(tx: &mut impl Queries, gemeente: GemeenteId) -> Result<Vec<Infopunt>> {
    Ok(tx.query(
        "SELECT i.id, i.sleutel, i.naam, i.locatie_id, i.gebied_id, i.organisatie_id, i.soort, i.rang, i.state, i.reden, \
         l.naam, l.adres, l.postcode, l.plaats, l.telefoon, i.since, i.until_day, i.voorheen, i.opvolger_id, \
         i.openingsversie, i.basis_minuten, l.soort, l.sterren, l.toegankelijkheid, l.lat_e6, l.lon_e6 FROM infopunten i \
         JOIN locaties l ON l.gemeente_id = i.gemeente_id AND l.id = i.locatie_id \
         WHERE i.gemeente_id = $1 ORDER BY i.naam, i.id LIMIT 500",
        &[&gemeente],
        infopunt,
    )?)
}

/// The points that people can go to, by name.
pub fn list_open_infopunten(tx: &mut impl Queries, gemeente: GemeenteId) -> Result<Vec<Infopunt>> {
    let mut all = list_infopunten(tx, gemeente)?;
    all.retain(|punt| punt.state.is_told());
    Ok(all)
}

/// Whether something says why a point is open less than agreed: a running interim arrangement, or a dated exception of
/// today or later (INV-13).
pub(in crate::balie::infopunten) fn has_ground(
    ctx: &mut Write<'_>,
    id: InfopuntId,
) -> Result<bool> {
    let (gemeente, today) = (ctx.gemeente(), ctx.today());
    let interim: Option<TussenoplossingId> = ctx.query_opt(
        "SELECT id FROM tussenoplossingen WHERE gemeente_id = $1 AND infopunt_id = $2 AND ended_at IS NULL \
         ORDER BY id LIMIT 1",
        &[&gemeente, &id],
        |row| row.get(0),
    )?;
    let exception: Option<UitzonderingId> = ctx.query_opt(
        "SELECT id FROM openingsuitzonderingen \
         WHERE gemeente_id = $1 AND infopunt_id = $2 AND last_day >= $3 AND withdrawn_at IS NULL \
         ORDER BY id LIMIT 1",
        &[&gemeente, &id, &today],
        |row| row.get(0),
    )?;
    Ok(interim.is_some() || exception.is_some())
}
