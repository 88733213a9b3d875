//! The rows of `wijkwerk import meldingen`: their columns, and the file that says what words of theirs stand for.

use std::collections::BTreeMap;
use std::path::Path;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::table::{self, Row};

/// Columns that may say what a row is about.
const ONDERWERP: &[&str] = &[
    "thema",
    "discipline",
    "onderwerp",
    "categorie",
    "subcategorie",
    "hoofdcategorie",
];
/// First words of a line that names columns, in a file with what words stand for.
const NAMES: &[&str] = &["woord", "woorden", "in_bestand"];

/// A row as it travels.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(super) struct WireRow {
    pub(super) bron: String,
    pub(super) nummer: String,
    pub(super) datum: Option<Date>,
    pub(super) omschrijving: String,
    pub(super) wijk: Option<String>,
    #[serde(default)]
    pub(super) adres: Option<String>,
    pub(super) lat: Option<f64>,
    pub(super) lon: Option<f64>,
    pub(super) onderwerp: Option<String>,
    pub(super) kanaal: Option<String>,
    pub(super) naam: Option<String>,
    pub(super) email: Option<String>,
    pub(super) telefoon: Option<String>,
}

/// A row that cannot even be offered, or one that can.
pub(super) type Parsed = std::result::Result<WireRow, String>;

pub(super) fn parse(row: &Row, bron: &str) -> Parsed {
    if row.has_nul() {
        return Err("er staat een teken in dat geen tekst is; sla het bestand op als UTF-8".into());
    }
    let text = |names: &[&str]| row.text(names).map(ToOwned::to_owned);
    let nummer = text(&["extern_nummer", "nummer", "meldingsnummer", "id"])
        .ok_or("er is geen nummer, dus een tweede keer inlezen zou haar dubbel maken")?;
    let omschrijving =
        text(&["omschrijving", "melding", "tekst"]).ok_or("er is geen omschrijving")?;
    let datum = match row.text(&["datum", "meldingsdatum", "ingediend"]) {
        None => None,
        Some(text) => Some(
            date(text)
                .ok_or_else(|| format!("{text} is geen datum; schrijf jjjj-mm-dd of dd-mm-jjjj"))?,
        ),
    };
    let degrees = |names: &[&str]| match row.text(names) {
        None => Ok(None),
        Some(text) => text
            .replace(',', ".")
            .parse::<f64>()
            .ok()
            .filter(|number| number.is_finite())
            .map(Some)
            .ok_or_else(|| format!("{text} is geen breedte of lengte in graden")),
    };
    let (lat, lon) = (
        degrees(&["lat", "breedte", "breedtegraad"])?,
        degrees(&["lon", "lng", "lengte", "lengtegraad"])?,
    );
    if lat.is_some() != lon.is_some() {
        return Err("lat en lon horen bij elkaar; er is er een".into());
    }
    Ok(WireRow {
        bron: bron.to_owned(),
        nummer,
        datum,
        omschrijving,
        wijk: text(&["wijk", "gebied", "buurt"]),
        adres: text(&["adres", "plaats", "locatie"]),
        lat,
        lon,
        onderwerp: text(ONDERWERP),
        kanaal: text(&["kanaal"]),
        naam: text(&["naam"]),
        email: text(&["email", "e_mail"]),
        telefoon: text(&["telefoon", "telefoonnummer"]),
    })
}

/// `2026-03-01`, `01-03-2026` or `1/3/2026`, with or without a time behind it.
pub(super) fn date(text: &str) -> Option<Date> {
    let day = text.split([' ', 'T']).next()?;
    if let Ok(date) = day.parse() {
        return Some(date);
    }
    let mut parts = day.split(['-', '/', '.']).map(str::parse::<i16>);
    let (d, m, y) = (
        parts.next()?.ok()?,
        parts.next()?.ok()?,
        parts.next()?.ok()?,
    );
    Date::new(y, i8::try_from(m).ok()?, i8::try_from(d).ok()?).ok()
}

/// Words of a file and what each stands for: one pair on a line, with or without the names of the columns above them. A line
/// without a first word is about rows that say nothing.
pub(super) fn read_onderwerpen(path: &Path) -> Result<Vec<(String, String)>, String> {
    let pairs = table::read_pairs(path)?;
    let mut known: BTreeMap<String, String> = BTreeMap::new();
    let mut out = Vec::new();
    for (n, (line, word, stands_for)) in pairs.into_iter().enumerate() {
        let name = table::column_name(&word);
        if n == 0 && (NAMES.contains(&name.as_str()) || ONDERWERP.contains(&name.as_str())) {
            continue;
        }
        if word.is_empty() && stands_for.is_empty() {
            continue;
        }
        if stands_for.is_empty() {
            return Err(format!(
                "regel {line}: er staat niet bij waar {word} voor staat"
            ));
        }
        let before = known.insert(word.to_lowercase(), stands_for.to_lowercase());
        if before.is_some_and(|before| before != stands_for.to_lowercase()) {
            return Err(format!(
                "regel {line}: {word} staat er twee keer, met een ander onderwerp"
            ));
        }
        out.push((word, stands_for));
    }
    if out.is_empty() {
        return Err("er staat geen enkel woord in".into());
    }
    Ok(out)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_read_with_or_without_names_of_columns() {
        let dir = kit::testing::TestDir::new();
        let read = |text: &str| {
            let path = dir.path().join("woorden.csv");
            std::fs::write(&path, text).unwrap();
            read_onderwerpen(&path)
        };
        let pair = |word: &str, key: &str| (word.to_owned(), key.to_owned());
        for text in [
            "woord;onderwerp\nVeeg- / zwerfvuil;een\n;twee\n",
            "Veeg- / zwerfvuil;een\n;twee\n",
            "\u{feff}Woord,Thema\r\n\" Veeg- / zwerfvuil \", een\r\n,twee,en meer\r\n",
            "In bestand;wordt\nVeeg- / zwerfvuil;een\n;twee\n;\nveeg- / zwerfvuil;een\n",
        ] {
            let mut found = read(text).unwrap();
            found.truncate(2);
            assert_eq!(found, [pair("Veeg- / zwerfvuil", "een"), pair("", "twee")]);
        }
        for (text, told) in [
            ("", "geen enkel woord"),
            ("woord;onderwerp\n", "geen enkel woord"),
            ("a;een\nb\n", "regel 2"),
            ("a;een\nA;twee\n", "regel 2"),
        ] {
            let said = read(text).unwrap_err();
            assert!(said.contains(told), "{said}");
        }
    }

    #[test]
    fn dates_are_read_as_people_write_them() {
        let day = jiff::civil::date(2026, 3, 1);
        for text in [
            "2026-03-01",
            "01-03-2026",
            "1/3/2026",
            "2026-03-01T10:00:00",
            "1-3-2026 9:05",
        ] {
            assert_eq!(date(text), Some(day), "{text}");
        }
        for text in ["", "morgen", "2026-13-01", "31-02-2026"] {
            assert_eq!(date(text), None, "{text}");
        }
    }
}
