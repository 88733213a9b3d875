//! The commands of the binary: nouns and options in Dutch, verbs in English.
//!
//! A command that changes data goes through the running server's local socket when there is one, and takes the lock of
//! the database otherwise, so that there is never more than one program that writes. Errors go to stderr with what to
//! do about them; the exit code is 0, 1 (it did not work) or 2 (the command was not understood).

mod aansluitingen;
mod args;
mod backup;
mod bestanden;
mod change;
mod doctor;
mod door;
mod export;
mod export_kennis;
mod failure;
mod ground;
mod help;
mod import_kennis;
mod import_lijst;
mod import_meldingen;
mod import_pakket;
mod import_verslag;
mod imports;
mod inrichting;
mod kennis_antwoord;
mod kennis_catalogus;
mod kennis_plek;
mod kennis_rijen;
mod meldingen_rijen;
mod openingstijden;
mod owners;
mod reference;
mod restore;
mod table;
mod usage;
mod user;
mod webadres;
mod wegwijzer;

pub mod serve;

use std::ffi::OsString;
use std::process::ExitCode;

use tracing_subscriber::EnvFilter;

use args::{
    AansluitingenCommand, Cli, Command, DemoArgs, ExportCommand, ImportCommand,
    OpeningstijdenCommand, UserCommand, WegwijzerCommand,
};
use failure::{Failure, Result};
use ground::Ground;

pub use reference::reference_markdown;

/// Runs the command in `words`, the name of the program first.
pub fn run(words: impl IntoIterator<Item = OsString>) -> ExitCode {
    let cli = match help::read(words) {
        Ok(cli) => cli,
        Err(error) => {
            if let Some(failure) = usage::explain(&error) {
                eprintln!("{failure}");
            } else {
                let _ = error.print();
            }
            return ExitCode::from(u8::try_from(error.exit_code()).unwrap_or(2));
        }
    };
    let filter = EnvFilter::try_from_env("WIJKWERK_LOG").unwrap_or_else(|_| EnvFilter::new("info"));
    let _ = tracing_subscriber::fmt()
        .with_env_filter(filter)
        .with_writer(std::io::stderr)
        .try_init();
    match dispatch(cli) {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => {
            eprintln!("{failure}");
            ExitCode::FAILURE
        }
    }
}

fn dispatch(cli: Cli) -> Result<()> {
    let ground = || Ground::load(cli.config.as_deref());
    match cli.command {
        Command::Serve => serve::command(&ground()?),
        Command::Migrate => ground()?.migrate(),
        Command::Doctor => doctor::command(ground()),
        Command::Inrichting { what } => inrichting::command(ground, what),
        Command::Import { what } => match what {
            ImportCommand::Gebieden {
                gemeente,
                jaar,
                bestand,
            } => imports::gebieden(&ground()?, gemeente, jaar, &bestand),
            ImportCommand::Meldingen {
                gemeente,
                bestand,
                bron,
                onderwerpen,
                proef,
            } => import_meldingen::command(
                &ground()?,
                &import_meldingen::Wanted {
                    gemeente,
                    bestand,
                    bron,
                    onderwerpen,
                    proef,
                },
            ),
            ImportCommand::Kennisbank {
                gemeente,
                soort,
                bestand,
                proef,
                verslag,
                namens,
            } => import_kennis::command(
                &ground()?,
                import_kennis::Wanted {
                    gemeente,
                    soort,
                    bestand,
                    proef,
                    verslag,
                    namens,
                },
            ),
        },
        Command::Export {
            what:
                Some(ExportCommand::Kennisbank {
                    gemeente,
                    soort,
                    bestand,
                }),
            ..
        } => export_kennis::command(&ground()?, &gemeente, soort, &bestand),
        Command::Export { gemeente, uit, .. } => {
            export::command(&ground()?, &gemeente.unwrap_or_default(), uit)
        }
        Command::User { what } => match what {
            UserCommand::Invite(wanted) => user::invite(&ground()?, wanted),
        },
        Command::Backup { uit } => backup::command(&ground()?, uit),
        Command::Restore { map } => restore::command(&ground()?, &map),
        Command::Openingstijden { what } => match what {
            OpeningstijdenCommand::Toets { bestand } => openingstijden::command(&bestand),
        },
        Command::Wegwijzer { what } => match what {
            WegwijzerCommand::Toets(args) => wegwijzer::toets(&args),
        },
        Command::Aansluitingen { what } => match what {
            AansluitingenCommand::Opnieuw { naam } => aansluitingen::again(&ground()?, naam),
        },
        Command::Demo(args) => demo(args),
    }
}

fn demo(args: DemoArgs) -> Result<()> {
    let options = crate::demo::DemoOptions {
        dir: args.dir,
        datum: args.datum,
        seed: args.seed,
        klein: args.klein,
        fresh: args.fresh,
        port: args.port,
        print_port: args.print_port,
        no_serve: args.no_serve,
        gemeente: args.gemeente,
    };
    crate::demo::command(options)
        .map_err(|text| Failure::new(text, "los dit op en geef het commando opnieuw"))
}

#[cfg(test)]
mod tests;

#[cfg(test)]
mod kennis_tests;

#[cfg(test)]
mod meldingen_tests;

#[cfg(test)]
mod rechten_tests;
