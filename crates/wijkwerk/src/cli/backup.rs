//! `wijkwerk backup`: the database first, then the files, with a list of what is in it.

use std::fs::File;
use std::io::{BufRead as _, BufReader, BufWriter, Write as _};
use std::path::{Path, PathBuf};

use jiff::Timestamp;
use kit::db::Db;
use kit::files::FileStore;
use serde::{Deserialize, Serialize};
use sha2::{Digest as _, Sha256};

use super::failure::{During as _, Failure, NO_RIGHT, Result};
use super::ground::{Ground, private_dir};
use crate::access::{Actor, Here, Permission};
use crate::migrations::{MIGRATIONS, tables};

pub(super) const DATABASE: &str = "database.jsonl";
pub(super) const FILES: &str = "bestanden";
pub(super) const MANIFEST: &str = "manifest.json";

/// What is in a backup. Written last: a folder without it is not a backup.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Manifest {
    /// The version of Wijkwerk that made it.
    pub(super) program: String,
    pub(super) made_at: Timestamp,
    /// The last migration of the database.
    pub(super) schema: i64,
    pub(super) rows: u64,
    /// Of the copy of the database, in hexadecimal digits.
    pub(super) sha256: String,
    pub(super) files: usize,
    pub(super) heads: Vec<Head>,
}

/// Where the chain of a gemeente stood.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Head {
    pub(super) slug: String,
    pub(super) seq: i64,
    /// In hexadecimal digits.
    pub(super) hash: String,
}

pub(super) fn command(ground: &Ground, uit: Option<PathBuf>) -> Result<()> {
    let app = ground.open()?;
    let now = app.clock().now();
    let dir = uit.unwrap_or_else(|| {
        let name = now.strftime("%Y-%m-%dT%H%M%SZ").to_string();
        ground.config.backups.join(name)
    });
    let manifest = back_up(&Actor::Command, app.db(), app.files(), &dir, now)?;
    println!(
        "{}: {} rijen, {} bestanden",
        dir.display(),
        manifest.rows,
        manifest.files
    );
    Ok(())
}

/// Copies database and files to `dir`, which must not hold a backup yet, if the actor may. All gemeenten are in it.
pub(super) fn back_up(
    actor: &Actor,
    db: &Db,
    files: &FileStore,
    dir: &Path,
    now: Timestamp,
) -> Result<Manifest> {
    actor
        .require(Permission::BackupRun, &Here::ANYWHERE)
        .during("er is geen kopie gemaakt", NO_RIGHT)?;
    let remedy = "maak ruimte of kies een andere map; deze kopie telt niet";
    if dir.join(MANIFEST).exists() {
        return Err(Failure::new(
            format!("in {} staat al een reservekopie", dir.display()),
            "kies een andere map",
        ));
    }
    private_dir(dir)?;
    let (temporary, path) = (dir.join("database.part"), dir.join(DATABASE));
    let rows = write_dump(db, &temporary).during("de database is niet gekopieerd", remedy)?;
    std::fs::rename(&temporary, &path).during("de database is niet gekopieerd", remedy)?;
    let copies =
        FileStore::open(dir.join(FILES)).during("de bestanden zijn niet gekopieerd", remedy)?;
    let count =
        copy_files(files, &copies, |_| true).during("de bestanden zijn niet gekopieerd", remedy)?;
    let (sha256, heads) = examine(&path).during("de kopie is niet terug te lezen", remedy)?;
    let manifest = Manifest {
        program: env!("CARGO_PKG_VERSION").to_owned(),
        made_at: now,
        schema: MIGRATIONS.last().map_or(0, |last| last.number),
        rows,
        sha256,
        files: count,
        heads,
    };
    write_manifest(&manifest, dir).during("de lijst is niet geschreven", remedy)?;
    Ok(manifest)
}

fn write_dump(db: &Db, path: &Path) -> std::result::Result<u64, kit::db::DumpError> {
    let mut out = BufWriter::new(File::create(path)?);
    let rows = kit::db::dump(db, &tables(), &mut out)?;
    let file = out
        .into_inner()
        .map_err(std::io::IntoInnerError::into_error)?;
    file.sync_all()?;
    Ok(rows)
}

fn write_manifest(manifest: &Manifest, dir: &Path) -> std::io::Result<()> {
    let temporary = dir.join("manifest.part");
    let mut file = File::create(&temporary)?;
    file.write_all(&serde_json::to_vec_pretty(manifest)?)?;
    file.sync_all()?;
    std::fs::rename(&temporary, dir.join(MANIFEST))?;
    File::open(dir)?.sync_all()
}

/// Copies what is wanted and not there yet; each file is checked against its name on the way.
pub(super) fn copy_files(
    from: &FileStore,
    to: &FileStore,
    wanted: impl Fn(&str) -> bool,
) -> std::result::Result<usize, kit::files::StoreError> {
    let mut count = 0;
    for hash in from.iter() {
        let hash = hash?;
        if !wanted(&hash.to_string()) {
            continue;
        }
        if let Some(bytes) = from.get(&hash)? {
            to.put(&bytes)?;
            count += 1;
        }
    }
    Ok(count)
}

/// The hash of a copy of the database, and the chain heads that stand in it.
pub(super) fn examine(path: &Path) -> std::io::Result<(String, Vec<Head>)> {
    let mut reader = BufReader::new(File::open(path)?);
    let (mut sha, mut heads) = (Sha256::new(), Vec::new());
    let (mut line, mut in_gemeenten) = (Vec::new(), None);
    loop {
        line.clear();
        if reader.read_until(b'\n', &mut line)? == 0 {
            break;
        }
        sha.update(&line);
        if line.starts_with(b"[\"#\",") {
            let cells: (String, String, Vec<String>) = serde_json::from_slice(&line)?;
            in_gemeenten = (cells.1 == "gemeenten").then_some(cells.2);
        } else if let Some(columns) = &in_gemeenten {
            let cells: Vec<serde_json::Value> = serde_json::from_slice(&line)?;
            heads.extend(head_of(columns, &cells));
        }
    }
    heads.sort_by(|a, b| a.slug.cmp(&b.slug));
    Ok((data_encoding::HEXLOWER.encode(&sha.finalize()), heads))
}

fn head_of(columns: &[String], cells: &[serde_json::Value]) -> Option<Head> {
    let cell = |name: &str| cells.get(columns.iter().position(|column| column == name)?);
    let hash = data_encoding::BASE64
        .decode(cell("chain_head")?.as_str()?.as_bytes())
        .ok()?;
    Some(Head {
        slug: cell("slug")?.as_str()?.to_owned(),
        seq: cell("seq")?.as_i64()?,
        hash: data_encoding::HEXLOWER.encode(&hash),
    })
}

/// Reads the list of the backup in `dir`.
pub(super) fn read_manifest(dir: &Path) -> std::io::Result<Manifest> {
    Ok(serde_json::from_slice(&std::fs::read(dir.join(MANIFEST))?)?)
}

/// When the newest backup in the folder `backups` was made.
pub(super) fn newest(backups: &Path) -> Option<Timestamp> {
    std::fs::read_dir(backups)
        .ok()?
        .flatten()
        .filter_map(|entry| read_manifest(&entry.path()).ok())
        .map(|manifest| manifest.made_at)
        .max()
}
