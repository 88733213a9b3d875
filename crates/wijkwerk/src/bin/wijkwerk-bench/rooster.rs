//! A month's roster worked out: eight points, sixty people, five partners. No database, so no engine.

use wijkwerk::balie::roosters::voorstel::{breaches, propose};
use wijkwerk::error::Result;
use wijkwerk::testing::maand::{Maand, a_month};

use crate::RUNS;
use crate::load::wrong;
use crate::report::{Aim, Report};

/// Another month each run.
pub fn proposal(report: &mut Report) -> Result<()> {
    let (mut seconds, mut worst, mut open) = (Vec::new(), 0.0_f64, 0);
    for seed in (1..).take(RUNS) {
        let input = a_month(seed, Maand::WHOLE);
        let proposal = propose(&input, &mut |_| {}).map_err(wrong)?;
        if !breaches(&input, &proposal.assignments).is_empty() {
            return Err(wrong("the proposal breaks a hard rule"));
        }
        seconds.push(proposal.seconds);
        worst = worst.max(proposal.gap);
        open += proposal.unfilled.len();
    }
    let sides = format!("s; largest gap {:.4} %, {open} shifts short", worst * 100.0);
    report.figure(
        "none",
        "a month proposed",
        &seconds,
        Some(Aim::AtMost(10.0)),
        &sides,
    );
    Ok(())
}
