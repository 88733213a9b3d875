//! The SQL of bewijzen.

use uuid::Uuid;

use super::Bewijs;
use crate::error::Result;
use crate::ids::{AccountId, BewijsId};
use crate::write::Write;

/// Keeps evidence that was checked with its subject (kind, id).
pub(super) fn insert_bewijs(
    ctx: &mut Write<'_>,
    id: BewijsId,
    subject: (&'static str, Uuid),
    bewijs: &Bewijs,
    account: Option<AccountId>,
) -> Result<()> {
    let (photo, visit, fact) = match bewijs {
        Bewijs::File(photo) => (Some(photo), None, None),
        Bewijs::Visit { by, on, seen } => (None, Some((by.trim(), *on, seen.trim())), None),
        Bewijs::Fact(feit) => (None, None, Some(format!("{}:{}", feit.soort, feit.id))),
    };
    let (gemeente, now) = (ctx.gemeente(), ctx.now);
    ctx.exec(
        "INSERT INTO bewijzen (gemeente_id, id, subject_kind, subject_id, soort, hash, thumbnail, visited_by, visited_on, \
         seen, fact, account_id, at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)",
        &[
            &gemeente,
            &id,
            &subject.0,
            &subject.1,
            &bewijs.soort(),
            &photo.map(|photo| photo.hash.as_str()),
            &photo.map(|photo| photo.thumbnail.as_str()),
            &visit.map(|(by, ..)| by),
            &visit.map(|(_, on, _)| on),
            &visit.map(|(.., seen)| seen),
            &fact,
            &account,
            &now,
        ],
    )?;
    Ok(())
}
