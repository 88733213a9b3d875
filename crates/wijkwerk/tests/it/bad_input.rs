//! What people send by accident or on purpose, in every field of every form.
//!
//! Forms and addresses come from the router, so a form that is added is tried too.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

use wijkwerk::access::Actor;
use wijkwerk::http::{Guard, Kind, Route};
use wijkwerk::journaal::{Entry, Verb};
use wijkwerk::testing::{Answer, TestApp};

use crate::forms::{app, escaped, forms, known_fields, known_forms, shape};
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
fn fault(app: &TestApp, route: &Route, answer: &Answer) -> Option<String> {
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
        let wrong = html::faults(&text, "nl", kept);
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
                    if let Some(fault) = fault(&app, &form.route, answer) {
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
        if let Some(fault) = fault(&app, &page.route, &page.answer) {
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
        let chain = app
            .app
            .db()
            .read_blocking(move |tx| wijkwerk::journaal::verify(tx, gemeente))
            .expect("it can be asked");
        assert!(chain.is_ok(), "{chain:?}");
    }
}

/// Whether the file of this database holds a text that fits in one of its pages. A longer one than a page is spread over
/// pages of its own, each full of it.
fn may_hold(app: &TestApp, piece: &str) -> bool {
    let kit::db::Target::Sqlite(file) = app.target() else {
        return true;
    };
    ["", "-wal"].iter().any(|more| {
        let bytes = std::fs::read(format!("{}{more}", file.display())).unwrap_or_default();
        String::from_utf8_lossy(&bytes).contains(piece)
    })
}

/// What is stored is found by looking at the file, or the test above would find nothing.
#[test]
fn a_long_text_that_is_stored_is_found_in_the_file() {
    let app = app();
    let long = "lang en breed ".repeat(8_000);
    assert!(!may_hold(&app, &long[..1_400]));
    let text = long.clone();
    app.write(&Actor::Command, move |ctx| {
        let entry = Entry::new("gemeente", ctx.gemeente().0, Verb::Changed);
        ctx.journal(entry.text(text.clone())).map(drop)
    })
    .expect("it is noted");
    assert!(may_hold(&app, &long[..1_400]));
    assert!(String::from_utf8_lossy(&everything(&app)).contains(&long[..20_000]));
}

/// Which forms are tried together: by the first word of the route. What is named nowhere is of the last group, so a new
/// form is tried too.
const GROUPS: &[(&str, &[&str])] = &[
    (
        "kennisbank and desk",
        &[
            "balie",
            "bijeenkomsten",
            "contacten",
            "dienst",
            "instructies",
            "kennisbank",
            "locaties",
            "scholing",
            "vraag",
            "vragen",
        ],
    ),
    (
        "points, rosters and referrals",
        &[
            "beschikbaar",
            "bezettingen",
            "dagen",
            "diensten",
            "doorverwijzingen",
            "infopunten",
            "mijn",
            "rooster",
            "routes",
            "tijdelijk",
        ],
    ),
    ("everything else", &[]),
];

fn group_of(route: &Route) -> usize {
    let first = route.name.split('.').next().unwrap_or_default();
    let named = GROUPS.iter().position(|(_, words)| words.contains(&first));
    named.unwrap_or(GROUPS.len() - 1)
}

/// The fields that the pages show, asked once for all groups.
static KNOWN: LazyLock<BTreeMap<String, BTreeSet<String>>> = LazyLock::new(|| known_forms(&app()));

/// A hundred thousand characters in every field of these forms: refused with a sentence, stored nowhere.
fn no_field_of(group: usize) {
    let app = app();
    let samples = app.samples();
    let all: BTreeSet<String> = KNOWN.values().flatten().cloned().collect();
    let long = "lang en breed ".repeat(8_000);
    let (kept, piece) = (&long[..20_000], &long[..1_400]);
    // What is in no page of its file is not stored; only what may be is looked for in everything.
    let keeps = |fork: &TestApp| {
        may_hold(fork, piece) && String::from_utf8_lossy(&everything(fork)).contains(kept)
    };
    let mut wrong = Vec::new();
    let mut tried = 0;
    for form in forms(&app, &samples) {
        if group_of(&form.route) != group {
            continue;
        }
        tried += 1;
        let fork = app.fork();
        let extra = KNOWN.get(&shape(&form.path)).unwrap_or(&all);
        let mut asked: Vec<Vec<(String, String)>> = form
            .fields
            .iter()
            .map(|(name, _)| with(&form.fields, name, &long))
            .collect();
        // One at a time: two of these are more than a form may hold.
        asked.extend(extra.iter().map(|name| {
            form.fields
                .iter()
                .filter(|(had, _)| had != name)
                .cloned()
                .chain([(name.clone(), long.clone())])
                .collect()
        }));
        let mut taken = Vec::new();
        for fields in &asked {
            let answer = form.send(&fork, fields);
            let name = fields
                .iter()
                .find(|(_, value)| value.len() > 100_000)
                .map_or("", |(name, _)| name);
            if let Some(fault) = fault(&app, &form.route, &answer) {
                wrong.push(format!("{} with a long {name}: {fault}", form.route.name));
            }
            if answer.status == 303 {
                taken.push((name, fields));
            }
        }
        // Once for a form, and field by field only if something was found.
        if taken.is_empty() || !keeps(&fork) {
            continue;
        }
        let before = wrong.len();
        for (name, fields) in taken {
            let alone = app.fork();
            form.send(&alone, fields);
            if keeps(&alone) {
                wrong.push(format!("{} keeps a long {name}", form.route.name));
            }
        }
        if wrong.len() == before {
            wrong.push(format!("{} keeps a long field", form.route.name));
        }
    }
    println!("{}: {tried} forms", GROUPS[group].0);
    wrong.sort();
    wrong.dedup();
    none("a field without a limit", &wrong);
}

#[test]
fn no_field_of_kennisbank_and_desk_keeps_a_hundred_thousand_characters() {
    no_field_of(0);
}

#[test]
fn no_field_of_points_rosters_and_referrals_keeps_a_hundred_thousand_characters() {
    no_field_of(1);
}

#[test]
fn no_field_of_everything_else_keeps_a_hundred_thousand_characters() {
    no_field_of(2);
}

/// The groups are the whole list, none is named for nothing, and each has its share.
#[test]
fn every_form_is_in_one_group() {
    let app = app();
    let samples = app.samples();
    let all = forms(&app, &samples);
    let mut counts = vec![0; GROUPS.len()];
    for form in &all {
        counts[group_of(&form.route)] += 1;
    }
    assert_eq!(counts.iter().sum::<usize>(), all.len());
    println!("{counts:?}");
    for (count, (naam, words)) in counts.iter().zip(GROUPS) {
        assert!(*count >= all.len() / 6, "{naam}: {count} of {}", all.len());
        for word in *words {
            let named =
                |form: &crate::forms::Form| form.route.name.split('.').next() == Some(*word);
            assert!(all.iter().any(named), "no form is called {word}");
            let groups = GROUPS.iter().filter(|(_, words)| words.contains(word));
            assert_eq!(groups.count(), 1, "{word} stands in more than one group");
        }
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
