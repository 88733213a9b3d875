//! Nested services as the tables of a data package: every object a row, with the id of what it lies in.

use std::collections::{BTreeMap, HashSet};

use serde_json::{Map, Value, json};

/// Objects that lie in another: where, in which table they go, by which column they say whose they are.
type Inside = &'static [(&'static str, &'static str, &'static str)];

const IN_SERVICE: Inside = &[
    ("phones", "phones", "service_id"),
    ("schedules", "schedules", "service_id"),
    ("service_areas", "service_areas", "service_id"),
    ("languages", "languages", "service_id"),
    ("funding", "funding", "service_id"),
    ("cost_options", "cost_options", "service_id"),
    ("required_documents", "required_documents", "service_id"),
    ("contacts", "contacts", "service_id"),
    ("attributes", "attributes", "link_id"),
    ("additional_urls", "urls", "service_id"),
    ("capacities", "service_capacities", "service_id"),
    ("service_at_locations", "service_at_location", "service_id"),
];
const IN_LOCATION: Inside = &[
    ("addresses", "addresses", "location_id"),
    ("accessibility", "accessibility", "location_id"),
    ("phones", "phones", "location_id"),
    ("schedules", "schedules", "location_id"),
    ("languages", "languages", "location_id"),
    ("contacts", "contacts", "location_id"),
    ("attributes", "attributes", "link_id"),
];
const IN_ORGANIZATION: Inside = &[
    (
        "organization_identifiers",
        "organization_identifiers",
        "organization_id",
    ),
    ("phones", "phones", "organization_id"),
    ("contacts", "contacts", "organization_id"),
    ("funding", "funding", "organization_id"),
    ("attributes", "attributes", "link_id"),
    ("additional_websites", "urls", "organization_id"),
];
const IN_PLACE: Inside = &[
    ("phones", "phones", "service_at_location_id"),
    ("schedules", "schedules", "service_at_location_id"),
    ("contacts", "contacts", "service_at_location_id"),
    ("attributes", "attributes", "link_id"),
    ("service_areas", "service_areas", "service_at_location_id"),
];

/// Objects that a row points to: where, in which table they go, by which column the row says which.
const POINTED_TO: Inside = &[
    ("organization", "organizations", "organization_id"),
    ("program", "programs", "program_id"),
    ("location", "locations", "location_id"),
    ("taxonomy_term", "taxonomy_terms", "taxonomy_term_id"),
    ("unit", "units", "unit_id"),
];

/// One table of a package.
#[derive(Clone, Debug, Default)]
pub struct Table {
    pub columns: Vec<String>,
    pub rows: Vec<Vec<String>>,
}

/// The tables of a package, by name, as they fill.
#[derive(Clone, Debug, Default)]
pub struct Tables {
    tables: BTreeMap<&'static str, Table>,
    seen: HashSet<(&'static str, String)>,
}

impl Tables {
    /// Puts one fully nested service in its tables.
    pub fn add(&mut self, service: &Value) {
        self.object("services", service, None);
    }

    /// The tables with their names, and the description that goes with them.
    pub fn finish(self) -> (BTreeMap<&'static str, Table>, Value) {
        let resources: Vec<Value> = self
            .tables
            .iter()
            .map(|(name, table)| {
                let fields: Vec<Value> = table
                    .columns
                    .iter()
                    .map(|column| json!({ "name": column, "type": "string" }))
                    .collect();
                json!({
                    "name": name, "path": format!("{name}.csv"), "profile": "tabular-data-resource", "format": "csv",
                    "mediatype": "text/csv", "encoding": "utf-8", "schema": { "fields": fields, "primaryKey": "id" },
                })
            })
            .collect();
        let package = json!({
            "name": "human_services_data", "title": "Human Services Data Specification 3.0",
            "profile": "tabular-data-package", "resources": resources,
        });
        (self.tables, package)
    }

    fn object(&mut self, table: &'static str, value: &Value, of: Option<(&'static str, &str)>) {
        let Some(it) = value.as_object() else {
            return;
        };
        let id = value["id"].as_str().unwrap_or_default().to_owned();
        // Of what is told twice one row is written; what lies in it may be told by one of the two only.
        let whose = of.map_or("", |(_, owner)| owner);
        let first = self.seen.insert((table, format!("{whose} {id}")));
        let inside = match table {
            "services" => IN_SERVICE,
            "locations" => IN_LOCATION,
            "organizations" => IN_ORGANIZATION,
            "service_at_location" => IN_PLACE,
            _ => &[],
        };
        let mut row = Map::new();
        if let Some((column, owner)) = of {
            row.insert(column.to_owned(), json!(owner));
        }
        for (name, value) in it {
            if !POINTED_TO.iter().chain(inside).any(|(at, ..)| at == name) {
                row.insert(name.clone(), value.clone());
            }
        }
        // In an order of their own: what was read from tables is written as it stood there, whatever lies where in it.
        for (at, table, column) in POINTED_TO {
            let Some(value) = it.get(*at) else {
                continue;
            };
            if value["id"].is_string() {
                row.insert((*column).to_owned(), value["id"].clone());
            }
            self.object(table, value, None);
        }
        for (at, table, column) in inside {
            for one in it.get(*at).and_then(Value::as_array).into_iter().flatten() {
                self.object(table, one, Some((column, &id)));
            }
        }
        if first {
            self.tables.entry(table).or_default().add(&row);
        }
    }
}

impl Table {
    fn add(&mut self, row: &Map<String, Value>) {
        let mut cells: BTreeMap<&str, String> = row
            .iter()
            .map(|(name, value)| (name.as_str(), cell(value)))
            .filter(|(_, text)| !text.trim().is_empty())
            .collect();
        // A column of which nobody has anything would not come back.
        for name in row.keys().filter(|name| cells.contains_key(name.as_str())) {
            if !self.columns.contains(name) {
                self.columns.push(name.clone());
            }
        }
        let columns = self.columns.iter();
        let row = columns.map(|name| cells.remove(name.as_str()).unwrap_or_default());
        self.rows.push(row.collect());
    }

    /// The rows, each as long as the table is wide.
    pub fn even(&self) -> impl Iterator<Item = Vec<String>> + '_ {
        self.rows.iter().map(|row| {
            let mut row = row.clone();
            row.resize(self.columns.len(), String::new());
            row
        })
    }
}

/// What a value is in a cell; a whole number without a fraction, as it is read back.
fn cell(value: &Value) -> String {
    match value {
        Value::Null => String::new(),
        Value::String(text) => text.clone(),
        Value::Number(number) => match number.as_f64() {
            Some(float) if number.is_f64() && float.fract() == 0.0 && float.abs() < 1e15 => {
                format!("{float:.0}")
            }
            _ => number.to_string(),
        },
        other => other.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_nobody_has_makes_no_column_and_a_whole_number_no_fraction() {
        let mut table = Table::default();
        for value in [
            json!({ "id": "a", "amount": 12.0, "department": null, "title": " " }),
            json!({ "id": "b", "amount": 12.5, "title": "Balie", "open": true }),
        ] {
            table.add(value.as_object().unwrap());
        }
        assert_eq!(table.columns, ["id", "amount", "title", "open"]);
        let rows: Vec<Vec<String>> = table.even().collect();
        assert_eq!(rows, [["a", "12", "", ""], ["b", "12.5", "Balie", "true"]]);
    }
}
