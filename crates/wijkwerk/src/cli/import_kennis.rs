//! `wijkwerk import kennisbank`: product names, questions with answers, packages and sheets, in small batches through the
//! same action as the start catalogue.
//!
//! Idempotent by (source, number): what was cut short is run again. With `--proef` everything is done and undone, so that
//! what would change is told before it does.

use std::cell::Cell;
use std::collections::BTreeMap;
use std::io::{IsTerminal as _, Write as _};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Instant;

use serde::{Deserialize, Serialize};

use super::args::ImportSoort;
use super::change::{Answer, Change, find_frame};
use super::door::Door;
use super::failure::{During as _, Failure, Result, explain, sentence};
use super::ground::Ground;
use super::import_verslag::{
    CHANGED, CONTRADICTED, Line, MERGED, NEW, REFUSED, Report, SAME, SHOWN, WARNED,
};
use super::kennis_rijen::{self, said};
use crate::access::Actor;
use crate::app::App;
use crate::balie::kennisbank::inlezen::{Incoming, TakenIn, take_in};
use crate::balie::kennisbank::uitwisseling::{Package, Unreadable, read_package_telling};
use crate::error::Error;

/// Most rows in one write, and how long a write may take before the next batch is made smaller.
const MOST: usize = 500;
const LEAST: usize = 10;
const TARGET_MS: u64 = 15;
/// After how many rows it is told how far it is: taken in, and looked at before anything is.
const TOLD: usize = 5_000;
const LOOKED_AT: usize = 50_000;

/// What became of a row, as it travels.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(super) enum ItemAnswer {
    Added,
    Changed(Vec<String>),
    Already,
    Merged,
    Contradicted(String),
    Refused(String),
}

type Seen = Arc<Mutex<(Vec<TakenIn>, u64)>>;

/// The refusal that undoes a trial.
const ONLY_A_TRIAL: &str = "import-proef";

/// Takes in rows in one write; answers what became of each, and the milliseconds that others waited.
pub(super) fn perform(
    app: &App,
    gemeente: &str,
    rows: Vec<Incoming>,
    proef: bool,
) -> std::result::Result<(Vec<ItemAnswer>, u64), String> {
    let frame = find_frame(app, gemeente)?;
    let seen = Seen::default();
    let noted = seen.clone();
    let brings = |row: &Incoming| row.organisatie.as_ref().is_some_and(|one| one.toevoegen);
    let may_add = rows.iter().any(brings);
    let done = app.write_blocking(&frame, &Actor::Command, move |ctx| {
        let began = Instant::now();
        let all: crate::error::Result<Vec<TakenIn>> =
            rows.iter().map(|row| take_in(ctx, row)).collect();
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
        .map(|one| match one {
            TakenIn::Added(_) => ItemAnswer::Added,
            TakenIn::Changed(_, what) => {
                ItemAnswer::Changed(what.into_iter().map(ToOwned::to_owned).collect())
            }
            TakenIn::Already(_) => ItemAnswer::Already,
            TakenIn::Merged(_) => ItemAnswer::Merged,
            TakenIn::Contradicted(_, why) => ItemAnswer::Contradicted(sentence(&frame, &why)),
            TakenIn::Refused(why) => ItemAnswer::Refused(sentence(&frame, &why)),
        })
        .collect();
    Ok((answers, took))
}

/// What is asked for.
pub(super) struct Wanted {
    pub gemeente: String,
    pub soort: ImportSoort,
    pub bestand: PathBuf,
    pub proef: bool,
    pub verslag: Option<PathBuf>,
}

impl Wanted {
    /// Where the report is written; nowhere in a trial that asked for none.
    fn report_path(&self) -> Option<PathBuf> {
        let beside = || (!self.proef).then(|| beside(&self.bestand));
        self.verslag.clone().or_else(beside)
    }
}

/// The rows on their way, and what became of those before.
struct Run<'r> {
    door: Door,
    wanted: &'r Wanted,
    waiting: Vec<(String, Incoming)>,
    size: usize,
    offered: usize,
    /// How many there are, where that is known before.
    total: usize,
    told: usize,
    counts: BTreeMap<&'static str, usize>,
    report: Report,
    failed: Option<Failure>,
}

impl Run<'_> {
    fn note(&mut self, place: &str, what: &'static str, more: String) {
        *self.counts.entry(what).or_default() += 1;
        if what != SAME {
            self.report.note(Line {
                place: place.to_owned(),
                what,
                more,
            });
        }
    }

    /// Puts a row in the batch; sends the batch when it is full.
    fn offer(&mut self, place: String, row: Incoming) -> std::result::Result<(), String> {
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
            rows: batch.iter().map(|(_, row)| row.clone()).collect(),
            proef: self.wanted.proef,
        })?;
        let Answer::Kennis { rows, millis } = answer else {
            return Err(Failure::new(
                "de server antwoordde iets anders",
                "gebruik voor server en commando dezelfde versie",
            ));
        };
        for ((place, row), answer) in batch.iter().zip(rows) {
            let title = row.titel.clone();
            match answer {
                ItemAnswer::Added => self.note(place, NEW, title),
                ItemAnswer::Changed(what) => {
                    self.note(place, CHANGED, format!("{title} ({})", what.join(", ")));
                }
                ItemAnswer::Already => self.note(place, SAME, title),
                ItemAnswer::Merged => self.note(place, MERGED, title),
                ItemAnswer::Contradicted(why) => {
                    self.note(place, CONTRADICTED, format!("{title}: {why}"));
                }
                ItemAnswer::Refused(why) => self.note(place, REFUSED, format!("{title}: {why}")),
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
fn progress(count: usize, total: usize, done: &str) {
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
    match wanted.soort {
        ImportSoort::Hsds => package(&mut run)?,
        other => {
            for (line, row) in kennis_rijen::read(other, &wanted.bestand)? {
                let place = format!("regel {line}");
                match row {
                    Ok(row) => {
                        let stopped = run.offer(place, row).is_err();
                        if stopped {
                            break;
                        }
                    }
                    Err(why) => run.note(&place, REFUSED, why),
                }
            }
        }
    }
    if let Some(failure) = run.failed.take() {
        return Err(failure);
    }
    run.send()?;
    tell(&run);
    report(&mut run)
}

fn package(run: &mut Run<'_>) -> Result<()> {
    let package = Package::at(&run.wanted.bestand);
    let total = Cell::new(0);
    let mut seen = |count: usize| {
        total.set(count);
        if count.is_multiple_of(LOOKED_AT) {
            progress(count, 0, "nagekeken");
        }
    };
    let read = read_package_telling(&package, &mut seen, &mut |read| {
        run.total = total.get();
        // A service that is kept out counts once, however much is wrong with it.
        let mut refused = false;
        for one in &read.findings {
            let what = if one.refuses { REFUSED } else { WARNED };
            if !(one.refuses && refused) {
                *run.counts.entry(what).or_default() += 1;
            }
            refused |= one.refuses;
            run.report.note(Line {
                place: one.path.clone(),
                what,
                more: said(one.what).to_owned(),
            });
        }
        match read.row {
            Some(row) => run.offer(read.path, row),
            None => Ok(()),
        }
    });
    match read {
        Err(Unreadable::Stopped(_) | Unreadable::Json(_)) if run.failed.is_some() => Ok(()),
        read => read.map_err(|why| {
            Failure::new(
                format!(
                    "kan {} niet lezen: {}",
                    run.wanted.bestand.display(),
                    unreadable(&why)
                ),
                "geef JSON volgens HSDS 3.0, of een map of zip met datapackage.json; \
                 wat al was ingelezen blijft staan en komt er geen tweede keer in",
            )
        }),
    }
}

fn unreadable(why: &Unreadable) -> String {
    match why {
        Unreadable::Io(error) => error.clone(),
        Unreadable::Json(error) => format!("geen JSON: {error}"),
        Unreadable::Csv(error) => format!("geen CSV: {error}"),
        Unreadable::NoPackage => "er is geen datapackage.json".to_owned(),
        Unreadable::MissingTable(name) => format!("de tabel {name} ontbreekt"),
        Unreadable::Name(name) => format!("de naam {name} wijst buiten het pakket"),
        Unreadable::TooMany => "meer dan een miljoen regels in een tabel of diensten in een pakket; \
                                 zoveel houdt het geheugen en de controle op dubbele nummers binnen de perken"
            .to_owned(),
        Unreadable::TooLarge => "een bestand is groter dan 4 GiB".to_owned(),
        Unreadable::Stopped(error) => format!("gestopt: {error}"),
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

/// Ends the report, on the screen when it is a trial and no file was asked for. One that nobody asked for and that says
/// nothing odd is not kept.
fn report(run: &mut Run<'_>) -> Result<()> {
    let report = &mut run.report;
    let Some(path) = report.path.clone() else {
        for line in &report.shown {
            println!("{}: {}: {}", line.place, line.what, line.more);
        }
        if report.count > SHOWN {
            println!("en nog {}; geef --verslag voor alles", report.count - SHOWN);
        }
        return Ok(());
    };
    let is_kept = run.wanted.verslag.is_some() || report.odd;
    if !is_kept && report.out.is_none() {
        return Ok(());
    }
    report.end().during(
        format!("kan {} niet schrijven", path.display()),
        "geef schrijfrecht op die map",
    )?;
    if is_kept {
        println!("verslag: {}", path.display());
        return Ok(());
    }
    std::fs::remove_file(&path).during(
        format!("kan {} niet weghalen", path.display()),
        "geef schrijfrecht op die map",
    )
}

fn beside(bestand: &Path) -> PathBuf {
    let mut name = bestand.as_os_str().to_owned();
    name.push(".verslag.csv");
    PathBuf::from(name)
}
