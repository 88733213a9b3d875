//! Statements about things with an address, and how they are written down: as Turtle and as JSON-LD.

use std::fmt::Write as _;

use serde_json::{Map, Value, json};

const PREFIXES: &[(&str, &str)] = &[
    ("dcat", "http://www.w3.org/ns/dcat#"),
    ("dct", "http://purl.org/dc/terms/"),
    ("foaf", "http://xmlns.com/foaf/0.1/"),
    ("rdfs", "http://www.w3.org/2000/01/rdf-schema#"),
    ("vcard", "http://www.w3.org/2006/vcard/ns#"),
];

/// What is said of something: by which property, and what.
pub(super) type Says = Vec<(&'static str, Is)>;

/// What a property holds.
#[derive(Clone, Debug)]
pub(super) enum Is {
    /// Something with an address.
    At(String),
    /// A text in Dutch and in English.
    Both(String, String),
    /// A text that is the same in both.
    Plain(String),
    /// Something without an address of its own: its class, and what is said of it.
    Node(&'static str, Says),
}

/// Something with an address, its class, and what is said of it.
#[derive(Clone, Debug)]
pub(super) struct Thing {
    pub at: String,
    pub class: &'static str,
    pub says: Says,
}

/// The statements as Turtle.
pub(super) fn turtle(things: &[Thing]) -> String {
    let mut out = String::new();
    for (prefix, at) in PREFIXES {
        let _ = writeln!(out, "@prefix {prefix}: <{at}> .");
    }
    for thing in things {
        let _ = write!(out, "\n<{}> a {}", thing.at, thing.class);
        for (property, is) in &thing.says {
            let _ = write!(out, " ;\n    {property} {}", object(is));
        }
        out.push_str(" .\n");
    }
    out
}

fn object(is: &Is) -> String {
    match is {
        Is::At(at) => format!("<{at}>"),
        Is::Plain(text) => quoted(text),
        Is::Both(nl, en) => format!("{}@nl, {}@en", quoted(nl), quoted(en)),
        Is::Node(class, says) => {
            let mut out = format!("[ a {class}");
            for (property, is) in says {
                let _ = write!(out, " ; {property} {}", object(is));
            }
            out.push_str(" ]");
            out
        }
    }
}

fn quoted(text: &str) -> String {
    let mut out = String::from("\"");
    for letter in text.chars() {
        match letter {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            '\n' => out.push_str("\\n"),
            '\r' => out.push_str("\\r"),
            letter => out.push(letter),
        }
    }
    out.push('"');
    out
}

/// The statements as JSON-LD.
pub(super) fn json_ld(things: &[Thing]) -> Value {
    let context: Map<String, Value> = PREFIXES
        .iter()
        .map(|(prefix, at)| ((*prefix).to_owned(), json!(at)))
        .collect();
    let graph: Vec<Value> = things
        .iter()
        .map(|thing| {
            let mut it = properties(thing.class, &thing.says);
            it.insert("@id".to_owned(), json!(thing.at));
            Value::Object(it)
        })
        .collect();
    json!({ "@context": context, "@graph": graph })
}

fn properties(class: &str, says: &[(&'static str, Is)]) -> Map<String, Value> {
    let mut it = Map::new();
    it.insert("@type".to_owned(), json!(class));
    for (property, is) in says {
        let values = it
            .entry((*property).to_owned())
            .or_insert_with(|| json!([]));
        if let Some(values) = values.as_array_mut() {
            match is {
                Is::At(at) => values.push(json!({ "@id": at })),
                Is::Plain(text) => values.push(json!(text)),
                Is::Both(nl, en) => {
                    values.push(json!({ "@value": nl, "@language": "nl" }));
                    values.push(json!({ "@value": en, "@language": "en" }));
                }
                Is::Node(class, says) => values.push(Value::Object(properties(class, says))),
            }
        }
    }
    it
}
