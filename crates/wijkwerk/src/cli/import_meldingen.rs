//! `wijkwerk import meldingen`: rows of another system, in small batches through the same action as the form.
//!
//! Idempotent by (source, external number): a rerun adds nothing, so a run that was cut short is simply run again.

use std::io::{IsTerminal as _, Write as _};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Instant;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::change::{Answer, Change, find_frame};
use super::door::Door;
use super::failure::{During as _, Failure, Result, explain, sentence};
use super::ground::Ground;
use super::table::{self, Row};
use crate::access::Actor;
use crate::app::App;
use crate::error::Error;
use crate::wijkaanpak::meldingen::import::{ImportRow, Outcome, import_rows};

/// Most rows in one write, and how long a write may take before the next batch is made smaller.
const MOST: usize = 500;
const LEAST: usize = 10;
const TARGET_MS: u64 = 15;

/// A row as it travels.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(super) struct WireRow {
    pub(super) bron: String,
    pub(super) nummer: String,
    pub(super) datum: Option<Date>,
    pub(super) omschrijving: String,
    pub(super) wijk: Option<String>,
    pub(super) lat: Option<f64>,
    pub(super) lon: Option<f64>,
    pub(super) onderwerp: Option<String>,
    pub(super) kanaal: Option<String>,
    pub(super) naam: Option<String>,
    pub(super) email: Option<String>,
    pub(super) telefoon: Option<String>,
}

/// What happened to a row.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(super) enum RowAnswer {
    Added,
    Already,
    Refused(String),
}

/// What a write left to be known outside it, also when it was undone.
type Seen = Arc<Mutex<(Vec<Outcome>, u64)>>;

/// The refusal that undoes a trial.
const ONLY_A_TRIAL: &str = "import-proef";

/// Hands rows to the action in one write; answers what became of each, and the milliseconds that others waited.
pub(super) fn perform(
    app: &App,
    gemeente: &str,
    rows: Vec<WireRow>,
    proef: bool,
) -> std::result::Result<(Vec<RowAnswer>, u64), String> {
    let frame = find_frame(app, gemeente)?;
    let rows: Vec<ImportRow> = rows
        .into_iter()
        .map(|row| into_action(row, app.token()))
        .collect();
    let seen = Seen::default();
    let noted = seen.clone();
    let done = app.write_blocking(&frame, &Actor::Command, move |ctx| {
        let began = Instant::now();
        let outcomes = import_rows(ctx, &rows)?;
        let took = u64::try_from(began.elapsed().as_millis()).unwrap_or(u64::MAX);
        *noted.lock().unwrap_or_else(PoisonError::into_inner) = (outcomes, took);
        if proef {
            return Err(Error::refused(ONLY_A_TRIAL));
        }
        Ok(())
    });
    match done {
        Err(Error::Refused(said)) if proef && said.key == ONLY_A_TRIAL => {}
        done => done.map_err(|error| explain(&frame, &error))?,
    }
    let (outcomes, took) =
        std::mem::take(&mut *seen.lock().unwrap_or_else(PoisonError::into_inner));
    let answers = outcomes
        .into_iter()
        .map(|outcome| match outcome {
            Outcome::Added(_) => RowAnswer::Added,
            Outcome::Already => RowAnswer::Already,
            Outcome::Refused(why) => RowAnswer::Refused(sentence(&frame, &why)),
        })
        .collect();
    Ok((answers, took))
}

fn into_action(row: WireRow, token: String) -> ImportRow {
    ImportRow {
        external_source: row.bron,
        external_id: row.nummer,
        submitted_on: row.datum,
        omschrijving: row.omschrijving,
        wijk: row.wijk,
        lat: row.lat,
        lon: row.lon,
        onderwerp: row.onderwerp,
        kanaal: row.kanaal,
        naam: row.naam,
        email: row.email,
        telefoon: row.telefoon,
        token,
    }
}

/// A row that cannot even be offered, or one that can.
type Parsed = std::result::Result<WireRow, String>;

fn parse(row: &Row, bron: &str) -> Parsed {
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
        wijk: text(&["wijk", "gebied", "buurt", "adres", "plaats", "locatie"]),
        lat,
        lon,
        onderwerp: text(&["thema", "discipline", "categorie", "onderwerp"]),
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

/// How it went.
#[derive(Debug, Default)]
struct Tally {
    added: usize,
    already: usize,
    refused: Vec<(usize, String)>,
}

pub(super) fn command(
    ground: &Ground,
    gemeente: String,
    bestand: &Path,
    bron: String,
    proef: bool,
) -> Result<()> {
    let rows = table::read(bestand).during(
        format!("kan {} niet lezen", bestand.display()),
        "geef een CSV- of Excelbestand met op de eerste regel de namen van de kolommen",
    )?;
    let mut tally = Tally::default();
    let mut wanted = Vec::new();
    for row in &rows {
        match parse(row, &bron) {
            Ok(parsed) => wanted.push((row.line, parsed)),
            Err(why) => tally.refused.push((row.line, why)),
        }
    }
    let mut door = Door::open(ground)?;
    offer(&mut door, &gemeente, &wanted, proef, &mut tally)?;
    let (added, already, refused) = (tally.added, tally.already, tally.refused.len());
    if proef {
        println!(
            "proef: {added} zouden erbij komen, {already} zijn er al, {refused} zouden worden geweigerd; \
             er is niets veranderd"
        );
    } else {
        println!("{added} toegevoegd, {already} waren er al, {refused} geweigerd");
    }
    report(bestand, tally)
}

/// Offers the rows in batches that grow and shrink with how long others waited for the last one.
fn offer(
    door: &mut Door,
    gemeente: &str,
    wanted: &[(usize, WireRow)],
    proef: bool,
    tally: &mut Tally,
) -> Result<()> {
    let is_terminal = std::io::stderr().is_terminal();
    let (mut at, mut size, mut told) = (0, 50, 0);
    while at < wanted.len() {
        let batch = &wanted[at..wanted.len().min(at + size)];
        let answer = door.perform(Change::ImportMeldingen {
            gemeente: gemeente.to_owned(),
            rows: batch.iter().map(|(_, row)| row.clone()).collect(),
            proef,
        })?;
        let Answer::Rows { rows, millis } = answer else {
            return Err(Failure::new(
                "de server antwoordde iets anders",
                "gebruik voor server en commando dezelfde versie",
            ));
        };
        for ((line, _), answer) in batch.iter().zip(rows) {
            match answer {
                RowAnswer::Added => tally.added += 1,
                RowAnswer::Already => tally.already += 1,
                RowAnswer::Refused(why) => tally.refused.push((*line, why)),
            }
        }
        at += batch.len();
        size = if millis > TARGET_MS {
            (size / 2).max(LEAST)
        } else {
            (size + size / 4).min(MOST)
        };
        if is_terminal || at - told >= 5_000 || at == wanted.len() {
            told = at;
            let end = if is_terminal { '\r' } else { '\n' };
            eprint!("{at} van {}{end}", wanted.len());
            let _ = std::io::stderr().flush();
        }
    }
    if is_terminal {
        eprintln!();
    }
    Ok(())
}

/// Writes the refused rows beside the input, by line, with the reason; never the row itself.
fn report(bestand: &Path, mut tally: Tally) -> Result<()> {
    if tally.refused.is_empty() {
        return Ok(());
    }
    tally.refused.sort();
    let mut name = bestand.as_os_str().to_owned();
    name.push(".geweigerd.csv");
    let path = PathBuf::from(name);
    let write = || -> std::result::Result<(), Box<dyn std::error::Error>> {
        let mut out = csv::Writer::from_path(&path)?;
        out.write_record(["regel", "reden"])?;
        for (line, why) in &tally.refused {
            out.write_record([line.to_string().as_str(), why.as_str()])?;
        }
        out.flush()?;
        Ok(())
    };
    write().during(
        format!("kan {} niet schrijven", path.display()),
        "geef schrijfrecht op die map",
    )?;
    println!("geweigerde regels met reden: {}", path.display());
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

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
