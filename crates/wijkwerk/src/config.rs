//! The settings of a running Wijkwerk: one file, each key also as `WIJKWERK_…` in the environment.
//!
//! The comments on fields are Dutch because the reference page is made from them (`config/settings.rs`).

mod aansluitingen;
mod settings;
mod values;

use std::path::{Path, PathBuf};

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use settings::{ENV_ONLY, check_keys, set};

pub use aansluitingen::{Gebeurtenis, Klantinteracties, Secret, Webhook};
pub use settings::{Setting, reference_markdown, settings};

/// Everything that can be set. Unknown keys are errors that name the nearest one.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct Config {
    /// Waar de server luistert, als `adres:poort`.
    pub listen: String,
    /// De database: `sqlite:PAD` of `postgres://…`.
    pub database: String,
    /// De map voor foto's en andere bestanden.
    pub files: PathBuf,
    /// De map voor reservekopieën en de lijst van wat is gewist.
    pub backups: PathBuf,
    /// Het adres dat mensen zien, zonder streep aan het eind. Staat in elke mail.
    pub base_url: String,
    /// De gemeente die opent op `/`, als slug. Leeg: de eerste op alfabet.
    pub gemeente: Option<String>,
    /// Geloof `X-Forwarded-For`. Alleen achter een eigen proxy waar niemand omheen kan.
    pub trust_proxy: bool,
    /// Het aantal verbindingen dat tegelijk uit de database leest.
    pub readers: usize,
    /// Hoeveel mebibyte aan openbare pagina's in het geheugen blijft.
    pub page_cache_mib: usize,
    /// Hoe mail wordt verstuurd.
    pub mail: Mail,
    /// Hoe vaak en hoeveel.
    pub limits: Limits,
    /// Of websites worden nagekeken.
    pub links: Links,
    /// Wie bericht krijgt als er iets gebeurt.
    pub webhooks: Vec<Webhook>,
    /// Waar contacten heen gaan.
    pub klantinteracties: Vec<Klantinteracties>,
}

/// How mail is sent.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct Mail {
    /// De mailserver (SMTP). Leeg: mail wacht in de database en gaat niet weg.
    pub host: String,
    /// De poort van de mailserver.
    pub port: u16,
    /// Hoe de verbinding is beveiligd: `none`, `starttls` of `tls`.
    pub tls: String,
    /// De gebruikersnaam, als de mailserver daarom vraagt.
    pub user: Option<String>,
    /// Het wachtwoord. Zet het liever in de omgeving dan in het bestand.
    pub password: Option<String>,
    /// Het adres waar mail vandaan komt. Ook het contact in `/.well-known/security.txt`.
    pub from: String,
}

/// How often and how much.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct Limits {
    /// Meldingen per uur vanaf één adres; 0: zonder grens.
    pub meldingen_per_hour: i64,
    /// Verzoeken om in te loggen per uur, vanaf één adres en voor één account; net zo vaak om nieuws per mail. 0: zonder grens.
    pub sign_ins_per_hour: i64,
    /// Hoe vaak per uur vanaf één adres over een antwoord wordt gezegd of het hielp; 0: zonder grens.
    pub reacties_per_hour: i64,
    /// Vragen aan de wegwijzer per uur vanaf één adres; tien keer zoveel voorstellen tijdens het typen. 0: zonder grens.
    pub vragen_per_hour: i64,
    /// Formulieren per uur van één account of met één link. Wat iedereen kan versturen telt hier niet mee; 0: zonder grens.
    pub posts_per_hour: i64,
    /// De grootte van één foto, in bytes.
    pub photo_bytes: usize,
    /// Het aantal foto's bij één melding.
    pub photos: usize,
}

/// Whether websites are looked at.
#[derive(Clone, Debug, Default, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct Links {
    /// Kijk elke nacht of de websites in de kennisbank nog bestaan. De server bezoekt ze dan zelf, zonder proxy.
    pub check: bool,
}

impl Default for Config {
    fn default() -> Self {
        Self {
            listen: "127.0.0.1:8080".into(),
            database: "sqlite:wijkwerk.db".into(),
            files: "bestanden".into(),
            backups: "backups".into(),
            base_url: "http://localhost:8080".into(),
            gemeente: None,
            trust_proxy: false,
            readers: 4,
            page_cache_mib: 32,
            mail: Mail::default(),
            limits: Limits::default(),
            links: Links::default(),
            webhooks: Vec::new(),
            klantinteracties: Vec::new(),
        }
    }
}

impl Default for Mail {
    fn default() -> Self {
        Self {
            host: String::new(),
            port: 25,
            tls: "none".into(),
            user: None,
            password: None,
            from: "wijkwerk@localhost".into(),
        }
    }
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            meldingen_per_hour: 30,
            sign_ins_per_hour: 10,
            reacties_per_hour: 60,
            vragen_per_hour: 600,
            posts_per_hour: 1200,
            photo_bytes: 15 << 20,
            photos: 5,
        }
    }
}

/// What is wrong with the settings.
#[derive(Debug, thiserror::Error)]
pub enum ConfigError {
    #[error("kan {path} niet lezen: {source}")]
    Read {
        path: PathBuf,
        source: std::io::Error,
    },
    #[error("{0}")]
    Wrong(String),
}

impl Config {
    /// Reads the file, if there is one, and then the environment.
    pub fn load(
        path: Option<&Path>,
        env: impl Iterator<Item = (String, String)>,
    ) -> Result<Self, ConfigError> {
        let mut table = match path {
            Some(path) => {
                let text = std::fs::read_to_string(path).map_err(|source| ConfigError::Read {
                    path: path.to_owned(),
                    source,
                })?;
                text.parse::<toml::Table>()
                    .map_err(|error| ConfigError::Wrong(where_and_what(&text, &error)))?
            }
            None => toml::Table::new(),
        };
        for (name, value) in env {
            let Some(key) = name.strip_prefix("WIJKWERK_") else {
                continue;
            };
            if key.starts_with("TEST_")
                || key == "SKIPS"
                || ENV_ONLY.iter().any(|(own, _)| *own == key)
            {
                continue;
            }
            set(&mut table, &key.to_lowercase(), &value)?;
        }
        check_keys(&table, "")?;
        let config: Self = table
            .try_into()
            .map_err(|error: toml::de::Error| ConfigError::Wrong(key_and_what(&error)))?;
        values::check(&config)?;
        aansluitingen::check(&config)?;
        Ok(config)
    }
}

/// What is wrong with the file, by its line: never the line itself, which may hold a secret.
fn where_and_what(text: &str, error: &toml::de::Error) -> String {
    let before = error.span().and_then(|span| text.get(..span.start));
    let line = before.unwrap_or_default().matches('\n').count() + 1;
    format!("regel {line} is niet te lezen ({})", error.message())
}

/// Which key holds what it cannot: never the value, which may be a secret.
fn key_and_what(error: &toml::de::Error) -> String {
    let message = error.message();
    let what = if let Some(field) = message.strip_prefix("missing field ") {
        format!("{field} ontbreekt")
    } else if let Some((word, all)) = message
        .strip_prefix("unknown variant ")
        .and_then(|rest| rest.split_once(", expected one of "))
    {
        format!("{word} bestaat niet; kies uit {all}")
    } else if message.starts_with("invalid type") {
        "deze waarde is van een andere soort".to_owned()
    } else if message.starts_with("invalid value") {
        "deze waarde kan niet".to_owned()
    } else {
        message.to_owned()
    };
    // The message alone does not name the key, the whole text does.
    let text = error.to_string();
    match text.trim().rsplit_once("\nin `") {
        Some((_, key)) => format!("`{}`: {what}", key.trim_end_matches('`')),
        None => what,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn env(pairs: &[(&str, &str)]) -> impl Iterator<Item = (String, String)> {
        pairs
            .iter()
            .map(|(a, b)| ((*a).to_owned(), (*b).to_owned()))
            .collect::<Vec<_>>()
            .into_iter()
    }

    #[test]
    fn the_environment_sets_keys_and_tables() {
        let config = Config::load(
            None,
            env(&[
                ("WIJKWERK_LISTEN", "0.0.0.0:9"),
                ("WIJKWERK_MAIL_PORT", "2525"),
                ("PATH", "x"),
            ]),
        )
        .unwrap();
        assert_eq!(
            (config.listen.as_str(), config.mail.port),
            ("0.0.0.0:9", 2525)
        );
    }

    #[test]
    fn an_unknown_key_names_the_nearest() {
        let error = Config::load(None, env(&[("WIJKWERK_DATABSE", "x")])).unwrap_err();
        assert_eq!(
            error.to_string(),
            "de instelling databse bestaat niet; bedoel je database?"
        );
    }

    #[test]
    fn the_nearest_is_the_one_that_was_meant() {
        for (name, meant) in [
            ("WIJKWERK_PORTT", "mail.port"),
            ("WIJKWERK_LISTN", "listen"),
            ("WIJKWERK_BASEURL", "base_url"),
            ("WIJKWERK_MAIL_HOTS", "mail.host"),
            ("WIJKWERK_MELDINGEN_PER_HOUR", "limits.meldingen_per_hour"),
        ] {
            let error = Config::load(None, env(&[(name, "x")])).unwrap_err();
            let told = format!("bedoel je {meant}?");
            assert!(error.to_string().ends_with(&told), "{name}: {error}");
        }
    }

    #[test]
    fn a_value_of_another_kind_names_its_key() {
        for (name, value, told) in [
            (
                "WIJKWERK_READERS",
                "veel",
                "`readers`: deze waarde is van een andere soort",
            ),
            (
                "WIJKWERK_MAIL_PORT",
                "99999",
                "`mail.port`: deze waarde kan niet",
            ),
            (
                "WIJKWERK_LIMITS_PHOTOS",
                "-1",
                "`limits.photos`: deze waarde kan niet",
            ),
        ] {
            let error = Config::load(None, env(&[(name, value)])).unwrap_err();
            assert_eq!(error.to_string(), told);
        }
    }

    #[test]
    fn a_password_of_digits_stays_a_text() {
        let config = Config::load(None, env(&[("WIJKWERK_MAIL_PASSWORD", "123456")])).unwrap();
        assert_eq!(config.mail.password.as_deref(), Some("123456"));
    }

    #[test]
    fn every_limit_per_hour_says_how_to_do_without() {
        for setting in settings() {
            let is_limit = setting.key.ends_with("_per_hour");
            let says = setting.about.contains("0: zonder grens");
            assert_eq!(says, is_limit, "{}", setting.key);
        }
    }

    #[test]
    fn every_setting_says_what_it_is_for() {
        assert!(settings().len() > 15, "{}", settings().len());
        for setting in settings() {
            assert!(setting.about.ends_with('.'), "{}", setting.key);
        }
    }
}
