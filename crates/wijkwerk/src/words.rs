//! The words of a gemeente put into the texts of the product.
//!
//! Every locale file is compiled in. Per gemeente the words of its inrichting become Fluent terms, so no text ever
//! names a wijkteam or a werkplan itself: it says `{ -wijkteam }` (one), `{ -wijkteam-mv }` (more), `{ -de-wijkteam }`
//! (with article), `{ -een-wijkteam }`, `{ -dit-wijkteam }`, `{ -welk-wijkteam }`, each with a capital when its name
//! starts with one: `{ -Wijkteam }`. `{ -aanspreek.vorm -> [je] … *[u] … }` chooses how people are addressed.

use std::fmt::Write as _;

use kit::i18n::{Lang, Translations};

use crate::error::{Error, Result};
use crate::kader::inrichting::{Aanspreekvorm, Inrichting, Lidwoord, WoordSleutel};

macro_rules! locales {
    ($($slice:literal),+ $(,)?) => {
        /// Every locale file: language, slice, text.
        pub const LOCALES: &[(Lang, &str, &str)] = &[$(
            (Lang::Nl, $slice, include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/../../locales/nl/", $slice, ".ftl"))),
            (Lang::En, $slice, include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/../../locales/en/", $slice, ".ftl"))),
        )+];
    };
}
locales![
    "algemeen",
    "termijnen",
    "gebieden",
    "accounts",
    "meldingen",
    "taken",
    "verplichtingen",
    "werkplannen",
    "contacten",
    "infopunten",
    "locaties",
    "doorverwijzingen",
    "publiek",
    "beheer",
    "kennisbank",
    "privacy",
    "mails",
    "wegwijzer",
    "wijkvragen",
    "uren",
    "uitwisseling",
    "folders",
    "formatie",
    "stukken",
    "abonnementen",
    "roosters",
    "demo"
];

/// The concepts whose word stands in addresses, and the path they stand for inside the product.
pub const PATH_WORDS: &[(WoordSleutel, &str)] = &[
    (WoordSleutel::Wijk, "wijken"),
    (WoordSleutel::Wijkteam, "teams"),
    (WoordSleutel::Melding, "meldingen"),
    (WoordSleutel::Taak, "taken"),
    (WoordSleutel::Werkplan, "werkplannen"),
    (WoordSleutel::Aandachtsgebied, "aandachtsgebieden"),
    (WoordSleutel::Afspraak, "afspraken"),
    (WoordSleutel::Organisatie, "organisaties"),
];

/// The texts of the product in the words of this inrichting.
pub fn translations(inrichting: &Inrichting) -> Result<Translations> {
    let nl = terms(inrichting, Lang::Nl);
    let en = terms(inrichting, Lang::En);
    let mut files: Vec<(Lang, &str, &str)> = LOCALES.to_vec();
    files.push((Lang::Nl, "woorden", &nl));
    files.push((Lang::En, "woorden", &en));
    Translations::new(&files).map_err(|errors| {
        let all: Vec<String> = errors.iter().map(ToString::to_string).collect();
        Error::Internal(all.join("; "))
    })
}

/// The terms of one language as a Fluent resource.
pub fn terms(inrichting: &Inrichting, lang: Lang) -> String {
    let mut out = String::new();
    for key in WoordSleutel::ALL {
        let word = inrichting.woord(*key);
        let name = key.key().replace('_', "-");
        let forms = match lang {
            Lang::Nl => {
                let het = word.lidwoord == Lidwoord::Het;
                [
                    (String::new(), word.enkelvoud.clone()),
                    ("de-".into(), word.with_article()),
                    ("een-".into(), format!("een {}", word.enkelvoud)),
                    (
                        "dit-".into(),
                        format!("{} {}", if het { "dit" } else { "deze" }, word.enkelvoud),
                    ),
                    (
                        "welk-".into(),
                        format!("{} {}", if het { "welk" } else { "welke" }, word.enkelvoud),
                    ),
                ]
            }
            Lang::En => [
                (String::new(), word.singular.clone()),
                ("de-".into(), format!("the {}", word.singular)),
                ("een-".into(), word.with_english_article()),
                ("dit-".into(), format!("this {}", word.singular)),
                ("welk-".into(), format!("which {}", word.singular)),
            ],
        };
        let plural = if lang == Lang::Nl {
            &word.meervoud
        } else {
            &word.plural
        };
        for (prefix, text) in forms.into_iter().chain([("mv".to_owned(), plural.clone())]) {
            let id = if prefix == "mv" {
                format!("{name}-mv")
            } else {
                format!("{prefix}{name}")
            };
            let _ = writeln!(
                out,
                "-{id} = {text}\n-{} = {}",
                capital(&id),
                capital(&text)
            );
        }
    }
    let form = match inrichting.gemeente.aanspreekvorm {
        Aanspreekvorm::Je => "je",
        Aanspreekvorm::U => "u",
    };
    let _ = writeln!(out, "-aanspreek = {form}\n    .vorm = {form}");
    let _ = writeln!(out, "-naam-gemeente = {}", inrichting.gemeente.naam);
    out
}

fn capital(text: &str) -> String {
    let mut chars = text.chars();
    chars
        .next()
        .map(|first| first.to_uppercase().chain(chars).collect())
        .unwrap_or_default()
}
