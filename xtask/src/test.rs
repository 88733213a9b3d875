//! `cargo xtask test` and `check`: everything that must be green, in one command, with one closing
//! line.
//!
//! Relies on: libtest's and the browser runner's own counts; tests that cannot run here append
//! `name<TAB>why` to the file that `WIJKWERK_SKIPS` names. Clippy and the tests are one build in the
//! dev profile. Never: stops at the first failure when later stages can still tell
//! something.

use std::fs;
use std::process::{Command, ExitCode};

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
    // Binaries and tests in one call: cargo then resolves features once, and the server under test is this build. What
    // clippy refuses is built without it, so that the tests can still tell something.
    let build = ["build", "--workspace", "--bins", "--tests"];
    let cargo: Option<Cargo> =
        if report.check("lint, build", || succeed(workspace.linting_cargo(&build))) {
            Some(Workspace::linting_cargo)
        } else {
            let plain = report.prepare("build", || succeed(workspace.cargo(&build)));
            plain.map(|()| Workspace::cargo as Cargo)
        };
    match cargo {
        Some(cargo) => report.tests("tests", || tests(workspace, scope, cargo)),
        None => report.skip("tests", "the build failed"),
    }
    match (scope, cargo) {
        (Scope::Quick, _) => {}
        (Scope::Full, Some(_)) => report.tests("browser", || browser::run(workspace)),
        (Scope::Full, None) => report.skip("browser", "the build failed"),
    }
    report.check("dupes", || licences::check_duplicates(workspace));
    report.close()
}

/// The cargo that built what is tested.
type Cargo = fn(&Workspace, &[&str]) -> Command;

fn tests(workspace: &Workspace, scope: Scope, cargo: Cargo) -> Result<Tested> {
    let scratch = workspace.target.join("xtask");
    let skips = scratch.join("skips");
    fs::create_dir_all(&scratch).attempt(|| format!("make {}", scratch.display()))?;
    fs::write(&skips, "").attempt(|| format!("write {}", skips.display()))?;
    let postgres = match scope {
        Scope::Full => Some(Postgres::start(Durability::None)?),
        Scope::Quick => None,
    };
    let mut command = cargo(workspace, &["test", "--workspace", "--no-fail-fast"]);
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
