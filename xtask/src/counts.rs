//! Reads what test runners print: libtest's summaries, the names of what failed or was ignored, the
//! closing line of the browser tests, and the file in which tests write that they skipped.

use std::collections::BTreeMap;

/// How many tests did what.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq)]
pub struct Counts {
    pub passed: u32,
    pub failed: u32,
}

/// Everything one run of a test program said about its tests.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Reading {
    pub counts: Counts,
    /// Names of tests that failed.
    pub failed: Vec<String>,
    /// Tests that are marked as ignored, with the reason if there is one.
    pub ignored: BTreeMap<String, String>,
}

impl Reading {
    /// Takes in one line of libtest.
    pub fn read_libtest(&mut self, line: &str) {
        if let Some(result) = summary(line) {
            self.counts.passed += number_before(result, " passed;");
            self.counts.failed += number_before(result, " failed;");
        } else if let Some((name, verdict)) = line
            .strip_prefix("test ")
            .and_then(|rest| rest.rsplit_once(" ... "))
        {
            if verdict == "FAILED" {
                self.failed.push(name.to_owned());
            } else if let Some(reason) = verdict.strip_prefix("ignored") {
                let reason = reason.trim_start_matches([',', ' ']);
                let why = if reason.is_empty() {
                    "marked as ignored"
                } else {
                    reason
                };
                self.ignored.insert(name.to_owned(), why.to_owned());
            }
        }
    }

    /// Takes in one line of `web/test/run.mjs`, whose last line carries the counts.
    pub fn read_browser(&mut self, line: &str) {
        if let Some(name) = line.strip_prefix("FAIL ") {
            self.failed.push(name.to_owned());
        } else if let Some(("", counts)) = closing_line(line) {
            self.counts = counts;
        }
    }
}

/// The counts in a summary; a program that a test started may have left a half line in front of it.
fn summary(line: &str) -> Option<&str> {
    let (_, result) = line.split_once("test result: ")?;
    let is_whole = ["passed;", "failed;", "ignored;", "measured;"]
        .iter()
        .all(|word| result.contains(word));
    is_whole.then_some(result)
}

/// The number that stands right before a word, 0 if there is none.
fn number_before(text: &str, word: &str) -> u32 {
    text.find(word)
        .and_then(|end| text[..end].rsplit(|c: char| !c.is_ascii_digit()).next())
        .and_then(|digits| digits.parse().ok())
        .unwrap_or(0)
}

fn closing_line(line: &str) -> Option<(&str, Counts)> {
    let (passed, rest) = line.split_once(" passed, ")?;
    let (failed, rest) = rest.split_once(" failed")?;
    let counts = Counts {
        passed: passed.parse().ok()?,
        failed: failed.parse().ok()?,
    };
    Some((rest, counts))
}

/// The tests that returned early, from lines `name<TAB>why`; the same test twice is one skip.
pub fn read_skips(text: &str) -> BTreeMap<String, String> {
    text.lines()
        .filter(|line| !line.trim().is_empty())
        .map(|line| line.split_once('\t').unwrap_or((line, "no reason given")))
        .map(|(name, why)| (name.trim().to_owned(), why.trim().to_owned()))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn libtest_summaries_add_up_over_binaries() {
        let mut reading = Reading::default();
        for line in [
            "running 3 tests",
            "test rules::tests::a ... ok",
            "test rules::tests::b ... FAILED",
            "test rules::tests::c ... ignored, needs a network",
            "test result: FAILED. 12 passed; 3 failed; 1 ignored; 0 measured; 9 filtered out; finished in 0.01s",
            "left behindtest result: ok. 7 passed; 0 failed; 0 ignored; 0 measured; 0 filtered out",
            "the test result: ok. 99 passed; was only quoted",
        ] {
            reading.read_libtest(line);
        }
        assert_eq!(
            reading.counts,
            Counts {
                passed: 19,
                failed: 3
            }
        );
        assert_eq!(reading.failed, ["rules::tests::b"]);
        assert_eq!(reading.ignored["rules::tests::c"], "needs a network");
    }

    #[test]
    fn the_closing_line_of_the_browser_tests_is_the_count() {
        let mut reading = Reading::default();
        for line in [
            "ok   start nl",
            "FAIL melden nl 320 dark",
            "12 passed, 1 failed",
        ] {
            reading.read_browser(line);
        }
        assert_eq!(
            reading.counts,
            Counts {
                passed: 12,
                failed: 1
            }
        );
        assert_eq!(reading.failed, ["melden nl 320 dark"]);
    }

    #[test]
    fn a_skip_counts_once_and_says_why() {
        let skips = read_skips("a::b\tno PostgreSQL\n\na::b\tno PostgreSQL\nc\n");
        assert_eq!(skips.len(), 2);
        assert_eq!(skips["a::b"], "no PostgreSQL");
        assert_eq!(skips["c"], "no reason given");
    }
}
