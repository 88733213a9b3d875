//! The one table of what can be set: it finds unknown keys, reads the environment and fills the reference page.

use std::fmt::Write as _;
use std::sync::LazyLock;

use serde_json::Value;

use super::{Config, ConfigError, Gebeurtenis};

/// What only the environment can say, with what it is for.
pub(super) const ENV_ONLY: &[(&str, &str)] = &[
    (
        "CONFIG",
        "Het bestand met instellingen, als `--config` niet is gegeven. Anders `wijkwerk.toml`, als dat er is.",
    ),
    (
        "LOG",
        "Hoeveel in het logboek komt (stderr): `error`, `warn`, `info` (gewoon), `debug` of `trace`.",
    ),
];

/// What stands behind the name of a list in the keys of what is set for each thing in it: `webhooks[].url`.
const EACH: &str = "[].";

/// One thing that can be set.
#[derive(Clone, Debug, PartialEq)]
pub struct Setting {
    /// Sub-tables as `mail.host`, of a list as `webhooks[].url`.
    pub key: String,
    /// What it is when nobody sets it; null: not set.
    pub default: Value,
    /// What it is for, in Dutch.
    pub about: String,
}

impl Setting {
    /// Whether it is set for each thing in a list: in the file, not in the environment.
    pub fn is_listed(&self) -> bool {
        self.key.contains(EACH)
    }

    /// Its name in the environment.
    pub fn env_name(&self) -> String {
        format!("WIJKWERK_{}", self.key.replace('.', "_").to_uppercase())
    }
}

static SETTINGS: LazyLock<Vec<Setting>> = LazyLock::new(|| {
    let schema = schemars::schema_for!(Config).to_value();
    let defaults = serde_json::to_value(Config::default()).unwrap_or_default();
    let mut all = Vec::new();
    collect(&schema, &schema, &defaults, "", &mut all);
    all
});

/// Everything that can be set, in the order of the page.
pub fn settings() -> &'static [Setting] {
    &SETTINGS
}

fn collect(root: &Value, part: &Value, defaults: &Value, above: &str, all: &mut Vec<Setting>) {
    let properties = part.get("properties").and_then(Value::as_object);
    for (name, property) in properties.into_iter().flatten() {
        let key = format!("{above}{name}");
        let default = defaults.get(name).cloned().unwrap_or_default();
        let below = |at: &str| {
            let path = property.pointer(at)?.as_str()?;
            let found = root.pointer(path.trim_start_matches('#'))?;
            found.get("properties").is_some().then_some(found)
        };
        if let Some(below) = below("/$ref") {
            collect(root, below, &default, &format!("{key}."), all);
            continue;
        }
        if let Some(below) = below("/items/$ref") {
            collect(root, below, &Value::Null, &format!("{key}{EACH}"), all);
            continue;
        }
        let about = property.get("description").and_then(Value::as_str);
        all.push(Setting {
            key,
            default,
            about: about.unwrap_or_default().replace('\n', " "),
        });
    }
}

/// The reference page of the settings, as Markdown.
pub fn reference_markdown() -> String {
    let mut page = String::from(
        "# Instellingen\n\n\
         Deze pagina is gemaakt uit de code. Instellingen staan in een TOML-bestand, standaard `wijkwerk.toml` in de \
         map waarin het programma start. `mail.host` staat daar als `host` onder `[mail]`. Elke instelling kan ook in \
         de omgeving; die gaat voor. Een sleutel die niet bestaat is een fout, met de naam van de sleutel die er het \
         meest op lijkt.\n\n\
         | Sleutel | In de omgeving | Zonder instelling | Uitleg |\n|---|---|---|---|\n",
    );
    for setting in settings().iter().filter(|one| !one.is_listed()) {
        let default = match &setting.default {
            Value::Null => "leeg".to_owned(),
            Value::String(text) if text.is_empty() => "leeg".to_owned(),
            Value::String(text) => format!("`\"{text}\"`"),
            other => format!("`{other}`"),
        };
        let _ = writeln!(
            page,
            "| `{}` | `{}` | {default} | {} |",
            setting.key,
            setting.env_name(),
            setting.about
        );
    }
    page.push_str(
        "\n## Lijsten\n\nWat meer dan eens kan, staat in het bestand onder `[[webhooks]]` of `[[klantinteracties]]`, voor \
         elke keer opnieuw. Het staat niet in de omgeving: geef het bestand alleen aan het account van de server.\n\n\
         | Sleutel | Uitleg |\n|---|---|\n",
    );
    for setting in settings().iter().filter(|one| one.is_listed()) {
        let _ = writeln!(page, "| `{}` | {} |", setting.key, setting.about);
    }
    page.push_str(&events_markdown());
    page.push_str("\n## Alleen in de omgeving\n\n| Naam | Uitleg |\n|---|---|\n");
    for (name, about) in ENV_ONLY {
        let _ = writeln!(page, "| `WIJKWERK_{name}` | {about} |");
    }
    page
}

/// What a webhook can be told of.
fn events_markdown() -> String {
    let mut part = String::from("\n`events` is een lijst van: ");
    let words: Vec<String> = Gebeurtenis::ALL
        .iter()
        .map(|one| format!("`{one}`"))
        .collect();
    part.push_str(&words.join(", "));
    part.push_str(".\n");
    part
}

fn is_known(key: &str) -> bool {
    settings().iter().any(|setting| setting.key == key)
}

/// The key that was most likely meant: as a whole, or by its own name when the table was forgotten.
fn nearest(key: &str) -> &'static str {
    let own = |key: &str| key.rsplit('.').next().unwrap_or_default().to_owned();
    let likeness = |setting: &Setting| {
        let whole = strsim::jaro_winkler(&setting.key, key);
        whole.max(0.97 * strsim::jaro_winkler(&own(&setting.key), &own(key)))
    };
    settings()
        .iter()
        .max_by(|a, b| likeness(a).total_cmp(&likeness(b)))
        .map_or("", |setting| setting.key.as_str())
}

fn unknown(key: &str) -> ConfigError {
    ConfigError::Wrong(format!(
        "de instelling {key} bestaat niet; bedoel je {}?",
        nearest(key)
    ))
}

fn is_list(key: &str) -> bool {
    let prefix = format!("{key}{EACH}");
    settings()
        .iter()
        .any(|setting| setting.key.starts_with(&prefix))
}

pub(super) fn check_keys(table: &toml::Table, above: &str) -> Result<(), ConfigError> {
    for (key, value) in table {
        let full = format!("{above}{key}");
        let prefix = format!("{full}.");
        match value {
            toml::Value::Table(below)
                if settings()
                    .iter()
                    .any(|setting| setting.key.starts_with(&prefix)) =>
            {
                check_keys(below, &prefix)?;
            }
            toml::Value::Array(all) if is_list(&full) => {
                for one in all {
                    let toml::Value::Table(one) = one else {
                        return Err(ConfigError::Wrong(format!(
                            "{full} is een lijst van tabellen: schrijf [[{full}]]"
                        )));
                    };
                    check_keys(one, &format!("{full}{EACH}"))?;
                }
            }
            _ if is_known(&full) => {}
            _ if settings().iter().any(|one| one.key.starts_with(&prefix)) => {
                return Err(ConfigError::Wrong(format!(
                    "{full} is een tabel: schrijf [{full}] en zet eronder wat erin staat"
                )));
            }
            _ => return Err(unknown(&full)),
        }
    }
    Ok(())
}

/// `MAIL_HOST` is `mail.host`, `BASE_URL` is `base_url`.
pub(super) fn set(table: &mut toml::Table, name: &str, value: &str) -> Result<(), ConfigError> {
    let setting = settings()
        .iter()
        .find(|setting| !setting.is_listed() && setting.key.replace('.', "_") == name)
        .ok_or_else(|| unknown(name))?;
    // A password of digits only is still a text.
    let is_text = matches!(setting.default, Value::String(_) | Value::Null);
    let value = match value.parse::<i64>() {
        _ if is_text => toml::Value::String(value.to_owned()),
        Ok(number) => toml::Value::Integer(number),
        Err(_) if value == "true" || value == "false" => toml::Value::Boolean(value == "true"),
        Err(_) => toml::Value::String(value.to_owned()),
    };
    match setting.key.split_once('.') {
        None => {
            table.insert(setting.key.clone(), value);
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
