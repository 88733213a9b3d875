//! Organisations that a version no longer names end on its first day, unless something open refers to them.

use jiff::civil::Date;

use crate::error::Result;
use crate::journaal::{Entry, Verb};
use crate::kader::inrichting::{Inrichting, store, store_organisaties};
use crate::write::Write;

/// Ends what the version before named and this one does not. What somebody added beside the document stays.
pub(super) fn end_dropped(ctx: &mut Write<'_>, inrichting: &Inrichting, from: Date) -> Result<()> {
    let gemeente = ctx.gemeente();
    let versies = store::list_versies(ctx, gemeente)?;
    // Newest first: the first is the one that is put in force.
    let before = versies
        .iter()
        .filter(|versie| versie.versie > 0 && versie.valid_from <= from)
        .nth(1);
    let Some(before) = before else {
        return Ok(());
    };
    let old = store::read(&before.document)?;
    for (organisatie, is_kept) in store_organisaties::list_dropped(ctx, gemeente, &old, inrichting)?
    {
        if is_kept {
            continue;
        }
        store_organisaties::end_dropped(ctx, organisatie.id, from)?;
        ctx.journal(Entry::new("organisatie", organisatie.id.0, Verb::Ended).date("from", from))?;
    }
    Ok(())
}
