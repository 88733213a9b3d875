//! Every statement of the product: understood by both engines, and within the rules of the one dialect.

mod found;
mod rules;
mod tokens;

pub use found::{Statement, all};

use kit::testing::{TestDb, prepare, skip};

use self::rules::faults;
use crate::schema_read;
use crate::sources::none;

/// Statements that the rules are not about: where, a part of it, why.
const EXEMPT: &[(&str, &str, &str)] = &[
    (
        "crates/wijkwerk/src/cli/doctor.rs",
        "SELECT",
        "the doctor looks at the whole database at once, on the machine itself",
    ),
    (
        "crates/wijkwerk/src/jobs/nightly.rs",
        "leeslog",
        "the night sweeps old rows of every gemeente, five hundred at a time",
    ),
    (
        "crates/wijkwerk/src/wijkaanpak/werkplannen/store.rs",
        "SELECT DISTINCT a.organisatie_id",
        "the one column is the key of what is listed",
    ),
];

#[test]
fn every_statement_keeps_the_rules_of_the_one_dialect() {
    let db = TestDb::sqlite();
    let schema = schema_read::tables(&schema_read::migrated(&db));
    let statements = all();
    assert!(
        statements.len() > 30,
        "only {} statements found",
        statements.len()
    );
    let wrong: Vec<String> = statements
        .iter()
        .filter(|statement| {
            !EXEMPT.iter().any(|(place, part, _)| {
                statement.place.starts_with(place) && statement.sql.contains(part)
            })
        })
        .flat_map(|statement| {
            faults(&statement.sql, &schema)
                .into_iter()
                .map(|fault| format!("{}: {fault}\n    {}", statement.place, statement.sql))
                .collect::<Vec<_>>()
        })
        .collect();
    println!("{} statements read", statements.len());
    none("a statement outside the rules", &wrong);
}

fn both(db: &TestDb) {
    let opened = schema_read::migrated(db);
    let statements = all();
    let texts: Vec<&str> = statements
        .iter()
        .map(|statement| statement.sql.as_str())
        .collect();
    let wrong: Vec<String> = prepare(&db.target, &texts)
        .into_iter()
        .zip(&statements)
        .filter_map(|(error, statement)| {
            Some(format!(
                "{}: {}\n    {}",
                statement.place, error?, statement.sql
            ))
        })
        .collect();
    drop(opened);
    none("a statement that this engine does not understand", &wrong);
}

#[test]
fn every_statement_is_understood_by_sqlite() {
    both(&TestDb::sqlite());
}

#[test]
fn every_statement_is_understood_by_postgres() {
    match TestDb::postgres() {
        Some(db) => both(&db),
        None => skip(
            "statements::postgres",
            "no PostgreSQL server (WIJKWERK_TEST_PG)",
        ),
    }
}
