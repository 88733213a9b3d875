//! A day of which only some hours are left, whatever else is said of it.

use std::sync::Arc;

use super::canvas::{Canvas, resolved_day};
use super::evaluate::{DAY, Exception, Piece, State};

/// The pieces of a day of which `all` is everything; of a day that goes otherwise as well, what both leave.
pub(super) fn narrowed_to(all: &Exception, usual: Option<Vec<Piece>>) -> Vec<Piece> {
    let note: Option<Arc<str>> = Some(Arc::from(all.reason.as_str()));
    let spans = resolved_day(&all.spans);
    let mut canvas = Canvas::default();
    let Some(usual) = usual else {
        for (from, to, is_open_ended) in spans {
            canvas.paint(Piece {
                from: from.min(DAY),
                to: to.min(DAY),
                state: if is_open_ended {
                    State::ByAppointment
                } else {
                    State::Open
                },
                note: note.clone(),
                is_open_ended,
            });
        }
        return canvas.pieces;
    };
    for piece in &usual {
        for (from, to, _) in &spans {
            canvas.paint(Piece {
                from: piece.from.max(*from),
                to: piece.to.min(*to),
                note: note.clone(),
                ..piece.clone()
            });
        }
    }
    canvas.pieces
}
