//! Finding every statement of the product in its sources, macros filled in.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use crate::sources::{Source, rust};

/// A statement with where it stands.
#[derive(Clone, Debug)]
pub struct Statement {
    pub place: String,
    pub sql: String,
}

/// Every statement in the product's sources.
pub fn all() -> Vec<Statement> {
    rust("crates/wijkwerk/src")
        .iter()
        .flat_map(statements)
        .collect()
}

fn is_sql(text: &str) -> bool {
    let text = text.trim_start();
    [
        "SELECT ",
        "INSERT INTO ",
        "UPDATE ",
        "DELETE FROM ",
        "WITH ",
    ]
    .iter()
    .any(|start| text.starts_with(start))
}

fn statements(source: &Source) -> Vec<Statement> {
    let macros = macros_for(source);
    source
        .product_literals()
        .filter(|literal| is_sql(&literal.text))
        .map(|literal| Statement {
            place: format!("{}:{}", source.path, literal.line),
            sql: concatenated(source, literal.at, &macros)
                .unwrap_or_else(|| literal.text.clone())
                .split_whitespace()
                .collect::<Vec<_>>()
                .join(" "),
        })
        .collect()
}

/// Those of every `mod.rs`, by its path.
static OF_MODULES: LazyLock<BTreeMap<String, BTreeMap<String, String>>> = LazyLock::new(|| {
    rust("crates/wijkwerk/src")
        .iter()
        .filter(|source| source.path.ends_with("/mod.rs"))
        .map(|source| (source.path.clone(), literal_macros(source)))
        .collect()
});

/// Those of the file itself, and of the module above it.
fn macros_for(source: &Source) -> BTreeMap<String, String> {
    let above = source.path.rsplit_once('/');
    let mut macros = above
        .and_then(|(folder, _)| OF_MODULES.get(&format!("{folder}/mod.rs")))
        .cloned()
        .unwrap_or_default();
    macros.extend(literal_macros(source));
    macros
}

/// `macro_rules! columns { () => { "a, b" } }`: names that stand for a literal.
fn literal_macros(source: &Source) -> BTreeMap<String, String> {
    source
        .code
        .match_indices("macro_rules!")
        .filter_map(|(at, word)| {
            let rest = source.code[at + word.len()..].trim_start();
            let name: String = rest
                .chars()
                .take_while(|c| c.is_alphanumeric() || *c == '_')
                .collect();
            let literal = source.literals.iter().find(|literal| literal.at > at)?;
            Some((name, literal.text.clone()))
        })
        .collect()
}

/// The whole text, if the literal at `at` is the first of a `concat!`.
fn concatenated(source: &Source, at: usize, macros: &BTreeMap<String, String>) -> Option<String> {
    let before = source.code[..at].trim_end();
    if !before.ends_with("concat!(") {
        return None;
    }
    let open = before.len() - 1;
    let end = crate::sources::close_of(&source.code, open)?;
    let mut out = String::new();
    let mut from = open + 1;
    while from < end {
        if let Some(literal) = source.literals.iter().find(|literal| literal.at == from) {
            out.push_str(&literal.text);
            let close = source.code[from + 1..].find('"')? + from + 2;
            from = close;
            continue;
        }
        let rest = &source.code[from..end];
        let name: String = rest
            .chars()
            .take_while(|c| c.is_alphanumeric() || *c == '_')
            .collect();
        if let Some(text) = macros
            .get(&name)
            .filter(|_| rest[name.len()..].starts_with('!'))
        {
            out.push_str(text);
        }
        from += name.len().max(1);
    }
    Some(out)
}
