//! The SQL of rolvervullingen at a locatie: which points it holds, and in which gebieden those lie.

use std::collections::{BTreeMap, BTreeSet};

use kit::db::Queries;
use uuid::Uuid;

use super::RolvervullingRow;
use crate::error::Result;
use crate::ids::{GebiedId, GemeenteId, InfopuntId, LocatieId};

/// What a rolvervulling at a locatie reaches: of what belongs to a point only what is of the points there, of everything
/// else what lies in their gebieden. A locatie that ended reaches nothing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LocatieReach {
    pub naam: String,
    pub gebieden: BTreeSet<GebiedId>,
    pub punten: BTreeSet<InfopuntId>,
}

/// Notes with each of these that is held at a locatie what it reaches.
pub(super) fn fill(
    tx: &mut impl Queries,
    gemeente: GemeenteId,
    rows: &mut [RolvervullingRow],
) -> Result<()> {
    let mut known: BTreeMap<Uuid, Option<LocatieReach>> = BTreeMap::new();
    for row in rows.iter_mut().filter(|row| row.scope_kind == "locatie") {
        let Some(id) = row.scope_id else { continue };
        row.locatie = if let Some(found) = known.get(&id) {
            found.clone()
        } else {
            let found = find_locatie(tx, gemeente, LocatieId(id))?;
            known.insert(id, found.clone());
            found
        };
    }
    Ok(())
}

/// What a rolvervulling at this locatie reaches.
pub fn find_locatie(
    tx: &mut impl Queries,
    gemeente: GemeenteId,
    id: LocatieId,
) -> Result<Option<LocatieReach>> {
    let found: Option<(String, Option<GebiedId>, bool)> = tx.query_opt(
        "SELECT naam, gebied_id, ended_at IS NOT NULL FROM locaties WHERE gemeente_id = $1 AND id = $2",
        &[&gemeente, &id],
        |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)),
    )?;
    let Some((naam, gebied, ended)) = found else {
        return Ok(None);
    };
    let mut reach = LocatieReach {
        naam,
        gebieden: BTreeSet::new(),
        punten: BTreeSet::new(),
    };
    if ended {
        return Ok(Some(reach));
    }
    let points: Vec<(InfopuntId, GebiedId)> = tx.query(
        "SELECT id, gebied_id FROM infopunten WHERE gemeente_id = $1 AND locatie_id = $2 ORDER BY id LIMIT 100",
        &[&gemeente, &id],
        |row| Ok((row.get(0)?, row.get(1)?)),
    )?;
    reach.gebieden.extend(gebied);
    for (punt, gebied) in points {
        reach.punten.insert(punt);
        reach.gebieden.insert(gebied);
    }
    Ok(Some(reach))
}

/// The locaties where there is a point, by name: where a role at a locatie can be held.
pub fn list_locaties_with_points(
    tx: &mut impl Queries,
    gemeente: GemeenteId,
) -> Result<Vec<(LocatieId, String)>> {
    Ok(tx.query(
        "SELECT l.id, l.naam FROM locaties l WHERE l.gemeente_id = $1 AND l.ended_at IS NULL \
         AND EXISTS (SELECT 1 FROM infopunten p WHERE p.gemeente_id = l.gemeente_id AND p.locatie_id = l.id \
         AND p.state NOT IN ('moved', 'ended')) ORDER BY l.naam, l.id LIMIT 500",
        &[&gemeente],
        |row| Ok((row.get(0)?, row.get(1)?)),
    )?)
}
