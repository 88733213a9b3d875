//! Every direct dependency has a line in `docs/dependencies.md`: what it is for, and under which
//! licence.
//!
//! Relies on: rows `| name | why | licence |`. Never: lets a row outlive its dependency.

use std::collections::BTreeMap;
use std::fs;

use serde_json::Value;

use crate::failure::{Attempt, Result};
use crate::licences::{none_wrong, npm_lock};
use crate::spdx;
use crate::workspace::Workspace;

/// Compares the document with what cargo and npm say.
pub fn check(workspace: &Workspace) -> Result<()> {
    let path = workspace.root.join("docs/dependencies.md");
    let text = fs::read_to_string(&path).attempt(|| format!("read {}", path.display()))?;
    let mut used = direct_crates(&workspace.metadata(&["--locked"])?);
    if let Some(lock) = npm_lock(workspace)? {
        used.extend(direct_packages(&lock));
    }
    none_wrong(
        "find every dependency in docs/dependencies.md",
        &compare(&text, &used),
    )
}

/// Name and licence of every crate that a manifest of the workspace names.
fn direct_crates(metadata: &Value) -> BTreeMap<String, String> {
    let packages = metadata["packages"]
        .as_array()
        .map_or(&[][..], Vec::as_slice);
    let licence_of = |name: &str| {
        let found = packages.iter().find(|package| package["name"] == name);
        found
            .and_then(|package| package["license"].as_str())
            .unwrap_or_default()
            .to_owned()
    };
    packages
        .iter()
        .filter(|package| package["source"].is_null())
        .flat_map(|package| package["dependencies"].as_array().into_iter().flatten())
        .filter(|dependency| dependency["path"].is_null())
        .filter_map(|dependency| dependency["name"].as_str())
        .map(|name| (name.to_owned(), licence_of(name)))
        .collect()
}

/// Name and licence of every package that `web/package.json` names.
fn direct_packages(lock: &Value) -> BTreeMap<String, String> {
    let own = &lock["packages"][""];
    ["dependencies", "devDependencies"]
        .into_iter()
        .filter_map(|kind| own[kind].as_object())
        .flat_map(|names| names.keys())
        .map(|name| {
            let licence = lock["packages"][format!("node_modules/{name}")]["license"].as_str();
            (name.clone(), licence.unwrap_or_default().to_owned())
        })
        .collect()
}

fn compare(text: &str, used: &BTreeMap<String, String>) -> Vec<String> {
    let rows: BTreeMap<&str, (&str, &str)> = text.lines().filter_map(row).collect();
    let mut wrong = vec![];
    for (name, licence) in used {
        match rows.get(name.as_str()) {
            None => wrong.push(format!("{name} ({licence}) has no line")),
            Some(("", _)) => wrong.push(format!("{name} does not say why")),
            Some((_, said)) if spdx::normal(said) != spdx::normal(licence) => {
                wrong.push(format!("{name} has licence {licence}, not {said}"));
            }
            Some(_) => {}
        }
    }
    for name in rows.keys().filter(|name| !used.contains_key(**name)) {
        wrong.push(format!("{name} has a line and is not used"));
    }
    wrong
}

/// A row whose first cell is a name in backticks.
fn row(line: &str) -> Option<(&str, (&str, &str))> {
    let cells: Vec<&str> = line
        .trim()
        .strip_prefix('|')?
        .split('|')
        .map(str::trim)
        .collect();
    let &[name, why, licence, ..] = cells.as_slice() else {
        return None;
    };
    let name = name.strip_prefix('`')?.strip_suffix('`')?;
    Some((name, (why, licence)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn missing_stale_and_wrong_lines_are_named() {
        let text = "| crate | why | licence |\n|---|---|---|\n| `a` | for a | MIT |\n| `b` | for b | MIT |\n\
                    | `c` | | MIT |\n| `gone` | was for x | MIT |\n| `d` | for d | MIT OR Apache-2.0 |\n";
        let used: BTreeMap<String, String> = [
            ("a", "MIT"),
            ("b", "0BSD"),
            ("c", "MIT"),
            ("d", "MIT/Apache-2.0"),
            ("e", "MIT"),
        ]
        .map(|(name, licence)| (name.to_owned(), licence.to_owned()))
        .into();
        let wrong = compare(text, &used);
        assert_eq!(
            wrong,
            [
                "b has licence 0BSD, not MIT",
                "c does not say why",
                "e (MIT) has no line",
                "gone has a line and is not used"
            ]
        );
    }
}
