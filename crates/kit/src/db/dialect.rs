//! From the one SQL text, written in PostgreSQL's dialect, to what SQLite understands.
//!
//! Statements: `$n` becomes `?n` (SQLite numbers `$n` by first appearance) and `FOR UPDATE` falls away (SQLite has one
//! writer). Tables: `UUID BYTEA BIGINT BOOLEAN TIMESTAMPTZ DATE` become what `STRICT` tables know.

use std::borrow::Cow;

/// One `;`-separated statement per item, comments gone. Good for our own migrations, which hold no `;` in literals.
pub fn statements(script: &str) -> Vec<String> {
    let bare: String = script
        .lines()
        .map(|line| line.split_once("--").map_or(line, |(code, _)| code))
        .collect::<Vec<_>>()
        .join("\n");
    bare.split(';')
        .map(|statement| statement.trim().to_owned())
        .filter(|statement| !statement.is_empty())
        .collect()
}

/// A query or change as SQLite wants it; literals between quotes are left alone.
pub fn for_sqlite(sql: &str) -> Cow<'_, str> {
    if !sql.contains('$') && !sql.contains("FOR UPDATE") {
        return Cow::Borrowed(sql);
    }
    let mut out = String::with_capacity(sql.len());
    let mut quoted = false;
    for ch in sql.chars() {
        match ch {
            '\'' => {
                quoted = !quoted;
                out.push(ch);
            }
            '$' if !quoted => out.push('?'),
            _ => out.push(ch),
        }
    }
    Cow::Owned(
        out.replace(" FOR UPDATE SKIP LOCKED", "")
            .replace(" FOR UPDATE", ""),
    )
}

/// A column as a migration declares it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ColumnDef {
    pub name: String,
    pub kind: Kind,
}

/// The seven column types the one dialect knows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    Text,
    BigInt,
    Boolean,
    Bytea,
    Uuid,
    TimestampTz,
    Date,
}

impl Kind {
    const ALL: [(&'static str, Kind, &'static str); 7] = [
        ("TEXT", Kind::Text, "TEXT"),
        ("BIGINT", Kind::BigInt, "INTEGER"),
        ("BOOLEAN", Kind::Boolean, "INTEGER"),
        ("BYTEA", Kind::Bytea, "BLOB"),
        ("UUID", Kind::Uuid, "BLOB"),
        ("TIMESTAMPTZ", Kind::TimestampTz, "INTEGER"),
        ("DATE", Kind::Date, "TEXT"),
    ];

    fn from_word(word: &str) -> Option<(Kind, &'static str)> {
        Self::ALL
            .iter()
            .find(|(name, ..)| *name == word)
            .map(|(_, kind, sqlite)| (*kind, *sqlite))
    }
}

/// A table as the migrations leave it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TableDef {
    pub name: String,
    pub columns: Vec<ColumnDef>,
}

/// The items between the outer brackets of a `CREATE TABLE`, split at top-level commas.
fn items(statement: &str) -> Option<(&str, Vec<&str>)> {
    let open = statement.find('(')?;
    let close = statement.rfind(')')?;
    let body = statement.get(open + 1..close)?;
    let mut parts = Vec::new();
    let (mut depth, mut from) = (0_u32, 0);
    for (at, ch) in body.char_indices() {
        match ch {
            '(' => depth += 1,
            ')' => depth = depth.saturating_sub(1),
            ',' if depth == 0 => {
                parts.push(body[from..at].trim());
                from = at + 1;
            }
            _ => {}
        }
    }
    parts.push(body[from..].trim());
    Some((statement[..open].trim(), parts))
}

/// Reads the tables out of migration scripts, `ALTER TABLE … ADD COLUMN` included.
pub fn tables(scripts: &[&str]) -> Vec<TableDef> {
    let mut tables: Vec<TableDef> = Vec::new();
    for statement in scripts.iter().flat_map(|script| statements(script)) {
        if let Some(head) = statement.strip_prefix("CREATE TABLE ") {
            let Some((_, parts)) = items(&statement) else {
                continue;
            };
            let name = head
                .split([' ', '(', '\n'])
                .next()
                .unwrap_or_default()
                .to_owned();
            let columns = parts.iter().filter_map(|part| column(part)).collect();
            tables.push(TableDef { name, columns });
        } else if let Some(rest) = statement.strip_prefix("ALTER TABLE ")
            && let Some((name, added)) = rest.split_once(" ADD COLUMN ")
            && let Some(table) = tables.iter_mut().find(|table| table.name == name.trim())
            && let Some(column) = column(added.trim())
        {
            table.columns.push(column);
        } else if let Some(name) = statement.strip_prefix("DROP TABLE ") {
            tables.retain(|table| table.name != name.trim());
        }
    }
    tables
}

fn column(item: &str) -> Option<ColumnDef> {
    let mut words = item.split_whitespace();
    let name = words.next()?;
    let (kind, _) = Kind::from_word(words.next()?)?;
    Some(ColumnDef {
        name: name.to_owned(),
        kind,
    })
}

/// A schema statement as SQLite wants it.
pub fn schema_for_sqlite(statement: &str) -> String {
    if statement.starts_with("CREATE TABLE ") {
        let Some((head, parts)) = items(statement) else {
            return statement.to_owned();
        };
        let parts: Vec<String> = parts.iter().map(|part| item_for_sqlite(part)).collect();
        return format!("{head} (\n  {}\n) STRICT", parts.join(",\n  "));
    }
    if let Some((head, added)) = statement.split_once(" ADD COLUMN ") {
        return format!("{head} ADD COLUMN {}", item_for_sqlite(added));
    }
    statement.to_owned()
}

fn item_for_sqlite(item: &str) -> String {
    let mut words = item.splitn(3, char::is_whitespace);
    let (Some(name), Some(ty)) = (words.next(), words.next()) else {
        return item.to_owned();
    };
    let Some((kind, sqlite)) = Kind::from_word(ty) else {
        return item.to_owned();
    };
    let rest = words
        .next()
        .map(|rest| format!(" {}", rest.trim()))
        .unwrap_or_default();
    let rest = rest
        .replace("DEFAULT FALSE", "DEFAULT 0")
        .replace("DEFAULT TRUE", "DEFAULT 1");
    let check = if kind == Kind::Boolean {
        format!(" CHECK ({name} IN (0, 1))")
    } else {
        String::new()
    };
    format!("{name} {sqlite}{rest}{check}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parameters_are_numbered_for_sqlite_but_not_inside_literals() {
        assert_eq!(
            for_sqlite("SELECT a FROM t WHERE b = $2 AND c = '$1' FOR UPDATE"),
            "SELECT a FROM t WHERE b = ?2 AND c = '$1'"
        );
    }

    #[test]
    fn tables_become_strict_and_flags_are_checked() {
        let sql = "CREATE TABLE t (\n  id UUID NOT NULL,\n  open BOOLEAN NOT NULL DEFAULT FALSE,\n  PRIMARY KEY (id, open)\n)";
        let made = schema_for_sqlite(sql);
        assert!(made.contains("id BLOB NOT NULL"), "{made}");
        assert!(
            made.contains("open INTEGER NOT NULL DEFAULT 0 CHECK (open IN (0, 1))"),
            "{made}"
        );
        assert!(
            made.contains("PRIMARY KEY (id, open)") && made.ends_with("STRICT"),
            "{made}"
        );
    }

    #[test]
    fn the_migrations_tell_which_tables_there_are() {
        let found = tables(&[
            "CREATE TABLE t (id UUID NOT NULL, -- the key; always\n PRIMARY KEY (id));",
            "ALTER TABLE t ADD COLUMN naam TEXT; CREATE INDEX i ON t (naam);",
        ]);
        assert_eq!(found.len(), 1);
        assert_eq!(
            found[0]
                .columns
                .iter()
                .map(|c| (c.name.as_str(), c.kind))
                .collect::<Vec<_>>(),
            [("id", Kind::Uuid), ("naam", Kind::Text)]
        );
    }
}
