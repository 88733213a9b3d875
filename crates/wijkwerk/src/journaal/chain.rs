//! Checking the chain: every hash, every number, every text that is still there.

use kit::db::{Db, Error, Queries as _, Read};

use super::store::{link, salted};
use crate::ids::GemeenteId;

/// Entries in one read.
const PAGE: i64 = 1000;

/// The first thing that is not as it was written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Broken {
    /// A number is missing or double.
    Gap { after: i64 },
    /// The hash does not follow from the entry before and these bytes.
    Hash { seq: i64 },
    /// The text beside the entry is not the one that was written.
    Attachment { seq: i64 },
    /// The gemeente's own head differs from the last entry.
    Head,
}

/// An entry with what its place in the chain follows from.
struct Linked {
    seq: i64,
    body: String,
    hash: [u8; 32],
    salt: Option<Vec<u8>>,
    text: Option<String>,
}

/// Some entries after one another, and where the chain ended when they were read.
struct Page {
    entries: Vec<Linked>,
    end: i64,
    head: [u8; 32],
}

/// Walks the whole chain of a gemeente; answers how many entries were right, or the first that was not. A page at a time,
/// each a read of its own: no chain is too long for the time that a read may take.
pub fn verify(db: &Db, gemeente: GemeenteId) -> Result<Result<i64, Broken>, Error> {
    let (mut at, mut hash) = (0_i64, [0_u8; 32]);
    loop {
        let page = db.read_blocking(move |tx| read_page(tx, gemeente, at))?;
        let is_last = i64::try_from(page.entries.len()).unwrap_or(PAGE) < PAGE;
        for entry in page.entries {
            if entry.seq != at + 1 {
                return Ok(Err(Broken::Gap { after: at }));
            }
            at = entry.seq;
            if link(&hash, &entry.body) != entry.hash {
                return Ok(Err(Broken::Hash { seq: at }));
            }
            if let (Some(salt), Some(text)) = (&entry.salt, &entry.text) {
                let expected = data_encoding::HEXLOWER.encode(&salted(salt, text));
                if !entry.body.contains(&expected) {
                    return Ok(Err(Broken::Attachment { seq: at }));
                }
            }
            hash = entry.hash;
        }
        if is_last {
            let is_end = at == page.end && hash == page.head;
            return Ok(if is_end { Ok(at) } else { Err(Broken::Head) });
        }
    }
}

fn read_page(tx: &mut Read<'_>, gemeente: GemeenteId, after: i64) -> Result<Page, Error> {
    let (end, head) = tx.query_one(
        "SELECT seq, chain_head FROM gemeenten WHERE id = $1",
        &[&gemeente],
        |row| Ok((row.get(0)?, row.get(1)?)),
    )?;
    let entries = tx.query(
        "SELECT j.seq, j.body, j.hash, b.salt, b.tekst FROM journaal j \
         LEFT JOIN journaal_bijlagen b ON b.gemeente_id = j.gemeente_id AND b.seq = j.seq \
         WHERE j.gemeente_id = $1 AND j.seq > $2 ORDER BY j.seq LIMIT $3",
        &[&gemeente, &after, &PAGE],
        |row| {
            Ok(Linked {
                seq: row.get(0)?,
                body: row.get(1)?,
                hash: row.get(2)?,
                salt: row.get(3)?,
                text: row.get(4)?,
            })
        },
    )?;
    Ok(Page { entries, end, head })
}
