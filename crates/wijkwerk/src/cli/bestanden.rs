//! What `wijkwerk doctor` says of the files: whether every one that a row names is there, and whether a row names every one.
//!
//! The rows are read in pages, each a read of its own: no database is too big for the time that a read may take.

use std::collections::BTreeSet;
use std::path::Path;
use std::time::SystemTime;

use jiff::{SignedDuration, Timestamp};
use kit::db::{Db, Queries};
use kit::files::{FileHash, FileStore};
use uuid::Uuid;

use super::doctor::{Finding, wrong};
use crate::error::{Error, Result as Answered};
use crate::ids::GemeenteId;

/// A file without a row may be one whose form is still being answered.
const FILE_HOURS: i64 = 24;
/// Rows in one read.
const PAGE: i64 = 5000;

/// Rows with an id that name files, each with how many it may name.
const NAMING: [(&str, usize); 3] = [
    (
        "SELECT id, hash, thumbnail, public_hash FROM melding_fotos WHERE gemeente_id = $1 AND id > $2 \
         ORDER BY id LIMIT $3",
        3,
    ),
    (
        "SELECT id, hash, thumbnail, public_hash FROM bewijzen WHERE gemeente_id = $1 AND id > $2 ORDER BY id LIMIT $3",
        3,
    ),
    (
        "SELECT id, photo_hash FROM accounts WHERE gemeente_id = $1 AND id > $2 ORDER BY id LIMIT $3",
        1,
    ),
];

/// Rows whose file is gone, and files that no row names.
pub(super) fn finding(
    db: &Db,
    dir: &Path,
    gemeenten: &[(GemeenteId, String)],
    now: Timestamp,
) -> Answered<Finding> {
    let internal = |error: kit::files::StoreError| Error::Internal(error.to_string());
    let named = list_named(db, gemeenten, PAGE)?;
    let store = FileStore::open(dir).map_err(internal)?;
    let mut there = BTreeSet::new();
    for hash in store.iter() {
        there.insert(hash.map_err(internal)?.to_string());
    }
    let mut missing: BTreeSet<&String> = named.difference(&there).collect();
    if !missing.is_empty() {
        // What was erased while this looked is named no more.
        let still = list_named(db, gemeenten, PAGE)?;
        missing.retain(|hash| still.contains(*hash));
    }
    if let Some(first) = missing.first() {
        return Ok(wrong(
            format!("{} bestanden zijn weg, zoals {first}", missing.len()),
            "zet ze terug uit de laatste reservekopie",
        ));
    }
    let stray: Vec<&String> = there
        .difference(&named)
        .filter(|hash| is_old(dir, hash, now))
        .collect();
    Ok(match stray.first() {
        Some(first) => wrong(
            format!("{} bestanden horen nergens bij, zoals {first}", stray.len()),
            "kijk of er een oude database is teruggezet; gooi ze anders weg",
        ),
        None => Ok(format!("{} bestanden", there.len())),
    })
}

fn is_old(dir: &Path, hash: &str, now: Timestamp) -> bool {
    let limit = now
        .checked_sub(SignedDuration::from_hours(FILE_HOURS))
        .unwrap_or(now);
    hash.parse::<FileHash>().is_ok_and(|_| {
        let path = dir.join(&hash[..2]).join(&hash[2..4]).join(hash);
        std::fs::metadata(path)
            .and_then(|found| found.modified())
            .is_ok_and(|changed| changed < SystemTime::from(limit))
    })
}

/// Every file that a row names.
fn list_named(
    db: &Db,
    gemeenten: &[(GemeenteId, String)],
    page: i64,
) -> Answered<BTreeSet<String>> {
    let mut all = BTreeSet::new();
    for (gemeente, _) in gemeenten {
        add_kept(db, *gemeente, page, &mut all)?;
        for (sql, names) in NAMING {
            add_named(db, *gemeente, (sql, names), page, &mut all)?;
        }
    }
    Ok(all)
}

fn add_kept(db: &Db, gemeente: GemeenteId, page: i64, all: &mut BTreeSet<String>) -> Answered<()> {
    let mut after = String::new();
    loop {
        let from = after.clone();
        let found: Vec<String> = db.read_blocking(move |tx| {
            Ok::<_, Error>(tx.query(
                "SELECT hash FROM bestanden WHERE gemeente_id = $1 AND hash > $2 ORDER BY hash LIMIT $3",
                &[&gemeente, &from, &page],
                |row| row.get(0),
            )?)
        })?;
        let Some(last) = found.last() else {
            return Ok(());
        };
        after.clone_from(last);
        all.extend(found);
    }
}

fn add_named(
    db: &Db,
    gemeente: GemeenteId,
    (sql, names): (&'static str, usize),
    page: i64,
    all: &mut BTreeSet<String>,
) -> Answered<()> {
    let mut after = Uuid::nil();
    loop {
        let found: Vec<(Uuid, Vec<Option<String>>)> = db.read_blocking(move |tx| {
            Ok::<_, Error>(tx.query(sql, &[&gemeente, &after, &page], |row| {
                let hashes = (1..=names)
                    .map(|at| row.get(at))
                    .collect::<Result<_, _>>()?;
                Ok((row.get(0)?, hashes))
            })?)
        })?;
        let Some((last, _)) = found.last() else {
            return Ok(());
        };
        after = *last;
        all.extend(found.into_iter().flat_map(|(_, hashes)| hashes).flatten());
    }
}

#[cfg(test)]
mod tests {
    use kit::on_both_engines;
    use kit::testing::TestDb;

    use super::*;
    use crate::jobs::tests::town;

    on_both_engines!(every_file_that_is_named_is_found_a_page_at_a_time);

    fn every_file_that_is_named_is_found_a_page_at_a_time(test: TestDb) {
        let town = town(&test, 0);
        let photos: Vec<_> = (0..5_u8).map(|at| town.photo(&[at])).collect();
        for photo in &photos {
            town.submit_with(None, vec![photo.clone()]);
        }
        let gemeenten = [(town.frame.id, town.frame.slug.clone())];
        let wanted: BTreeSet<String> = photos.iter().map(|photo| photo.hash.clone()).collect();
        let (db, dir) = (town.app.db(), &town.app.config().files);
        for page in [1, 2, 5, PAGE] {
            assert_eq!(list_named(db, &gemeenten, page).unwrap(), wanted, "{page}");
        }
        // A row of its own names a file too, also where the list of files does not.
        town.exec("DELETE FROM bestanden");
        assert_eq!(list_named(db, &gemeenten, 2).unwrap(), wanted);
        let now = town.clock.now();
        let found = || finding(db, dir, &gemeenten, now).unwrap();
        assert_eq!(found(), Ok("5 bestanden".to_owned()));
        let gone = photos[3].hash.parse().unwrap();
        town.app.files().set_aside(&gone, 0).unwrap();
        let (what, _) = found().unwrap_err();
        assert_eq!(what, format!("1 bestanden zijn weg, zoals {gone}"));
    }
}
