//! The SQL of what the wegwijzer reads: all items, in steps.

use kit::db::Queries;

use crate::balie::kennisbank::model::{ItemState, WegwijzerDoc};
use crate::error::Result;
use crate::ids::{GemeenteId, KennisitemId};

/// Items read in one statement for the wegwijzer.
const BATCH: i64 = 1000;

/// What the wegwijzer reads: everything that is published, and for the desk also what is in control.
pub fn wegwijzer_docs(
    tx: &mut impl Queries,
    gemeente: GemeenteId,
    public_only: bool,
) -> Result<Vec<WegwijzerDoc>> {
    let states: &[ItemState] = if public_only {
        &[ItemState::Published]
    } else {
        &[ItemState::Published, ItemState::InControl]
    };
    let mut all = Vec::new();
    for state in states {
        let (mut titel, mut id) = (String::new(), KennisitemId(uuid::Uuid::nil()));
        loop {
            let found = docs_after(tx, gemeente, *state, &titel, id)?;
            let full = i64::try_from(found.len()).unwrap_or(0) == BATCH;
            if let Some(last) = found.last() {
                (titel, id) = (last.titel.clone(), last.id);
            }
            all.extend(found);
            if !full {
                break;
            }
        }
    }
    let mut words = all_words(tx, gemeente)?;
    for doc in &mut all {
        doc.woorden = words.remove(&doc.id).unwrap_or_default();
    }
    Ok(all)
}

fn docs_after(
    tx: &mut impl Queries,
    gemeente: GemeenteId,
    state: ItemState,
    titel: &str,
    id: KennisitemId,
) -> Result<Vec<WegwijzerDoc>> {
    Ok(tx.query(
        "SELECT id, sleutel, state, titel, samenvatting, tekst, onderwerp, organisatie_id, organisatie_soort \
         FROM kennisitems WHERE gemeente_id = $1 AND state = $2 AND titel >= $3 AND (titel > $3 OR id > $4) \
         ORDER BY titel, id LIMIT $5",
        &[&gemeente, &state, &titel, &id, &BATCH],
        |row| {
            let (samenvatting, tekst): (String, String) = (row.get(4)?, row.get(5)?);
            Ok(WegwijzerDoc {
                id: row.get(0)?,
                sleutel: row.get(1)?,
                state: row.get(2)?,
                titel: row.get(3)?,
                tekst: format!("{samenvatting}\n{tekst}").trim().to_owned(),
                woorden: Vec::new(),
                onderwerp: row.get(6)?,
                organisatie: row.get(7)?,
                organisatie_soort: row.get(8)?,
            })
        },
    )?)
}

/// Residents' words of all items, in steps.
fn all_words(
    tx: &mut impl Queries,
    gemeente: GemeenteId,
) -> Result<std::collections::BTreeMap<KennisitemId, Vec<String>>> {
    let mut all: std::collections::BTreeMap<KennisitemId, Vec<String>> =
        std::collections::BTreeMap::new();
    let (mut last, mut word) = (KennisitemId(uuid::Uuid::nil()), String::new());
    loop {
        let found: Vec<(KennisitemId, String)> = tx.query(
            "SELECT kennisitem_id, woord FROM kennis_woorden WHERE gemeente_id = $1 AND kennisitem_id >= $2 \
             AND (kennisitem_id > $2 OR woord > $3) ORDER BY kennisitem_id, woord LIMIT $4",
            &[&gemeente, &last, &word, &BATCH],
            |row| Ok((row.get(0)?, row.get(1)?)),
        )?;
        let full = i64::try_from(found.len()).unwrap_or(0) == BATCH;
        if let Some((id, found)) = found.last() {
            (last, word) = (*id, found.clone());
        }
        for (id, found) in found {
            all.entry(id).or_default().push(found);
        }
        if !full {
            return Ok(all);
        }
    }
}
