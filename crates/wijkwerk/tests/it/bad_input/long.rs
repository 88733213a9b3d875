//! Text far too long for any field.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

use wijkwerk::access::Actor;
use wijkwerk::http::Route;
use wijkwerk::journaal::{Entry, Verb};
use wijkwerk::testing::TestApp;

use super::{everything, fault, with};
use crate::forms::{app, forms, known_forms, shape};
use crate::sources::none;

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

/// Gemeente and first word of an address.
fn corner(path: &str) -> String {
    path.split('/').take(3).collect::<Vec<_>>().join("/")
}

/// The fields that are tried besides those that a form must have: those that its page shows. Of a form that no page of the
/// sample town shows, every field that forms in the same corner have.
fn fields_to_try(path: &str) -> BTreeSet<String> {
    let known = shape(path);
    if let Some(fields) = KNOWN.get(&known) {
        return fields.clone();
    }
    let near = |all: bool| -> BTreeSet<String> {
        let forms = KNOWN
            .iter()
            .filter(|(other, _)| all || corner(other) == corner(&known));
        forms.flat_map(|(_, fields)| fields).cloned().collect()
    };
    let fields = near(false);
    if fields.is_empty() {
        near(true)
    } else {
        fields
    }
}

/// A hundred thousand characters in every field of these forms: refused with a sentence, stored nowhere.
fn no_field_of(group: usize) {
    let app = app();
    let samples = app.samples();
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
        let extra = fields_to_try(&form.path);
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
            if let Some(fault) = fault(&app, &form.route, "nl", &answer) {
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
