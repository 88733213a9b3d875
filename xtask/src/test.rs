//! `cargo xtask test` and `check`: everything that must be green, in one command, with one closing
//! line.
//!
//! Relies on: libtest's and the browser runner's own counts; tests that cannot run here append
//! `name<TAB>why` to the file that `WIJKWERK_SKIPS` names. Clippy and the tests use the dev profile
//! and one build directory. Never: stops at the first failure when later stages can still tell
//! something.

use std::fs;
use std::process::ExitCode;

use crate::counts::{Reading, read_skips};
use crate::dependencies;
use crate::failure::{Attempt, Result};
use crate::licences;
use crate::postgres::{Durability, Postgres};
use crate::stage::{Report, Tested, stream};
use crate::workspace::{Workspace, succeed};
use crate::{assets, browser, install};

/// How much of it runs.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Scope {
    /// Everything.
    Full,
    /// Without PostgreSQL and browser.
    Quick,
}

pub fn run(workspace: &Workspace, scope: Scope) -> ExitCode {
    let mut report = Report::default();
    if report
        .prepare("tools", || install::tools(workspace, scope))
        .is_none()
    {
        return report.close();
    }
    report.check("assets", || assets::build(workspace));
    report.check("fmt", || {
        succeed(workspace.cargo(&["fmt", "--all", "--check"]))
    });
    report.check("licences", || {
        licences::check(workspace).and_then(|()| dependencies::check(workspace))
    });
    report.check("clippy", || {
        let words = [
            "clippy",
            "--workspace",
            "--all-targets",
            "--",
            "-D",
            "warnings",
        ];
        succeed(workspace.cargo(&words))
    });
    // Binaries and tests in one call: cargo then resolves features once, and the server under test
    // is this build.
    let built = report.prepare("build", || {
        succeed(workspace.cargo(&["build", "--workspace", "--bins", "--tests"]))
    });
    if built.is_some() {
        report.tests("tests", || tests(workspace, scope));
    } else {
        report.skip("tests", "the build failed");
    }
    match (scope, built) {
        (Scope::Quick, _) => {}
        (Scope::Full, Some(())) => report.tests("browser", || browser::run(workspace)),
        (Scope::Full, None) => report.skip("browser", "the build failed"),
    }
    report.check("dupes", || licences::check_duplicates(workspace));
    report.close()
}

fn tests(workspace: &Workspace, scope: Scope) -> Result<Tested> {
    let scratch = workspace.target.join("xtask");
    let skips = scratch.join("skips");
    fs::create_dir_all(&scratch).attempt(|| format!("make {}", scratch.display()))?;
    fs::write(&skips, "").attempt(|| format!("write {}", skips.display()))?;
    let postgres = match scope {
        Scope::Full => Some(Postgres::start(Durability::None)?),
        Scope::Quick => None,
    };
    let mut command = workspace.cargo(&["test", "--workspace", "--no-fail-fast"]);
    command.env("WIJKWERK_SKIPS", &skips);
    match &postgres {
        Some(postgres) => command.env("WIJKWERK_TEST_PG", postgres.connection()),
        None => command.env_remove("WIJKWERK_TEST_PG"),
    };
    let mut reading = Reading::default();
    let status = stream(command, |line| reading.read_libtest(line))?;
    let skipped = fs::read_to_string(&skips).attempt(|| format!("read {}", skips.display()))?;
    Ok(Tested::judge(status, reading, read_skips(&skipped)))
}
