//! The tools a run needs: what is missing is installed on Debian as root, and named elsewhere.
//!
//! Never: installs anything but `postgresql` and `chromium`, or anything at all when nothing is
//! missing.

use std::fs;
use std::path::PathBuf;

use crate::failure::{Failure, Result};
use crate::postgres;
use crate::test::Scope;
use crate::workspace::{Workspace, ask, find_on_path, succeed};

const OLDEST_NODE: u32 = 20;

/// Makes sure of every tool, or says which are missing and where they come from.
pub fn tools(workspace: &Workspace, scope: Scope) -> Result<()> {
    let mut missing = missing_prerequisites(workspace);
    if scope == Scope::Full {
        let packages = missing_packages();
        if packages.is_empty() {
        } else if is_debian() && postgres::is_root() {
            install(workspace, &packages)?;
            missing.extend(missing_packages().into_iter().map(str::to_owned));
        } else {
            missing.extend(packages.into_iter().map(|name| match name {
                "postgresql" => "PostgreSQL's server programs (postgresql)".to_owned(),
                _ => "Chromium (chromium; or name one in CHROMIUM)".to_owned(),
            }));
        }
    }
    if missing.is_empty() {
        Ok(())
    } else {
        Err(Failure::new(
            "find every tool",
            format!("missing: {}", missing.join("; ")),
        ))
    }
}

fn missing_prerequisites(workspace: &Workspace) -> Vec<String> {
    let mut missing = vec![];
    for (component, words) in [
        ("rustfmt", ["fmt", "--version"]),
        ("clippy", ["clippy", "--version"]),
    ] {
        if ask(workspace.cargo(&words)).is_none() {
            missing.push(format!("{component} (rustup component add {component})"));
        }
    }
    if !has_node(workspace) {
        missing.push(format!("Node {OLDEST_NODE} or newer (nodejs.org)"));
    }
    let mut npm = workspace.command("npm");
    npm.arg("--version");
    if ask(npm).is_none() {
        missing.push("npm (comes with Node)".to_owned());
    }
    missing
}

fn has_node(workspace: &Workspace) -> bool {
    let mut node = workspace.command("node");
    node.arg("--version");
    ask(node)
        .as_deref()
        .and_then(major)
        .is_some_and(|major| major >= OLDEST_NODE)
}

fn major(version: &str) -> Option<u32> {
    version
        .trim_start_matches('v')
        .split('.')
        .next()?
        .parse()
        .ok()
}

fn missing_packages() -> Vec<&'static str> {
    let mut missing = vec![];
    if postgres::find_binaries().is_none() {
        missing.push("postgresql");
    }
    if find_chromium().is_none() {
        missing.push("chromium");
    }
    missing
}

/// The browser: the one `CHROMIUM` names, else the one on this machine.
pub fn find_chromium() -> Option<PathBuf> {
    if let Some(named) = std::env::var_os("CHROMIUM") {
        return Some(PathBuf::from(named)).filter(|file| file.is_file());
    }
    ["chromium", "chromium-browser", "google-chrome"]
        .into_iter()
        .find_map(find_on_path)
}

fn is_debian() -> bool {
    fs::read_to_string("/etc/os-release").is_ok_and(|text| names_debian(&text))
}

fn names_debian(os_release: &str) -> bool {
    os_release
        .lines()
        .filter_map(|line| line.strip_prefix("ID="))
        .any(|id| id.trim_matches('"') == "debian")
}

fn install(workspace: &Workspace, packages: &[&str]) -> Result<()> {
    println!("installing {}", packages.join(" and "));
    let apt = |words: &[&str]| {
        let mut command = workspace.command("apt-get");
        command.env("DEBIAN_FRONTEND", "noninteractive").args(words);
        succeed(command)
    };
    apt(&["update", "-q"])?;
    apt(&[
        &["install", "-q", "-y", "--no-install-recommends"],
        packages,
    ]
    .concat())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn node_says_its_version_with_a_letter() {
        assert_eq!(major("v20.20.2"), Some(20));
        assert_eq!(major("24.1.0"), Some(24));
        assert_eq!(major("none"), None);
    }

    #[test]
    fn only_debian_itself_is_debian() {
        assert!(names_debian(
            "PRETTY_NAME=\"x\"\nID=debian\nVERSION_ID=\"13\"\n"
        ));
        assert!(!names_debian("ID=ubuntu\nID_LIKE=debian\n"));
    }
}
