//! The mail that lets somebody sign in: the only place where its token and code are written down in full.

use jiff::Timestamp;
use kit::i18n::{Arg, Lang};

use super::store::{self, AccountRow, MailRow};
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
    let last = store::last_seq(tx, frame.id, to.id)?;
    let seq = now.as_microsecond().max(last + 1);
    let mail = MailRow {
        id: letter.id,
        seq,
        subject: &subject,
        body: &body,
    };
    store::insert_mail(tx, frame.id, to, &mail, now)
}
