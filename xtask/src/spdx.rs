//! Licence expressions: whether what a package offers can be met by what we allow.
//!
//! Reads SPDX expressions and the older `MIT/Apache-2.0`. `OR` is a choice, `AND` asks for both,
//! `WITH` names an exception that must be allowed together with its licence.

/// True when some choice the expression leaves open is allowed. An expression that cannot be read
/// is not.
pub fn is_met(expression: &str, is_allowed: &dyn Fn(&str) -> bool) -> bool {
    let spaced = expression
        .replace('(', " ( ")
        .replace(')', " ) ")
        .replace('/', " OR ");
    let words: Vec<&str> = spaced.split_whitespace().collect();
    let mut reader = Reader {
        words: &words,
        is_allowed,
    };
    reader.any() == Some(true) && reader.words.is_empty()
}

/// The same licence written in one way, to compare what two places say.
pub fn normal(expression: &str) -> String {
    expression
        .replace('/', " OR ")
        .split_whitespace()
        .collect::<Vec<_>>()
        .join(" ")
}

struct Reader<'a> {
    words: &'a [&'a str],
    is_allowed: &'a dyn Fn(&str) -> bool,
}

impl Reader<'_> {
    fn take(&mut self, word: &str) -> bool {
        let is_next = self.words.first() == Some(&word);
        if is_next {
            self.words = &self.words[1..];
        }
        is_next
    }

    fn any(&mut self) -> Option<bool> {
        let mut is_met = self.all()?;
        while self.take("OR") {
            is_met |= self.all()?;
        }
        Some(is_met)
    }

    fn all(&mut self) -> Option<bool> {
        let mut is_met = self.one()?;
        while self.take("AND") {
            is_met &= self.one()?;
        }
        Some(is_met)
    }

    fn one(&mut self) -> Option<bool> {
        if self.take("(") {
            let is_met = self.any()?;
            return self.take(")").then_some(is_met);
        }
        let (&licence, rest) = self.words.split_first()?;
        self.words = rest;
        if ["OR", "AND", "WITH", ")"].contains(&licence) {
            return None;
        }
        if !self.take("WITH") {
            return Some((self.is_allowed)(licence));
        }
        let (&exception, rest) = self.words.split_first()?;
        self.words = rest;
        Some((self.is_allowed)(&format!("{licence} WITH {exception}")))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn expressions_are_met_by_what_is_allowed() {
        let allowed = |licence: &str| ["MIT", "BSD-3-Clause", "Zlib WITH X"].contains(&licence);
        for (expression, expected) in [
            ("MIT", true),
            ("GPL-3.0-only", false),
            ("MIT OR GPL-3.0-only", true),
            ("GPL-3.0-only/MIT", true),
            ("MIT AND GPL-3.0-only", false),
            ("MIT AND BSD-3-Clause", true),
            ("(Apache-2.0 OR MIT) AND BSD-3-Clause", true),
            ("(Apache-2.0 OR MIT) AND Unicode-3.0", false),
            ("Apache-2.0 OR MIT AND BSD-3-Clause", true),
            ("Zlib WITH X", true),
            ("Zlib", false),
            ("MIT WITH X", false),
            ("", false),
            ("MIT OR", false),
            ("(MIT", false),
            ("MIT)", false),
            ("MIT MIT", false),
        ] {
            assert_eq!(is_met(expression, &allowed), expected, "{expression:?}");
        }
    }

    #[test]
    fn the_older_way_of_writing_is_the_same_licence() {
        assert_eq!(normal("MIT/Apache-2.0"), normal("MIT OR  Apache-2.0"));
    }
}
