//! The reference page of the commands, made from the definitions that read them.

use std::fmt::Write as _;

use clap::{Arg, CommandFactory as _};

use super::args::Cli;

/// Every command with its options, as Markdown in Dutch.
pub fn reference_markdown() -> String {
    let mut cli = Cli::command();
    cli.build();
    let mut page = String::from(
        "# Opdrachten\n\n\
         Deze pagina is gemaakt uit de code; `wijkwerk --help` zegt hetzelfde. Fouten staan op stderr, met wat u kunt \
         doen. De uitkomst is 0 (gelukt), 1 (niet gelukt) of 2 (de opdracht is niet begrepen). Een opdracht die iets \
         verandert, gaat via de server als die draait.\n\n\
         Bij elke opdracht kan:\n\n| Optie | Uitleg |\n|---|---|\n",
    );
    for arg in cli.get_arguments().filter(|arg| arg.is_global_set()) {
        row(&mut page, arg);
    }
    for command in cli.get_subcommands() {
        section(&mut page, "wijkwerk", command);
    }
    page
}

fn section(page: &mut String, above: &str, command: &clap::Command) {
    let name = format!("{above} {}", command.get_name());
    let own: Vec<&Arg> = command
        .get_arguments()
        .filter(|arg| !arg.is_global_set() && !matches!(arg.get_id().as_str(), "help" | "version"))
        .collect();
    if !command.has_subcommands() || !own.is_empty() {
        own_section(page, &name, command, &own);
    }
    for below in command.get_subcommands() {
        section(page, &name, below);
    }
}

fn own_section(page: &mut String, name: &str, command: &clap::Command, own: &[&Arg]) {
    let about = command
        .get_about()
        .map_or_else(String::new, ToString::to_string);
    let _ = writeln!(page, "\n## `{name}`\n\n{about}.");
    if own.is_empty() {
        return;
    }
    page.push_str("\n| Optie | Uitleg |\n|---|---|\n");
    for arg in own {
        row(page, arg);
    }
}

fn row(page: &mut String, arg: &Arg) {
    let value = arg
        .get_value_names()
        .and_then(|names| names.first())
        .map_or_else(String::new, ToString::to_string);
    let shown = match arg.get_long() {
        Some(long) if arg.get_action().takes_values() => format!("--{long} {value}"),
        Some(long) => format!("--{long}"),
        None => value,
    };
    let help = arg.get_help().map_or_else(String::new, ToString::to_string);
    let default: Vec<String> = arg
        .get_default_values()
        .iter()
        .filter(|_| arg.get_action().takes_values())
        .map(|value| format!("`{}`", value.to_string_lossy()))
        .collect();
    let more = if !default.is_empty() {
        format!(" Anders {}.", default.join(", "))
    } else if arg.is_required_set() {
        " Verplicht.".to_owned()
    } else {
        String::new()
    };
    let _ = writeln!(page, "| `{shown}` | {help}.{more} |");
}
