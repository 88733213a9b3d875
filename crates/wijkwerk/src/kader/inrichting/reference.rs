//! The reference page of a document: every key with its kind, what it is for and an example, in Dutch.
//!
//! Made from the same schema that checks documents, so that it cannot differ from it. Examples are taken from the
//! documents that ship.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use serde_json::Value;

use super::schema::{choices, resolve, schema, type_name, types};
use super::spelregels::termijn;
use crate::shipped;

/// A longer example does not fit in a table.
const MOST: usize = 60;

/// Part and key → a value as it stands in a document.
type Examples = BTreeMap<(String, String), String>;

/// The reference page, as Markdown.
pub fn reference_markdown() -> String {
    let root = schema();
    let mut page = String::from(
        "# Inrichting: alle sleutels\n\n\
         Deze pagina is gemaakt uit de code. Een inrichting is een TOML-document per gemeente. \
         Een document mag met `op` bovenop een ander document liggen: tabellen worden per sleutel \
         samengevoegd, lijsten per `sleutel` of `id`, al het andere wordt vervangen. \
         In teksten kan `{wijk}` of `{wijk.meervoud}` staan; daar komt het eigen woord van de \
         gemeente. Met `{de wijk}` of `{een wijk}` komt het lidwoord dat erbij hoort ervoor. De voorbeelden komen uit de documenten die worden meegeleverd.\n\n\
         ## Bron en sterkte\n\n\
         Wat ergens vandaan komt, zegt met `bron` waarvandaan, en een [Regel](#regel) met `modaliteit` hoe sterk het is: \
         wat wenselijk of een mogelijkheid is, houdt nooit iets tegen. Waar de bron zwijgt, staat `nietBesloten = true` \
         met `wie` erover besluit; de site zegt dan \u{201c}Nog niet besloten\u{201d}. Wat toch nodig is om te kunnen \
         werken, staat er met `aanname = true` en een `reden`.\n",
    );
    let examples = examples(root);
    section(&mut page, root, DOCUMENT, root, &examples);
    if let Some(parts) = root.get("$defs").and_then(Value::as_object) {
        for (name, part) in parts {
            section(&mut page, root, name, part, &examples);
        }
    }
    terms(&mut page);
    page
}

const DOCUMENT: &str = "Document";
const NOTHING: &str = "–";

/// The terms that the product works with, as the basis has them.
fn terms(page: &mut String) {
    page.push_str(
        "\n## Termijnen die het systeem kent\n\n\
         De basis noemt ze allemaal; een gemeente vult ze in.\n\n\
         | Sleutel | Wat | In de basis | Bron |\n|---|---|---|---|\n",
    );
    let basis: toml::Table = shipped::document("basis")
        .and_then(|text| text.parse().ok())
        .unwrap_or_default();
    for key in termijn::ALL {
        let found = basis.get("termijnen").and_then(|terms| terms.get(key));
        let text = |name: &str| {
            let value = found.and_then(|term| term.get(name));
            value.and_then(toml::Value::as_str).unwrap_or_default()
        };
        let name = found
            .and_then(|term| term.get("naam")?.get("nl")?.as_str())
            .unwrap_or_default();
        let number = found.and_then(|term| term.get("waarde")?.as_integer());
        let value = number.map_or_else(
            || format!("nog niet besloten; dat is aan {}", text("wie")),
            |number| format!("{number} {}", text("eenheid")),
        );
        let bron = Some(text("bron")).filter(|bron| !bron.is_empty());
        row(
            page,
            &format!("`{key}`"),
            &[name, &value, bron.unwrap_or(NOTHING)],
        );
    }
}

/// The first short value of every key in the documents that ship.
fn examples(root: &Value) -> Examples {
    let mut found = Examples::new();
    for name in std::iter::once("basis").chain(shipped::documents()) {
        if let Some(Ok(table)) = shipped::document(name).map(str::parse::<toml::Table>) {
            take(root, DOCUMENT, root, &toml::Value::Table(table), &mut found);
        }
    }
    found
}

fn take(root: &Value, name: &str, part: &Value, value: &toml::Value, found: &mut Examples) {
    let properties = part.get("properties").and_then(Value::as_object);
    for (key, property) in properties.into_iter().flatten() {
        if let Some(value) = value.get(key) {
            take_value(root, (name, key), property, value, found);
        }
    }
}

fn take_value(
    root: &Value,
    (name, key): (&str, &str),
    property: &Value,
    value: &toml::Value,
    found: &mut Examples,
) {
    let inner = resolve(root, property);
    let listed = inner.get("items").or_else(|| {
        inner
            .get("additionalProperties")
            .filter(|more| more.is_object())
    });
    match value {
        toml::Value::Array(items) if items.iter().any(toml::Value::is_table) => {
            for item in items {
                take_value(root, (name, key), listed.unwrap_or(inner), item, found);
            }
        }
        toml::Value::Table(table) if listed.is_some() => {
            for item in table.values() {
                take_value(root, (name, key), listed.unwrap_or(inner), item, found);
            }
        }
        toml::Value::Table(_) => {
            if let Some(name) = reference(property) {
                take(root, name, inner, value, found);
            }
        }
        // Of a table of plain values the key of the example would be missing.
        _ if inner.get("properties").is_none() && !is_part_of_map(root, name, key) => {
            let text = value.to_string();
            if text.chars().count() <= MOST {
                found
                    .entry((name.to_owned(), key.to_owned()))
                    .or_insert(text);
            }
        }
        _ => {}
    }
}

/// Whether this key holds a table whose own keys are free.
fn is_part_of_map(root: &Value, name: &str, key: &str) -> bool {
    let part = match name {
        DOCUMENT => Some(root),
        name => root.get("$defs").and_then(|parts| parts.get(name)),
    };
    part.and_then(|part| part.get("properties")?.get(key))
        .map(|property| resolve(root, property))
        .is_some_and(|inner| {
            inner
                .get("additionalProperties")
                .is_some_and(Value::is_object)
        })
}

fn section(page: &mut String, root: &Value, name: &str, part: &Value, examples: &Examples) {
    let properties = part.get("properties").and_then(Value::as_object);
    let values = choices(part);
    let kinds = part.get("anyOf").and_then(Value::as_array);
    if properties.is_none() && values.is_none() && kinds.is_none() {
        return;
    }
    heading(page, name, part);
    if let Some(properties) = properties {
        let required: Vec<&str> = part
            .get("required")
            .and_then(Value::as_array)
            .map(|names| names.iter().filter_map(Value::as_str).collect())
            .unwrap_or_default();
        page.push_str(
            "\n| Sleutel | Soort | Verplicht | Uitleg | Voorbeeld |\n|---|---|---|---|---|\n",
        );
        for (key, property) in properties {
            let must = if required.contains(&key.as_str()) {
                "ja"
            } else {
                "nee"
            };
            let example = examples.get(&(name.to_owned(), key.clone())).map_or_else(
                || NOTHING.to_owned(),
                |text| format!("`{}`", text.replace('|', "\\|")),
            );
            row(
                page,
                &format!("`{key}`"),
                &[&kind(root, property), must, &about(property), &example],
            );
        }
    }
    if let Some(kinds) = kinds {
        page.push_str("\n| Soort | Uitleg |\n|---|---|\n");
        for option in kinds {
            row(page, &kind(root, option), &[&about(option)]);
        }
    }
    if values.is_some() {
        page.push_str("\n| Waarde | Uitleg |\n|---|---|\n");
        for option in part
            .get("oneOf")
            .and_then(Value::as_array)
            .into_iter()
            .flatten()
        {
            if let Some(value) = option.get("const").and_then(Value::as_str) {
                row(page, &format!("`{value}`"), &[&about(option)]);
            }
        }
    }
}

fn heading(page: &mut String, name: &str, part: &Value) {
    let _ = writeln!(page, "\n## {name}\n\n{}", about(part));
}

fn row(page: &mut String, first: &str, cells: &[&str]) {
    let _ = writeln!(page, "| {first} | {} |", cells.join(" | "));
}

fn about(part: &Value) -> String {
    let text = part
        .get("description")
        .and_then(Value::as_str)
        .unwrap_or_default();
    text.replace('\n', " ").replace('|', "\\|")
}

/// What kind of value a key takes, with a link to the part that describes it.
fn kind(root: &Value, property: &Value) -> String {
    if let Some(name) = reference(property) {
        return format!("[{name}](#{})", name.to_lowercase());
    }
    let part = resolve(root, property);
    if let Some(items) = part.get("items") {
        let of = match (reference(items), types(items).first()) {
            (None, Some(&"string")) => "teksten".to_owned(),
            _ => kind(root, items),
        };
        return format!("lijst van {of}");
    }
    if let Some(values) = part
        .get("additionalProperties")
        .filter(|more| more.is_object())
    {
        return format!("tabel van {}", kind(root, values));
    }
    match types(part).first() {
        Some(name) => type_name(name).to_owned(),
        None => "een waarde".to_owned(),
    }
}

/// The name of the part a property refers to.
fn reference(property: &Value) -> Option<&str> {
    let direct = property.get("$ref").and_then(Value::as_str);
    let optional = || {
        let options = property.get("anyOf").and_then(Value::as_array)?;
        options
            .iter()
            .find_map(|option| option.get("$ref").and_then(Value::as_str))
    };
    direct
        .or_else(optional)
        .map(|path| path.trim_start_matches("#/$defs/"))
}
