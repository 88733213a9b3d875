//! Catching up: a mail left, but the process ended before it was noted that whoever asked was told.

use kit::db::Queries;
use uuid::Uuid;

use crate::app::App;
use crate::error::{Error, Result};
use crate::frame::Frame;
use crate::ids::MailId;
use crate::notifications::note_told_by;

/// Mails looked at in one round.
const ROUND: i64 = 200;

/// Notes what mails that left have told; answers of how many meldingen.
pub(super) fn catch_up(app: &App, frame: &Frame) -> Result<usize> {
    let (gemeente, mut last, mut noted) = (frame.id, MailId(Uuid::nil()), 0);
    loop {
        let found: Vec<MailId> = app.db().read_blocking(move |tx| {
            Ok::<_, Error>(tx.query(
                "SELECT m.id FROM mails m JOIN meldingen k ON k.gemeente_id = m.gemeente_id AND k.id = m.thread \
                 WHERE m.gemeente_id = $1 AND m.id > $2 AND m.state = 'sent' AND k.told_at IS NULL \
                 AND (k.done_at IS NOT NULL OR k.state = 'no_action' OR k.aandachtsgebied_id IS NOT NULL) \
                 ORDER BY m.id LIMIT $3",
                &[&gemeente, &last, &ROUND],
                |row| row.get(0),
            )?)
        })?;
        let sent: Vec<_> = found.iter().map(|mail| (gemeente, *mail)).collect();
        noted += note_told_by(app, &sent)?;
        match found.last() {
            Some(mail) => last = *mail,
            None => return Ok(noted),
        }
    }
}
