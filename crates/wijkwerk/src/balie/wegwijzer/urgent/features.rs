//! What the model of emergencies looks at in a question: its words, pairs of them, and pieces of words.
//!
//! Shared by the build, which learns the weights, and by the product, which adds them up; so it knows nothing else.

/// How many different things are told apart; each has its place by a hash.
pub const PLACES: usize = 1 << 15;
/// The longest question that is read, in words. Of a longer one a model of short questions has nothing to say.
pub const MOST_WORDS: usize = 80;
/// Pieces of a word are this long, in letters; a very long word is read no further.
const PIECES: std::ops::RangeInclusive<usize> = 3..=5;
const LONGEST: usize = 40;

/// Gives every place that folded words lead to, with the number of the word it is found in; one may come twice.
pub fn each<W: AsRef<str>>(words: &[W], mut give: impl FnMut(usize, u16)) {
    let mut before: Option<&str> = None;
    for (number, word) in words.iter().enumerate() {
        let word = word.as_ref();
        give(number, place(&["w", word]));
        if let Some(before) = before {
            give(number, place(&["b", before, " ", word]));
        }
        before = Some(word);
        let marked = format!("<{word}>");
        let mut cuts: Vec<usize> = marked.char_indices().map(|(at, _)| at).collect();
        cuts.push(marked.len());
        cuts.truncate(LONGEST);
        for letters in PIECES {
            for cut in cuts.windows(letters + 1) {
                give(number, place(&["c", &marked[cut[0]..cut[letters]]]));
            }
        }
    }
}

/// The places of a question, each once, in order.
pub fn of<W: AsRef<str>>(words: &[W]) -> Vec<u16> {
    let mut out = Vec::new();
    each(words, |_, place| out.push(place));
    out.sort_unstable();
    out.dedup();
    out
}

/// The place of what these parts say together (FNV-1a).
fn place(parts: &[&str]) -> u16 {
    let mut hash = 0x811c_9dc5_u32;
    for byte in parts.iter().flat_map(|part| part.bytes()) {
        hash = (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193);
    }
    let [low, high, ..] = (hash ^ (hash >> 15)).to_le_bytes();
    u16::from_le_bytes([low, high & 0x7f])
}
