//! The licence of every file can be found, as REUSE asks: named in `REUSE.toml`, its text in `LICENSES/`.

use std::path::{Path, PathBuf};

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

#[test]
fn every_licence_that_is_named_has_its_text() {
    let named = std::fs::read_to_string(root().join("REUSE.toml")).expect("there is a REUSE.toml");
    let ids: Vec<&str> = named
        .lines()
        .filter_map(|line| line.strip_prefix("SPDX-License-Identifier = "))
        .map(|id| id.trim_matches('"'))
        .collect();
    assert!(named.contains("path = \"**\""), "every file is covered");
    assert!(!ids.is_empty(), "a licence is named");
    for id in &ids {
        let path = root().join("LICENSES").join(format!("{id}.txt"));
        let text = std::fs::read_to_string(path).unwrap_or_default();
        assert!(text.len() > 1_000, "the text of {id}");
    }
    // And none lies there that nothing is under.
    for entry in std::fs::read_dir(root().join("LICENSES")).expect("there are licences") {
        let name = entry.expect("a file").file_name();
        let name = name.to_string_lossy();
        let id = name.trim_end_matches(".txt");
        assert!(ids.contains(&id), "{name} is the licence of nothing");
    }
}

#[test]
fn the_licence_is_the_same_wherever_it_is_told() {
    let read = |name: &str| std::fs::read_to_string(root().join(name)).expect("it is there");
    assert_eq!(read("LICENSE"), read("LICENSES/EUPL-1.2.txt"));
    assert!(read("Cargo.toml").contains("license = \"EUPL-1.2\""));
    assert!(read("publiccode.yml").contains("license: EUPL-1.2"));
}
