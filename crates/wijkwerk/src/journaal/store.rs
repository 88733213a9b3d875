//! The journaal's own SQL: the only place that writes its tables.

use jiff::Timestamp;
use kit::db::{Error, Queries, Row, Write};
use serde_json::Value as Json;
use sha2::{Digest, Sha256};
use uuid::Uuid;

use super::entry::{ActorRef, Entry, Verb};
use crate::ids::GemeenteId;

/// An entry as it stands.
#[derive(Clone, Debug)]
pub struct Line {
    pub seq: i64,
    pub at: Timestamp,
    pub kind: String,
    pub subject: Uuid,
    pub verb: Verb,
    pub body: Json,
}

impl Line {
    /// A field of the entry that is a word.
    pub fn word(&self, name: &str) -> Option<&str> {
        self.body.get("fields")?.get(name)?.as_str()
    }

    /// A field of the entry that is a reference.
    pub fn id(&self, name: &str) -> Option<Uuid> {
        self.word(name)?.parse().ok()
    }

    /// A field of the entry that is a number.
    pub fn number(&self, name: &str) -> Option<i64> {
        self.body.get("fields")?.get(name)?.as_i64()
    }

    /// A field of the entry that is a flag.
    pub fn flag(&self, name: &str) -> bool {
        self.body
            .get("fields")
            .and_then(|fields| fields.get(name))
            .and_then(Json::as_bool)
            .unwrap_or_default()
    }

    /// The account that did it, if it was one.
    pub fn account(&self) -> Option<Uuid> {
        let actor = self.body.get("actor")?;
        (actor.get("kind")?.as_str()? == "account").then_some(())?;
        actor.get("id")?.as_str()?.parse().ok()
    }

    /// Whether the entry has a text beside it.
    pub fn has_text(&self) -> bool {
        self.body.get("attachment").is_some()
    }

    fn from_row(row: &Row<'_>) -> Result<Self, Error> {
        let body: String = row.get(5)?;
        Ok(Self {
            seq: row.get(0)?,
            at: row.get(1)?,
            kind: row.get(2)?,
            subject: row.get(3)?,
            verb: row.get(4)?,
            body: serde_json::from_str(&body).map_err(|error| Error::Other(error.to_string()))?,
        })
    }
}

pub(super) fn link(previous: &[u8; 32], body: &str) -> [u8; 32] {
    Sha256::new()
        .chain_update(previous)
        .chain_update(body.as_bytes())
        .finalize()
        .into()
}

/// Where the chain of a gemeente stands during a write.
pub(crate) struct Head {
    pub(crate) seq: i64,
    pub(crate) hash: [u8; 32],
}

/// Writes one entry behind `head`, which moves.
#[expect(
    clippy::too_many_arguments,
    reason = "everything an entry is made of; only the write context calls it"
)]
pub(crate) fn append(
    tx: &mut Write<'_>,
    gemeente: GemeenteId,
    head: &mut Head,
    ordinal: i64,
    at: Timestamp,
    actor: ActorRef,
    salt: [u8; 16],
    entry: &Entry,
) -> Result<i64, Error> {
    let seq = head.seq + 1;
    let attachment = entry.text.as_ref().map(|text| salted(&salt, text));
    let body = entry.body(seq, at, tx.write_id(), actor, attachment.as_ref());
    let hash = link(&head.hash, &body);
    let write_id = tx.write_id();
    tx.exec(
        "INSERT INTO journaal (gemeente_id, seq, at, write_id, ordinal, subject_kind, subject_id, verb, body, hash) \
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)",
        &[
            &gemeente,
            &seq,
            &at,
            &write_id,
            &ordinal,
            &entry.subject_kind,
            &entry.subject_id,
            &entry.verb,
            &body,
            &hash,
        ],
    )?;
    if let Some(text) = &entry.text {
        tx.exec(
            "INSERT INTO journaal_bijlagen (gemeente_id, seq, salt, tekst) VALUES ($1, $2, $3, $4)",
            &[&gemeente, &seq, &salt, text],
        )?;
    }
    *head = Head { seq, hash };
    Ok(seq)
}

pub(super) fn salted(salt: &[u8], text: &str) -> [u8; 32] {
    Sha256::new()
        .chain_update(salt)
        .chain_update(text.as_bytes())
        .finalize()
        .into()
}

/// Entries after `seq`, oldest first, at most `most`.
pub fn lines_after(
    tx: &mut impl Queries,
    gemeente: GemeenteId,
    seq: i64,
    most: i64,
) -> Result<Vec<Line>, Error> {
    tx.query(
        "SELECT seq, at, subject_kind, subject_id, verb, body FROM journaal \
         WHERE gemeente_id = $1 AND seq > $2 ORDER BY seq LIMIT $3",
        &[&gemeente, &seq, &most],
        Line::from_row,
    )
}

/// When something last happened to one thing.
pub fn last_change(
    tx: &mut impl Queries,
    gemeente: GemeenteId,
    subject: Uuid,
) -> Result<Option<Timestamp>, Error> {
    tx.query_opt(
        "SELECT at FROM journaal WHERE gemeente_id = $1 AND subject_id = $2 ORDER BY seq DESC LIMIT 1",
        &[&gemeente, &subject],
        |row| row.get(0),
    )
}

/// Everything that happened to one thing, oldest first, at most 500.
pub fn lines_about(
    tx: &mut impl Queries,
    gemeente: GemeenteId,
    subject: Uuid,
) -> Result<Vec<Line>, Error> {
    tx.query(
        "SELECT seq, at, subject_kind, subject_id, verb, body FROM journaal \
         WHERE gemeente_id = $1 AND subject_id = $2 ORDER BY seq LIMIT 500",
        &[&gemeente, &subject],
        Line::from_row,
    )
}

/// The text beside entry `seq`, unless it has been erased.
pub fn attachment(
    tx: &mut impl Queries,
    gemeente: GemeenteId,
    seq: i64,
) -> Result<Option<String>, Error> {
    tx.query_opt(
        "SELECT tekst FROM journaal_bijlagen WHERE gemeente_id = $1 AND seq = $2",
        &[&gemeente, &seq],
        |row| row.get(0),
    )
}

/// Erases the texts beside every entry about `subject`; the entries and the chain stay.
pub fn erase_attachments(
    tx: &mut Write<'_>,
    gemeente: GemeenteId,
    subject: Uuid,
) -> Result<u64, Error> {
    tx.exec(
        "DELETE FROM journaal_bijlagen WHERE gemeente_id = $1 AND seq IN \
         (SELECT seq FROM journaal WHERE gemeente_id = $1 AND subject_id = $2)",
        &[&gemeente, &subject],
    )
}
