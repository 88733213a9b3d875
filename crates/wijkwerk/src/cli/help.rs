//! What is typed, read, and what `--help` says about it. The parser's own words are English; ours are Dutch.

use std::ffi::OsString;
use std::fmt::Write as _;

use clap::builder::PossibleValue;
use clap::{Arg, ArgAction, Command, CommandFactory as _, Error, FromArgMatches as _};

use super::args::Cli;

/// Reads what was typed, the name of the program first.
pub(super) fn read<W>(words: impl IntoIterator<Item = W>) -> Result<Cli, Error>
where
    W: Into<OsString> + Clone,
{
    let mut parser = parser();
    let found = parser.try_get_matches_from_mut(words)?;
    Cli::from_arg_matches(&found).map_err(|error| error.format(&mut parser))
}

/// The parser, with help in Dutch at every command.
fn parser() -> Command {
    let asks = Arg::new("help")
        .short('h')
        .long("help")
        .global(true)
        .action(ArgAction::Help)
        .help("Toon deze uitleg");
    let version = Arg::new("version")
        .short('V')
        .long("version")
        .action(ArgAction::Version)
        .help("Toon de versie");
    let parser = in_dutch(Cli::command())
        .disable_help_flag(true)
        .disable_version_flag(true)
        .arg(asks)
        .arg(version);
    // How a command is typed is known once all of them are put together.
    let mut whole = parser.clone();
    whole.build();
    with_template(parser, &mut whole)
}

fn in_dutch(command: Command) -> Command {
    command
        .subcommand_value_name("OPDRACHT")
        .mut_args(explained)
        .mut_subcommands(in_dutch)
}

/// An option or value that says itself what it is without it and what can be chosen.
fn explained(arg: Arg) -> Arg {
    if !arg.get_action().takes_values() {
        return arg;
    }
    let help = arg.get_help().map_or_else(String::new, ToString::to_string);
    let defaults: Vec<String> = arg
        .get_default_values()
        .iter()
        .map(|value| value.to_string_lossy().into_owned())
        .collect();
    let help = if defaults.is_empty() {
        help
    } else {
        format!("{help} [anders: {}]", defaults.join(", "))
    };
    let values = arg.get_possible_values();
    let arg = arg.hide_default_value(true).hide_possible_values(true);
    if values.is_empty() {
        return arg.help(help);
    }
    let names: Vec<&str> = values.iter().map(PossibleValue::get_name).collect();
    let lines: Vec<String> = values
        .iter()
        .map(|value| match value.get_help() {
            Some(told) => format!("- {}: {told}", value.get_name()),
            None => format!("- {}", value.get_name()),
        })
        .collect();
    let long = format!("{help}\n\nKies uit:\n{}", lines.join("\n"));
    arg.help(format!("{help} [kies uit: {}]", names.join(", ")))
        .long_help(long)
}

/// Gives a command and all below it headings in Dutch; `whole` is the same one, put together.
fn with_template(command: Command, whole: &mut Command) -> Command {
    let usage = whole.render_usage().ansi().to_string();
    // A second way to type it stands under the first.
    let usage = usage
        .replace("Usage:", "Gebruik:")
        .replace("[OPTIONS]", "[OPTIES]")
        .replace("\n       ", "\n         ");
    let header = *whole.get_styles().get_header();
    let mut template = format!("{{about-with-newline}}\n{usage}");
    for (is_there, heading, tag) in [
        (whole.has_subcommands(), "Opdrachten", "{subcommands}"),
        (
            whole.get_positionals().next().is_some(),
            "Argumenten",
            "{positionals}",
        ),
        (true, "Opties", "{options}"),
    ] {
        if is_there {
            let _ = write!(template, "\n\n{header}{heading}:{header:#}\n{tag}");
        }
    }
    command.help_template(template).mut_subcommands(|below| {
        let name = below.get_name().to_owned();
        match whole.find_subcommand_mut(&name) {
            Some(there) => with_template(below, there),
            None => below,
        }
    })
}

#[cfg(test)]
mod tests {
    use clap::Command;
    use clap::error::ErrorKind;

    use super::{parser, read};

    /// Every command as it is typed, from the program itself on.
    fn ways(above: &[String], command: &Command) -> Vec<Vec<String>> {
        let mut typed = above.to_vec();
        typed.push(command.get_name().to_owned());
        let below = command.get_subcommands();
        let mut all: Vec<Vec<String>> = below.flat_map(|below| ways(&typed, below)).collect();
        all.push(typed);
        all
    }

    fn help_of(typed: &[String], flag: &str) -> String {
        let words = typed.iter().cloned().chain([flag.to_owned()]);
        let told = read(words).unwrap_err();
        assert_eq!(told.kind(), ErrorKind::DisplayHelp, "{typed:?} {flag}");
        told.render().to_string()
    }

    #[test]
    fn help_is_in_dutch_at_every_command() {
        let all = ways(&[], &parser());
        assert!(all.len() > 20, "{all:?}");
        for typed in all {
            for flag in ["-h", "--help"] {
                let told = help_of(&typed, flag);
                let usage = format!("Gebruik: {}", typed.join(" "));
                for part in [usage.as_str(), "Opties:", "-h, --help", "Toon deze uitleg"] {
                    assert!(told.contains(part), "{part} in {told}");
                }
                for english in [
                    "Usage",
                    "OPTIONS",
                    "Options",
                    "COMMAND",
                    "Commands",
                    "Arguments",
                    "Print",
                    "default:",
                    "ossible values",
                ] {
                    assert!(!told.contains(english), "{english} in {told}");
                }
            }
        }
    }

    #[test]
    fn help_names_what_can_be_typed() {
        let typed = |words: &str| -> Vec<String> { words.split(' ').map(str::to_owned).collect() };
        let top = help_of(&typed("wijkwerk"), "--help");
        for part in ["Opdrachten:\n", "<OPDRACHT>", "doctor", "Toon de versie"] {
            assert!(top.contains(part), "{part} in {top}");
        }
        let kennis = typed("wijkwerk import kennisbank");
        let (short, long) = (help_of(&kennis, "-h"), help_of(&kennis, "--help"));
        assert!(short.contains("Argumenten:\n"), "{short}");
        assert!(short.contains("[kies uit: catalogus, upl, vac"), "{short}");
        assert!(long.contains("- vac: Vragen met antwoorden"), "{long}");
        let demo = help_of(&typed("wijkwerk demo"), "-h");
        assert!(demo.contains("[anders: 8080]"), "{demo}");
    }
}
