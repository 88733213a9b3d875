//! Levels, gebieden and the division into teams: one tree, and every wijk where it should be.

use std::collections::BTreeSet;

use super::super::model::{Inrichting, TeamSoort};
use super::super::woorden::is_slug;
use super::{Vondsten, full_coverage, is_code};

pub(super) fn check(inrichting: &Inrichting, found: &mut Vondsten) {
    let levels: Vec<&str> = inrichting
        .niveaus
        .iter()
        .map(|n| n.sleutel.as_str())
        .collect();
    found.expect_known(
        "werkniveau".to_owned(),
        "Het niveau",
        &inrichting.werkniveau,
        &levels,
    );
    let level = &inrichting.bewonersorgaan.niveau;
    found.expect_known(
        "bewonersorgaan.niveau".to_owned(),
        "Het niveau",
        level,
        &levels,
    );
    if inrichting
        .bewonersorgaan
        .max_per_gebied
        .is_some_and(|most| most < 1)
    {
        found.add(
            "bewonersorgaan.maxPerGebied",
            "Er moet ten minste één orgaan per gebied kunnen zijn.",
            "Geef een getal vanaf 1, of laat de sleutel weg.",
        );
    }
    tree(inrichting, &levels, found);
    teams(inrichting, found);
    for kind in full_coverage(inrichting) {
        coverage(inrichting, kind, found);
    }
}

fn tree(inrichting: &Inrichting, levels: &[&str], found: &mut Vondsten) {
    let known: Vec<&str> = inrichting
        .gebieden
        .iter()
        .map(|g| g.sleutel.as_str())
        .collect();
    let rank = |level: &str| levels.iter().position(|known| *known == level);
    for gebied in &inrichting.gebieden {
        let pad = format!("gebieden[{}]", gebied.sleutel);
        if !is_slug(&gebied.sleutel) {
            found.add(
                format!("{pad}.sleutel"),
                format!("\"{}\" kan niet in een webadres staan.", gebied.sleutel),
                "Gebruik alleen kleine letters, cijfers en streepjes.",
            );
        }
        found.expect_known(
            format!("{pad}.niveau"),
            "Het niveau",
            &gebied.niveau,
            levels,
        );
        for (index, koppeling) in gebied.cbs.iter().enumerate() {
            if !is_code(&koppeling.code, "WK") && !is_code(&koppeling.code, "BU") {
                found.add(
                    format!("{pad}.cbs[{index}].code"),
                    format!("\"{}\" is geen code van een wijk of buurt.", koppeling.code),
                    "Gebruik WK met zes cijfers of BU met acht cijfers.",
                );
            }
        }
        let Some(parent) = &gebied.onderdeel_van else {
            continue;
        };
        let pad = format!("{pad}.onderdeelVan");
        found.expect_known(pad.clone(), "Het gebied", parent, &known);
        let Some(above) = inrichting.gebied(parent) else {
            continue;
        };
        if is_in_circle(inrichting, &gebied.sleutel) {
            found.add(
                pad,
                format!(
                    "Het gebied \"{}\" ligt via een kring in zichzelf.",
                    gebied.sleutel
                ),
                "Laat elk gebied in een groter gebied liggen.",
            );
        } else if rank(&above.niveau)
            .zip(rank(&gebied.niveau))
            .is_some_and(|(up, own)| up >= own)
        {
            found.add(
                pad,
                format!(
                    "\"{}\" is geen groter gebied dan \"{}\".",
                    above.naam, gebied.naam
                ),
                "Laat het gebied in een gebied van een hoger niveau liggen.",
            );
        }
    }
}

fn is_in_circle(inrichting: &Inrichting, start: &str) -> bool {
    let mut seen = BTreeSet::new();
    let mut at = start;
    while let Some(parent) = inrichting
        .gebied(at)
        .and_then(|g| g.onderdeel_van.as_deref())
    {
        if parent == start {
            return true;
        }
        if !seen.insert(parent) {
            return false;
        }
        at = parent;
    }
    false
}

fn teams(inrichting: &Inrichting, found: &mut Vondsten) {
    let known: Vec<&str> = inrichting
        .gebieden
        .iter()
        .map(|g| g.sleutel.as_str())
        .collect();
    for team in &inrichting.verdeling.teams {
        let pad = format!("verdeling.teams[{}]", team.sleutel);
        if !is_slug(&team.sleutel) {
            found.add(
                format!("{pad}.sleutel"),
                format!("\"{}\" kan niet in een webadres staan.", team.sleutel),
                "Gebruik alleen kleine letters, cijfers en streepjes.",
            );
        }
        if team.gebieden.is_empty() {
            found.add(
                format!("{pad}.gebieden"),
                format!("Het team \"{}\" heeft geen gebied.", team.naam),
                "Noem ten minste één gebied.",
            );
        }
        for (index, gebied) in team.gebieden.iter().enumerate() {
            found.expect_known(
                format!("{pad}.gebieden[{index}]"),
                "Het gebied",
                gebied,
                &known,
            );
        }
        for (index, periode) in team.perioden.iter().enumerate() {
            if periode
                .vanaf
                .zip(periode.tot)
                .is_some_and(|(from, to)| to < from)
            {
                found.add(
                    format!("{pad}.perioden[{index}].tot"),
                    "De periode eindigt voordat zij begint.",
                    "Zet \"tot\" op of na \"vanaf\".",
                );
            }
        }
    }
    for (index, veld) in inrichting.velden.iter().enumerate() {
        for gebied in &veld.gebieden {
            let pad = format!("velden[{}].gebieden", inrichting.velden[index].sleutel);
            found.expect_known(pad, "Het gebied", gebied, &known);
        }
    }
}

/// INV-01, for each kind of team that says it covers everything.
fn coverage(inrichting: &Inrichting, kind: TeamSoort, found: &mut Vondsten) {
    for wijk in inrichting.wijken() {
        let teams: Vec<&str> = inrichting
            .teams_of(&wijk.sleutel, kind)
            .map(|team| team.sleutel.as_str())
            .collect();
        match teams.as_slice() {
            [_] => {}
            [] => found.add(
                format!("verdeling.dekking.{}", kind.key()),
                format!(
                    "\"{}\" hoort bij geen team van de soort {} (INV-01).",
                    wijk.naam,
                    kind.key()
                ),
                "Zet het gebied bij een team, of kies dekking \"partial\".",
            ),
            [.., last] => found.add(
                format!("verdeling.teams[{last}].gebieden"),
                format!(
                    "\"{}\" hoort bij meer dan één team van de soort {}: {} (INV-01).",
                    wijk.naam,
                    kind.key(),
                    teams.join(", ")
                ),
                "Laat het gebied bij precies één team staan.",
            ),
        }
    }
}
