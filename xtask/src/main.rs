//! `cargo xtask …`: the commands a contributor needs, on a machine with only Rust and Node.
//!
//! Relies on: being started by cargo inside the repository. Each command lives in the module of its
//! name. Never: changes a source file, reaches further than the package registries, or leaves a
//! process behind.

mod advisories;
mod assets;
mod bench;
mod browser;
mod counts;
mod demo;
mod dependencies;
mod failure;
mod guard;
mod install;
mod licences;
mod postgres;
mod spdx;
mod stage;
mod test;
mod workspace;

use std::process::ExitCode;

use failure::{Failure, Result};
use workspace::Workspace;

const HELP: &str = "\
cargo xtask <command>

  demo        build everything, fill .demo/ with a simulated year and serve it
                --port N              port on this machine (8080)
                --fresh               throw the present demo away and make it again
                --gemeente SLUG       which gemeente / opens (else the choice of who to be)
                --datum YYYY-MM-DD    the day the year ends (today; before 8:30 yesterday)
                --seed N              same date and seed, same year
                --no-serve            fill, then stop
  test        everything: formatting, licences, lints, tests on both databases, browser
  check       the same without PostgreSQL and browser
  bench       the figures, on both databases, each against its ceiling
                --quick               a tenth of the rows
                --only PART           pages, intake, mixed, lists or absolute
  assets      npm ci and the build of web/
  advisories  known weaknesses in dependencies; needs a network
";

fn main() -> ExitCode {
    let args: Vec<String> = std::env::args().skip(1).collect();
    match run(&args) {
        Ok(code) => code,
        Err(failure) => {
            eprintln!("xtask: {failure}");
            ExitCode::FAILURE
        }
    }
}

fn run(args: &[String]) -> Result<ExitCode> {
    let Some((command, options)) = args.split_first() else {
        print!("{HELP}");
        return Ok(ExitCode::FAILURE);
    };
    match command.as_str() {
        "demo" => demo::run(&Workspace::load()?, &demo::Options::parse(options)?),
        "test" => {
            none(options)?;
            Ok(test::run(&Workspace::load()?, test::Scope::Full))
        }
        "check" => {
            none(options)?;
            Ok(test::run(&Workspace::load()?, test::Scope::Quick))
        }
        "bench" => bench::run(&Workspace::load()?, options),
        "assets" => {
            none(options)?;
            assets::build(&Workspace::load()?)?;
            Ok(ExitCode::SUCCESS)
        }
        "advisories" => {
            none(options)?;
            Ok(advisories::run(&Workspace::load()?))
        }
        "help" | "--help" | "-h" => {
            print!("{HELP}");
            Ok(ExitCode::SUCCESS)
        }
        other => Err(Failure::new(
            format!("read the command {other:?}"),
            "there is no such command; cargo xtask help lists them",
        )),
    }
}

fn none(options: &[String]) -> Result<()> {
    match options.first() {
        None => Ok(()),
        Some(option) => Err(Failure::new(
            format!("read the option {option:?}"),
            "this command takes no options",
        )),
    }
}
