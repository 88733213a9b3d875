//! The settings of a running Wijkwerk: one file, each key also as `WIJKWERK_…` in the environment.

use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

/// Everything that can be set. Unknown keys are errors that name the nearest one.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Config {
    /// Where we listen, as `address:port`.
    pub listen: String,
    /// `sqlite:PATH` or `postgres://…`.
    pub database: String,
    /// The folder for photos and other files.
    pub files: PathBuf,
    /// The folder that backups go to.
    pub backups: PathBuf,
    /// The address people see, without a slash at the end.
    pub base_url: String,
    /// The gemeente that `/` opens.
    pub gemeente: Option<String>,
    /// Believe `X-Forwarded-For`: only behind a proxy of your own.
    pub trust_proxy: bool,
    /// Threads that read the database.
    pub readers: usize,
    /// Mebibytes of public pages kept in memory.
    pub page_cache_mib: usize,
    pub mail: Mail,
    pub limits: Limits,
}

/// How mail is sent.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Mail {
    /// Host of the SMTP server; empty: mail waits and is not sent.
    pub host: String,
    pub port: u16,
    /// `none`, `starttls` or `tls`.
    pub tls: String,
    pub user: Option<String>,
    pub password: Option<String>,
    /// The address mail comes from.
    pub from: String,
}

/// How often and how much.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Limits {
    /// Meldingen per hour from one address.
    pub meldingen_per_hour: i64,
    /// Sign-in requests per hour from one address, and for one account.
    pub sign_ins_per_hour: i64,
    /// Bytes of one photo.
    pub photo_bytes: usize,
    /// Photos with one melding.
    pub photos: usize,
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
            photo_bytes: 15 << 20,
            photos: 5,
        }
    }
}

/// What is wrong with the settings.
#[derive(Debug, thiserror::Error)]
pub enum ConfigError {
    #[error("cannot read {path}: {source}")]
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
                    .map_err(|error| ConfigError::Wrong(error.to_string()))?
            }
            None => toml::Table::new(),
        };
        let known = known_keys();
        for (name, value) in env {
            let Some(key) = name.strip_prefix("WIJKWERK_") else {
                continue;
            };
            if key.starts_with("TEST_") || matches!(key, "SKIPS" | "CONFIG" | "LOG") {
                continue;
            }
            set(&mut table, &known, &key.to_lowercase(), &value)?;
        }
        check_keys(&table, "", &known)?;
        table
            .try_into()
            .map_err(|error: toml::de::Error| ConfigError::Wrong(error.message().to_owned()))
    }
}

/// Every key, sub-tables as `mail.host`.
pub fn known_keys() -> Vec<String> {
    let table = toml::Table::try_from(Config {
        gemeente: Some(String::new()),
        mail: Mail {
            user: Some(String::new()),
            password: Some(String::new()),
            ..Mail::default()
        },
        ..Config::default()
    })
    .unwrap_or_default();
    let mut keys = Vec::new();
    for (key, value) in &table {
        match value {
            toml::Value::Table(below) => {
                keys.extend(below.keys().map(|name| format!("{key}.{name}")));
            }
            _ => keys.push(key.clone()),
        }
    }
    keys
}

fn nearest<'k>(known: &'k [String], key: &str) -> &'k str {
    known
        .iter()
        .max_by(|a, b| strsim::jaro_winkler(a, key).total_cmp(&strsim::jaro_winkler(b, key)))
        .map_or("", String::as_str)
}

fn unknown(known: &[String], key: &str) -> ConfigError {
    ConfigError::Wrong(format!(
        "unknown setting {key}; did you mean {}?",
        nearest(known, key)
    ))
}

fn check_keys(table: &toml::Table, above: &str, known: &[String]) -> Result<(), ConfigError> {
    for (key, value) in table {
        let full = format!("{above}{key}");
        match value {
            toml::Value::Table(below)
                if above.is_empty() && known.iter().any(|k| k.starts_with(&format!("{key}."))) =>
            {
                check_keys(below, &format!("{key}."), known)?;
            }
            _ if known.contains(&full) => {}
            _ => return Err(unknown(known, &full)),
        }
    }
    Ok(())
}

/// `MAIL_HOST` is `mail.host`, `BASE_URL` is `base_url`.
fn set(
    table: &mut toml::Table,
    known: &[String],
    name: &str,
    value: &str,
) -> Result<(), ConfigError> {
    let key = known
        .iter()
        .find(|key| key.replace('.', "_") == name)
        .ok_or_else(|| unknown(known, name))?;
    let value = match value.parse::<i64>() {
        Ok(number) => toml::Value::Integer(number),
        Err(_) if value == "true" || value == "false" => toml::Value::Boolean(value == "true"),
        Err(_) => toml::Value::String(value.to_owned()),
    };
    match key.split_once('.') {
        None => {
            table.insert(key.clone(), value);
        }
        Some((above, below)) => {
            let entry = table
                .entry(above)
                .or_insert_with(|| toml::Value::Table(toml::Table::new()));
            if let toml::Value::Table(inner) = entry {
                inner.insert(below.to_owned(), value);
            }
        }
    }
    Ok(())
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
            "unknown setting databse; did you mean database?"
        );
    }
}
