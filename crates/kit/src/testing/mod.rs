//! What tests of both crates share: databases that are really there, and honest skips.

use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU64, Ordering};

use crate::db::Target;

mod prepare;
pub mod smtp;

pub use prepare::prepare;

/// Notes that a test did not run, by name and with the reason. The test returns right after; the run counts it as
/// skipped and prints it.
pub fn skip(name: &str, why: &str) {
    eprintln!("skipped: {name}: {why}");
    let Ok(path) = std::env::var("WIJKWERK_SKIPS") else {
        return;
    };
    if let Ok(mut file) = std::fs::OpenOptions::new()
        .create(true)
        .append(true)
        .open(path)
    {
        let _ = file.write_all(format!("{name}\t{why}\n").as_bytes());
    }
}

/// The folder of reference data, if it is there: `REFERENTIE`, else `../shared` beside the workspace.
pub fn reference(below: &str) -> Option<PathBuf> {
    let root = std::env::var_os("REFERENTIE").map_or_else(
        || Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared"),
        PathBuf::from,
    );
    let path = root.join(below);
    path.exists().then_some(path)
}

/// A database for one test, removed when dropped.
pub struct TestDb {
    pub target: Target,
    keep: Keep,
}

enum Keep {
    Dir(PathBuf),
    Database { admin: String, name: String },
}

static COUNT: AtomicU64 = AtomicU64::new(0);

fn unique(prefix: &str) -> String {
    let n = COUNT.fetch_add(1, Ordering::SeqCst);
    format!("{prefix}_{}_{n}", std::process::id())
}

/// A folder for one test, removed when dropped.
pub struct TestDir(PathBuf);

impl TestDir {
    /// An empty folder of its own.
    pub fn new() -> Self {
        let path = std::env::temp_dir().join(unique("wijkwerk"));
        std::fs::create_dir_all(&path).expect("the temporary folder can be written");
        Self(path)
    }

    /// Where it is.
    pub fn path(&self) -> &Path {
        &self.0
    }
}

impl Default for TestDir {
    fn default() -> Self {
        Self::new()
    }
}

impl Drop for TestDir {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.0);
    }
}

impl TestDb {
    /// A SQLite file of its own.
    pub fn sqlite() -> Self {
        let dir = std::env::temp_dir().join(unique("wijkwerk_db"));
        std::fs::create_dir_all(&dir).expect("the temporary folder can be written");
        Self {
            target: Target::Sqlite(dir.join("test.db")),
            keep: Keep::Dir(dir),
        }
    }

    /// A database of its own on the PostgreSQL server of `WIJKWERK_TEST_PG`; `None` if there is no server.
    pub fn postgres() -> Option<Self> {
        Self::postgres_like("template0")
    }

    /// A copy of database `template`, which must have no connections.
    pub fn postgres_like(template: &str) -> Option<Self> {
        let admin = std::env::var("WIJKWERK_TEST_PG").ok()?;
        let name = unique("wijkwerk_test");
        let mut client =
            postgres::Client::connect(&admin, postgres::NoTls).expect("the test server answers");
        client
            .batch_execute(&format!("CREATE DATABASE {name} TEMPLATE {template}"))
            .expect("the test server makes databases");
        let target = Target::Postgres(with_database(&admin, &name));
        Some(Self {
            target,
            keep: Keep::Database { admin, name },
        })
    }

    /// Ends every connection to this database, as a restart of the server would; nothing on SQLite.
    pub fn cut_connections(&self) {
        if let Keep::Database { admin, name } = &self.keep
            && let Ok(mut client) = postgres::Client::connect(admin, postgres::NoTls)
        {
            let _ = client.execute(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = $1 AND pid <> pg_backend_pid()",
                &[name],
            );
        }
    }
}

/// Makes database `name` anew on the server that `admin` connects to.
pub fn make_database(admin: &str, name: &str) {
    let mut client =
        postgres::Client::connect(admin, postgres::NoTls).expect("the test server answers");
    client
        .batch_execute(&format!("DROP DATABASE IF EXISTS {name} WITH (FORCE)"))
        .and_then(|()| client.batch_execute(&format!("CREATE DATABASE {name} TEMPLATE template0")))
        .expect("the test server makes databases");
}

/// The connection string `admin` with another database name.
pub fn with_database(admin: &str, name: &str) -> String {
    let mut parts: Vec<String> = admin
        .split_whitespace()
        .filter(|part| !part.starts_with("dbname="))
        .map(ToOwned::to_owned)
        .collect();
    parts.push(format!("dbname={name}"));
    parts.join(" ")
}

impl Drop for TestDb {
    fn drop(&mut self) {
        match &self.keep {
            Keep::Dir(dir) => {
                let _ = std::fs::remove_dir_all(dir);
            }
            Keep::Database { admin, name } => {
                if let Ok(mut client) = postgres::Client::connect(admin, postgres::NoTls) {
                    let _ = client
                        .batch_execute(&format!("DROP DATABASE IF EXISTS {name} WITH (FORCE)"));
                }
            }
        }
    }
}

/// Makes from one function over a [`TestDb`] two tests: one per engine. Without a PostgreSQL server the second is
/// skipped by name.
#[macro_export]
macro_rules! on_both_engines {
    ($($name:ident),+ $(,)?) => {$(
        mod $name {
            #[test]
            fn sqlite() {
                super::$name($crate::testing::TestDb::sqlite());
            }
            #[test]
            fn postgres() {
                match $crate::testing::TestDb::postgres() {
                    Some(db) => super::$name(db),
                    None => $crate::testing::skip(
                        concat!(module_path!(), "::postgres"),
                        "no PostgreSQL server (WIJKWERK_TEST_PG)",
                    ),
                }
            }
        }
    )+};
}
