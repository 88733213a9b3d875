//! The nearest known words to one that is misspelled: by its sound first, then by its letters.

use super::QuickMap;

/// A known word near to the one that was asked, and how near: 1 is the same.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Near {
    pub word: u32,
    pub similarity: f32,
}

/// Most candidates whose letters are compared one by one.
const COMPARED: usize = 48;

/// Known words by their sound and by their letters, three at a time.
#[derive(Clone, Debug, Default)]
pub struct Speller {
    words: Vec<String>,
    /// How long each is; a word that is too long to be looked for counts as the longest.
    lengths: Vec<u8>,
    sounds: QuickMap<String, Vec<u32>>,
    grams: QuickMap<[u8; 3], Vec<u32>>,
}

impl Speller {
    /// Adds a folded word; the number it gets counts from nought in the order of adding.
    pub fn learn(&mut self, word: &str) -> u32 {
        let number = u32::try_from(self.words.len()).unwrap_or(u32::MAX);
        self.words.push(word.to_owned());
        self.lengths
            .push(u8::try_from(word.len()).unwrap_or(u8::MAX));
        if word.len() >= 4 {
            self.sounds.entry(sound(word)).or_default().push(number);
            for gram in grams(word) {
                let list = self.grams.entry(gram).or_default();
                if list.last() != Some(&number) {
                    list.push(number);
                }
            }
        }
        number
    }

    #[must_use]
    pub fn word(&self, number: u32) -> &str {
        self.words.get(number as usize).map_or("", String::as_str)
    }

    /// Known words near to this folded one, best first; few, and none for a word too short to tell.
    #[must_use]
    pub fn near(&self, word: &str, most: usize) -> Vec<Near> {
        if word.len() < 4 || word.len() > 40 {
            return Vec::new();
        }
        let mut found: Vec<Near> = self
            .sounds
            .get(&sound(word))
            .into_iter()
            .flatten()
            .map(|number| Near {
                word: *number,
                similarity: 0.92,
            })
            .collect();
        let allowed = match word.len() {
            4..=5 => 1,
            6..=9 => 2,
            _ => 3,
        };
        for number in self.candidates(word) {
            if found.iter().any(|near| near.word == number) {
                continue;
            }
            let known = self.word(number);
            let Some(edits) = distance(word, known, allowed) else {
                continue;
            };
            let first = if known.as_bytes()[0] == word.as_bytes()[0] {
                0.0
            } else {
                0.12
            };
            #[expect(clippy::cast_precision_loss, reason = "lengths of words")]
            let part = edits as f32 / word.len().max(known.len()) as f32;
            let similarity = 0.95 - 1.15 * part - first;
            if similarity > 0.5 {
                found.push(Near {
                    word: number,
                    similarity,
                });
            }
        }
        found.sort_by(|a, b| {
            b.similarity
                .total_cmp(&a.similarity)
                .then(a.word.cmp(&b.word))
        });
        found.truncate(most);
        found
    }

    /// The words that share most runs of three letters, best first.
    fn candidates(&self, word: &str) -> Vec<u32> {
        let mut shared = vec![0u8; self.words.len()];
        let mut all: Vec<u32> = Vec::new();
        for gram in grams(word) {
            for number in self.grams.get(&gram).into_iter().flatten() {
                let at = *number as usize;
                if usize::from(self.lengths[at]).abs_diff(word.len()) > 3 {
                    continue;
                }
                if shared[at] == 0 {
                    all.push(*number);
                }
                shared[at] = shared[at].saturating_add(1);
            }
        }
        let better = |a: &u32, b: &u32| {
            let (first, second) = (shared[*a as usize], shared[*b as usize]);
            second.cmp(&first).then(a.cmp(b))
        };
        if all.len() > COMPARED {
            all.select_nth_unstable_by(COMPARED - 1, better);
            all.truncate(COMPARED);
        }
        all.sort_unstable_by(better);
        all
    }
}

fn grams(word: &str) -> impl Iterator<Item = [u8; 3]> {
    let padded: Vec<u8> = std::iter::once(b'^')
        .chain(word.bytes())
        .chain(std::iter::once(b'$'))
        .collect();
    (0..padded.len().saturating_sub(2)).map(move |at| [padded[at], padded[at + 1], padded[at + 2]])
}

/// How a folded word sounds, so that *gijt* and *geit*, *lantaren* and *lantaaren* are one.
#[must_use]
pub fn sound(word: &str) -> String {
    let mut text = word.to_owned();
    for (from, to) in [
        ("sch", "sg"),
        ("ch", "g"),
        ("ph", "f"),
        ("th", "t"),
        ("qu", "kw"),
        ("ck", "k"),
        ("ij", "y"),
        ("ei", "y"),
        ("ey", "y"),
        ("au", "w"),
        ("ou", "w"),
        ("ks", "x"),
        ("tie", "si"),
        ("dt", "t"),
        ("ie", "i"),
        ("uw", "u"),
        ("q", "k"),
        ("v", "f"),
        ("z", "s"),
    ] {
        if text.contains(from) {
            text = text.replace(from, to);
        }
    }
    let letters: Vec<char> = text.chars().collect();
    let mut out = String::with_capacity(letters.len());
    for (at, letter) in letters.iter().enumerate() {
        let next = letters.get(at + 1);
        let heard = match letter {
            'c' if matches!(next, Some('e' | 'i' | 'y')) => 's',
            'c' => 'k',
            'd' if next.is_none() => 't',
            'b' if next.is_none() => 'p',
            'h' if at > 0 => continue,
            other => *other,
        };
        if !out.ends_with(heard) {
            out.push(heard);
        }
    }
    out
}

/// Insertions, deletions, changes and swaps of neighbours between two words, if no more than `most`.
#[must_use]
pub fn distance(a: &str, b: &str, most: usize) -> Option<usize> {
    let (a, b) = (a.as_bytes(), b.as_bytes());
    if a.len().abs_diff(b.len()) > most || a.len() > LONGEST || b.len() > LONGEST {
        return None;
    }
    // Rows of bytes: what is copied for every letter stays small.
    let most = u8::try_from(most).unwrap_or(u8::MAX);
    let mut before = [0u8; LONGEST + 1];
    let mut last: [u8; LONGEST + 1] = COUNTED;
    let mut row = [0u8; LONGEST + 1];
    for i in 1..=a.len() {
        row[0] = COUNTED[i];
        let mut least = row[0];
        for j in 1..=b.len() {
            let change = u8::from(a[i - 1] != b[j - 1]);
            let mut cell = (last[j] + 1).min(row[j - 1] + 1).min(last[j - 1] + change);
            if i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1] {
                cell = cell.min(before[j - 2] + 1);
            }
            row[j] = cell;
            least = least.min(cell);
        }
        if least > most {
            return None;
        }
        before = last;
        last = row;
    }
    (last[b.len()] <= most).then_some(usize::from(last[b.len()]))
}

/// The longest word whose letters are compared, and so many as bytes, counted from nought.
const LONGEST: usize = 64;
const COUNTED: [u8; LONGEST + 1] = {
    let mut out = [0; LONGEST + 1];
    let mut at = 1;
    while at <= LONGEST {
        out[at] = out[at - 1] + 1;
        at += 1;
    }
    out
};

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn misspelled_words_are_found() {
        let mut speller = Speller::default();
        let known = [
            "lantaarnpaal",
            "paspoort",
            "rijbewijs",
            "uittreksel",
            "asbest",
            "container",
            "vuilnis",
            "huisarts",
            "parkeren",
            "zelfmoord",
            "geluidsoverlast",
            "kwijtschelding",
        ];
        for word in known {
            speller.learn(word);
        }
        for (typed, meant) in [
            ("lantarenpaal", "lantaarnpaal"),
            ("lantaarpaal", "lantaarnpaal"),
            ("pasport", "paspoort"),
            ("rybewys", "rijbewijs"),
            ("reibeweis", "rijbewijs"),
            ("uitreksel", "uittreksel"),
            ("astbest", "asbest"),
            ("kontainer", "container"),
            ("vuilnsi", "vuilnis"),
            ("huisartz", "huisarts"),
            ("parkeeren", "parkeren"),
            ("zelfmoort", "zelfmoord"),
            ("geluitsoverlast", "geluidsoverlast"),
            ("kwijtscheling", "kwijtschelding"),
        ] {
            let near = speller.near(typed, 3);
            let best = near.first().map(|near| speller.word(near.word));
            assert_eq!(best, Some(meant), "{typed}: {near:?}");
        }
        for other in ["tandarts", "boom", "lasagne", "ab"] {
            assert!(speller.near(other, 3).is_empty(), "{other}");
        }
    }

    #[test]
    fn the_distance_counts_edits_and_gives_up_in_time() {
        for (a, b, most, expected) in [
            ("gas", "gas", 1, Some(0)),
            ("brand", "brant", 1, Some(1)),
            ("huis", "hius", 1, Some(1)),
            ("boom", "boten", 1, None),
            ("", "abc", 3, Some(3)),
        ] {
            assert_eq!(distance(a, b, most), expected, "{a} {b}");
        }
    }
}
