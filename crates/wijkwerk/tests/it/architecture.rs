//! The shape of the house: who imports whom, who may name a driver or a clock, what every module starts with.

use std::collections::BTreeMap;

use crate::sources::{Source, close_of, none, rust};

/// The wings and what each may import besides the foundation, itself and `kader`. Printed by the test below; a change
/// here is a change of the design (`docs/architecture.md`).
const WINGS: &[(&str, &[&str])] = &[
    ("kader", &[]),
    ("wijkaanpak", &[]),
    ("balie", &[]),
    ("stem", &[]),
    ("geld", &["wijkaanpak", "balie", "stem"]),
    ("sturing", &["wijkaanpak", "balie", "stem", "geld"]),
    (
        "publiek",
        &["wijkaanpak", "balie", "stem", "geld", "sturing"],
    ),
    ("aansluitingen", &["wijkaanpak", "balie"]),
    (
        "notifications",
        &["wijkaanpak", "balie", "stem", "geld", "sturing"],
    ),
];

/// What puts the parts together may import all of them.
const COMPOSITION: &[&str] = &[
    "app", "routes", "cli", "jobs", "demo", "testing", "main", "lib", "bench",
];

/// Slices whose store is public, with the reason.
const PUBLIC_STORES: &[(&str, &str)] = &[(
    "crates/wijkwerk/src/kader/inrichting/mod.rs",
    "the frame loads the document in force before there is a write context",
)];

fn product() -> Vec<Source> {
    rust("crates/wijkwerk/src")
}

/// `crates/wijkwerk/src/kader/gebieden/api.rs` → `["kader", "gebieden", "api"]`.
fn place(path: &str) -> Vec<&str> {
    path.trim_start_matches("crates/wijkwerk/src/")
        .trim_end_matches(".rs")
        .split('/')
        .collect()
}

/// Every `crate::…` path of a file, groups of a `use` unfolded, with its line.
fn imports(source: &Source) -> Vec<(usize, Vec<String>)> {
    let code = source.product_code();
    let mut found = Vec::new();
    for (at, _) in code.match_indices("crate::") {
        let before = code[..at].bytes().last().unwrap_or(b' ');
        if before.is_ascii_alphanumeric() || before == b'_' || before == b'$' {
            continue;
        }
        let line = source.line(at);
        unfold(&code[at + 7..], &mut Vec::new(), line, &mut found);
    }
    found
}

fn unfold(rest: &str, path: &mut Vec<String>, line: usize, found: &mut Vec<(usize, Vec<String>)>) {
    let word: String = rest
        .chars()
        .take_while(|ch| ch.is_alphanumeric() || *ch == '_')
        .collect();
    if rest.starts_with('{') {
        let inside = close_of(rest, 0).map_or(rest, |end| &rest[1..end - 1]);
        let mut depth = 0;
        let mut from = 0;
        for (n, ch) in inside.char_indices().chain([(inside.len(), ',')]) {
            match ch {
                '{' => depth += 1,
                '}' => depth -= 1,
                ',' if depth == 0 => {
                    let item = inside[from..n].trim_start();
                    if !item.is_empty() {
                        unfold(item, &mut path.clone(), line, found);
                    }
                    from = n + 1;
                }
                _ => {}
            }
        }
        return;
    }
    if word.is_empty() {
        found.push((line, path.clone()));
        return;
    }
    path.push(word.clone());
    match rest[word.len()..].strip_prefix("::") {
        Some(more) => unfold(more, path, line, found),
        None => found.push((line, path.clone())),
    }
}

#[test]
fn wings_import_only_what_the_design_allows() {
    for (wing, allowed) in WINGS {
        println!(
            "{wing} → the foundation, kader{}{}",
            if allowed.is_empty() { "" } else { ", " },
            allowed.join(", ")
        );
    }
    println!("{} → everything", COMPOSITION.join(", "));
    let wings: BTreeMap<&str, &[&str]> = WINGS.iter().copied().collect();
    let mut wrong = Vec::new();
    for source in product() {
        let here = place(&source.path);
        let from = here[0];
        if COMPOSITION.contains(&from) {
            continue;
        }
        for (line, path) in imports(&source) {
            let Some(to) = path.first().map(String::as_str) else {
                continue;
            };
            let is_wing = wings.contains_key(to) || COMPOSITION.contains(&to) && to != "app";
            let fine = !is_wing
                || to == from
                || to == "kader"
                || wings.get(from).is_some_and(|allowed| allowed.contains(&to));
            if !fine {
                wrong.push(format!(
                    "{}:{line}: {from} imports crate::{}",
                    source.path,
                    path.join("::")
                ));
            }
        }
    }
    none("an import that the design does not allow", &wrong);
}

#[test]
fn kader_imports_no_slice_and_slices_are_entered_by_their_mod_only() {
    let slices = slices();
    let mut wrong = Vec::new();
    for source in product() {
        let here = place(&source.path);
        for (line, path) in imports(&source) {
            let Some((slice, rest)) = slices.iter().find_map(|slice| {
                let parts: Vec<&str> = slice.split('/').collect();
                (path.len() > parts.len() && path.iter().zip(&parts).all(|(a, b)| a == b))
                    .then(|| (slice, &path[parts.len()..]))
            }) else {
                continue;
            };
            let own = here.join("/").starts_with(slice.as_str());
            let private = rest.first().is_some_and(|part| {
                matches!(part.as_str(), "store" | "rules" | "model" | "policy") && rest.len() > 1
            });
            let excused = PUBLIC_STORES
                .iter()
                .any(|(path, _)| path.contains(&format!("/{slice}/")));
            if !own && private && !excused {
                wrong.push(format!(
                    "{}:{line}: enters crate::{} past the face of the slice",
                    source.path,
                    path.join("::")
                ));
            }
        }
    }
    none("a way into a slice past its mod.rs", &wrong);
}

/// `kader/gebieden`, `wijkaanpak/meldingen`, …: the folders with a `mod.rs` below a wing.
fn slices() -> Vec<String> {
    product()
        .iter()
        .filter_map(|source| {
            let here = place(&source.path);
            let wing = WINGS.iter().any(|(wing, _)| *wing == here[0]);
            (wing && here.len() == 3 && here[2] == "mod").then(|| here[..2].join("/"))
        })
        .collect()
}

#[test]
fn stores_are_private() {
    for (path, why) in PUBLIC_STORES {
        println!("public store: {path}: {why}");
    }
    let wrong: Vec<String> = product()
        .iter()
        .filter(|source| !PUBLIC_STORES.iter().any(|(path, _)| *path == source.path))
        .flat_map(|source| {
            ["pub mod store", "pub mod rules", "pub mod policy"]
                .into_iter()
                .filter_map(|what| {
                    let at = source.code.find(what)?;
                    Some(format!("{}:{}: {what}", source.path, source.line(at)))
                })
                .collect::<Vec<_>>()
        })
        .collect();
    none("a store, rules or policy that others can reach", &wrong);
}

/// Code that may stand in these places only: what, where, why.
const ONLY: &[(&[&str], &[&str], &str)] = &[
    (
        &["rusqlite", "postgres::", "use postgres", "tokio_postgres"],
        &["crates/kit/src/db/", "crates/kit/src/testing/"],
        "only the seam names a driver",
    ),
    (
        &[
            "Timestamp::now",
            "Zoned::now",
            "SystemTime::now",
            "Utc::now",
        ],
        &["crates/kit/src/clock.rs"],
        "all time comes from the clock",
    ),
    (
        &["thread::sleep", "spawn_blocking"],
        &["crates/wijkwerk/src/app.rs"],
        "waiting goes through the clock and work through the seam's own threads",
    ),
    (
        &["Uuid::new_v4", "Uuid::now_v7", "thread_rng", "getrandom::"],
        &["crates/kit/src/ids.rs"],
        "ids and randomness come from the id source",
    ),
    (
        &["unsafe ", "#[allow(", "#![allow("],
        &[],
        "forbidden; expect a lint with its reason instead",
    ),
];

#[test]
fn drivers_clock_and_randomness_are_named_in_one_place() {
    let mut wrong = Vec::new();
    let all: Vec<Source> = product()
        .into_iter()
        .chain(rust("crates/kit/src"))
        .collect();
    for source in all {
        let code = source.product_code();
        for (words, places, why) in ONLY {
            if places.iter().any(|place| source.path.starts_with(place)) {
                continue;
            }
            for word in *words {
                for (at, _) in code.match_indices(word) {
                    let before = code[..at].bytes().last().unwrap_or(b' ');
                    if !before.is_ascii_alphanumeric() && before != b'_' {
                        wrong.push(format!(
                            "{}:{}: {word}: {why}",
                            source.path,
                            source.line(at)
                        ));
                    }
                }
            }
        }
    }
    none("something that belongs in one place only", &wrong);
}

#[test]
fn every_module_starts_with_what_it_is() {
    let wrong: Vec<String> = product()
        .into_iter()
        .chain(rust("crates/kit/src"))
        .chain(rust("xtask/src"))
        .chain(rust("crates/wijkwerk/tests"))
        .filter(|source| !(source.test && source.path.contains("/src/")))
        .filter(|source| !source.text.starts_with("//! "))
        .map(|source| source.path)
        .collect();
    none("a module without a first line that says what it is", &wrong);
}

#[test]
fn nothing_asks_which_gemeente_it_is() {
    let mut wrong = Vec::new();
    for source in product() {
        let code = source.product_code();
        for literal in source.product_literals() {
            let before: String = code[..literal.at]
                .chars()
                .rev()
                .take(60)
                .collect::<Vec<_>>()
                .into_iter()
                .rev()
                .collect();
            let compared = before
                .trim_end()
                .strip_suffix("==")
                .or(before.trim_end().strip_suffix("!="));
            let Some(left) = compared else { continue };
            let name = left
                .trim_end()
                .trim_end_matches("()")
                .rsplit(|ch: char| !ch.is_alphanumeric() && ch != '_')
                .next()
                .unwrap_or_default();
            if matches!(name, "gemeente" | "slug" | "gemeente_slug" | "cbs_code") {
                wrong.push(format!(
                    "{}:{}: {name} == {:?}",
                    source.path, literal.line, literal.text
                ));
            }
        }
    }
    none("a comparison with one gemeente", &wrong);
}

/// Long files and handlers are told, not refused: sometimes the longer one is the better one.
#[test]
fn lengths_are_reported() {
    let mut lines = Vec::new();
    for source in product().iter().chain(&rust("crates/kit/src")) {
        let length = source.text.lines().count();
        if length > 400 {
            lines.push(format!("{}: {length} lines (aim 400)", source.path));
        }
        for (at, _) in source.code.match_indices("(req: Req)") {
            let Some(open) = source.code[at..].find('{').map(|open| at + open) else {
                continue;
            };
            let Some(end) = close_of(&source.code, open) else {
                continue;
            };
            let length = source.line(end) - source.line(open);
            if length > 25 {
                lines.push(format!(
                    "{}:{}: a handler of {length} lines (aim 25)",
                    source.path,
                    source.line(at)
                ));
            }
        }
    }
    println!("{}", lines.join("\n"));
}
