//! The API says what it does: by the NL API Design Rules, and answers what its description promises.

use kit::testing::TestDb;
use serde_json::Value;
use wijkwerk::config::Config;
use wijkwerk::http::{Kind, Route, openapi_document};
use wijkwerk::testing::{Ask, TestApp};

use crate::sources::none;

fn app() -> TestApp {
    TestApp::new(TestDb::sqlite(), &["velsen-demo"])
}

fn document() -> Value {
    openapi_document(&Config::default(), &wijkwerk::routes::all())
}

/// What others may ask; the rest that answers JSON is for our own scripts.
fn public_routes() -> Vec<Route> {
    wijkwerk::routes::all()
        .into_iter()
        .filter(|route| route.path.starts_with("/api/"))
        .collect()
}

/// The operations of the description: path, what is said of GET.
fn operations(document: &Value) -> Vec<(String, Value)> {
    document["paths"]
        .as_object()
        .expect("there are paths")
        .iter()
        .map(|(path, item)| (path.clone(), item["get"].clone()))
        .collect()
}

#[test]
fn every_route_of_the_api_is_described_and_nothing_else() {
    let document = document();
    let mut said: Vec<String> = operations(&document)
        .into_iter()
        .map(|(path, _)| format!("/api/v1{path}"))
        .collect();
    let mut there: Vec<String> = public_routes()
        .iter()
        .map(|route| route.path.to_owned())
        .collect();
    said.sort();
    there.sort();
    assert_eq!(said, there);
}

#[test]
fn the_description_keeps_the_design_rules() {
    let document = document();
    assert_eq!(document["openapi"], "3.1.0");
    assert_eq!(document["info"]["version"], wijkwerk::API_VERSION);
    for part in ["name", "url", "email"] {
        let contact = document["info"]["contact"][part].as_str();
        assert!(contact.is_some_and(|text| !text.is_empty()), "{part}");
    }
    let server = document["servers"][0]["url"].as_str().expect("a server");
    assert!(server.ends_with("/v1"), "{server}");
    let mut wrong = Vec::new();
    for (path, get) in operations(&document) {
        let kebab = path
            .split('/')
            .filter(|part| !part.starts_with('{') && *part != "openapi.json")
            .all(|part| part.chars().all(|ch| ch.is_ascii_lowercase() || ch == '-'));
        if !kebab || path.ends_with('/') {
            wrong.push(format!("{path}: not in kebab case"));
        }
        let responses = get["responses"].as_object().expect("there are answers");
        for (status, answer) in responses {
            if answer["headers"]["API-Version"].is_null() {
                wrong.push(format!("{path} {status}: no API-Version"));
            }
            let problem = answer["content"]["application/problem+json"].is_object();
            if status.starts_with(['4', '5']) != problem {
                wrong.push(format!("{path} {status}: errors are problem+json"));
            }
        }
        for parameter in get["parameters"].as_array().into_iter().flatten() {
            let name = parameter["name"].as_str().unwrap_or_default();
            let camel = name.chars().all(|ch| ch.is_ascii_alphanumeric());
            let about = parameter["description"].as_str().unwrap_or_default();
            if !camel || !name.starts_with(|ch: char| ch.is_ascii_lowercase()) {
                wrong.push(format!("{path}: {name} is not in camel case"));
            }
            if !about.ends_with('.') {
                wrong.push(format!("{path}: {name} says nothing of itself"));
            }
            if responses.get("400").is_none() {
                wrong.push(format!("{path}: parameters but no 400"));
            }
        }
    }
    none("a departure from the NL API Design Rules", &wrong);
}

/// What of `value` is not as `schema` says.
fn differences(document: &Value, schema: &Value, value: &Value, at: &str) -> Vec<String> {
    if let Some(path) = schema["$ref"].as_str() {
        let inner = document
            .pointer(path.trim_start_matches('#'))
            .unwrap_or_else(|| panic!("{path} is not described"));
        return differences(document, inner, value, at);
    }
    if let Some(options) = schema["anyOf"].as_array() {
        let all: Vec<Vec<String>> = options
            .iter()
            .map(|option| differences(document, option, value, at))
            .collect();
        return all.into_iter().min_by_key(Vec::len).unwrap_or_default();
    }
    let kinds: Vec<&str> = match &schema["type"] {
        Value::String(kind) => vec![kind],
        Value::Array(kinds) => kinds.iter().filter_map(Value::as_str).collect(),
        _ => return vec![format!("{at}: no type")],
    };
    let kind = match value {
        Value::Null => "null",
        Value::Bool(_) => "boolean",
        Value::Number(number) if number.is_f64() => "number",
        Value::Number(_) => "integer",
        Value::String(_) => "string",
        Value::Array(_) => "array",
        Value::Object(_) => "object",
    };
    let also = if kind == "integer" { "number" } else { kind };
    if !kinds.contains(&kind) && !kinds.contains(&also) {
        return vec![format!("{at}: {kind} instead of {kinds:?}")];
    }
    let mut found = Vec::new();
    for (n, item) in value.as_array().into_iter().flatten().enumerate() {
        found.extend(differences(
            document,
            &schema["items"],
            item,
            &format!("{at}[{n}]"),
        ));
    }
    let Some(properties) = schema["properties"].as_object() else {
        return found;
    };
    for (key, item) in value.as_object().into_iter().flatten() {
        match properties.get(key) {
            None => found.push(format!("{at}.{key} is not described")),
            Some(inner) => {
                found.extend(differences(document, inner, item, &format!("{at}.{key}")));
            }
        }
    }
    for name in schema["required"].as_array().into_iter().flatten() {
        let name = name.as_str().unwrap_or_default();
        if value.get(name).is_none() {
            found.push(format!("{at}.{name} is missing"));
        }
    }
    found
}

#[test]
fn the_api_answers_as_described() {
    let app = app();
    let samples = app.samples();
    let document = document();
    let mut wrong = Vec::new();
    let mut filled = 0;
    for route in public_routes() {
        assert_eq!(route.kind, Kind::Api, "{}", route.name);
        let path = samples.fill(route.path).expect("there is a sample");
        let fields = samples.fill(route.sample).expect("there is a sample");
        let answer = app.send(&Ask::get(&path).query(&fields));
        assert_eq!(answer.status, 200, "{path}: {}", answer.text());
        assert_eq!(answer.header("api-version"), wijkwerk::API_VERSION);
        let said = document["paths"]
            .get(route.path.trim_start_matches("/api/v1"))
            .expect("it is described");
        let schema = &said["get"]["responses"]["200"]["content"]["application/json"]["schema"];
        let value = answer.json();
        filled += value.to_string().len();
        wrong.extend(differences(&document, schema, &value, route.name));
    }
    none("an answer that is not as described", &wrong);
    assert!(filled > 1000, "the samples show too little: {filled} bytes");
}

#[test]
fn another_answer_is_told() {
    let document = document();
    let schema = serde_json::json!({ "$ref": "#/components/schemas/Gebiedsantwoord" });
    let right = serde_json::json!({
        "cbsWijk": null, "wijken": [{ "sleutel": "a", "naam": "A" }], "team": null, "contacten": [],
    });
    assert_eq!(differences(&document, &schema, &right, "x"), [""; 0]);
    let mut other = right.clone();
    other["wijken"][0]["geheim"] = 1.into();
    assert_eq!(
        differences(&document, &schema, &other, "x"),
        ["x.wijken[0].geheim is not described"]
    );
    other = right;
    other["team"] = "Noord".into();
    assert_eq!(differences(&document, &schema, &other, "x").len(), 1);
}

#[test]
fn the_description_is_for_everybody() {
    let app = app();
    let answer = app.send(&Ask::get("/api/v1/openapi.json"));
    assert_eq!(answer.status, 200);
    assert_eq!(answer.header("access-control-allow-origin"), "*");
    assert_eq!(answer.header("content-type"), "application/json");
    assert_eq!(
        answer.json(),
        openapi_document(app.app.config(), app.app.routes().routes())
    );
    assert_eq!(app.send(&Ask::get("/api/v1/openapi.json/")).status, 404);
}

#[test]
fn a_fault_is_a_problem() {
    let app = app();
    let slug = app.slug();
    let cases = [
        (
            format!("/api/v1/gemeenten/{slug}/gebieden?lat=x&lon=4.6"),
            400,
        ),
        (format!("/api/v1/gemeenten/{slug}/gebieden"), 400),
        (
            "/api/v1/gemeenten/nergens/gebieden?lat=52.4&lon=4.6".to_owned(),
            404,
        ),
        ("/api/v1/nergens".to_owned(), 404),
    ];
    for (path, status) in cases {
        let answer = app.send(&Ask::get(&path));
        assert_eq!(answer.status, status, "{path}");
        assert_eq!(answer.header("content-type"), "application/problem+json");
        assert_eq!(answer.header("api-version"), wijkwerk::API_VERSION);
        for part in ["status", "title", "detail"] {
            assert!(!answer.json()[part].is_null(), "{path}: no {part}");
        }
    }
}
