//! What changes between two inrichtingen, in the order in which a reader meets it.

use std::collections::BTreeMap;

use serde::Serialize;
use serde_json::Value;

use super::beheer::written;
use super::document::{item_path, join};
use super::model::Inrichting;

/// One changed value.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Wijziging {
    /// The path of the value.
    pub pad: String,
    /// The value before, or nothing if it is new.
    pub voor: Option<String>,
    /// The value after, or nothing if it is gone.
    pub na: Option<String>,
}

impl std::fmt::Display for Wijziging {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let voor = self.voor.as_deref().unwrap_or("(nieuw)");
        let na = self.na.as_deref().unwrap_or("(vervalt)");
        write!(f, "{}: {voor} → {na}", self.pad)
    }
}

/// Every difference: by part of the document in its own order, then by path.
pub fn diff(old: &Inrichting, new: &Inrichting) -> Vec<Wijziging> {
    let (old, new) = (written(old), written(new));
    let mut before = BTreeMap::new();
    let mut after = BTreeMap::new();
    flatten(&old, "", &mut before);
    flatten(&new, "", &mut after);
    let mut changes: Vec<Wijziging> = before
        .iter()
        .filter(|(pad, value)| after.get(*pad) != Some(value))
        .map(|(pad, value)| Wijziging {
            pad: pad.clone(),
            voor: Some(value.clone()),
            na: after.get(pad).cloned(),
        })
        .collect();
    changes.extend(
        after
            .iter()
            .filter(|(pad, _)| !before.contains_key(*pad))
            .map(|(pad, value)| Wijziging {
                pad: pad.clone(),
                voor: None,
                na: Some(value.clone()),
            }),
    );
    let order: Vec<&str> = new
        .as_object()
        .map(|map| map.keys().map(String::as_str).collect())
        .unwrap_or_default();
    let part = |pad: &str| {
        let name = pad.split(['.', '[']).next().unwrap_or_default();
        order.iter().position(|key| *key == name)
    };
    changes.sort_by(|a, b| (part(&a.pad), &a.pad).cmp(&(part(&b.pad), &b.pad)));
    changes
}

fn flatten(value: &Value, path: &str, into: &mut BTreeMap<String, String>) {
    match value {
        Value::Object(map) => {
            for (key, inner) in map {
                flatten(inner, &join(path, key), into);
            }
        }
        Value::Array(items) if items.iter().any(Value::is_object) => {
            for (index, item) in items.iter().enumerate() {
                flatten(item, &item_path(path, index, item), into);
            }
        }
        Value::Array(items) => {
            let items: Vec<String> = items.iter().map(plain).collect();
            into.insert(path.to_owned(), items.join(", "));
        }
        other => {
            into.insert(path.to_owned(), plain(other));
        }
    }
}

fn plain(value: &Value) -> String {
    match value {
        Value::String(text) => text.clone(),
        Value::Bool(true) => "ja".to_owned(),
        Value::Bool(false) => "nee".to_owned(),
        other => other.to_string(),
    }
}
