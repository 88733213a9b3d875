//! The reporter's own data: seen and erased by the reporter's own link.

use super::actions::melder_link;
pub use super::store::find_own;
use super::{ontvangst, store};
use crate::error::Result;
use crate::ids::{MelderId, MeldingId};
use crate::journaal::{Entry, Verb};
use crate::write::Write;

/// Erases the contact data of the holder of this link; the melding itself stays. Answers whose they were.
pub fn erase_own(ctx: &mut Write<'_>) -> Result<MelderId> {
    let holder = melder_link(ctx.actor)?;
    let (gemeente, id, melding) = (
        ctx.gemeente(),
        MelderId(holder.holder),
        MeldingId(holder.subject),
    );
    store::erase_contact(ctx, id)?;
    store::delete_mails(ctx, id)?;
    if !store::has_reachable(ctx, gemeente, melding)? {
        ontvangst::forget_receipt(ctx, melding)?;
    }
    ctx.journal(
        Entry::new("melding", melding.0, Verb::Erased)
            .word("what", "contact")
            .id("melder", id.0),
    )?;
    Ok(id)
}
