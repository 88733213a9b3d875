//! Sheets of CSV and Excel: the first row names the columns, every other row is given with its line; and writing them.
//!
//! What comes over the web is not trusted: how much a workbook unpacks to and how many cells it holds is counted while
//! reading, and a cell far to the right costs no more than its neighbour.

mod merged;
mod write;

use std::collections::BTreeMap;
use std::io::{Cursor, Read as _};

use calamine::{Data, DataRef, Reader as _, Xlsx};

pub use write::{LONGEST_CELL, Workbook, guarded, unguarded};

/// One row: its line in the file, and its cells by the name of their column.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    /// The first line of the file is 1.
    pub line: usize,
    cells: BTreeMap<String, String>,
}

impl Row {
    /// The cell under the first of these names that is there and not empty.
    pub fn text(&self, names: &[&str]) -> Option<&str> {
        names
            .iter()
            .filter_map(|name| self.cell(name))
            .find(|cell| !cell.is_empty())
    }

    /// The cell under this name, also when it is empty; nothing where the sheet has no such column.
    pub fn cell(&self, name: &str) -> Option<&str> {
        self.cells.get(name).map(|cell| cell.trim())
    }

    /// Whether a cell holds a byte that no text holds.
    pub fn has_nul(&self) -> bool {
        self.cells.values().any(|cell| cell.contains('\0'))
    }

    /// Whether there is nothing in it.
    pub fn is_empty(&self) -> bool {
        self.cells.values().all(|cell| cell.trim().is_empty())
    }
}

/// What may be read of a sheet.
#[derive(Clone, Copy, Debug)]
pub struct Most {
    pub rows: usize,
    pub cells: usize,
    /// Bytes of a workbook when it is unpacked.
    pub unpacked: u64,
}

impl Most {
    /// As much as there is: for a file on the machine itself.
    pub const ALL: Self = Self {
        rows: usize::MAX,
        cells: usize::MAX,
        unpacked: u64::MAX,
    };
}

/// Why a sheet cannot be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Unreadable {
    /// Its name says that it is no CSV and no Excel.
    Kind,
    NoSheet,
    /// Larger than what may be read.
    TooMuch,
    Broken(String),
}

fn broken(error: impl std::fmt::Display) -> Unreadable {
    Unreadable::Broken(error.to_string())
}

/// Every row, by what the end of the name says that it is.
pub fn read(name: &str, bytes: &[u8], most: &Most) -> Result<Vec<Row>, Unreadable> {
    let end = name.rsplit_once('.').map(|(_, end)| end.to_lowercase());
    match end.as_deref() {
        Some("csv" | "tsv" | "txt") => read_csv(bytes, most),
        Some("xlsx") => read_xlsx(bytes, most),
        _ => Err(Unreadable::Kind),
    }
}

/// Letters of the name of a column; each row has its own copy.
const LONGEST_NAME: usize = 100;

/// Names of columns are compared without case, accents apart, spaces as one underscore.
pub fn column_name(text: &str) -> String {
    let words: Vec<String> = text
        .trim_start_matches('\u{feff}')
        .split([' ', '_', '-', '.'])
        .filter(|word| !word.is_empty())
        .map(str::to_lowercase)
        .collect();
    words.join("_").chars().take(LONGEST_NAME).collect()
}

fn text_of(bytes: &[u8]) -> String {
    match std::str::from_utf8(bytes) {
        Ok(text) => text.to_owned(),
        // Excel in the Netherlands writes CSV in Windows-1252.
        Err(_) => bytes.iter().copied().map(windows_1252).collect(),
    }
}

/// What 0x80 up to 0x9F are in Windows-1252: the euro, dashes and curly quotes. Five of them are nothing.
const HIGH: [char; 32] = [
    '\u{20ac}', '\u{fffd}', '\u{201a}', '\u{0192}', '\u{201e}', '\u{2026}', '\u{2020}', '\u{2021}',
    '\u{02c6}', '\u{2030}', '\u{0160}', '\u{2039}', '\u{0152}', '\u{fffd}', '\u{017d}', '\u{fffd}',
    '\u{fffd}', '\u{2018}', '\u{2019}', '\u{201c}', '\u{201d}', '\u{2022}', '\u{2013}', '\u{2014}',
    '\u{02dc}', '\u{2122}', '\u{0161}', '\u{203a}', '\u{0153}', '\u{fffd}', '\u{017e}', '\u{0178}',
];

/// The letter of a byte of Windows-1252, which but for those is Latin-1.
fn windows_1252(byte: u8) -> char {
    let high = byte.checked_sub(0x80).map(usize::from);
    high.and_then(|at| HIGH.get(at).copied())
        .unwrap_or_else(|| char::from(byte))
}

fn line_of(record: &csv::StringRecord) -> usize {
    record
        .position()
        .map_or(0, |at| usize::try_from(at.line()).unwrap_or(0))
}

/// The first two cells of every line of CSV, with the line, whatever stands above them.
pub fn read_pairs(bytes: &[u8]) -> Result<Vec<(usize, String, String)>, Unreadable> {
    let text = text_of(bytes);
    let first = text.lines().next().unwrap_or_default();
    // A line of words, without names of columns, may well hold commas of its own.
    let delimiter = [b';', b'\t']
        .into_iter()
        .find(|mark| first.bytes().any(|byte| byte == *mark));
    let mut reader = csv::ReaderBuilder::new()
        .delimiter(delimiter.unwrap_or(b','))
        .flexible(true)
        .has_headers(false)
        .from_reader(text.as_bytes());
    let mut pairs = Vec::new();
    for record in reader.records() {
        let record = record.map_err(broken)?;
        let cell = |n| {
            let cell: &str = record.get(n).unwrap_or_default();
            cell.trim_start_matches('\u{feff}').trim().to_owned()
        };
        pairs.push((line_of(&record), cell(0), cell(1)));
    }
    Ok(pairs)
}

/// Every row of CSV with commas, semicolons or tabs, whichever the first line has most of.
pub fn read_csv(bytes: &[u8], most: &Most) -> Result<Vec<Row>, Unreadable> {
    let text = text_of(bytes);
    let first = text.lines().next().unwrap_or_default();
    let delimiter = [b';', b'\t', b',']
        .into_iter()
        .max_by_key(|mark| first.bytes().filter(|byte| byte == mark).count())
        .unwrap_or(b',');
    let mut reader = csv::ReaderBuilder::new()
        .delimiter(delimiter)
        .flexible(true)
        .from_reader(text.as_bytes());
    let names: Vec<String> = reader
        .headers()
        .map_err(broken)?
        .iter()
        .map(column_name)
        .collect();
    let (mut rows, mut cells) = (Vec::new(), names.len());
    for record in reader.records() {
        let record = record.map_err(broken)?;
        cells = cells.saturating_add(record.len());
        if rows.len() >= most.rows || cells > most.cells {
            return Err(Unreadable::TooMuch);
        }
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

/// Every row of the first sheet of a workbook that holds something; merged cells all hold what the first of them does.
fn read_xlsx(bytes: &[u8], most: &Most) -> Result<Vec<Row>, Unreadable> {
    if most.unpacked < u64::MAX {
        fits(bytes, most.unpacked)?;
    }
    let mut book = Xlsx::new(Cursor::new(bytes)).map_err(broken)?;
    let name = book.sheet_names().first().cloned();
    let name = name.ok_or(Unreadable::NoSheet)?;
    let merged = book.merge_cells_by_sheet_name(&name).map_err(broken)?;
    let mut reader = book.worksheet_cells_reader(&name).map_err(broken)?;
    let mut all = merged::Cells::new();
    let mut count = 0_usize;
    let mut bytes = 0_u64;
    while let Some(cell) = reader.next_cell().map_err(broken)? {
        // Many cells may point to one long text: counted before it is copied.
        if let DataRef::SharedString(text) = cell.get_value() {
            bytes = bytes.saturating_add(u64::try_from(text.len()).unwrap_or(u64::MAX));
            if bytes > most.unpacked {
                return Err(Unreadable::TooMuch);
            }
        }
        let text = cell_text(&Data::from(cell.get_value().clone()));
        if text.is_empty() {
            continue;
        }
        let (row, column) = cell.get_position();
        all.entry(row).or_default().insert(column, text);
        count += 1;
        if count > most.cells || all.len() > most.rows.saturating_add(1) {
            return Err(Unreadable::TooMuch);
        }
    }
    merged::drop_titles(&mut all, &merged);
    merged::fill(&mut all, &merged, most)?;
    let mut rows = all.into_iter();
    let names: Vec<(u32, String)> = rows
        .next()
        .map(|(_, cells)| cells)
        .unwrap_or_default()
        .into_iter()
        .map(|(column, text)| (column, column_name(&text)))
        .collect();
    if names.len().saturating_mul(rows.len()) > most.cells {
        return Err(Unreadable::TooMuch);
    }
    Ok(rows
        .map(|(row, mut cells)| Row {
            line: usize::try_from(row).unwrap_or(0) + 1,
            cells: names
                .iter()
                .map(|(column, name)| (name.clone(), cells.remove(column).unwrap_or_default()))
                .collect(),
        })
        .collect())
}

/// Whether everything in this workbook together unpacks to no more than that; what it says of itself does not count.
fn fits(bytes: &[u8], most: u64) -> Result<(), Unreadable> {
    let mut zip = zip::ZipArchive::new(Cursor::new(bytes)).map_err(broken)?;
    let mut left = most;
    for n in 0..zip.len() {
        let file = zip.by_index(n).map_err(broken)?;
        let mut file = file.take(left.saturating_add(1));
        let read = std::io::copy(&mut file, &mut std::io::sink()).map_err(broken)?;
        left = left.checked_sub(read).ok_or(Unreadable::TooMuch)?;
    }
    Ok(())
}

fn cell_text(cell: &Data) -> String {
    match cell {
        Data::DateTime(moment) if moment.is_datetime() => {
            let (year, month, day, ..) = moment.to_ymd_hms_milli();
            format!("{year:04}-{month:02}-{day:02}")
        }
        Data::DateTimeIso(text) => text.split('T').next().unwrap_or_default().to_owned(),
        Data::Float(number) if number.fract() == 0.0 && number.abs() < 1e15 => {
            format!("{number:.0}")
        }
        other => other.to_string(),
    }
}

#[cfg(test)]
mod tests;
