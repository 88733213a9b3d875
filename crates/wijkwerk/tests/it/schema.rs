//! The two engines have the same schema, and what one holds can be moved to the other and back.

use std::collections::BTreeMap;

use kit::db::{Db, Engine, Error, Kind, Queries, dump, load, tables as read_tables};
use kit::testing::{TestDb, skip};
use wijkwerk::migrations::{MIGRATIONS, tables};
use wijkwerk::testing::TestApp;

use crate::schema_read::migrated;
use crate::sources::none;

/// Table → column → what the engine calls its type, and whether it may be NULL.
type Schema = BTreeMap<String, BTreeMap<String, (String, bool)>>;

fn schema(db: &Db) -> Schema {
    let sql = match db.engine() {
        Engine::Sqlite => {
            "SELECT m.name, p.name, upper(p.type), p.\"notnull\" = 0 FROM sqlite_schema m \
             JOIN pragma_table_info(m.name) p WHERE m.type = 'table' AND m.name <> 'schema_versions' AND m.name NOT LIKE 'sqlite%'"
        }
        Engine::Postgres => {
            "SELECT CAST(table_name AS TEXT), CAST(column_name AS TEXT), CAST(upper(udt_name) AS TEXT), \
             is_nullable = 'YES' FROM information_schema.columns \
             WHERE table_schema = 'public' AND table_name <> 'schema_versions'"
        }
    };
    let rows = db
        .read_blocking(move |tx| {
            tx.query(sql, &[], |row| {
                Ok((
                    row.get::<String>(0)?,
                    row.get::<String>(1)?,
                    row.get::<String>(2)?,
                    row.get::<bool>(3)?,
                ))
            })
        })
        .map_err(|error: Error| error.to_string())
        .expect("the schema can be read");
    let mut all = Schema::new();
    for (table, column, kind, nullable) in rows {
        all.entry(table)
            .or_default()
            .insert(column, (kind, nullable));
    }
    all
}

/// What each engine calls the seven types.
fn names(kind: Kind) -> (&'static str, &'static str) {
    match kind {
        Kind::Text => ("TEXT", "TEXT"),
        Kind::BigInt => ("INTEGER", "INT8"),
        Kind::Boolean => ("INTEGER", "BOOL"),
        Kind::Bytea => ("BLOB", "BYTEA"),
        Kind::Uuid => ("BLOB", "UUID"),
        Kind::TimestampTz => ("INTEGER", "TIMESTAMPTZ"),
        Kind::Date => ("TEXT", "DATE"),
    }
}

fn as_the_migrations_say(db: TestDb) {
    let db = migrated(&db);
    let found = schema(&db);
    let mut wrong = Vec::new();
    for table in tables() {
        let Some(columns) = found.get(&table.name) else {
            wrong.push(format!("{} is not there", table.name));
            continue;
        };
        if columns.len() != table.columns.len() {
            wrong.push(format!(
                "{} has {} columns, the list says {}",
                table.name,
                columns.len(),
                table.columns.len()
            ));
        }
        for column in &table.columns {
            let (sqlite, postgres) = names(column.kind);
            let expected = if db.engine() == Engine::Sqlite {
                sqlite
            } else {
                postgres
            };
            if columns
                .get(&column.name)
                .is_none_or(|(kind, _)| kind != expected)
            {
                wrong.push(format!(
                    "{}.{} is {:?}, not {expected}",
                    table.name,
                    column.name,
                    columns.get(&column.name)
                ));
            }
        }
    }
    let listed = tables();
    let extra = found
        .keys()
        .filter(|name| !listed.iter().any(|table| table.name == **name));
    wrong.extend(extra.map(|name| format!("{name} is in no migration")));
    none("a difference between the migrations and the schema", &wrong);
}

fn gemeente_id_is_the_first_column(db: TestDb) {
    drop(migrated(&db));
    let wrong: Vec<String> = tables()
        .iter()
        .filter(|table| {
            let has = table
                .columns
                .iter()
                .position(|column| column.name == "gemeente_id");
            has.is_some_and(|at| at > 0) && !BOOKKEEPING.contains(&table.name.as_str())
        })
        .map(|table| table.name.clone())
        .collect();
    none("a table whose first column is not gemeente_id", &wrong);
}

/// Tables that are found by a secret or serve all gemeenten.
const BOOKKEEPING: &[&str] = &["cursors", "inlogverzoeken", "sessies", "taken_achtergrond"];

kit::on_both_engines!(as_the_migrations_say, gemeente_id_is_the_first_column);

#[test]
fn both_engines_agree_on_what_may_be_null() {
    let Some(other) = TestDb::postgres() else {
        skip(
            "schema::both_engines_agree_on_what_may_be_null",
            "no PostgreSQL server (WIJKWERK_TEST_PG)",
        );
        return;
    };
    let sqlite = TestDb::sqlite();
    let nullable = |db: &TestDb| -> Vec<(String, String, bool)> {
        schema(&migrated(db))
            .into_iter()
            .flat_map(|(table, columns)| {
                columns
                    .into_iter()
                    .map(move |(column, (_, nullable))| (table.clone(), column, nullable))
            })
            .collect()
    };
    assert_eq!(nullable(&sqlite), nullable(&other));
}

#[test]
fn migrations_are_numbered_without_holes_and_named_after_their_number() {
    for (n, migration) in MIGRATIONS.iter().enumerate() {
        let number = i64::try_from(n + 1).expect("a few");
        assert_eq!(migration.number, number, "{}", migration.name);
        assert!(
            migration.name.starts_with(&format!("{number:04}_")),
            "{}",
            migration.name
        );
    }
    let files = crate::sources::files("migrations", ".sql");
    assert_eq!(
        files.len(),
        MIGRATIONS.len(),
        "a file that is not in the list"
    );
}

/// Every name of a constraint or index stands once, and every table names its key.
#[test]
fn constraints_have_names() {
    let mut wrong = Vec::new();
    for migration in MIGRATIONS {
        for (n, line) in migration.sql.lines().enumerate() {
            let code = line.split("--").next().unwrap_or_default();
            let bare = ["PRIMARY KEY", "UNIQUE (", "CHECK (", "FOREIGN KEY"]
                .iter()
                .any(|word| code.contains(word));
            if bare && !code.contains("CONSTRAINT ") {
                wrong.push(format!("{}:{}: {}", migration.name, n + 1, code.trim()));
            }
        }
    }
    none("a constraint without a name", &wrong);
}

fn copy_of(db: &Db) -> Vec<u8> {
    let mut out = Vec::new();
    dump(db, &tables(), &mut out).expect("everything can be copied");
    out
}

fn todays_schema_can_be_copied_and_loaded(db: TestDb) {
    let mut app = TestApp::new(db, &["velsen-demo"]);
    app.sign_in_all();
    let first = copy_of(app.app.db());
    let moved = app.fork();
    assert_eq!(
        copy_of(moved.app.db()),
        first,
        "SQLite holds something else"
    );
    let Some(other) = TestDb::postgres() else {
        skip(
            "schema::todays_schema_can_be_copied_and_loaded::to_postgres",
            "no PostgreSQL server (WIJKWERK_TEST_PG)",
        );
        return;
    };
    let there = migrated(&other);
    load(&there, &tables(), &mut first.as_slice()).expect("PostgreSQL takes the copy");
    assert_eq!(copy_of(&there), first, "PostgreSQL holds something else");
}

kit::on_both_engines!(todays_schema_can_be_copied_and_loaded);

/// Every schema that was ever released left a small copy; each must still load and migrate to today's.
#[test]
fn copies_of_earlier_schemas_still_migrate() {
    for (path, text) in crate::sources::files("crates/wijkwerk/tests/it/dumps", ".jsonl") {
        let name = path.rsplit('/').next().unwrap_or_default();
        let number: usize = name
            .split('.')
            .next()
            .and_then(|n| n.parse().ok())
            .expect("named by its last migration");
        let scripts: Vec<&str> = MIGRATIONS[..number]
            .iter()
            .map(|migration| migration.sql)
            .collect();
        let db = TestDb::sqlite();
        let opened =
            Db::open(db.target.clone(), &wijkwerk::app::db_options(1, false)).expect("it opens");
        let now = "2026-03-02T09:00:00Z".parse().expect("a moment");
        kit::db::migrate(&opened, &MIGRATIONS[..number], now).expect("the old migrations apply");
        load(&opened, &read_tables(&scripts), &mut text.as_bytes())
            .unwrap_or_else(|error| panic!("{path}: {error}"));
        kit::db::migrate(&opened, MIGRATIONS, now)
            .unwrap_or_else(|error| panic!("{path}: {error}"));
        assert!(
            copy_of(&opened).len() >= text.len() / 2,
            "{path}: most of it is gone"
        );
    }
}
