//! The matrix: every route × everybody who could ask, from policy, printed and observed over HTTP.
//!
//! Denied means 401 for who has not signed in and 403 or 404 for who has; allowed means 2xx or 303 with the object's own
//! content. Whatever is denied and whatever only looks changes nothing.

mod faults;

use std::collections::BTreeSet;
use std::fmt::Write as _;

use kit::db::{Error as DbError, Queries};
use kit::testing::{TestDb, skip};
use wijkwerk::access::{Permission, PermissionScope};
use wijkwerk::http::{Guard, Kind, Method};
use wijkwerk::testing::{As, TestApp};

use self::faults::{LEADS_ON, SHOWS_NOTHING, allowed_fault, denied_fault, is_told, objects, shown};
use crate::generated;
use crate::matrix::{Column, allowed, ask, columns, guard_text, needs_assets};
use crate::sources::none;

/// The gemeenten as the rights are tried in them: the first is the one that is asked. Each has roles that the other has not.
const BOTH: [[&str; 2]; 2] = [
    ["velsen-demo", "lelystad-demo"],
    ["lelystad-demo", "velsen-demo"],
];

fn app() -> TestApp {
    app_of(BOTH[0])
}

fn app_of(documents: [&str; 2]) -> TestApp {
    let mut app = TestApp::new(TestDb::sqlite(), &documents);
    // Invitations may be repeated by now.
    app.clock.advance_seconds(50 * 24 * 3600);
    app.sign_in_all();
    app
}

fn versions(app: &TestApp) -> Vec<(i64, i64)> {
    app.app
        .db()
        .read_blocking(|tx| {
            tx.query(
                "SELECT versie, seq FROM gemeenten ORDER BY slug",
                &[],
                |row| Ok((row.get(0)?, row.get(1)?)),
            )
        })
        .map_err(|error: DbError| error.to_string())
        .expect("the versions can be read")
}

#[test]
fn every_route_has_a_name_of_its_own_and_a_sample() {
    let app = app();
    let samples = app.samples();
    let all = columns(&app, &samples);
    let nobody = &all[0];
    let mut names = BTreeSet::new();
    let mut wrong = Vec::new();
    for route in app.app.routes().routes() {
        if !names.insert(route.name) {
            wrong.push(format!("two routes are called {}", route.name));
        }
        if needs_assets(route) {
            continue;
        }
        if let Err(name) = ask(&app, route, nobody, &samples) {
            wrong.push(format!(
                "{}: no sample for {{{name}}} ({})",
                route.name, route.path
            ));
        }
        if route.method == Method::Post && route.sample.is_empty() && route.kind == Kind::Action {
            println!("{}: a form without fields", route.name);
        }
        if matches!(route.kind, Kind::PublicPage | Kind::PublicFile) && route.guard != Guard::Public
        {
            wrong.push(format!("{}: a kept page is for everybody", route.name));
        }
    }
    none("a route that cannot be tried", &wrong);
}

/// A page that answers without showing what it was asked for would pass as allowed.
#[test]
fn every_page_about_an_object_is_known_by_what_it_shows() {
    let app = app();
    let samples = app.samples();
    let mut wrong = Vec::new();
    for route in app.app.routes().routes() {
        let is_page = matches!(route.kind, Kind::Page | Kind::PublicPage);
        let is_about = objects(route).next().is_some();
        if route.method != Method::Get || !is_page || !is_about {
            continue;
        }
        if is_told(SHOWS_NOTHING, route) != shown(route, &samples).is_empty() {
            wrong.push(format!("{} ({})", route.name, route.path));
        }
    }
    let all = app.app.routes().routes();
    let names: BTreeSet<&str> = all.iter().map(|route| route.name).collect();
    for (name, why) in SHOWS_NOTHING.iter().chain(LEADS_ON) {
        if !names.contains(name) {
            wrong.push(format!("{name} is no route: {why}"));
        }
    }
    none("a page about an object without `{name}.toont`", &wrong);
}

#[test]
fn the_matrix_of_policy_is_the_one_over_http() {
    compare(&app_of(BOTH[0]), true);
}

#[test]
fn the_matrix_of_policy_is_the_one_over_http_for_the_roles_of_the_other_gemeente() {
    // A seat for a guest, a theme: what this gemeente has not is tried in the first.
    compare(&app_of(BOTH[1]), false);
}

/// Every role that a shipped inrichting uses is a column of one of the two.
#[test]
fn no_role_is_left_out_of_the_matrix() {
    let mut seen = BTreeSet::new();
    let mut all = BTreeSet::new();
    for documents in BOTH {
        let app = app_of(documents);
        let samples = app.samples();
        seen.extend(
            columns(&app, &samples)
                .into_iter()
                .map(|column| column.label),
        );
        for slug in app.slugs() {
            all.extend(app.roles(slug));
        }
    }
    let left: Vec<&String> = all.difference(&seen).collect();
    assert!(left.is_empty(), "{left:?}");
}

/// Every route as every column; with `all` none may lack a sample.
fn compare(app: &TestApp, all: bool) {
    let samples = app.samples();
    let columns = columns(app, &samples);
    let before = versions(app);
    let mut wrong = Vec::new();
    let mut tried = 0;
    for route in app.app.routes().routes() {
        if needs_assets(route) {
            skip("authz::static", "the web assets were not built");
            continue;
        }
        for column in &columns {
            let may = allowed(app, route, column);
            let Ok(request) = ask(app, route, column, &samples) else {
                if all {
                    wrong.push(format!("{} has no sample", route.name));
                }
                break;
            };
            tried += 1;
            // What changes something happens in a copy, so that the next one finds everything as it was.
            let answer = if may && route.method == Method::Post {
                app.fork().send(&request)
            } else {
                app.send(&request)
            };
            let fault = if may {
                allowed_fault(route, &answer, &samples)
            } else {
                denied_fault(route, column, &answer)
            };
            if let Some(fault) = fault {
                wrong.push(format!("{} as {}: {fault}", route.name, column.label));
            }
        }
        if versions(app) != before {
            wrong.push(format!(
                "{}: looking, or being refused, changed something",
                route.name
            ));
            break;
        }
    }
    println!("{tried} cells tried");
    none("a cell where policy and HTTP differ", &wrong);
}

/// INV-16: who is signed in to one gemeente is nobody in another, whatever the role.
#[test]
fn nobody_of_another_gemeente_is_known_here() {
    let app = app();
    let samples = app.samples();
    let other = app.slugs()[1].clone();
    let mut wrong = Vec::new();
    let all = columns(&app, &samples);
    let admin = all
        .iter()
        .find(|column| column.who == As::OtherGemeente(other.clone()))
        .expect("there is a second gemeente");
    for route in app.app.routes().routes() {
        if route.guard == Guard::Public || needs_assets(route) {
            continue;
        }
        let Ok(request) = ask(&app, route, admin, &samples) else {
            continue;
        };
        let status = app.send(&request).status;
        if !matches!(status, 401 | 404) {
            wrong.push(format!("{} answered {status}", route.name));
        }
    }
    none("a route that let somebody of another gemeente in", &wrong);
}

fn printed(app: &TestApp, columns: &[Column]) -> String {
    let naam = &app.inrichting(app.slug()).gemeente.naam;
    let mut out = format!("\n{naam}\n\nKolommen\n");
    for (n, column) in columns.iter().enumerate() {
        let _ = writeln!(out, "  {:>2}  {}", n + 1, column.label);
    }
    let routes = app.app.routes().routes();
    let width = routes
        .iter()
        .map(|route| route.name.chars().count())
        .max()
        .unwrap_or(0);
    let numbers: Vec<String> = (1..=columns.len()).map(|n| format!("{n:>2}")).collect();
    let _ = writeln!(out, "\nRoutes\n  {:width$}  {}", "", numbers.join(" "));
    for route in routes {
        let cells: Vec<String> = columns
            .iter()
            .map(|column| {
                if allowed(app, route, column) {
                    " ✓"
                } else {
                    " –"
                }
                .to_owned()
            })
            .collect();
        let method = if route.method == Method::Get {
            "GET"
        } else {
            "POST"
        };
        let _ = writeln!(
            out,
            "  {:width$}  {}  {method} {} · {}",
            route.name,
            cells.join(" "),
            route.path,
            guard_text(route)
        );
    }
    policy(app, columns, &mut out);
    out
}

/// What each role may do anywhere, routes or not: exports, backups and commands included.
fn policy(app: &TestApp, columns: &[Column], out: &mut String) {
    let slug = app.slug();
    let inrichting = app.inrichting(slug);
    let roles: Vec<&str> = columns
        .iter()
        .map(|column| column.label.as_str())
        .filter(|label| inrichting.rol(label).is_some())
        .collect();
    let _ = writeln!(out, "\nRechten per rol\n");
    for (n, rol) in roles.iter().enumerate() {
        let _ = writeln!(out, "  {:>2}  {rol}", n + 1);
    }
    let numbers: Vec<String> = (1..=roles.len()).map(|n| format!("{n:>2}")).collect();
    let _ = writeln!(out, "\n  {:24}  {}", "", numbers.join(" "));
    for permission in Permission::ALL {
        let cells: Vec<&str> = roles
            .iter()
            .map(|rol| {
                if inrichting.permissions_of(rol).contains(permission) {
                    " ✓"
                } else {
                    " –"
                }
            })
            .collect();
        let reach = match permission.scope() {
            PermissionScope::Gebied => "binnen het gebied of orgaan van de rol",
            PermissionScope::Organisatie => "voor de eigen organisatie",
            PermissionScope::Gemeente => "in de hele gemeente",
        };
        let _ = writeln!(
            out,
            "  {:24}  {}  {reach}",
            permission.key(),
            cells.join(" ")
        );
    }
}

#[test]
fn the_printed_matrix_is_up_to_date() {
    let mut out = String::from(
        "Wie mag wat. Gemaakt uit de regels in de code; een test vergelijkt elke cel met het antwoord over HTTP.\n\
         ✓ mag, – mag niet. Voorbeelden liggen in de eerste wijk, bij haar team, en horen bij de partner van het teamlid.\n\
         Elke gemeente heeft rollen die de andere niet gebruikt; daarom staat de tabel er voor allebei.\n",
    );
    for documents in BOTH {
        let app = app_of(documents);
        let samples = app.samples();
        out += &printed(&app, &columns(&app, &samples));
    }
    generated::same("authz-matrix.txt", &out);
}
