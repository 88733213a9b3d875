//! The lists beside a file of meldingen that is read in: which lines were refused and which are odd, and why.
//!
//! They grow while the file is read in, under a name of their own, so that a run that breaks off leaves them. A run that comes
//! to its end puts the whole lists in their place.

use std::collections::{BTreeMap, BTreeSet};
use std::fs::File;
use std::path::{Path, PathBuf};

use super::failure::{During as _, Result};

/// Lines of the file with a sentence about each.
pub(super) type Told = Vec<(usize, String)>;

/// The two lists, each by the end of its name and its second column.
pub(super) const REFUSED: (&str, &str) = ("geweigerd", "reden");
pub(super) const ODD: (&str, &str) = ("let-op", "let op");

const ADVICE: &str = "geef schrijfrecht op die map";

fn beside(bestand: &Path, ending: &str) -> PathBuf {
    let mut name = bestand.as_os_str().to_owned();
    name.push(format!(".{ending}.csv"));
    PathBuf::from(name)
}

fn cannot_write(path: &Path) -> String {
    format!("kan {} niet schrijven", path.display())
}

/// A list that grows while the file is read in.
pub(super) struct Growing {
    path: PathBuf,
    column: &'static str,
    out: Option<csv::Writer<File>>,
    noted: BTreeSet<(usize, String)>,
}

impl Growing {
    /// Beside this file; nothing is written while there is nothing to tell.
    pub(super) fn new(bestand: &Path, (ending, column): (&str, &'static str)) -> Self {
        Self {
            path: beside(bestand, &format!("{ending}.deel")),
            column,
            out: None,
            noted: BTreeSet::new(),
        }
    }

    /// What an earlier run that broke off left here, by line.
    pub(super) fn left(&self) -> BTreeMap<usize, String> {
        let Ok(mut read) = csv::Reader::from_path(&self.path) else {
            return BTreeMap::new();
        };
        read.records()
            .filter_map(std::result::Result::ok)
            .filter_map(|row| Some((row.get(0)?.parse().ok()?, row.get(1)?.to_owned())))
            .collect()
    }

    /// Adds a line; the same is told once.
    pub(super) fn note(&mut self, line: usize, why: &str) -> Result<()> {
        if !self.noted.insert((line, why.to_owned())) {
            return Ok(());
        }
        self.add(line, why).during(cannot_write(&self.path), ADVICE)
    }

    fn add(&mut self, line: usize, why: &str) -> std::result::Result<(), csv::Error> {
        let mut out = match self.out.take() {
            Some(out) => out,
            None => self.begin()?,
        };
        out.write_record([line.to_string().as_str(), why])?;
        self.out = Some(out);
        Ok(())
    }

    fn begin(&self) -> std::result::Result<csv::Writer<File>, csv::Error> {
        let mut out = csv::Writer::from_path(&self.path)?;
        out.write_record(["regel", self.column])?;
        Ok(out)
    }

    /// What was noted so far stands in the file.
    pub(super) fn flush(&mut self) -> Result<()> {
        let Some(out) = &mut self.out else {
            return Ok(());
        };
        out.flush().during(cannot_write(&self.path), ADVICE)
    }
}

/// Lets go of a list that grew: the whole one stands in its place.
pub(super) fn let_go(bestand: &Path, (ending, _): (&str, &str)) -> Result<()> {
    let path = beside(bestand, &format!("{ending}.deel"));
    if path.exists() {
        std::fs::remove_file(&path).during(cannot_write(&path), ADVICE)?;
    }
    Ok(())
}

/// Writes the whole list beside the file, by line and never the row itself. A list of an earlier run that no longer holds goes
/// away.
pub(super) fn finish(
    bestand: &Path,
    (ending, column): (&str, &'static str),
    mut told: Told,
) -> Result<Option<PathBuf>> {
    let path = beside(bestand, ending);
    let mut write = || -> std::result::Result<Option<PathBuf>, Box<dyn std::error::Error>> {
        if told.is_empty() {
            if path.exists() {
                std::fs::remove_file(&path)?;
            }
        } else {
            told.sort();
            let mut out = csv::Writer::from_path(&path)?;
            out.write_record(["regel", column])?;
            for (line, why) in &told {
                out.write_record([line.to_string().as_str(), why.as_str()])?;
            }
            out.flush()?;
        }
        Ok((!told.is_empty()).then(|| path.clone()))
    };
    write().during(cannot_write(&path), ADVICE)
}

#[cfg(test)]
mod tests {
    use kit::testing::TestDir;

    use super::*;

    #[test]
    fn a_list_that_grows_is_there_before_the_end_and_tells_nothing_twice() {
        let dir = TestDir::new();
        let bestand = dir.path().join("rijen.csv");
        let mut list = Growing::new(&bestand, REFUSED);
        assert!(list.left().is_empty() && !list.path.exists());
        for (line, why) in [(7, "b, met komma"), (3, "a"), (7, "b, met komma")] {
            list.note(line, why).unwrap();
        }
        list.flush().unwrap();
        let text = std::fs::read_to_string(&list.path).unwrap();
        assert_eq!(text.lines().count(), 3, "{text}");
        let found = Growing::new(&bestand, REFUSED).left();
        assert_eq!(found[&7], "b, met komma");
        let whole = finish(&bestand, REFUSED, vec![(7, "b".into()), (3, "a".into())]).unwrap();
        let text = std::fs::read_to_string(whole.unwrap()).unwrap();
        assert_eq!(text, "regel,reden\n3,a\n7,b\n");
        let_go(&bestand, REFUSED).unwrap();
        assert!(!list.path.exists());
        assert!(finish(&bestand, REFUSED, Vec::new()).unwrap().is_none());
    }
}
