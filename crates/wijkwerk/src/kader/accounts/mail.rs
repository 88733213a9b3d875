//! The mail that lets somebody sign in: the only place where its token and code are written down in full.

use jiff::Timestamp;
use kit::db::Queries;
use kit::i18n::{Arg, Lang};

use super::store::AccountRow;
use crate::error::Result;
use crate::frame::Frame;
use crate::ids::MailId;

/// How the sender of mails knows what caused this one.
pub(super) const READER: &str = "inloggen";

/// What a sign-in mail says.
pub(super) struct Letter<'a> {
    pub id: MailId,
    pub link: &'a str,
    pub code: &'a str,
}

/// Puts the mail in the queue of mails, to be sent at once.
pub(super) fn queue(
    tx: &mut kit::db::Write<'_>,
    frame: &Frame,
    to: &AccountRow,
    letter: &Letter<'_>,
    now: Timestamp,
) -> Result<()> {
    let lang: Lang = to.taal.parse().unwrap_or(Lang::Nl);
    let args = [
        ("naam", Arg::Str(&to.naam)),
        ("gemeente", Arg::Str(&frame.naam)),
        ("link", Arg::Str(letter.link)),
        ("code", Arg::Str(letter.code)),
    ];
    let subject = frame
        .translations
        .t_args(lang, "account-mail-onderwerp", &args);
    let body = frame.translations.t_args(lang, "account-mail-tekst", &args);
    // Two requests in one microsecond still get two numbers.
    let last: i64 = tx.query_one(
        "SELECT CAST(coalesce(max(seq), 0) AS BIGINT) FROM mails \
         WHERE gemeente_id = $1 AND reader = $2 AND recipient = $3",
        &[&frame.id, &READER, &to.id],
        |row| row.get(0),
    )?;
    let seq = now.as_microsecond().max(last + 1);
    tx.exec(
        "INSERT INTO mails (gemeente_id, id, reader, seq, recipient, thread, asks, address, subject, body, state, \
         not_before, attempts, created_at) VALUES ($1, $2, $3, $4, $5, $5, $6, $7, $8, $9, 'waiting', $10, 0, $10)",
        &[
            &frame.id, &letter.id, &READER, &seq, &to.id, &true, &to.email, &subject, &body, &now,
        ],
    )?;
    Ok(())
}
