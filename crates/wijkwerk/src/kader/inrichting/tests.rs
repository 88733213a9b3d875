//! Tests of the inrichting, on the invented gemeente of the tests and on every shipped document.

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

/// What to change in the invented document, where the finding must be, and what its remedy must say.
struct Case {
    name: &'static str,
    from: &'static str,
    to: &'static str,
    /// The text of the line at which the finding must point.
    line: &'static str,
    pad: &'static str,
    melding: &'static str,
    herstel: &'static str,
}

macro_rules! cases {
    ($($name:literal: $from:literal => $to:literal, at $line:literal, $pad:literal, $melding:literal, $herstel:literal;)+) => {
        &[$(Case { name: $name, from: $from, to: $to, line: $line, pad: $pad, melding: $melding, herstel: $herstel }),+]
    };
}

const CASES: &[Case] = cases! {
    "an unknown key": "naam = \"Lisveen\"" => "naam = \"Lisveen\"\nnivaeu = 3", at "nivaeu = 3", "gebieden[lisveen].nivaeu", "bestaat niet", "niveau";
    "an unknown word key": "\nwijk = {" => "\nwyk = {", at "wyk = {", "woorden.wyk", "bestaat niet", "wijk";
    "an unknown value": "bronsoort = \"primary\"" => "bronsoort = \"primair\"", at "bronsoort = \"primair\"", "nota.bronsoort", "geen geldige waarde", "primary";
    "a wrong type": "lat = 52.1" => "lat = \"52.1\"", at "kernpunt = {", "gemeente.kernpunt.lat", "een tekst", "een getal";
    "a missing key": "titel = \"Dichtbij in Rietwaarde\"\n" => "", at "[nota]", "nota.titel", "ontbreekt", "titel";
    "an impossible date": "vanaf = 2026-01-01\ndekking" => "vanaf = \"2026-02-30\"\ndekking", at "vanaf = \"2026-02-30\"", "verdeling.vanaf", "geen bestaande datum", "2026-03-01";
    "an unknown parent": "onderdeelVan = \"waterland-oost\"" => "onderdeelVan = \"waterland-oos\"", at "onderdeelVan = \"waterland-oos\"", "gebieden[rietdorp].onderdeelVan", "bestaat niet", "waterland-oost";
    "an unknown level": "niveau = \"cluster\"" => "niveau = \"klaster\"", at "niveau = \"klaster\"", "gebieden[waterland-oost].niveau", "bestaat niet", "cluster";
    "an unknown working level": "werkniveau = \"kern\"" => "werkniveau = \"dorp\"", at "werkniveau = \"dorp\"", "werkniveau", "bestaat niet", "kern";
    "a circle": "niveau = \"gemeente\"\n\n[[gebieden]]" => "niveau = \"gemeente\"\nonderdeelVan = \"rietdorp\"\n\n[[gebieden]]", at "onderdeelVan = \"rietdorp\"", "gebieden[rietwaarde].onderdeelVan", "kring", "groter gebied";
    "a level upside down": "niveau = \"cluster\"\nonderdeelVan = \"rietwaarde\"" => "niveau = \"gemeente\"\nonderdeelVan = \"rietwaarde\"", at "onderdeelVan = \"rietwaarde\"", "gebieden[waterland-oost].onderdeelVan", "geen groter gebied", "hoger niveau";
    "a gebied twice": "sleutel = \"lisveen\"" => "sleutel = \"rietdorp\"", at "[[gebieden]]", "gebieden[rietdorp]", "twee keer", "eigen sleutel";
    "a team on an unknown gebied": "gebieden = [\"waterland-west\"]" => "gebieden = [\"waterland-west\", \"molenaker\"]", at "gebieden = [\"waterland-west\", \"molenaker\"]", "verdeling.teams[west].gebieden[1]", "bestaat niet", "molenakker";
    "a wijk without a team (INV-01)": "gebieden = [\"waterland-west\"]" => "gebieden = [\"oude-sluis\"]", at "dekking = {", "verdeling.dekking.wijkteam", "INV-01", "partial";
    "a wijk in two teams (INV-01)": "gebieden = [\"waterland-west\"]" => "gebieden = [\"waterland-west\", \"lisveen\"]", at "gebieden = [\"waterland-west\", \"lisveen\"]", "verdeling.teams[west].gebieden", "INV-01", "precies één team";
    "an unknown kind of team": "dekking = { wijkteam = \"full\" }" => "dekking = { wijkteams = \"full\" }", at "dekking = {", "verdeling.dekking.wijkteams", "bestaat niet", "wijkteam";
    "a period that ends first": "vanaf = 2026-01-01 }]\n\n[[verdeling" => "vanaf = 2026-01-01, tot = 2025-01-01 }]\n\n[[verdeling", at "perioden = [{ status = \"regular\", vanaf = 2026-01-01, tot", "verdeling.teams[oost].perioden[0].tot", "eindigt", "op of na";
    "an unknown permission": "\"melding.enter\", \"aandachtsgebied.read\"" => "\"melding.inter\", \"aandachtsgebied.read\"", at "permissies = [\"melding.inter\"", "rollen.kerngids.permissies[0]", "geen geldige waarde", "melding.enter";
    "an unknown role of a seat": "bewoner = \"geloot\"" => "rol = \"kerngid\"", at "rol = \"kerngid\"", "organen[gebiedsteam].zetels[geloot].rol", "bestaat niet", "kerngids";
    "an unknown organisation of a seat": "organisatie = \"rietwonen\"" => "organisatie = \"rietwoning\"", at "organisatie = \"rietwoning\"", "organen[gebiedsteam].zetels[corporatie].organisatie", "bestaat niet", "rietwonen";
    "an unknown kind of seat": "bewoner = \"geloot\"" => "bewoner = \"gelood\"", at "bewoner = \"gelood\"", "organen[gebiedsteam].zetels[geloot].bewoner", "geen geldige waarde", "geloot";
    "a seat of nobody": "bewoner = \"geloot\"\n" => "", at "[[organen.zetels]]", "organen[gebiedsteam].zetels[geloot]", "0 soorten houders", "precies één";
    "a seat of two": "bewoner = \"geloot\"" => "bewoner = \"geloot\"\nrol = \"kerngids\"", at "[[organen.zetels]]", "organen[gebiedsteam].zetels[geloot]", "2 soorten houders", "precies één";
    "a chair bound to the gemeente (INV-04)": "organisatieSoort = \"corporatie\"" => "organisatieSoort = \"gemeente\"", at "voorzitter = { wijze = \"organisation\"", "organen[gebiedsteam].voorzitter", "INV-04", "selfArranged";
    "a chair bound to this gemeente (INV-04)": "organisatieSoort = \"corporatie\"" => "organisatie = \"gemeente\"", at "voorzitter = { wijze = \"organisation\"", "organen[gebiedsteam].voorzitter", "INV-04", "selfArranged";
    "an unknown executing organisation": "uitvoerend = \"bibliotheek\"" => "uitvoerend = \"bieb\"", at "uitvoerend = \"bieb\"", "diensten[algemene-informatie-en-advies].uitvoerend", "bestaat niet", "bibliotheek";
    "a missing word form": "enkelvoud = \"kern\", meervoud = \"kernen\"" => "enkelvoud = \"kern\"", at "wijk = {", "woorden.wijk.meervoud", "ontbreekt", "Vul \"meervoud\" in";
    "an empty word form": "plural = \"villages\"" => "plural = \" \"", at "wijk = {", "woorden.wijk.plural", "leeg", "Vul het woord in";
    "a word nobody gave": "bewonersorgaan = {" => "bewonersgroep = {", at "[woorden]", "woorden.bewonersorgaan", "ontbreekt", "enkelvoud";
    "two words with one address": "meervoud = \"clusters\"" => "meervoud = \"kernen\"", at "wijk = {", "woorden.wijk.pad", "hetzelfde webadres", "eigen pad";
    "a word in the address of a fixed page": "meervoud = \"seintjes\"" => "meervoud = \"melden\"", at "melding = {", "woorden.melding.pad", "vaste pagina", "eigen pad";
    "a term of nothing": "waarde = 4\neenheid" => "waarde = 0\neenheid", at "waarde = 0", "termijnen.adviesAntwoord.waarde", "termijn van 0", "1 tot 3650";
    "a negative term": "waarde = 4\neenheid" => "waarde = -2\neenheid", at "waarde = -2", "termijnen.adviesAntwoord.waarde", "termijn van -2", "1 tot 3650";
    "a term without a unit": "eenheid = \"weken\"\n" => "", at "[termijnen.adviesAntwoord]", "termijnen.adviesAntwoord.eenheid", "geen eenheid", "werkdagen";
    "an undecided term that names nobody": "waarde = 4\neenheid = \"weken\"\nbron = \"R-01\"" => "nietBesloten = true\nwie = \"\"", at "wie = \"\"", "termijnen.adviesAntwoord.wie", "wie erover besluit", "het college";
    "a soft rule that blocks (INV-47)": "modaliteit = \"M\"\nblokkeert" => "modaliteit = \"S\"\nblokkeert", at "blokkeert = true", "regels[advies-antwoord].blokkeert", "INV-47", "waarschuwen";
    "an optional rule that blocks (INV-47)": "modaliteit = \"M\"\nblokkeert" => "modaliteit = \"O\"\nblokkeert", at "blokkeert = true", "regels[advies-antwoord].blokkeert", "INV-47", "waarschuwen";
    "a rule without a source": "bron = [\"R-02\"]\n" => "", at "[[regels]]", "regels[kerntafel-per-jaar].bron", "geen bron", "bron = ";
    "a rule without a value": "waarde = 4\nbron = [\"R-02\"]" => "bron = [\"R-02\"]", at "[[regels]]", "regels[kerntafel-per-jaar]", "geen waarde", "nietBesloten";
    "a rule both ways": "waarde = 4\nbron = [\"R-02\"]" => "waarde = 4\nnietBesloten = true\nwie = \"de raad\"\nbron = [\"R-02\"]", at "nietBesloten = true", "regels[kerntafel-per-jaar].nietBesloten", "ook niet besloten", "een van de twee";
    "an unknown term": "[termijnen.adviesAntwoord]" => "[termijnen.adviesAntword]\nnaam = { nl = \"A\", en = \"B\" }", at "[termijnen.adviesAntword]", "termijnen.adviesAntword", "bestaat niet", "adviesAntwoord";
    "a reserved address": "slug = \"rietwaarde\"" => "slug = \"open311\"", at "slug = \"open311\"", "gemeente.slug", "voor het systeem", "inloggen";
    "an unusable address": "slug = \"rietwaarde\"" => "slug = \"Riet Waarde\"", at "slug = \"Riet Waarde\"", "gemeente.slug", "webadres", "kleine letters";
    "swapped coordinates": "lat = 52.1, lon = 5.9" => "lat = 5.9, lon = 52.1", at "kernpunt = {", "gemeente.kernpunt", "niet in Nederland", "verwisseld";
    "far coordinates": "lat = 52.1, lon = 5.9" => "lat = 12.0, lon = 5.9", at "kernpunt = {", "gemeente.kernpunt", "niet in Nederland", "breedtegraad";
    "an unknown time zone": "Europe/Amsterdam" => "Europe/Rietwaarde", at "tijdzone = ", "gemeente.tijdzone", "bestaat niet", "Europe/Amsterdam";
    "a bad CBS code": "GM9999" => "9999", at "cbsCode = ", "gemeente.cbsCode", "geen gemeentecode", "GM";
    "an assumption without a reason": "bewoner = \"geloot\"" => "bewoner = \"geloot\"\naanname = true", at "[[organen.zetels]]", "organen[gebiedsteam].zetels[geloot].reden", "waarom", "reden";
    "an empty English text": "en = \"Village app\"" => "en = \"\"", at "naam = { nl = \"Dorpsapp\"", "kanalen[dorpsapp].naam.en", "leeg", "taal";
    "an unknown word in a text": "een {bewoner} als" => "een {inwoner} als", at "beslist = {", "rollen.kerngids.beslist.nl", "{inwoner}", "bewoner";
    "a base that is not there": "werkniveau = \"kern\"" => "op = \"nergens\"\nwerkniveau = \"kern\"", at "op = \"nergens\"", "op", "niet gevonden", "haal \"op\" weg";
    "text that is not TOML": "[nota]" => "[nota", at "[nota", "", "geen geldige TOML", "schrijfwijze";
};

#[test]
fn every_rule_fails_with_its_line_and_remedy() {
    let wrong: Vec<String> = CASES.iter().filter_map(|case| judge(case).err()).collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n\n"));
}

fn judge(case: &Case) -> Result<(), String> {
    let name = case.name;
    if !RIETWAARDE.contains(case.from) {
        return Err(format!("{name}: {:?} is not in the document", case.from));
    }
    let text = RIETWAARDE.replacen(case.from, case.to, 1);
    let findings = check(&text, &nothing);
    let found = findings.iter().find(|finding| finding.pad == case.pad);
    let found = found.ok_or_else(|| format!("{name}: not among:\n{}", lines(&findings)))?;
    let line = text.lines().nth(found.regel - 1).unwrap_or_default().trim();
    let right = found.melding.contains(case.melding)
        && found.herstel.contains(case.herstel)
        && line.starts_with(case.line);
    if right {
        Ok(())
    } else {
        Err(format!("{name}: {found}\npoints at {line}"))
    }
}

#[test]
fn all_errors_are_reported_at_once_and_none_follows_from_another() {
    let text = RIETWAARDE
        .replace("slug = \"rietwaarde\"", "slug = \"api\"")
        .replace("aanspreekvorm = \"je\"", "aanspreekvorm = \"jij\"")
        .replacen("waarde = 4\neenheid", "waarde = 0\neenheid", 1)
        .replace("uitvoerend = \"bibliotheek\"", "uitvoerend = \"bieb\"")
        .replace(
            "onderdeelVan = \"rietwaarde\"",
            "onderdeelvan = \"rietwaarde\"",
        );
    let found = check(&text, &nothing);
    let paths: Vec<&str> = found.iter().map(|finding| finding.pad.as_str()).collect();
    assert_eq!(
        paths,
        [
            "gemeente.slug",
            "gemeente.aanspreekvorm",
            "gebieden[waterland-oost].onderdeelvan",
            "gebieden[waterland-west].onderdeelvan",
            "diensten[algemene-informatie-en-advies].uitvoerend",
            "termijnen.adviesAntwoord.waarde",
        ]
    );
    assert!(found.is_sorted_by_key(|finding| finding.regel));
}

#[test]
fn a_document_of_rubbish_gives_findings_and_never_panics() {
    let long = format!("a = \"{}\"", "x".repeat(100_000));
    for text in [
        "",
        "\u{0}",
        "op = 3",
        "gebieden = 1",
        "gebieden = [1]",
        "[woorden]\nwijk = 1",
        &long,
    ] {
        assert!(!check(text, &nothing).is_empty(), "{text:.20}");
    }
}

#[test]
fn an_overlay_changes_only_what_it_names() {
    let below = |name: &str| (name == "rietwaarde").then(|| RIETWAARDE.to_owned());
    let overlay = r#"
op = "rietwaarde"

[gemeente]
aanspreekvorm = "u"

[woorden]
wijk = { enkelvoud = "dorp", meervoud = "dorpen", lidwoord = "het", singular = "village", plural = "villages" }

[[gebieden]]
sleutel = "lisveen"
aliassen = ["Het Veen"]

[[gebieden]]
sleutel = "polderend"
naam = "Polderend"
niveau = "kern"
onderdeelVan = "waterland-west"

[termijnen.meldingTriage]
waarde = 3
eenheid = "werkdagen"
aanname = true
reden = "Om het te laten zien."

[termijnen.adviesAntwoord]
nietBesloten = true
wie = "de raad"
"#;
    let old = rietwaarde();
    let new = load(overlay, &below).unwrap_or_else(|findings| panic!("{}", lines(&findings)));
    assert_eq!(new.gemeente.aanspreekvorm, Aanspreekvorm::U);
    assert_eq!(new.gemeente.naam, "Rietwaarde");
    assert_eq!(new.path_word(WoordSleutel::Wijk), "dorpen");
    assert_eq!(new.wijken().count(), 10);
    assert_eq!(
        new.gebied_named("het veen").map(|g| g.naam.as_str()),
        Some("Lisveen")
    );
    let triage = Duur {
        aantal: 3,
        eenheid: Eenheid::Werkdagen,
    };
    assert_eq!(new.term("meldingTriage"), Beslissing::Besloten(triage));
    assert_eq!(
        new.term("adviesAntwoord"),
        Beslissing::NietBesloten {
            wie: "de raad".to_owned()
        }
    );
    assert_eq!(new.aannames().len(), old.aannames().len() + 1);

    let changes = diff(&old, &new);
    let paths: Vec<&str> = changes.iter().map(|change| change.pad.as_str()).collect();
    assert_eq!(paths.first(), Some(&"gemeente.aanspreekvorm"));
    assert!(paths.contains(&"gebieden[polderend].naam"));
    let word = changes
        .iter()
        .find(|c| c.pad == "woorden.wijk.enkelvoud")
        .expect("changed");
    assert_eq!(word.to_string(), "woorden.wijk.enkelvoud: kern → dorp");
    let texts = changes
        .iter()
        .any(|c| c.pad.starts_with("rollen.wijkwethouder.beslist"));
    assert!(texts, "the new word shows in the texts of roles");
    assert!(diff(&old, &old).is_empty());
}

#[test]
fn a_finding_in_the_document_below_names_that_document() {
    let below =
        |name: &str| (name == "rietwaarde").then(|| RIETWAARDE.replace("lat = 52.1", "lat = 2.1"));
    let found = check("# bovenop\nop = \"rietwaarde\"\n", &below);
    assert_eq!(found.len(), 1, "{}", lines(&found));
    assert_eq!(found[0].regel, 2);
    assert!(
        found[0].melding.contains("rietwaarde, regel"),
        "{}",
        found[0]
    );
}

#[test]
fn documents_in_a_circle_are_refused() {
    let below = |name: &str| Some(format!("op = \"{}\"", if name == "a" { "b" } else { "a" }));
    let found = check("op = \"a\"", &below);
    assert!(
        found
            .iter()
            .any(|finding| finding.melding.contains("kring")),
        "{}",
        lines(&found)
    );
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
    let west = inrichting.team("west").expect("it is there");
    assert_eq!(inrichting.wijken_of_team(west).len(), 5);
    assert_eq!(
        inrichting.planning_team_of("lisveen"),
        inrichting.team("oost")
    );
    assert_eq!(
        inrichting.service_team_of("lisveen"),
        inrichting.team("oost")
    );
    assert_eq!(inrichting.children("rietwaarde").count(), 2);
    assert_eq!(inrichting.ancestors("lisveen").len(), 3);
    assert_eq!(
        inrichting.woord(WoordSleutel::Melding).with_article(),
        "het seintje"
    );
    assert_eq!(inrichting.woord(WoordSleutel::Wijk).counted(2), "kernen");
    assert_eq!(
        inrichting.concept_at("kernagendas"),
        Some(WoordSleutel::Werkplan)
    );
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
fn a_service_team_takes_the_work_and_another_team_the_plan() {
    for (name, inrichting) in shipped() {
        for wijk in inrichting.wijken() {
            let Some(plan) = inrichting.planning_team_of(&wijk.sleutel) else {
                continue;
            };
            let work = inrichting
                .service_team_of(&wijk.sleutel)
                .expect("somebody works here");
            let has_own = inrichting
                .verdeling
                .dekking
                .contains_key(&TeamSoort::Wijkserviceteam);
            assert_eq!(plan != work, has_own, "{name}: {}", wijk.naam);
        }
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
fn the_schema_for_editors_asks_only_for_keys_of_list_items() {
    let text = json_schema();
    let schema: serde_json::Value = serde_json::from_str(&text).expect("it is JSON");
    assert!(schema.get("required").is_none());
    let gebied = &schema["$defs"]["Gebied"];
    assert_eq!(gebied["required"], serde_json::json!(["sleutel"]));
    assert_eq!(gebied["additionalProperties"], serde_json::json!(false));
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

#[test]
fn the_schema_and_the_reference_page_know_every_key() {
    let schema: serde_json::Value = serde_json::from_str(&json_schema()).expect("it is JSON");
    let page = reference_markdown();
    for key in schema["properties"]
        .as_object()
        .expect("it has keys")
        .keys()
    {
        assert!(page.contains(&format!("| `{key}` |")), "{key}");
    }
    for key in [
        "onderdeelVan",
        "magBeslotenDeel",
        "nietBesloten",
        "melding.triage",
        "bewonersorgaan",
    ] {
        assert!(page.contains(&format!("| `{key}` |")), "{key}");
    }
    assert!(
        !page.contains("|  |"),
        "a key without a description:\n{page}"
    );
}
