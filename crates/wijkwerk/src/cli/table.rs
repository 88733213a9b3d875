//! Reading a table of CSV or Excel: the first row names the columns, every other row is given with its line.

use std::collections::BTreeMap;
use std::fs::File;
use std::io::{BufReader, Read as _};
use std::path::Path;

use calamine::{Data, Reader as _};

/// One row: its line in the file, and its cells by the name of their column.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Row {
    pub(super) line: usize,
    cells: BTreeMap<String, String>,
}

impl Row {
    /// The cell under the first of these names that is there and not empty.
    pub(super) fn text(&self, names: &[&str]) -> Option<&str> {
        names
            .iter()
            .filter_map(|name| self.cells.get(*name))
            .map(|cell| cell.trim())
            .find(|cell| !cell.is_empty())
    }
}

impl Row {
    /// Whether a cell holds a byte that no text holds.
    pub(super) fn has_nul(&self) -> bool {
        self.cells.values().any(|cell| cell.contains('\0'))
    }
}

/// Every row of the file, or why it cannot be read.
pub(super) fn read(path: &Path) -> Result<Vec<Row>, String> {
    let extension = path
        .extension()
        .and_then(|extension| extension.to_str())
        .map(str::to_lowercase);
    match extension.as_deref() {
        Some("csv" | "txt") => read_csv(path),
        Some("xlsx") => read_xlsx(path),
        _ => Err("de naam moet eindigen op .csv of .xlsx".into()),
    }
}

/// Names of columns are compared without case, accents apart, spaces as one underscore.
pub(super) fn column_name(text: &str) -> String {
    let words: Vec<String> = text
        .trim_start_matches('\u{feff}')
        .split([' ', '_', '-', '.'])
        .filter(|word| !word.is_empty())
        .map(str::to_lowercase)
        .collect();
    words.join("_")
}

/// The first two cells of every line of a CSV file, with the line, whatever stands above them.
pub(super) fn read_pairs(path: &Path) -> Result<Vec<(usize, String, String)>, String> {
    let text = read_text(path)?;
    let mut reader = reader_of(&text, false);
    let mut pairs = Vec::new();
    for record in reader.records() {
        let record = record.map_err(|error| error.to_string())?;
        let cell = |n| {
            let cell: &str = record.get(n).unwrap_or_default();
            cell.trim_start_matches('\u{feff}').trim().to_owned()
        };
        pairs.push((line_of(&record), cell(0), cell(1)));
    }
    Ok(pairs)
}

fn read_text(path: &Path) -> Result<String, String> {
    let mut bytes = Vec::new();
    File::open(path)
        .and_then(|file| BufReader::new(file).read_to_end(&mut bytes))
        .map_err(|error| error.to_string())?;
    Ok(match String::from_utf8(bytes) {
        Ok(text) => text,
        // Excel in the Netherlands writes CSV in Windows-1252, of which Latin-1 is all but the quotes and the euro.
        Err(other) => other
            .as_bytes()
            .iter()
            .map(|byte| char::from(*byte))
            .collect(),
    })
}

fn reader_of(text: &str, named: bool) -> csv::Reader<&[u8]> {
    let first = text.lines().next().unwrap_or_default();
    let count = |mark: u8| first.bytes().filter(|byte| *byte == mark).count();
    // Of two equals the later one counts. A line of words, without names of columns, may well hold commas of its own.
    let delimiter = if !named && count(b';') > 0 {
        b';'
    } else {
        [b',', b'\t', b';']
            .into_iter()
            .max_by_key(|mark| count(*mark))
            .unwrap_or(b',')
    };
    csv::ReaderBuilder::new()
        .delimiter(delimiter)
        .flexible(true)
        .has_headers(named)
        .from_reader(text.as_bytes())
}

fn line_of(record: &csv::StringRecord) -> usize {
    record
        .position()
        .map_or(0, |at| usize::try_from(at.line()).unwrap_or(0))
}

fn read_csv(path: &Path) -> Result<Vec<Row>, String> {
    let text = read_text(path)?;
    let mut reader = reader_of(&text, true);
    let names: Vec<String> = reader
        .headers()
        .map_err(|error| error.to_string())?
        .iter()
        .map(column_name)
        .collect();
    let mut rows = Vec::new();
    for record in reader.records() {
        let record = record.map_err(|error| error.to_string())?;
        let line = line_of(&record);
        let cells = names
            .iter()
            .cloned()
            .zip(record.iter().map(ToOwned::to_owned))
            .collect();
        rows.push(Row { line, cells });
    }
    Ok(rows)
}

fn read_xlsx(path: &Path) -> Result<Vec<Row>, String> {
    let mut book: calamine::Xlsx<_> =
        calamine::open_workbook(path).map_err(|error: calamine::XlsxError| error.to_string())?;
    let sheet = book
        .worksheet_range_at(0)
        .ok_or("het bestand heeft geen werkblad")?
        .map_err(|error| error.to_string())?;
    let first = sheet
        .start()
        .map_or(0, |(row, _)| usize::try_from(row).unwrap_or(0));
    let mut rows = sheet.rows();
    let names: Vec<String> = rows
        .next()
        .map(|row| {
            row.iter()
                .map(|cell| column_name(&cell_text(cell)))
                .collect()
        })
        .unwrap_or_default();
    Ok(rows
        .enumerate()
        .map(|(n, row)| Row {
            line: first + n + 2,
            cells: names
                .iter()
                .cloned()
                .zip(row.iter().map(cell_text))
                .collect(),
        })
        .collect())
}

fn cell_text(cell: &Data) -> String {
    match cell {
        Data::DateTime(moment) if moment.is_datetime() => {
            let (year, month, day, ..) = moment.to_ymd_hms_milli();
            format!("{year:04}-{month:02}-{day:02}")
        }
        Data::Float(number) if number.fract() == 0.0 && number.abs() < 1e15 => {
            format!("{number:.0}")
        }
        other => other.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_are_found_whatever_the_delimiter_and_the_case() {
        let dir = kit::testing::TestDir::new();
        let cases: [(&str, &[u8]); 3] = [
            ("a.csv", b"Extern nummer;Wijk\nM-1;Noord\n"),
            ("b.csv", b"\xef\xbb\xbfextern_nummer,WIJK\n\"M-1\",Noord\n"),
            ("c.txt", b"EXTERN-NUMMER\tWijk\nM-1\tNoord\n"),
        ];
        for (name, bytes) in cases {
            let path = dir.path().join(name);
            std::fs::write(&path, bytes).unwrap();
            let rows = read(&path).unwrap();
            assert_eq!(rows.len(), 1, "{name}");
            assert_eq!(rows[0].line, 2, "{name}");
            assert_eq!(rows[0].text(&["nummer", "extern_nummer"]), Some("M-1"));
            assert_eq!(rows[0].text(&["wijk"]), Some("Noord"), "{name}");
        }
    }

    #[test]
    fn what_is_no_table_says_so() {
        let dir = kit::testing::TestDir::new();
        let path = dir.path().join("a.xlsx");
        std::fs::write(&path, b"no workbook").unwrap();
        assert!(read(&path).is_err());
        assert!(read(&dir.path().join("a.pdf")).is_err());
        assert!(read(&dir.path().join("gone.csv")).is_err());
    }
}
