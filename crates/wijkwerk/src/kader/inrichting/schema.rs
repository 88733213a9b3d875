//! The shape of a document: checked against the JSON Schema that is generated from the types.
//!
//! Serde stops at the first error; this walk reports every one. What is wrong is repaired in a copy, so
//! that the rules can still be judged on the rest. A repaired copy is never used as an inrichting.

use std::sync::LazyLock;

use serde_json::{Map, Value};

use super::document::{item_path, join};
use super::model::Inrichting;
use super::rules::{Vondst, nearest, shown};

static SCHEMA: LazyLock<Value> = LazyLock::new(|| schemars::schema_for!(Inrichting).to_value());

/// The schema of an inrichting, as a JSON value.
pub(super) fn schema() -> &'static Value {
    &SCHEMA
}

/// The JSON Schema of an inrichting, for editors that complete and check while typing.
///
/// A document may leave to the document below it what that one already says, so only the keys of list
/// items are required here; whether all is there is judged when the layers are put together.
pub fn json_schema() -> String {
    let mut schema = schema().clone();
    require_only_keys(&mut schema);
    let mut text = serde_json::to_string_pretty(&schema)
        .expect("a schema is plain JSON, which always has a text form");
    text.push('\n');
    text
}

fn require_only_keys(schema: &mut Value) {
    match schema {
        Value::Object(map) => {
            if let Some(Value::Array(names)) = map.get_mut("required") {
                names.retain(|name| matches!(name.as_str(), Some("sleutel" | "id")));
                if names.is_empty() {
                    map.shift_remove("required");
                }
            }
            map.values_mut().for_each(require_only_keys);
        }
        Value::Array(items) => items.iter_mut().for_each(require_only_keys),
        _ => {}
    }
}

/// Checks the tree, repairs what is wrong and reports it. Every finding's path was repaired.
pub(super) fn check_shape(tree: &mut Value) -> Vec<Vondst> {
    let root = schema();
    let mut walk = Walk {
        root,
        found: Vec::new(),
    };
    walk.node(tree, root, "");
    walk.found
}

/// Follows references and drops the `null` of optional values.
pub(super) fn resolve<'a>(root: &'a Value, schema: &'a Value) -> &'a Value {
    if let Some(name) = schema.get("$ref").and_then(Value::as_str) {
        let name = name.trim_start_matches("#/$defs/");
        if let Some(found) = root.get("$defs").and_then(|defs| defs.get(name)) {
            return resolve(root, found);
        }
    }
    if let Some(options) = schema.get("anyOf").and_then(Value::as_array) {
        let is_null = |option: &&Value| option.get("type").and_then(Value::as_str) != Some("null");
        let real: Vec<&Value> = options.iter().filter(is_null).collect();
        if let [only] = real.as_slice() {
            return resolve(root, only);
        }
    }
    schema
}

/// The values of an enumeration, if the schema is one.
pub(super) fn choices(schema: &Value) -> Option<Vec<&str>> {
    if let Some(values) = schema.get("enum").and_then(Value::as_array) {
        return Some(values.iter().filter_map(Value::as_str).collect());
    }
    let options = schema.get("oneOf").and_then(Value::as_array)?;
    let mut found = Vec::new();
    for option in options {
        match option.get("const").and_then(Value::as_str) {
            Some(value) => found.push(value),
            None => found.extend(choices(option)?),
        }
    }
    Some(found)
}

/// The plain types a schema allows, without `null`.
pub(super) fn types(schema: &Value) -> Vec<&str> {
    match schema.get("type") {
        Some(Value::String(name)) => vec![name],
        Some(Value::Array(names)) => names
            .iter()
            .filter_map(Value::as_str)
            .filter(|name| *name != "null")
            .collect(),
        _ => Vec::new(),
    }
}

struct Walk<'a> {
    root: &'a Value,
    found: Vec<Vondst>,
}

impl Walk<'_> {
    fn report(&mut self, path: &str, melding: String, herstel: String) {
        self.found.push(Vondst {
            pad: path.to_owned(),
            melding,
            herstel,
        });
    }

    fn node(&mut self, value: &mut Value, schema: &Value, path: &str) {
        let schema = resolve(self.root, schema);
        if let Some(valid) = choices(schema) {
            self.choice(value, &valid, path);
            return;
        }
        if let Some(options) = schema.get("anyOf").and_then(Value::as_array) {
            self.one_of(value, options, path);
            return;
        }
        let allowed = types(schema);
        if !allowed.is_empty() && !allowed.iter().any(|kind| has_type(value, kind)) {
            let expected = allowed
                .iter()
                .map(|kind| type_name(kind))
                .collect::<Vec<_>>();
            self.report(
                path,
                format!("Hier staat {}.", described(value)),
                format!("Geef {}.", expected.join(" of ")),
            );
            *value = filler(self.root, schema);
            return;
        }
        match value {
            Value::Object(map) => self.object(map, schema, path),
            Value::String(text) if is_wrong_date(schema, text) => {
                self.report(
                    path,
                    format!("\"{}\" is geen bestaande datum.", shown(text)),
                    "Schrijf de datum als jaar-maand-dag, zoals 2026-03-01.".to_owned(),
                );
                "2000-01-01".clone_into(text);
            }
            Value::Number(number) => {
                let bound = |name: &str| schema.get(name).and_then(Value::as_f64);
                let written = number.as_f64().unwrap_or_default();
                let least = bound("minimum").unwrap_or(f64::MIN);
                let most = bound("maximum").unwrap_or(f64::MAX);
                if !(least..=most).contains(&written) {
                    self.report(
                        path,
                        format!("Het getal {written} kan hier niet."),
                        format!("Geef een getal van {least} tot {most}."),
                    );
                    *value = Value::from(2000);
                }
            }
            Value::Array(items) => {
                if let Some(inner) = schema.get("items") {
                    for (index, item) in items.iter_mut().enumerate() {
                        let child = item_path(path, index, item);
                        self.node(item, inner, &child);
                    }
                }
            }
            _ => {}
        }
    }

    fn choice(&mut self, value: &mut Value, valid: &[&str], path: &str) {
        let written = value.as_str().map(str::to_owned);
        if written.as_deref().is_some_and(|text| valid.contains(&text)) {
            return;
        }
        let melding = match &written {
            Some(text) => format!("\"{}\" is geen geldige waarde.", shown(text)),
            None => format!("Hier staat {}.", described(value)),
        };
        let herstel = nearest(written.as_deref().unwrap_or_default(), valid);
        self.report(path, melding, herstel);
        let best = closest(written.as_deref().unwrap_or_default(), valid);
        *value = Value::String(best.to_owned());
    }

    fn one_of(&mut self, value: &mut Value, options: &[Value], path: &str) {
        let fits = options.iter().any(|option| {
            let mut copy = value.clone();
            let mut probe = Walk {
                root: self.root,
                found: Vec::new(),
            };
            probe.node(&mut copy, option, path);
            probe.found.is_empty()
        });
        if !fits {
            self.report(
                path,
                format!("Hier staat {}.", described(value)),
                "Geef ja of nee (true of false), een heel getal, een tekst of een lijst van teksten."
                    .to_owned(),
            );
            *value = Value::String("?".to_owned());
        }
    }

    fn object(&mut self, map: &mut Map<String, Value>, schema: &Value, path: &str) {
        let properties = schema.get("properties").and_then(Value::as_object);
        let open = schema
            .get("additionalProperties")
            .filter(|more| more.is_object());
        let listed = schema.get("propertyNames").and_then(choices);
        let names: Vec<&str> = listed.clone().unwrap_or_else(|| {
            properties
                .map(|p| p.keys().map(String::as_str).collect())
                .unwrap_or_default()
        });
        let keys: Vec<String> = map.keys().cloned().collect();
        for key in keys {
            let child = join(path, &key);
            let is_listed = listed
                .as_ref()
                .is_none_or(|names| names.contains(&key.as_str()));
            let inner = properties
                .and_then(|p| p.get(&key))
                .or(open)
                .filter(|_| is_listed);
            if let (Some(inner), Some(value)) = (inner, map.get_mut(&key)) {
                self.node(value, inner, &child);
                continue;
            }
            self.report(
                &child,
                format!("De sleutel \"{}\" bestaat niet.", shown(&key)),
                nearest(&key, &names),
            );
            map.shift_remove(&key);
        }
        let required = schema.get("required").and_then(Value::as_array);
        for name in required.into_iter().flatten().filter_map(Value::as_str) {
            if map.contains_key(name) {
                continue;
            }
            let child = join(path, name);
            let inner = properties.and_then(|p| p.get(name));
            let what = inner
                .and_then(|s| s.get("description"))
                .and_then(Value::as_str);
            let herstel = what.map_or_else(
                || format!("Vul \"{name}\" in."),
                |what| format!("Vul \"{name}\" in: {}", lower_first(what)),
            );
            self.report(&child, format!("De sleutel \"{name}\" ontbreekt."), herstel);
            if let Some(inner) = inner {
                map.insert(name.to_owned(), filler(self.root, inner));
            }
        }
    }
}

fn lower_first(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| {
        first.to_lowercase().chain(letters).collect()
    })
}

/// The valid value that looks most like what was written.
pub(super) fn closest<'a>(written: &str, valid: &[&'a str]) -> &'a str {
    let mut best = ("", -1.0);
    let folded = shown(written).to_lowercase();
    for candidate in valid {
        let likeness = strsim::normalized_damerau_levenshtein(&folded, &candidate.to_lowercase());
        if likeness > best.1 {
            best = (candidate, likeness);
        }
    }
    best.0
}

fn is_wrong_date(schema: &Value, text: &str) -> bool {
    schema.get("format").and_then(Value::as_str) == Some("date")
        && text.parse::<jiff::civil::Date>().is_err()
}

fn has_type(value: &Value, kind: &str) -> bool {
    match kind {
        "object" => value.is_object(),
        "array" => value.is_array(),
        "string" => value.is_string(),
        "boolean" => value.is_boolean(),
        "integer" => value.is_i64() || value.is_u64(),
        "number" => value.is_number(),
        _ => false,
    }
}

/// The Dutch name of a type.
pub(super) fn type_name(kind: &str) -> &'static str {
    match kind {
        "object" => "een tabel",
        "array" => "een lijst",
        "string" => "een tekst",
        "boolean" => "true of false",
        "integer" => "een heel getal",
        "number" => "een getal",
        _ => "een waarde",
    }
}

fn described(value: &Value) -> &'static str {
    match value {
        Value::Null => "niets",
        Value::Bool(_) => "true of false",
        Value::Number(number) if number.is_f64() => "een getal met een komma",
        Value::Number(_) => "een getal",
        Value::String(_) => "een tekst",
        Value::Array(_) => "een lijst",
        Value::Object(_) => "een tabel",
    }
}

/// A value of the right type, so that the rest can still be read.
fn filler(root: &Value, schema: &Value) -> Value {
    let schema = resolve(root, schema);
    if let Some(first) = choices(schema).and_then(|valid| valid.first().copied()) {
        return Value::String(first.to_owned());
    }
    match types(schema).first().copied() {
        Some("object") => {
            let mut map = Map::new();
            let properties = schema.get("properties").and_then(Value::as_object);
            let required = schema.get("required").and_then(Value::as_array);
            for name in required.into_iter().flatten().filter_map(Value::as_str) {
                if let Some(inner) = properties.and_then(|p| p.get(name)) {
                    map.insert(name.to_owned(), filler(root, inner));
                }
            }
            Value::Object(map)
        }
        Some("array") => Value::Array(Vec::new()),
        Some("boolean") => Value::Bool(false),
        Some("integer") => Value::from(1),
        Some("number") => Value::from(1.0),
        _ => Value::String("?".to_owned()),
    }
}
