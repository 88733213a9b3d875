//! The engine-neutral copy of everything: what a backup writes and a restore reads, into either engine.
//!
//! One JSON array per line. A table starts with `["#", name, [column, …]]`; its rows follow, ordered by every column.
//! Values are written the same whatever engine they came from, so a database moved there and back gives the same bytes.

use std::fmt::Write as _;
use std::io::BufRead;

use jiff::{Timestamp, civil::Date};
use serde::de::Error as _;
use uuid::Uuid;

use super::connection::Connection;
use super::dialect::{Kind, TableDef};
use super::error::Error;
use super::tx::{Conn, Row, Tx};
use super::value::Value;
use super::{Db, Engine};

/// What can go wrong while copying.
#[derive(Debug, thiserror::Error)]
pub enum DumpError {
    #[error(transparent)]
    Db(#[from] Error),
    #[error("reading or writing the copy: {0}")]
    Io(#[from] std::io::Error),
    #[error("line {line} of the copy cannot be read: {reason}")]
    Line { line: usize, reason: String },
}

/// Writes all `tables` from one snapshot; answers how many rows.
pub fn dump(db: &Db, tables: &[TableDef], out: &mut dyn std::io::Write) -> Result<u64, DumpError> {
    let mut connection = db.connector().connect(false)?;
    let (begin, conn) = match &mut connection {
        Connection::Sqlite(conn) => ("BEGIN", Conn::Sqlite(conn)),
        Connection::Postgres(conn) => (
            "SET statement_timeout = 0; BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY",
            Conn::Postgres(conn),
        ),
    };
    let mut tx = Tx::new(conn);
    tx.raw(begin)?;
    let mut total = 0;
    for table in tables {
        let names: Vec<&str> = table
            .columns
            .iter()
            .map(|column| column.name.as_str())
            .collect();
        let head =
            serde_json::to_string(&("#", &table.name, &names)).map_err(std::io::Error::from)?;
        writeln!(out, "{head}")?;
        let sql = ordered_select(db.engine(), table);
        let mut failed = None;
        tx.each_text(&sql, |row| {
            let text = line(row, table)?;
            total += 1;
            if let Err(error) = writeln!(out, "{text}") {
                failed.get_or_insert(error);
            }
            Ok(())
        })?;
        if let Some(error) = failed {
            return Err(error.into());
        }
    }
    tx.raw("ROLLBACK")?;
    Ok(total)
}

/// The same order on both engines: by every column, NULL first, text by its bytes.
fn ordered_select(engine: Engine, table: &TableDef) -> String {
    let names: Vec<&str> = table
        .columns
        .iter()
        .map(|column| column.name.as_str())
        .collect();
    let order: Vec<String> = table
        .columns
        .iter()
        .map(|column| {
            let collate = match (engine, column.kind) {
                (Engine::Postgres, Kind::Text) => " COLLATE \"C\"",
                _ => "",
            };
            format!("{}{collate} NULLS FIRST", column.name)
        })
        .collect();
    format!(
        "SELECT {} FROM {} ORDER BY {}",
        names.join(", "),
        table.name,
        order.join(", ")
    )
}

fn line(row: &Row<'_>, table: &TableDef) -> Result<String, Error> {
    let mut out = String::from("[");
    for (n, column) in table.columns.iter().enumerate() {
        if n > 0 {
            out.push(',');
        }
        let text = match column.kind {
            Kind::Text => row.get::<Option<String>>(n)?.map(|text| json(&text)),
            Kind::BigInt => row.get::<Option<i64>>(n)?.map(|number| number.to_string()),
            Kind::Boolean => row.get::<Option<bool>>(n)?.map(|flag| flag.to_string()),
            Kind::Bytea => row
                .get::<Option<Vec<u8>>>(n)?
                .map(|bytes| json(&data_encoding::BASE64.encode(&bytes))),
            Kind::Uuid => row.get::<Option<Uuid>>(n)?.map(|id| json(&id.to_string())),
            Kind::TimestampTz => row
                .get::<Option<Timestamp>>(n)?
                .map(|at| at.as_microsecond().to_string()),
            Kind::Date => row
                .get::<Option<Date>>(n)?
                .map(|date| json(&date.to_string())),
        };
        let _ = write!(out, "{}", text.as_deref().unwrap_or("null"));
    }
    out.push(']');
    Ok(out)
}

fn json(text: &str) -> String {
    serde_json::to_string(text).unwrap_or_else(|_| "null".into())
}

/// Fills empty tables from a copy, all or nothing; answers how many rows.
pub fn load(db: &Db, tables: &[TableDef], from: &mut dyn BufRead) -> Result<u64, DumpError> {
    let mut connection = db.connector().connect(false)?;
    let (begin, end, conn) = match &mut connection {
        Connection::Sqlite(conn) => {
            conn.db
                .execute_batch("PRAGMA foreign_keys = OFF")
                .map_err(Error::from)?;
            ("BEGIN EXCLUSIVE", "COMMIT", Conn::Sqlite(conn))
        }
        Connection::Postgres(conn) => (
            "SET statement_timeout = 0; BEGIN",
            "COMMIT",
            Conn::Postgres(conn),
        ),
    };
    let mut tx = Tx::new(conn);
    tx.raw(begin)?;
    let mut into: Option<(&TableDef, String)> = None;
    let mut total = 0;
    for (n, text) in from.lines().enumerate() {
        let text = text?;
        let wrong = |reason: String| DumpError::Line {
            line: n + 1,
            reason,
        };
        let cells: Vec<serde_json::Value> =
            serde_json::from_str(&text).map_err(|error| wrong(error.to_string()))?;
        if cells.first().and_then(serde_json::Value::as_str) == Some("#")
            && cells.get(2).is_some_and(serde_json::Value::is_array)
        {
            into = Some(header(&cells, tables).map_err(wrong)?);
            continue;
        }
        let (table, sql) = into
            .as_ref()
            .ok_or_else(|| wrong("a row before its table".into()))?;
        if cells.len() != table.columns.len() {
            return Err(wrong(format!(
                "{} values for {} columns",
                cells.len(),
                table.columns.len()
            )));
        }
        let owned: Vec<Owned> = cells
            .iter()
            .zip(&table.columns)
            .map(|(cell, column)| Owned::from_json(cell, column.kind))
            .collect::<Result<_, _>>()
            .map_err(|error| wrong(error.to_string()))?;
        let values: Vec<Value<'_>> = owned.iter().map(Owned::value).collect();
        tx.exec_text(sql, &values)?;
        total += 1;
    }
    tx.raw(end)?;
    Ok(total)
}

fn header<'t>(
    cells: &[serde_json::Value],
    tables: &'t [TableDef],
) -> Result<(&'t TableDef, String), String> {
    let name = cells
        .get(1)
        .and_then(serde_json::Value::as_str)
        .unwrap_or_default();
    let table = tables
        .iter()
        .find(|table| table.name == name)
        .ok_or_else(|| format!("this program has no table {name}"))?;
    let names: Vec<&str> = table
        .columns
        .iter()
        .map(|column| column.name.as_str())
        .collect();
    let given: Vec<&str> = cells
        .get(2)
        .and_then(serde_json::Value::as_array)
        .map(|list| list.iter().filter_map(serde_json::Value::as_str).collect())
        .unwrap_or_default();
    if names != given {
        return Err(format!(
            "table {name} has other columns in this copy; migrate the program that made it first"
        ));
    }
    let marks: Vec<String> = (1..=names.len()).map(|n| format!("${n}")).collect();
    Ok((
        table,
        format!(
            "INSERT INTO {name} ({}) VALUES ({})",
            names.join(", "),
            marks.join(", ")
        ),
    ))
}

enum Owned {
    Null,
    Text(String),
    Int(i64),
    Bool(bool),
    Bytes(Vec<u8>),
    Uuid(Uuid),
    Moment(Timestamp),
    Date(Date),
}

impl Owned {
    fn from_json(cell: &serde_json::Value, kind: Kind) -> Result<Self, serde_json::Error> {
        if cell.is_null() {
            return Ok(Self::Null);
        }
        let text = || {
            cell.as_str()
                .ok_or_else(|| serde_json::Error::custom("text expected"))
        };
        let int = || {
            cell.as_i64()
                .ok_or_else(|| serde_json::Error::custom("a number expected"))
        };
        Ok(match kind {
            Kind::Text => Self::Text(text()?.to_owned()),
            Kind::BigInt => Self::Int(int()?),
            Kind::Boolean => Self::Bool(
                cell.as_bool()
                    .ok_or_else(|| serde_json::Error::custom("a flag expected"))?,
            ),
            Kind::Bytea => Self::Bytes(
                data_encoding::BASE64
                    .decode(text()?.as_bytes())
                    .map_err(serde_json::Error::custom)?,
            ),
            Kind::Uuid => Self::Uuid(text()?.parse().map_err(serde_json::Error::custom)?),
            Kind::TimestampTz => Self::Moment(
                Timestamp::from_microsecond(int()?).map_err(serde_json::Error::custom)?,
            ),
            Kind::Date => Self::Date(text()?.parse().map_err(serde_json::Error::custom)?),
        })
    }

    fn value(&self) -> Value<'_> {
        match self {
            Self::Null => Value::Null,
            Self::Text(text) => Value::Text(text),
            Self::Int(number) => Value::Int(*number),
            Self::Bool(flag) => Value::Bool(*flag),
            Self::Bytes(bytes) => Value::Bytes(bytes),
            Self::Uuid(id) => Value::Uuid(*id),
            Self::Moment(at) => Value::Moment(*at),
            Self::Date(date) => Value::Date(*date),
        }
    }
}
