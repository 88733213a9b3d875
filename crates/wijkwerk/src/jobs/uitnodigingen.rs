//! Repeating invitations that nobody answered, when their term has ended and never more often than was agreed (V-18).

use std::sync::Arc;

use crate::access::Actor;
use crate::app::App;
use crate::error::{Error, Result};
use crate::frame::Frame;
use crate::kader::organisaties::{actions::remind_invitation, list_unanswered};

/// Repeats what is due today; answers how many. The mails follow from the journaal.
pub(super) fn remind(app: &App, frame: &Arc<Frame>) -> Result<usize> {
    let (of, today) = (frame.clone(), frame.today(app.clock().now()));
    let due = app
        .db()
        .read_blocking(move |tx| list_unanswered(tx, &of, today))?;
    let mut reminded = 0;
    for (orgaan, zetel) in due {
        let done = app.write_blocking(frame, &Actor::Job("nightly"), move |ctx| {
            remind_invitation(ctx, orgaan, zetel)
        });
        match done {
            Ok(()) => reminded += 1,
            // Somebody answered, or pressed the button, in between.
            Err(Error::Refused(_)) => {}
            Err(error) => return Err(error),
        }
    }
    Ok(reminded)
}
