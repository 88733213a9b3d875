//! Mail links: what they may do, for which object, until when. Stored hashed, revocable, logged without their token.

use jiff::Timestamp;
use uuid::Uuid;

use super::store;
use crate::access::LinkKind;
use crate::error::Result;
use crate::ids::LinkId;
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
    store::insert_link(ctx, id, wanted)?;
    Ok(id)
}

/// Takes back every link to this subject of this holder, or of everybody.
pub fn revoke_links(ctx: &mut Write<'_>, subject: Uuid, holder: Option<Uuid>) -> Result<()> {
    let gone = store::revoke(ctx, subject, holder)?;
    if gone > 0 {
        ctx.journal(
            Entry::new("link", subject, Verb::LinkRevoked)
                .number("count", i64::try_from(gone).unwrap_or(0)),
        )?;
    }
    Ok(())
}
