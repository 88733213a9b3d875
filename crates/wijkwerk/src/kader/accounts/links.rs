//! Mail links: what they may do, for which object, until when. Stored hashed, revocable, logged without their token.

use jiff::Timestamp;
use kit::db::Queries;
use uuid::Uuid;

use super::sessions::token_hash;
use crate::access::{LinkHolder, LinkKind};
use crate::error::Result;
use crate::ids::{GemeenteId, LinkId};
use crate::journaal::{Entry, Verb};
use crate::write::Write;

/// A link to be made.
pub struct LinkWanted<'a> {
    pub kind: LinkKind,
    pub subject_kind: &'static str,
    pub subject: Uuid,
    /// The melder or account it is for.
    pub holder: Uuid,
    pub expires_at: Timestamp,
    /// Made outside the write, because it is a secret and must be the same when the write runs again.
    pub token: &'a str,
}

/// Makes a link; the address is `/l/{token}`.
pub fn make_link(ctx: &mut Write<'_>, wanted: &LinkWanted<'_>) -> Result<LinkId> {
    let id: LinkId = ctx.new_id();
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
    Ok(id)
}

/// Takes back every link to this subject of this holder, or of everybody.
pub fn revoke_links(ctx: &mut Write<'_>, subject: Uuid, holder: Option<Uuid>) -> Result<()> {
    let (gemeente, now) = (ctx.gemeente(), ctx.now);
    let gone = ctx.exec(
        "UPDATE links SET revoked_at = $4 WHERE gemeente_id = $1 AND subject_id = $2 AND revoked_at IS NULL \
         AND (CAST($3 AS UUID) IS NULL OR holder_id = $3)",
        &[&gemeente, &subject, &holder, &now],
    )?;
    if gone > 0 {
        ctx.journal(
            Entry::new("link", subject, Verb::LinkRevoked)
                .number("count", i64::try_from(gone).unwrap_or(0)),
        )?;
    }
    Ok(())
}

/// Whoever holds this token now, and in which gemeente.
pub(super) fn find_holder(
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
pub(super) fn find_gemeente(tx: &mut impl Queries, hash: &[u8; 32]) -> Result<Option<GemeenteId>> {
    Ok(tx.query_opt(
        "SELECT gemeente_id FROM links WHERE token_hash = $1",
        &[hash],
        |row| row.get(0),
    )?)
}
