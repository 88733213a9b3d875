//! The start catalogue as rows of the kennisbank: the one that ships, or a file with the same columns.

use std::collections::BTreeSet;

use super::kennis_rijen::{Parsed, topic_of};
use super::table::Row;
use crate::balie::kennisbank::inlezen::{CATALOGUS, Incoming};
use crate::balie::wegwijzer::catalogue;

/// Every row that ships; the first line of the file names the columns.
pub(super) fn shipped() -> Vec<(usize, Parsed)> {
    let all = catalogue().into_iter().enumerate();
    all.map(|(n, item)| (n + 2, Ok(item.row()))).collect()
}

/// A row of a file; what it leaves out is taken from what ships under the same id.
pub(super) fn row(row: &Row, seen: &mut BTreeSet<String>) -> Parsed {
    let get = |names: &[&str]| row.text(names).map(ToOwned::to_owned);
    let id =
        get(&["id"]).ok_or("er is geen id, dus een tweede keer inlezen zou haar dubbel maken")?;
    if !seen.insert(id.clone()) {
        return Err(format!("het id {id} staat er al eerder in"));
    }
    let titel = get(&["naam", "titel"]).ok_or("er is geen naam")?;
    let known = catalogue().into_iter().find(|item| item.id == id);
    let base = known.map_or_else(
        || Incoming {
            bron: CATALOGUS.to_owned(),
            extern_id: id.clone(),
            sleutel: Some(id.clone()),
            soort: "product".to_owned(),
            actief: true,
            onderwerp: topic_of(&titel).to_owned(),
            ..Incoming::default()
        },
        |item| item.row(),
    );
    Ok(Incoming {
        samenvatting: get(&["omschrijving", "samenvatting"]).unwrap_or(base.samenvatting),
        tekst: get(&["tekst"]).unwrap_or(base.tekst),
        doelgroep: get(&["doelgroep", "voor_wie"]).unwrap_or(base.doelgroep),
        aanmelden: get(&["aanmelden", "zo_werkt_het"]).unwrap_or(base.aanmelden),
        kosten: get(&["kosten"]).unwrap_or(base.kosten),
        organisatie_soort: get(&["organisatie_soort"]).unwrap_or(base.organisatie_soort),
        onderwerp: get(&["onderwerp"]).unwrap_or(base.onderwerp),
        upl_naam: get(&["upl_naam"]).or(base.upl_naam),
        upl_uri: get(&["upl_uri"]).or(base.upl_uri),
        titel,
        ..base
    })
}
