//! Tests of the inrichting, on the invented gemeente of the tests and on every shipped document.

mod ingang;
mod opvolging;
mod organisaties;
mod overlays;
mod rules;
mod schema;

use std::collections::BTreeMap;
use std::path::PathBuf;

use super::*;
use crate::access::permission::Permission;

const RIETWAARDE: &str = include_str!("../../../tests/it/rietwaarde.toml");

fn nothing(_: &str) -> Option<String> {
    None
}

fn rietwaarde() -> Inrichting {
    load(RIETWAARDE, &nothing).expect("the invented gemeente loads")
}

fn folder() -> PathBuf {
    PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/../../inrichtingen"))
}

fn shipped_text(name: &str) -> Option<String> {
    std::fs::read_to_string(folder().join(format!("{name}.toml"))).ok()
}

/// Every shipped document, by name in order.
fn shipped() -> BTreeMap<String, Inrichting> {
    let mut found = BTreeMap::new();
    for entry in std::fs::read_dir(folder()).expect("readable") {
        let path = entry.expect("readable").path();
        let name = path
            .file_stem()
            .and_then(|n| n.to_str())
            .unwrap_or_default()
            .to_owned();
        if path.extension().is_none_or(|extension| extension != "toml") || name == "basis" {
            continue;
        }
        let text = std::fs::read_to_string(&path).expect("readable");
        match load(&text, &shipped_text) {
            Ok(inrichting) => found.insert(name, inrichting),
            Err(findings) => panic!("{name}: {}", lines(&findings)),
        };
    }
    found
}

fn lines(findings: &[Bevinding]) -> String {
    findings
        .iter()
        .map(ToString::to_string)
        .collect::<Vec<_>>()
        .join("\n")
}

#[test]
fn every_shipped_document_loads_without_a_finding() {
    let counts: Vec<[usize; 5]> = shipped()
        .values()
        .map(|i| {
            let niveaus = i.niveaus.len();
            let teams = i.verdeling.teams.len();
            [
                niveaus,
                i.wijken().count(),
                teams,
                i.themas.len(),
                i.disciplines.len(),
            ]
        })
        .collect();
    assert_eq!(
        counts,
        [
            [3, 5, 0, 0, 6],
            [3, 11, 8, 0, 6],
            [2, 10, 6, 4, 0],
            [2, 10, 6, 4, 5]
        ],
        "levels, wijken, teams, themes, disciplines, in order of name"
    );
}

#[test]
fn every_document_exports_and_loads_back_the_same() {
    for (name, inrichting) in shipped()
        .into_iter()
        .chain([("invented".to_owned(), rietwaarde())])
    {
        let text = to_toml(&inrichting).expect("it can be written");
        match load(&text, &nothing) {
            Ok(back) => assert_eq!(back, inrichting, "{name}"),
            Err(findings) => panic!("{name}: {}", lines(&findings)),
        }
    }
}

#[test]
fn no_gemeente_has_the_word_of_another_for_its_residents() {
    let all = shipped();
    for (name, own) in &all {
        let text = to_toml(own).expect("it can be written").to_lowercase();
        let words: Vec<&str> = text.split(|c: char| !c.is_alphabetic()).collect();
        for (other_name, other) in &all {
            let word = other.woord(WoordSleutel::Bewonersorgaan);
            let same = own.gemeente.slug == other.gemeente.slug;
            for form in [&word.enkelvoud, &word.meervoud] {
                let said = words.contains(&form.as_str());
                assert_eq!(said, same, "{form} of {other_name} in {name}");
            }
        }
    }
}

#[test]
fn only_an_overlay_assumes_and_every_source_rule_says_where_it_stands() {
    for (name, text) in shipped()
        .keys()
        .filter_map(|name| Some((name, shipped_text(name)?)))
    {
        let inrichting = load(&text, &shipped_text).expect("it loads");
        let overlay = text.lines().any(|line| line.starts_with("op = "));
        assert_eq!(overlay, inrichting.aannames().len() > 5, "{name}");
        assert!(
            inrichting.regels.iter().all(|regel| regel.plaats.is_some()),
            "{name}"
        );
        assert!(
            !inrichting.open_besluiten().is_empty(),
            "{name} decides everything"
        );
        let soft = |regel: &&Regel| matches!(regel.modaliteit, Modaliteit::S | Modaliteit::O);
        assert!(
            inrichting
                .regels
                .iter()
                .filter(soft)
                .all(|regel| !regel.blokkeert),
            "{name}"
        );
    }
}

#[test]
fn every_shipped_map_shows_every_wijk() {
    for (name, inrichting) in shipped() {
        let path = folder()
            .join("kaarten")
            .join(format!("{}.toml", inrichting.gemeente.slug));
        let Ok(text) = std::fs::read_to_string(path) else {
            continue;
        };
        match load_kaart(&text, &inrichting) {
            Ok(kaart) => {
                for wijk in inrichting.wijken() {
                    assert!(
                        kaart.gebieden.contains_key(&wijk.sleutel),
                        "{name}: {}",
                        wijk.sleutel
                    );
                }
            }
            // A document that names only some wijken cannot place the others.
            Err(findings) => assert!(
                inrichting.verdeling.teams.is_empty(),
                "{name}: {}",
                lines(&findings)
            ),
        }
    }
}

#[test]
fn the_product_can_ask_what_it_needs() {
    let inrichting = rietwaarde();
    let team = |gebied: &str, soort| {
        inrichting
            .team_of(gebied, soort)
            .map(|t| t.sleutel.as_str())
    };
    assert_eq!(team("lisveen", TeamSoort::Wijkteam), Some("oost"));
    assert_eq!(team("molenakker", TeamSoort::Wijkteam), Some("west"));
    assert_eq!(team("molenakker", TeamSoort::Wijkserviceteam), None);
    assert_eq!(
        inrichting.planning_team_of("lisveen"),
        inrichting.team("oost")
    );
    assert_eq!(inrichting.children("rietwaarde").count(), 2);
    assert_eq!(inrichting.ancestors("lisveen").len(), 3);
    assert_eq!(
        inrichting.woord(WoordSleutel::Melding).with_article(),
        "het seintje"
    );
    assert_eq!(inrichting.woord(WoordSleutel::Wijk).counted(2), "kernen");
    assert!(inrichting.has_themas());
    let guide = [Permission::MeldingEnter, Permission::AandachtsgebiedRead];
    assert_eq!(inrichting.permissions_of("kerngids"), guide);
    assert!(
        inrichting.permissions_of("portefeuillehouder").is_empty(),
        "not in use here"
    );
    assert!(inrichting.permissions_of("niemand").is_empty());
    assert_eq!(inrichting.term("verzonnen").value(), None);
    let often = inrichting.parameter("stuurgroep.perJaar").value();
    assert_eq!(often, Some(&Waarde::Getal(4)));
    let lid = inrichting.rol("bewonersorgaanlid").expect("it ships");
    assert_eq!(lid.naam.nl, "Lid van een dorpsraad");
}

#[test]
fn the_roles_that_ship_keep_personal_data_with_those_who_handle() {
    let inrichting = rietwaarde();
    let holders = |permission: Permission| -> Vec<&str> {
        let holds = |rol: &Rol| rol.permissies.contains(&permission);
        inrichting
            .rollen
            .iter()
            .filter(|(_, rol)| holds(rol))
            .map(|(key, _)| key.as_str())
            .collect()
    };
    assert_eq!(inrichting.rollen.len(), 23, "22 ship, one is its own");
    assert_eq!(
        holders(Permission::MeldingContactRead),
        ["wijkbeheerder", "wijkopzichter"]
    );
    assert_eq!(holders(Permission::ZorgRead), ["coordinator"]);
    assert_eq!(holders(Permission::LeeslogRead), ["privacyfunctionaris"]);
    assert_eq!(holders(Permission::AccountManage), ["functioneelbeheerder"]);
    assert_eq!(
        holders(Permission::WerkplanAdopt),
        ["wijkbeheerder", "wijkteamlid"]
    );
    for permission in Permission::ALL {
        assert!(!holders(*permission).is_empty(), "nobody may {permission}");
    }
}

#[test]
fn every_known_term_ships_and_is_either_decided_or_somebodys_to_decide() {
    let inrichting = rietwaarde();
    for name in termijn::ALL {
        assert!(inrichting.termijnen.contains_key(*name), "{name}");
    }
    assert_eq!(inrichting.termijnen.len(), termijn::ALL.len());
}

#[test]
fn a_map_is_checked_against_the_gebieden() {
    let inrichting = rietwaarde();
    let right = "[gebieden]\nlisveen = [[[5.9, 52.1], [5.91, 52.1], [5.9, 52.11]]]\n";
    assert!(load_kaart(right, &inrichting).is_ok());
    let table = [
        (
            "lisveen = [[[5.9, 52.1], [5.91, 52.1]]]",
            "minder dan drie punten",
        ),
        (
            "lisvene = [[[5.9, 52.1], [5.91, 52.1], [5.9, 52.11]]]",
            "bestaat niet",
        ),
        (
            "lisveen = [[[52.1, 5.9], [52.1, 5.91], [52.11, 5.9]]]",
            "niet in Nederland",
        ),
        ("lisveen = 3", "geen kaart"),
    ];
    for (line, melding) in table {
        let found = load_kaart(&format!("[gebieden]\n{line}\n"), &inrichting).expect_err(line);
        assert!(found[0].melding.contains(melding), "{line}: {}", found[0]);
    }
}
