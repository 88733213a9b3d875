//! Noting that whoever let us know was told that it arrived and how it ended: only once the mail that says so has left.

use kit::db::Queries;
use uuid::Uuid;

use crate::access::Actor;
use crate::app::App;
use crate::error::{Error, Result};
use crate::ids::{GemeenteId, MailId, MeldingId};
use crate::journaal::{self, Line, Verb};
use crate::wijkaanpak::meldingen::{ReceiptBy, ToldBy, find_owed_receipt, note_receipt, note_told};

/// Most sentences of one mail that are looked at.
const SENTENCES: i64 = 50;

/// Whether this entry is about how something ended. Whoever hears that somebody takes it up, or that it becomes part of
/// something bigger, has not heard the end.
pub(super) fn is_ending(line: &Line) -> bool {
    match (line.kind.as_str(), line.verb) {
        ("melding", Verb::Triaged) => !matches!(
            line.word("outcome"),
            Some("taken" | "doorgezet" | "aandachtsgebied")
        ),
        ("melding", Verb::Done) | ("aandachtsgebied", Verb::ResultRecorded) => true,
        _ => false,
    }
}

/// Notes what these mails, which have left, told: that something arrived, or how it ended. Answers of how many meldingen
/// it was the end.
pub(crate) fn note(app: &App, sent: &[(GemeenteId, MailId)]) -> Result<usize> {
    let mut noted = 0;
    for (gemeente, mail) in sent.iter().copied() {
        let (receipt, ending) = app.db().read_blocking(move |tx| {
            let causes = list_causes(tx, gemeente, mail)?;
            let receipt = receipt_given_by(tx, gemeente, &causes)?;
            Ok::<_, Error>((receipt, ending_told_by(tx, gemeente, &causes)?))
        })?;
        if let Some((slug, melding)) = receipt
            && let Some(frame) = app.frame_blocking(&slug)?
        {
            app.write_blocking(&frame, &Actor::Job("mails"), move |ctx| {
                note_receipt(ctx, melding, ReceiptBy::Mail)
            })?;
        }
        if let Some((slug, melding)) = ending
            && let Some(frame) = app.frame_blocking(&slug)?
        {
            let is_new = app.write_blocking(&frame, &Actor::Job("mails"), move |ctx| {
                note_told(ctx, melding, ToldBy::Mail)
            })?;
            noted += usize::from(is_new);
        }
    }
    Ok(noted)
}

/// What a mail, or one that was merged into it, is about: the gemeente's slug, the thread and the entry, the last first.
type Cause = (String, Uuid, i64);

fn list_causes(tx: &mut impl Queries, gemeente: GemeenteId, mail: MailId) -> Result<Vec<Cause>> {
    Ok(tx.query(
        "SELECT g.slug, c.thread, c.seq FROM mails m JOIN mails c ON c.gemeente_id = m.gemeente_id \
         AND c.thread = m.thread AND c.recipient = m.recipient AND (c.id = m.id OR c.state = 'merged') \
         JOIN gemeenten g ON g.id = m.gemeente_id \
         WHERE m.gemeente_id = $1 AND m.id = $2 ORDER BY c.seq DESC LIMIT $3",
        &[&gemeente, &mail, &SENTENCES],
        |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)),
    )?)
}

/// The melding that is still owed the receipt which this mail gave; with the gemeente's slug.
fn receipt_given_by(
    tx: &mut impl Queries,
    gemeente: GemeenteId,
    causes: &[Cause],
) -> Result<Option<(String, MeldingId)>> {
    for (slug, thread, seq) in causes {
        let line = journaal::lines_after(tx, gemeente, seq - 1, 1)?;
        let is_receipt = |line: &Line| line.kind == "melding" && line.verb == Verb::Submitted;
        let melding = MeldingId(*thread);
        if line.first().is_some_and(is_receipt)
            && find_owed_receipt(tx, gemeente, melding)?.is_some()
        {
            return Ok(Some((slug.clone(), melding)));
        }
    }
    Ok(None)
}

/// The melding whose end this told; with the gemeente's slug. An end from before it was opened again is none.
fn ending_told_by(
    tx: &mut impl Queries,
    gemeente: GemeenteId,
    causes: &[Cause],
) -> Result<Option<(String, MeldingId)>> {
    for (slug, thread, seq) in causes {
        let line = journaal::lines_after(tx, gemeente, seq - 1, 1)?;
        let reopened: Option<i64> = tx.query_one(
            "SELECT max(seq) FROM journaal WHERE gemeente_id = $1 AND subject_id = $2 AND verb IN ('reopened', 'undone')",
            &[&gemeente, thread],
            |row| row.get(0),
        )?;
        if line.first().is_some_and(is_ending) && reopened.is_none_or(|at| at < *seq) {
            return Ok(Some((slug.clone(), MeldingId(*thread))));
        }
    }
    Ok(None)
}
