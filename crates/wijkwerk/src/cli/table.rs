//! A table of CSV or Excel on the machine itself, with what is wrong with it in Dutch.

use std::path::Path;

use crate::sheet::{self, Most, Unreadable};
pub(super) use crate::sheet::{Row, column_name};

/// Every row of the file, or why it cannot be read.
pub(super) fn read(path: &Path) -> Result<Vec<Row>, String> {
    let bytes = std::fs::read(path).map_err(|error| error.to_string())?;
    let name = path.to_string_lossy();
    sheet::read(&name, &bytes, &Most::ALL).map_err(said)
}

/// The first two cells of every line of a CSV file, with the line, whatever stands above them.
pub(super) fn read_pairs(path: &Path) -> Result<Vec<(usize, String, String)>, String> {
    let bytes = std::fs::read(path).map_err(|error| error.to_string())?;
    sheet::read_pairs(&bytes).map_err(said)
}

fn said(why: Unreadable) -> String {
    match why {
        Unreadable::Kind => "de naam moet eindigen op .csv, .tsv of .xlsx".to_owned(),
        Unreadable::NoSheet => "het bestand heeft geen werkblad".to_owned(),
        Unreadable::TooMuch => "het bestand is te groot".to_owned(),
        Unreadable::Broken(error) => error,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_that_is_gone_or_no_table_says_so() {
        let dir = kit::testing::TestDir::new();
        let path = dir.path().join("a.xlsx");
        std::fs::write(&path, b"no workbook").unwrap();
        assert!(read(&path).is_err());
        assert!(read(&dir.path().join("gone.csv")).is_err());
    }
}
