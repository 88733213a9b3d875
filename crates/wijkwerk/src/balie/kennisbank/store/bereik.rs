//! The SQL of who can be asked about a text.

use jiff::civil::Date;
use kit::db::Queries;

use crate::error::Result;
use crate::ids::{GemeenteId, KennisitemId, OrganisatieId};

/// Most roles of the people of one organisation that are looked at.
const MOST: i64 = 500;

/// The roles of the people of an organisation on this day.
pub(in super::super) fn list_roles_of(
    tx: &mut impl Queries,
    gemeente: GemeenteId,
    organisatie: OrganisatieId,
    today: Date,
) -> Result<Vec<String>> {
    Ok(tx.query(
        "SELECT r.rol FROM accounts a JOIN rolvervullingen r \
         ON r.gemeente_id = a.gemeente_id AND r.account_id = a.id WHERE a.gemeente_id = $1 AND a.organisatie_id = $2 \
         AND a.ended_at IS NULL AND r.valid_from <= $3 AND (r.valid_to IS NULL OR r.valid_to > $3) \
         ORDER BY a.id, r.id LIMIT $4",
        &[&gemeente, &organisatie, &today, &MOST],
        |row| row.get(0),
    )?)
}

/// Whether the owner was asked about an item of theirs that has no address of its own and is still shown or hidden.
pub(in super::super) fn has_asked_without_address(
    tx: &mut impl Queries,
    gemeente: GemeenteId,
    organisatie: OrganisatieId,
) -> Result<bool> {
    let found: Option<KennisitemId> = tx.query_opt(
        "SELECT id FROM kennisitems WHERE gemeente_id = $1 AND organisatie_id = $2 AND asked_at IS NOT NULL \
         AND email IS NULL AND state IN ('published', 'in_control') ORDER BY titel, id LIMIT 1",
        &[&gemeente, &organisatie],
        |row| row.get(0),
    )?;
    Ok(found.is_some())
}
