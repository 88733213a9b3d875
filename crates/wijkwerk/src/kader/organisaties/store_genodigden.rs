//! The SQL of who is asked to take part.

use jiff::civil::Date;
use kit::db::Queries;

use super::genodigden::Genodigde;
use crate::error::Result;
use crate::ids::{GemeenteId, OrgaanId, OrganisatieId};

fn genodigde(row: &kit::db::Row<'_>) -> Result<Genodigde, kit::db::Error> {
    Ok(Genodigde {
        id: row.get(0)?,
        naam: row.get(1)?,
        email: row.get(2)?,
        taal: row.get(3)?,
    })
}

/// The people of an organisation with a role on `day`.
pub(super) fn list_of_organisatie(
    tx: &mut impl Queries,
    gemeente: GemeenteId,
    organisatie: OrganisatieId,
    day: Date,
) -> Result<Vec<Genodigde>> {
    Ok(tx.query(
        "SELECT a.id, a.naam, a.email, a.taal FROM accounts a WHERE a.gemeente_id = $1 AND a.organisatie_id = $2 \
         AND a.ended_at IS NULL AND EXISTS (SELECT 1 FROM rolvervullingen r WHERE r.gemeente_id = a.gemeente_id \
         AND r.account_id = a.id AND r.valid_from <= $3 AND (r.valid_to IS NULL OR r.valid_to > $3)) \
         ORDER BY a.id LIMIT 50",
        &[&gemeente, &organisatie, &day],
        genodigde,
    )?)
}

/// The people with a role in this orgaan on `day`.
pub(super) fn list_of_body(
    tx: &mut impl Queries,
    gemeente: GemeenteId,
    body: OrgaanId,
    day: Date,
) -> Result<Vec<Genodigde>> {
    Ok(tx.query(
        "SELECT a.id, a.naam, a.email, a.taal FROM rolvervullingen r \
         JOIN accounts a ON a.gemeente_id = r.gemeente_id AND a.id = r.account_id \
         WHERE r.gemeente_id = $1 AND r.scope_kind = 'orgaan' AND r.scope_id = $2 AND r.valid_from <= $3 \
         AND (r.valid_to IS NULL OR r.valid_to > $3) AND a.ended_at IS NULL ORDER BY a.id, r.id LIMIT 50",
        &[&gemeente, &body, &day],
        genodigde,
    )?)
}
