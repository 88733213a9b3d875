//! Sending what is due: over SMTP when a server is set, never inside a write.

use std::time::Duration;

use jiff::{SignedDuration, Timestamp};
use kit::db::Queries;
use kit::mail::{
    EmailAddress, MailName, Mailbox, Message, MessageId, SendError, Smtp, SmtpConfig, Subject, Tls,
    Unsubscribe,
};

use super::told;
use crate::app::App;
use crate::error::{Error, Result};
use crate::ids::{GemeenteId, MailId};

/// Mails looked at in one round.
const ROUND: i64 = 50;
/// After so long no other mail is begun: whoever reads the journaal in the same loop has its turn first.
pub(super) const ROUND_TIME: SignedDuration = SignedDuration::from_secs(20);
/// How long to wait after the first, second … time that it did not work.
const BACKOFF_MINUTES: [i64; 5] = [1, 5, 30, 120, 720];
/// Of the tries in which the server was away so many count: they make the wait longer and give up no mail.
const AWAY: i64 = 2;

/// A mail whose moment has come.
pub(super) type DueId = (GemeenteId, MailId);

struct Due {
    gemeente: GemeenteId,
    id: MailId,
    gemeente_naam: String,
    address: String,
    subject: String,
    body: String,
    attempts: i64,
    created_at: Timestamp,
    not_before: Timestamp,
    /// Where one tap ends it, of a mail that comes every week.
    unsubscribe: Option<String>,
}

/// What became of one try.
enum Outcome {
    Sent(Timestamp),
    /// Once more at that moment.
    Later(Timestamp),
    Failed,
}

/// Sends every mail whose moment has come; answers how many left. Without a mail server they wait, except in a
/// demonstration, where they count as sent at their moment.
pub fn send_due(app: &App) -> Result<usize> {
    let settings = &app.config().mail;
    if settings.host.is_empty() {
        return if app.is_demo() {
            sent_in_demo(app)
        } else {
            Ok(0)
        };
    }
    let due = list_due(app)?;
    if due.is_empty() {
        return Ok(0);
    }
    let smtp = Smtp::new(&smtp_config(app)?).map_err(|error| Error::Internal(error.to_string()))?;
    send_some(app, &due, |message| smtp.send(message))
}

/// Sends these mails, as many as fit in one round; the others wait for the next. What was withdrawn, erased or taken into
/// another mail since it was listed is passed over. Nobody else sends, and the reader has no turn while this works.
pub(super) fn send_some(
    app: &App,
    due: &[DueId],
    mut send: impl FnMut(&Message) -> std::result::Result<(), SendError>,
) -> Result<usize> {
    let began = app.clock().now();
    let mut sent = 0;
    for id in due {
        let now = app.clock().now();
        if now.duration_since(began) >= ROUND_TIME {
            break;
        }
        let Some(mail) = find_due(app, *id, now)? else {
            continue;
        };
        let result = compose(app, &mail).and_then(|message| send(&message));
        let is_unreachable = matches!(result, Err(SendError::Unreachable { .. }));
        if let Err(error) = &result {
            tracing::warn!(mail = %mail.id, %error, "a mail did not leave");
        }
        let outcome = settle(result, mail.attempts, now);
        let counts = !is_unreachable || mail.attempts < AWAY;
        note(app, &mail, &outcome, mail.attempts + i64::from(counts))?;
        if matches!(outcome, Outcome::Sent(_)) {
            sent += 1;
            told::note(app, &[(mail.gemeente, mail.id)])?;
        }
        if is_unreachable {
            // The others would wait just as long for nothing: they get their turn in a minute.
            postpone(app, now)?;
            break;
        }
    }
    Ok(sent)
}

fn settle(result: std::result::Result<(), SendError>, attempts: i64, now: Timestamp) -> Outcome {
    let error = match result {
        Ok(()) => return Outcome::Sent(now),
        Err(error) => error,
    };
    let wait = |tries: i64| BACKOFF_MINUTES.get(usize::try_from(tries).ok()?).copied();
    let minutes = match &error {
        SendError::Permanent { .. } | SendError::Unsendable { .. } => None,
        SendError::Temporary { .. } => wait(attempts),
        // A server that is away is our trouble, not this mail's: it is never given up for it.
        SendError::Unreachable { .. } => wait(attempts.min(AWAY)),
    };
    minutes.map_or(Outcome::Failed, |minutes| {
        Outcome::Later(
            now.checked_add(SignedDuration::from_mins(minutes))
                .unwrap_or(now),
        )
    })
}

fn smtp_config(app: &App) -> Result<SmtpConfig> {
    let settings = &app.config().mail;
    let tls = match settings.tls.as_str() {
        "none" => Tls::None,
        "starttls" => Tls::StartTls,
        "tls" => Tls::Tls,
        other => {
            return Err(Error::Internal(format!(
                "mail.tls is {other}; it may be none, starttls or tls"
            )));
        }
    };
    Ok(SmtpConfig {
        host: settings.host.clone(),
        port: settings.port,
        tls,
        credentials: settings.user.clone().zip(settings.password.clone()),
        timeout: Duration::from_secs(20),
    })
}

fn compose(app: &App, mail: &Due) -> std::result::Result<Message, SendError> {
    let bad = |reason: &'static str| SendError::Unsendable { reason };
    let from =
        EmailAddress::parse(&app.config().mail.from).map_err(|_| bad("mail.from is no address"))?;
    let unsubscribe = match &mail.unsubscribe {
        Some(url) => {
            let url = Unsubscribe::parse(url);
            Some(url.map_err(|_| bad("the address to end it at is none"))?)
        }
        None => None,
    };
    let message_id = MessageId::new(&mail.id.to_string(), from.domain())
        .map_err(|_| bad("mail.from has no usable domain"))?;
    Ok(Message {
        message_id,
        date: mail.created_at,
        from: Mailbox {
            name: MailName::parse(&mail.gemeente_naam).ok(),
            address: from,
        },
        to: EmailAddress::parse(&mail.address).map_err(|_| bad("the address is none"))?,
        subject: Subject::parse(&mail.subject).map_err(|_| bad("the subject cannot be sent"))?,
        text: mail.body.clone(),
        html: None,
        reply_to: None,
        auto_submitted: true,
        unsubscribe,
    })
}

/// The mails whose moment has come, whoever waited longest first.
pub(super) fn list_due(app: &App) -> Result<Vec<DueId>> {
    let now = app.clock().now();
    app.db().read_blocking(move |tx| {
        Ok(tx.query(
            "SELECT gemeente_id, id FROM mails WHERE state = 'waiting' AND not_before <= $1 \
             ORDER BY not_before, id LIMIT $2",
            &[&now, &ROUND],
            |row| Ok((row.get(0)?, row.get(1)?)),
        )?)
    })
}

/// A mail as it is just before it leaves, if it still waits.
fn find_due(app: &App, (gemeente, id): DueId, now: Timestamp) -> Result<Option<Due>> {
    app.db().read_blocking(move |tx| {
        Ok(tx.query_opt(
            "SELECT m.gemeente_id, m.id, g.naam, m.address, m.subject, m.body, m.attempts, m.created_at, m.not_before, \
             m.unsubscribe \
             FROM mails m JOIN gemeenten g ON g.id = m.gemeente_id \
             WHERE m.gemeente_id = $1 AND m.id = $2 AND m.state = 'waiting' AND m.not_before <= $3",
            &[&gemeente, &id, &now],
            |row| {
                Ok(Due {
                    gemeente: row.get(0)?,
                    id: row.get(1)?,
                    gemeente_naam: row.get(2)?,
                    address: row.get(3)?,
                    subject: row.get(4)?,
                    body: row.get(5)?,
                    attempts: row.get(6)?,
                    created_at: row.get(7)?,
                    not_before: row.get(8)?,
                    unsubscribe: row.get(9)?,
                })
            },
        )?)
    })
}

fn note(app: &App, mail: &Due, outcome: &Outcome, attempts: i64) -> Result<()> {
    let (gemeente, id) = (mail.gemeente, mail.id);
    let (state, sent_at, not_before) = match outcome {
        Outcome::Sent(at) => ("sent", Some(*at), mail.not_before),
        Outcome::Later(at) => ("waiting", None, *at),
        Outcome::Failed => ("failed", None, mail.not_before),
    };
    app.db().bookkeep_blocking(move |tx| {
        tx.exec(
            "UPDATE mails SET state = $3, sent_at = $4, not_before = $5, attempts = $6 \
             WHERE gemeente_id = $1 AND id = $2 AND state = 'waiting'",
            &[&gemeente, &id, &state, &sent_at, &not_before, &attempts],
        )?;
        if sent_at.is_some() {
            // A link is stored hashed: once it is on its way its words have no place here, nor those merged into it.
            tx.exec(
                "UPDATE mails SET body = '', unsubscribe = NULL WHERE gemeente_id = $1 AND (id = $2 OR state = 'merged' \
                 AND (thread, recipient) IN (SELECT thread, recipient FROM mails WHERE gemeente_id = $1 AND id = $2))",
                &[&gemeente, &id],
            )?;
        }
        Ok(())
    })
}

fn postpone(app: &App, now: Timestamp) -> Result<()> {
    let later = now.checked_add(SignedDuration::from_mins(1)).unwrap_or(now);
    app.db().bookkeep_blocking(move |tx| {
        tx.exec(
            "UPDATE mails SET not_before = $2 WHERE state = 'waiting' AND not_before <= $1",
            &[&now, &later],
        )?;
        Ok(())
    })
}

fn sent_in_demo(app: &App) -> Result<usize> {
    let now = app.clock().now();
    let sent: Vec<(GemeenteId, MailId)> = app.db().bookkeep_blocking(move |tx| {
        Ok::<_, Error>(tx.query(
            "UPDATE mails SET state = 'sent', sent_at = not_before, attempts = 1 \
             WHERE state = 'waiting' AND not_before <= $1 RETURNING gemeente_id, id",
            &[&now],
            |row| Ok((row.get(0)?, row.get(1)?)),
        )?)
    })?;
    told::note(app, &sent)?;
    Ok(sent.len())
}
