//! The schematic map of a gemeente: rings of points per gebied, in a file of its own.
//!
//! It shows each gebied recognisably and in its true relative place until imported geometry replaces
//! it. It is never used to decide in which gebied a point lies.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::document::Laag;
use super::load::Bevinding;
use super::model::Inrichting;
use super::rules::{coordinate_problem, nearest};

/// De schematische kaart van een gemeente.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Kaart {
    /// Per gebied een of meer ringen van punten, elk punt als [lengtegraad, breedtegraad].
    pub gebieden: BTreeMap<String, Vec<Vec<[f64; 2]>>>,
    /// Water om zich aan te oriënteren, per naam, als ringen van punten.
    #[serde(default)]
    pub water: BTreeMap<String, Vec<Vec<[f64; 2]>>>,
}

/// Reads a map and reports every error: unknown gebieden, rings too short, bad coordinates.
pub fn load_kaart(text: &str, inrichting: &Inrichting) -> Result<Kaart, Vec<Bevinding>> {
    let laag = Laag::parse("kaart", text).map_err(|finding| vec![finding])?;
    let kaart: Kaart = serde_json::from_value(laag.tree.clone()).map_err(|error| {
        vec![Bevinding {
            regel: 1,
            pad: "gebieden".to_owned(),
            melding: format!("Dit is geen kaart: {error}."),
            herstel: "Geef per gebied een lijst van ringen van [lengtegraad, breedtegraad]."
                .to_owned(),
        }]
    })?;
    let known: Vec<&str> = inrichting
        .gebieden
        .iter()
        .map(|g| g.sleutel.as_str())
        .collect();
    let mut findings = Vec::new();
    let gebieden = kaart
        .gebieden
        .iter()
        .map(|(sleutel, rings)| ("gebieden", sleutel, rings));
    let water = kaart
        .water
        .iter()
        .map(|(naam, rings)| ("water", naam, rings));
    for (part, sleutel, rings) in gebieden.chain(water) {
        let pad = format!("{part}.{sleutel}");
        let regel = laag.line_of(&pad).unwrap_or(1);
        if part == "gebieden" && !known.contains(&sleutel.as_str()) {
            findings.push(Bevinding {
                regel,
                pad: pad.clone(),
                melding: format!("Het gebied \"{sleutel}\" bestaat niet in de inrichting."),
                herstel: nearest(sleutel, &known),
            });
        }
        if rings.is_empty() || rings.iter().any(|ring| ring.len() < 3) {
            findings.push(Bevinding {
                regel,
                pad: pad.clone(),
                melding: format!("\"{sleutel}\" heeft een ring van minder dan drie punten."),
                herstel: "Geef elke ring ten minste drie punten.".to_owned(),
            });
        }
        let wrong = rings
            .iter()
            .flatten()
            .find_map(|[lon, lat]| coordinate_problem(*lat, *lon));
        if let Some((melding, herstel)) = wrong {
            findings.push(Bevinding {
                regel,
                pad,
                melding,
                herstel,
            });
        }
    }
    if findings.is_empty() {
        Ok(kaart)
    } else {
        Err(findings)
    }
}
