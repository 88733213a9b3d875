//! The SQL of organen and zetels that follow another inrichting.

use jiff::civil::Date;
use kit::db::Queries;
use uuid::Uuid;

use crate::error::Result;
use crate::ids::OrgaanId;
use crate::write::Write;

/// Gives a zetel another key; who sits there stays.
pub(super) fn rename_zetel(ctx: &mut Write<'_>, id: Uuid, sleutel: &str) -> Result<()> {
    let gemeente = ctx.gemeente();
    ctx.exec(
        "UPDATE zetels SET sleutel = $3 WHERE gemeente_id = $1 AND id = $2",
        &[&gemeente, &id, &sleutel],
    )?;
    Ok(())
}

/// The gebieden that a zetel is about, by key: those for which whoever sits there speaks first, then those of the orgaan.
pub(super) fn list_gebieden_of(
    ctx: &mut Write<'_>,
    orgaan: OrgaanId,
    zetel: Uuid,
) -> Result<Vec<String>> {
    let gemeente = ctx.gemeente();
    let mut found: Vec<String> = ctx.query(
        "SELECT g.sleutel FROM zetels z \
         JOIN rolvervullingen r ON r.gemeente_id = z.gemeente_id AND r.account_id = z.account_id \
         JOIN orgaan_gebieden o ON o.gemeente_id = r.gemeente_id AND o.orgaan_id = r.scope_id \
         JOIN gebieden g ON g.gemeente_id = o.gemeente_id AND g.id = o.gebied_id \
         WHERE z.gemeente_id = $1 AND z.id = $2 AND r.scope_kind = 'orgaan' AND r.scope_id <> $3 \
         AND r.valid_to IS NULL AND o.valid_to IS NULL ORDER BY g.sleutel LIMIT 100",
        &[&gemeente, &zetel, &orgaan],
        |row| row.get(0),
    )?;
    found.extend(ctx.query(
        "SELECT g.sleutel FROM orgaan_gebieden o JOIN gebieden g ON g.gemeente_id = o.gemeente_id AND g.id = o.gebied_id \
         WHERE o.gemeente_id = $1 AND o.orgaan_id = $2 AND o.valid_to IS NULL ORDER BY g.sleutel LIMIT 100",
        &[&gemeente, &orgaan],
        |row| row.get::<String>(0),
    )?);
    Ok(found)
}

/// Ends an orgaan with its zetels on `day`.
pub(super) fn end_orgaan(ctx: &mut Write<'_>, id: OrgaanId, day: Date) -> Result<()> {
    let gemeente = ctx.gemeente();
    ctx.exec(
        "UPDATE zetels SET valid_to = $3 WHERE gemeente_id = $1 AND orgaan_id = $2 AND valid_to IS NULL",
        &[&gemeente, &id, &day],
    )?;
    ctx.exec(
        "UPDATE organen SET valid_to = $3 WHERE gemeente_id = $1 AND id = $2 AND valid_to IS NULL",
        &[&gemeente, &id, &day],
    )?;
    Ok(())
}

/// Takes back that the orgaan with this key ended on `day`, with what ended with it: a version of the same day names it.
pub(super) fn revive_orgaan(
    ctx: &mut Write<'_>,
    sleutel: &str,
    day: Date,
) -> Result<Option<OrgaanId>> {
    let gemeente = ctx.gemeente();
    let found: Option<OrgaanId> = ctx.query_opt(
        "SELECT id FROM organen WHERE gemeente_id = $1 AND sleutel = $2 AND valid_to = $3 ORDER BY valid_from DESC LIMIT 1",
        &[&gemeente, &sleutel, &day],
        |row| row.get(0),
    )?;
    let Some(id) = found else {
        return Ok(None);
    };
    ctx.exec(
        "UPDATE organen SET valid_to = NULL WHERE gemeente_id = $1 AND id = $2",
        &[&gemeente, &id],
    )?;
    ctx.exec(
        "UPDATE zetels SET valid_to = NULL WHERE gemeente_id = $1 AND orgaan_id = $2 AND valid_to = $3",
        &[&gemeente, &id, &day],
    )?;
    ctx.exec(
        "UPDATE orgaan_gebieden SET valid_to = NULL WHERE gemeente_id = $1 AND orgaan_id = $2 AND valid_to = $3",
        &[&gemeente, &id, &day],
    )?;
    Ok(Some(id))
}
