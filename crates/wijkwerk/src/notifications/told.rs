//! Noting that whoever let us know was told how it ended: only once the mail that says so has left.

use kit::db::Queries;
use uuid::Uuid;

use crate::access::Actor;
use crate::app::App;
use crate::error::Result;
use crate::ids::{GemeenteId, MailId, MeldingId};
use crate::journaal::{self, Line, Verb};
use crate::wijkaanpak::meldingen::{ToldBy, note_told};

/// Most sentences of one mail that are looked at.
const SENTENCES: i64 = 50;

/// Whether this entry is about how something ended. Whoever hears that somebody takes it up has not heard the end.
pub(super) fn is_ending(line: &Line) -> bool {
    match (line.kind.as_str(), line.verb) {
        ("melding", Verb::Triaged) => !matches!(line.word("outcome"), Some("taken" | "doorgezet")),
        ("melding", Verb::Done) | ("aandachtsgebied", Verb::ResultRecorded) => true,
        _ => false,
    }
}

/// Notes what these mails, which have left, told; answers of how many meldingen that was the end.
pub(crate) fn note(app: &App, sent: &[(GemeenteId, MailId)]) -> Result<usize> {
    let mut noted = 0;
    for (gemeente, mail) in sent.iter().copied() {
        let found = app
            .db()
            .read_blocking(move |tx| ending_told_by(tx, gemeente, mail))?;
        let Some((slug, melding)) = found else {
            continue;
        };
        if let Some(frame) = app.frame_blocking(&slug)? {
            let is_new = app.write_blocking(&frame, &Actor::Job("mails"), move |ctx| {
                note_told(ctx, melding, ToldBy::Mail)
            })?;
            noted += usize::from(is_new);
        }
    }
    Ok(noted)
}

/// The melding whose end this mail, or one that was merged into it, told; with the gemeente's slug. An end from before
/// it was opened again is none.
fn ending_told_by(
    tx: &mut impl Queries,
    gemeente: GemeenteId,
    mail: MailId,
) -> Result<Option<(String, MeldingId)>> {
    let causes: Vec<(String, Uuid, i64)> = tx.query(
        "SELECT g.slug, c.thread, c.seq FROM mails m JOIN mails c ON c.gemeente_id = m.gemeente_id \
         AND c.thread = m.thread AND c.recipient = m.recipient AND (c.id = m.id OR c.state = 'merged') \
         JOIN gemeenten g ON g.id = m.gemeente_id \
         WHERE m.gemeente_id = $1 AND m.id = $2 ORDER BY c.seq DESC LIMIT $3",
        &[&gemeente, &mail, &SENTENCES],
        |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)),
    )?;
    for (slug, thread, seq) in causes {
        let line = journaal::lines_after(tx, gemeente, seq - 1, 1)?;
        let reopened: Option<i64> = tx.query_one(
            "SELECT max(seq) FROM journaal WHERE gemeente_id = $1 AND subject_id = $2 AND verb IN ('reopened', 'undone')",
            &[&gemeente, &thread],
            |row| row.get(0),
        )?;
        if line.first().is_some_and(is_ending) && reopened.is_none_or(|at| at < seq) {
            return Ok(Some((slug, MeldingId(thread))));
        }
    }
    Ok(None)
}
