//! Lists what is compiled in: the shipped inrichtingen with their maps, and the built web assets if they are there.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};

#[path = "src/balie/wegwijzer/urgent/examples.rs"]
mod examples;
#[path = "src/balie/wegwijzer/urgent/features.rs"]
mod features;
#[path = "../kit/src/zoek/fold.rs"]
#[expect(dead_code, reason = "only its words are asked for here")]
mod fold;
#[path = "src/balie/wegwijzer/urgent/trainer.rs"]
mod trainer;

/// What is learned from and does not ship itself.
const EXAMPLES: &str = "spoed/voorbeelden.tsv";

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
    let learned = urgent(&Path::new(env!("CARGO_MANIFEST_DIR")).join("kennis"));
    std::fs::write(out.join("urgent.bin"), learned).expect("the build folder can be written");
}

/// What the model of emergencies learns from the examples and from the words of residents.
fn urgent(kennis: &Path) -> Vec<u8> {
    let read = |path: &Path| std::fs::read_to_string(path).expect("a text of kennis can be read");
    let known = |text: &str, expected: &str| {
        let words: Vec<String> = fold::words(text)
            .into_iter()
            .map(|word| word.text)
            .collect();
        examples::known(&words, expected)
    };
    let table = read(&kennis.join(EXAMPLES));
    let mut all: Vec<examples::Known> = examples::rows(&table)
        .map(|(question, expected, _)| known(question, expected))
        .collect();
    for folder in ["woorden", "elders"] {
        let mut files = Vec::new();
        walk(kennis, &kennis.join(folder), &mut files);
        files.sort();
        for (_, file) in files {
            let text = read(&file);
            let asked = examples::ordinary(&text).into_iter();
            all.extend(asked.map(|asked| known(asked, examples::ORDINARY)));
        }
    }
    let text = read(&kennis.join("catalogus.tsv"));
    let told = examples::catalogue(&text).into_iter();
    all.extend(told.map(|told| known(told, examples::ORDINARY)));
    examples::learn_all(&all)
}

fn list(code: &mut String, name: &str, dir: &Path, include: &str, ty: &str) {
    println!("cargo::rerun-if-changed={}", dir.display());
    let mut files = Vec::new();
    walk(dir, dir, &mut files);
    files.retain(|(path, _)| path != EXAMPLES);
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
