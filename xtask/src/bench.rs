//! `cargo xtask bench`: the release build of the bench program, beside a PostgreSQL that really
//! writes to disk.
//!
//! Never: measures anything itself but the build; figures and ceilings are the bench program's.

use std::process::ExitCode;
use std::time::{Duration, Instant};

use crate::assets;
use crate::failure::{Attempt, Failure, Result};
use crate::postgres::{Durability, Postgres};
use crate::workspace::{Workspace, succeed};

const QUICK: &str = "--quick";
/// A part of the figures, by name; the bench program knows the names.
const ONLY: &str = "--only";

pub fn run(workspace: &Workspace, options: &[String]) -> Result<ExitCode> {
    understand(options)?;
    assets::build(workspace)?;
    succeed(workspace.cargo(&["build", "--release", "-p", "wijkwerk", "--bins"]))?;
    let programs = workspace.target.join("release");
    let postgres = Postgres::start(Durability::Full)?;
    let mut command = workspace.command(programs.join("wijkwerk-bench"));
    command
        .arg("--pg")
        .arg(postgres.connection())
        .arg("--binary")
        .arg(programs.join("wijkwerk"))
        .args(options);
    succeed(command)?;
    if options.is_empty() {
        let took = build_cold(workspace)?;
        println!("cold build of the program: {} s", took.as_secs());
    } else {
        println!("cold build of the program: only measured without options");
    }
    Ok(ExitCode::SUCCESS)
}

fn understand(options: &[String]) -> Result<()> {
    let mut words = options.iter();
    while let Some(word) = words.next() {
        let known = word == QUICK || (word == ONLY && words.next().is_some());
        if !known {
            return Err(Failure::new(
                format!("read the option {word:?}"),
                "bench knows only --quick and --only PART",
            ));
        }
    }
    Ok(())
}

/// Builds the program where nothing was built before; the downloaded sources are there.
fn build_cold(workspace: &Workspace) -> Result<Duration> {
    let scratch = workspace.target.join("cold");
    if scratch.exists() {
        std::fs::remove_dir_all(&scratch).attempt(|| format!("empty {}", scratch.display()))?;
    }
    let mut build = workspace.cargo(&[
        "build",
        "--release",
        "--quiet",
        "-p",
        "wijkwerk",
        "--bin",
        "wijkwerk",
    ]);
    build.env("CARGO_TARGET_DIR", &scratch);
    let started = Instant::now();
    let built = succeed(build);
    let took = started.elapsed();
    // Also after a build that failed: it is large.
    let removed = std::fs::remove_dir_all(&scratch);
    built?;
    removed.attempt(|| format!("remove {}", scratch.display()))?;
    Ok(took)
}
