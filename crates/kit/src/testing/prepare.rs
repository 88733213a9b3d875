//! Asking an engine whether it understands a statement, without running it. Tests hold every statement to both engines.

use crate::db::{Target, for_sqlite};

/// What is wrong with each statement on this database; `None` where nothing is.
pub fn prepare(target: &Target, statements: &[&str]) -> Vec<Option<String>> {
    match target {
        Target::Sqlite(path) => {
            let db = rusqlite::Connection::open(path).expect("the test database opens");
            let check = |sql: &&str| db.prepare(&for_sqlite(sql)).err().map(|e| e.to_string());
            statements.iter().map(check).collect()
        }
        Target::Postgres(url) => {
            let mut client =
                postgres::Client::connect(url, postgres::NoTls).expect("the test server answers");
            let mut check = |sql: &&str| {
                let error = client.prepare(sql).err()?;
                let said = error.as_db_error().map(|db| db.message().to_owned());
                Some(said.unwrap_or_else(|| error.to_string()))
            };
            statements.iter().map(&mut check).collect()
        }
    }
}
