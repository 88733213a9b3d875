//! Every form there is, from the router and from the pages: who may send it, where, and with which fields.

use std::collections::{BTreeMap, BTreeSet};

use kit::testing::TestDb;
use wijkwerk::http::{Guard, Method, Route, Samples};
use wijkwerk::testing::{Answer, As, Ask, TestApp, objects};

use crate::matrix::{Column, allowed, columns, parts};
use crate::pages;

/// Two gemeenten, and everybody signed in.
pub fn app() -> TestApp {
    let mut app = TestApp::new(TestDb::sqlite(), &["velsen-demo", "lelystad-demo"]);
    app.sign_in_all();
    app
}

/// Every byte that could mean something written as `%41`.
pub fn escaped(value: &str) -> String {
    const HEX: &[u8; 16] = b"0123456789ABCDEF";
    let mut out = Vec::with_capacity(value.len() + value.len() / 2);
    for byte in value.bytes() {
        if byte.is_ascii_alphanumeric() {
            out.push(byte);
        } else {
            let digits = [byte >> 4, byte & 15].map(|half| HEX[usize::from(half)]);
            out.extend([b'%', digits[0], digits[1]]);
        }
    }
    String::from_utf8(out).expect("plain letters")
}

/// Every form with somebody who may send it, its address and its fields.
pub struct Form {
    pub route: Route,
    pub who: As,
    pub path: String,
    pub fields: Vec<(String, String)>,
    pub files: Vec<(String, String)>,
}

impl Form {
    pub fn send(&self, app: &TestApp, fields: &[(String, String)]) -> Answer {
        let body: Vec<String> = fields
            .iter()
            .map(|(name, value)| format!("{}={}", escaped(name), escaped(value)))
            .collect();
        let mut ask = Ask::post(&self.path, &body.join("&"))
            .by(&self.who)
            .lang("nl");
        for (field, name) in &self.files {
            ask = ask.file(field, name, objects::file(app, name));
        }
        app.send(&ask)
    }

    /// The page that the answer leads to, or the answer itself.
    pub fn shown(&self, app: &TestApp, answer: Answer) -> Answer {
        if answer.status == 303 && answer.location().starts_with('/') {
            return app.send(&Ask::get(answer.location()).by(&self.who).lang("nl"));
        }
        answer
    }
}

pub fn forms(app: &TestApp, samples: &Samples) -> Vec<Form> {
    let columns = columns(app, samples);
    let mut all = Vec::new();
    for route in app.app.routes().routes() {
        if route.method != Method::Post || route.guard == Guard::Demo {
            continue;
        }
        let column: &Column = columns
            .iter()
            .find(|column| allowed(app, route, column))
            .or_else(|| {
                columns
                    .iter()
                    .find(|column| matches!(column.who, As::Link(_)))
            })
            .expect("somebody may send it");
        let sent = parts(route, column, samples)
            .unwrap_or_else(|name| panic!("{}: no sample for {{{name}}}", route.name));
        let fields = sent
            .fields
            .split('&')
            .filter_map(|pair| pair.split_once('='))
            .map(|(name, value)| (name.to_owned(), value.replace('+', " ")))
            .collect();
        all.push(Form {
            route: route.clone(),
            who: column.who.clone(),
            path: sent.path,
            fields,
            files: sent.files,
        });
    }
    assert!(all.len() > 50, "{} forms", all.len());
    all
}

/// The addresses of all forms of all pages, ids apart, each with the names of its fields.
pub fn known_forms(app: &TestApp) -> BTreeMap<String, BTreeSet<String>> {
    let mut told = Vec::new();
    let shown = pages::every_page(app, &mut told);
    let mut known: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for page in shown.iter().filter(|page| page.answer.status == 200) {
        let text = page.answer.text();
        for form in text.split("<form").skip(1) {
            let form = form.split("</form>").next().unwrap_or_default();
            let Some((_, action)) = form.split_once("action=\"") else {
                continue;
            };
            if !form.contains("method=\"post\"") {
                continue;
            }
            let names = known
                .entry(shape(action.split('"').next().unwrap_or_default()))
                .or_default();
            for rest in form.split(" name=\"").skip(1) {
                let name = rest.split('"').next().unwrap_or_default();
                if !OWN.contains(&name) {
                    names.insert(name.to_owned());
                }
            }
        }
    }
    assert!(known.len() > 15, "{known:?}");
    known
}

/// What a form brings along by itself.
const OWN: &[&str] = &["aanvraag", "sleutel", "foto_klaar", "foto", "kopie", "volg"];

/// An address with every id and token as a star.
pub fn shape(path: &str) -> String {
    let parts: Vec<&str> = path
        .split('/')
        .map(|part| if part.len() >= 32 { "*" } else { part })
        .collect();
    parts.join("/")
}

/// The names of all fields of all pages.
pub fn known_fields(app: &TestApp) -> BTreeSet<String> {
    known_forms(app).into_values().flatten().collect()
}
