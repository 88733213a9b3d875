//! Reading the texts with words of residents: `[id]` above, words and expressions below, parted by commas.

use std::fmt;

/// The words under one heading.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Section {
    pub heading: String,
    pub line: usize,
    pub words: Vec<String>,
}

/// A line that cannot be read, and why.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    pub line: usize,
    pub what: &'static str,
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "regel {}: {}", self.line, self.what)
    }
}

/// Longest word or expression, in letters.
const LONGEST: usize = 120;

/// Every section of such a text. A line that begins with `#` is a remark.
pub fn parse(text: &str) -> Result<Vec<Section>, Fault> {
    let mut out: Vec<Section> = Vec::new();
    for (at, line) in text.lines().enumerate() {
        let (line, at) = (line.trim(), at + 1);
        let fault = |what| Fault { line: at, what };
        if line.is_empty() || line.starts_with('#') {
            continue;
        }
        if let Some(rest) = line.strip_prefix('[') {
            let heading = rest
                .strip_suffix(']')
                .ok_or_else(|| fault("er ontbreekt een ] na de ingang"))?
                .trim();
            if heading.is_empty() {
                return Err(fault("de ingang tussen [ en ] is leeg"));
            }
            if out.iter().any(|section| section.heading == heading) {
                return Err(fault("deze ingang staat er al"));
            }
            out.push(Section {
                heading: heading.to_owned(),
                line: at,
                words: Vec::new(),
            });
            continue;
        }
        let section = out
            .last_mut()
            .ok_or_else(|| fault("er staan woorden boven de eerste ingang"))?;
        for word in line
            .split(',')
            .map(str::trim)
            .filter(|word| !word.is_empty())
        {
            if word.chars().count() > LONGEST {
                return Err(fault("een uitdrukking is te lang; zet er een komma tussen"));
            }
            section.words.push(word.to_owned());
        }
    }
    Ok(out)
}
