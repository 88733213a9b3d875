//! The rules of the one dialect, and what is wrong with a statement.

use std::collections::BTreeMap;

use kit::testing::TestDb;

use super::tokens::{tokens, used};
use crate::schema_read::{self, Table};

/// Tables that may be asked across gemeenten: bookkeeping, found by a secret or by the worker that serves all.
const ACROSS: &[&str] = &[
    "aanvragen",
    "cursors",
    "inlogverzoeken",
    "links",
    "mails",
    "sessies",
    "taken_achtergrond",
    "tellers",
];

/// Tables whose size the inrichting itself bounds; they may be read whole.
const BOUNDED: &[&str] = &[
    "cbs_wijken",
    "gebieden",
    "gemeenten",
    "inrichtingen",
    "kenmerken",
    "organen",
    "organisaties",
    "orgaan_gebieden",
    "paden",
    "rolvervullingen",
    "zetels",
];

/// What only one of the engines knows, or knows differently.
const FORBIDDEN: &[(&str, &str)] = &[
    ("OFFSET", "page by the last key seen"),
    ("ILIKE", "lower() on both sides of LIKE"),
    ("GLOB", "not in PostgreSQL"),
    ("::", "write CAST(… AS …)"),
    ("now(", "the moment is a parameter"),
    ("current_date", "the day is a parameter"),
    ("current_timestamp", "the moment is a parameter"),
    ("strftime(", "dates are reckoned in Rust"),
    ("date_trunc(", "dates are reckoned in Rust"),
    ("date_part(", "dates are reckoned in Rust"),
    ("extract(", "dates are reckoned in Rust"),
    ("interval ", "dates are reckoned in Rust"),
    ("datetime(", "dates are reckoned in Rust"),
    ("julianday(", "dates are reckoned in Rust"),
    ("to_char(", "formatted in Rust"),
    ("array[", "no arrays"),
    ("any(", "no arrays"),
    ("unnest(", "no arrays"),
    ("array_agg(", "no arrays"),
    ("string_agg(", "put together in Rust"),
    ("group_concat(", "put together in Rust"),
    ("->", "no JSON in SQL"),
    ("json_", "no JSON in SQL"),
    ("INSERT OR ", "write ON CONFLICT"),
    ("DISTINCT ON", "not in SQLite"),
    ("rowid", "not in PostgreSQL"),
    ("random(", "chance comes from the id source"),
];

/// What is wrong with one statement.
pub(super) fn faults(sql: &str, schema: &BTreeMap<String, Table>) -> Vec<String> {
    let tokens = tokens(sql);
    let used = used(&tokens, schema);
    let mut wrong = Vec::new();
    let unquoted: String = tokens
        .iter()
        .map(|t| {
            if t.starts_with('\'') {
                "''"
            } else {
                t.as_str()
            }
        })
        .collect::<Vec<_>>()
        .join(" ")
        .replace(" (", "(")
        .replace(" [", "[");
    let lower = unquoted.to_lowercase();
    for (word, instead) in FORBIDDEN {
        let plain = word.chars().next().is_some_and(char::is_alphabetic);
        let hit = lower.match_indices(&word.to_lowercase()).any(|(at, _)| {
            let before = lower[..at].chars().last().unwrap_or(' ');
            !plain || !(before.is_alphanumeric() || before == '_')
        });
        let sign = matches!(*word, "->" | "::") && sql.contains(word);
        if hit || sign {
            wrong.push(format!("{}: {instead}", word.trim()));
        }
    }
    parameters(&tokens, &mut wrong);
    sums(&unquoted, &mut wrong);
    likes(&unquoted, &mut wrong);
    order(&tokens, &used, &mut wrong);
    limit(&tokens, &used, &mut wrong);
    filter(&tokens, &used, &mut wrong);
    wrong
}

fn parameters(tokens: &[String], wrong: &mut Vec<String>) {
    let mut numbers: Vec<usize> = tokens
        .iter()
        .filter_map(|token| token.strip_prefix('$')?.parse().ok())
        .collect();
    numbers.sort_unstable();
    numbers.dedup();
    if numbers
        .iter()
        .enumerate()
        .any(|(n, number)| *number != n + 1)
    {
        wrong.push(format!("the parameters have a gap: {numbers:?}"));
    }
}

fn sums(sql: &str, wrong: &mut Vec<String>) {
    let lower = sql.to_lowercase();
    for (at, _) in lower.match_indices("sum(") {
        let before = &lower[..at];
        if before
            .chars()
            .last()
            .is_some_and(|c| c.is_alphanumeric() || c == '_')
        {
            continue;
        }
        let close = before.replace(' ', "");
        let cast = close.ends_with("cast(") || close.ends_with("cast(coalesce(");
        if !cast {
            wrong.push("sum(…) without CAST(… AS BIGINT)".into());
        }
    }
}

fn likes(sql: &str, wrong: &mut Vec<String>) {
    for (at, word) in sql.match_indices(" LIKE ") {
        let left = sql[..at].trim_end_matches("NOT").trim_end();
        let folded = left.ends_with(')') && sql[..at].to_lowercase().contains("lower(");
        let right: String = sql[at + word.len()..].chars().take(40).collect();
        if !folded || !right.to_lowercase().contains("lower(") {
            wrong.push("LIKE without lower() on both sides".into());
        }
    }
}

/// The items of each ORDER BY that orders rows (not a window).
fn order_items(tokens: &[String]) -> Vec<Vec<Vec<String>>> {
    let mut found = Vec::new();
    for n in 0..tokens.len().saturating_sub(1) {
        if tokens[n] != "ORDER" || tokens[n + 1] != "BY" {
            continue;
        }
        let (mut depth, mut window) = (0_i32, false);
        for m in (0..n).rev() {
            match tokens[m].as_str() {
                ")" => depth += 1,
                "(" if depth == 0 => {
                    window = m > 0 && tokens[m - 1] == "OVER";
                    break;
                }
                "(" => depth -= 1,
                _ => {}
            }
        }
        if window {
            continue;
        }
        let (mut items, mut item, mut depth) = (Vec::new(), Vec::new(), 0_i32);
        for token in &tokens[n + 2..] {
            match token.as_str() {
                "(" => depth += 1,
                ")" if depth == 0 => break,
                ")" => depth -= 1,
                "LIMIT" | "FOR" | "RETURNING" | "UNION" if depth == 0 => break,
                "," if depth == 0 => {
                    items.push(std::mem::take(&mut item));
                    continue;
                }
                _ => {}
            }
            item.push(token.clone());
        }
        items.push(item);
        found.push(items);
    }
    found
}

/// The column an item orders by, if it is a plain one.
fn plain_column(item: &[String]) -> Option<(Option<&str>, &str)> {
    let end = item
        .iter()
        .position(|t| matches!(t.as_str(), "ASC" | "DESC" | "NULLS"))
        .unwrap_or(item.len());
    match &item[..end] {
        [column] => Some((None, column.as_str())),
        [alias, dot, column] if dot == "." => Some((Some(alias.as_str()), column.as_str())),
        _ => None,
    }
}

fn order(tokens: &[String], used: &[(String, String, &Table)], wrong: &mut Vec<String>) {
    for items in order_items(tokens) {
        for item in &items {
            let Some((alias, column)) = plain_column(item) else {
                continue;
            };
            let nullable = used.iter().any(|(_, name, table)| {
                alias.is_none_or(|alias| alias == name) && table.columns.get(column) == Some(&true)
            });
            if nullable && !item.iter().any(|t| t == "NULLS") {
                wrong.push(format!(
                    "ORDER BY {column} may be NULL and does not say NULLS FIRST|LAST"
                ));
            }
        }
        let last = items.last().and_then(|item| plain_column(item));
        let key = last.is_some_and(|(alias, column)| {
            used.iter().any(|(_, name, table)| {
                alias.is_none_or(|alias| alias == name)
                    && table
                        .keys
                        .iter()
                        .flatten()
                        .any(|key| key == column && key != "gemeente_id")
            })
        });
        if !key && !tokens.iter().any(|t| t == "GROUP") {
            wrong.push("ORDER BY does not end in the key".into());
        }
    }
}

fn limit(tokens: &[String], used: &[(String, String, &Table)], wrong: &mut Vec<String>) {
    let first = tokens.first().map_or("", String::as_str);
    if first != "SELECT" && first != "WITH" || tokens.iter().any(|t| t == "LIMIT" || t == "GROUP") {
        return;
    }
    let aggregate = tokens.iter().take_while(|t| *t != "FROM").any(|t| {
        matches!(
            t.to_lowercase().as_str(),
            "count" | "max" | "min" | "sum" | "exists"
        )
    });
    let bounded = used
        .iter()
        .all(|(table, ..)| BOUNDED.contains(&table.as_str()));
    let compared: Vec<&str> = tokens
        .windows(2)
        .filter(|pair| pair[1] == "=")
        .map(|pair| pair[0].as_str())
        .chain(
            tokens
                .windows(4)
                .filter(|w| w[0] == "=" && w[2] == ".")
                .map(|w| w[3].as_str()),
        )
        .collect();
    let by_key = used.iter().any(|(_, _, table)| {
        table
            .keys
            .iter()
            .any(|key| key.iter().all(|column| compared.contains(&column.as_str())))
    });
    if !aggregate && !bounded && !by_key {
        wrong.push("a list without LIMIT".into());
    }
}

fn filter(tokens: &[String], used: &[(String, String, &Table)], wrong: &mut Vec<String>) {
    let owned: Vec<_> = used
        .iter()
        .filter(|(table, _, columns)| {
            columns.has("gemeente_id") && !ACROSS.contains(&table.as_str())
        })
        .collect();
    if owned.is_empty() {
        return;
    }
    if tokens.first().is_some_and(|t| t == "INSERT") {
        if tokens.get(4).is_none_or(|t| t != "gemeente_id") {
            wrong.push("INSERT does not begin with gemeente_id".into());
        }
        return;
    }
    let compared = |alias: Option<&str>| {
        tokens.iter().enumerate().any(|(n, token)| {
            let sign = |at: Option<usize>| {
                at.and_then(|at| tokens.get(at))
                    .is_some_and(|t| t == "=" || t == "IN")
            };
            let own = match alias {
                Some(alias) => n >= 2 && tokens[n - 1] == "." && tokens[n - 2] == alias,
                None => n == 0 || tokens[n - 1] != ".",
            };
            let before = n.checked_sub(if alias.is_some() { 3 } else { 1 });
            let using = tokens[..n].iter().rev().take(3).any(|t| t == "USING");
            token == "gemeente_id" && own && (sign(Some(n + 1)) || sign(before) || using)
        })
    };
    for (table, alias, _) in &owned {
        let found = compared(Some(alias)) || compared(None);
        if !found {
            wrong.push(format!("{table} is asked without gemeente_id"));
        }
    }
    let first = tokens
        .iter()
        .position(|t| t == "WHERE")
        .map(|n| &tokens[n + 1..]);
    let begins = first.is_some_and(|rest| {
        rest.first().is_some_and(|t| t == "gemeente_id")
            || rest.get(2).is_some_and(|t| t == "gemeente_id")
    });
    if !begins {
        wrong.push("gemeente_id is not the first condition".into());
    }
}

#[test]
fn the_rules_see_what_they_must() {
    let db = TestDb::sqlite();
    let schema = schema_read::tables(&schema_read::migrated(&db));
    let cases = [
        (
            "SELECT seq FROM journaal WHERE gemeente_id = $1 AND seq = $2",
            0,
        ),
        (
            "SELECT seq FROM journaal WHERE gemeente_id = $1 AND subject_id = $2",
            1,
        ),
        ("SELECT seq FROM journaal WHERE seq = $1 LIMIT 1", 2),
        ("SELECT sum(seq) FROM journaal WHERE gemeente_id = $1", 1),
        (
            "SELECT id FROM verplichtingen WHERE gemeente_id = $1 ORDER BY due, id LIMIT $2",
            1,
        ),
        (
            "SELECT id FROM verplichtingen WHERE gemeente_id = $1 ORDER BY due NULLS LAST, id LIMIT $2",
            0,
        ),
        (
            "SELECT id FROM accounts WHERE gemeente_id = $1 ORDER BY naam LIMIT 5",
            1,
        ),
        (
            "SELECT id FROM accounts WHERE gemeente_id = $1 AND naam LIKE $2 LIMIT 5",
            1,
        ),
        (
            "SELECT id FROM accounts WHERE gemeente_id = $1 AND lower(naam) LIKE lower($2) LIMIT 5",
            0,
        ),
        (
            "SELECT id FROM accounts WHERE gemeente_id = $1 AND id = $3",
            1,
        ),
        (
            "SELECT id FROM accounts WHERE gemeente_id = $1 ORDER BY id LIMIT 5 OFFSET 5",
            1,
        ),
        (
            "DELETE FROM accounts WHERE gemeente_id = $1 AND ended_at < now()",
            1,
        ),
        ("INSERT INTO accounts (id, gemeente_id) VALUES ($1, $2)", 1),
        (
            "SELECT j.seq FROM journaal j LEFT JOIN journaal_bijlagen b ON b.gemeente_id = j.gemeente_id AND b.seq = j.seq \
             WHERE j.gemeente_id = $1 ORDER BY j.seq LIMIT 10",
            0,
        ),
    ];
    for (sql, expected) in cases {
        let found = faults(sql, &schema);
        assert_eq!(found.len(), expected, "{sql}: {found:?}");
    }
}
