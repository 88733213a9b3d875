//! A full disk: under the database, under the photos, under the list of what was erased.

use std::collections::BTreeSet;
use std::fs::OpenOptions;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::Command;

use kit::db::Target;
use kit::testing::{TestDb, TestDir, skip};
use wijkwerk::testing::Ask;

use super::{Sent, kept, photo, start};

/// A small disk of its own.
struct Disk(PathBuf);

impl Disk {
    /// Mounts it over `dir`; `None` where that is not permitted, told as a skip.
    fn over(dir: &Path, size: &str, test: &str) -> Option<Self> {
        std::fs::create_dir_all(dir).expect("the temporary folder can be written");
        let mounted = Command::new("mount")
            .args(["-t", "tmpfs", "-o", &format!("size={size}"), "tmpfs"])
            .arg(dir)
            .output();
        if mounted.is_ok_and(|done| done.status.success()) {
            return Some(Self(dir.to_owned()));
        }
        skip(test, "no small disk can be mounted here");
        None
    }

    /// Fills what is left, but for `spare` bytes.
    fn fill(&self, spare: u64) {
        let mut file = OpenOptions::new()
            .create(true)
            .append(true)
            .open(self.0.join("vol"))
            .expect("a file to fill it with");
        while file.write_all(&[7; 4096]).is_ok() {}
        let length = file.metadata().expect("its length").len();
        file.set_len(length.saturating_sub(spare))
            .expect("a little room");
    }

    fn free(&self) {
        std::fs::remove_file(self.0.join("vol")).expect("the filler goes");
    }
}

impl Drop for Disk {
    fn drop(&mut self) {
        let _ = Command::new("umount").arg("-l").arg(&self.0).output();
    }
}

#[test]
fn a_full_disk_under_the_database() {
    let dir = TestDir::new();
    let Some(disk) = Disk::over(dir.path(), "64m", "outage::a_full_disk_under_the_database") else {
        return;
    };
    let mut db = TestDb::sqlite();
    db.target = Target::Sqlite(dir.path().join("wijkwerk.db"));
    let app = start(db);
    let mut acknowledged = BTreeSet::new();
    for round in 0..2 {
        disk.fill(512 * 1024);
        let mut refused = None;
        for n in 0..2_000 {
            let sent = Sent::new(&app, round * 10_000 + n);
            let answer = sent.send(&app);
            if answer.status == 303 {
                acknowledged.insert(sent.words);
            } else {
                sent.is_kept(&answer);
                refused = Some(sent);
                break;
            }
        }
        let refused = refused.expect("the disk is full at some point");
        // Reading goes on, writing is refused again, and nothing of it is half there.
        assert_eq!(app.get("/velsen/wijken/driehuis").status, 200);
        refused.is_kept(&refused.send(&app));
        assert_eq!(kept(&app), acknowledged);
        disk.free();
        let again = refused.send(&app);
        assert_eq!(again.status, 303, "{}", again.text());
        acknowledged.insert(refused.words);
        assert_eq!(kept(&app), acknowledged);
    }
    println!(
        "{} acknowledged, every one of them there",
        acknowledged.len()
    );
    assert!(acknowledged.len() > 4, "{}", acknowledged.len());
    drop(app);
}

#[test]
fn a_full_disk_under_the_photos() {
    let app = start(TestDb::sqlite());
    let dir = app.app.config().files.clone();
    let Some(disk) = Disk::over(&dir, "1m", "outage::a_full_disk_under_the_photos") else {
        return;
    };
    disk.fill(0);
    let mut sent = Sent::new(&app, 1);
    sent.photo = Some(photo(3));
    let answer = sent.send(&app);
    sent.is_kept(&answer);
    assert!(
        answer.text().contains("moeten opnieuw worden gekozen"),
        "{}",
        answer.text()
    );
    assert_eq!(kept(&app), BTreeSet::new());
    // Without a photo a melding still goes.
    let mut plain = Sent::new(&app, 2);
    assert_eq!(plain.send(&app).status, 303);
    disk.free();
    let again = sent.send(&app);
    assert_eq!(again.status, 303, "{}", again.text());
    let status = app.get(again.location());
    assert!(
        status.text().contains("/foto/"),
        "the photo is there: {}",
        status.text()
    );
    plain.photo = None;
    assert_eq!(kept(&app), BTreeSet::from([sent.words, plain.words]));
    assert_eq!(
        app.app.files().sweep().expect("it can be swept"),
        0,
        "nothing half written"
    );
}

fn append(path: &Path, bytes: &[u8]) {
    OpenOptions::new()
        .append(true)
        .open(path)
        .and_then(|mut file| file.write_all(bytes))
        .expect("the list takes more");
}

#[test]
fn a_full_disk_under_the_list_of_what_was_erased() {
    let app = start(TestDb::sqlite());
    let dir = app.app.config().backups.clone();
    let Some(disk) = Disk::over(
        &dir,
        "64k",
        "outage::a_full_disk_under_the_list_of_what_was_erased",
    ) else {
        return;
    };
    let list = dir.join(wijkwerk::jobs::erasures::FILE);
    let links: Vec<String> = (1..=2)
        .map(|n| {
            let sent = Sent::new(&app, n).send(&app);
            sent.location()
                .split('?')
                .next()
                .expect("a path")
                .to_owned()
        })
        .collect();
    let erase = |link: &str| app.send(&Ask::post(&format!("{link}/wissen"), "zeker=ja").lang("nl"));
    assert_eq!(erase(&links[0]).status, 303);
    // One more line, so long that the next needs new room.
    let first = std::fs::read_to_string(&list).expect("the list");
    let room = 4096 - 1 - first.len() - first.trim_end().len();
    let long = format!("{}{}\n", first.trim_end(), " ".repeat(room));
    append(&list, long.as_bytes());
    let before = std::fs::read(&list).expect("the list");
    assert_eq!(before.len(), 4096);
    disk.fill(0);
    let refused = erase(&links[1]);
    assert_eq!(refused.status, 503, "{}", refused.text());
    assert!(!refused.header("retry-after").is_empty());
    assert!(
        app.get(&links[1])
            .text()
            .contains("melder@voorbeeld.example"),
        "not erased, not noted"
    );
    disk.free();
    assert_eq!(erase(&links[1]).status, 303);
    assert!(
        !app.get(&links[1])
            .text()
            .contains("melder@voorbeeld.example")
    );
    let after = std::fs::read_to_string(&list).expect("the list");
    assert!(after.as_bytes().starts_with(&before));
    assert_eq!(after.lines().count(), 3, "{after}");
    for line in after.lines() {
        serde_json::from_str::<serde_json::Value>(line).expect("every line is whole");
    }
}
