//! The texts of the start catalogue that are only read: what it is, for whom, how it goes, what it costs.
//!
//! Nothing is found by them: titles, summaries and the words of residents tell what an item is about, and a long text
//! about how things go would only make questions look alike. What somebody here writes in their place does count.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use crate::shipped::KENNIS;

/// What the page of an item says below its summary; a paragraph per line.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct CatalogueText {
    pub tekst: String,
    /// For whom it is.
    pub doelgroep: String,
    /// How it goes, and who helps if it does not work out.
    pub aanmelden: String,
    /// What kind of costs there are, never how much.
    pub kosten: String,
}

impl CatalogueText {
    /// Its parts, in the order of the page.
    pub fn parts(&self) -> [&str; 4] {
        [&self.tekst, &self.aanmelden, &self.kosten, &self.doelgroep]
    }
}

static TEXTS: LazyLock<BTreeMap<&'static str, CatalogueText>> = LazyLock::new(|| {
    KENNIS
        .iter()
        .filter(|(path, _)| path.starts_with("teksten/"))
        .flat_map(|(_, text)| parse(text))
        .collect()
});

/// The sections of a text: `## id`, and below it a paragraph per line, some with a label.
fn parse(text: &'static str) -> impl Iterator<Item = (&'static str, CatalogueText)> {
    text.trim_start()
        .trim_start_matches("## ")
        .split("\n## ")
        .filter_map(|section| section.split_once('\n'))
        .map(|(id, body)| (id.trim(), read(body)))
}

fn read(body: &str) -> CatalogueText {
    let mut out = CatalogueText::default();
    for line in body.lines().map(str::trim).filter(|line| !line.is_empty()) {
        let (part, said) = if let Some(said) = line.strip_prefix("Voor wie: ") {
            (&mut out.doelgroep, said)
        } else if let Some(said) = line.strip_prefix("Zo werkt het: ") {
            (&mut out.aanmelden, said)
        } else if let Some(said) = line.strip_prefix("Kosten: ") {
            (&mut out.kosten, said)
        } else if line.starts_with("Lukt het niet: ") {
            (&mut out.aanmelden, line)
        } else {
            (&mut out.tekst, line)
        };
        if !part.is_empty() {
            part.push('\n');
        }
        part.push_str(said);
    }
    out
}

/// The text that ships for the item with this id.
pub fn text_for(id: &str) -> Option<&'static CatalogueText> {
    TEXTS.get(id)
}

/// Every text that ships, by the id of its item.
pub(super) fn all_texts() -> impl Iterator<Item = (&'static str, &'static CatalogueText)> {
    TEXTS.iter().map(|(id, text)| (*id, text))
}

/// What was written here: the text without the lines that ship for this item.
pub(super) fn without_shipped(id: &str, text: &str) -> String {
    let Some(shipped) = text_for(id) else {
        return text.to_owned();
    };
    let ships = |line: &str| {
        let mut lines = shipped.parts().into_iter().flat_map(str::lines);
        lines.any(|known| known == line)
    };
    let own: Vec<&str> = text.lines().filter(|line| !ships(line.trim())).collect();
    own.join("\n")
}
