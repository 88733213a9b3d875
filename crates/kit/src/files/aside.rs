//! Files that nobody named any more, kept aside for a while: whoever was handed the same name before may still be about to
//! write the row that names it.

use std::fs;
use std::io;
use std::path::PathBuf;

use super::hash::FileHash;
use super::store::{
    Attempt as _, FileStore, StoreError, flush_directories, flush_directory, sorted,
};

/// The directory beside the files.
const ASIDE: &str = ".aside";

/// A file that was set aside.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Aside {
    /// Its name.
    pub hash: FileHash,
    /// Since when, in seconds, as whoever did it said.
    pub since: i64,
    path: PathBuf,
}

impl FileStore {
    /// Takes a file from its place without losing it, at the moment `now` in seconds; says whether it was there.
    pub fn set_aside(&self, hash: &FileHash, now: i64) -> Result<bool, StoreError> {
        let (from, dir) = (self.path(hash), self.root.join(ASIDE));
        fs::create_dir_all(&dir).attempt("create", &dir)?;
        match fs::rename(&from, dir.join(format!("{now}-{hash}"))) {
            Ok(()) => {
                flush_directory(&dir)?;
                flush_directory(from.parent().unwrap_or(&self.root))?;
                Ok(true)
            }
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(false),
            Err(error) => Err(error).attempt("set aside", &from),
        }
    }

    /// What was set aside, whatever else lies there apart.
    pub fn list_aside(&self) -> Result<Vec<Aside>, StoreError> {
        let dir = self.root.join(ASIDE);
        if !dir.try_exists().attempt("look for", &dir)? {
            return Ok(Vec::new());
        }
        let all = sorted(&dir)?.into_iter().filter_map(|path| {
            let (since, hash) = path.file_name()?.to_str()?.rsplit_once('-')?;
            let (since, hash) = (since.parse().ok()?, hash.parse().ok()?);
            Some(Aside { hash, since, path })
        });
        Ok(all.collect())
    }

    /// Puts a file back in its place.
    pub fn bring_back(&self, aside: &Aside) -> Result<(), StoreError> {
        let to = self.path(&aside.hash);
        let dir = to.parent().unwrap_or(&self.root);
        fs::create_dir_all(dir).attempt("create", dir)?;
        fs::rename(&aside.path, &to).attempt("bring back", &to)?;
        flush_directories(&to)
    }

    /// Removes a file that was set aside, for good.
    pub fn forget(&self, aside: &Aside) -> Result<(), StoreError> {
        fs::remove_file(&aside.path).attempt("remove", &aside.path)?;
        flush_directory(&self.root.join(ASIDE))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::TestDir;

    #[test]
    fn what_is_set_aside_is_no_file_and_can_come_back_or_go() {
        let dir = TestDir::new();
        let store = FileStore::open(dir.path()).unwrap();
        assert_eq!(store.list_aside().unwrap(), []);
        let hash = store.put(b"a picture").unwrap();
        assert!(store.set_aside(&hash, 100).unwrap());
        assert!(!store.set_aside(&hash, 101).unwrap(), "it is not there");
        assert_eq!(store.get(&hash).unwrap(), None);
        assert_eq!(store.iter().count(), 0);
        let aside = store.list_aside().unwrap();
        assert_eq!((aside.len(), aside[0].hash, aside[0].since), (1, hash, 100));
        store.bring_back(&aside[0]).unwrap();
        assert_eq!(
            store.get(&hash).unwrap().as_deref(),
            Some(&b"a picture"[..])
        );
        assert_eq!(store.list_aside().unwrap(), []);
        store.set_aside(&hash, 200).unwrap();
        store.put(b"a picture").unwrap();
        for one in store.list_aside().unwrap() {
            store.forget(&one).unwrap();
        }
        assert!(store.exists(&hash).unwrap(), "it was put anew");
        assert_eq!(store.list_aside().unwrap(), []);
    }
}
