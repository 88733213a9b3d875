//! The simulated year, made small by the program itself: the same day and seed give the same year, the doctor finds nothing
//! wrong with it, and it comes back from another engine to the byte.

use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use kit::db::Target;
use kit::testing::{TestDb, TestDir, skip};

const BIN: &str = env!("CARGO_BIN_EXE_wijkwerk");

/// Where a copy of the year stands: its database as a setting, its files and its backups.
struct Place {
    database: String,
    files: PathBuf,
    backups: PathBuf,
}

impl Place {
    fn in_folder(folder: &Path) -> Self {
        Self::at(
            format!("sqlite:{}", folder.join("wijkwerk.db").display()),
            folder,
        )
    }

    fn at(database: String, folder: &Path) -> Self {
        std::fs::create_dir_all(folder).expect("the folder can be made");
        Self {
            database,
            files: folder.join("bestanden"),
            backups: folder.join("backups"),
        }
    }

    fn run(&self, words: &[&str]) -> Output {
        Command::new(BIN)
            .args(words)
            .env("WIJKWERK_DATABASE", &self.database)
            .env("WIJKWERK_FILES", &self.files)
            .env("WIJKWERK_BACKUPS", &self.backups)
            .env("WIJKWERK_LOG", "error")
            .output()
            .expect("the command starts")
    }

    fn done(&self, words: &[&str]) -> String {
        let output = self.run(words);
        let said = String::from_utf8_lossy(&output.stdout).into_owned();
        let wrong = String::from_utf8_lossy(&output.stderr);
        assert!(output.status.success(), "{words:?}: {said}{wrong}");
        said
    }

    /// Everything in the database, as a backup writes it.
    fn rows(&self, to: &Path) -> (PathBuf, Vec<u8>) {
        let to_text = to.display().to_string();
        self.done(&["backup", "--uit", &to_text]);
        let inside = std::fs::read_dir(to).expect("a backup");
        let folder = inside
            .flatten()
            .map(|entry| entry.path())
            .find(|path| path.join("database.jsonl").exists())
            .unwrap_or_else(|| to.to_owned());
        let bytes = std::fs::read(folder.join("database.jsonl")).expect("the rows of a backup");
        (folder, bytes)
    }
}

fn a_year(folder: &Path) -> Place {
    let made = Command::new(BIN)
        .args(["demo", "--klein", "--no-serve", "--datum", "2026-03-02"])
        .arg("--dir")
        .arg(folder)
        .output()
        .expect("the command starts");
    let wrong = String::from_utf8_lossy(&made.stderr);
    assert!(made.status.success(), "{wrong}");
    Place::in_folder(folder)
}

#[test]
fn the_same_day_and_seed_give_the_same_year_and_it_survives_another_engine() {
    let dir = TestDir::new();
    let (first, second) = (
        a_year(&dir.path().join("een")),
        a_year(&dir.path().join("twee")),
    );
    let (backup, rows) = first.rows(&dir.path().join("kopie-een"));
    let (_, again) = second.rows(&dir.path().join("kopie-twee"));
    assert!(rows == again, "the year was made twice and differs");
    let said = first.run(&["doctor"]);
    let told = String::from_utf8_lossy(&said.stdout).into_owned();
    assert_eq!(said.status.code(), Some(0), "{told}");
    // Every night of the last two weeks and one a week before had its work, in both gemeenten.
    let heads = std::fs::read_to_string(first.backups.join("ketting.jsonl")).expect("nights");
    assert_eq!(heads.lines().count(), 2 * (14 + 51));
    let Some(server) = TestDb::postgres() else {
        skip(
            "demojaar::another_engine",
            "no PostgreSQL server (WIJKWERK_TEST_PG)",
        );
        return;
    };
    let there = Place::at(address(&server), &dir.path().join("daar"));
    there.done(&["restore", &backup.display().to_string()]);
    let (backup, rows_there) = there.rows(&dir.path().join("kopie-daar"));
    assert!(rows == rows_there, "the rows differ in the other engine");
    let back = Place::in_folder(&dir.path().join("terug"));
    back.done(&["restore", &backup.display().to_string()]);
    let (_, rows_back) = back.rows(&dir.path().join("kopie-terug"));
    assert!(rows == rows_back, "the rows differ after the way back");
}

/// The address of a test database as the setting wants it.
fn address(server: &TestDb) -> String {
    let Target::Postgres(words) = &server.target else {
        unreachable!("the test asked for that engine")
    };
    let pairs = words
        .split_whitespace()
        .filter_map(|word| word.split_once('='));
    let get = |name: &str| {
        let found = pairs.clone().rfind(|(key, _)| *key == name);
        found.map_or("", |(_, value)| value)
    };
    format!(
        "postgres:///{}?host={}&user={}",
        get("dbname"),
        get("host"),
        get("user")
    )
}
