//! The web assets: `npm ci` when the lock file changed, then the build of `web/`.
//!
//! A file that comes out the same keeps its time, so that cargo does not compile again what embeds
//! it. Never: runs scripts of packages, or changes the lock file.

use std::collections::BTreeMap;
use std::fs::{self, File};
use std::io;
use std::path::{Path, PathBuf};
use std::time::SystemTime;

use crate::failure::{Attempt, Failure, Result};
use crate::workspace::{Workspace, succeed};

pub fn build(workspace: &Workspace) -> Result<()> {
    let web = workspace.web();
    install(workspace, &web)?;
    let dist = web.join("dist");
    let before = Snapshot::take(&dist).attempt(|| format!("read {}", dist.display()))?;
    succeed(workspace.npm(&["run", "--silent", "build"]))?;
    before
        .restore_times(&dist)
        .attempt(|| format!("set times in {}", dist.display()))
}

fn install(workspace: &Workspace, web: &Path) -> Result<()> {
    let lock = web.join("package-lock.json");
    let wanted = fs::read(&lock).attempt(|| format!("read {}", lock.display()))?;
    let stamp = web.join("node_modules/.installed-from");
    if fs::read(&stamp).is_ok_and(|installed| installed == wanted) {
        return Ok(());
    }
    succeed(workspace.npm(&["ci", "--ignore-scripts", "--no-audit", "--no-fund"]))?;
    if !web.join("node_modules").is_dir() {
        return Err(Failure::new("install web/", "npm ci made no node_modules"));
    }
    fs::write(&stamp, wanted).attempt(|| format!("write {}", stamp.display()))
}

/// What stood in a directory, and since when.
#[derive(Default)]
struct Snapshot {
    files: BTreeMap<PathBuf, (Vec<u8>, SystemTime)>,
    directories: BTreeMap<PathBuf, (Vec<PathBuf>, SystemTime)>,
}

impl Snapshot {
    fn take(directory: &Path) -> io::Result<Self> {
        let mut snapshot = Self::default();
        if directory.is_dir() {
            snapshot.visit(directory)?;
        }
        Ok(snapshot)
    }

    fn visit(&mut self, directory: &Path) -> io::Result<()> {
        let entries = list(directory)?;
        for path in &entries {
            if path.is_dir() {
                self.visit(path)?;
            } else {
                let modified = fs::metadata(path)?.modified()?;
                self.files.insert(path.clone(), (fs::read(path)?, modified));
            }
        }
        let modified = fs::metadata(directory)?.modified()?;
        self.directories
            .insert(directory.to_path_buf(), (entries, modified));
        Ok(())
    }

    fn restore_times(&self, directory: &Path) -> io::Result<()> {
        let after = Self::take(directory)?;
        for (path, (bytes, modified)) in &self.files {
            if after.files.get(path).is_some_and(|(now, _)| now == bytes) {
                File::options()
                    .append(true)
                    .open(path)?
                    .set_modified(*modified)?;
            }
        }
        for (path, (entries, modified)) in &self.directories {
            if after
                .directories
                .get(path)
                .is_some_and(|(now, _)| now == entries)
            {
                File::open(path)?.set_modified(*modified)?;
            }
        }
        Ok(())
    }
}

fn list(directory: &Path) -> io::Result<Vec<PathBuf>> {
    let mut entries = fs::read_dir(directory)?
        .map(|entry| entry.map(|entry| entry.path()))
        .collect::<io::Result<Vec<_>>>()?;
    entries.sort();
    Ok(entries)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_that_comes_out_the_same_keeps_its_time() -> io::Result<()> {
        let directory = std::env::temp_dir().join(format!("xtask-assets-{}", std::process::id()));
        fs::create_dir_all(&directory)?;
        let (same, other) = (directory.join("same.css"), directory.join("other.css"));
        let long_ago = SystemTime::UNIX_EPOCH + std::time::Duration::from_secs(1_000_000_000);
        for path in [&same, &other] {
            fs::write(path, "a{}")?;
            File::options()
                .append(true)
                .open(path)?
                .set_modified(long_ago)?;
        }
        let before = Snapshot::take(&directory)?;
        fs::remove_file(&same)?;
        fs::write(&same, "a{}")?;
        fs::write(&other, "b{}")?;
        before.restore_times(&directory)?;
        assert_eq!(fs::metadata(&same)?.modified()?, long_ago);
        assert_ne!(fs::metadata(&other)?.modified()?, long_ago);
        fs::remove_dir_all(&directory)
    }
}
