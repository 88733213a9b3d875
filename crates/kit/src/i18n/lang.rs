//! The languages of the product.

use std::{fmt, str::FromStr};

use serde::{Deserialize, Serialize};

/// A language in which every visible sentence exists.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize,
)]
#[serde(rename_all = "lowercase")]
pub enum Lang {
    /// Dutch.
    #[default]
    Nl,
    /// English.
    En,
}

impl Lang {
    /// Every language, the default first.
    pub const ALL: [Self; 2] = [Self::Nl, Self::En];

    /// The value of the HTML attribute `lang`, and the name of the folder with its texts.
    pub const fn html(self) -> &'static str {
        match self {
            Self::Nl => "nl",
            Self::En => "en",
        }
    }

    /// The language's own name for itself.
    pub const fn own_name(self) -> &'static str {
        match self {
            Self::Nl => "Nederlands",
            Self::En => "English",
        }
    }

    /// The other language.
    pub const fn other(self) -> Self {
        match self {
            Self::Nl => Self::En,
            Self::En => Self::Nl,
        }
    }

    /// The first language of an `Accept-Language` header that is one of ours, by its weights.
    pub fn from_accept_language(header: &str) -> Option<Self> {
        let mut best: Option<(Self, u16)> = None;
        for entry in header.split(',').take(20) {
            let mut parts = entry.split(';').map(str::trim);
            let Some(lang) = parts.next().and_then(|tag| tag.parse().ok()) else {
                continue;
            };
            let weight = parts
                .find_map(|part| part.strip_prefix("q="))
                .map_or(1.0, |q| q.parse::<f32>().unwrap_or(0.0))
                .clamp(0.0, 1.0);
            #[expect(
                clippy::cast_possible_truncation,
                clippy::cast_sign_loss,
                reason = "a weight lies between 0 and 1"
            )]
            let weight = (weight * 1000.0) as u16;
            if weight > best.map_or(0, |(_, highest)| highest) {
                best = Some((lang, weight));
            }
        }
        best.map(|(lang, _)| lang)
    }
}

impl fmt::Display for Lang {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.html())
    }
}

/// A text that names none of the languages.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("unknown language \"{0}\"; use nl or en")]
pub struct UnknownLang(pub String);

impl FromStr for Lang {
    type Err = UnknownLang;

    /// Reads a language tag by its first part, in any case: `nl`, `nl-BE`, `EN_us`.
    fn from_str(text: &str) -> Result<Self, UnknownLang> {
        let first = text.split(['-', '_']).next().unwrap_or_default();
        if first.eq_ignore_ascii_case("nl") {
            Ok(Self::Nl)
        } else if first.eq_ignore_ascii_case("en") {
            Ok(Self::En)
        } else {
            Err(UnknownLang(text.to_owned()))
        }
    }
}
