//! The SQL of hours, exceptions and free days.

use jiff::Timestamp;
use jiff::civil::{Date, date};
use kit::db::{Error as DbError, PAGE, Queries, Row, pages};
use kit::hours::Hours;
use uuid::Uuid;

use crate::balie::infopunten::model::{InfopuntState, Uitzondering, Versie, VrijSoort};
use crate::balie::infopunten::uren::{NewUitzondering, UitzonderingBron, spans_of};
use crate::error::Result;
use crate::ids::{GemeenteId, InfopuntId, OpeningstijdenId, UitzonderingId, VrijedagId};
use crate::write::Write;

/// Hours that were stored are understood; what is not would say closed.
fn hours(osm: &str) -> Result<Hours, DbError> {
    Hours::kept(osm).map_err(|error| DbError::Other(format!("{osm}: {}", error.problem.name())))
}

fn uitzondering(row: &Row<'_>) -> Result<Uitzondering, DbError> {
    let tijden: String = row.get(4)?;
    Ok(Uitzondering {
        id: row.get(0)?,
        infopunt: row.get(1)?,
        first_day: row.get(2)?,
        last_day: row.get(3)?,
        spans: spans_of(&tijden).unwrap_or_default(),
        tijden,
        reden: row.get(5)?,
        bron: row.get(6)?,
        created_at: row.get(7)?,
    })
}

fn versie(row: &Row<'_>) -> Result<Versie, DbError> {
    let osm: String = row.get(2)?;
    Ok(Versie {
        id: row.get(0)?,
        valid_from: row.get(1)?,
        hours: hours(&osm)?,
        typed: row.get(3)?,
    })
}

/// The versions of a point, the earliest first.
pub fn list_versies(
    tx: &mut impl Queries,
    gemeente: GemeenteId,
    infopunt: InfopuntId,
) -> Result<Vec<Versie>> {
    let mut all = tx.query(
        "SELECT id, valid_from, uren, typed FROM openingstijden WHERE gemeente_id = $1 AND infopunt_id = $2 \
         ORDER BY valid_from DESC, id DESC LIMIT 500",
        &[&gemeente, &infopunt],
        versie,
    )?;
    // Of too many the latest count.
    all.reverse();
    Ok(all)
}

/// The versions of every point, the earliest first.
pub fn all_versies(
    tx: &mut impl Queries,
    gemeente: GemeenteId,
) -> Result<Vec<(InfopuntId, Versie)>> {
    versies_by(tx, gemeente, PAGE)
}

/// The same, so many at a time.
pub(in crate::balie::infopunten) fn versies_by(
    tx: &mut impl Queries,
    gemeente: GemeenteId,
    size: i64,
) -> Result<Vec<(InfopuntId, Versie)>> {
    let first = (
        InfopuntId(Uuid::nil()),
        date(1, 1, 1),
        OpeningstijdenId(Uuid::nil()),
    );
    Ok(pages(first, size, |(infopunt, from, id)| {
        tx.query(
            "SELECT id, valid_from, uren, typed, infopunt_id FROM openingstijden WHERE gemeente_id = $1 \
             AND infopunt_id >= $2 AND (infopunt_id > $2 OR valid_from > $3 OR (valid_from = $3 AND id > $4)) \
             ORDER BY infopunt_id, valid_from, id LIMIT $5",
            &[&gemeente, &infopunt, &from, &id, &size],
            |row| {
                let (infopunt, one): (InfopuntId, _) = (row.get(4)?, versie(row)?);
                Ok(((infopunt, one.valid_from, one.id), (infopunt, one)))
            },
        )
    })?)
}

/// The exceptions of every point that touch a period, the oldest first.
pub fn all_uitzonderingen(
    tx: &mut impl Queries,
    gemeente: GemeenteId,
    from: Date,
    until: Date,
) -> Result<Vec<Uitzondering>> {
    uitzonderingen_by(tx, gemeente, (from, until), PAGE)
}

/// The same, so many at a time.
pub(in crate::balie::infopunten) fn uitzonderingen_by(
    tx: &mut impl Queries,
    gemeente: GemeenteId,
    (from, until): (Date, Date),
    size: i64,
) -> Result<Vec<Uitzondering>> {
    let first = (from, UitzonderingId(Uuid::nil()));
    let mut all = pages(first, size, |(last, id)| {
        tx.query(
            "SELECT id, infopunt_id, first_day, last_day, tijden, reden, bron, created_at FROM openingsuitzonderingen \
             WHERE gemeente_id = $1 AND last_day >= $2 AND (last_day > $2 OR id > $3) AND first_day <= $4 \
             AND withdrawn_at IS NULL ORDER BY last_day, id LIMIT $5",
            &[&gemeente, &last, &id, &until, &size],
            |row| {
                let one = uitzondering(row)?;
                Ok(((one.last_day, one.id), one))
            },
        )
    })?;
    all.sort_by_key(|one| (one.created_at, one.id));
    Ok(all)
}

/// What a point was from which day on, in order.
pub fn list_standen(
    tx: &mut impl Queries,
    gemeente: GemeenteId,
) -> Result<Vec<(InfopuntId, InfopuntState, Date)>> {
    standen_by(tx, gemeente, PAGE)
}

/// The same, so many at a time.
pub(in crate::balie::infopunten) fn standen_by(
    tx: &mut impl Queries,
    gemeente: GemeenteId,
    size: i64,
) -> Result<Vec<(InfopuntId, InfopuntState, Date)>> {
    let first = (InfopuntId(Uuid::nil()), 0_i64);
    Ok(pages(first, size, |(infopunt, versie)| {
        tx.query(
            "SELECT infopunt_id, state, since, openingsversie FROM infopunt_standen WHERE gemeente_id = $1 \
             AND infopunt_id >= $2 AND (infopunt_id > $2 OR openingsversie > $3) \
             ORDER BY infopunt_id, openingsversie LIMIT $4",
            &[&gemeente, &infopunt, &versie, &size],
            |row| {
                let (infopunt, versie): (InfopuntId, i64) = (row.get(0)?, row.get(3)?);
                Ok(((infopunt, versie), (infopunt, row.get(1)?, row.get(2)?)))
            },
        )
    })?)
}

/// Questions that came in at each point in a period, and those of them that were answered before it was over. A question
/// that went on counts once, and is answered when the last that it went on with is.
pub fn count_questions(
    tx: &mut impl Queries,
    gemeente: GemeenteId,
    (from, until): (Timestamp, Timestamp),
) -> Result<Vec<(InfopuntId, i64, i64)>> {
    Ok(tx.query(
        "SELECT infopunt_id, CAST(count(*) AS BIGINT), CAST(coalesce(sum(beantwoord), 0) AS BIGINT) FROM (\
         SELECT c.infopunt_id, coalesce((SELECT CASE WHEN w.uitkomst = 'answered' OR w.settled_at < $3 THEN 1 ELSE 0 END \
         FROM contactvragen w WHERE w.gemeente_id = v.gemeente_id AND w.contact_id = v.contact_id \
         AND w.vervolg_op = v.id AND w.at < $3 ORDER BY w.at DESC, w.id DESC LIMIT 1), \
         CASE WHEN v.uitkomst = 'answered' OR v.settled_at < $3 THEN 1 ELSE 0 END) AS beantwoord \
         FROM contactvragen v JOIN contacten c ON c.gemeente_id = v.gemeente_id AND c.id = v.contact_id \
         WHERE v.gemeente_id = $1 AND v.at >= $2 AND v.at < $3 AND v.vervolg_op IS NULL \
         AND c.infopunt_id IS NOT NULL) AS eigen \
         GROUP BY infopunt_id ORDER BY infopunt_id NULLS LAST LIMIT 500",
        &[&gemeente, &from, &until],
        |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)),
    )?)
}

/// Those who came to each point in a period: contacts over the channel of its desk.
pub fn count_visits(
    tx: &mut impl Queries,
    gemeente: GemeenteId,
    kanaal: &str,
    (from, until): (Timestamp, Timestamp),
) -> Result<Vec<(InfopuntId, i64)>> {
    Ok(tx.query(
        "SELECT infopunt_id, CAST(count(*) AS BIGINT) FROM contacten \
         WHERE gemeente_id = $1 AND at >= $2 AND at < $3 AND kanaal = $4 AND infopunt_id IS NOT NULL \
         GROUP BY infopunt_id ORDER BY infopunt_id NULLS LAST LIMIT 500",
        &[&gemeente, &from, &until, &kanaal],
        |row| Ok((row.get(0)?, row.get(1)?)),
    )?)
}

pub fn insert_versie(
    ctx: &mut Write<'_>,
    id: OpeningstijdenId,
    infopunt: InfopuntId,
    valid_from: Date,
    uren: &str,
    typed: &str,
) -> Result<()> {
    let (gemeente, now) = (ctx.gemeente(), ctx.now);
    ctx.exec(
        "INSERT INTO openingstijden (gemeente_id, id, infopunt_id, valid_from, uren, typed, created_at) \
         VALUES ($1, $2, $3, $4, $5, $6, $7)",
        &[&gemeente, &id, &infopunt, &valid_from, &uren, &typed, &now],
    )?;
    Ok(())
}

/// The exceptions of a point that touch a period, the oldest first.
pub fn list_uitzonderingen(
    tx: &mut impl Queries,
    gemeente: GemeenteId,
    infopunt: InfopuntId,
    from: Date,
    until: Date,
) -> Result<Vec<Uitzondering>> {
    let mut all = tx.query(
        "SELECT id, infopunt_id, first_day, last_day, tijden, reden, bron, created_at FROM openingsuitzonderingen \
         WHERE gemeente_id = $1 AND infopunt_id = $2 AND last_day >= $3 AND first_day <= $4 AND withdrawn_at IS NULL \
         ORDER BY created_at DESC, id DESC LIMIT 5000",
        &[&gemeente, &infopunt, &from, &until],
        uitzondering,
    )?;
    // Of too many the newest count.
    all.reverse();
    Ok(all)
}

/// The days with hours of their own that somebody told by hand and took back, in a period, the newest first.
pub fn list_withdrawn(
    tx: &mut impl Queries,
    gemeente: GemeenteId,
    infopunt: InfopuntId,
    from: Date,
    until: Date,
) -> Result<Vec<Uitzondering>> {
    Ok(tx.query(
        "SELECT id, infopunt_id, first_day, last_day, tijden, reden, bron, created_at FROM openingsuitzonderingen \
         WHERE gemeente_id = $1 AND infopunt_id = $2 AND last_day >= $3 AND first_day <= $4 \
         AND withdrawn_at IS NOT NULL AND bron = 'hand' AND tijden <> '' \
         ORDER BY created_at DESC, id DESC LIMIT 500",
        &[&gemeente, &infopunt, &from, &until],
        uitzondering,
    )?)
}

/// The point and the source of an exception that was not withdrawn.
pub fn find_uitzondering(
    tx: &mut impl Queries,
    gemeente: GemeenteId,
    id: UitzonderingId,
) -> Result<Option<(InfopuntId, UitzonderingBron)>> {
    Ok(tx.query_opt(
        "SELECT infopunt_id, bron FROM openingsuitzonderingen \
         WHERE gemeente_id = $1 AND id = $2 AND withdrawn_at IS NULL",
        &[&gemeente, &id],
        |row| Ok((row.get(0)?, row.get(1)?)),
    )?)
}

pub fn insert_uitzondering(
    ctx: &mut Write<'_>,
    id: UitzonderingId,
    new: &NewUitzondering,
    times: &str,
) -> Result<()> {
    let (gemeente, now) = (ctx.gemeente(), ctx.now);
    ctx.exec(
        "INSERT INTO openingsuitzonderingen (gemeente_id, id, infopunt_id, first_day, last_day, tijden, reden, bron, \
         created_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
        &[
            &gemeente,
            &id,
            &new.infopunt,
            &new.from,
            &new.until,
            &times,
            &new.reden.trim(),
            &new.bron,
            &now,
        ],
    )?;
    Ok(())
}

pub fn withdraw_uitzondering(ctx: &mut Write<'_>, id: UitzonderingId) -> Result<()> {
    let (gemeente, now) = (ctx.gemeente(), ctx.now);
    ctx.exec(
        "UPDATE openingsuitzonderingen SET withdrawn_at = $3 WHERE gemeente_id = $1 AND id = $2",
        &[&gemeente, &id, &now],
    )?;
    Ok(())
}

pub fn raise_openingsversie(ctx: &mut Write<'_>, infopunt: InfopuntId) -> Result<i64> {
    let gemeente = ctx.gemeente();
    Ok(ctx.query_one(
        "UPDATE infopunten SET openingsversie = openingsversie + 1 WHERE gemeente_id = $1 AND id = $2 \
         RETURNING openingsversie",
        &[&gemeente, &infopunt],
        |row| row.get(0),
    )?)
}

pub fn insert_vrije_dag(
    ctx: &mut Write<'_>,
    id: VrijedagId,
    soort: VrijSoort,
    naam: &str,
    first_day: Date,
    last_day: Date,
) -> Result<()> {
    let (gemeente, now) = (ctx.gemeente(), ctx.now);
    ctx.exec(
        "INSERT INTO vrije_dagen (gemeente_id, id, soort, naam, first_day, last_day, created_at) \
         VALUES ($1, $2, $3, $4, $5, $6, $7)",
        &[
            &gemeente,
            &id,
            &soort,
            &naam.trim(),
            &first_day,
            &last_day,
            &now,
        ],
    )?;
    Ok(())
}

pub fn delete_vrije_dag(ctx: &mut Write<'_>, id: VrijedagId) -> Result<bool> {
    let gemeente = ctx.gemeente();
    Ok(ctx.exec(
        "DELETE FROM vrije_dagen WHERE gemeente_id = $1 AND id = $2",
        &[&gemeente, &id],
    )? > 0)
}
