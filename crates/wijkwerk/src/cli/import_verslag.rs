//! The report of an import: what happened to which row.

use std::fs::File;
use std::path::PathBuf;

/// Words of the report, in the order in which they are counted out.
pub(super) const NEW: &str = "nieuw";
pub(super) const CHANGED: &str = "gewijzigd";
pub(super) const SAME: &str = "hetzelfde";
pub(super) const MERGED: &str = "samengevoegd";
pub(super) const CONTRADICTED: &str = "tegenspraak";
pub(super) const REFUSED: &str = "geweigerd";
pub(super) const WARNED: &str = "let op";

/// One line of the report: where, what, and more about it.
pub(super) struct Line {
    pub(super) place: String,
    pub(super) what: &'static str,
    pub(super) more: String,
}

/// What happened to which row, written as it comes: a package may hold a million. Of a trial without a file only what is
/// shown on the screen is kept.
#[derive(Default)]
pub(super) struct Report {
    pub(super) path: Option<PathBuf>,
    pub(super) out: Option<csv::Writer<File>>,
    pub(super) shown: Vec<Line>,
    pub(super) count: usize,
    pub(super) odd: bool,
    failed: Option<csv::Error>,
}

/// Most lines of a trial on the screen.
pub(super) const SHOWN: usize = 200;

impl Report {
    pub(super) fn to(path: Option<PathBuf>) -> Self {
        Self {
            path,
            ..Self::default()
        }
    }

    pub(super) fn note(&mut self, line: Line) {
        self.count += 1;
        self.odd |= matches!(line.what, REFUSED | WARNED | CONTRADICTED);
        if self.path.is_none() {
            if self.shown.len() < SHOWN {
                self.shown.push(line);
            }
        } else if self.failed.is_none() {
            self.failed = self.write(&line).err();
        }
    }

    fn write(&mut self, line: &Line) -> std::result::Result<(), csv::Error> {
        self.open()?
            .write_record([line.place.as_str(), line.what, line.more.as_str()])
    }

    fn open(&mut self) -> std::result::Result<&mut csv::Writer<File>, csv::Error> {
        if let (None, Some(path)) = (&self.out, &self.path) {
            let mut out = csv::Writer::from_path(path)?;
            out.write_record(["plaats", "wat", "meer"])?;
            self.out = Some(out);
        }
        self.out
            .as_mut()
            .ok_or_else(|| std::io::Error::other("no report").into())
    }

    pub(super) fn end(&mut self) -> std::result::Result<(), csv::Error> {
        if let Some(failed) = self.failed.take() {
            return Err(failed);
        }
        Ok(self.open()?.flush()?)
    }
}
