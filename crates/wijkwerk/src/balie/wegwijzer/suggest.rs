//! Suggestions per keystroke, from titles and residents' words.

use kit::zoek::fold;

use super::index::{Doc, Index};

/// What may be meant by the beginning of a question.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Suggestion {
    pub id: String,
    /// The expression that begins so.
    pub text: String,
    pub title: String,
}

/// Most entries that are looked at for one keystroke.
const LOOKED_AT: usize = 400;

/// Every expression from every word on, in alphabetical order.
#[derive(Clone, Debug, Default)]
pub(super) struct Suggestions {
    entries: Vec<Entry>,
    /// Entry and the byte from which it is read.
    starts: Vec<(u32, u16)>,
}

#[derive(Clone, Debug)]
struct Entry {
    item: u32,
    is_title: bool,
    shown: String,
    folded: String,
}

impl Entry {
    fn from(&self, at: u16) -> &str {
        self.folded.get(usize::from(at)..).unwrap_or_default()
    }
}

impl Suggestions {
    pub(super) fn new(docs: &[Doc]) -> Self {
        let mut entries = Vec::new();
        for (item, doc) in (0u32..).zip(docs) {
            let lines = std::iter::once((true, &doc.title))
                .chain(doc.words.iter().map(|word| (false, word)));
            for (is_title, line) in lines {
                entries.push(Entry {
                    item,
                    is_title,
                    shown: line.clone(),
                    folded: fold(line),
                });
            }
        }
        // The first letters as a number decide nearly always; only where they are the same the rest is read.
        let mut starts: Vec<(u64, u32, u16)> = (0u32..)
            .zip(&entries)
            .flat_map(|(number, entry)| {
                word_starts(&entry.folded)
                    .map(move |at| (first_letters(entry.from(at)), number, at))
            })
            .collect();
        starts.sort_unstable_by(|a, b| {
            a.0.cmp(&b.0).then_with(|| {
                entries[a.1 as usize]
                    .from(a.2)
                    .cmp(entries[b.1 as usize].from(b.2))
                    .then((a.1, a.2).cmp(&(b.1, b.2)))
            })
        });
        let starts = starts
            .into_iter()
            .map(|(_, number, at)| (number, at))
            .collect();
        Self { entries, starts }
    }

    fn find(&self, prefix: &str) -> Vec<(u32, u16)> {
        let from = self
            .starts
            .partition_point(|(entry, at)| self.entries[*entry as usize].from(*at) < prefix);
        self.starts[from..]
            .iter()
            .take(LOOKED_AT)
            .take_while(|(entry, at)| self.entries[*entry as usize].from(*at).starts_with(prefix))
            .copied()
            .collect()
    }
}

/// The first eight bytes of a text as a number of the same order.
fn first_letters(text: &str) -> u64 {
    let mut first = [0u8; 8];
    for (into, byte) in first.iter_mut().zip(text.bytes()) {
        *into = byte;
    }
    u64::from_be_bytes(first)
}

/// Where words begin, in the first part of a line.
fn word_starts(folded: &str) -> impl Iterator<Item = u16> {
    let mut inside = false;
    folded.char_indices().filter_map(move |(at, ch)| {
        let begins = ch.is_alphanumeric() && !inside;
        inside = ch.is_alphanumeric();
        begins.then(|| u16::try_from(at).ok()).flatten()
    })
}

/// What was typed so far, as expressions are compared with it.
fn begun(typed: &str) -> String {
    fold(typed.trim_start()).chars().take(60).collect()
}

impl Index {
    /// Whether a title or an expression goes on from what was typed so far.
    #[must_use]
    pub fn is_begun(&self, typed: &str) -> bool {
        !self.suggestions.find(&begun(typed)).is_empty()
    }

    /// What may be meant by what was typed so far: at most `most`, each item once.
    #[must_use]
    pub fn suggest(&self, prefix: &str, most: usize) -> Vec<Suggestion> {
        let typed = begun(prefix);
        if typed.trim().len() < 2 {
            return Vec::new();
        }
        let mut found = self.suggestions.find(&typed);
        if found.is_empty() {
            let (before, last) = typed.rsplit_once(' ').unwrap_or(("", &typed));
            for near in self.speller.near(last, 2) {
                let meant = self.speller.word(near.word);
                let whole = if before.is_empty() {
                    meant.to_owned()
                } else {
                    format!("{before} {meant}")
                };
                found.extend(self.suggestions.find(&whole));
                found.extend(self.suggestions.find(meant));
            }
        }
        found.sort_by_key(|(number, at)| {
            let entry = &self.suggestions.entries[*number as usize];
            (*at > 0, !entry.is_title, entry.folded.len(), *number)
        });
        let mut seen = Vec::new();
        let mut out = Vec::new();
        for (number, _) in found {
            let entry = &self.suggestions.entries[number as usize];
            if out.len() >= most || seen.contains(&entry.item) {
                continue;
            }
            seen.push(entry.item);
            let item = &self.items[entry.item as usize];
            out.push(Suggestion {
                id: item.id.clone(),
                text: entry.shown.clone(),
                title: item.title.clone(),
            });
        }
        out
    }
}
