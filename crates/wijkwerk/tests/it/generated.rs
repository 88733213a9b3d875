//! Files under `docs/generated/`: compared, and rewritten only when asked.

use crate::sources::root;

/// Holds `docs/generated/{name}` to `text`; with `WIJKWERK_UPDATE=1` writes it instead.
#[track_caller]
pub fn same(name: &str, text: &str) {
    let path = root().join("docs/generated").join(name);
    if std::env::var("WIJKWERK_UPDATE").is_ok_and(|value| value == "1") {
        std::fs::create_dir_all(root().join("docs/generated")).expect("the folder can be made");
        std::fs::write(&path, text).expect("the file can be written");
        return;
    }
    let have = std::fs::read_to_string(&path).unwrap_or_default();
    if have == text {
        return;
    }
    let (old, new): (Vec<&str>, Vec<&str>) = (have.lines().collect(), text.lines().collect());
    let gone = old
        .iter()
        .filter(|line| !new.contains(line))
        .map(|line| format!("- {line}"));
    let come = new
        .iter()
        .filter(|line| !old.contains(line))
        .map(|line| format!("+ {line}"));
    let all: Vec<String> = gone.chain(come).collect();
    panic!(
        "docs/generated/{name} is not up to date; run with WIJKWERK_UPDATE=1 and read the difference:\n{}",
        all.join("\n")
    );
}
