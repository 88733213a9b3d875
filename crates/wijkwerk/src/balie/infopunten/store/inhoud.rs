//! The SQL of what points offer and with whom.

use std::collections::BTreeMap;

use kit::db::Queries;

use crate::balie::infopunten::inhoud::Inhoud;
use crate::error::Result;
use crate::ids::{GemeenteId, InfopuntId, LocatieId, OrganisatieId};
use crate::write::Write;

/// What every point offers and with whom.
pub fn all(tx: &mut impl Queries, gemeente: GemeenteId) -> Result<BTreeMap<InfopuntId, Inhoud>> {
    let mut all: BTreeMap<InfopuntId, Inhoud> = BTreeMap::new();
    let functies: Vec<(InfopuntId, String)> = tx.query(
        "SELECT infopunt_id, functie FROM infopunt_functies WHERE gemeente_id = $1 \
         ORDER BY infopunt_id, functie LIMIT 5000",
        &[&gemeente],
        |row| Ok((row.get(0)?, row.get(1)?)),
    )?;
    for (punt, functie) in functies {
        all.entry(punt).or_default().functies.insert(functie);
    }
    let partners: Vec<(InfopuntId, OrganisatieId, i64)> = tx.query(
        "SELECT infopunt_id, organisatie_id, aandeel FROM infopunt_partners WHERE gemeente_id = $1 \
         ORDER BY infopunt_id, aandeel DESC, organisatie_id LIMIT 5000",
        &[&gemeente],
        |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)),
    )?;
    for (punt, organisatie, aandeel) in partners {
        all.entry(punt)
            .or_default()
            .partners
            .push((organisatie, aandeel));
    }
    let huurders: Vec<(InfopuntId, OrganisatieId)> = tx.query(
        "SELECT i.id, h.organisatie_id FROM infopunten i \
         JOIN locatie_huurders h ON h.gemeente_id = i.gemeente_id AND h.locatie_id = i.locatie_id \
         WHERE i.gemeente_id = $1 ORDER BY i.id, h.organisatie_id LIMIT 5000",
        &[&gemeente],
        |row| Ok((row.get(0)?, row.get(1)?)),
    )?;
    for (punt, organisatie) in huurders {
        all.entry(punt).or_default().huurders.insert(organisatie);
    }
    Ok(all)
}

pub fn replace(
    ctx: &mut Write<'_>,
    id: InfopuntId,
    locatie: LocatieId,
    new: &Inhoud,
    basis_minuten: Option<i64>,
) -> Result<()> {
    let gemeente = ctx.gemeente();
    ctx.exec(
        "DELETE FROM infopunt_functies WHERE gemeente_id = $1 AND infopunt_id = $2",
        &[&gemeente, &id],
    )?;
    ctx.exec(
        "DELETE FROM infopunt_partners WHERE gemeente_id = $1 AND infopunt_id = $2",
        &[&gemeente, &id],
    )?;
    ctx.exec(
        "DELETE FROM locatie_huurders WHERE gemeente_id = $1 AND locatie_id = $2",
        &[&gemeente, &locatie],
    )?;
    for functie in &new.functies {
        ctx.exec(
            "INSERT INTO infopunt_functies (gemeente_id, infopunt_id, functie) VALUES ($1, $2, $3)",
            &[&gemeente, &id, functie],
        )?;
    }
    for (organisatie, aandeel) in &new.partners {
        ctx.exec(
            "INSERT INTO infopunt_partners (gemeente_id, infopunt_id, organisatie_id, aandeel) VALUES ($1, $2, $3, $4)",
            &[&gemeente, &id, organisatie, aandeel],
        )?;
    }
    for organisatie in &new.huurders {
        ctx.exec(
            "INSERT INTO locatie_huurders (gemeente_id, locatie_id, organisatie_id) VALUES ($1, $2, $3)",
            &[&gemeente, &locatie, organisatie],
        )?;
    }
    ctx.exec(
        "UPDATE infopunten SET basis_minuten = $3 WHERE gemeente_id = $1 AND id = $2",
        &[&gemeente, &id, &basis_minuten],
    )?;
    Ok(())
}
