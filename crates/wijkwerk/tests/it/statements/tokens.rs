//! A statement taken apart: its words and signs, and the tables it names.

use std::collections::BTreeMap;

use crate::schema_read::Table;

/// Words, numbers, parameters, literals and signs, in order.
pub(super) fn tokens(sql: &str) -> Vec<String> {
    let mut out: Vec<String> = Vec::new();
    let mut chars = sql.chars().peekable();
    while let Some(ch) = chars.next() {
        let mut token = String::from(ch);
        if ch == '\'' {
            for next in chars.by_ref() {
                token.push(next);
                if next == '\'' {
                    break;
                }
            }
        } else if ch.is_alphanumeric() || ch == '_' || ch == '$' {
            while let Some(next) = chars.peek().filter(|n| n.is_alphanumeric() || **n == '_') {
                token.push(*next);
                chars.next();
            }
        } else if ch.is_whitespace() {
            continue;
        } else if matches!(ch, '<' | '>' | '!' | '|')
            && chars.peek().is_some_and(|n| matches!(n, '=' | '>' | '|'))
        {
            token.extend(chars.next());
        }
        out.push(token);
    }
    out
}

const KEYWORDS: &[&str] = &[
    "WHERE",
    "SET",
    "ON",
    "JOIN",
    "LEFT",
    "INNER",
    "CROSS",
    "ORDER",
    "GROUP",
    "LIMIT",
    "VALUES",
    "AS",
    "USING",
    "RETURNING",
    "UNION",
    "FOR",
    "HAVING",
    "SELECT",
    "AND",
    "WINDOW",
];

/// The tables of a statement with the name each goes by.
pub(super) fn used<'s>(
    tokens: &[String],
    schema: &'s BTreeMap<String, Table>,
) -> Vec<(String, String, &'s Table)> {
    let mut found = Vec::new();
    for (n, token) in tokens.iter().enumerate() {
        let Some(table) = schema.get(token) else {
            continue;
        };
        let before = n.checked_sub(1).map_or("", |b| tokens[b].as_str());
        if !matches!(before, "FROM" | "JOIN" | "UPDATE" | "INTO" | ",") {
            continue;
        }
        if before == ","
            && tokens
                .get(n + 1)
                .is_none_or(|next| next == "," || next == ".")
        {
            continue;
        }
        let mut next = n + 1;
        if tokens.get(next).is_some_and(|t| t == "AS") {
            next += 1;
        }
        let alias = tokens.get(next).filter(|t| {
            t.chars().all(|c| c.is_alphanumeric() || c == '_') && !KEYWORDS.contains(&t.as_str())
        });
        if before == "," && alias.is_none() {
            continue;
        }
        found.push((token.clone(), alias.unwrap_or(token).clone(), table));
    }
    found
}
