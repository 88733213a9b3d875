//! `wijkwerk import kennisbank`: product names, questions with answers, packages and sheets, in small batches through the
//! same action as the start catalogue.
//!
//! Idempotent by (source, number): what was cut short is run again. With `--proef` everything is done and undone, so that
//! what would change is told before it does.

use std::collections::BTreeMap;
use std::io::{IsTerminal as _, Write as _};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Instant;

use serde::{Deserialize, Serialize};

use super::args::ImportSoort;
use super::change::{Answer, Change, find_frame};
use super::door::Door;
use super::failure::{Failure, Result, explain};
use super::ground::Ground;
use super::import_pakket::package;
use super::import_verslag::{
    CHANGED, CONTRADICTED, Line, MERGED, NEW, REFUSED, Report, SAME, WARNED,
};
use super::kennis_antwoord::ItemAnswer;
use super::{kennis_catalogus, kennis_rijen};
use crate::access::Actor;
use crate::app::App;
use crate::balie::kennisbank::inlezen::{Incoming, TakenIn, remarks, take_in, take_in_for};
use crate::error::{Error, Sentence};
use crate::frame::Frame;
use crate::ids::OrganisatieId;
use crate::kader::organisaties::key_of_name;

/// Most rows in one write, and how long a write may take before the next batch is made smaller.
const MOST: usize = 500;
const LEAST: usize = 10;
const TARGET_MS: u64 = 15;
/// After how many rows it is told how far it is.
const TOLD: usize = 5_000;

/// Rows as they travel, and what is to be done with them.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub(super) struct Batch {
    pub rows: Vec<Incoming>,
    /// Say what would happen, and leave everything as it was.
    pub proef: bool,
    /// Name or key of the organisation whose rows these are; nothing else is changed.
    #[serde(default)]
    pub namens: Option<String>,
}

type Seen = Arc<Mutex<(Vec<Taken>, u64)>>;
/// What became of a row, with what is to be known of it besides.
type Taken = (TakenIn, Vec<Sentence>);

/// The refusal that undoes a trial.
const ONLY_A_TRIAL: &str = "import-proef";

/// Takes in rows in one write; answers what became of each, and the milliseconds that others waited.
pub(super) fn perform(
    app: &App,
    gemeente: &str,
    asked: Batch,
) -> std::result::Result<(Vec<ItemAnswer>, u64), String> {
    let frame = find_frame(app, gemeente)?;
    let Batch {
        rows,
        proef,
        namens,
    } = asked;
    let namens = namens
        .map(|wanted| find_organisatie(&frame, &wanted))
        .transpose()?;
    let seen = Seen::default();
    let noted = seen.clone();
    let brings = |row: &Incoming| row.organisatie.as_ref().is_some_and(|one| one.toevoegen);
    let may_add = rows.iter().any(brings);
    let done = app.write_blocking(&frame, &Actor::Command, move |ctx| {
        let began = Instant::now();
        let all: crate::error::Result<Vec<Taken>> = rows
            .iter()
            .map(|row| {
                let taken = match namens {
                    Some(own) => take_in_for(ctx, row, own)?,
                    None => take_in(ctx, row)?,
                };
                let told = remarks(ctx, row, &taken)?;
                Ok((taken, told))
            })
            .collect();
        let took = u64::try_from(began.elapsed().as_millis()).unwrap_or(u64::MAX);
        *noted.lock().unwrap_or_else(PoisonError::into_inner) = (all?, took);
        if proef {
            return Err(Error::refused(ONLY_A_TRIAL));
        }
        Ok(())
    });
    match done {
        Err(Error::Refused(said)) if proef && said.key == ONLY_A_TRIAL => {}
        done => done.map_err(|error| explain(&frame, &error))?,
    }
    // A source may have brought an organisation along; reading all that a gemeente is for nothing takes longer than the
    // rows.
    if may_add {
        app.forget_frame(gemeente);
    }
    let (taken, took) = std::mem::take(&mut *seen.lock().unwrap_or_else(PoisonError::into_inner));
    let answers = taken
        .into_iter()
        .map(|(taken, told)| ItemAnswer::of(&frame, taken, &told))
        .collect();
    Ok((answers, took))
}

/// The organisation with this key or name, or a sentence that names those that are there.
fn find_organisatie(frame: &Frame, wanted: &str) -> std::result::Result<OrganisatieId, String> {
    let (key, low) = (key_of_name(wanted), wanted.trim().to_lowercase());
    let all = &frame.organisaties;
    let found = all
        .iter()
        .find(|one| one.sleutel == key || one.naam.to_lowercase() == low);
    found.map(|one| one.id).ok_or_else(|| {
        let keys: Vec<&str> = all.iter().map(|one| one.sleutel.as_str()).collect();
        format!("er is geen organisatie {wanted}; wel: {}", keys.join(", "))
    })
}

/// What is asked for.
pub(super) struct Wanted {
    pub gemeente: String,
    pub soort: ImportSoort,
    /// Of the start catalogue there need not be one: it ships.
    pub bestand: Option<PathBuf>,
    pub proef: bool,
    pub verslag: Option<PathBuf>,
    pub namens: Option<String>,
}

impl Wanted {
    /// Where the report is written; nowhere in a trial that asked for none.
    fn report_path(&self) -> Option<PathBuf> {
        let file = self.bestand.as_deref().filter(|_| !self.proef);
        self.verslag.clone().or_else(|| file.map(beside))
    }
}

/// The rows on their way, and what became of those before.
pub(super) struct Run<'r> {
    door: Door,
    pub(super) wanted: &'r Wanted,
    waiting: Vec<(String, Incoming)>,
    size: usize,
    offered: usize,
    /// How many there are, where that is known before.
    pub(super) total: usize,
    told: usize,
    pub(super) counts: BTreeMap<&'static str, usize>,
    pub(super) report: Report,
    pub(super) failed: Option<Failure>,
}

impl Run<'_> {
    fn note(&mut self, place: &str, what: &'static str, more: String) {
        *self.counts.entry(what).or_default() += 1;
        self.tell(place, what, more);
    }

    fn tell(&mut self, place: &str, what: &'static str, more: String) {
        if what != SAME {
            self.report.note(Line {
                place: place.to_owned(),
                what,
                more,
            });
        }
    }

    /// Puts a row in the batch; sends the batch when it is full.
    pub(super) fn offer(
        &mut self,
        place: String,
        row: Incoming,
    ) -> std::result::Result<(), String> {
        self.waiting.push((place, row));
        if self.waiting.len() < self.size {
            return Ok(());
        }
        self.send().map_err(|failure| {
            self.failed = Some(failure);
            "stopped".to_owned()
        })
    }

    fn send(&mut self) -> Result<()> {
        if self.waiting.is_empty() {
            return Ok(());
        }
        let batch = std::mem::take(&mut self.waiting);
        let answer = self.door.perform(Change::ImportKennis {
            gemeente: self.wanted.gemeente.clone(),
            asked: Batch {
                rows: batch.iter().map(|(_, row)| row.clone()).collect(),
                proef: self.wanted.proef,
                namens: self.wanted.namens.clone(),
            },
        })?;
        let Answer::Kennis { rows, millis } = answer else {
            return Err(Failure::new(
                "de server antwoordde iets anders",
                "gebruik voor server en commando dezelfde versie",
            ));
        };
        for ((place, row), answer) in batch.iter().zip(rows) {
            for (n, (what, more)) in answer.lines(&row.titel).into_iter().enumerate() {
                // A row that is refused counts once, however much is wrong with it.
                if n == 0 || what != REFUSED {
                    *self.counts.entry(what).or_default() += 1;
                }
                self.tell(place, what, more);
            }
        }
        self.offered += batch.len();
        self.size = if millis > TARGET_MS {
            (self.size / 2).max(LEAST)
        } else {
            (self.size + self.size / 4).min(MOST)
        };
        if std::io::stderr().is_terminal() || self.offered - self.told >= TOLD {
            self.told = self.offered;
            progress(self.offered, self.total, "ingelezen");
        }
        Ok(())
    }
}

/// How far it is, over itself on a screen and on a line of its own elsewhere.
pub(super) fn progress(count: usize, total: usize, done: &str) {
    let of = if total > 0 {
        format!(" van {total}")
    } else {
        String::new()
    };
    let end = if std::io::stderr().is_terminal() {
        '\r'
    } else {
        '\n'
    };
    eprint!("{count}{of} {done}{end}");
    let _ = std::io::stderr().flush();
}

pub(super) fn command(ground: &Ground, wanted: Wanted) -> Result<()> {
    let of_one = matches!(wanted.soort, ImportSoort::Excel | ImportSoort::Hsds);
    if wanted.namens.is_some() && !of_one {
        return Err(Failure::new(
            "zo'n lijst is van niemand, dus van niemand namens wie zij wordt ingelezen",
            "laat --namens weg, of geef --soort excel of hsds",
        ));
    }
    let mut run = Run {
        door: Door::open(ground)?,
        wanted: &wanted,
        waiting: Vec::new(),
        size: 50,
        offered: 0,
        total: 0,
        told: 0,
        counts: BTreeMap::new(),
        report: Report::to(wanted.report_path()),
        failed: None,
    };
    match (wanted.soort, wanted.bestand.as_deref()) {
        (ImportSoort::Hsds, Some(bestand)) => package(&mut run, bestand)?,
        (ImportSoort::Catalogus, None) => rows(&mut run, kennis_catalogus::shipped()),
        (soort, Some(bestand)) => rows(&mut run, kennis_rijen::read(soort, bestand)?),
        (_, None) => {
            return Err(Failure::new(
                "er is geen bestand gegeven",
                "geef het bestand achter de opties; alleen de startcatalogus zit in het programma",
            ));
        }
    }
    if let Some(failure) = run.failed.take() {
        return Err(failure);
    }
    run.send()?;
    tell(&run);
    run.report.finish(wanted.proef, wanted.verslag.is_some())
}

/// Offers the rows of a list, with their line.
fn rows(run: &mut Run<'_>, all: Vec<(usize, kennis_rijen::Parsed)>) {
    for (line, row) in all {
        let place = format!("regel {line}");
        match row {
            Ok(row) => {
                if run.offer(place, row).is_err() {
                    break;
                }
            }
            Err(why) => run.note(&place, REFUSED, why),
        }
    }
}

/// The counts, in one line each way.
fn tell(run: &Run<'_>) {
    let count = |what: &str| run.counts.get(what).copied().unwrap_or_default();
    let all: Vec<String> = [NEW, CHANGED, SAME, MERGED, CONTRADICTED, REFUSED, WARNED]
        .into_iter()
        .filter(|what| count(what) > 0 || matches!(*what, NEW | REFUSED))
        .map(|what| format!("{} {what}", count(what)))
        .collect();
    if run.wanted.proef {
        println!("proef: {}; er is niets veranderd", all.join(", "));
    } else {
        println!("{}", all.join(", "));
    }
}

fn beside(bestand: &Path) -> PathBuf {
    let mut name = bestand.as_os_str().to_owned();
    name.push(".verslag.csv");
    PathBuf::from(name)
}
