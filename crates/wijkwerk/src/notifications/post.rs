//! The table of mails as the reader fills it: once per entry and person, one a day, withdrawn when undone.
//!
//! A second sentence of the same day is put into the mail that still waits; its own row stays as `merged`, so that an
//! undo finds it. Where only the last state is told, what it supersedes stays as `merged` too, and waits again if the last
//! is undone.

use jiff::{SignedDuration, Timestamp};
use kit::db::{Queries, Row};
use kit::i18n::Lang;
use sha2::{Digest as _, Sha256};
use uuid::Uuid;

use super::READER;
use super::letter::{Letter, Words, sentence_of, with_sentence, without_sentence};
use crate::access::LinkKind;
use crate::error::Result;
use crate::ids::MailId;
use crate::journaal::Line;
use crate::kader::accounts::{LinkWanted, make_link};
use crate::wijkaanpak::meldingen::UNDO;
use crate::write::Write;

/// Somebody who hears.
#[derive(Clone, Debug)]
pub(super) struct Recipient {
    pub(super) id: Uuid,
    pub(super) naam: Option<String>,
    pub(super) address: String,
    pub(super) lang: Lang,
}

/// Where the button of the mail goes.
pub(super) enum Target {
    /// A link that knows who holds it.
    Link {
        kind: LinkKind,
        subject_kind: &'static str,
        subject: Uuid,
        days: i64,
    },
    /// A page for who has an account.
    Page(String),
}

/// What is to be told, and in which thread.
pub(super) struct Mail<'m> {
    pub(super) thread: Uuid,
    pub(super) letter: &'m Letter,
    /// Something is asked: it does not wait for another day.
    pub(super) asks: bool,
    pub(super) target: &'m Target,
}

/// Writes mails during one write. Tokens follow from a secret made outside it, so that a repeat makes the same.
pub(super) struct Post<'a> {
    secret: [u8; 32],
    made: u64,
    base_url: &'a str,
}

impl<'a> Post<'a> {
    pub(super) fn new(secret: [u8; 32], base_url: &'a str) -> Self {
        Self {
            secret,
            made: 0,
            base_url,
        }
    }

    fn token(&mut self) -> String {
        self.made += 1;
        let digest = Sha256::new()
            .chain_update(self.secret)
            .chain_update(self.made.to_be_bytes())
            .finalize();
        data_encoding::BASE64URL_NOPAD.encode(&digest[..24])
    }

    pub(super) fn address_of(
        &mut self,
        ctx: &mut Write<'_>,
        holder: Uuid,
        target: &Target,
    ) -> Result<String> {
        match target {
            Target::Page(path) => Ok(format!("{}/{}{path}", self.base_url, ctx.frame.slug)),
            Target::Link {
                kind,
                subject_kind,
                subject,
                days,
            } => {
                let token = self.token();
                let expires_at = ctx
                    .now
                    .checked_add(SignedDuration::from_hours(24 * days))
                    .unwrap_or(ctx.now);
                make_link(
                    ctx,
                    &LinkWanted {
                        kind: *kind,
                        subject_kind,
                        subject: *subject,
                        holder,
                        expires_at,
                        token: &token,
                    },
                )?;
                Ok(format!("{}/l/{token}", self.base_url))
            }
        }
    }

    /// Puts one letter in the queue for one person.
    pub(super) fn send(
        &mut self,
        ctx: &mut Write<'_>,
        line: &Line,
        to: &Recipient,
        mail: &Mail<'_>,
    ) -> Result<()> {
        let Mail {
            thread,
            letter,
            asks,
            target,
        } = mail;
        let gemeente = ctx.gemeente();
        let known: Option<i64> = ctx.query_opt(
            "SELECT seq FROM mails WHERE gemeente_id = $1 AND reader = $2 AND seq = $3 AND recipient = $4",
            &[&gemeente, &READER, &line.seq, &to.id],
            |row| row.get(0),
        )?;
        if known.is_some() {
            return Ok(());
        }
        let mut not_before = line.at.checked_add(UNDO).unwrap_or(line.at);
        let mut state = "waiting";
        if !*asks {
            match earlier(ctx, *thread, to.id, not_before)? {
                Earlier::None => {}
                Earlier::Sent(next_day) => not_before = next_day,
                Earlier::Waiting { id, body, until } => {
                    let body = with_sentence(&body, &letter.sentence);
                    // What it carries now can be undone for longer than what it carried.
                    let until = until.max(not_before);
                    ctx.exec(
                        "UPDATE mails SET body = $3, not_before = $4 WHERE gemeente_id = $1 AND id = $2",
                        &[&gemeente, &id, &body, &until],
                    )?;
                    state = "merged";
                }
            }
        }
        let link = self.address_of(ctx, to.id, target)?;
        let words = Words {
            frame: ctx.frame,
            lang: to.lang,
        };
        let body = words.body(to.naam.as_deref(), letter, &link);
        let (id, now): (MailId, _) = (ctx.new_id(), ctx.now);
        let subject: String = letter.subject.chars().take(200).collect();
        ctx.exec(
            "INSERT INTO mails (gemeente_id, id, reader, seq, recipient, thread, asks, address, subject, body, state, \
             not_before, attempts, created_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, 0, $13) \
             ON CONFLICT (gemeente_id, reader, seq, recipient) DO NOTHING",
            &[
                &gemeente,
                &id,
                &READER,
                &line.seq,
                &to.id,
                thread,
                asks,
                &to.address,
                &subject,
                &body,
                &state,
                &not_before,
                &now,
            ],
        )?;
        Ok(())
    }
}

/// What this person got, or will get, about this thread.
enum Earlier {
    None,
    /// One that can still take a sentence.
    Waiting {
        id: MailId,
        body: String,
        until: Timestamp,
    },
    /// One was sent that day; the next may go then.
    Sent(Timestamp),
}

fn earlier(
    ctx: &mut Write<'_>,
    thread: Uuid,
    recipient: Uuid,
    wanted: Timestamp,
) -> Result<Earlier> {
    let gemeente = ctx.gemeente();
    let waiting = ctx.query_opt(
        "SELECT id, body, not_before FROM mails WHERE gemeente_id = $1 AND thread = $2 AND recipient = $3 \
         AND reader = $4 AND state = 'waiting' ORDER BY not_before, id LIMIT 1",
        &[&gemeente, &thread, &recipient, &READER],
        |row| {
            Ok(Earlier::Waiting {
                id: row.get(0)?,
                body: row.get(1)?,
                until: row.get(2)?,
            })
        },
    )?;
    if let Some(waiting) = waiting {
        return Ok(waiting);
    }
    let last: Option<Timestamp> = ctx.query_one(
        "SELECT max(sent_at) FROM mails WHERE gemeente_id = $1 AND thread = $2 AND recipient = $3 AND reader = $4 \
         AND state = 'sent'",
        &[&gemeente, &thread, &recipient, &READER],
        |row| row.get(0),
    )?;
    let day = ctx.frame.today(wanted);
    let Some(last) = last.filter(|last| ctx.frame.today(*last) >= day) else {
        return Ok(Earlier::None);
    };
    let morning = ctx
        .frame
        .today(last)
        .tomorrow()
        .ok()
        .and_then(|day| day.at(7, 0, 0, 0).to_zoned(ctx.frame.zone.clone()).ok());
    Ok(Earlier::Sent(
        morning.map_or(wanted, |zoned| zoned.timestamp()),
    ))
}

/// A row that an undo, or a later state, touches.
struct Caused {
    id: MailId,
    thread: Uuid,
    recipient: Uuid,
    state: String,
    body: String,
    asks: bool,
    seq: i64,
}

fn caused(row: &Row<'_>) -> std::result::Result<Caused, kit::db::Error> {
    Ok(Caused {
        id: row.get(0)?,
        thread: row.get(1)?,
        recipient: row.get(2)?,
        state: row.get(3)?,
        body: row.get(4)?,
        asks: row.get(5)?,
        seq: row.get(6)?,
    })
}

/// Withdraws every mail that waits because of entry `seq`.
pub(super) fn withdraw(ctx: &mut Write<'_>, seq: i64) -> Result<()> {
    let gemeente = ctx.gemeente();
    let all = ctx.query(
        "SELECT id, thread, recipient, state, body, asks, seq FROM mails WHERE gemeente_id = $1 AND reader = $2 \
         AND seq = $3 AND state IN ('waiting', 'merged') ORDER BY id LIMIT 1000",
        &[&gemeente, &READER, &seq],
        caused,
    )?;
    for mail in all {
        if mail.state == "waiting" {
            revive(ctx, &mail)?;
            bring_back(ctx, &mail)?;
        } else if !mail.asks {
            take_out(ctx, &mail)?;
        }
        set_state(ctx, mail.id, "withdrawn")?;
    }
    Ok(())
}

fn set_state(ctx: &mut Write<'_>, id: MailId, state: &str) -> Result<()> {
    let gemeente = ctx.gemeente();
    ctx.exec(
        "UPDATE mails SET state = $3 WHERE gemeente_id = $1 AND id = $2",
        &[&gemeente, &id, &state],
    )?;
    Ok(())
}

/// What this person was or will be asked because of what happened to the thread itself before entry `seq`, the last first.
fn asked_before(
    ctx: &mut Write<'_>,
    thread: Uuid,
    recipient: Uuid,
    seq: i64,
) -> Result<Vec<Caused>> {
    let gemeente = ctx.gemeente();
    let mut all = ctx.query(
        "SELECT m.id, m.thread, m.recipient, m.state, m.body, m.asks, m.seq FROM mails m \
         JOIN journaal j ON j.gemeente_id = m.gemeente_id AND j.seq = m.seq AND j.subject_id = m.thread \
         WHERE m.gemeente_id = $1 AND m.thread = $2 AND m.recipient = $3 AND m.reader = $4 AND m.asks \
         AND m.state <> 'withdrawn' ORDER BY m.seq DESC LIMIT 100",
        &[&gemeente, &thread, &recipient, &READER],
        caused,
    )?;
    all.retain(|mail| mail.seq < seq);
    Ok(all)
}

/// Holds back what still waits to be asked of this person about a thread: entry `seq` says how it is now.
pub(super) fn supersede(
    ctx: &mut Write<'_>,
    thread: Uuid,
    recipient: Uuid,
    seq: i64,
) -> Result<()> {
    for mail in asked_before(ctx, thread, recipient, seq)? {
        if mail.state == "waiting" {
            revive(ctx, &mail)?;
            set_state(ctx, mail.id, "merged")?;
        }
    }
    Ok(())
}

/// What a mail superseded waits again once that mail is withdrawn, unless it was told something since.
fn bring_back(ctx: &mut Write<'_>, last: &Caused) -> Result<()> {
    if !last.asks {
        return Ok(());
    }
    let before = asked_before(ctx, last.thread, last.recipient, last.seq)?;
    match before.first() {
        Some(mail) if mail.state == "merged" => set_state(ctx, mail.id, "waiting"),
        _ => Ok(()),
    }
}

/// Takes the sentence of a merged row out of the mail that carries it.
fn take_out(ctx: &mut Write<'_>, merged: &Caused) -> Result<()> {
    let gemeente = ctx.gemeente();
    let carriers: Vec<(MailId, String)> = ctx.query(
        "SELECT id, body FROM mails WHERE gemeente_id = $1 AND thread = $2 AND recipient = $3 AND state = 'waiting' \
         ORDER BY id LIMIT 20",
        &[&gemeente, &merged.thread, &merged.recipient],
        |row| Ok((row.get(0)?, row.get(1)?)),
    )?;
    let sentence = sentence_of(&merged.body).unwrap_or_default();
    for (id, body) in carriers {
        ctx.exec(
            "UPDATE mails SET body = $3 WHERE gemeente_id = $1 AND id = $2",
            &[&gemeente, &id, &without_sentence(&body, sentence)],
        )?;
    }
    Ok(())
}

/// The sentences that a withdrawn mail carried for others go in mails of their own.
fn revive(ctx: &mut Write<'_>, carrier: &Caused) -> Result<()> {
    let gemeente = ctx.gemeente();
    ctx.exec(
        "UPDATE mails SET state = 'waiting' WHERE gemeente_id = $1 AND thread = $2 AND recipient = $3 \
         AND state = 'merged' AND NOT asks AND created_at >= \
         (SELECT created_at FROM mails WHERE gemeente_id = $1 AND id = $4)",
        &[&gemeente, &carrier.thread, &carrier.recipient, &carrier.id],
    )?;
    Ok(())
}
