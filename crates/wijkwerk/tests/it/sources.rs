//! Reading our own sources: code without comments, string literals with their line, what is only for tests.

use std::path::{Path, PathBuf};

/// The root of the workspace.
pub fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

/// A string literal as it stands in the source.
#[derive(Clone, Debug)]
pub struct Literal {
    pub line: usize,
    pub text: String,
    /// Where it starts in the source.
    pub at: usize,
}

/// One source file, read.
#[derive(Clone, Debug)]
pub struct Source {
    /// Below the workspace root, with `/`.
    pub path: String,
    pub text: String,
    /// The text with comments and the insides of literals blanked; the same length.
    pub code: String,
    pub literals: Vec<Literal>,
    /// Whether it is compiled for tests only.
    pub test: bool,
    test_ranges: Vec<(usize, usize)>,
}

impl Source {
    /// The line of a position, counted from 1.
    pub fn line(&self, at: usize) -> usize {
        self.text[..at]
            .bytes()
            .filter(|byte| *byte == b'\n')
            .count()
            + 1
    }

    /// Whether this position is compiled for tests only.
    pub fn is_test(&self, at: usize) -> bool {
        self.test
            || self
                .test_ranges
                .iter()
                .any(|(from, to)| (*from..*to).contains(&at))
    }

    /// The code with everything that is for tests only blanked too.
    pub fn product_code(&self) -> String {
        if self.test {
            return String::new();
        }
        blank(&self.code, &self.test_ranges)
    }

    /// Literals of the product, those of tests left out.
    pub fn product_literals(&self) -> impl Iterator<Item = &Literal> {
        self.literals
            .iter()
            .filter(|literal| !self.is_test(literal.at))
    }

    /// The whole text of the product, comments and literals too, without what is for tests only.
    pub fn product_text(&self) -> String {
        if self.test {
            return String::new();
        }
        blank(&self.text, &self.test_ranges)
    }
}

fn blank(text: &str, ranges: &[(usize, usize)]) -> String {
    text.char_indices()
        .map(|(at, ch)| {
            let hidden = ranges.iter().any(|(from, to)| (*from..*to).contains(&at));
            if hidden && ch != '\n' { ' ' } else { ch }
        })
        .collect()
}

/// Every file below `dir` whose name ends in `ending`, in order.
pub fn files(dir: &str, ending: &str) -> Vec<(String, String)> {
    let root = root();
    let mut found = Vec::new();
    walk(&root.join(dir), ending, &mut found);
    found.sort();
    found
        .into_iter()
        .map(|path| {
            let text = std::fs::read_to_string(&path).expect("our own files are text");
            let below = path.strip_prefix(&root).unwrap_or(&path);
            (below.display().to_string(), text)
        })
        .collect()
}

fn walk(dir: &Path, ending: &str, found: &mut Vec<PathBuf>) {
    let Ok(entries) = std::fs::read_dir(dir) else {
        return;
    };
    for entry in entries.flatten() {
        let path = entry.path();
        if path.is_dir() {
            walk(&path, ending, found);
        } else if path.to_string_lossy().ends_with(ending) {
            found.push(path);
        }
    }
}

/// Every Rust source below `dir`.
pub fn rust(dir: &str) -> Vec<Source> {
    files(dir, ".rs")
        .into_iter()
        .map(|(path, text)| read(path, text))
        .collect()
}

/// Takes a source apart.
pub fn read(path: String, text: String) -> Source {
    let (code, literals) = lex(&text);
    let name = path.rsplit('/').next().unwrap_or_default();
    let test = path.contains("/tests/") || name == "tests.rs" || name.ends_with("_tests.rs");
    let test_ranges = test_ranges(&code);
    Source {
        path,
        text,
        code,
        literals,
        test,
        test_ranges,
    }
}

fn lex(text: &str) -> (String, Vec<Literal>) {
    let bytes = text.as_bytes();
    let mut code = bytes.to_vec();
    let mut literals = Vec::new();
    let (mut at, mut line) = (0, 1);
    let hide = |code: &mut Vec<u8>, from: usize, to: usize| {
        for byte in &mut code[from..to] {
            if *byte != b'\n' {
                *byte = b' ';
            }
        }
    };
    while at < bytes.len() {
        let rest = &text[at..];
        let from = at;
        if rest.starts_with("//") {
            at += rest.find('\n').unwrap_or(rest.len());
            hide(&mut code, from, at);
        } else if rest.starts_with("/*") {
            at += rest.find("*/").map_or(rest.len(), |end| end + 2);
            hide(&mut code, from, at);
        } else if let Some((skip, body, end)) = string(rest, at == 0 || !is_word(bytes[at - 1])) {
            at += end;
            hide(&mut code, from + skip, from + skip + body.len());
            let raw = skip > 1 && rest[..skip].contains('r');
            let text = if raw { body.to_owned() } else { unescape(body) };
            literals.push(Literal {
                line,
                text,
                at: from,
            });
        } else if rest.starts_with('\'') {
            at += char_literal(rest).unwrap_or(1);
            if at > from + 1 {
                hide(&mut code, from + 1, at - 1);
            }
        } else {
            at += rest.chars().next().map_or(1, char::len_utf8);
        }
        line += text[from..at].bytes().filter(|byte| *byte == b'\n').count();
    }
    (String::from_utf8_lossy(&code).into_owned(), literals)
}

fn is_word(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || byte == b'_'
}

/// A string literal at the start of `rest`: how far to its body, the body, how far to its end.
fn string(rest: &str, fresh: bool) -> Option<(usize, &str, usize)> {
    let prefix = if fresh {
        ["br", "r", "b", "cr", "c", ""].into_iter().find(|p| {
            rest.strip_prefix(*p)
                .is_some_and(|after| after.starts_with(['"', '#']))
        })?
    } else {
        ""
    };
    let after = rest.strip_prefix(prefix)?;
    if prefix.contains('r') {
        let hashes = after.len() - after.trim_start_matches('#').len();
        let body = after[hashes..].strip_prefix('"')?;
        let close = format!("\"{}", "#".repeat(hashes));
        let end = body.find(&close)?;
        let skip = prefix.len() + hashes + 1;
        return Some((skip, &body[..end], skip + end + close.len()));
    }
    let body = after.strip_prefix('"')?;
    let mut escaped = false;
    for (n, ch) in body.char_indices() {
        match ch {
            _ if escaped => escaped = false,
            '\\' => escaped = true,
            '"' => {
                let skip = prefix.len() + 1;
                return Some((skip, &body[..n], skip + n + 1));
            }
            _ => {}
        }
    }
    None
}

/// The length of a character literal at the start of `rest`; `None` for a lifetime.
fn char_literal(rest: &str) -> Option<usize> {
    let mut chars = rest.char_indices().skip(1);
    let (_, first) = chars.next()?;
    if first == '\\' {
        let end = rest[3..].find('\'')?;
        return Some(3 + end + 1);
    }
    let (at, next) = chars.next()?;
    (next == '\'').then_some(at + 1)
}

fn unescape(body: &str) -> String {
    let mut out = String::with_capacity(body.len());
    let mut chars = body.chars().peekable();
    while let Some(ch) = chars.next() {
        if ch != '\\' {
            out.push(ch);
            continue;
        }
        match chars.next() {
            Some('\n') => {
                while chars.peek().is_some_and(|next| next.is_whitespace()) {
                    chars.next();
                }
            }
            Some('n') => out.push('\n'),
            Some('t') => out.push('\t'),
            Some('0') => out.push('\0'),
            Some('r') => out.push('\r'),
            Some(other) => out.push(other),
            None => {}
        }
    }
    out
}

/// The ranges of `#[cfg(test)]` items.
fn test_ranges(code: &str) -> Vec<(usize, usize)> {
    code.match_indices("#[cfg(test)]")
        .filter_map(|(from, _)| {
            let open = from + code[from..].find(['{', ';'])?;
            if code.as_bytes()[open] == b';' {
                return Some((from, open + 1));
            }
            Some((from, close_of(code, open)?))
        })
        .collect()
}

/// The end of the block that opens at `open`.
pub fn close_of(code: &str, open: usize) -> Option<usize> {
    let mut depth = 0_i32;
    for (n, byte) in code.bytes().enumerate().skip(open) {
        match byte {
            b'{' | b'(' | b'[' => depth += 1,
            b'}' | b')' | b']' => {
                depth -= 1;
                if depth == 0 {
                    return Some(n + 1);
                }
            }
            _ => {}
        }
    }
    None
}

/// Fails with everything that was found, one line each.
#[track_caller]
pub fn none(what: &str, findings: &[String]) {
    assert!(
        findings.is_empty(),
        "{} × {what}:\n{}",
        findings.len(),
        findings.join("\n")
    );
}

#[test]
fn comments_strings_characters_and_test_modules_are_told_apart() {
    let text = "//! doc \"no\"\nlet a = \"SELECT \\\n   x\"; let c = '\"'; fn f<'a>() {}\nlet r = r#\"raw \"q\"\"#;\n#[cfg(test)]\nmod tests { let t = \"T\"; }\n";
    let source = read("src/x.rs".into(), text.into());
    let all: Vec<(usize, &str)> = source
        .literals
        .iter()
        .map(|l| (l.line, l.text.as_str()))
        .collect();
    assert_eq!(all, [(2, "SELECT x"), (4, "raw \"q\""), (6, "T")]);
    assert_eq!(source.product_literals().count(), 2);
    assert!(source.code.contains("fn f<'a>() {}"));
    assert!(!source.code.contains("doc"));
    assert_eq!(source.code.len(), source.text.len());
}
