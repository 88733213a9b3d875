//! The SQL of the mail that lets somebody sign in.

use jiff::Timestamp;
use kit::db::Queries;

use super::super::mail::READER;
use super::AccountRow;
use crate::error::Result;
use crate::ids::{AccountId, GemeenteId, MailId};

/// The number of the last mail of this kind to this person; 0 if there is none.
pub(in super::super) fn last_seq(
    tx: &mut impl Queries,
    gemeente: GemeenteId,
    to: AccountId,
) -> Result<i64> {
    Ok(tx.query_one(
        "SELECT CAST(coalesce(max(seq), 0) AS BIGINT) FROM mails \
         WHERE gemeente_id = $1 AND reader = $2 AND recipient = $3",
        &[&gemeente, &READER, &to],
        |row| row.get(0),
    )?)
}

/// A mail as it is written down.
pub(in super::super) struct MailRow<'a> {
    pub id: MailId,
    pub seq: i64,
    pub subject: &'a str,
    pub body: &'a str,
}

/// Puts a mail to this person in the queue, to be sent from now on.
pub(in super::super) fn insert_mail(
    tx: &mut kit::db::Write<'_>,
    gemeente: GemeenteId,
    to: &AccountRow,
    mail: &MailRow<'_>,
    now: Timestamp,
) -> Result<()> {
    tx.exec(
        "INSERT INTO mails (gemeente_id, id, reader, seq, recipient, thread, asks, address, subject, body, state, \
         not_before, attempts, created_at) VALUES ($1, $2, $3, $4, $5, $5, $6, $7, $8, $9, 'waiting', $10, 0, $10)",
        &[
            &gemeente,
            &mail.id,
            &READER,
            &mail.seq,
            &to.id,
            &true,
            &to.email,
            &mail.subject,
            &mail.body,
            &now,
        ],
    )?;
    Ok(())
}
