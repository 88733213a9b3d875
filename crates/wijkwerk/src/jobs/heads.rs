//! The head of every chain, written down daily outside the database: who rewrites a whole chain still differs from it.

use std::path::Path;

use jiff::Timestamp;
use kit::db::Queries;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::erasures::{append_lines, read_lines};
use crate::app::App;
use crate::error::Result;
use crate::frame::Frame;
use crate::ids::GemeenteId;

/// The name of the file in the folder of backups.
pub const FILE: &str = "ketting.jsonl";

/// One line of the file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ChainHead {
    pub at: Timestamp,
    pub gemeente: Uuid,
    pub slug: String,
    pub seq: i64,
    /// In hexadecimal digits.
    pub hash: String,
}

/// Writes down where the chain of this gemeente stands.
pub fn append(app: &App, frame: &Frame) -> Result<()> {
    let (at, gemeente) = (app.clock().now(), frame.id);
    let (seq, hash): (i64, [u8; 32]) = app.db().read_blocking(move |tx| {
        Ok::<_, crate::error::Error>(tx.query_one(
            "SELECT seq, chain_head FROM gemeenten WHERE id = $1",
            &[&gemeente],
            |row| Ok((row.get(0)?, row.get(1)?)),
        )?)
    })?;
    let head = ChainHead {
        at,
        gemeente: gemeente.0,
        slug: frame.slug.clone(),
        seq,
        hash: data_encoding::HEXLOWER.encode(&hash),
    };
    append_lines(&app.config().backups, FILE, std::iter::once(head))
}

/// The same, unless it was done since: a night that is tried again every minute tells it once.
pub fn append_once(app: &App, frame: &Frame, since: Timestamp) -> Result<()> {
    let noted = list(&app.config().backups)?
        .iter()
        .any(|head| head.gemeente == frame.id.0 && head.at >= since);
    if noted { Ok(()) } else { append(app, frame) }
}

/// Every head written down in the folder `dir`.
pub fn list(dir: &Path) -> Result<Vec<ChainHead>> {
    read_lines(dir.join(FILE))
}

/// Whether the database has this head: an entry of that number with that hash.
pub fn is_in_chain(tx: &mut impl Queries, head: &ChainHead) -> Result<bool> {
    if head.seq == 0 {
        return Ok(true);
    }
    let found: Option<[u8; 32]> = tx.query_opt(
        "SELECT hash FROM journaal WHERE gemeente_id = $1 AND seq = $2",
        &[&GemeenteId(head.gemeente), &head.seq],
        |row| row.get(0),
    )?;
    Ok(found.is_some_and(|hash| data_encoding::HEXLOWER.encode(&hash) == head.hash))
}
