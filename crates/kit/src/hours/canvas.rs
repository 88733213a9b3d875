//! Times laid over a day, one over the other.

use super::evaluate::{DAY, Piece, State};
use super::expression::Span;

/// The spans of a rule: what has no times is the whole day.
pub(super) fn resolved(times: &[Span]) -> Vec<(u16, u16, bool)> {
    if times.is_empty() {
        vec![(0, DAY, false)]
    } else {
        resolved_day(times)
    }
}

/// Spans with their ends, and what may last longer as a span of its own behind them, which ends
/// where the next one begins.
pub(super) fn resolved_day(times: &[Span]) -> Vec<(u16, u16, bool)> {
    let mut all = vec![];
    for (index, span) in times.iter().enumerate() {
        if let Some(to) = span.to {
            all.push((span.from, to, false));
        }
        if !span.is_open_ended {
            continue;
        }
        let from = span.to.unwrap_or(span.from);
        // Until midnight; from the evening on some hours longer, as the reference evaluator does.
        let guess = match from % DAY {
            0..1020 => DAY,
            1020..1320 => from % DAY + 600,
            _ => from % DAY + 480,
        } + from / DAY * DAY;
        let next = times
            .iter()
            .skip(index + 1)
            .map(|later| later.from)
            .filter(|later| *later >= from)
            .min();
        let to = next.map_or(guess, |next| next.min(guess)).min(2 * DAY);
        if from < to {
            all.push((from, to, true));
        }
    }
    all
}

/// A day that is painted rule by rule.
#[derive(Default)]
pub(super) struct Canvas {
    pub pieces: Vec<Piece>,
}

impl Canvas {
    /// Lays a piece over what is there.
    pub(super) fn paint(&mut self, piece: Piece) {
        if piece.from >= piece.to {
            return;
        }
        let mut rest = Vec::with_capacity(self.pieces.len() + 2);
        for old in self.pieces.drain(..) {
            if old.from < piece.from {
                rest.push(Piece {
                    to: old.to.min(piece.from),
                    ..old.clone()
                });
            }
            if old.to > piece.to {
                rest.push(Piece {
                    from: old.from.max(piece.to),
                    ..old
                });
            }
        }
        if piece.state != State::Closed {
            rest.push(piece);
        }
        rest.sort_by_key(|piece| piece.from);
        self.pieces = rest;
    }

    /// Lays a piece only where nothing is.
    pub(super) fn fill(&mut self, piece: &Piece) {
        let mut at = piece.from;
        let mut gaps = vec![];
        for old in &self.pieces {
            if old.from > at {
                gaps.push((at, old.from.min(piece.to)));
            }
            at = at.max(old.to);
        }
        gaps.push((at, piece.to));
        for (from, to) in gaps {
            self.paint(Piece {
                from,
                to,
                ..piece.clone()
            });
        }
    }
}
