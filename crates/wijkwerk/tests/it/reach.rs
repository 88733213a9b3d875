//! Nobody knows addresses by heart: every page that stands on its own is linked from another.

use kit::testing::TestDb;
use wijkwerk::http::{Guard, Kind, Method, Route, Samples};
use wijkwerk::testing::{As, Ask, TestApp};
use wijkwerk::words::PATH_WORDS;

use crate::matrix::columns;
use crate::sources::none;

/// Pages that one comes to by doing something, with what.
const BY_DOING: &[(&str, &str)] = &[
    ("inloggen.code", "asking for a mail to sign in leads there"),
    (
        "abonnement.verstuurd",
        "asking for the news by mail leads there",
    ),
];

/// A page with its address in the gemeente's own words.
struct Page {
    name: &'static str,
    address: String,
    query: String,
    /// Whether it is about no object in particular.
    alone: bool,
}

fn page(app: &TestApp, route: &Route, samples: &Samples) -> Option<Page> {
    let rest = route.path.strip_prefix("/{gemeente}")?;
    let page = matches!(route.kind, Kind::Page | Kind::PublicPage);
    if !page || route.method != Method::Get || route.guard == Guard::Demo {
        return None;
    }
    let mut parts: Vec<String> = rest.split('/').map(ToOwned::to_owned).collect();
    let frame = app.frame(app.slug());
    if let Some(word) = parts.get_mut(1)
        && let Some((concept, _)) = PATH_WORDS.iter().find(|(_, ours)| ours == word)
    {
        *word = frame.inrichting.path_word(*concept);
    }
    let address = format!("/{}{}", app.slug(), parts.join("/"));
    Some(Page {
        name: route.name,
        address: samples.fill(&address).ok()?,
        query: samples.fill(route.sample).ok()?,
        alone: !rest.contains('{'),
    })
}

/// What this person sees there; empty when it is not for them.
fn seen(app: &TestApp, page: &Page, who: &As) -> String {
    let answer = app.send(&Ask::get(&page.address).query(&page.query).by(who));
    if answer.status == 200 {
        answer.text()
    } else {
        String::new()
    }
}

fn leads_to(text: &str, address: &str) -> bool {
    ['"', '?', '#']
        .iter()
        .any(|end| text.contains(&format!("href=\"{address}{end}")))
}

/// Whether somebody who may see this page finds it on another.
fn is_found(app: &TestApp, page: &Page, pages: &[Page], people: &[As]) -> bool {
    people
        .iter()
        .filter(|who| !seen(app, page, who).is_empty())
        .any(|who| {
            pages
                .iter()
                .filter(|other| other.name != page.name)
                .any(|other| leads_to(&seen(app, other, who), &page.address))
        })
}

#[test]
fn every_page_that_stands_alone_is_linked_from_another() {
    let mut app = TestApp::new(TestDb::sqlite(), &["velsen-demo", "lelystad-demo"]);
    app.sign_in_all();
    let samples = app.samples();
    let people: Vec<As> = columns(&app, &samples)
        .into_iter()
        .map(|column| column.who)
        .collect();
    let routes = app.app.routes().routes();
    let pages: Vec<Page> = routes
        .iter()
        .filter_map(|route| page(&app, route, &samples))
        .collect();
    let mut wrong = Vec::new();
    let alone: Vec<&Page> = pages.iter().filter(|page| page.alone).collect();
    assert!(alone.len() > 15, "only {} pages stand alone", alone.len());
    for page in alone {
        let excused = BY_DOING.iter().any(|(name, _)| *name == page.name);
        if is_found(&app, page, &pages, &people) == excused {
            let what = if excused {
                "excused in vain"
            } else {
                "no page leads there"
            };
            wrong.push(format!("{}: {}: {what}", page.name, page.address));
        }
    }
    none("a page that nobody finds", &wrong);
}

#[test]
fn only_a_link_leads_somewhere() {
    let address = "/a/meldingen";
    for (text, expected) in [
        ("<a href=\"/a/meldingen\">", true),
        ("<a href=\"/a/meldingen?stand=nieuw\">", true),
        ("<a href=\"/a/meldingen/invoeren\">", false),
        ("<form action=\"/a/meldingen\">", false),
    ] {
        assert_eq!(leads_to(text, address), expected, "{text}");
    }
}
