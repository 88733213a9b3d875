//! How fast it is, as ratios to a ceiling in the same run (`cargo xtask bench`).
//!
//! Five interleaved runs per figure; median, lowest and highest are printed, a missed aim is printed as missed. Client and
//! server share the machine on both sides of every ratio.

mod absolute;
mod ceilings;
mod content;
mod figures;
mod lezen;
mod lists;
mod load;
mod punten;
mod report;
mod rooster;
mod vragen;
mod world;

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use kit::db::Target;
use wijkwerk::error::Result;

use load::wrong;
use report::Report;
use world::{Threads, World};

/// Runs of every figure.
const RUNS: usize = 5;
/// Connections that ask at the same time.
const CONNECTIONS: usize = 32;

/// What was asked for.
struct Args {
    quick: bool,
    only: Option<String>,
    postgres: Option<String>,
    binary: Option<PathBuf>,
}

/// How many of everything.
#[derive(Clone, Copy, Debug)]
pub struct Sizes {
    /// Requests per connection for what is kept in memory.
    pub views: usize,
    /// Changes after which every page is viewed, per run.
    pub firsts: usize,
    /// Meldingen taken in per run.
    pub intakes: usize,
    /// Meldingen with a photo per run.
    pub photos: usize,
    /// Meldingen behind the short list and the long one.
    pub lists: (i64, i64),
    /// Lists asked per run.
    pub list_views: usize,
    /// Meldingen at start-up.
    pub start: usize,
    /// Items of the kennisbank, and questions asked per run.
    pub items: usize,
    pub questions: usize,
    /// Points over the whole country.
    pub points: usize,
}

const FULL: Sizes = Sizes {
    views: 1_000,
    firsts: 100,
    intakes: 6_400,
    photos: 32,
    lists: (10_000, 1_000_000),
    list_views: 400,
    start: 100_000,
    items: 5_000,
    questions: 4_000,
    points: 3_000,
};

const QUICK: Sizes = Sizes {
    views: 100,
    firsts: 20,
    intakes: 640,
    photos: 8,
    lists: (1_000, 100_000),
    list_views: 80,
    start: 10_000,
    items: 500,
    questions: 400,
    points: 300,
};

fn main() -> ExitCode {
    let Some(args) = read_args() else {
        eprintln!(
            "bekend zijn --quick, --pg VERBINDING, --binary PAD en --only pages|intake|mixed|lists|absolute|rooster|wegwijzer|punten"
        );
        return ExitCode::FAILURE;
    };
    let dir = PathBuf::from(format!("/var/tmp/wijkwerk-bench-{}", std::process::id()));
    let mut report = Report::start();
    let done = std::fs::create_dir_all(&dir)
        .map_err(wrong)
        .and_then(|()| engines(&args, &dir, &mut report));
    let _ = std::fs::remove_dir_all(&dir);
    report.end();
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("de meting stopte: {error}");
            ExitCode::FAILURE
        }
    }
}

fn read_args() -> Option<Args> {
    let mut args = Args {
        quick: false,
        only: None,
        postgres: None,
        binary: None,
    };
    let mut words = std::env::args().skip(1);
    while let Some(word) = words.next() {
        match word.as_str() {
            "--quick" => args.quick = true,
            "--only" => args.only = Some(words.next()?),
            "--pg" => args.postgres = Some(words.next()?),
            "--binary" => args.binary = Some(words.next()?.into()),
            _ => return None,
        }
    }
    Some(args)
}

fn engines(args: &Args, dir: &Path, report: &mut Report) -> Result<()> {
    if args.only.as_deref().is_none_or(|only| only == "rooster") {
        rooster::proposal(report)?;
    }
    if args.only.as_deref().is_none_or(|only| only == "punten") {
        punten::year(if args.quick { QUICK } else { FULL }, report)?;
    }
    let threads = Threads::start()?;
    let sqlite = |name: &str| Target::Sqlite(dir.join(name));
    let targets = [sqlite("bench.db"), sqlite("start.db")];
    engine("sqlite", targets, dir, args, &threads, report)?;
    let Some(server) = &args.postgres else {
        println!("| postgres | not measured: no server was given | | | | | | |");
        return Ok(());
    };
    let postgres = |name: &str| {
        kit::testing::make_database(server, name);
        Target::Postgres(kit::testing::with_database(server, name))
    };
    let targets = [postgres("wijkwerk_bench"), postgres("wijkwerk_bench_start")];
    engine("postgres", targets, dir, args, &threads, report)
}

fn engine(
    name: &'static str,
    [target, start]: [Target; 2],
    dir: &Path,
    args: &Args,
    threads: &Threads,
    report: &mut Report,
) -> Result<()> {
    let sizes = if args.quick { QUICK } else { FULL };
    let wanted = |part: &str| args.only.as_deref().is_none_or(|only| only == part);
    let world = World::open(name, target, dir, threads)?;
    if wanted("pages") {
        figures::pages(&world, sizes, report)?;
    }
    if wanted("intake") {
        figures::intake(&world, sizes, report)?;
        figures::photos(&world, sizes, report)?;
    }
    if wanted("mixed") {
        figures::mixed(&world, sizes, report)?;
    }
    if wanted("lists") {
        lists::measure(&world, sizes, report)?;
    }
    if wanted("wegwijzer") {
        vragen::measure(&world, dir, sizes, report)?;
    }
    if wanted("punten") {
        punten::measure(&world, dir, sizes, report)?;
    }
    drop(world);
    if wanted("absolute") {
        let binary = args.binary.clone().map_or_else(absolute::beside, Ok)?;
        absolute::measure(name, &start, dir, threads, &binary, sizes, report)?;
    }
    Ok(())
}
