//! No page and no write walks all rows of a large gemeente: SQLite is asked how it means to run every statement.

use std::collections::BTreeMap;

use kit::db::{Db, Error, Queries};
use kit::testing::TestDb;

use crate::schema_read::migrated;
use crate::sources::none;
use crate::statements::{Statement, all};

/// Tables that grow with what residents let us know.
const GROWING: &[&str] = &[
    "aansluiting_elders",
    "aanvragen",
    "afleveringen",
    "bezettingen",
    "bewijzen",
    "contact_geraadpleegd",
    "contacten",
    "contactpersonen",
    "contactvragen",
    "diensten",
    "dienststart_gelezen",
    "dienststarten",
    "doorverwijzingen",
    "gaten",
    "journaal",
    "journaal_bijlagen",
    "kennis_reacties",
    "kennis_vlaggen",
    "kennisitems",
    "kennisitems_publiek",
    "kennisversies",
    "links",
    "mails",
    "melders",
    "melding_bronnen",
    "melding_fotos",
    "melding_teksten",
    "meldingen",
    "meldingen_publiek",
    "ondersteuningen",
    "oordelen",
    "orgaancontacten",
    "taken",
    "verplichtingen",
    "wijkvragen",
    "wijkvragers",
];

/// Done once a night, by a command, or to fill and measure.
const WHOLE: &[&str] = &[
    "/src/jobs/",
    "/src/cli/",
    "/src/demo/",
    "/src/bin/",
    "/src/testing/",
];

/// Statements that count or find something in all of it, each with why that is right.
const KNOWN: &[(&str, &str)] = &[
    (
        "SELECT debtor_id, CAST(sum(",
        "the totals of the one who keeps an eye on the whole",
    ),
    (
        "SELECT (SELECT changed_at FROM kennisitems",
        "only the last row of each, read from the end of the index",
    ),
    (
        "SELECT nummer FROM wijkvragen",
        "only the last row, read from the end of the index",
    ),
    (
        "SELECT nummer FROM contacten",
        "only the last row, read from the end of the index",
    ),
    (
        "SELECT id, sleutel, titel, samenvatting, tekst, doelgroep",
        "the index of the wegwijzer is made of all of it, and kept",
    ),
];

/// Where a macro puts statements together; what it begins with is no statement yet.
const MACROS: &[&str] = &[
    "/meldingen/store/",
    "/taken/store.rs:",
    "/kennisbank/store/",
];

fn indexes(db: &Db) -> BTreeMap<String, String> {
    db.read_blocking(|tx| {
        tx.query(
            "SELECT i.name, m.name FROM sqlite_schema m JOIN pragma_index_list(m.name) i WHERE m.type = 'table'",
            &[],
            |row| Ok((row.get(0)?, row.get(1)?)),
        )
    })
    .unwrap_or_else(|error: Error| panic!("{error}"))
    .into_iter()
    .collect()
}

/// The steps that SQLite would take.
fn steps(db: &Db, sql: &str) -> Vec<String> {
    let text: &'static str = Box::leak(format!("EXPLAIN QUERY PLAN {sql}").into_boxed_str());
    db.read_blocking(move |tx| tx.query(text, &[], |row| row.get(3)))
        .unwrap_or_else(|error: Error| panic!("{error}: {sql}"))
}

/// The table that a step walks through from the first row of the gemeente to the last, if it does.
fn walks(step: &str, sql: &str, indexes: &BTreeMap<String, String>) -> Option<String> {
    let by_gemeente = step.ends_with("(gemeente_id=?)");
    let known = step
        .split(" INDEX ")
        .nth(1)
        .and_then(|rest| rest.split(' ').next())
        .and_then(|index| indexes.get(index))
        .cloned();
    if by_gemeente {
        return known;
    }
    let alias = step.strip_prefix("SCAN ")?.split(' ').next()?;
    known.or_else(|| {
        GROWING
            .iter()
            .find(|table| **table == alias || sql.contains(&format!("{table} {alias} ")))
            .map(|table| (*table).to_owned())
    })
}

fn is_known(statement: &Statement) -> bool {
    let is_in = |places: &[&str]| places.iter().any(|place| statement.place.contains(place));
    is_in(WHOLE)
        || (is_in(MACROS) && statement.sql.ends_with("gemeente_id = $1"))
        || KNOWN
            .iter()
            .any(|(start, _)| statement.sql.starts_with(start))
}

#[test]
fn no_statement_walks_all_rows_of_a_large_gemeente() {
    let test = TestDb::sqlite();
    let db = migrated(&test);
    let indexes = indexes(&db);
    let mut wrong = Vec::new();
    let mut read = 0;
    for statement in all().iter().filter(|statement| !is_known(statement)) {
        read += 1;
        for step in steps(&db, &kit_dialect(&statement.sql)) {
            let table = walks(&step, &statement.sql, &indexes);
            if table.is_some_and(|table| GROWING.contains(&table.as_str())) {
                wrong.push(format!("{}: {step}: {}", statement.place, statement.sql));
            }
        }
    }
    assert!(read > 200, "{read} statements");
    none("statements walk all rows of a gemeente", &wrong);
}

/// What only PostgreSQL says; the seam leaves it out too.
fn kit_dialect(sql: &str) -> String {
    sql.replace(" FOR UPDATE", "").replace(" SKIP LOCKED", "")
}

#[test]
fn a_walk_is_seen() {
    let test = TestDb::sqlite();
    let db = migrated(&test);
    let indexes = indexes(&db);
    let walked = |sql: &str| {
        steps(&db, sql)
            .iter()
            .filter_map(|step| walks(step, sql, &indexes))
            .collect::<Vec<_>>()
    };
    let by_sentence =
        "SELECT id FROM meldingen WHERE gemeente_id = $1 AND public_sentence = $2 ORDER BY id";
    assert_eq!(walked(by_sentence), ["meldingen"]);
    let by_melding =
        "SELECT id FROM melders WHERE gemeente_id = $1 AND melding_id = $2 ORDER BY id LIMIT 5";
    assert_eq!(walked(by_melding), Vec::<String>::new());
}
