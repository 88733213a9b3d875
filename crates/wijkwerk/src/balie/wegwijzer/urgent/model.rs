//! What the examples taught: how much a question sounds like an emergency, beside the rules.
//!
//! The weights are made by the build from `kennis/spoed/voorbeelden.tsv` and the words of residents that ship.

use kit::zoek::{Word, is_stop_word};

use super::features::{self, MOST_WORDS, PLACES};
use super::{Told, Urgent};

/// Seven models one after the other: the first tells an emergency, the others one kind each. See `trainer.rs` for what each consists of.
static SHIPPED: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/urgent.bin"));
const HEAD: usize = 8;

/// From here on the examples alone are enough to speak of an emergency.
const SURE: f64 = -0.1;
/// From here down they are enough to leave out what a rule found.
const AGAINST: f64 = -1.2;
/// How many words around what a rule found are looked at for that.
const AROUND: usize = 2;
/// A question is looked at in parts of as many words as an example has at most, and no further than this.
const PART: usize = MOST_WORDS;
const MOST_READ: usize = 400;
/// A question of so few words is taken at its words: the rules are not doubted.
const FEW: usize = 3;
/// From here on an emergency may be one of a kind of its own, whose item is shown, so many at most; and from here on it
/// is spoken of as one.
const MAY_BE: f64 = -0.8;
const MOST_KINDS: usize = 2;
const OF_ITS_KIND: f64 = -0.3;
/// From here on a kind is shown beside what a rule found.
const BESIDE: f64 = 0.0;
/// The items of the second stage in the order of its models, with the sentence for each.
const SECOND: [(&str, &str); 6] = [
    ("veilig-thuis", "thuis"),
    ("huisarts-ggz", "zelfdoding"),
    ("overlast-verward", "verward"),
    ("stroomstoring", "nood"),
    ("dierenambulance", "dier"),
    ("ramp-sirene", "nood"),
];
/// Most words that are named as the reason.
const REASONS: usize = 3;

/// What was learned, as it is applied.
struct Model<'a> {
    scale: f64,
    start: f64,
    weights: &'a [u8],
}

impl<'a> Model<'a> {
    fn read(bytes: &'a [u8]) -> Self {
        let number = |at: usize| {
            let bytes = [bytes[at], bytes[at + 1], bytes[at + 2], bytes[at + 3]];
            f64::from(i32::from_le_bytes(bytes)) / 1_000.0
        };
        Self {
            scale: number(0),
            start: number(4),
            weights: &bytes[HEAD..HEAD + PLACES],
        }
    }

    fn weight(&self, place: u16) -> i32 {
        i32::from(i8::from_le_bytes([self.weights[usize::from(place)]]))
    }

    /// Above nought it is likelier than not, among the examples.
    fn score(&self, places: &[u16]) -> f64 {
        let count = u32::try_from(places.len()).unwrap_or(u32::MAX).max(1);
        let sum: i32 = places.iter().map(|place| self.weight(*place)).sum();
        f64::from(sum) / self.scale / f64::from(count).sqrt() + self.start
    }

    /// The part of a question that is an emergency by itself, the most urgent one: in a long story it is half a
    /// sentence.
    fn most_urgent<'w>(&self, words: &'w [&'w str]) -> Option<&'w [&'w str]> {
        let words = &words[..words.len().min(MOST_READ)];
        let last = words.len().saturating_sub(PART);
        let starts = (0..last).step_by(PART / 2).chain([last]);
        let parts = starts.map(|from| &words[from..words.len().min(from + PART)]);
        parts
            .map(|part| (self.score(&features::of(part)), part))
            .filter(|(score, _)| *score > SURE)
            .max_by(|a, b| a.0.total_cmp(&b.0))
            .map(|(_, part)| part)
    }

    /// The words that say most for it, in the order of the question; words of grammar only if there is nothing else.
    fn because(&self, words: &[&str]) -> Vec<String> {
        let mut sums = vec![0; words.len()];
        features::each(words, |number, place| sums[number] += self.weight(place));
        let says = |word: &str| !is_stop_word(word);
        let has_more = (0..words.len()).any(|at| sums[at] > 0 && says(words[at]));
        let mut best: Vec<usize> = (0..words.len())
            .filter(|at| sums[*at] > 0 && (!has_more || says(words[*at])))
            .collect();
        best.sort_by_key(|at| -sums[*at]);
        best.truncate(REASONS);
        best.sort_unstable();
        best.into_iter().map(|at| words[at].to_owned()).collect()
    }
}

/// What the rules and the examples make of a question together.
pub(super) fn together(told: Option<Told>, words: &[Word]) -> Option<Urgent> {
    judge(SHIPPED, told, words)
}

fn judge(bytes: &[u8], told: Option<Told>, words: &[Word]) -> Option<Urgent> {
    let words: Vec<&str> = words.iter().map(|word| word.text.as_str()).collect();
    let models: Vec<Model> = bytes.chunks_exact(HEAD + PLACES).map(Model::read).collect();
    let (danger, kinds) = models.split_first()?;
    let (told, part) = match told {
        Some((told, (from, to))) => {
            // Only what stands around it may take it back: what else a story tells is no comfort.
            let around = &words[from.saturating_sub(AROUND)..words.len().min(to + 1 + AROUND)];
            let is_urgent = around.len() <= FEW
                || is_certain(&told.kind, &words)
                || danger.score(&features::of(around)) > AGAINST;
            if !is_urgent {
                return None;
            }
            (Some(told), around)
        }
        None => (None, danger.most_urgent(&words)?),
    };
    let places = features::of(part);
    let mut second: Vec<(f64, (&str, &str))> = kinds
        .iter()
        .map(|kind| kind.score(&places))
        .zip(SECOND)
        .collect();
    second.sort_by(|a, b| b.0.total_cmp(&a.0));
    if let Some(mut told) = told {
        let more = second.iter().filter(|(score, _)| *score > BESIDE);
        for (_, (id, _)) in more.take(1) {
            told.add(id);
        }
        return Some(told);
    }
    let mut found = Urgent {
        ids: Vec::new(),
        kind: "nood".to_owned(),
        because: danger.because(part),
    };
    if let Some((score, (id, kind))) = second.first()
        && *score > OF_ITS_KIND
    {
        let is_gas = *id == "stroomstoring" && part.iter().any(|word| word.contains("gas"));
        let kind = if is_gas { "gas" } else { kind };
        kind.clone_into(&mut found.kind);
    }
    let shown = second.iter().filter(|(score, _)| *score > MAY_BE);
    for (_, (id, _)) in shown.take(MOST_KINDS) {
        found.add(id);
    }
    found.add("spoed-112");
    Some(found)
}

/// What no example takes back: where doubt could cost a life, and whoever names the number.
fn is_certain(kind: &str, words: &[&str]) -> bool {
    matches!(kind, "gas" | "brand" | "zelfdoding" | "thuis") || words.contains(&"112")
}

/// What the weights that are given say of a question nobody wrote a rule for.
#[cfg(test)]
pub(in crate::balie::wegwijzer) fn alone(bytes: &[u8], words: &[Word]) -> Option<Urgent> {
    judge(bytes, None, words)
}

/// The weights that ship.
#[cfg(test)]
pub(in crate::balie::wegwijzer) fn shipped() -> &'static [u8] {
    SHIPPED
}

/// The kinds of need that the examples lead to.
#[cfg(test)]
pub(in crate::balie::wegwijzer) fn kinds() -> impl Iterator<Item = &'static str> {
    let known = SECOND.iter().map(|(_, kind)| *kind);
    known.chain(["nood", "gas"])
}

/// The items of the second stage, in the order of its models.
#[cfg(test)]
pub(in crate::balie::wegwijzer) fn second() -> [&'static str; 6] {
    SECOND.map(|(id, _)| id)
}
