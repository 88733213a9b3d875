//! Every page in both languages: whole, well made, without a missing text, in the words of the gemeente.

use kit::testing::TestDb;
use wijkwerk::http::{Guard, Kind, Method, Route, Samples};
use wijkwerk::testing::{Answer, Ask, Setup, TestApp};

use crate::html;
use crate::matrix::{Column, allowed, ask, columns};
use crate::shipped_words;
use crate::snapshots;
use crate::sources::none;

/// A page as it was answered.
pub struct Shown {
    pub route: Route,
    pub lang: &'static str,
    pub answer: Answer,
    pub by: String,
}

/// Every page in both languages, as somebody who may see it. Pages that cannot be asked for are told.
pub fn every_page(app: &TestApp, wrong: &mut Vec<String>) -> Vec<Shown> {
    let samples = app.samples();
    let columns = columns(app, &samples);
    let mut shown = Vec::new();
    for route in app.app.routes().routes() {
        let page =
            matches!(route.kind, Kind::Page | Kind::PublicPage) && route.method == Method::Get;
        if !page || (route.guard == Guard::Demo) != app.app.is_demo() && route.guard == Guard::Demo
        {
            continue;
        }
        let Some(column) = best(app, route, &columns) else {
            wrong.push(format!("{}: nobody may see it", route.name));
            continue;
        };
        match ask(app, route, column, &samples) {
            Err(name) => wrong.push(format!("{}: no sample for {{{name}}}", route.name)),
            Ok(request) => {
                for lang in ["nl", "en"] {
                    let answer = app.send(&request.clone().lang(lang));
                    shown.push(Shown {
                        route: route.clone(),
                        lang,
                        answer,
                        by: column.label.clone(),
                    });
                }
            }
        }
    }
    shown
}

/// The one with the most to see: for a page of staff the first role that may, for others nobody.
fn best<'c>(app: &TestApp, route: &Route, columns: &'c [Column]) -> Option<&'c Column> {
    columns.iter().find(|column| allowed(app, route, column))
}

/// What is wrong with the pages of an app.
pub fn faults(app: &TestApp, shown: &[Shown]) -> Vec<String> {
    let mut wrong = Vec::new();
    for page in shown {
        let name = format!("{} ({}, as {})", page.route.name, page.lang, page.by);
        if page.answer.status != 200 {
            if page.answer.status != 303 {
                wrong.push(format!("{name}: answered {}", page.answer.status));
            }
            continue;
        }
        let text = page.answer.text();
        let kept = page.route.kind == Kind::PublicPage;
        wrong.extend(
            html::faults(&text, page.lang, kept)
                .into_iter()
                .map(|fault| format!("{name}: {fault}")),
        );
        if kept && text.contains("Voorbeeld") && page.route.guard != Guard::Public {
            wrong.push(format!("{name}: a kept page with the name of a visitor"));
        }
    }
    for slug in app.slugs() {
        let missing = app.frame(slug).translations.missing();
        wrong.extend(missing.iter().map(|problem| format!("{slug}: {problem}")));
    }
    wrong
}

fn rendered(db: TestDb, documents: &[&str], demo: bool) -> (TestApp, Vec<Shown>, Vec<String>) {
    let setup = Setup {
        demo,
        ..Setup::default()
    };
    let mut app = TestApp::with(db, documents, &setup);
    app.sign_in_all();
    let mut wrong = Vec::new();
    let shown = every_page(&app, &mut wrong);
    wrong.extend(faults(&app, &shown));
    (app, shown, wrong)
}

kit::on_both_engines!(every_page_is_well_made_in_both_languages_and_as_it_was);

fn every_page_is_well_made_in_both_languages_and_as_it_was(db: TestDb) {
    let (app, shown, mut wrong) = rendered(db, &["velsen-demo", "lelystad-demo"], false);
    println!("{} pages seen", shown.len());
    wrong.extend(snapshots::differences(app.slug(), &shown));
    none("something wrong with a page", &wrong);
}

#[test]
fn every_page_of_the_other_gemeente_is_well_made_too() {
    let (app, shown, mut wrong) =
        rendered(TestDb::sqlite(), &["lelystad-demo", "velsen-demo"], false);
    wrong.extend(words_of_others(&app, &shown));
    wrong.extend(snapshots::differences(app.slug(), &shown));
    none("something wrong with a page", &wrong);
}

#[test]
fn pages_of_one_gemeente_hold_no_word_of_the_other() {
    let (app, shown, _) = rendered(TestDb::sqlite(), &["velsen-demo", "lelystad-demo"], false);
    none("a word of another gemeente", &words_of_others(&app, &shown));
}

fn words_of_others(app: &TestApp, shown: &[Shown]) -> Vec<String> {
    let own = shipped_words::of_document(app.slug());
    let mut wrong = Vec::new();
    for (word, from) in shipped_words::forbidden() {
        if own.contains(&word) {
            continue;
        }
        for page in shown
            .iter()
            .filter(|page| page.answer.status == 200 && page.route.guard != Guard::Demo)
            // The document itself also shows words of the basis that another document made its own.
            .filter(|page| page.route.name != "beheer.inrichting")
        {
            if !shipped_words::hits(&page.answer.text().to_lowercase(), &word).is_empty() {
                wrong.push(format!(
                    "{} ({}): {word:?} is a word of {from}",
                    page.route.name, page.lang
                ));
            }
        }
    }
    wrong
}

#[test]
fn pages_of_a_demo_are_well_made() {
    let (_app, _shown, wrong) = rendered(TestDb::sqlite(), &["velsen-demo", "lelystad-demo"], true);
    none("something wrong with a page of the demo", &wrong);
}

/// Errors are pages too.
#[test]
fn errors_are_pages_in_both_languages_and_in_the_gemeentes_own_words() {
    let app = TestApp::new(TestDb::sqlite(), &["velsen-demo", "lelystad-demo"]);
    let mut wrong = Vec::new();
    for slug in app.slugs() {
        for lang in ["nl", "en"] {
            let answer = app.send(&Ask::get(&format!("/{slug}/bestaat-niet")).lang(lang));
            assert_eq!(answer.status, 404);
            wrong.extend(
                html::faults(&answer.text(), lang, false)
                    .into_iter()
                    .map(|fault| format!("{slug} {lang}: {fault}")),
            );
        }
        let missing = app.frame(slug).translations.missing();
        wrong.extend(missing.iter().map(ToString::to_string));
    }
    none("something wrong with an error page", &wrong);
}

const RENAMED: &str = r#"
op = "velsen-demo"

[woorden]
wijk = { enkelvoud = "kern", meervoud = "kernen", lidwoord = "de", singular = "village", plural = "villages" }
melding = { enkelvoud = "seintje", meervoud = "seintjes", lidwoord = "het", singular = "heads-up", plural = "heads-ups" }
"#;

#[test]
fn another_word_changes_pages_and_addresses_and_old_addresses_stay() {
    let mut app = TestApp::new(TestDb::sqlite(), &["velsen-demo"]);
    let before = app.get("/velsen/bestaat-niet").text();
    assert!(
        before.contains(">Wijken<") && before.contains("href=\"/velsen/wijken\""),
        "{before}"
    );
    assert_ne!(app.get("/velsen/meldingen/x").status, 308);
    app.import(RENAMED);
    let after = app.get("/velsen/bestaat-niet").text();
    assert!(
        after.contains(">Kernen<") && after.contains("href=\"/velsen/kernen\""),
        "{after}"
    );
    assert!(
        !shipped_words::visible(&after).contains("wijken"),
        "{after}"
    );
    let english = app
        .send(&Ask::get("/velsen/bestaat-niet").lang("en"))
        .text();
    assert!(english.contains(">Villages<"), "{english}");
    let moved = app.get("/velsen/meldingen/x?a=b");
    assert_eq!(
        (moved.status, moved.location()),
        (308, "/velsen/seintjes/x?a=b")
    );
    let moved = app.get("/velsen/wijken");
    assert_eq!((moved.status, moved.location()), (308, "/velsen/kernen"));
    assert_ne!(app.get("/velsen/seintjes/x").status, 308);
    // And back: the newest word counts, the one between keeps leading there.
    app.import("velsen-demo");
    let moved = app.get("/velsen/kernen");
    assert_eq!((moved.status, moved.location()), (308, "/velsen/wijken"));
}

/// Samples without an owner would be invisible holes in the list.
#[test]
fn samples_are_filled_for_everything_the_ground_knows() {
    let app = TestApp::new(TestDb::sqlite(), &["velsen-demo"]);
    let samples: Samples = app.samples();
    for name in [
        "gemeente",
        "wijk",
        "gebied",
        "orgaan",
        "zetel",
        "account",
        "rolvervulling",
        "organisatie",
        "lat",
        "lon",
    ] {
        assert!(samples.0.contains_key(name), "{name} in {samples:?}");
    }
}
