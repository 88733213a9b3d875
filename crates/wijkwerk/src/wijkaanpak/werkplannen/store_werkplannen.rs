//! What is written of werkplannen: the plan, who agreed to it, and its versions.

use super::model::WerkplanState;
use crate::error::Result;
use crate::ids::{AccountId, OrgaanId, OrganisatieId, WerkplanId};
use crate::write::Write;

/// Keeps the werkplan of a team for a year, before its first version.
pub(super) fn insert_werkplan(
    ctx: &mut Write<'_>,
    id: WerkplanId,
    orgaan: OrgaanId,
    jaar: i64,
) -> Result<()> {
    let (gemeente, now) = (ctx.gemeente(), ctx.now);
    ctx.exec(
        "INSERT INTO werkplannen (gemeente_id, id, orgaan_id, jaar, versie, state, created_at) \
         VALUES ($1, $2, $3, $4, 0, $5, $6)",
        &[&gemeente, &id, &orgaan, &jaar, &WerkplanState::Draft, &now],
    )?;
    Ok(())
}

/// Notes that an organisation agreed to a version, by whom.
pub(super) fn insert_instemming(
    ctx: &mut Write<'_>,
    id: WerkplanId,
    versie: i64,
    organisatie: OrganisatieId,
    by: AccountId,
) -> Result<()> {
    let (gemeente, now) = (ctx.gemeente(), ctx.now);
    ctx.exec(
        "INSERT INTO werkplan_instemmingen (gemeente_id, werkplan_id, versie, organisatie_id, account_id, at) \
         VALUES ($1, $2, $3, $4, $5, $6)",
        &[&gemeente, &id, &versie, &organisatie, &by, &now],
    )?;
    Ok(())
}

/// Forgets who agreed to a version.
pub(super) fn delete_instemmingen(ctx: &mut Write<'_>, id: WerkplanId, versie: i64) -> Result<()> {
    let gemeente = ctx.gemeente();
    ctx.exec(
        "DELETE FROM werkplan_instemmingen WHERE gemeente_id = $1 AND werkplan_id = $2 AND versie = $3",
        &[&gemeente, &id, &versie],
    )?;
    Ok(())
}

/// Notes that this version was adopted.
pub(super) fn set_adopted(ctx: &mut Write<'_>, id: WerkplanId, versie: i64) -> Result<()> {
    let (gemeente, now) = (ctx.gemeente(), ctx.now);
    ctx.exec(
        "UPDATE werkplannen SET versie = $3, state = $4, adopted_at = $5 WHERE gemeente_id = $1 AND id = $2",
        &[&gemeente, &id, &versie, &WerkplanState::Adopted, &now],
    )?;
    Ok(())
}

/// Keeps the public document of a version.
pub(super) fn insert_versie(
    ctx: &mut Write<'_>,
    id: WerkplanId,
    versie: i64,
    document: &str,
) -> Result<()> {
    let (gemeente, now) = (ctx.gemeente(), ctx.now);
    ctx.exec(
        "INSERT INTO werkplan_versies (gemeente_id, werkplan_id, versie, adopted_at, document) \
         VALUES ($1, $2, $3, $4, $5)",
        &[&gemeente, &id, &versie, &now, &document],
    )?;
    Ok(())
}
