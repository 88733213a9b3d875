//! The reference page of a document: every key with its kind and what it is for, in Dutch.
//!
//! Made from the same schema that checks documents, so that it cannot differ from it.

use std::fmt::Write as _;

use serde_json::Value;

use super::schema::{choices, resolve, schema, type_name, types};

/// The reference page, as Markdown.
pub fn reference_markdown() -> String {
    let root = schema();
    let mut page = String::from(
        "# Inrichting: alle sleutels\n\n\
         Deze pagina is gemaakt uit de code. Een inrichting is een TOML-document per gemeente. \
         Een document mag met `op` bovenop een ander document liggen: tabellen worden per sleutel \
         samengevoegd, lijsten per `sleutel` of `id`, al het andere wordt vervangen. \
         In teksten kan `{wijk}` of `{wijk.meervoud}` staan; daar komt het eigen woord van de \
         gemeente.\n",
    );
    section(&mut page, root, "Document", root);
    if let Some(parts) = root.get("$defs").and_then(Value::as_object) {
        for (name, part) in parts {
            section(&mut page, root, name, part);
        }
    }
    page
}

fn section(page: &mut String, root: &Value, name: &str, part: &Value) {
    let properties = part.get("properties").and_then(Value::as_object);
    let values = choices(part);
    if properties.is_none() && values.is_none() {
        return;
    }
    heading(page, name, part);
    if let Some(properties) = properties {
        let required: Vec<&str> = part
            .get("required")
            .and_then(Value::as_array)
            .map(|names| names.iter().filter_map(Value::as_str).collect())
            .unwrap_or_default();
        page.push_str("\n| Sleutel | Soort | Verplicht | Uitleg |\n|---|---|---|---|\n");
        for (key, property) in properties {
            let must = if required.contains(&key.as_str()) {
                "ja"
            } else {
                "nee"
            };
            row(
                page,
                &format!("`{key}`"),
                &[&kind(root, property), must, &about(property)],
            );
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
        return format!("lijst van {}", kind(root, items));
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
