//! Showing a photo of evidence to everybody: a copy, after blurring, by a named member of staff; and taking it back.

use super::super::{publiek, rules, store, store_resultaten};
use super::{deal, refuse, require_in, seen};
use crate::access::Permission;
use crate::error::{Error, Result};
use crate::ids::{AandachtsgebiedId, BewijsId};
use crate::journaal::{Entry, Verb};
use crate::kader::bestanden::{self, NewPhoto};
use crate::write::Write;

/// Where this photo stands, for whoever may show it there, and what is noted of it.
fn entry(ctx: &mut Write<'_>, id: BewijsId, verb: Verb) -> Result<(AandachtsgebiedId, Entry)> {
    let gemeente = ctx.gemeente();
    let (about, afspraak) =
        store::find_foto(ctx, gemeente, id)?.ok_or(Error::NotFound("bewijs"))?;
    let (one, plan) = seen(ctx, about)?;
    require_in(
        ctx,
        Permission::ResultaatWrite,
        plan.orgaan,
        one.wijken.iter().copied(),
    )?;
    let entry = match afspraak {
        Some(afspraak) => deal::entry(&store::get_afspraak(ctx, gemeente, afspraak)?, verb),
        None => Entry::new("aandachtsgebied", about.0, verb),
    };
    Ok((about, entry.id("bewijs", id.0)))
}

/// Releases a copy of a photo of evidence for everybody, after blurring; noted with who did it (INV-43).
pub fn release_photo(ctx: &mut Write<'_>, id: BewijsId, copy: &NewPhoto) -> Result<()> {
    let (about, entry) = entry(ctx, id, Verb::PhotoReleased)?;
    let by = ctx.actor.require_account()?.id;
    bestanden::note(ctx, copy)?;
    if !store_resultaten::release_foto(ctx, id, &copy.thumbnail, by)? {
        return Err(Error::refused("wp-foto-al-vrij"));
    }
    ctx.journal(entry)?;
    publiek::project(ctx, about)
}

/// Takes the copy back, with the reason: from then on nobody sees it (INV-42).
pub fn withdraw_photo(ctx: &mut Write<'_>, id: BewijsId, reason: &str) -> Result<()> {
    let (about, entry) = entry(ctx, id, Verb::Withdrawn)?;
    refuse(rules::check_text(
        "waarom",
        reason,
        "werkplannen-reden-leeg",
    ))?;
    if !store_resultaten::withdraw_foto(ctx, id)? {
        return Err(Error::refused("wp-foto-niet-vrij"));
    }
    ctx.journal(entry.text(reason.trim()))?;
    publiek::project(ctx, about)
}
