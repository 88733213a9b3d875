//! A tabular data package: CSV tables named by `datapackage.json`, in a folder or a zip, joined to nested services.

use std::collections::HashMap;
use std::fs::File;
use std::io::{BufReader, Read};
use std::path::{Component, Path, PathBuf};

use csv::ByteRecord;
use serde_json::{Map, Value, json};
use zip::ZipArchive;

use super::keten::Parents;
use super::pakket::{LARGEST, MOST, Unreadable};
use super::stroom::Each;

type Result<T> = std::result::Result<T, Unreadable>;

/// Columns that hold numbers; all others are text.
const NUMBERS: &[&str] = &[
    "latitude",
    "longitude",
    "minimum_age",
    "maximum_age",
    "amount",
    "interval",
    "count",
    "timezone",
    "extension",
    "year_incorporated",
];

/// Tables that hang on a service by `service_id`, and under which name they lie in it.
const OF_SERVICE: &[(&str, &str)] = &[
    ("phones", "phones"),
    ("schedules", "schedules"),
    ("service_areas", "service_areas"),
    ("languages", "languages"),
    ("funding", "funding"),
    ("cost_options", "cost_options"),
    ("required_documents", "required_documents"),
    ("contacts", "contacts"),
];
/// The same for a place, by `location_id`.
const OF_LOCATION: &[(&str, &str)] = &[
    ("addresses", "addresses"),
    ("accessibility", "accessibility"),
    ("phones", "phones"),
    ("schedules", "schedules"),
    ("languages", "languages"),
    ("contacts", "contacts"),
];

enum Place {
    Folder(PathBuf),
    Zip(Box<ZipArchive<BufReader<File>>>, String),
}

/// One table, kept as it was read.
#[derive(Default)]
struct Table {
    names: Vec<String>,
    rows: Vec<ByteRecord>,
    /// Rows by the text in a column.
    by: HashMap<&'static str, HashMap<String, Vec<usize>>>,
}

/// The tables of a package, all but the services, which pass by.
pub(super) struct Tables {
    place: Place,
    services: String,
    others: HashMap<String, Table>,
}

fn text(bytes: &[u8]) -> String {
    match std::str::from_utf8(bytes) {
        Ok(text) => text.to_owned(),
        Err(_) => bytes.iter().map(|byte| char::from(*byte)).collect(),
    }
}

impl Place {
    fn open(&mut self, name: &str) -> Result<Box<dyn Read + '_>> {
        let plain = Path::new(name)
            .components()
            .all(|part| matches!(part, Component::Normal(_)));
        if !plain {
            return Err(Unreadable::Name(name.to_owned()));
        }
        let missing = |_| Unreadable::MissingTable(name.to_owned());
        match self {
            Self::Folder(dir) => {
                let file = File::open(dir.join(name)).map_err(missing)?;
                Ok(Box::new(BufReader::new(file).take(LARGEST)))
            }
            Self::Zip(zip, prefix) => {
                let entry = zip
                    .by_name(&format!("{prefix}{name}"))
                    .map_err(|_| Unreadable::MissingTable(name.to_owned()))?;
                Ok(Box::new(BufReader::new(entry).take(LARGEST)))
            }
        }
    }
}

impl Tables {
    /// Reads all tables but the services.
    pub fn open(path: &Path) -> Result<Self> {
        let mut place = if path.is_dir() {
            Place::Folder(path.to_owned())
        } else {
            let file = File::open(path).map_err(|error| Unreadable::Io(error.to_string()))?;
            let zip = ZipArchive::new(BufReader::new(file))
                .map_err(|error| Unreadable::Io(error.to_string()))?;
            let prefix = zip
                .file_names()
                .flatten()
                .find_map(|name| Some(name.strip_suffix("datapackage.json")?.to_owned()))
                .ok_or(Unreadable::NoPackage)?;
            Place::Zip(Box::new(zip), prefix)
        };
        let said: Value = {
            let from = place
                .open("datapackage.json")
                .map_err(|_| Unreadable::NoPackage)?;
            serde_json::from_reader(from.take(8 << 20))
                .map_err(|error| Unreadable::Json(error.to_string()))?
        };
        let mut services = None;
        let mut tables = HashMap::new();
        for resource in said["resources"].as_array().into_iter().flatten() {
            let Some(file) = resource["path"].as_str() else {
                continue;
            };
            let stem = file
                .rsplit('/')
                .next()
                .unwrap_or(file)
                .trim_end_matches(".csv");
            if stem == "services" {
                services = Some(file.to_owned());
                continue;
            }
            let stem = if stem == "service_at_location" {
                "service_at_locations"
            } else {
                stem
            };
            match place.open(file) {
                Ok(from) => {
                    tables.insert(stem.to_owned(), read_table(from)?);
                }
                Err(Unreadable::MissingTable(_)) => {}
                Err(other) => return Err(other),
            }
        }
        let mut made = Self {
            place,
            services: services.ok_or_else(|| Unreadable::MissingTable("services".to_owned()))?,
            others: tables,
        };
        made.index();
        Ok(made)
    }

    fn index(&mut self) {
        let columns: &[&'static str] = &[
            "id",
            "service_id",
            "location_id",
            "organization_id",
            "service_at_location_id",
            "link_id",
        ];
        for table in self.others.values_mut() {
            for column in columns {
                let Some(at) = table.names.iter().position(|name| name == column) else {
                    continue;
                };
                let mut by: HashMap<String, Vec<usize>> = HashMap::new();
                for (n, row) in table.rows.iter().enumerate() {
                    if let Some(cell) = row.get(at).filter(|cell| !cell.is_empty()) {
                        by.entry(text(cell)).or_default().push(n);
                    }
                }
                table.by.insert(column, by);
            }
        }
    }

    /// Notes who is whose parent, also of what no service points to.
    pub fn gather(&self, parents: &mut Parents) {
        for (name, column) in [
            ("organizations", "parent_organization_id"),
            ("taxonomy_terms", "parent_id"),
        ] {
            let Some(table) = self.others.get(name) else {
                continue;
            };
            for row in &table.rows {
                let it = object(&table.names, row);
                if let (Some(id), Some(parent)) = (it["id"].as_str(), it[column].as_str()) {
                    parents.note(id, parent);
                }
            }
        }
    }

    /// Gives every service, nested, to `each`.
    pub fn each(&mut self, each: &mut Each<'_>) -> Result<()> {
        let Self {
            place,
            services,
            others,
        } = self;
        let from = place.open(services)?;
        let file = services.clone();
        pass(from, &mut |names, row, line| {
            let mut service = object(names, row);
            nest(others, &mut service);
            each(format!("{file}:{line}"), service)
        })
    }
}

/// Calls `each` with every row and its line; at most so many.
fn pass(
    from: impl Read,
    each: &mut dyn FnMut(&[String], &ByteRecord, u64) -> std::result::Result<(), String>,
) -> Result<()> {
    let wrong = |error: csv::Error| Unreadable::Csv(error.to_string());
    let mut reader = csv::ReaderBuilder::new().flexible(true).from_reader(from);
    let names: Vec<String> = reader
        .byte_headers()
        .map_err(wrong)?
        .iter()
        .map(|name| text(name).trim_start_matches('\u{feff}').trim().to_owned())
        .collect();
    let mut row = ByteRecord::new();
    let mut count = 0;
    while reader.read_byte_record(&mut row).map_err(wrong)? {
        count += 1;
        if count > MOST {
            return Err(Unreadable::TooMany);
        }
        let line = row.position().map_or(0, csv::Position::line);
        each(&names, &row, line).map_err(Unreadable::Stopped)?;
    }
    Ok(())
}

fn read_table(from: impl Read) -> Result<Table> {
    let mut table = Table::default();
    pass(from, &mut |names, row, _| {
        if table.names.is_empty() {
            table.names = names.to_vec();
        }
        table.rows.push(row.clone());
        Ok(())
    })?;
    Ok(table)
}

/// A row as an object, without its empty cells.
fn object(names: &[String], row: &ByteRecord) -> Value {
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
            None => json!(cell),
        };
        it.insert(name.clone(), value);
    }
    Value::Object(it)
}

fn rows(tables: &HashMap<String, Table>, name: &str, column: &str, id: &str) -> Vec<Value> {
    let Some(table) = tables.get(name) else {
        return Vec::new();
    };
    let found = table.by.get(column).and_then(|by| by.get(id));
    let all = found.into_iter().flatten();
    all.filter_map(|n| Some(object(&table.names, table.rows.get(*n)?)))
        .collect()
}

fn hang(
    tables: &HashMap<String, Table>,
    it: &mut Value,
    hanging: &[(&str, &str)],
    column: &str,
    id: &str,
) {
    for (table, name) in hanging {
        let found = rows(tables, table, column, id);
        if !found.is_empty() {
            it[*name] = json!(found);
        }
    }
}

fn nest(tables: &HashMap<String, Table>, service: &mut Value) {
    // What we give out ourselves in one cell.
    if let Some(own) = service["wijkwerk"]
        .as_str()
        .and_then(|text| serde_json::from_str(text).ok())
    {
        service["wijkwerk"] = own;
    }
    let id = service["id"].as_str().unwrap_or_default().to_owned();
    if let Some(of) = service["organization_id"].as_str().map(ToOwned::to_owned)
        && let Some(mut organisation) = rows(tables, "organizations", "id", &of).pop()
    {
        hang(
            tables,
            &mut organisation,
            &[("organization_identifiers", "organization_identifiers")],
            "organization_id",
            &of,
        );
        service["organization"] = organisation;
    }
    if let Some(of) = service["program_id"].as_str().map(ToOwned::to_owned)
        && let Some(program) = rows(tables, "programs", "id", &of).pop()
    {
        service["program"] = program;
    }
    hang(tables, service, OF_SERVICE, "service_id", &id);
    let mut places = rows(tables, "service_at_locations", "service_id", &id);
    for place in &mut places {
        let of = place["location_id"].as_str().unwrap_or_default().to_owned();
        let own = place["id"].as_str().unwrap_or_default().to_owned();
        hang(
            tables,
            place,
            &[("schedules", "schedules")],
            "service_at_location_id",
            &own,
        );
        if let Some(mut location) = rows(tables, "locations", "id", &of).pop() {
            hang(tables, &mut location, OF_LOCATION, "location_id", &of);
            place["location"] = location;
        }
    }
    if !places.is_empty() {
        service["service_at_locations"] = json!(places);
    }
    let mut attributes = rows(tables, "attributes", "link_id", &id);
    for attribute in &mut attributes {
        let of = attribute["taxonomy_term_id"]
            .as_str()
            .unwrap_or_default()
            .to_owned();
        if let Some(term) = rows(tables, "taxonomy_terms", "id", &of).pop() {
            attribute["taxonomy_term"] = term;
        }
    }
    if !attributes.is_empty() {
        service["attributes"] = json!(attributes);
    }
}
