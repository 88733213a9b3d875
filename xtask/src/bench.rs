//! `cargo xtask bench`: the release build of the bench program, beside a PostgreSQL that really
//! writes to disk.
//!
//! Never: measures anything itself; figures and ceilings are the bench program's.

use std::process::ExitCode;

use crate::assets;
use crate::failure::{Failure, Result};
use crate::postgres::{Durability, Postgres};
use crate::workspace::{Workspace, succeed};

pub fn run(workspace: &Workspace, options: &[String]) -> Result<ExitCode> {
    if let Some(unknown) = options.iter().find(|option| *option != "--quick") {
        return Err(Failure::new(
            format!("read the option {unknown:?}"),
            "bench knows only --quick",
        ));
    }
    assets::build(workspace)?;
    let bench = ["-p", "wijkwerk", "--bin", "wijkwerk-bench"];
    let mut build = workspace.cargo(&["build", "--release"]);
    build.args(bench);
    succeed(build)?;
    let postgres = Postgres::start(Durability::Full)?;
    let mut command = workspace.cargo(&["run", "--quiet", "--release"]);
    command
        .args(bench)
        .args(["--", "--pg"])
        .arg(postgres.connection())
        .args(options);
    succeed(command)?;
    Ok(ExitCode::SUCCESS)
}
