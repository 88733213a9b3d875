//! Licences, sources and duplicate versions of everything we depend on, crates and npm packages.
//!
//! Relies on: `deny.toml`, written as cargo-deny reads it, so that either can check; `cargo
//! metadata`; `web/package-lock.json`. This part of cargo-deny is here because a bare machine has
//! it within a second. Never: looks anything up outside this machine beyond what cargo itself must
//! fetch.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;

use serde_json::Value;
use toml::Table;

use crate::failure::{Attempt, Failure, Result};
use crate::spdx;
use crate::workspace::Workspace;

const NPM_REGISTRY: &str = "https://registry.npmjs.org/";

/// What `deny.toml` says, as far as we read it.
struct Rules {
    allowed: BTreeSet<String>,
    /// Licences allowed for one crate only.
    exceptions: BTreeMap<String, BTreeSet<String>>,
    registries: BTreeSet<String>,
    /// Versions that may stand beside another, as `crate@version`.
    skipped: BTreeSet<String>,
}

impl Rules {
    fn load(workspace: &Workspace) -> Result<Self> {
        let path = workspace.root.join("deny.toml");
        let text = fs::read_to_string(&path).attempt(|| format!("read {}", path.display()))?;
        Self::parse(&text)
    }

    fn parse(text: &str) -> Result<Self> {
        let table: Table = text.parse().attempt(|| "understand deny.toml".to_owned())?;
        let mut rules = Self {
            allowed: strings(table.get("licenses").and_then(|part| part.get("allow"))),
            exceptions: BTreeMap::new(),
            registries: strings(
                table
                    .get("sources")
                    .and_then(|part| part.get("allow-registry")),
            ),
            skipped: BTreeSet::new(),
        };
        for entry in list(
            table
                .get("licenses")
                .and_then(|part| part.get("exceptions")),
        ) {
            let name = text_of(entry, "crate", "an exception")?;
            rules.exceptions.insert(name, strings(entry.get("allow")));
        }
        for entry in list(table.get("bans").and_then(|part| part.get("skip"))) {
            let name = text_of(entry, "crate", "a skip")?;
            text_of(entry, "reason", &format!("the skip of {name}"))?;
            rules.skipped.insert(name);
        }
        Ok(rules)
    }

    fn allows(&self, package: &str, expression: &str) -> bool {
        let own = self.exceptions.get(package);
        spdx::is_met(expression, &|licence| {
            self.allowed.contains(licence) || own.is_some_and(|own| own.contains(licence))
        })
    }
}

fn list(value: Option<&toml::Value>) -> &[toml::Value] {
    value
        .and_then(toml::Value::as_array)
        .map_or(&[], Vec::as_slice)
}

fn strings(value: Option<&toml::Value>) -> BTreeSet<String> {
    list(value)
        .iter()
        .filter_map(toml::Value::as_str)
        .map(str::to_owned)
        .collect()
}

fn text_of(entry: &toml::Value, key: &str, of: &str) -> Result<String> {
    let text = entry
        .get(key)
        .and_then(toml::Value::as_str)
        .map(str::trim)
        .unwrap_or_default();
    if text.is_empty() {
        let because = format!("{of} in deny.toml has no {key}");
        return Err(Failure::new("understand deny.toml", because));
    }
    Ok(text.to_owned())
}

/// Every licence is allowed and every source is a registry we trust, or part of this workspace.
pub fn check(workspace: &Workspace) -> Result<()> {
    let rules = Rules::load(workspace)?;
    let metadata = workspace.metadata(&["--locked"])?;
    let mut wrong = wrong_crates(&rules, &metadata);
    if let Some(lock) = npm_lock(workspace)? {
        wrong.extend(wrong_packages(&rules, &lock));
    }
    none_wrong("approve every dependency", &wrong)
}

/// No crate twice in two versions, except those listed with a reason; and no reason without need.
pub fn check_duplicates(workspace: &Workspace) -> Result<()> {
    let rules = Rules::load(workspace)?;
    let built = workspace.built_crates()?;
    let versions: Vec<(&str, &str)> = built
        .iter()
        .map(|(name, version)| (name.as_str(), version.as_str()))
        .collect();
    none_wrong(
        "keep one version of each crate",
        &duplicates(&rules.skipped, &versions),
    )
}

/// The npm lock file, if there is one.
pub fn npm_lock(workspace: &Workspace) -> Result<Option<Value>> {
    let path = workspace.web().join("package-lock.json");
    if !path.is_file() {
        return Ok(None);
    }
    let text = fs::read(&path).attempt(|| format!("read {}", path.display()))?;
    serde_json::from_slice(&text)
        .map(Some)
        .attempt(|| format!("understand {}", path.display()))
}

/// One failure with a line for each thing that is wrong.
pub fn none_wrong(attempted: &str, wrong: &[String]) -> Result<()> {
    if wrong.is_empty() {
        Ok(())
    } else {
        Err(Failure::new(
            attempted,
            format!("\n  {}", wrong.join("\n  ")),
        ))
    }
}

fn wrong_crates(rules: &Rules, metadata: &Value) -> Vec<String> {
    let root = metadata["workspace_root"].as_str().unwrap_or_default();
    let mut wrong = vec![];
    for package in metadata["packages"].as_array().into_iter().flatten() {
        let name = package["name"].as_str().unwrap_or_default();
        let version = package["version"].as_str().unwrap_or_default();
        let Some(source) = package["source"].as_str() else {
            let manifest = package["manifest_path"].as_str().unwrap_or_default();
            if !manifest.starts_with(root) {
                wrong.push(format!(
                    "{name}: comes from {manifest}, outside the workspace"
                ));
            }
            continue;
        };
        let registry = source.strip_prefix("registry+").unwrap_or(source);
        if !rules.registries.contains(registry) {
            wrong.push(format!(
                "{name} {version}: comes from {source}, which deny.toml does not allow"
            ));
        }
        let licence = package["license"].as_str().unwrap_or_default();
        if !rules.allows(name, licence) {
            wrong.push(format!(
                "{name} {version}: licence {licence:?} is not met by deny.toml"
            ));
        }
    }
    wrong
}

fn wrong_packages(rules: &Rules, lock: &Value) -> Vec<String> {
    let mut wrong = vec![];
    for (path, package) in lock["packages"].as_object().into_iter().flatten() {
        let Some((_, name)) = path.rsplit_once("node_modules/") else {
            continue;
        };
        let licence = package["license"].as_str().unwrap_or_default();
        if !rules.allows(name, licence) {
            wrong.push(format!(
                "npm {name}: licence {licence:?} is not met by deny.toml"
            ));
        }
        if package["integrity"].as_str().is_none() {
            wrong.push(format!("npm {name}: the lock file has no checksum of it"));
        }
        if package["resolved"]
            .as_str()
            .is_some_and(|url| !url.starts_with(NPM_REGISTRY))
        {
            wrong.push(format!(
                "npm {name}: the lock file takes it from elsewhere than {NPM_REGISTRY}"
            ));
        }
    }
    wrong
}

fn duplicates(skipped: &BTreeSet<String>, packages: &[(&str, &str)]) -> Vec<String> {
    let mut versions: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
    for (name, version) in packages {
        versions.entry(name).or_default().insert(version);
    }
    let mut wrong = vec![];
    for skip in skipped {
        let (name, version) = skip.split_once('@').unwrap_or((skip, ""));
        let is_needed = versions
            .get(name)
            .is_some_and(|all| all.len() > 1 && all.iter().any(|one| is_version(version, one)));
        if !is_needed {
            wrong.push(format!("deny.toml skips {skip}, which is no longer needed"));
        }
    }
    for (name, all) in versions {
        let is_skipped = |version: &str| {
            skipped.iter().any(|skip| {
                skip.split_once('@')
                    .is_some_and(|(of, which)| of == name && is_version(which, version))
            })
        };
        let remaining: Vec<&str> = all
            .into_iter()
            .filter(|version| !is_skipped(version))
            .collect();
        if remaining.len() > 1 {
            wrong.push(format!(
                "{name} comes in versions {}",
                remaining.join(" and ")
            ));
        }
    }
    wrong
}

/// `0.22` stands for every 0.22.x; what follows a `+` says nothing about the version.
fn is_version(wanted: &str, version: &str) -> bool {
    let version = version.split('+').next().unwrap_or(version);
    version
        .strip_prefix(wanted)
        .is_some_and(|rest| rest.is_empty() || rest.starts_with('.'))
}

#[cfg(test)]
mod tests {
    use super::*;

    const DENY: &str = r#"
        [licenses]
        allow = ["MIT"]
        exceptions = [{ crate = "odd", allow = ["Odd-1.0"] }]
        [sources]
        allow-registry = ["https://index"]
        [bans]
        skip = [{ crate = "a@0.2", reason = "b still needs it" }]
    "#;

    #[test]
    fn a_licence_may_be_allowed_for_one_crate_only() -> Result<()> {
        let rules = Rules::parse(DENY)?;
        assert!(rules.allows("any", "MIT OR Odd-1.0"));
        assert!(rules.allows("odd", "Odd-1.0"));
        assert!(!rules.allows("any", "Odd-1.0"));
        assert!(!rules.allows("any", ""));
        Ok(())
    }

    #[test]
    fn a_skip_without_a_reason_is_refused() {
        let text = "[bans]\nskip = [{ crate = \"a@0.2\" }]";
        assert!(Rules::parse(text).is_err());
    }

    #[test]
    fn a_crate_from_elsewhere_is_named() -> Result<()> {
        let rules = Rules::parse(DENY)?;
        let metadata = serde_json::json!({ "workspace_root": "/w", "packages": [
            { "name": "own", "version": "1.0.0", "manifest_path": "/w/own/Cargo.toml", "source": null },
            { "name": "near", "version": "1.0.0", "manifest_path": "/x/Cargo.toml", "source": null },
            { "name": "git", "version": "1.0.0", "license": "MIT", "source": "git+https://x" },
            { "name": "good", "version": "1.0.0", "license": "MIT", "source": "registry+https://index" },
        ]});
        let wrong = wrong_crates(&rules, &metadata);
        assert_eq!(wrong.len(), 2, "{wrong:?}");
        assert!(
            wrong[0].starts_with("near") && wrong[1].starts_with("git"),
            "{wrong:?}"
        );
        Ok(())
    }

    #[test]
    fn an_npm_package_needs_licence_checksum_and_the_registry() -> Result<()> {
        let rules = Rules::parse(DENY)?;
        let lock = serde_json::json!({ "packages": {
            "": { "license": "EUPL-1.2" },
            "node_modules/good": { "license": "MIT", "integrity": "sha512-x" },
            "node_modules/@s/bad": { "license": "GPL-3.0", "resolved": "https://mirror/x.tgz" },
        }});
        let wrong = wrong_packages(&rules, &lock);
        assert_eq!(wrong.len(), 3, "{wrong:?}");
        assert!(
            wrong.iter().all(|line| line.contains("@s/bad")),
            "{wrong:?}"
        );
        Ok(())
    }

    #[test]
    fn two_versions_need_a_reason_and_a_reason_needs_two_versions() {
        let skipped = BTreeSet::from(["a@0.2".to_owned()]);
        let both = [("a", "0.2.7+x"), ("a", "0.3.0"), ("b", "1.0.0")];
        assert!(duplicates(&skipped, &both).is_empty());
        assert_eq!(duplicates(&BTreeSet::new(), &both).len(), 1);
        assert_eq!(duplicates(&skipped, &both[1..]).len(), 1);
        assert_eq!(
            duplicates(&skipped, &[("a", "0.21.0"), ("a", "0.3.0")]).len(),
            2
        );
    }
}
