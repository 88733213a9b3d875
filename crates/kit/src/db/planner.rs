//! What SQLite's planner is told about the sizes of things.
//!
//! Without statistics it takes every first column of an index to be selective, also the one that says whose row it is. It
//! then walks all rows of a shard in the order of the key rather than sort the few that were asked for. Counting the rows
//! is no remedy, because what is counted in a small database is wrong in a large one and plans would differ from one
//! installation to the next. So each index gets the figures of a large database, which follow from its columns alone.

use super::error::Error;
use super::tx::Tx;
use super::value::Value;

/// Rows of every table.
const ROWS: u64 = 1_000_000;

/// One column of an index, in its order.
struct Column {
    table: String,
    index: String,
    unique: bool,
    first: bool,
    last: bool,
    kind: String,
}

/// Writes the figures anew; connections read them with the schema.
pub(super) fn describe(tx: &mut Tx<'_>) -> Result<(), Error> {
    // Makes the table of figures and tells other connections to read the schema again.
    tx.raw("ANALYZE schema_versions; DELETE FROM sqlite_stat1")?;
    let columns = tx.query_text(
        "SELECT m.name, i.name, i.\"unique\", c.seqno = 0, \
         c.seqno = (SELECT max(l.seqno) FROM pragma_index_info(i.name) l), upper(t.type) \
         FROM sqlite_schema m JOIN pragma_index_list(m.name) i JOIN pragma_index_info(i.name) c \
         JOIN pragma_table_info(m.name) t ON t.cid = c.cid \
         WHERE m.type = 'table' AND m.name NOT LIKE 'sqlite%' ORDER BY m.name, i.name, c.seqno",
        |row| {
            Ok(Column {
                table: row.get(0)?,
                index: row.get(1)?,
                unique: row.get(2)?,
                first: row.get(3)?,
                last: row.get(4)?,
                kind: row.get(5)?,
            })
        },
    )?;
    let mut left = ROWS;
    let mut figures = String::new();
    for column in columns {
        if column.first {
            left = ROWS;
            figures = ROWS.to_string();
        }
        left = narrowed(left, &column);
        figures.push(' ');
        figures.push_str(&left.to_string());
        if column.last {
            tx.exec_text(
                "INSERT INTO sqlite_stat1 (tbl, idx, stat) VALUES ($1, $2, $3)",
                &[
                    Value::Text(&column.table),
                    Value::Text(&column.index),
                    Value::Text(&figures),
                ],
            )?;
        }
    }
    Ok(())
}

/// How many rows are left of `rows` once this column is known too.
fn narrowed(rows: u64, column: &Column) -> u64 {
    if column.unique && column.last {
        return 1;
    }
    let kinds = match (column.first, column.last, column.kind.as_str()) {
        // Whose row it is: one of few. A first column that is also the last is looked up by itself.
        (true, false, "BLOB") => 4,
        // A state or a kind: one of a handful.
        (_, _, "TEXT") => 8,
        // A moment, a day or a number.
        (_, _, "INTEGER") => 200,
        _ => 50_000,
    };
    (rows / kinds).max(2)
}
