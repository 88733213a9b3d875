//! The table of mails as the reader fills it: once per entry and person, one a day, withdrawn when undone.
//!
//! A second sentence of the same day is put into the mail that still waits; its own row stays as `merged`, so that an
//! undo finds it. Where only the last state is told, what it supersedes stays as `merged` too, and waits again if the last
//! is undone; a last state that is news to nobody stays as `unsaid`.

mod later;

use jiff::{SignedDuration, Timestamp};
use kit::db::Queries;
use kit::i18n::Lang;
use sha2::{Digest as _, Sha256};
use uuid::Uuid;

use super::READER;
use super::letter::{Letter, Words, with_letter};
use crate::access::LinkKind;
use crate::error::Result;
use crate::ids::MailId;
use crate::journaal::Line;
use crate::kader::accounts::{LinkWanted, make_link};
use crate::wijkaanpak::meldingen::UNDO;
use crate::write::Write;

pub(super) use later::{Asked, ask_no_more, leave_unsaid, supersede, withdraw};

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
                    let body = with_letter(&body, letter);
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
