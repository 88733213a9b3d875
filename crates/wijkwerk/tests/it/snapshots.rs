//! Every page as it was when somebody last read the difference: what it says in Dutch and in English, kept in
//! `tests/snapshots/`. `WIJKWERK_UPDATE=1` writes them anew.

use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;

use crate::outline::outline;
use crate::pages::Shown;

/// Most lines of a difference that are told per page.
const TOLD: usize = 12;

fn folder(slug: &str) -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
        .join("tests/snapshots")
        .join(slug)
}

/// What each page says, both languages below each other, by the name of its route.
fn texts(shown: &[Shown]) -> BTreeMap<String, String> {
    let mut all: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for page in shown {
        let says = if page.answer.status == 200 {
            outline(&page.answer.text())
        } else {
            let where_to = outline_of_address(page.answer.location());
            format!("{} {where_to}\n", page.answer.status)
        };
        let text = all.entry(page.route.name.to_owned()).or_default();
        let head = format!("== {}, {}\n", page.lang, page.by);
        text.extend([head, says, "\n".to_owned()]);
    }
    all.into_iter()
        .map(|(name, parts)| (name, parts.concat()))
        .collect()
}

fn outline_of_address(address: &str) -> String {
    let told = outline(&format!("<main><a href=\"{address}\"></a></main>"));
    told.lines().last().unwrap_or_default().to_owned()
}

/// Holds the pages of a gemeente to their snapshots; with `WIJKWERK_UPDATE=1` writes these instead. Answers what differs.
pub fn differences(slug: &str, shown: &[Shown]) -> Vec<String> {
    let folder = folder(slug);
    let texts = texts(shown);
    let kept: BTreeSet<String> = std::fs::read_dir(&folder)
        .into_iter()
        .flatten()
        .filter_map(|entry| entry.ok()?.file_name().into_string().ok())
        .filter_map(|name| name.strip_suffix(".txt").map(str::to_owned))
        .collect();
    let path = |name: &str| folder.join(format!("{name}.txt"));
    if std::env::var("WIJKWERK_UPDATE").is_ok_and(|value| value == "1") {
        std::fs::create_dir_all(&folder).expect("the folder can be made");
        for gone in kept.iter().filter(|name| !texts.contains_key(*name)) {
            std::fs::remove_file(path(gone)).expect("the file can be removed");
        }
        for (name, text) in &texts {
            std::fs::write(path(name), text).expect("the file can be written");
        }
        return Vec::new();
    }
    let gone = kept.iter().filter(|name| !texts.contains_key(*name));
    let mut wrong: Vec<String> = gone
        .map(|name| format!("{slug}/{name}: a snapshot of a page that is no more"))
        .collect();
    for (name, text) in &texts {
        let have = std::fs::read_to_string(path(name)).unwrap_or_default();
        if have != *text {
            wrong.push(format!(
                "{slug}/{name} is not as it was:\n{}",
                told(&have, text)
            ));
        }
    }
    wrong
}

/// The lines that went and came.
fn told(have: &str, text: &str) -> String {
    let (old, new): (Vec<&str>, Vec<&str>) = (have.lines().collect(), text.lines().collect());
    let gone = old.iter().filter(|line| !new.contains(line));
    let come = new.iter().filter(|line| !old.contains(line));
    let lines: Vec<String> = gone
        .map(|line| format!("  - {line}"))
        .chain(come.map(|line| format!("  + {line}")))
        .take(TOLD)
        .collect();
    if lines.is_empty() {
        return "  the same lines in another order or number".to_owned();
    }
    lines.join("\n")
}
