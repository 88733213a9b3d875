//! `wijkwerk import meldingen`: rows of another system, in small batches through the same action as the form.
//!
//! Idempotent by (source, external number): a rerun adds nothing, so a run that was cut short is simply run again.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};
use std::io::{IsTerminal as _, Write as _};
use std::path::PathBuf;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Instant;

use serde::{Deserialize, Serialize};

use super::change::{Answer, Change, find_frame};
use super::door::Door;
use super::failure::{During as _, Failure, Result, explain, sentence};
use super::ground::Ground;
use super::import_lijst::{Growing, ODD, REFUSED, Told, finish, let_go};
use super::meldingen_rijen::{WireRow, parse, read_onderwerpen};
use super::table;
use crate::access::Actor;
use crate::app::App;
use crate::error::Error;
use crate::wijkaanpak::meldingen::import::{ImportRow, Onderwerpen, Outcome, import_rows};

/// Most rows in one write, and how long a write may take before the next batch is made smaller.
const MOST: usize = 500;
const LEAST: usize = 10;
const TARGET_MS: u64 = 15;
/// Most reasons on the screen.
const MOST_REASONS: usize = 20;

/// What happened to a row.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(super) enum RowAnswer {
    Added,
    /// It was added; what is odd about it.
    Odd(String),
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
    explained: &[(String, String)],
    proef: bool,
) -> std::result::Result<(Vec<RowAnswer>, u64), String> {
    let frame = find_frame(app, gemeente)?;
    let onderwerpen =
        Onderwerpen::new(&frame.inrichting, explained).map_err(|why| sentence(&frame, &why))?;
    let rows: Vec<ImportRow> = rows
        .into_iter()
        .map(|row| into_action(row, app.token()))
        .collect();
    let seen = Seen::default();
    let noted = seen.clone();
    let done = app.write_blocking(&frame, &Actor::Command, move |ctx| {
        let began = Instant::now();
        let outcomes = import_rows(ctx, &rows, &onderwerpen)?;
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
            Outcome::Added(_, odd) if odd.is_empty() => RowAnswer::Added,
            Outcome::Added(_, odd) => {
                let said: Vec<String> = odd.iter().map(|why| sentence(&frame, why)).collect();
                RowAnswer::Odd(said.join(" "))
            }
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
        adres: row.adres,
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

/// What the command was asked for.
pub(super) struct Wanted {
    pub(super) gemeente: String,
    pub(super) bestand: PathBuf,
    pub(super) bron: String,
    pub(super) onderwerpen: Option<PathBuf>,
    pub(super) proef: bool,
}

/// How it went.
#[derive(Debug, Default)]
pub(super) struct Tally {
    pub(super) added: usize,
    pub(super) already: usize,
    odd: Told,
    refused: Told,
}

pub(super) fn command(ground: &Ground, asked: &Wanted) -> Result<()> {
    let (bestand, proef) = (&asked.bestand, asked.proef);
    let tally = take_in(ground, asked)?;
    let (added, already, refused) = (tally.added, tally.already, tally.refused.len());
    if proef {
        println!(
            "proef: {added} zouden erbij komen, {already} zijn er al, {refused} zouden worden geweigerd; \
             er is niets veranderd"
        );
    } else {
        println!("{added} toegevoegd, {already} waren er al, {refused} geweigerd");
    }
    for (why, count) in reasons(&tally.refused) {
        println!("  {count} × {why}");
    }
    if let Some(path) = finish(bestand, REFUSED, tally.refused)? {
        println!("geweigerde regels met reden: {}", path.display());
    }
    let odd = tally.odd.len();
    if let Some(path) = finish(bestand, ODD, tally.odd)? {
        println!(
            "{odd} regels om na te kijken, wel meegeteld: {}",
            path.display()
        );
    }
    if !proef {
        let_go(bestand, REFUSED)?;
        let_go(bestand, ODD)?;
    }
    Ok(())
}

/// Reads the files and offers every row; answers how that went, or would go.
pub(super) fn take_in(ground: &Ground, asked: &Wanted) -> Result<Tally> {
    let bestand = &asked.bestand;
    let rows = table::read(bestand).during(
        format!("kan {} niet lezen", bestand.display()),
        "geef een CSV- of Excelbestand met op de eerste regel de namen van de kolommen",
    )?;
    let explained = match &asked.onderwerpen {
        Some(path) => read_onderwerpen(path).during(
            format!("kan {} niet lezen", path.display()),
            "geef een CSV-bestand met op elke regel een woord uit het bestand en het onderwerp waar het voor staat",
        )?,
        None => Vec::new(),
    };
    let mut notes = Notes::new(asked)?;
    let mut wanted = Vec::new();
    for row in &rows {
        match parse(row, &asked.bron) {
            Ok(parsed) => wanted.push((row.line, parsed)),
            Err(why) => notes.refuse(row.line, why)?,
        }
    }
    notes.flush()?;
    let mut door = Door::open(ground)?;
    offer(&mut door, asked, &wanted, &explained, &mut notes)?;
    Ok(notes.tally)
}

/// How it goes, told as it goes: a run that breaks off leaves what it found. A trial is simply done again.
struct Notes {
    tally: Tally,
    lists: Option<(Growing, Growing)>,
    /// What a run that broke off told of lines that it took in.
    before: BTreeMap<usize, String>,
}

impl Notes {
    fn new(asked: &Wanted) -> Result<Self> {
        let mut notes = Self {
            tally: Tally::default(),
            lists: None,
            before: BTreeMap::new(),
        };
        if asked.proef {
            return Ok(notes);
        }
        let refused = Growing::new(&asked.bestand, REFUSED);
        let mut odd = Growing::new(&asked.bestand, ODD);
        notes.before = odd.left();
        for (line, why) in &notes.before {
            odd.note(*line, why)?;
        }
        notes.lists = Some((refused, odd));
        Ok(notes)
    }

    fn refuse(&mut self, line: usize, why: String) -> Result<()> {
        if let Some((refused, _)) = &mut self.lists {
            refused.note(line, &why)?;
        }
        self.tally.refused.push((line, why));
        Ok(())
    }

    fn add(&mut self, line: usize, odd: Option<String>) -> Result<()> {
        self.tally.added += 1;
        let Some(why) = odd else {
            return Ok(());
        };
        if let Some((_, odd)) = &mut self.lists {
            odd.note(line, &why)?;
        }
        self.tally.odd.push((line, why));
        Ok(())
    }

    /// It was there already, perhaps of a run that broke off: what was odd about it still is.
    fn know(&mut self, line: usize) {
        self.tally.already += 1;
        if let Some(why) = self.before.remove(&line) {
            self.tally.odd.push((line, why));
        }
    }

    fn flush(&mut self) -> Result<()> {
        if let Some((refused, odd)) = &mut self.lists {
            refused.flush()?;
            odd.flush()?;
        }
        Ok(())
    }
}

/// The reasons that came most, with how often: of a hundred thousand rows nobody reads the list.
fn reasons(refused: &[(usize, String)]) -> Vec<(&str, usize)> {
    let mut count: BTreeMap<&str, usize> = BTreeMap::new();
    for (_, why) in refused {
        *count.entry(why.as_str()).or_default() += 1;
    }
    let mut all: Vec<(&str, usize)> = count.into_iter().collect();
    all.sort_by_key(|(_, count)| Reverse(*count));
    all.truncate(MOST_REASONS);
    all
}

/// Offers the rows in batches that grow and shrink with how long others waited for the last one.
fn offer(
    door: &mut Door,
    asked: &Wanted,
    wanted: &[(usize, WireRow)],
    explained: &[(String, String)],
    notes: &mut Notes,
) -> Result<()> {
    let is_terminal = std::io::stderr().is_terminal();
    let (mut at, mut size, mut told) = (0, 50, 0);
    // A trial undoes every batch, so what an earlier one added is known here only.
    let mut tried: BTreeSet<&str> = BTreeSet::new();
    while at < wanted.len() {
        let batch = &wanted[at..wanted.len().min(at + size)];
        let answer = door.perform(Change::ImportMeldingen {
            gemeente: asked.gemeente.clone(),
            rows: batch.iter().map(|(_, row)| row.clone()).collect(),
            onderwerpen: explained.to_vec(),
            proef: asked.proef,
        })?;
        let Answer::Rows { rows, millis } = answer else {
            return Err(Failure::new(
                "de server antwoordde iets anders",
                "gebruik voor server en commando dezelfde versie",
            ));
        };
        for ((line, row), answer) in batch.iter().zip(rows) {
            let is_new = matches!(answer, RowAnswer::Added | RowAnswer::Odd(_));
            if asked.proef && is_new && !tried.insert(&row.nummer) {
                notes.know(*line);
                continue;
            }
            match answer {
                RowAnswer::Added => notes.add(*line, None)?,
                RowAnswer::Odd(why) => notes.add(*line, Some(why))?,
                RowAnswer::Already => notes.know(*line),
                RowAnswer::Refused(why) => notes.refuse(*line, why)?,
            }
        }
        notes.flush()?;
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_reason_that_came_most_comes_first() {
        let refused: Vec<(usize, String)> = ["b", "c", "b", "a"]
            .into_iter()
            .enumerate()
            .map(|(line, why)| (line, why.to_owned()))
            .collect();
        assert_eq!(reasons(&refused), [("b", 2), ("a", 1), ("c", 1)]);
        let many: Vec<(usize, String)> = (0..100).map(|n| (n, format!("reden {n}"))).collect();
        assert_eq!(reasons(&many).len(), MOST_REASONS);
    }
}
