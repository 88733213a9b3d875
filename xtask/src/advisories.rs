//! `cargo xtask advisories`: known weaknesses in what we depend on. Needs a network, so it is no
//! part of the tests.

use std::process::ExitCode;

use crate::failure::Failure;
use crate::workspace::{Workspace, ask, succeed};

pub fn run(workspace: &Workspace) -> ExitCode {
    let is_there = |tool: &str| ask(workspace.cargo(&[tool, "--version"])).is_some();
    let crates = if is_there("deny") {
        succeed(workspace.cargo(&["deny", "check", "advisories"]))
    } else if is_there("audit") {
        succeed(workspace.cargo(&["audit"]))
    } else {
        let advice =
            "install one: cargo install cargo-deny --locked, or cargo install cargo-audit --locked";
        Err(Failure::new("find cargo-deny or cargo-audit", advice))
    };
    let packages = succeed(workspace.npm(&["audit"]));
    for failure in [&crates, &packages]
        .into_iter()
        .filter_map(|result| result.as_ref().err())
    {
        eprintln!("{failure}");
    }
    let is_clean = crates.is_ok() && packages.is_ok();
    if is_clean {
        ExitCode::SUCCESS
    } else {
        ExitCode::FAILURE
    }
}
