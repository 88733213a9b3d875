//! What an administrator must be able to see of an inrichting: assumptions and open decisions.
//!
//! Walks the written form, so that nothing new can be marked without showing up here.

use serde::Serialize;
use serde_json::Value;

use super::document::{item_path, join};
use super::model::Inrichting;

/// Something assumed that no source says.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Aanname {
    /// The path of what is assumed.
    pub pad: String,
    /// Why it is assumed.
    pub reden: String,
}

/// Something about which nothing was decided.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct OpenBesluit {
    /// The path of what is not decided.
    pub pad: String,
    /// Who decides.
    pub wie: String,
}

impl Inrichting {
    /// Everything that is marked as an assumption, in reading order.
    pub fn aannames(&self) -> Vec<Aanname> {
        let mut found = Vec::new();
        visit(&written(self), "", &mut |pad, value| {
            if value.get("aanname").and_then(Value::as_bool) == Some(true) {
                let reden = text_of(value, "reden");
                found.push(Aanname {
                    pad: pad.to_owned(),
                    reden,
                });
            }
        });
        found
    }

    /// Everything about which nothing was decided, in reading order.
    pub fn open_besluiten(&self) -> Vec<OpenBesluit> {
        let mut found = Vec::new();
        visit(&written(self), "", &mut |pad, value| {
            if value.get("nietBesloten").and_then(Value::as_bool) == Some(true) {
                found.push(OpenBesluit {
                    pad: pad.to_owned(),
                    wie: text_of(value, "wie"),
                });
            }
            if pad == "verdeling"
                && let Some(wie) = self.verdeling.wie_beslist()
            {
                found.push(OpenBesluit {
                    pad: join(pad, "status"),
                    wie: wie.to_owned(),
                });
            }
            let chair = pad
                .strip_prefix("organen[")
                .and_then(|rest| rest.strip_suffix("].voorzitter"))
                .and_then(|key| self.organen.iter().find(|orgaan| orgaan.sleutel == key))
                .and_then(|orgaan| orgaan.voorzitter.wie_beslist());
            if let Some(wie) = chair {
                found.push(OpenBesluit {
                    pad: pad.to_owned(),
                    wie: wie.to_owned(),
                });
            }
        });
        found
    }
}

/// The paths of texts that are empty in a language.
pub(super) fn empty_texts(inrichting: &Inrichting) -> Vec<String> {
    let mut found = Vec::new();
    visit(&written(inrichting), "", &mut |pad, value| {
        for key in ["nl", "en", "naam"] {
            let empty = value
                .get(key)
                .and_then(Value::as_str)
                .is_some_and(|t| t.trim().is_empty());
            if empty {
                found.push(join(pad, key));
            }
        }
    });
    found
}

/// The written form of an inrichting.
pub(super) fn written(inrichting: &Inrichting) -> Value {
    serde_json::to_value(inrichting)
        .expect("an inrichting has only text keys, so it always has a JSON form")
}

fn text_of(value: &Value, key: &str) -> String {
    value
        .get(key)
        .and_then(Value::as_str)
        .unwrap_or_default()
        .to_owned()
}

fn visit(value: &Value, path: &str, seen: &mut impl FnMut(&str, &Value)) {
    match value {
        Value::Object(map) => {
            seen(path, value);
            for (key, inner) in map {
                visit(inner, &join(path, key), seen);
            }
        }
        Value::Array(items) => {
            for (index, item) in items.iter().enumerate() {
                visit(item, &item_path(path, index, item), seen);
            }
        }
        _ => {}
    }
}
