//! A third, invented gemeente proves that nothing is hard-wired: other levels, words, bodies, roles and themes.

use kit::testing::TestDb;
use wijkwerk::http::{Kind, Method};
use wijkwerk::kader::inrichting::{FIXED_PAGES, RESERVED_SLUGS, WoordSleutel};
use wijkwerk::testing::{Ask, TestApp};
use wijkwerk::words::PATH_WORDS;

use crate::pages;
use crate::shipped_words::{hits, visible};
use crate::sources::none;

pub const DOCUMENT: &str = include_str!("rietwaarde.toml");

fn loaded(db: TestDb) {
    let app = TestApp::new(db, &[DOCUMENT]);
    let frame = app.frame("rietwaarde");
    assert_eq!(frame.naam, "Rietwaarde");
    assert_eq!(frame.wijken().count(), 9);
    assert!(app.person_in("rietwaarde", "kerngids").is_some());
    assert!(
        app.person_in("rietwaarde", "portefeuillehouder").is_none(),
        "a role that is not in use"
    );
    let first = frame.wijken().next().expect("there are kernen").id;
    assert_eq!(
        frame.intake_team(first).map(|team| team.naam.as_str()),
        Some("Gebiedsteam Oost")
    );
}

kit::on_both_engines!(loaded);

/// Forms of the usual words that this gemeente replaced by its own.
fn replaced(app: &TestApp) -> Vec<String> {
    let text = wijkwerk::shipped::document("velsen-demo").expect("it ships");
    let usual = wijkwerk::kader::inrichting::actions::parse(text).expect("it is right");
    let own = app.inrichting("rietwaarde");
    WoordSleutel::ALL
        .iter()
        .filter(|key| usual.woord(**key).enkelvoud != own.woord(**key).enkelvoud)
        .flat_map(|key| {
            [
                usual.woord(*key).enkelvoud.to_lowercase(),
                usual.woord(*key).meervoud.to_lowercase(),
            ]
        })
        .collect()
}

#[test]
fn every_page_speaks_its_words_and_only_its_words() {
    let mut app = TestApp::new(TestDb::sqlite(), &[DOCUMENT]);
    app.sign_in_all();
    let mut told = Vec::new();
    let shown = pages::every_page(&app, &mut told);
    // There is no map of an invented gemeente, so pages that need a place cannot be asked for.
    println!("{}", told.join("\n"));
    let mut wrong = pages::faults(&app, &shown);
    let usual = replaced(&app);
    assert!(
        usual.contains(&"wijken".to_owned()) && usual.contains(&"melding".to_owned()),
        "{usual:?}"
    );
    let error = app.send(&Ask::get("/rietwaarde/bestaat-niet").lang("nl"));
    let texts = shown
        .iter()
        .filter(|page| page.lang == "nl" && page.answer.status == 200)
        .map(|page| (page.route.name, page.answer.text()))
        .chain([("error", error.text())]);
    for (name, text) in texts {
        let seen = visible(&text);
        // These two show keys of the document and names of tables, which are the same everywhere.
        if matches!(name, "beheer.inrichting" | "beheer.verwerkingen") {
            continue;
        }
        for word in &usual {
            if !hits(&seen, word).is_empty() {
                wrong.push(format!("{name}: says {word:?}"));
            }
        }
    }
    assert!(error.text().contains(">Kernen<") && error.text().contains("/rietwaarde/kernen"));
    none("something wrong in the third gemeente", &wrong);
}

#[test]
fn its_addresses_use_its_words() {
    let app = TestApp::new(TestDb::sqlite(), &[DOCUMENT]);
    for (ours, own) in [
        ("meldingen", "seintjes"),
        ("wijken", "kernen"),
        ("werkplannen", "kernagendas"),
        ("teams", "gebiedsteams"),
    ] {
        let moved = app.get(&format!("/rietwaarde/{ours}/x"));
        assert_eq!(
            (moved.status, moved.location()),
            (308, format!("/rietwaarde/{own}/x").as_str())
        );
    }
    let listed = app.app.routes().routes().iter().any(|route| {
        route.method == Method::Get
            && route.kind == Kind::PublicPage
            && route.path == "/{gemeente}/wijken"
    });
    if listed {
        assert_eq!(app.get("/rietwaarde/kernen").status, 200);
    }
}

/// Where a gemeente would hide a page with its name or a word of its own, the document is refused (`adressen.rs`).
#[test]
fn no_name_and_no_word_of_a_gemeente_hides_a_page() {
    let mut wrong = Vec::new();
    for route in wijkwerk::routes::all() {
        let mut words = route.path.trim_start_matches('/').split('/');
        let first = words.next().unwrap_or_default();
        let second = words.next().unwrap_or_default();
        // What holds a full stop is no word of a gemeente.
        let kept = if first == "{gemeente}" {
            second.is_empty()
                || second.contains('.')
                || FIXED_PAGES.contains(&second)
                || PATH_WORDS.iter().any(|(_, ours)| *ours == second)
        } else {
            first.is_empty() || first.contains('.') || RESERVED_SLUGS.contains(&first)
        };
        if !kept {
            wrong.push(format!("{}: {}", route.name, route.path));
        }
    }
    none("a page that a word may hide", &wrong);
}
