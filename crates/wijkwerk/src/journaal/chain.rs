//! Checking the chain: every hash, every number, every text that is still there.

use kit::db::{Error, Queries};

use super::store::{link, salted};
use crate::ids::GemeenteId;

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

/// Walks the whole chain of a gemeente; answers how many entries were right, or the first that was not.
pub fn verify(tx: &mut impl Queries, gemeente: GemeenteId) -> Result<Result<i64, Broken>, Error> {
    let (seq, head): (i64, [u8; 32]) = tx.query_one(
        "SELECT seq, chain_head FROM gemeenten WHERE id = $1",
        &[&gemeente],
        |row| Ok((row.get(0)?, row.get(1)?)),
    )?;
    let mut at = 0_i64;
    let mut hash = [0_u8; 32];
    loop {
        let page = tx.query(
            "SELECT j.seq, j.body, j.hash, b.salt, b.tekst FROM journaal j \
             LEFT JOIN journaal_bijlagen b ON b.gemeente_id = j.gemeente_id AND b.seq = j.seq \
             WHERE j.gemeente_id = $1 AND j.seq > $2 ORDER BY j.seq LIMIT 1000",
            &[&gemeente, &at],
            |row| {
                Ok((
                    row.get::<i64>(0)?,
                    row.get::<String>(1)?,
                    row.get::<[u8; 32]>(2)?,
                    row.get::<Option<Vec<u8>>>(3)?,
                    row.get::<Option<String>>(4)?,
                ))
            },
        )?;
        if page.is_empty() {
            break;
        }
        for (seq, body, stored, salt, text) in page {
            if seq != at + 1 {
                return Ok(Err(Broken::Gap { after: at }));
            }
            if link(&hash, &body) != stored {
                return Ok(Err(Broken::Hash { seq }));
            }
            if let (Some(salt), Some(text)) = (salt, text) {
                let expected = data_encoding::HEXLOWER.encode(&salted(&salt, &text));
                if !body.contains(&expected) {
                    return Ok(Err(Broken::Attachment { seq }));
                }
            }
            at = seq;
            hash = stored;
        }
    }
    Ok(if at == seq && hash == head {
        Ok(at)
    } else {
        Err(Broken::Head)
    })
}
