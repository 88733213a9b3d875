//! Reading werkplannen and what is in them.

use std::collections::BTreeMap;

use kit::db::{Error as DbError, Queries, Row};
use uuid::Uuid;

use super::model::{Aandachtsgebied, Afspraak, Werkplan};
pub use super::store_resultaten::{
    find_foto, find_plan, find_resultaat, list_bewijzen, list_bijdragen, list_plannen,
    list_released, list_resultaten,
};
pub use super::store_versies::{find_adopted_of, find_versie, list_versies};
use crate::error::{Error, Result};
use crate::ids::{
    AandachtsgebiedId, AfspraakId, GebiedId, GemeenteId, OrgaanId, OrganisatieId, WerkplanId,
};

pub(super) fn werkplan(row: &Row<'_>) -> Result<Werkplan, DbError> {
    Ok(Werkplan {
        id: row.get(0)?,
        orgaan: row.get(1)?,
        jaar: row.get(2)?,
        versie: row.get(3)?,
        state: row.get(4)?,
        adopted_at: row.get(5)?,
    })
}

/// The werkplan with this id.
pub fn find_werkplan(
    tx: &mut impl Queries,
    gemeente: GemeenteId,
    id: WerkplanId,
) -> Result<Option<Werkplan>> {
    Ok(tx.query_opt(
        "SELECT id, orgaan_id, jaar, versie, state, adopted_at FROM werkplannen \
         WHERE gemeente_id = $1 AND id = $2",
        &[&gemeente, &id],
        werkplan,
    )?)
}

/// The werkplan with this id, or the error that a page answers with.
pub fn get_werkplan(
    tx: &mut impl Queries,
    gemeente: GemeenteId,
    id: WerkplanId,
) -> Result<Werkplan> {
    find_werkplan(tx, gemeente, id)?.ok_or(Error::NotFound("werkplan"))
}

/// The werkplan of a team for a year.
pub fn find_werkplan_of(
    tx: &mut impl Queries,
    gemeente: GemeenteId,
    orgaan: OrgaanId,
    jaar: i64,
) -> Result<Option<Werkplan>> {
    Ok(tx.query_opt(
        "SELECT id, orgaan_id, jaar, versie, state, adopted_at FROM werkplannen \
         WHERE gemeente_id = $1 AND orgaan_id = $2 AND jaar = $3",
        &[&gemeente, &orgaan, &jaar],
        werkplan,
    )?)
}

/// The werkplannen of a gemeente, the newest year first.
pub fn list_werkplannen(tx: &mut impl Queries, gemeente: GemeenteId) -> Result<Vec<Werkplan>> {
    Ok(tx.query(
        "SELECT id, orgaan_id, jaar, versie, state, adopted_at FROM werkplannen \
         WHERE gemeente_id = $1 ORDER BY jaar DESC, id LIMIT 500",
        &[&gemeente],
        werkplan,
    )?)
}

/// Which organisations agreed to this version.
pub fn list_instemmingen(
    tx: &mut impl Queries,
    gemeente: GemeenteId,
    werkplan: WerkplanId,
    versie: i64,
) -> Result<Vec<OrganisatieId>> {
    Ok(tx.query(
        "SELECT organisatie_id FROM werkplan_instemmingen \
         WHERE gemeente_id = $1 AND werkplan_id = $2 AND versie = $3 ORDER BY at, organisatie_id LIMIT 200",
        &[&gemeente, &werkplan, &versie],
        |row| row.get(0),
    )?)
}

/// The organisations that hold a filled mandatory zetel in this orgaan today.
pub fn list_required(
    tx: &mut impl Queries,
    gemeente: GemeenteId,
    orgaan: OrgaanId,
    today: jiff::civil::Date,
) -> Result<Vec<OrganisatieId>> {
    Ok(tx.query(
        "SELECT DISTINCT a.organisatie_id FROM zetels z \
         JOIN accounts a ON a.gemeente_id = z.gemeente_id AND a.id = z.account_id \
         WHERE z.gemeente_id = $1 AND z.orgaan_id = $2 AND z.soort = 'mandatory' AND z.valid_from <= $3 \
         AND (z.valid_to IS NULL OR z.valid_to > $3) AND a.organisatie_id IS NOT NULL AND a.ended_at IS NULL \
         ORDER BY a.organisatie_id NULLS LAST LIMIT 200",
        &[&gemeente, &orgaan, &today],
        |row| row.get(0),
    )?)
}

/// The public face of an aandachtsgebied as it is now.
pub fn find_publiek(
    tx: &mut impl Queries,
    gemeente: GemeenteId,
    id: AandachtsgebiedId,
) -> Result<Option<String>> {
    Ok(tx.query_opt(
        "SELECT document FROM aandachtsgebieden_publiek WHERE gemeente_id = $1 AND aandachtsgebied_id = $2",
        &[&gemeente, &id],
        |row| row.get(0),
    )?)
}

fn aandachtsgebied(row: &Row<'_>) -> Result<Aandachtsgebied, DbError> {
    let velden: String = row.get(12)?;
    Ok(Aandachtsgebied {
        id: row.get(0)?,
        werkplan: row.get(1)?,
        titel: row.get(2)?,
        behoefte: row.get(3)?,
        behoefte_van: row.get(4)?,
        behoefte_bron: row.get(5)?,
        integraal: row.get(6)?,
        eigen_initiatief: row.get(7)?,
        state: row.get(8)?,
        reason: row.get(9)?,
        owner: row.get(10)?,
        carried_from: row.get(11)?,
        velden: serde_json::from_str(&velden).map_err(|error| DbError::Other(error.to_string()))?,
        created_at: row.get(13)?,
        changed_at: row.get(14)?,
        wijken: Vec::new(),
        themas: Vec::new(),
        partners: Vec::new(),
    })
}

/// Everything in one werkplan, or one by id; oldest first.
fn list_where(
    tx: &mut impl Queries,
    gemeente: GemeenteId,
    plan: Option<WerkplanId>,
    id: Option<AandachtsgebiedId>,
) -> Result<Vec<Aandachtsgebied>> {
    let mut found = tx.query(
        "SELECT id, werkplan_id, titel, behoefte, behoefte_van, behoefte_bron, integraal, eigen_initiatief, state, \
         reason, owner_organisatie_id, carried_from, velden, created_at, changed_at FROM aandachtsgebieden \
         WHERE gemeente_id = $1 AND (CAST($2 AS UUID) IS NULL OR werkplan_id = $2) \
         AND (CAST($3 AS UUID) IS NULL OR id = $3) ORDER BY created_at, id LIMIT 500",
        &[&gemeente, &plan, &id],
        aandachtsgebied,
    )?;
    let at: BTreeMap<AandachtsgebiedId, usize> = found
        .iter()
        .enumerate()
        .map(|(n, one)| (one.id, n))
        .collect();
    let wijken = tx.query(
        "SELECT w.aandachtsgebied_id, w.gebied_id FROM aandachtsgebied_wijken w \
         JOIN aandachtsgebieden a ON a.gemeente_id = w.gemeente_id AND a.id = w.aandachtsgebied_id \
         WHERE w.gemeente_id = $1 AND (CAST($2 AS UUID) IS NULL OR a.werkplan_id = $2) \
         AND (CAST($3 AS UUID) IS NULL OR a.id = $3) ORDER BY w.aandachtsgebied_id, w.gebied_id LIMIT 10000",
        &[&gemeente, &plan, &id],
        |row| Ok((row.get(0)?, row.get(1)?)),
    )?;
    for (of, wijk) in wijken {
        if let Some(one) = at.get(&of).and_then(|n| found.get_mut(*n)) {
            one.wijken.push(wijk);
        }
    }
    let themas = tx.query(
        "SELECT t.aandachtsgebied_id, t.thema FROM aandachtsgebied_themas t \
         JOIN aandachtsgebieden a ON a.gemeente_id = t.gemeente_id AND a.id = t.aandachtsgebied_id \
         WHERE t.gemeente_id = $1 AND (CAST($2 AS UUID) IS NULL OR a.werkplan_id = $2) \
         AND (CAST($3 AS UUID) IS NULL OR a.id = $3) ORDER BY t.aandachtsgebied_id, t.thema LIMIT 10000",
        &[&gemeente, &plan, &id],
        |row| Ok((row.get(0)?, row.get(1)?)),
    )?;
    for (of, thema) in themas {
        if let Some(one) = at.get(&of).and_then(|n| found.get_mut(*n)) {
            one.themas.push(thema);
        }
    }
    let partners = tx.query(
        "SELECT p.aandachtsgebied_id, p.organisatie_id, p.account_id FROM aandachtsgebied_partners p \
         JOIN aandachtsgebieden a ON a.gemeente_id = p.gemeente_id AND a.id = p.aandachtsgebied_id \
         WHERE p.gemeente_id = $1 AND (CAST($2 AS UUID) IS NULL OR a.werkplan_id = $2) \
         AND (CAST($3 AS UUID) IS NULL OR a.id = $3) ORDER BY p.aandachtsgebied_id, p.organisatie_id LIMIT 10000",
        &[&gemeente, &plan, &id],
        |row| Ok((row.get(0)?, (row.get(1)?, row.get(2)?))),
    )?;
    for (of, partner) in partners {
        if let Some(one) = at.get(&of).and_then(|n| found.get_mut(*n)) {
            one.partners.push(partner);
        }
    }
    Ok(found)
}

/// The aandachtsgebieden of a werkplan, oldest first.
pub fn list_aandachtsgebieden(
    tx: &mut impl Queries,
    gemeente: GemeenteId,
    plan: WerkplanId,
) -> Result<Vec<Aandachtsgebied>> {
    list_where(tx, gemeente, Some(plan), None)
}

/// The aandachtsgebied with this id.
pub fn find_aandachtsgebied(
    tx: &mut impl Queries,
    gemeente: GemeenteId,
    id: AandachtsgebiedId,
) -> Result<Option<Aandachtsgebied>> {
    Ok(list_where(tx, gemeente, None, Some(id))?.into_iter().next())
}

/// The aandachtsgebied with this id, or the error that a page answers with.
pub fn get_aandachtsgebied(
    tx: &mut impl Queries,
    gemeente: GemeenteId,
    id: AandachtsgebiedId,
) -> Result<Aandachtsgebied> {
    find_aandachtsgebied(tx, gemeente, id)?.ok_or(Error::NotFound("aandachtsgebied"))
}

/// This aandachtsgebied and those of earlier years that it was carried over from.
pub fn lineage(
    tx: &mut impl Queries,
    gemeente: GemeenteId,
    id: AandachtsgebiedId,
) -> Result<Vec<AandachtsgebiedId>> {
    let mut line = vec![id];
    while let Some(last) = line.last().copied() {
        let before: Option<Option<AandachtsgebiedId>> = tx.query_opt(
            "SELECT carried_from FROM aandachtsgebieden WHERE gemeente_id = $1 AND id = $2",
            &[&gemeente, &last],
            |row| row.get(0),
        )?;
        match before.flatten() {
            Some(before) if line.len() < 20 && !line.contains(&before) => line.push(before),
            _ => break,
        }
    }
    Ok(line)
}

/// This aandachtsgebied and those of later years that it was carried over into.
pub fn descent(
    tx: &mut impl Queries,
    gemeente: GemeenteId,
    id: AandachtsgebiedId,
) -> Result<Vec<AandachtsgebiedId>> {
    let mut line = vec![id];
    while let Some(last) = line.last().copied() {
        let after: Option<AandachtsgebiedId> = tx.query_opt(
            "SELECT id FROM aandachtsgebieden WHERE gemeente_id = $1 AND carried_from = $2 ORDER BY id LIMIT 1",
            &[&gemeente, &last],
            |row| row.get(0),
        )?;
        match after {
            Some(after) if line.len() < 20 && !line.contains(&after) => line.push(after),
            _ => break,
        }
    }
    Ok(line)
}

fn afspraak(row: &Row<'_>) -> Result<Afspraak, DbError> {
    let partij: Option<Uuid> = row.get(14)?;
    let soort: Option<super::model::PartijSoort> = row.get(15)?;
    Ok(Afspraak {
        id: row.get(0)?,
        aandachtsgebied: row.get(1)?,
        wat: row.get(2)?,
        organisatie: row.get(3)?,
        account: row.get(4)?,
        due: row.get(5)?,
        gebied: row.get(6)?,
        state: row.get(7)?,
        progress: row.get(8)?,
        reason: row.get(9)?,
        accepted_at: row.get(10)?,
        delivered_at: row.get(11)?,
        verified_at: row.get(12)?,
        created_at: row.get(13)?,
        partij: partij.zip(soort),
    })
}

/// The afspraken of a werkplan, by date.
pub fn list_afspraken(
    tx: &mut impl Queries,
    gemeente: GemeenteId,
    plan: WerkplanId,
) -> Result<Vec<Afspraak>> {
    Ok(tx.query(
        "SELECT f.id, f.aandachtsgebied_id, f.wat, f.organisatie_id, f.account_id, f.due, f.gebied_id, f.state, \
         f.progress, f.reason, f.accepted_at, f.delivered_at, f.verified_at, f.created_at, p.id, p.soort \
         FROM afspraken f \
         JOIN aandachtsgebieden a ON a.gemeente_id = f.gemeente_id AND a.id = f.aandachtsgebied_id \
         LEFT JOIN afspraak_partijen p ON p.gemeente_id = f.gemeente_id AND p.afspraak_id = f.id \
         WHERE f.gemeente_id = $1 AND a.werkplan_id = $2 ORDER BY f.due, f.id LIMIT 2000",
        &[&gemeente, &plan],
        afspraak,
    )?)
}

/// The afspraken of one aandachtsgebied, by date.
pub fn list_afspraken_of(
    tx: &mut impl Queries,
    gemeente: GemeenteId,
    of: AandachtsgebiedId,
) -> Result<Vec<Afspraak>> {
    Ok(tx.query(
        "SELECT f.id, f.aandachtsgebied_id, f.wat, f.organisatie_id, f.account_id, f.due, f.gebied_id, f.state, \
         f.progress, f.reason, f.accepted_at, f.delivered_at, f.verified_at, f.created_at, p.id, p.soort \
         FROM afspraken f \
         LEFT JOIN afspraak_partijen p ON p.gemeente_id = f.gemeente_id AND p.afspraak_id = f.id \
         WHERE f.gemeente_id = $1 AND f.aandachtsgebied_id = $2 ORDER BY f.due, f.id LIMIT 500",
        &[&gemeente, &of],
        afspraak,
    )?)
}

/// The afspraken of all werkplannen of a year, by date.
pub fn list_afspraken_in(
    tx: &mut impl Queries,
    gemeente: GemeenteId,
    jaar: i64,
) -> Result<Vec<(OrgaanId, Afspraak)>> {
    Ok(tx.query(
        "SELECT f.id, f.aandachtsgebied_id, f.wat, f.organisatie_id, f.account_id, f.due, f.gebied_id, f.state, \
         f.progress, f.reason, f.accepted_at, f.delivered_at, f.verified_at, f.created_at, p.id, p.soort, w.orgaan_id \
         FROM afspraken f \
         JOIN aandachtsgebieden a ON a.gemeente_id = f.gemeente_id AND a.id = f.aandachtsgebied_id \
         JOIN werkplannen w ON w.gemeente_id = a.gemeente_id AND w.id = a.werkplan_id \
         LEFT JOIN afspraak_partijen p ON p.gemeente_id = f.gemeente_id AND p.afspraak_id = f.id \
         WHERE f.gemeente_id = $1 AND w.jaar = $2 ORDER BY f.due, f.id LIMIT 5000",
        &[&gemeente, &jaar],
        |row| Ok((row.get(16)?, afspraak(row)?)),
    )?)
}

/// The wijken of the aandachtsgebieden of all werkplannen of a year.
pub fn list_wijken_in(
    tx: &mut impl Queries,
    gemeente: GemeenteId,
    jaar: i64,
) -> Result<Vec<(AandachtsgebiedId, GebiedId)>> {
    Ok(tx.query(
        "SELECT w.aandachtsgebied_id, w.gebied_id FROM werkplannen p \
         JOIN aandachtsgebieden a ON a.gemeente_id = p.gemeente_id AND a.werkplan_id = p.id \
         JOIN aandachtsgebied_wijken w ON w.gemeente_id = a.gemeente_id AND w.aandachtsgebied_id = a.id \
         WHERE p.gemeente_id = $1 AND p.jaar = $2 ORDER BY w.aandachtsgebied_id, w.gebied_id LIMIT 10000",
        &[&gemeente, &jaar],
        |row| Ok((row.get(0)?, row.get(1)?)),
    )?)
}

/// The afspraak with this id.
pub fn find_afspraak(
    tx: &mut impl Queries,
    gemeente: GemeenteId,
    id: AfspraakId,
) -> Result<Option<Afspraak>> {
    Ok(tx.query_opt(
        "SELECT f.id, f.aandachtsgebied_id, f.wat, f.organisatie_id, f.account_id, f.due, f.gebied_id, f.state, \
         f.progress, f.reason, f.accepted_at, f.delivered_at, f.verified_at, f.created_at, p.id, p.soort \
         FROM afspraken f \
         LEFT JOIN afspraak_partijen p ON p.gemeente_id = f.gemeente_id AND p.afspraak_id = f.id \
         WHERE f.gemeente_id = $1 AND f.id = $2",
        &[&gemeente, &id],
        afspraak,
    )?)
}

/// The afspraak with this id, or the error that a page answers with.
pub fn get_afspraak(
    tx: &mut impl Queries,
    gemeente: GemeenteId,
    id: AfspraakId,
) -> Result<Afspraak> {
    find_afspraak(tx, gemeente, id)?.ok_or(Error::NotFound("afspraak"))
}
