//! The schema as it really is after the migrations, asked of SQLite itself.

use std::collections::BTreeMap;

use kit::db::{Db, Error, Queries};
use kit::testing::TestDb;
use wijkwerk::app::db_options;
use wijkwerk::migrations::MIGRATIONS;

/// One table.
#[derive(Clone, Debug, Default)]
pub struct Table {
    /// Column → whether it may be NULL.
    pub columns: BTreeMap<String, bool>,
    /// The primary key and every unique constraint, as lists of columns.
    pub keys: Vec<Vec<String>>,
}

impl Table {
    pub fn has(&self, column: &str) -> bool {
        self.columns.contains_key(column)
    }
}

/// Opens a database with every migration applied.
pub fn migrated(db: &TestDb) -> Db {
    let opened = Db::open(db.target.clone(), &db_options(1, false)).expect("it opens");
    let now = "2026-03-02T09:00:00Z".parse().expect("a moment");
    kit::db::migrate(&opened, MIGRATIONS, now).expect("the migrations apply");
    opened
}

/// Every table of a migrated SQLite database.
pub fn tables(db: &Db) -> BTreeMap<String, Table> {
    let (columns, keys) = db
        .read_blocking(|tx| {
            let columns = tx.query(
                "SELECT m.name, p.name, p.\"notnull\", p.pk FROM sqlite_schema m JOIN pragma_table_info(m.name) p \
                 WHERE m.type = 'table' AND m.name NOT LIKE 'sqlite%' ORDER BY m.name, p.pk, p.cid",
                &[],
                |row| {
                    Ok((
                        row.get::<String>(0)?,
                        row.get::<String>(1)?,
                        row.get::<i64>(2)?,
                        row.get::<i64>(3)?,
                    ))
                },
            )?;
            let keys = tx.query(
                "SELECT m.name, i.name, c.name FROM sqlite_schema m JOIN pragma_index_list(m.name) i \
                 JOIN pragma_index_info(i.name) c WHERE m.type = 'table' AND i.\"unique\" = 1 \
                 ORDER BY m.name, i.name, c.seqno",
                &[],
                |row| Ok((row.get::<String>(0)?, row.get::<String>(1)?, row.get::<String>(2)?)),
            )?;
            Ok::<_, Error>((columns, keys))
        })
        .expect("the schema can be read");
    let mut all: BTreeMap<String, Table> = BTreeMap::new();
    let mut uniques: BTreeMap<(String, String), Vec<String>> = BTreeMap::new();
    for (table, index, column) in keys {
        uniques.entry((table, index)).or_default().push(column);
    }
    for (table, column, not_null, _) in columns {
        let found = all.entry(table).or_default();
        found.columns.insert(column, not_null == 0);
    }
    for ((table, _), columns) in uniques {
        if let Some(found) = all.get_mut(&table) {
            found.keys.push(columns);
        }
    }
    all
}
