//! The report of an import: what happened to which row.

use std::fs::File;
use std::path::PathBuf;

use super::failure::{During as _, Result};

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
    path: Option<PathBuf>,
    out: Option<csv::Writer<File>>,
    shown: Vec<Line>,
    count: usize,
    odd: bool,
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
        let is_odd = matches!(line.what, REFUSED | WARNED | CONTRADICTED);
        self.odd |= is_odd;
        if self.path.is_none() {
            self.show(line);
            return;
        }
        if self.failed.is_none() {
            self.failed = self.write(&line).err();
        }
        // Where it cannot be written, what is odd is kept for the screen.
        if self.failed.is_some() && is_odd {
            self.show(line);
        }
    }

    fn show(&mut self, line: Line) {
        self.count += 1;
        if self.shown.len() < SHOWN {
            self.shown.push(line);
        }
    }

    fn tell(&self) {
        for line in &self.shown {
            println!("{}: {}: {}", line.place, line.what, line.more);
        }
        if self.count > SHOWN {
            println!("en nog {}; geef --verslag voor alles", self.count - SHOWN);
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

    fn end(&mut self) -> std::result::Result<(), csv::Error> {
        if let Some(failed) = self.failed.take() {
            return Err(failed);
        }
        Ok(self.open()?.flush()?)
    }

    /// Ends it, on the screen when it is a trial and no file was asked for. One that nobody asked for and that says
    /// nothing odd is not kept.
    pub(super) fn finish(&mut self, is_trial: bool, is_asked: bool) -> Result<()> {
        let Some(path) = self.path.clone() else {
            // What ships and is all new need not be told line by line.
            if !is_trial && !self.odd {
                return Ok(());
            }
            self.tell();
            return Ok(());
        };
        let is_kept = is_asked || self.odd;
        if !is_kept && self.out.is_none() {
            return Ok(());
        }
        // Nobody asked for it there, and all that was to be read in is in.
        if !is_asked && self.out.is_none() && self.failed.is_some() {
            println!(
                "kan {} niet schrijven; geef --verslag met een plek waar dat wel kan. Dit viel op:",
                path.display()
            );
            self.tell();
            return Ok(());
        }
        self.end().during(
            format!("kan {} niet schrijven", path.display()),
            "geef schrijfrecht op die map",
        )?;
        if is_kept {
            println!("verslag: {}", path.display());
            return Ok(());
        }
        std::fs::remove_file(&path).during(
            format!("kan {} niet weghalen", path.display()),
            "geef schrijfrecht op die map",
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_report_that_nobody_asked_for_is_shown_where_it_cannot_be_written() {
        let dir = kit::testing::TestDir::new();
        let nowhere = dir.path().join("gone").join("a.verslag.csv");
        for (is_asked, is_right) in [(false, true), (true, false)] {
            let mut report = Report::to(Some(nowhere.clone()));
            for what in [NEW, REFUSED] {
                report.note(Line {
                    place: "regel 2".to_owned(),
                    what,
                    more: String::new(),
                });
            }
            let shown: Vec<&str> = report.shown.iter().map(|line| line.what).collect();
            assert_eq!(shown, [REFUSED]);
            assert_eq!(report.finish(false, is_asked).is_ok(), is_right);
        }
    }
}
