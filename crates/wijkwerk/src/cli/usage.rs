//! What was typed and not understood, in Dutch, with what to type instead.

use clap::Error;
use clap::error::{ContextKind, ErrorKind};

use super::failure::Failure;

/// Why a command was not understood; none of what is no fault, such as asking for help.
pub(super) fn explain(error: &Error) -> Option<Failure> {
    let arg = told(error, ContextKind::InvalidArg)
        .or_else(|| told(error, ContextKind::InvalidSubcommand))
        .unwrap_or_default();
    let what = match error.kind() {
        ErrorKind::UnknownArgument => format!("{arg} hoort niet bij deze opdracht"),
        ErrorKind::InvalidSubcommand => format!("de opdracht «{arg}» is er niet"),
        ErrorKind::MissingRequiredArgument => format!("hier ontbreekt {arg}"),
        ErrorKind::MissingSubcommand => format!("bij {arg} ontbreekt een opdracht"),
        ErrorKind::InvalidValue | ErrorKind::ValueValidation => {
            match told(error, ContextKind::InvalidValue) {
                Some(value) => format!("«{value}» past niet bij {arg}"),
                None => format!("bij {arg} hoort nog een waarde"),
            }
        }
        ErrorKind::NoEquals | ErrorKind::TooFewValues | ErrorKind::WrongNumberOfValues => {
            format!("bij {arg} hoort nog een waarde")
        }
        ErrorKind::TooManyValues => format!("bij {arg} staat te veel"),
        ErrorKind::ArgumentConflict => match told(error, ContextKind::PriorArg) {
            Some(other) if other != arg => format!("{arg} en {other} gaan niet samen"),
            _ => format!("{arg} staat er twee keer"),
        },
        ErrorKind::InvalidUtf8 => "wat is getypt, is geen leesbare tekst (UTF-8)".to_owned(),
        _ => return None,
    };
    Some(Failure::new(what, remedy(error, &arg)))
}

/// What could have been meant, else what can be typed here.
fn remedy(error: &Error, arg: &str) -> String {
    if let Some(known) = told(error, ContextKind::ValidValue) {
        return format!("kies uit: {known}");
    }
    let nearest = [
        ContextKind::SuggestedArg,
        ContextKind::SuggestedSubcommand,
        ContextKind::SuggestedValue,
    ];
    if let Some(known) = nearest.into_iter().find_map(|kind| told(error, kind)) {
        return format!("bedoeld is misschien: {known}");
    }
    if arg.contains("<DATUM>") {
        return "schrijf een dag als 2026-12-25".to_owned();
    }
    match told(error, ContextKind::Usage) {
        Some(usage) => format!("schrijf: {}", in_dutch(&usage)),
        None => "kijk met `--help` wat hier hoort".to_owned(),
    }
}

/// What the parser knows about its refusal.
fn told(error: &Error, kind: ContextKind) -> Option<String> {
    error
        .get(kind)
        .map(ToString::to_string)
        .filter(|text| !text.is_empty())
}

/// How a command is typed, with Dutch names for the parts that the parser names.
fn in_dutch(usage: &str) -> String {
    usage
        .trim()
        .trim_start_matches("Usage: ")
        .replace("[OPTIONS]", "[OPTIES]")
}

#[cfg(test)]
mod tests {
    use super::explain;
    use crate::cli::help::read;

    #[test]
    fn what_was_not_understood_is_told_in_dutch_with_what_to_type() {
        let cases: [(&str, &[&str]); 10] = [
            ("inrichting import x --jaa", &["--jaa hoort niet", "--ja"]),
            ("inrichtin", &["«inrichtin» is er niet", "inrichting"]),
            ("restore", &["ontbreekt <MAP>", "schrijf: wijkwerk restore"]),
            (
                "inrichting import",
                &["ontbreekt <DOCUMENT>", "wijkwerk inrichting import"],
            ),
            (
                "import gebieden --gemeente velsen --jaar veel x",
                &["«veel» past niet bij --jaar", "`--help`"],
            ),
            (
                "inrichting import x --vanaf morgen",
                &["«morgen» past niet bij --vanaf", "2026-12-25"],
            ),
            (
                "export kennisbank --gemeente velsen --soort word x",
                &["«word» past niet bij --soort", "kies uit: hsds, excel, csv"],
            ),
            (
                "inrichting export --gemeente",
                &["bij --gemeente <SLUG> hoort nog een waarde"],
            ),
            (
                "inrichting import x --ja --ja",
                &["--ja staat er twee keer"],
            ),
            (
                "serve nu",
                &["nu hoort niet bij deze opdracht", "wijkwerk serve"],
            ),
        ];
        for (typed, told) in cases {
            let words = std::iter::once("wijkwerk").chain(typed.split(' '));
            let error = read(words).unwrap_err();
            assert_eq!(error.exit_code(), 2, "{typed}");
            let said = explain(&error).unwrap().to_string();
            for part in told {
                assert!(said.contains(part), "{part} in {said}");
            }
            for english in ["error", "Usage", "OPTIONS", "COMMAND", "required"] {
                assert!(!said.contains(english), "{english} in {said}");
            }
        }
    }

    #[test]
    fn help_is_no_fault() {
        for asked in ["--help", "--version"] {
            let error = read(["wijkwerk", asked]).unwrap_err();
            assert!(explain(&error).is_none(), "{asked}");
        }
    }
}
