//! A package: JSON (a list, a page, one object) or tables; read twice, once for what only shows in the whole.

use std::collections::{HashMap, HashSet};
use std::fs::File;
use std::hash::{BuildHasher as _, RandomState};
use std::io::{BufRead, BufReader, Read as _};
use std::path::{Path, PathBuf};

use serde_json::{Map, Value, json};

use super::keten::Parents;
use super::lees::read_service;
use super::punten::is_punt;
use super::stroom::{Each, elements};
use super::tabellen::{Tables, Tell};
use super::toets::check;
use super::vorm::{Finding, Kind, What};
use crate::balie::kennisbank::inlezen::Incoming;

/// Most rows of one table, most services of one package.
pub(super) const MOST: usize = 1_000_000;
/// Most bytes of one file, unpacked.
pub(super) const LARGEST: u64 = 4 << 30;

/// Why a package cannot be read at all.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Unreadable {
    #[error("{0}")]
    Io(String),
    #[error("not JSON: {0}")]
    Json(String),
    #[error("not CSV: {0}")]
    Csv(String),
    #[error("no datapackage.json")]
    NoPackage,
    #[error("the table {0} is not there")]
    MissingTable(String),
    #[error("the name {0} leads outside the package")]
    Name(String),
    #[error("more than a million rows")]
    TooMany,
    #[error("more than four GiB")]
    TooLarge,
    #[error("stopped: {0}")]
    Stopped(String),
}

/// An object of a package as it was read.
#[derive(Clone, Debug)]
pub struct Read {
    pub path: String,
    /// The row to take in, unless something keeps it out or it is no service.
    pub row: Option<Incoming>,
    pub findings: Vec<Finding>,
}

impl Read {
    /// Whether a service was kept out.
    pub fn is_refused(&self) -> bool {
        self.findings.iter().any(|one| one.refuses)
    }
}

/// What names the tables of a package.
pub(super) const PACKAGE: &str = "datapackage.json";

/// Where the package is.
#[derive(Clone, Debug)]
pub enum Package {
    Json(PathBuf),
    Tables(PathBuf),
}

impl Package {
    /// By the name: a folder or zip holds tables, as does the folder of a `datapackage.json`; anything else is JSON.
    pub fn at(path: &Path) -> Self {
        if path.file_name().is_some_and(|name| name == PACKAGE) {
            let folder = path.parent().filter(|folder| *folder != Path::new(""));
            return Self::Tables(folder.unwrap_or(Path::new(".")).to_owned());
        }
        let zip = path
            .extension()
            .is_some_and(|end| end.eq_ignore_ascii_case("zip"));
        if zip || path.is_dir() {
            Self::Tables(path.to_owned())
        } else {
            Self::Json(path.to_owned())
        }
    }

    /// Whether it is tables.
    pub fn is_tables(&self) -> bool {
        matches!(self, Self::Tables(_))
    }

    fn pass(
        &self,
        whole: Option<(&mut Parents, &mut Tell<'_>)>,
        each: &mut Each<'_>,
    ) -> Result<Option<Map<String, Value>>, Unreadable> {
        match self {
            Self::Tables(path) => {
                let mut tables = Tables::open(path)?;
                if let Some((parents, tell)) = whole {
                    tables.gather(parents)?;
                    tables.tell_of_others(tell)?;
                }
                tables.each(each).map(|()| None)
            }
            Self::Json(path) => {
                let wrong = |error: std::io::Error| Unreadable::Io(error.to_string());
                let mut from = BufReader::new(File::open(path).map_err(wrong)?);
                skip_mark(&mut from).map_err(wrong)?;
                elements(from.take(LARGEST), each)
                    .map_err(|error| Unreadable::Json(error.to_string()))
            }
        }
    }
}

/// Passes over the mark that some programs put before UTF-8.
fn skip_mark(from: &mut impl BufRead) -> std::io::Result<()> {
    const MARK: &[u8] = "\u{feff}".as_bytes();
    if from.fill_buf()?.starts_with(MARK) {
        from.consume(MARK.len());
    }
    Ok(())
}

/// Reads a package and gives every object to `each`, in order; what is odd about a table comes first, about the whole last.
pub fn read_package(
    package: &Package,
    each: &mut dyn FnMut(Read) -> Result<(), String>,
) -> Result<(), Unreadable> {
    read_at_most(MOST, package, &mut |_| {}, each)
}

/// The same; `seen` is told how many services there are so far while the whole is looked at before any is given.
pub fn read_package_telling(
    package: &Package,
    seen: &mut dyn FnMut(usize),
    each: &mut dyn FnMut(Read) -> Result<(), String>,
) -> Result<(), Unreadable> {
    read_at_most(MOST, package, seen, each)
}

/// [`read_package`] of a package with at most so many services.
pub(super) fn read_at_most(
    most: usize,
    package: &Package,
    seen: &mut dyn FnMut(usize),
    each: &mut dyn FnMut(Read) -> Result<(), String>,
) -> Result<(), Unreadable> {
    let mut parents = Parents::default();
    let mut count = 0;
    let mut found = Parents::default();
    let tell: &mut Tell<'_> = &mut |one: Finding| {
        each(Read {
            path: one.path.clone(),
            row: None,
            findings: vec![one],
        })
    };
    let first = package.pass(Some((&mut parents, tell)), &mut |_, value| {
        count += 1;
        seen(count);
        found.gather(&value);
        if count > most {
            Err("too many".to_owned())
        } else {
            Ok(())
        }
    });
    if count > most {
        return Err(Unreadable::TooMany);
    }
    first?;
    let mut reading = Reading {
        circles: &parents.circles() | &found.circles(),
        parents: [parents, found],
        seen: HashMap::new(),
        hasher: RandomState::new(),
    };
    let page = package.pass(None, &mut |path, value| {
        for one in reading.object(&path, &value) {
            each(one)?;
        }
        Ok(())
    })?;
    let findings = page.map(|page| page_findings(&page)).unwrap_or_default();
    if findings.is_empty() {
        return Ok(());
    }
    each(Read {
        path: "$".to_owned(),
        row: None,
        findings,
    })
    .map_err(Unreadable::Stopped)
}

struct Reading {
    circles: HashSet<String>,
    parents: [Parents; 2],
    /// Services by their id: what the first of them is called.
    seen: HashMap<u64, u64>,
    hasher: RandomState,
}

impl Reading {
    /// The services in one object of the package, with what was found.
    fn object(&mut self, path: &str, value: &Value) -> Vec<Read> {
        let Some(kind) = value.as_object().and_then(Kind::of) else {
            return vec![Read {
                path: path.to_owned(),
                row: None,
                findings: vec![finding(path, What::NotHsds, false)],
            }];
        };
        match kind {
            Kind::Service => vec![self.service(path, value)],
            Kind::ServiceAtLocation if value["service"].is_object() => {
                let mut own = Vec::new();
                check(kind, &without(value, "service"), path, &mut own);
                let at = without(value, "service");
                let mut service = value["service"].clone();
                if service["service_at_locations"].is_null() {
                    service["service_at_locations"] = json!([at]);
                }
                let mut read = self.service(&format!("{path}.service"), &service);
                let nested = format!("{path}.service.service_at_locations[0]");
                read.findings.retain(|one| !one.path.starts_with(&nested));
                if own.iter().any(|one| one.refuses) {
                    read.row = None;
                }
                read.findings.splice(0..0, own);
                vec![read]
            }
            Kind::Organization => {
                let organisation = without(value, "services");
                let mut own = Vec::new();
                check(kind, &organisation, path, &mut own);
                self.circle(path, value, &mut own);
                let refused = own.iter().any(|one| one.refuses);
                let mut all = Vec::new();
                if !own.is_empty() {
                    all.push(Read {
                        path: path.to_owned(),
                        row: None,
                        findings: own,
                    });
                }
                for (n, service) in value["services"]
                    .as_array()
                    .into_iter()
                    .flatten()
                    .enumerate()
                {
                    let mut service = service.clone();
                    if service.is_object() && service["organization"].is_null() && !refused {
                        service["organization"] = organisation.clone();
                    }
                    all.push(self.service(&format!("{path}.services[{n}]"), &service));
                }
                all
            }
            other => {
                let mut findings = Vec::new();
                check(other, value, path, &mut findings);
                self.circle(path, value, &mut findings);
                vec![Read {
                    path: path.to_owned(),
                    row: None,
                    findings,
                }]
            }
        }
    }

    fn service(&mut self, path: &str, service: &Value) -> Read {
        if is_punt(service) {
            return Read {
                path: path.to_owned(),
                row: None,
                findings: Vec::new(),
            };
        }
        let mut findings = Vec::new();
        let mut row = read_service(service, path, &mut findings);
        self.circle(
            &format!("{path}.organization"),
            &service["organization"],
            &mut findings,
        );
        for (n, one) in service["attributes"]
            .as_array()
            .into_iter()
            .flatten()
            .enumerate()
        {
            let at = format!("{path}.attributes[{n}].taxonomy_term");
            self.circle(&at, &one["taxonomy_term"], &mut findings);
        }
        let id = self
            .hasher
            .hash_one(service["id"].as_str().unwrap_or_default());
        let name = self
            .hasher
            .hash_one(service["name"].as_str().unwrap_or_default().trim());
        if service["id"].is_string() {
            match self.seen.get(&id) {
                Some(first) => {
                    let repeated = *first == name;
                    let what = if repeated {
                        What::Repeated
                    } else {
                        What::DuplicateId
                    };
                    findings.push(finding(&format!("{path}.id"), what, !repeated));
                    row = None;
                }
                None if row.is_some() => {
                    self.seen.insert(id, name);
                }
                None => {}
            }
        }
        if findings.iter().any(|one| one.refuses) {
            row = None;
        }
        Read {
            path: path.to_owned(),
            row,
            findings,
        }
    }

    fn circle(&self, path: &str, value: &Value, out: &mut Vec<Finding>) {
        let Some(id) = value["id"].as_str() else {
            return;
        };
        let field = if value["parent_organization_id"].is_string() {
            "parent_organization_id"
        } else {
            "parent_id"
        };
        if self.circles.contains(id) {
            out.push(finding(&format!("{path}.{field}"), What::Cycle, true));
        } else if self.parents.iter().any(|parents| parents.is_own(id)) {
            out.push(finding(&format!("{path}.{field}"), What::OwnParent, false));
        }
    }
}

fn finding(path: &str, what: What, refuses: bool) -> Finding {
    Finding {
        path: path.to_owned(),
        what,
        refuses,
    }
}

fn without(value: &Value, name: &str) -> Value {
    let mut value = value.clone();
    if let Some(it) = value.as_object_mut() {
        it.shift_remove(name);
    }
    value
}

/// Whether what a page says of itself fits what it holds.
fn page_findings(page: &Map<String, Value>) -> Vec<Finding> {
    let number = |name: &str| page.get(name).and_then(Value::as_u64);
    let flag = |name: &str| page.get(name).and_then(Value::as_bool);
    let count = number("_count");
    let mut found = Vec::new();
    let mut tell = |name: &str, what: What| found.push(finding(&format!("$.{name}"), what, false));
    if number("total_items").is_some_and(|total| count > Some(total)) {
        tell("total_items", What::Count);
    }
    if number("size").is_some_and(|size| count != Some(size)) {
        tell("size", What::Count);
    }
    let last = number("total_pages")
        .zip(number("page_number"))
        .map(|(all, at)| at >= all);
    if last == Some(false) && flag("last_page") == Some(true) {
        tell("total_pages", What::Count);
    }
    if flag("last_page") == Some(false) {
        tell("last_page", What::MorePages);
    }
    if flag("empty").is_some_and(|empty| Some(empty) != count.map(|count| count == 0)) {
        tell("empty", What::Count);
    }
    found
}
