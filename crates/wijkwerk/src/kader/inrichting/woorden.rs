//! The words of a gemeente: what it calls the things the product speaks about.
//!
//! A `WoordSleutel` is the concept, a `Woord` is what this gemeente says for it in Dutch and in
//! English. Every page, letter and address takes its word from here. This module never knows the
//! words of a particular gemeente.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Het lidwoord van een Nederlands woord.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema,
)]
#[serde(rename_all = "lowercase")]
pub enum Lidwoord {
    /// de wijk
    De,
    /// het gebied
    Het,
}

impl Lidwoord {
    /// The article as it is written.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::De => "de",
            Self::Het => "het",
        }
    }
}

/// Hoe de gemeente één ding noemt, in het Nederlands en in het Engels.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "camelCase")]
pub struct Woord {
    /// Het woord voor één.
    pub enkelvoud: String,
    /// Het woord voor meer dan één.
    pub meervoud: String,
    /// Het lidwoord: de of het.
    pub lidwoord: Lidwoord,
    /// Het Engelse woord voor één.
    pub singular: String,
    /// Het Engelse woord voor meer dan één.
    pub plural: String,
    /// Het woord in webadressen. Zonder waarde wordt het meervoud gebruikt.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub pad: Option<String>,
}

impl Woord {
    /// The Dutch word with its article: "de wijk".
    pub fn with_article(&self) -> String {
        format!("{} {}", self.lidwoord.as_str(), self.enkelvoud)
    }

    /// The English word with its indefinite article: "an area".
    pub fn with_english_article(&self) -> String {
        let vowel = self
            .singular
            .starts_with(['a', 'e', 'i', 'o', 'A', 'E', 'I', 'O']);
        format!("{} {}", if vowel { "an" } else { "a" }, self.singular)
    }

    /// The Dutch form for a count.
    pub fn counted(&self, count: u64) -> &str {
        if count == 1 {
            &self.enkelvoud
        } else {
            &self.meervoud
        }
    }

    /// The word as it stands in an address.
    pub fn path(&self) -> String {
        self.pad.clone().unwrap_or_else(|| slug_of(&self.meervoud))
    }
}

/// Turns a word into what may stand in an address: lower case, no accents, hyphens.
pub(super) fn slug_of(word: &str) -> String {
    let mut slug = String::with_capacity(word.len());
    for letter in word.chars().flat_map(char::to_lowercase) {
        match letter {
            'a'..='z' | '0'..='9' => slug.push(letter),
            'à' | 'á' | 'â' | 'ä' => slug.push('a'),
            'è' | 'é' | 'ê' | 'ë' => slug.push('e'),
            'ì' | 'í' | 'î' | 'ï' => slug.push('i'),
            'ò' | 'ó' | 'ô' | 'ö' => slug.push('o'),
            'ù' | 'ú' | 'û' | 'ü' => slug.push('u'),
            _ if slug.is_empty() || slug.ends_with('-') => {}
            _ => slug.push('-'),
        }
    }
    slug.trim_end_matches('-').to_owned()
}

/// Whether a text may stand in an address as it is.
pub(super) fn is_slug(text: &str) -> bool {
    !text.is_empty()
        && !text.starts_with('-')
        && !text.ends_with('-')
        && text
            .bytes()
            .all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-')
}

macro_rules! word_keys {
    ($($name:ident = $key:literal, $page:literal, $doc:literal;)+) => {
        /// Het begrip waarvoor een gemeente haar eigen woord kiest.
        #[derive(
            Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema,
        )]
        pub enum WoordSleutel {
            $(
                #[doc = $doc]
                #[serde(rename = $key)]
                $name,
            )+
        }

        impl WoordSleutel {
            /// Every concept, in reading order.
            pub const ALL: &[WoordSleutel] = &[$(WoordSleutel::$name),+];

            /// The key as it stands in a document.
            pub const fn key(self) -> &'static str {
                match self {
                    $(WoordSleutel::$name => $key,)+
                }
            }

            /// Whether pages live under this word, so that its address must differ from the others.
            pub const fn has_pages(self) -> bool {
                match self {
                    $(WoordSleutel::$name => $page,)+
                }
            }
        }
    };
}

word_keys! {
    Gemeente = "gemeente", false, "De gemeente zelf.";
    Stad = "stad", false, "Het hele gebied, als de gemeente dat een stad noemt.";
    Stadsdeel = "stadsdeel", true, "Een gebied tussen de hele gemeente en de wijk.";
    Wijk = "wijk", true, "Het gebied waarin bewoners melden en waar aandachtsgebieden bij horen.";
    Buurt = "buurt", true, "Een gebied kleiner dan een wijk.";
    Wijkteam = "wijkteam", true, "Het team van uitvoerende professionals dat het werkplan heeft.";
    Wijkserviceteam = "wijkserviceteam", true, "Het team dat het werk op straat doet.";
    IntegraalTeam = "integraal_team", true, "Het sociale team van een gebied.";
    Stuurgroep = "stuurgroep", true, "Het orgaan dat stuurt en toeziet op afspraken.";
    Bewonersorgaan = "bewonersorgaan", true, "Het orgaan van bewoners van een gebied.";
    Bewonersgroep = "bewonersgroep", true, "Een groep bewoners zonder formele status.";
    Bewoner = "bewoner", false, "Iemand die in de gemeente woont.";
    Partner = "partner", true, "Een organisatie die meewerkt in de wijk.";
    Organisatie = "organisatie", true, "Een organisatie.";
    Melding = "melding", true, "Wat iemand laat weten over de wijk.";
    Taak = "taak", true, "Een stuk werk dat uit een melding volgt.";
    Aandachtsgebied = "aandachtsgebied", true, "Iets in de wijk dat samen wordt aangepakt.";
    Werkplan = "werkplan", true, "Het gezamenlijke plan van een team.";
    Afspraak = "afspraak", true, "Wat een partner in het werkplan op zich neemt.";
    Resultaat = "resultaat", true, "Wat er is bereikt.";
    Partnerplan = "partnerplan", true, "Het eigen plan van een partner.";
    GemeentelijkWijkplan = "gemeentelijk_wijkplan", true, "Het plan van de gemeente voor een wijk.";
    Wijkplan = "wijkplan", true, "Het plan of de visie van de bewoners zelf.";
    Raadpleging = "raadpleging", true, "De raadpleging van de bewoners van een wijk.";
    Advies = "advies", true, "Een advies aan het bestuur.";
    Toezegging = "toezegging", true, "Een belofte van het bestuur.";
    Initiatief = "initiatief", true, "Een plan dat bewoners zelf uitvoeren.";
    Infopunt = "infopunt", true, "Een plek waar bewoners terechtkunnen met vragen.";
    Thema = "thema", false, "Het onderwerp waar een melding of aandachtsgebied bij hoort.";
    Discipline = "discipline", false, "Het vak dat een taak uitvoert.";
    Wijkbeheerder = "wijkbeheerder", false, "Het inhoudelijke aanspreekpunt van de gemeente in de wijk.";
    Wijkopzichter = "wijkopzichter", false, "Wie het werk op straat verdeelt.";
    Wijkconsulent = "wijkconsulent", false, "De consulent van de gemeente voor een gebied.";
    Opbouwwerker = "opbouwwerker", false, "Wie bewoners en bewonersorganen ondersteunt.";
    Contactmedewerker = "contactmedewerker", false, "Wie bewoners aan de balie helpt.";
    Coordinator = "coordinator", false, "Wie het sociale team coördineert.";
    Vakploeg = "vakploeg", false, "De ploeg die taken op straat uitvoert.";
    Portefeuillehouder = "portefeuillehouder", false, "Het collegelid dat over het wijkgericht werken gaat.";
    Wijkwethouder = "wijkwethouder", false, "Het collegelid dat het college in een wijk vertegenwoordigt.";
    College = "college", false, "Het dagelijks bestuur van de gemeente.";
    Raad = "raad", false, "De volksvertegenwoordiging van de gemeente.";
    Regisseur = "regisseur", false, "Wie namens de gemeente het overzicht houdt.";
    Voorzitter = "voorzitter", false, "Wie een orgaan voorzit.";
}
