//! What people read beside the product: the manual names buttons that exist, and every link leads somewhere.

use std::collections::BTreeSet;
use std::path::Path;

use kit::i18n::Lang;
use wijkwerk::kader::inrichting::Aanspreekvorm;

use crate::plain::plain;
use crate::sources::{files, none, root};

/// Every Dutch text in the usual words, whichever way people are addressed; a variable stands as `{$naam}`.
fn labels() -> BTreeSet<String> {
    [Aanspreekvorm::Je, Aanspreekvorm::U]
        .into_iter()
        .flat_map(|form| {
            let texts = plain(form);
            texts
                .keys()
                .iter()
                .map(|key| texts.t(Lang::Nl, key))
                .collect::<Vec<String>>()
        })
        .collect()
}

/// Whether `said` is this text with something in the place of every variable.
fn fits(text: &str, said: &str) -> bool {
    let Some((before, rest)) = text.split_once("{$") else {
        return text == said;
    };
    let Some((_, after)) = rest.split_once('}') else {
        return false;
    };
    let Some(left) = said.strip_prefix(before) else {
        return false;
    };
    (1..=left.len())
        .filter(|at| left.is_char_boundary(*at))
        .any(|at| fits(after, &left[at..]))
}

/// What stands between « and », with the line it begins on.
fn quoted(text: &str) -> Vec<(usize, String)> {
    text.match_indices('«')
        .map(|(at, mark)| {
            let rest = &text[at + mark.len()..];
            let inside = rest.split_once('»').map_or(rest, |(inside, _)| inside);
            let line = text[..at].matches('\n').count() + 1;
            let words: Vec<&str> = inside.split_whitespace().collect();
            (line, words.join(" "))
        })
        .collect()
}

#[test]
fn every_label_in_the_manual_is_on_a_screen() {
    let labels = labels();
    let mut wrong = Vec::new();
    let mut count = 0;
    for (path, text) in files("docs/handboek", ".md") {
        for (line, said) in quoted(&text) {
            count += 1;
            if !labels.iter().any(|label| fits(label, &said)) {
                wrong.push(format!("{path}:{line}: «{said}» is on no screen"));
            }
        }
    }
    none("a label that does not exist", &wrong);
    assert!(count > 100, "the manual quotes only {count} labels");
}

#[test]
fn a_label_that_does_not_exist_is_seen() {
    assert_eq!(
        quoted("Druk op «Bewaar\n  alles» en «Klaar»."),
        [(1, "Bewaar alles".to_owned()), (2, "Klaar".to_owned())]
    );
    let cases = [
        ("Klaar", "Klaar", true),
        ("Klaar", "Klaar.", false),
        ("Voeg bij nummer {$nummer}", "Voeg bij nummer 12", true),
        ("Voeg bij nummer {$nummer}", "Voeg bij nummer ", false),
        ("{$deel} van {$totaal} klaar", "2 van 3 klaar", true),
        ("{$deel} van {$totaal} klaar", "2 van klaar", false),
    ];
    for (label, said, expected) in cases {
        assert_eq!(fits(label, said), expected, "{label} / {said}");
    }
}

/// The text with code blanked: what stands in it is no link.
fn without_code(text: &str) -> String {
    let mut fenced = false;
    let mut out = String::new();
    for line in text.lines() {
        if line.trim_start().starts_with("```") {
            fenced = !fenced;
        } else if !fenced {
            for (n, part) in line.split('`').enumerate() {
                out.push_str(if n.is_multiple_of(2) { part } else { "·" });
            }
        }
        out.push('\n');
    }
    out
}

/// Every target of `[text](target)`, with its line.
fn links(text: &str) -> Vec<(usize, String)> {
    let plain = without_code(text);
    plain
        .match_indices("](")
        .map(|(at, mark)| {
            let rest = &plain[at + mark.len()..];
            let target = rest.split_once(')').map_or(rest, |(target, _)| target);
            (plain[..at].matches('\n').count() + 1, target.to_owned())
        })
        .collect()
}

/// The names under which headings can be reached.
fn anchors(text: &str) -> BTreeSet<String> {
    text.lines()
        .filter(|line| line.starts_with('#'))
        .map(|line| {
            line.trim_start_matches('#')
                .trim()
                .to_lowercase()
                .chars()
                .filter(|ch| ch.is_alphanumeric() || matches!(ch, ' ' | '-' | '_'))
                .map(|ch| if ch == ' ' { '-' } else { ch })
                .collect()
        })
        .collect()
}

fn dead(path: &str, target: &str) -> Option<&'static str> {
    if target.starts_with("https://") || target.starts_with("mailto:") {
        return None;
    }
    let (file, anchor) = target.split_once('#').unwrap_or((target, ""));
    let here = root().join(path);
    let there = if file.is_empty() {
        here
    } else {
        here.parent().unwrap_or(Path::new("")).join(file)
    };
    if !there.exists() {
        return Some("is not there");
    }
    if anchor.is_empty() {
        return None;
    }
    let text = std::fs::read_to_string(there).unwrap_or_default();
    (!anchors(&text).contains(anchor)).then_some("has no such heading")
}

#[test]
fn every_link_in_the_documents_leads_somewhere() {
    let mut all = files("docs", ".md");
    for name in [
        "README",
        "CONTRIBUTING",
        "SECURITY",
        "CHANGELOG",
        "BEGRIPPEN",
        "web/README",
    ] {
        let path = format!("{name}.md");
        let text = std::fs::read_to_string(root().join(&path)).expect("it is there");
        all.push((path, text));
    }
    let mut wrong = Vec::new();
    let mut count = 0;
    for (path, text) in &all {
        for (line, target) in links(text) {
            count += 1;
            if let Some(why) = dead(path, &target) {
                wrong.push(format!("{path}:{line}: {target} {why}"));
            }
        }
    }
    none("a link that leads nowhere", &wrong);
    assert!(count > 40, "only {count} links were seen");
}

#[test]
fn a_dead_link_is_seen() {
    let text = "[a](b.md) `[c](d.md)`\n```\n[e](f.md)\n```\n[g](#h)\n";
    assert_eq!(links(text), [(1, "b.md".to_owned()), (5, "#h".to_owned())]);
    assert_eq!(dead("README.md", "docs/architecture.md"), None);
    assert_eq!(dead("README.md", "docs/nergens.md"), Some("is not there"));
    assert_eq!(
        dead("README.md", "docs/architecture.md#nergens"),
        Some("has no such heading")
    );
}
