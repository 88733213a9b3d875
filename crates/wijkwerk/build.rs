//! Lists what is compiled in: the shipped inrichtingen with their maps, and the built web assets if they are there.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};

fn main() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let out =
        PathBuf::from(std::env::var_os("OUT_DIR").expect("cargo gives build scripts a folder"));
    let mut code = String::new();
    list(
        &mut code,
        "INRICHTINGEN",
        &root.join("inrichtingen"),
        "include_str!",
        "str",
    );
    list(
        &mut code,
        "ASSETS",
        &root.join("web/dist"),
        "include_bytes!",
        "[u8]",
    );
    list(
        &mut code,
        "KENNIS",
        &Path::new(env!("CARGO_MANIFEST_DIR")).join("kennis"),
        "include_str!",
        "str",
    );
    std::fs::write(out.join("shipped.rs"), code).expect("the build folder can be written");
}

fn list(code: &mut String, name: &str, dir: &Path, include: &str, ty: &str) {
    println!("cargo::rerun-if-changed={}", dir.display());
    let mut files = Vec::new();
    walk(dir, dir, &mut files);
    files.sort();
    let _ = writeln!(
        code,
        "/// What ships, by path.\npub const {name}: &[(&str, &{ty})] = &["
    );
    for (path, file) in files {
        let _ = writeln!(
            code,
            "    ({path:?}, {include}({:?})),",
            file.display().to_string()
        );
    }
    code.push_str("];\n");
}

fn walk(root: &Path, dir: &Path, files: &mut Vec<(String, PathBuf)>) {
    let Ok(entries) = std::fs::read_dir(dir) else {
        return;
    };
    for entry in entries.flatten() {
        let path = entry.path();
        if path.is_dir() {
            println!("cargo::rerun-if-changed={}", path.display());
            walk(root, &path, files);
        } else if let Ok(below) = path.strip_prefix(root) {
            let full = path.canonicalize().unwrap_or(path.clone());
            files.push((below.display().to_string(), full));
        }
    }
}
