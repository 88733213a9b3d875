//! The table that is printed: one line per figure, a missed aim as missed.

use std::time::Duration;

/// What a figure should be.
#[derive(Clone, Copy, Debug)]
pub enum Aim {
    AtLeast(f64),
    AtMost(f64),
}

impl Aim {
    fn is_met(self, value: f64) -> bool {
        match self {
            Self::AtLeast(wanted) => value >= wanted,
            Self::AtMost(wanted) => value <= wanted,
        }
    }

    fn text(self) -> String {
        match self {
            Self::AtLeast(wanted) => format!("≥ {wanted}"),
            Self::AtMost(wanted) => format!("≤ {wanted}"),
        }
    }
}

/// The lines printed so far.
#[derive(Debug, Default)]
pub struct Report {
    figures: usize,
    missed: Vec<String>,
}

impl Report {
    pub fn start() -> Self {
        println!("| engine | figure | median | min | max | aim | | in absolute terms |");
        println!("|---|---|--:|--:|--:|---|---|---|");
        Self::default()
    }

    /// Prints a figure; `sides` says what was divided by what.
    pub fn figure(
        &mut self,
        engine: &str,
        name: &str,
        values: &[f64],
        aim: Option<Aim>,
        sides: &str,
    ) {
        let [low, middle, high] = spread(values);
        let verdict = match aim {
            None => "",
            Some(aim) if aim.is_met(middle) => "met",
            Some(_) => "**missed**",
        };
        let wanted = aim.map(Aim::text).unwrap_or_default();
        println!(
            "| {engine} | {name} | {} | {} | {} | {wanted} | {verdict} | {sides} |",
            short(middle),
            short(low),
            short(high)
        );
        self.figures += usize::from(aim.is_some());
        if verdict == "**missed**" {
            self.missed.push(format!("{engine}: {name}"));
        }
    }

    /// The last lines: how many aims there were, and which were missed.
    pub fn end(&self) {
        println!();
        println!("{} aims, {} missed", self.figures, self.missed.len());
        for missed in &self.missed {
            println!("missed: {missed}");
        }
    }
}

/// Lowest, median and highest.
pub fn spread(values: &[f64]) -> [f64; 3] {
    let mut sorted = values.to_vec();
    sorted.sort_by(f64::total_cmp);
    let at = |n: usize| sorted.get(n).copied().unwrap_or(f64::NAN);
    [
        at(0),
        at(sorted.len() / 2),
        at(sorted.len().wrapping_sub(1)),
    ]
}

/// The median as text, for the last column.
pub fn median(values: &[f64]) -> String {
    short(spread(values)[1])
}

/// As many digits as say something.
fn short(value: f64) -> String {
    match value.abs() {
        large if large >= 100.0 => format!("{value:.0}"),
        middle if middle >= 10.0 => format!("{value:.1}"),
        middle if middle >= 1.0 => format!("{value:.2}"),
        _ => format!("{value:.3}"),
    }
}

/// Milliseconds, for people.
pub fn millis(time: Duration) -> f64 {
    time.as_secs_f64() * 1000.0
}
