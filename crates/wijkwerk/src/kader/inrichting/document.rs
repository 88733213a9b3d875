//! A document as text: its tree, the line of every key, and laying documents on top of each other.
//!
//! Paths name list items by their `sleutel` or `id` (`gebieden[noord].naam`), so that a path means
//! the same before and after documents are merged. This module knows nothing of what keys mean, except
//! that a word is replaced whole: half of a new word on half of an old one would be wrong.

use std::collections::BTreeMap;

use serde_json::{Map, Value};
use toml_edit::{Document, Item, TableLike};

use super::load::Bevinding;

/// One document: its tree and the line of every path in it.
pub(super) struct Laag {
    /// The name, for messages about an underlying document.
    pub(super) name: String,
    /// The tree.
    pub(super) tree: Value,
    lines: BTreeMap<String, usize>,
    /// List items that repeat the key of an earlier item.
    pub(super) repeated: Vec<(String, usize)>,
}

impl Laag {
    /// Parses a document. A text that is not TOML gives one finding at the line of the error.
    pub(super) fn parse(name: &str, text: &str) -> Result<Self, Bevinding> {
        let document = Document::parse(text.to_owned()).map_err(|error| {
            let start = error.span().map_or(0, |span| span.start);
            Bevinding {
                regel: line_at(text, start),
                pad: String::new(),
                melding: format!("Dit is geen geldige TOML: {}.", error.message().trim()),
                herstel: "Verbeter de schrijfwijze op deze regel.".to_owned(),
            }
        })?;
        let ends = text.bytes().enumerate().filter(|(_, byte)| *byte == b'\n');
        let mut reader = Reader {
            line_ends: ends.map(|(at, _)| at).collect(),
            lines: BTreeMap::new(),
            repeated: Vec::new(),
        };
        let tree = reader.table(document.as_table(), "");
        Ok(Self {
            name: name.to_owned(),
            tree,
            lines: reader.lines,
            repeated: reader.repeated,
        })
    }

    /// The line of a path, if it stands in this document.
    pub(super) fn line_of(&self, path: &str) -> Option<usize> {
        self.lines.get(path).copied()
    }

    /// The name of the document on which this one lies.
    pub(super) fn below(&self) -> Option<&str> {
        self.tree.get("op").and_then(Value::as_str)
    }
}

fn line_at(text: &str, offset: usize) -> usize {
    text.bytes()
        .take(offset)
        .filter(|byte| *byte == b'\n')
        .count()
        + 1
}

struct Reader {
    /// Where each line ends, so that the line of an offset is found quickly in a long document.
    line_ends: Vec<usize>,
    lines: BTreeMap<String, usize>,
    repeated: Vec<(String, usize)>,
}

impl Reader {
    fn note(&mut self, path: &str, offset: Option<usize>) -> usize {
        let line = offset.map_or(1, |offset| {
            self.line_ends.partition_point(|end| *end < offset) + 1
        });
        if offset.is_some() {
            self.lines.entry(path.to_owned()).or_insert(line);
        }
        line
    }

    fn table(&mut self, table: &dyn TableLike, path: &str) -> Value {
        let mut map = Map::new();
        for (key, item) in table.iter() {
            let child = join(path, key);
            let offset = table
                .key(key)
                .and_then(toml_edit::Key::span)
                .or_else(|| item.span())
                .map(|span| span.start);
            self.note(&child, offset);
            map.insert(key.to_owned(), self.item(item, &child));
        }
        Value::Object(map)
    }

    fn item(&mut self, item: &Item, path: &str) -> Value {
        match item {
            Item::None => Value::Null,
            Item::Value(value) => self.value(value, path),
            Item::Table(table) => self.table(table, path),
            Item::ArrayOfTables(tables) => {
                let items = tables.iter().map(|table| {
                    let start = table.span().map(|span| span.start);
                    (table as &dyn TableLike, start)
                });
                self.tables(items.collect(), path)
            }
        }
    }

    fn value(&mut self, value: &toml_edit::Value, path: &str) -> Value {
        match value {
            toml_edit::Value::String(text) => Value::String(text.value().clone()),
            toml_edit::Value::Integer(number) => Value::from(*number.value()),
            toml_edit::Value::Float(number) => Value::from(*number.value()),
            toml_edit::Value::Boolean(flag) => Value::Bool(*flag.value()),
            toml_edit::Value::Datetime(moment) => Value::String(moment.value().to_string()),
            toml_edit::Value::InlineTable(table) => self.table(table, path),
            toml_edit::Value::Array(array) => {
                if !array.is_empty() && array.iter().all(toml_edit::Value::is_inline_table) {
                    let items = array.iter().filter_map(|item| {
                        let start = item.span().map(|span| span.start);
                        item.as_inline_table()
                            .map(|table| (table as &dyn TableLike, start))
                    });
                    return self.tables(items.collect(), path);
                }
                let items = array.iter().enumerate().map(|(index, item)| {
                    let child = format!("{path}[{index}]");
                    self.note(&child, item.span().map(|span| span.start));
                    self.value(item, &child)
                });
                Value::Array(items.collect())
            }
        }
    }

    fn tables(&mut self, tables: Vec<(&dyn TableLike, Option<usize>)>, path: &str) -> Value {
        let mut items = Vec::with_capacity(tables.len());
        let mut seen = Vec::new();
        for (index, (table, start)) in tables.into_iter().enumerate() {
            let key = ["sleutel", "id"]
                .iter()
                .find_map(|name| table.get(name).and_then(Item::as_str).map(str::to_owned));
            let child = match &key {
                Some(key) => format!("{path}[{key}]"),
                None => format!("{path}[{index}]"),
            };
            let line = self.note(&child, start);
            if let Some(key) = key {
                if seen.contains(&key) {
                    self.repeated.push((child.clone(), line));
                }
                seen.push(key);
            }
            items.push(self.table(table, &child));
        }
        Value::Array(items)
    }
}

/// The path of a key below a path.
pub(super) fn join(path: &str, key: &str) -> String {
    if path.is_empty() {
        key.to_owned()
    } else {
        format!("{path}.{key}")
    }
}

/// The path of a list item.
pub(super) fn item_path(path: &str, index: usize, item: &Value) -> String {
    match key_of(item) {
        Some(key) => format!("{path}[{key}]"),
        None => format!("{path}[{index}]"),
    }
}

/// The key by which a list item is known.
pub(super) fn key_of(item: &Value) -> Option<&str> {
    ["sleutel", "id"]
        .iter()
        .find_map(|name| item.get(name).and_then(Value::as_str))
}

/// Lays `upper` on top of `lower`: tables key by key, lists of keyed tables item by item, all else
/// replaced.
pub(super) fn lay_on(lower: &mut Value, upper: &Value) {
    merge(lower, upper, 0, false);
}

fn merge(lower: &mut Value, upper: &Value, depth: usize, in_words: bool) {
    let replaced_whole = in_words && depth == 2;
    match (lower, upper) {
        (Value::Object(lower), Value::Object(upper)) if !replaced_whole => {
            settle(lower, upper);
            for (key, value) in upper {
                let in_words = in_words || (depth == 0 && key == "woorden");
                match lower.get_mut(key) {
                    Some(present) => merge(present, value, depth + 1, in_words),
                    None => {
                        lower.insert(key.clone(), value.clone());
                    }
                }
            }
        }
        (Value::Array(lower), Value::Array(upper)) if is_keyed(lower) && is_keyed(upper) => {
            for item in upper {
                let present = lower.iter_mut().find(|there| key_of(there) == key_of(item));
                match present {
                    Some(there) => merge(there, item, depth + 1, in_words),
                    None => lower.push(item.clone()),
                }
            }
        }
        (lower, upper) => *lower = upper.clone(),
    }
}

fn is_keyed(items: &[Value]) -> bool {
    !items.is_empty() && items.iter().all(|item| key_of(item).is_some())
}

/// A value ends an earlier "not decided", and the other way round; an earlier assumption ends when the
/// upper document says the thing itself without calling it one.
fn settle(lower: &mut Map<String, Value>, upper: &Map<String, Value>) {
    let undecided = upper
        .get("nietBesloten")
        .and_then(Value::as_bool)
        .unwrap_or(false);
    if upper.contains_key("waarde") && !undecided {
        lower.shift_remove("nietBesloten");
    }
    if undecided {
        lower.shift_remove("waarde");
        lower.shift_remove("eenheid");
    }
    // A division that is decided, and a chair, wait for nobody any more.
    let says = |key: &str| upper.get(key).and_then(Value::as_str);
    if says("status") == Some("decided") || says("wijze").is_some_and(|wijze| wijze != "undecided")
    {
        lower.shift_remove("wie");
    }
    if (upper.contains_key("waarde") || undecided) && !upper.contains_key("aanname") {
        lower.shift_remove("aanname");
        lower.shift_remove("reden");
    }
}
