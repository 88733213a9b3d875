//! Rows of lists and sheets as rows of the kennisbank: uniform product names, questions of the national government,
//! a sheet with our own columns.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use jiff::civil::Date;
use serde_json::{Value, json};

use super::args::ImportSoort;
use super::failure::{During as _, Result};
use super::kennis_catalogus;
use super::kennis_plek;
use super::meldingen_rijen::date;
use super::table::{self, Row};
use crate::balie::kennisbank::inlezen::{Aanbieder, Incoming};
use crate::balie::kennisbank::uitwisseling::What;

/// A row, or why it is none.
pub(super) type Parsed = std::result::Result<Incoming, String>;

/// What is wrong, in Dutch.
pub(super) fn said(what: What) -> &'static str {
    match what {
        What::Missing => "dit moet erin staan en ontbreekt",
        What::WrongKind => "hier staat een ander soort waarde dan dit veld heeft",
        What::NoUuid => "dit is geen UUID",
        What::NoUrl => "dit is geen webadres",
        What::NoEmail => "dit is geen e-mailadres",
        What::NoDate => "dit is geen datum",
        What::UnknownWord => "dit veld kent dit woord niet",
        What::NotOnEarth => "deze plek ligt niet op aarde; zij is weggelaten",
        What::DuplicateId => "een andere dienst heeft dit id al",
        What::Repeated => "deze dienst staat er al; de eerste telt",
        What::ToldOtherwise => "een eerdere regel heeft dit id en zegt iets anders; de eerste telt",
        What::IdOfParent => "dit heeft hetzelfde id als dat waar het in zit",
        What::Cycle => "dit staat boven zichzelf, via anderen",
        What::OwnParent => "dit staat boven zichzelf; het is gelezen alsof er niets boven staat",
        What::Count => "dit getal past niet bij wat er op de pagina staat",
        What::MorePages => "er zijn meer pagina's dan dit bestand",
        What::NotHsds => "hier staat geen HSDS",
        What::Person => "gegevens van een persoon nemen we niet over",
    }
}

/// Every row of the file with its line.
pub(super) fn read(soort: ImportSoort, bestand: &Path) -> Result<Vec<(usize, Parsed)>> {
    let rows = table::read(bestand).during(
        format!("kan {} niet lezen", bestand.display()),
        "geef een CSV- of Excelbestand met op de eerste regel de namen van de kolommen",
    )?;
    let mut seen = BTreeSet::new();
    Ok(rows
        .iter()
        .filter_map(|row| {
            let parsed = if row.has_nul() {
                Err("er staat een teken in dat geen tekst is; sla het bestand op als UTF-8".into())
            } else {
                match soort {
                    ImportSoort::Upl => upl(row, &mut seen)?,
                    ImportSoort::Vac => vac(row),
                    ImportSoort::Catalogus => kennis_catalogus::row(row, &mut seen),
                    ImportSoort::Excel | ImportSoort::Hsds => Ok(sheet(row, &mut seen)),
                }
            };
            Some((row.line, parsed))
        })
        .collect())
}

/// A product name of gemeenten; the list has a row for each of its legal bases, of which the first counts.
fn upl(row: &Row, seen: &mut BTreeSet<String>) -> Option<Parsed> {
    let Some(naam) = row.text(&["uniformeproductnaam", "productnaam", "naam"]) else {
        return Some(Err("er is geen productnaam".into()));
    };
    let Some(uri) = row.text(&["uri"]) else {
        return Some(Err(
            "er is geen URI, dus een tweede keer inlezen zou haar dubbel maken".into(),
        ));
    };
    let placeholder = uri.ends_with("/UPL-naam_nog_niet_beschikbaar");
    let of_gemeenten = row.text(&["gemeente"]).is_some();
    if placeholder || !of_gemeenten || !seen.insert(uri.to_owned()) {
        return None;
    }
    let audience = match (row.text(&["burger"]), row.text(&["bedrijf"])) {
        (Some(_), Some(_)) => "inwoners en ondernemers",
        (None, Some(_)) => "ondernemers",
        _ => "inwoners",
    };
    Some(Ok(Incoming {
        bron: "upl".into(),
        extern_id: uri.to_owned(),
        soort: "product".into(),
        organisatie_soort: "gemeente".into(),
        actief: true,
        titel: capital(naam),
        doelgroep: audience.into(),
        upl_naam: Some(naam.to_owned()),
        upl_uri: Some(uri.to_owned()),
        onderwerp: topic_of(naam).into(),
        ..Incoming::default()
    }))
}

fn capital(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| {
        first.to_uppercase().chain(letters).collect()
    })
}

/// A question and its answer, of the first of the authorities named.
fn vac(row: &Row) -> Parsed {
    let id = row
        .text(&["id"])
        .ok_or("er is geen id, dus een tweede keer inlezen zou haar dubbel maken")?;
    let question = row.text(&["question", "vraag"]).ok_or("er is geen vraag")?;
    let answer = row
        .text(&["reference_answer", "antwoord"])
        .ok_or("er is geen antwoord")?
        .replace("\r\n", "\n");
    let authorities = row.text(&["authorities"]).unwrap_or_default();
    let naam = authorities.split('|').next().unwrap_or_default().trim();
    if naam.is_empty() {
        return Err("er staat niet bij van welke organisatie dit is".into());
    }
    let subjects = row.text(&["subjects"]).unwrap_or_default();
    let themes = row.text(&["themes"]).unwrap_or_default();
    let (samenvatting, tekst) = answer.split_once("\n\n").unwrap_or((&answer, ""));
    let mut extra: BTreeMap<String, Value> = BTreeMap::new();
    for (name, value) in [
        ("authorities", authorities),
        ("subjects", subjects),
        ("themes", themes),
        ("license", row.text(&["license"]).unwrap_or_default()),
        (
            "last_modified",
            row.text(&["lastmodified"]).unwrap_or_default(),
        ),
    ] {
        if !value.is_empty() {
            extra.insert(name.to_owned(), json!(value));
        }
    }
    Ok(Incoming {
        bron: "vac".into(),
        extern_id: id.to_owned(),
        soort: "algemeen".into(),
        organisatie: Some(Aanbieder {
            naam: naam.to_owned(),
            toevoegen: true,
            ..Aanbieder::default()
        }),
        organisatie_soort: "rijk".into(),
        actief: true,
        titel: question.to_owned(),
        samenvatting: samenvatting.trim().to_owned(),
        tekst: tekst.trim().to_owned(),
        onderwerp: topic_of(&format!("{subjects} {question}")).into(),
        talen: vec!["nl".into()],
        url: row.text(&["canonical", "url"]).map(ToOwned::to_owned),
        extra,
        ..Incoming::default()
    })
}

/// Words by which a topic is known in the lists of others; the first that fits. Elsewhere it is set by who claims it.
const TOPICS: &[(&str, &[&str])] = &[
    (
        "documenten",
        &[
            "paspoort",
            "identiteit",
            "rijbewijs",
            "akte",
            "uittreksel",
            "geboorte",
            "huwelijk",
            "naturalis",
        ],
    ),
    ("belasting", &["belasting", "heffing", "leges", "woz"]),
    (
        "bouwen",
        &[
            "bouw",
            "vergunning",
            "sloop",
            "omgevings",
            "monument",
            "bestemmingsplan",
        ],
    ),
    ("afval", &["afval", "container", "grofvuil", "inzameling"]),
    (
        "vervoer",
        &[
            "parkeer",
            "vervoer",
            "gehandicaptenparkeer",
            "taxi",
            "laadpaal",
        ],
    ),
    (
        "geld",
        &["schuld", "bijstand", "minima", "toeslag", "kwijtschelding"],
    ),
    (
        "inkomen",
        &["uitkering", "werk", "inkomen", "re-integratie"],
    ),
    (
        "zorg",
        &[
            "wmo",
            "huishoudelijk",
            "mantelzorg",
            "zorg",
            "rolstoel",
            "hulpmiddel",
            "dagbesteding",
        ],
    ),
    ("opvoeden", &["jeugd", "kind", "opvoed", "peuter", "gezin"]),
    ("school", &["leerling", "onderwijs", "school", "leerplicht"]),
    ("wonen", &["woon", "woning", "huur", "huisvesting"]),
    (
        "groen",
        &[
            "boom",
            "kap",
            "dier",
            "hond",
            "water",
            "ongedierte",
            "groen",
        ],
    ),
    (
        "straat",
        &[
            "weg",
            "straat",
            "verkeer",
            "riool",
            "verlichting",
            "openbare ruimte",
        ],
    ),
    (
        "veiligheid",
        &["veilig", "wapen", "politie", "inlichting", "brand"],
    ),
    (
        "recht",
        &[
            "bezwaar",
            "klacht",
            "privacy",
            "persoonsgegevens",
            "woo",
            "recht",
        ],
    ),
    (
        "meedoen",
        &[
            "initiatief",
            "subsidie",
            "evenement",
            "verkiezing",
            "vrijwillig",
            "sport",
        ],
    ),
    ("gezondheid", &["gezond", "vaccin", "ggd"]),
];

pub(super) fn topic_of(text: &str) -> &'static str {
    let text = text.to_lowercase();
    TOPICS
        .iter()
        .find(|(_, words)| words.iter().any(|word| text.contains(word)))
        .map_or("anders", |(topic, _)| *topic)
}

/// What is wrong with how it can be reached.
fn unreachable(url: Option<&str>, email: Option<&str>) -> impl Iterator<Item = &'static str> {
    let no_url = url.is_some_and(|url| !url.starts_with("http://") && !url.starts_with("https://"));
    let no_email = email.is_some_and(|email| !email.contains('@') || email.contains(' '));
    let url = no_url.then_some("het webadres begint niet met https://; zet dat ervoor");
    let email = no_email
        .then_some("wat bij email staat, is geen e-mailadres; schrijf er één, zonder spaties");
    url.into_iter().chain(email)
}

/// A row of a sheet with our own columns, the same as those we write; with everything that is wrong with it.
fn sheet(row: &Row, seen: &mut BTreeSet<String>) -> Incoming {
    let get = |names: &[&str]| row.text(names).unwrap_or_default().to_owned();
    let opt = |names: &[&str]| row.text(names).map(ToOwned::to_owned);
    let mut fouten: Vec<String> = Vec::new();
    let titel = get(&["titel", "naam", "title"]);
    if titel.is_empty() {
        fouten.push(
            "er is geen titel; bij samengevoegde cellen staat zij alleen in de eerste".into(),
        );
    }
    let has_nummer = row.text(&["nummer", "id", "extern_nummer"]).is_some();
    let nummer = opt(&["nummer", "id", "extern_nummer"]).unwrap_or_else(|| {
        format!(
            "{}|{}",
            titel.to_lowercase(),
            get(&["organisatie"]).to_lowercase()
        )
    });
    if !titel.is_empty() && !seen.insert(nummer.clone()) {
        fouten.push(if has_nummer {
            format!("het nummer {nummer} staat er al eerder in; laat één van beide regels staan")
        } else {
            "deze titel staat er al eerder in; geef elke regel een eigen nummer".into()
        });
    }
    let mut age = |names: &[&str]| -> Option<i64> {
        let text = row.text(names)?;
        let age = text
            .parse::<i64>()
            .ok()
            .filter(|age| (0..=130).contains(age));
        if age.is_none() {
            fouten.push(format!(
                "{text} is geen leeftijd; schrijf een heel getal van 0 tot en met 130"
            ));
        }
        age
    };
    let min_leeftijd = age(&["vanaf_leeftijd", "min_leeftijd"]);
    let max_leeftijd = age(&["tot_leeftijd", "max_leeftijd"]);
    let checked = row.text(&["gecontroleerd_op", "gecontroleerd"]);
    let assured_on: Option<Date> = checked.and_then(date);
    if let (Some(text), None) = (checked, assured_on) {
        fouten.push(format!(
            "{text} is geen datum; schrijf jjjj-mm-dd of dd-mm-jjjj"
        ));
    }
    let (url, email) = (opt(&["website", "url"]), opt(&["email", "e_mail"]));
    fouten.extend(unreachable(url.as_deref(), email.as_deref()).map(ToOwned::to_owned));
    let split = |text: String| -> Vec<String> {
        let parts = text.split([',', ';']).map(|part| part.trim().to_owned());
        parts.filter(|part| !part.is_empty()).collect()
    };
    Incoming {
        bron: "excel".into(),
        extern_id: nummer,
        sleutel: opt(&["sleutel"]),
        soort: opt(&["soort"]).unwrap_or_else(|| "aanbod".into()),
        organisatie: opt(&["organisatie"]).map(|naam| Aanbieder {
            naam,
            ..Aanbieder::default()
        }),
        organisatie_soort: get(&["organisatie_soort"]),
        actief: true,
        onderwerp: get(&["onderwerp"]),
        titel,
        samenvatting: get(&["samenvatting", "omschrijving"]),
        tekst: get(&["tekst"]),
        aanmelden: get(&["aanmelden"]),
        voorwaarden: get(&["voorwaarden"]),
        kosten: get(&["kosten"]),
        doelgroep: get(&["doelgroep"]),
        min_leeftijd,
        max_leeftijd,
        talen: split(get(&["talen"])),
        telefoon: opt(&["telefoon"]),
        email,
        url,
        upl_naam: opt(&["upl_naam"]),
        upl_uri: opt(&["upl_uri"]),
        online: opt(&["online_aanvragen"]),
        assured_on,
        woorden: split(get(&["woorden"])),
        gebieden: split(get(&["gebieden", "wijken"])),
        locaties: kennis_plek::place(row).into_iter().collect(),
        fouten,
        ..Incoming::default()
    }
}
