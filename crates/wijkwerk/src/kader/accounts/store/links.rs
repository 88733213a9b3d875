//! The SQL of mail links.

use jiff::Timestamp;
use kit::db::Queries;
use uuid::Uuid;

use super::super::links::LinkWanted;
use super::super::sessions::token_hash;
use crate::access::LinkHolder;
use crate::error::Result;
use crate::ids::{GemeenteId, LinkId};
use crate::write::Write;

/// Adds a link; of its token only the hash is kept.
pub(in super::super) fn insert_link(
    ctx: &mut Write<'_>,
    id: LinkId,
    wanted: &LinkWanted<'_>,
) -> Result<()> {
    let gemeente = ctx.gemeente();
    ctx.exec(
        "INSERT INTO links (gemeente_id, id, token_hash, kind, subject_kind, subject_id, holder_id, expires_at) \
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8)",
        &[
            &gemeente,
            &id,
            &token_hash(wanted.token),
            &wanted.kind,
            &wanted.subject_kind,
            &wanted.subject,
            &wanted.holder,
            &wanted.expires_at,
        ],
    )?;
    Ok(())
}

/// Takes back the links to this subject of this holder, or of everybody; answers how many.
pub(in super::super) fn revoke(
    ctx: &mut Write<'_>,
    subject: Uuid,
    holder: Option<Uuid>,
) -> Result<u64> {
    let (gemeente, now) = (ctx.gemeente(), ctx.now);
    Ok(ctx.exec(
        "UPDATE links SET revoked_at = $4 WHERE gemeente_id = $1 AND subject_id = $2 AND revoked_at IS NULL \
         AND (CAST($3 AS UUID) IS NULL OR holder_id = $3)",
        &[&gemeente, &subject, &holder, &now],
    )?)
}

/// Whoever holds this token now, and in which gemeente.
pub(in super::super) fn find_holder(
    tx: &mut impl Queries,
    hash: &[u8; 32],
    now: Timestamp,
) -> Result<Option<(GemeenteId, LinkHolder)>> {
    Ok(tx.query_opt(
        "SELECT gemeente_id, id, kind, subject_id, holder_id FROM links \
         WHERE token_hash = $1 AND expires_at > $2 AND revoked_at IS NULL",
        &[hash, &now],
        |row| {
            Ok((
                row.get(0)?,
                LinkHolder {
                    id: row.get(1)?,
                    kind: row.get(2)?,
                    subject: row.get(3)?,
                    holder: row.get(4)?,
                },
            ))
        },
    )?)
}

/// The gemeente that a token was made in, also when it has expired or was taken back.
pub(in super::super) fn find_gemeente_of_link(
    tx: &mut impl Queries,
    hash: &[u8; 32],
) -> Result<Option<GemeenteId>> {
    Ok(tx.query_opt(
        "SELECT gemeente_id FROM links WHERE token_hash = $1",
        &[hash],
        |row| row.get(0),
    )?)
}
