//! Stages of a test run: each is timed and counted, and one that fails does not hide the next.

use std::collections::BTreeMap;
use std::io::{BufRead, BufReader, Write};
use std::process::{Command, ExitCode, ExitStatus, Stdio};
use std::time::{Duration, Instant};

use crate::counts::{Counts, Reading};
use crate::failure::{Attempt, Failure, Result};
use crate::workspace::in_words;

/// Everything that became of a run so far.
#[derive(Default)]
pub struct Report {
    stages: Vec<(&'static str, Duration, bool)>,
    counts: Counts,
    failed: Vec<String>,
    skipped: BTreeMap<String, String>,
}

impl Report {
    /// Runs a stage that counts as one test; answers whether it passed.
    pub fn check(&mut self, name: &'static str, stage: impl FnOnce() -> Result<()>) -> bool {
        let passed = self.time(name, stage, |()| true).is_some();
        if passed {
            self.counts.passed += 1;
        }
        passed
    }

    /// Runs a stage that only makes what later stages need: its success is no test, its failure is.
    pub fn prepare<T>(
        &mut self,
        name: &'static str,
        stage: impl FnOnce() -> Result<T>,
    ) -> Option<T> {
        self.time(name, stage, |_| true)
    }

    /// Runs a stage full of tests.
    pub fn tests(&mut self, name: &'static str, stage: impl FnOnce() -> Result<Tested>) {
        let Some(tested) = self.time(name, stage, Tested::is_green) else {
            return;
        };
        let early = u32::try_from(tested.skipped.len()).unwrap_or(u32::MAX);
        self.counts.passed += tested.reading.counts.passed.saturating_sub(early);
        self.counts.failed += tested.reading.counts.failed;
        self.failed.extend(tested.reading.failed);
        self.skipped.extend(tested.skipped);
        self.skipped.extend(tested.reading.ignored);
        if let Some(why) = tested.unexplained {
            self.counts.failed += 1;
            self.failed.push(format!("stage {name}: {why}"));
        }
    }

    /// A stage that cannot run because of an earlier one.
    pub fn skip(&mut self, name: &'static str, why: &str) {
        println!("stage {name} … not run: {why}");
        self.skipped.insert(format!("stage {name}"), why.to_owned());
    }

    /// `is_green` judges a stage that ran to its end and yet found something.
    fn time<T>(
        &mut self,
        name: &'static str,
        stage: impl FnOnce() -> Result<T>,
        is_green: impl FnOnce(&T) -> bool,
    ) -> Option<T> {
        println!("\n--- {name}");
        let start = Instant::now();
        let result = stage();
        let took = start.elapsed();
        let passed = result.as_ref().is_ok_and(is_green);
        if let Err(failure) = &result {
            println!("{failure}");
            self.counts.failed += 1;
            self.failed.push(format!("stage {name}"));
        }
        let verdict = if passed { "" } else { " FAILED" };
        println!("stage {name} … {:.1} s{verdict}", took.as_secs_f64());
        self.stages.push((name, took, passed));
        result.ok()
    }

    /// Prints seconds per stage, names of what failed and was skipped, and the last line.
    pub fn close(self) -> ExitCode {
        println!("\n{:<12}{:>10}", "stage", "seconds");
        for (name, took, passed) in &self.stages {
            let verdict = if *passed { "" } else { "  failed" };
            println!("{name:<12}{:>10.1}{verdict}", took.as_secs_f64());
        }
        let total: Duration = self.stages.iter().map(|(_, took, _)| *took).sum();
        println!("{:<12}{:>10.1}\n", "total", total.as_secs_f64());
        for name in &self.failed {
            println!("failed: {name}");
        }
        for (name, why) in &self.skipped {
            println!("skipped: {name} ({why})");
        }
        let Counts { passed, failed } = self.counts;
        println!(
            "{passed} passed, {failed} failed, {} skipped",
            self.skipped.len()
        );
        if failed == 0 {
            ExitCode::SUCCESS
        } else {
            ExitCode::FAILURE
        }
    }
}

/// What a stage full of tests found.
pub struct Tested {
    pub reading: Reading,
    /// Tests that passed without testing anything, and why.
    pub skipped: BTreeMap<String, String>,
    /// Set when the program failed in another way than by a test it counted: it crashed, or did not
    /// compile.
    pub unexplained: Option<String>,
}

impl Tested {
    /// Judges a test program by how it ended and what was read from it.
    pub fn judge(status: ExitStatus, reading: Reading, skipped: BTreeMap<String, String>) -> Self {
        let is_explained = status.success() || reading.counts.failed > 0;
        Self {
            unexplained: (!is_explained).then(|| format!("ended with {status}")),
            reading,
            skipped,
        }
    }

    fn is_green(&self) -> bool {
        self.reading.counts.failed == 0 && self.unexplained.is_none()
    }
}

/// Runs a program, shows its stdout as it comes and hands each line to `read`.
pub fn stream(mut command: Command, mut read: impl FnMut(&str)) -> Result<ExitStatus> {
    let words = in_words(&command);
    let mut child = command
        .stdout(Stdio::piped())
        .spawn()
        .attempt(|| format!("start `{words}`"))?;
    let Some(stdout) = child.stdout.take() else {
        return Err(Failure::new(format!("read `{words}`"), "it has no stdout"));
    };
    let mut lines = BufReader::new(stdout);
    let mut line = Vec::new();
    let mut terminal = std::io::stdout();
    while lines
        .read_until(b'\n', &mut line)
        .attempt(|| format!("read `{words}`"))?
        > 0
    {
        // A closed terminal does not change what the tests found.
        let _ = terminal.write_all(&line).and_then(|()| terminal.flush());
        read(String::from_utf8_lossy(&line).trim_end());
        line.clear();
    }
    child.wait().attempt(|| format!("wait for `{words}`"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::counts::read_skips;

    fn tested(passed: u32, failed: u32, skips: &str, unexplained: Option<&str>) -> Tested {
        Tested {
            reading: Reading {
                counts: Counts { passed, failed },
                ..Reading::default()
            },
            skipped: read_skips(skips),
            unexplained: unexplained.map(str::to_owned),
        }
    }

    #[test]
    fn a_test_that_skipped_is_not_also_counted_as_passed() {
        let mut report = Report::default();
        report.check("fmt", || Ok(()));
        report.check("clippy", || Err(Failure::new("lint", "it warns")));
        report.tests("tests", || Ok(tested(10, 1, "a\tno PostgreSQL\n", None)));
        report.tests("browser", || Ok(tested(3, 0, "", Some("it crashed"))));
        report.skip("more", "the build failed");
        let expected = Counts {
            passed: 1 + 9 + 3,
            failed: 1 + 1 + 1,
        };
        assert_eq!(report.counts, expected);
        assert_eq!(report.skipped.len(), 2);
        let green: Vec<bool> = report.stages.iter().map(|(_, _, passed)| *passed).collect();
        assert_eq!(green, [true, false, false, false]);
    }

    #[test]
    fn every_line_is_read_and_the_ending_is_told() -> Result<()> {
        let mut command = Command::new("/bin/sh");
        command.args(["-c", "echo one; echo two; exit 3"]);
        let mut lines = vec![];
        let status = stream(command, |line| lines.push(line.to_owned()))?;
        assert_eq!(lines, ["one", "two"]);
        assert_eq!(status.code(), Some(3));
        Ok(())
    }
}
