//! What people send by accident or on purpose, in every field of every form.
//!
//! Forms and addresses come from the router, so a form that is added is tried too.

mod long;

use wijkwerk::http::{Guard, Kind, Route};
use wijkwerk::testing::{Answer, TestApp};

use crate::forms::{app, escaped, forms, known_fields};
use crate::sources::none;
use crate::{html, pages};

const HTML: &str = "<script>alert(1)</script>\"><img src=x onerror=alert(1)> en meer";
const SQL: &str = "'); DROP TABLE meldingen; -- en meer";
const EMOJI: &str = "🐕‍🦺 losse tegel 🧱 é";
const RIGHT_TO_LEFT: &str = "مرحبا بكم שלום \u{202e}omgekeerd";

fn with(fields: &[(String, String)], name: &str, value: &str) -> Vec<(String, String)> {
    fields
        .iter()
        .map(|(had, kept)| {
            let value = if had == name { value } else { kept };
            (had.clone(), value.to_owned())
        })
        .collect()
}

/// What is wrong with an answer to input like this. The page of a question that changes nothing is a kept page, also
/// when it is shown again.
fn fault(app: &TestApp, route: &Route, lang: &str, answer: &Answer) -> Option<String> {
    if answer.status >= 500 {
        return Some(format!("answered {}", answer.status));
    }
    let text = answer.text();
    if text.contains("<script>alert") || text.contains("<img src=x") {
        return Some("shows what was sent unescaped".into());
    }
    let is_page = answer.header("content-type").starts_with("text/html");
    if is_page && !(200..300).contains(&answer.status) {
        let kept = app
            .app
            .routes()
            .routes()
            .iter()
            .any(|page| page.path == route.path && page.kind == Kind::PublicPage);
        let wrong = html::faults(&text, lang, kept);
        if !wrong.is_empty() {
            return Some(format!("{}: {wrong:?}", answer.status));
        }
    }
    None
}

fn everything(app: &TestApp) -> Vec<u8> {
    let mut copy = Vec::new();
    kit::db::dump(app.app.db(), &wijkwerk::migrations::tables(), &mut copy)
        .expect("everything can be copied");
    copy
}

/// SQL, HTML, emoji and right-to-left text in every field: never a fault, never shown unescaped, kept as it was sent.
#[test]
fn any_text_in_every_field_of_every_form_is_only_text() {
    let app = app();
    let samples = app.samples();
    let extra = known_fields(&app);
    let mut wrong = Vec::new();
    let mut sent = 0;
    for form in forms(&app, &samples) {
        for value in [HTML, SQL, EMOJI, RIGHT_TO_LEFT] {
            let fork = app.fork();
            let known = |name: &String| form.fields.iter().any(|(had, _)| had == name);
            // First everything that the form may hold besides what it must, then each field of its own.
            let mut asked = vec![
                form.fields
                    .iter()
                    .cloned()
                    .chain(
                        extra
                            .iter()
                            .filter(|name| !known(name))
                            .map(|name| (name.clone(), value.to_owned())),
                    )
                    .collect::<Vec<_>>(),
            ];
            asked.extend(
                form.fields
                    .iter()
                    .map(|(name, _)| with(&form.fields, name, value)),
            );
            for fields in &asked {
                sent += 1;
                let answer = form.send(&fork, fields);
                let shown = form.shown(&fork, answer.clone());
                for answer in [&answer, &shown] {
                    if let Some(fault) = fault(&app, &form.route, "nl", answer) {
                        wrong.push(format!("{} with {value:.8}: {fault}", form.route.name));
                    }
                }
            }
        }
    }
    println!("{sent} forms sent");
    wrong.sort();
    wrong.dedup();
    none("a form that takes text for something else", &wrong);
}

/// All of it on one database, one after the other: every page is well made afterwards and the chain is whole.
#[test]
fn every_page_stays_well_made_whatever_was_sent() {
    let app = app();
    let samples = app.samples();
    let extra = known_fields(&app);
    for form in forms(&app, &samples) {
        // Not what ends the sample people or takes the ground away: then there would be nothing left to look at.
        let takes_away = [
            "einde",
            "uitloggen",
            "beheer.gebieden.kaart",
            "kennisbank.verberg",
            "kennisbank.intrekken",
        ];
        if takes_away.iter().any(|word| form.route.name.contains(word)) {
            continue;
        }
        for (name, _) in &form.fields {
            form.send(&app, &with(&form.fields, name, HTML));
        }
        let all: Vec<_> = form
            .fields
            .iter()
            .cloned()
            .chain(extra.iter().map(|name| (name.clone(), HTML.to_owned())))
            .collect();
        form.send(&app, &all);
    }
    let mut wrong = Vec::new();
    let shown = pages::every_page(&app, &mut wrong);
    for page in &shown {
        if let Some(fault) = fault(&app, &page.route, page.lang, &page.answer) {
            wrong.push(format!("{}: {fault}", page.route.name));
        }
    }
    wrong.extend(
        pages::faults(&app, &shown)
            .into_iter()
            // Some objects have gone another way by now.
            .filter(|fault| !fault.contains("answered 40")),
    );
    none("a page that bad input broke", &wrong);
    for slug in app.slugs() {
        let gemeente = app.frame(slug).id;
        let chain = wijkwerk::journaal::verify(app.app.db(), gemeente).expect("it can be asked");
        assert!(chain.is_ok(), "{chain:?}");
    }
}

#[test]
fn a_nul_is_refused_in_every_field_of_every_form() {
    let app = app();
    let samples = app.samples();
    let mut wrong = Vec::new();
    for form in forms(&app, &samples) {
        let mut names: Vec<&str> = form.fields.iter().map(|(name, _)| name.as_str()).collect();
        names.push("aanvraag");
        for name in names {
            let mut fields = form.fields.clone();
            fields.retain(|(had, _)| had != name);
            fields.push((name.to_owned(), "a\0b".to_owned()));
            let answer = form.send(&app, &fields);
            let told = answer.text().contains("Dit konden we niet lezen.");
            if answer.status != 400 || !told {
                wrong.push(format!("{}: {name}: {}", form.route.name, answer.status));
            }
        }
    }
    none("a form that takes a NUL", &wrong);
}

/// What is no page of ours stays out of every answer, also in the other kinds.
#[test]
fn the_api_tells_bad_input_as_a_problem() {
    let app = app();
    for route in app.app.routes().routes() {
        // What takes nothing cannot be given anything wrong.
        if route.kind != Kind::Api || route.guard != Guard::Public || route.sample.is_empty() {
            continue;
        }
        let path = route.path.replace("{gemeente}", "velsen");
        for query in [
            format!(
                "wijk={}&lat={}&lon={}",
                escaped(HTML),
                escaped(HTML),
                escaped(SQL)
            ),
            "wijk=a%00b&lat=%00&lon=%00".to_owned(),
        ] {
            let answer = app.get(&format!("{path}?{query}"));
            assert!(
                matches!(answer.status, 400 | 404),
                "{}: {}",
                route.name,
                answer.status
            );
            assert_eq!(answer.header("content-type"), "application/problem+json");
            assert!(!answer.text().contains("<script>"));
        }
    }
}
