//! One table of a package, which stays on disk: only where its rows begin is kept in memory.

use std::collections::HashMap;
use std::fs::{File, OpenOptions};
use std::hash::{BuildHasher as _, RandomState};
use std::io::Read;
use std::os::unix::fs::OpenOptionsExt as _;

use csv::ByteRecord;
use serde_json::{Map, Value, json};

use super::pakket::{MOST, Unreadable};

type Result<T> = std::result::Result<T, Unreadable>;

/// Columns that hold numbers; all others are text.
const NUMBERS: &[&str] = &[
    "latitude",
    "longitude",
    "minimum_age",
    "maximum_age",
    "amount",
    "available",
    "maximum",
    "interval",
    "count",
    "timezone",
    "extension",
    "year_incorporated",
];

/// Columns in which we write a list or an object: what lies in an object that has a table of its own, and has none itself.
const NESTED: &[&str] = &[
    "phones",
    "languages",
    "attributes",
    "accessibility",
    "schedules",
    "contacts",
    "service_areas",
    "funding",
    "locations",
    "programs",
    "metadata",
    "taxonomy_detail",
];

/// The columns by which rows of a table are looked for.
const KEYS: &[&str] = &[
    "id",
    "service_id",
    "location_id",
    "organization_id",
    "service_at_location_id",
    "link_id",
];
/// Bytes read at once where one row is looked up.
const LOOK_UP: usize = 4096;

/// One table: where its rows begin, by the text in a column.
pub(super) struct Table {
    path: String,
    names: Vec<String>,
    file: csv::Reader<File>,
    by: HashMap<&'static str, Vec<(u64, u64)>>,
}

/// A file of our own that is gone when it is closed.
pub(super) fn nameless() -> std::io::Result<File> {
    let word = RandomState::new().hash_one(std::process::id());
    let path = std::env::temp_dir().join(format!("wijkwerk-{word:016x}"));
    let file = OpenOptions::new()
        .read(true)
        .write(true)
        .create_new(true)
        .mode(0o600)
        .open(&path)?;
    std::fs::remove_file(&path)?;
    Ok(file)
}

fn text(bytes: &[u8]) -> String {
    match std::str::from_utf8(bytes) {
        Ok(text) => text.to_owned(),
        Err(_) => bytes.iter().map(|byte| char::from(*byte)).collect(),
    }
}

fn csv_wrong(error: csv::Error) -> Unreadable {
    Unreadable::Csv(error.to_string())
}

/// A reader of rows that may be shorter or longer than the first.
pub(super) fn reader<R: Read>(from: R) -> csv::Reader<R> {
    csv::ReaderBuilder::new().flexible(true).from_reader(from)
}

/// The names of the columns.
fn names_of<R: Read>(reader: &mut csv::Reader<R>) -> Result<Vec<String>> {
    let names = reader.byte_headers().map_err(csv_wrong)?;
    Ok(names
        .iter()
        .map(|name| text(name).trim_start_matches('\u{feff}').trim().to_owned())
        .collect())
}

/// What is done with a row that stands there; `Err` stops.
pub(super) type EachRow<'e> =
    dyn FnMut(&[String], &ByteRecord, &csv::Position) -> std::result::Result<(), String> + 'e;

/// Calls `each` with every row and where it stands; at most so many.
pub(super) fn pass<R: Read>(reader: &mut csv::Reader<R>, each: &mut EachRow<'_>) -> Result<()> {
    let names = names_of(reader)?;
    let mut row = ByteRecord::new();
    let mut count = 0;
    let nowhere = csv::Position::new();
    while reader.read_byte_record(&mut row).map_err(csv_wrong)? {
        count += 1;
        if count > MOST {
            return Err(Unreadable::TooMany);
        }
        let at = row.position().unwrap_or(&nowhere).clone();
        each(&names, &row, &at).map_err(Unreadable::Stopped)?;
    }
    Ok(())
}

impl Table {
    /// Notes where the rows begin of the table with this path in the package.
    pub fn of(path: &str, file: File, hasher: &RandomState) -> Result<Self> {
        let mut file = csv::ReaderBuilder::new()
            .flexible(true)
            .buffer_capacity(LOOK_UP)
            .from_reader(file);
        let names = names_of(&mut file)?;
        let columns: Vec<(&'static str, usize)> = KEYS
            .iter()
            .filter_map(|key| Some((*key, names.iter().position(|name| name == key)?)))
            .collect();
        let mut by: HashMap<&'static str, Vec<(u64, u64)>> = HashMap::new();
        pass(&mut file, &mut |_, row, at| {
            for (key, column) in &columns {
                if let Some(cell) = row.get(*column).filter(|cell| !cell.is_empty()) {
                    let hash = hasher.hash_one(text(cell));
                    by.entry(*key).or_default().push((hash, at.byte()));
                }
            }
            Ok(())
        })?;
        for rows in by.values_mut() {
            rows.sort_unstable();
            rows.shrink_to_fit();
        }
        Ok(Self {
            path: path.to_owned(),
            names,
            file,
            by,
        })
    }

    /// Gives every row to `each`, from the first on.
    pub fn each(&mut self, each: &mut dyn FnMut(Value)) -> Result<()> {
        self.pass_all(&mut |names, row, _| {
            each(object(names, row));
            Ok(())
        })
    }

    fn pass_all(&mut self, each: &mut EachRow<'_>) -> Result<()> {
        self.file.seek(csv::Position::new()).map_err(csv_wrong)?;
        // The names of the columns are a row now.
        self.file
            .read_byte_record(&mut ByteRecord::new())
            .map_err(csv_wrong)?;
        pass(&mut self.file, each)
    }

    /// Gives the place of every row that has the id of an earlier one and says something else to `each`. Of what hangs on
    /// something, only what hangs on the same is compared.
    pub fn told_otherwise(
        &mut self,
        hangs: bool,
        hasher: &RandomState,
        each: &mut dyn FnMut(String) -> std::result::Result<(), String>,
    ) -> Result<()> {
        let begins = self.otherwise(hangs, hasher)?;
        if begins.is_empty() {
            return Ok(());
        }
        let path = self.path.clone();
        self.pass_all(&mut |_, _, at| {
            if begins.binary_search(&at.byte()).is_ok() {
                each(format!("{path}:{}", at.line()))?;
            }
            Ok(())
        })
    }

    /// Where those rows begin, in order.
    fn otherwise(&mut self, hangs: bool, hasher: &RandomState) -> Result<Vec<u64>> {
        let Self {
            names, file, by, ..
        } = self;
        let ids = by.get("id").map_or(&[][..], Vec::as_slice);
        let mut found = Vec::new();
        for same in ids.chunk_by(|(one, _), (other, _)| one == other) {
            if same.len() < 2 {
                continue;
            }
            // By id and by what it hangs on: what the first of them says.
            let mut said: HashMap<u64, u64> = HashMap::new();
            for (_, byte) in same {
                let Some(it) = row_at(file, names, *byte)?.filter(|it| it["id"].is_string()) else {
                    continue;
                };
                let on = KEYS.iter().filter(|key| hangs || **key == "id");
                let whose: Vec<(&str, &str)> = on
                    .filter_map(|key| Some((*key, it[*key].as_str()?)))
                    .collect();
                let says = hasher.hash_one(it.to_string());
                let first = said.entry(hasher.hash_one(whose)).or_insert(says);
                if *first != says {
                    found.push(*byte);
                }
            }
        }
        found.sort_unstable();
        Ok(found)
    }

    /// The rows with this text in that column, in their order.
    pub fn rows(&mut self, column: &str, wanted: &str, hasher: &RandomState) -> Result<Vec<Value>> {
        let Self {
            names, file, by, ..
        } = self;
        let hash = hasher.hash_one(wanted);
        let all = by.get(column).map_or(&[][..], Vec::as_slice);
        let from = all.partition_point(|(one, _)| *one < hash);
        let same = all[from..].iter().take_while(|(one, _)| *one == hash);
        let mut found = Vec::new();
        for (_, byte) in same {
            let Some(it) = row_at(file, names, *byte)? else {
                continue;
            };
            // Another text can have the same hash.
            if it[column].as_str() == Some(wanted) {
                found.push(it);
            }
        }
        Ok(found)
    }
}

/// The row that begins at this byte.
fn row_at(file: &mut csv::Reader<File>, names: &[String], byte: u64) -> Result<Option<Value>> {
    let mut at = csv::Position::new();
    at.set_byte(byte);
    file.seek(at).map_err(csv_wrong)?;
    let mut row = ByteRecord::new();
    let is_there = file.read_byte_record(&mut row).map_err(csv_wrong)?;
    Ok(is_there.then(|| object(names, &row)))
}

/// A row as an object, without its empty cells.
pub(super) fn object(names: &[String], row: &ByteRecord) -> Value {
    let mut it = Map::new();
    for (name, cell) in names.iter().zip(row) {
        let cell = text(cell);
        if cell.trim().is_empty() || name.is_empty() {
            continue;
        }
        let number = NUMBERS
            .contains(&name.as_str())
            .then(|| cell.trim().parse::<f64>().ok())
            .flatten();
        let value = match number {
            Some(number) if number.fract() == 0.0 && number.abs() < 1e15 => {
                serde_json::from_str(&format!("{number:.0}")).unwrap_or(Value::Null)
            }
            Some(number) => json!(number),
            None => nested(name, &cell).unwrap_or_else(|| json!(cell)),
        };
        it.insert(name.clone(), value);
    }
    Value::Object(it)
}

/// The list or object that stands in a cell.
fn nested(name: &str, cell: &str) -> Option<Value> {
    let value: Value = NESTED
        .contains(&name)
        .then(|| serde_json::from_str(cell).ok())??;
    (value.is_array() || value.is_object()).then_some(value)
}
