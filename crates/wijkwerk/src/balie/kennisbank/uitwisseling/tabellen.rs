//! A tabular data package: CSV tables named by `datapackage.json`, in a folder or a zip, joined to nested services.

use std::collections::HashMap;
use std::fs::File;
use std::hash::RandomState;
use std::io::{BufReader, Read, Seek as _};
use std::path::{Component, Path, PathBuf};

use serde_json::{Value, json};
use zip::ZipArchive;

use super::keten::Parents;
use super::pakket::{LARGEST, PACKAGE, Unreadable};
use super::stroom::Each;
use super::tabel::{Table, nameless, object, pass, reader};
use super::vorm::{Finding, What};

type Result<T> = std::result::Result<T, Unreadable>;

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
    ("urls", "additional_urls"),
    ("service_capacities", "capacities"),
];
/// The same for an organisation, by `organization_id`.
const OF_ORGANIZATION: &[(&str, &str)] = &[
    ("organization_identifiers", "organization_identifiers"),
    ("phones", "phones"),
    ("contacts", "contacts"),
    ("funding", "funding"),
    ("urls", "additional_websites"),
];
/// The same for a service at a place, by `service_at_location_id`.
const OF_PLACE: &[(&str, &str)] = &[
    ("phones", "phones"),
    ("schedules", "schedules"),
    ("contacts", "contacts"),
    ("service_areas", "service_areas"),
];
/// Tables that go by another name as well: in the standard, or in the files of others.
const ALSO: &[(&str, &str)] = &[
    ("service_at_location", "service_at_locations"),
    ("url", "urls"),
    ("unit", "units"),
    ("service_capacity", "service_capacities"),
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

/// Tables of which one row counts where several have the same id; and whether only those are meant that hang on the same.
const FIRST_COUNTS: &[(&str, bool)] = &[
    ("organizations", false),
    ("programs", false),
    ("locations", false),
    ("taxonomy_terms", false),
    ("units", false),
    ("phones", true),
];

/// What is done with something odd in a table; `Err` stops.
pub(super) type Tell<'t> = dyn FnMut(Finding) -> std::result::Result<(), String> + 't;

enum Place {
    Folder(PathBuf),
    Zip(Box<ZipArchive<BufReader<File>>>, String),
}

/// The tables of a package, all but the services, which pass by.
pub(super) struct Tables {
    place: Place,
    services: String,
    others: HashMap<String, Table>,
    hasher: RandomState,
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

    /// A table as a file of its own, to look rows up in; out of a zip it is unpacked to one without a name. `room` is how
    /// many bytes may still be unpacked.
    fn file(&mut self, name: &str, room: &mut u64) -> Result<File> {
        let wrong = |error: std::io::Error| Unreadable::Io(error.to_string());
        if let Self::Folder(dir) = self {
            let path = dir.join(name);
            self.open(name)?;
            let file = File::open(path).map_err(wrong)?;
            if file.metadata().map_err(wrong)?.len() > LARGEST {
                return Err(Unreadable::TooLarge);
            }
            return Ok(file);
        }
        let mut from = self.open(name)?.take(room.saturating_add(1));
        let mut file = nameless().map_err(wrong)?;
        let size = std::io::copy(&mut from, &mut file).map_err(wrong)?;
        *room = room.checked_sub(size).ok_or(Unreadable::TooLarge)?;
        file.rewind().map_err(wrong)?;
        Ok(file)
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
                .find_map(|name| Some(name.strip_suffix(PACKAGE)?.to_owned()))
                .ok_or(Unreadable::NoPackage)?;
            Place::Zip(Box::new(zip), prefix)
        };
        let said: Value = {
            let from = place.open(PACKAGE).map_err(|_| Unreadable::NoPackage)?;
            let mut text = String::new();
            from.take(8 << 20)
                .read_to_string(&mut text)
                .map_err(|error| Unreadable::Json(error.to_string()))?;
            serde_json::from_str(text.trim_start_matches('\u{feff}'))
                .map_err(|error| Unreadable::Json(error.to_string()))?
        };
        let mut services = None;
        let mut tables = HashMap::new();
        let (hasher, mut room) = (RandomState::new(), LARGEST);
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
            let also = ALSO.iter().find(|(other, _)| *other == stem);
            let stem = also.map_or(stem, |(_, ours)| *ours);
            match place.file(file, &mut room) {
                Ok(from) => {
                    tables.insert(stem.to_owned(), Table::of(file, from, &hasher)?);
                }
                Err(Unreadable::MissingTable(_)) => {}
                Err(other) => return Err(other),
            }
        }
        Ok(Self {
            place,
            services: services.ok_or_else(|| Unreadable::MissingTable("services".to_owned()))?,
            others: tables,
            hasher,
        })
    }

    /// Notes who is whose parent, also of what no service points to.
    pub fn gather(&mut self, parents: &mut Parents) -> Result<()> {
        for (name, column) in [
            ("organizations", "parent_organization_id"),
            ("taxonomy_terms", "parent_id"),
        ] {
            let Some(table) = self.others.get_mut(name) else {
                continue;
            };
            table.each(&mut |it| {
                if let (Some(id), Some(parent)) = (it["id"].as_str(), it[column].as_str()) {
                    parents.note(id, parent);
                }
            })?;
        }
        Ok(())
    }

    /// Tells of every row that has the id of an earlier one and says something else: it does not count.
    pub fn tell_of_others(&mut self, tell: &mut Tell<'_>) -> Result<()> {
        let Self { others, hasher, .. } = self;
        for (name, hangs) in FIRST_COUNTS {
            let Some(table) = others.get_mut(*name) else {
                continue;
            };
            table.told_otherwise(*hangs, hasher, &mut |place| {
                tell(Finding {
                    path: format!("{place}.id"),
                    what: What::ToldOtherwise,
                    refuses: false,
                })
            })?;
        }
        Ok(())
    }

    /// Gives every service, nested, to `each`.
    pub fn each(&mut self, each: &mut Each<'_>) -> Result<()> {
        let Self {
            place,
            services,
            others,
            hasher,
        } = self;
        let from = place.open(services)?;
        let file = services.clone();
        let mut others = Others {
            tables: others,
            hasher,
        };
        pass(&mut reader(from), &mut |names, row, at| {
            let mut service = object(names, row);
            others
                .nest(&mut service)
                .map_err(|error| error.to_string())?;
            each(format!("{file}:{}", at.line()), service)
        })
    }
}

/// The tables that hang on the services.
struct Others<'t> {
    tables: &'t mut HashMap<String, Table>,
    hasher: &'t RandomState,
}

impl Others<'_> {
    fn rows(&mut self, name: &str, column: &str, id: &str) -> Result<Vec<Value>> {
        match self.tables.get_mut(name) {
            Some(table) => table.rows(column, id, self.hasher),
            None => Ok(Vec::new()),
        }
    }

    /// The first row of that name with this id.
    fn one(&mut self, name: &str, id: &str) -> Result<Option<Value>> {
        Ok(self.rows(name, "id", id)?.into_iter().next())
    }

    fn hang(
        &mut self,
        it: &mut Value,
        hanging: &[(&str, &str)],
        column: &str,
        id: &str,
    ) -> Result<()> {
        for (table, name) in hanging {
            let mut found = self.rows(table, column, id)?;
            // Whose it is says where it lies.
            for one in &mut found {
                leave_out(one, column);
            }
            if !found.is_empty() {
                it[*name] = json!(found);
            }
        }
        Ok(())
    }

    fn nest(&mut self, service: &mut Value) -> Result<()> {
        // What we give out ourselves in one cell.
        if let Some(own) = service["wijkwerk"]
            .as_str()
            .and_then(|text| serde_json::from_str(text).ok())
        {
            service["wijkwerk"] = own;
        }
        let id = service["id"].as_str().unwrap_or_default().to_owned();
        if let Some(of) = service["organization_id"].as_str().map(ToOwned::to_owned)
            && let Some(mut organisation) = self.one("organizations", &of)?
        {
            self.hang(&mut organisation, OF_ORGANIZATION, "organization_id", &of)?;
            self.link(&mut organisation, &of)?;
            service["organization"] = organisation;
        }
        if let Some(of) = service["program_id"].as_str().map(ToOwned::to_owned)
            && let Some(program) = self.one("programs", &of)?
        {
            leave_out(service, "program_id");
            service["program"] = program;
        }
        self.hang(service, OF_SERVICE, "service_id", &id)?;
        let capacities = service.get_mut("capacities");
        for capacity in capacities
            .and_then(Value::as_array_mut)
            .into_iter()
            .flatten()
        {
            let of = capacity["unit_id"].as_str().unwrap_or_default().to_owned();
            if let Some(unit) = self.one("units", &of)? {
                leave_out(capacity, "unit_id");
                capacity["unit"] = unit;
            }
        }
        let mut places = self.rows("service_at_locations", "service_id", &id)?;
        for place in &mut places {
            let of = place["location_id"].as_str().unwrap_or_default().to_owned();
            let own = place["id"].as_str().unwrap_or_default().to_owned();
            leave_out(place, "service_id");
            self.hang(place, OF_PLACE, "service_at_location_id", &own)?;
            self.link(place, &own)?;
            if let Some(mut location) = self.one("locations", &of)? {
                self.hang(&mut location, OF_LOCATION, "location_id", &of)?;
                self.link(&mut location, &of)?;
                leave_out(place, "location_id");
                place["location"] = location;
            }
        }
        if !places.is_empty() {
            service["service_at_locations"] = json!(places);
        }
        self.link(service, &id)
    }

    /// The terms that say what `it` is.
    fn link(&mut self, it: &mut Value, id: &str) -> Result<()> {
        let mut attributes = self.rows("attributes", "link_id", id)?;
        for attribute in &mut attributes {
            let of = attribute["taxonomy_term_id"]
                .as_str()
                .unwrap_or_default()
                .to_owned();
            if let Some(term) = self.one("taxonomy_terms", &of)? {
                attribute["taxonomy_term"] = term;
            }
        }
        if !attributes.is_empty() {
            it["attributes"] = json!(attributes);
        }
        Ok(())
    }
}

/// Takes out what stands there under this name.
fn leave_out(it: &mut Value, name: &str) {
    if let Some(it) = it.as_object_mut() {
        // What stands behind it stays where it stands: the order of the columns is that of what is read.
        it.shift_remove(name);
    }
}
