//! Bytes on disk under their own SHA-256.
//!
//! A file is written beside its place, flushed to disk, renamed, and its directory flushed too; only then does `put`
//! return. So a name that was handed out survives a power cut, and a file that exists is whole. The place follows from
//! the hash alone (`ab/cd/abcd…`), and a hash is 32 bytes, so no input can point outside the directory.
//!
//! Never overwrites, never trusts a name from outside, never reads a clock. Files that no row names are the
//! business of whoever compares [`FileStore::iter`] with the database.

use std::fs::{self, File, OpenOptions};
use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU64, Ordering};

use super::hash::FileHash;

/// What went wrong on disk, and while doing what.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// The operating system refused.
    #[error("cannot {action} {path}", path = path.display())]
    Io {
        /// What was attempted.
        action: &'static str,
        /// On which path.
        path: PathBuf,
        /// What the system said.
        source: io::Error,
    },
    /// The bytes on disk are not those the name promises.
    #[error("file {hash} is damaged on disk")]
    Damaged {
        /// The name of the file.
        hash: FileHash,
    },
}

impl StoreError {
    /// Whether the disk is full, which an operator must hear apart from the rest.
    pub fn is_disk_full(&self) -> bool {
        matches!(self, Self::Io { source, .. }
            if matches!(source.kind(), io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded))
    }
}

pub(super) trait Attempt<T> {
    fn attempt(self, action: &'static str, path: &Path) -> Result<T, StoreError>;
}

impl<T> Attempt<T> for io::Result<T> {
    fn attempt(self, action: &'static str, path: &Path) -> Result<T, StoreError> {
        self.map_err(|source| StoreError::Io {
            action,
            path: path.to_owned(),
            source,
        })
    }
}

/// A directory of files, each under its hash. Cheap to share between threads by reference or `Arc`.
#[derive(Debug)]
pub struct FileStore {
    pub(super) root: PathBuf,
    counter: AtomicU64,
}

impl FileStore {
    /// Opens the store in `dir` and makes the directory if it is not there. Leftovers of writes that a crash cut short
    /// are not touched here, since another process may be writing them; see [`FileStore::sweep`].
    pub fn open(dir: impl Into<PathBuf>) -> Result<Self, StoreError> {
        let root = dir.into();
        fs::create_dir_all(&root).attempt("create", &root)?;
        if let Some(above) = root.canonicalize().attempt("resolve", &root)?.parent() {
            flush_directory(above)?;
        }
        Ok(Self {
            root,
            counter: AtomicU64::new(0),
        })
    }

    /// Keeps `bytes` and returns their name, once they are safe on disk. The same bytes twice are one file.
    pub fn put(&self, bytes: &[u8]) -> Result<FileHash, StoreError> {
        let hash = FileHash::of(bytes);
        let path = self.path(&hash);
        // read it back: a file that was damaged since is worth writing again
        if matches!(self.get(&hash), Ok(Some(_))) {
            // whoever made it may not have flushed its directory yet
            flush_directories(&path)?;
            return Ok(hash);
        }
        let dir = path.parent().unwrap_or(&self.root);
        fs::create_dir_all(dir).attempt("create", dir)?;
        let number = self.counter.fetch_add(1, Ordering::Relaxed);
        let temporary = dir.join(format!(".{hash}.{}.{number}.part", std::process::id()));
        if let Err(error) = write_whole(&temporary, &path, bytes) {
            let _ = fs::remove_file(&temporary);
            return Err(error);
        }
        flush_directories(&path)?;
        Ok(hash)
    }

    /// The bytes under this name, or `None` if there are none. Bytes that no longer match are an error.
    pub fn get(&self, hash: &FileHash) -> Result<Option<Vec<u8>>, StoreError> {
        let path = self.path(hash);
        let mut file = match File::open(&path) {
            Ok(file) => file,
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
            Err(error) => return Err(error).attempt("open", &path),
        };
        let mut bytes = Vec::new();
        file.read_to_end(&mut bytes).attempt("read", &path)?;
        if FileHash::of(&bytes) != *hash {
            return Err(StoreError::Damaged { hash: *hash });
        }
        Ok(Some(bytes))
    }

    /// Whether a file of this name is there.
    pub fn exists(&self, hash: &FileHash) -> Result<bool, StoreError> {
        let path = self.path(hash);
        path.try_exists().attempt("look for", &path)
    }

    /// The names of all files, in order. Anything else in the directory is passed over.
    pub fn iter(&self) -> impl Iterator<Item = Result<FileHash, StoreError>> + use<> {
        let walk = sorted(&self.root).map(|dirs| {
            dirs.into_iter()
                .filter(|dir| dir.is_dir())
                .flat_map(|dir| spread(sorted(&dir)))
                .flat_map(|inner| match inner {
                    Ok(dir) if dir.is_dir() => spread(sorted(&dir)),
                    Ok(_) => Vec::new(),
                    Err(error) => vec![Err(error)],
                })
        });
        let (walk, error) = match walk {
            Ok(walk) => (Some(walk), None),
            Err(error) => (None, Some(Err(error))),
        };
        let root = self.root.clone();
        error.into_iter().chain(
            walk.into_iter()
                .flatten()
                .filter_map(move |entry| match entry {
                    Ok(path) => {
                        let hash: FileHash = path.file_name()?.to_str()?.parse().ok()?;
                        (place(&root, &hash) == path).then_some(Ok(hash))
                    }
                    Err(error) => Some(Err(error)),
                }),
        )
    }

    /// Removes what writes cut short by a crash left behind, and says how many. Only for a process that knows it is
    /// the only one that writes, such as a server that has just taken its lock.
    pub fn sweep(&self) -> Result<usize, StoreError> {
        let mut removed = 0;
        for outer in sorted(&self.root)?.into_iter().filter(|path| path.is_dir()) {
            for inner in sorted(&outer)?.into_iter().filter(|path| path.is_dir()) {
                for path in sorted(&inner)? {
                    if path
                        .extension()
                        .is_some_and(|extension| extension == "part")
                    {
                        fs::remove_file(&path).attempt("remove", &path)?;
                        removed += 1;
                    }
                }
            }
        }
        Ok(removed)
    }

    pub(super) fn path(&self, hash: &FileHash) -> PathBuf {
        place(&self.root, hash)
    }
}

fn place(root: &Path, hash: &FileHash) -> PathBuf {
    let name = hash.to_string();
    root.join(&name[..2]).join(&name[2..4]).join(&name)
}

fn write_whole(temporary: &Path, path: &Path, bytes: &[u8]) -> Result<(), StoreError> {
    let mut file = OpenOptions::new()
        .write(true)
        .create_new(true)
        .open(temporary)
        .attempt("create", temporary)?;
    file.write_all(bytes).attempt("write", temporary)?;
    file.sync_all().attempt("flush", temporary)?;
    drop(file);
    fs::rename(temporary, path).attempt("rename to", path)
}

/// Flushes the file's directory and the two above it, which may be new as well.
pub(super) fn flush_directories(path: &Path) -> Result<(), StoreError> {
    path.ancestors()
        .skip(1)
        .take(3)
        .try_for_each(flush_directory)
}

pub(super) fn flush_directory(dir: &Path) -> Result<(), StoreError> {
    // only Unix can open a directory to flush it
    if cfg!(unix) {
        File::open(dir)
            .and_then(|dir| dir.sync_all())
            .attempt("flush", dir)?;
    }
    Ok(())
}

pub(super) fn sorted(dir: &Path) -> Result<Vec<PathBuf>, StoreError> {
    let mut paths = Vec::new();
    for entry in fs::read_dir(dir).attempt("list", dir)? {
        paths.push(entry.attempt("list", dir)?.path());
    }
    paths.sort();
    Ok(paths)
}

fn spread(paths: Result<Vec<PathBuf>, StoreError>) -> Vec<Result<PathBuf, StoreError>> {
    match paths {
        Ok(paths) => paths.into_iter().map(Ok).collect(),
        Err(error) => vec![Err(error)],
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    struct Scratch(PathBuf);

    impl Scratch {
        fn new(name: &str) -> Self {
            let dir = std::env::temp_dir().join(format!("kit-store-{}-{name}", std::process::id()));
            let _ = fs::remove_dir_all(&dir);
            Self(dir)
        }
    }

    impl Drop for Scratch {
        fn drop(&mut self) {
            let _ = fs::remove_dir_all(&self.0);
        }
    }

    fn names(store: &FileStore) -> Vec<FileHash> {
        store.iter().collect::<Result<_, _>>().unwrap()
    }

    #[test]
    fn what_is_put_is_found_again() {
        let dir = Scratch::new("roundtrip");
        let store = FileStore::open(&dir.0).unwrap();
        let hash = store.put(b"abc").unwrap();
        assert_eq!(
            hash.to_string(),
            "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
        );
        assert!(dir.0.join("ba/78").join(hash.to_string()).is_file());
        assert_eq!(store.get(&hash).unwrap().as_deref(), Some(&b"abc"[..]));
        assert!(store.exists(&hash).unwrap());
        assert_eq!(store.put(b"abc").unwrap(), hash);
        let empty = store.put(b"").unwrap();
        assert_eq!(names(&store), vec![hash, empty]);
        assert!(store.set_aside(&hash, 0).unwrap());
        assert_eq!(store.get(&hash).unwrap(), None);
        assert_eq!(names(&FileStore::open(&dir.0).unwrap()), vec![empty]);
    }

    #[test]
    fn foreign_files_and_leftovers_are_passed_over() {
        let dir = Scratch::new("leftovers");
        let store = FileStore::open(&dir.0).unwrap();
        let hash = store.put(b"kept").unwrap();
        let inside = store.path(&hash).parent().unwrap().to_owned();
        fs::write(inside.join(format!(".{hash}.1.2.part")), b"ke").unwrap();
        fs::write(
            inside.join(FileHash::of(b"elsewhere").to_string()),
            b"elsewhere",
        )
        .unwrap();
        fs::write(dir.0.join("README"), b"hello").unwrap();
        assert_eq!(names(&store), vec![hash]);
        assert_eq!(store.sweep().unwrap(), 1);
        assert_eq!(store.sweep().unwrap(), 0);
        assert_eq!(store.get(&hash).unwrap().as_deref(), Some(&b"kept"[..]));
    }

    #[test]
    fn damage_on_disk_is_noticed_and_repaired_by_the_next_put() {
        let dir = Scratch::new("damage");
        let store = FileStore::open(&dir.0).unwrap();
        let hash = store.put(b"whole").unwrap();
        fs::write(store.path(&hash), b"wrong").unwrap();
        assert!(matches!(store.get(&hash), Err(StoreError::Damaged { .. })));
        store.put(b"whole").unwrap();
        assert_eq!(store.get(&hash).unwrap().as_deref(), Some(&b"whole"[..]));
    }

    #[test]
    fn many_threads_may_put_the_same_bytes() {
        let dir = Scratch::new("threads");
        let store = FileStore::open(&dir.0).unwrap();
        std::thread::scope(|scope| {
            for _ in 0..8 {
                scope.spawn(|| {
                    for i in 0..10u8 {
                        store.put(&[i; 100]).unwrap();
                    }
                });
            }
        });
        assert_eq!(names(&store).len(), 10);
        assert_eq!(store.sweep().unwrap(), 0);
    }

    #[test]
    fn errors_say_what_was_attempted() {
        let dir = Scratch::new("errors");
        fs::write(&dir.0, b"a file where a directory should be").unwrap();
        let error = FileStore::open(&dir.0).unwrap_err();
        assert!(error.to_string().starts_with("cannot create "), "{error}");
        assert!(!error.is_disk_full());
        fs::remove_file(&dir.0).unwrap();
    }
}
