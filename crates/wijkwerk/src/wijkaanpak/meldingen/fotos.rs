//! Releasing a photo of a melding: a copy, after blurring, by a named member of staff.

use super::store;
use crate::access::{Here, Permission};
use crate::error::{Error, Result};
use crate::ids::{MeldingFotoId, MeldingId};
use crate::journaal::{Entry, Verb};
use crate::kader::bestanden::{self, NewPhoto};
use crate::write::Write;

/// Releases a copy of a photo for everybody, after blurring; noted with who did it.
pub fn release(
    ctx: &mut Write<'_>,
    melding: MeldingId,
    foto: MeldingFotoId,
    copy: &NewPhoto,
) -> Result<()> {
    let gemeente = ctx.gemeente();
    let found = store::get_melding(ctx, gemeente, melding)?;
    ctx.require(Permission::MeldingTriage, &Here::gebied(found.gebied))?;
    let by = ctx.actor.require_account()?.id;
    bestanden::note(ctx, copy)?;
    if !store::release_foto(ctx, melding, foto, &copy.thumbnail, by)? {
        return Err(Error::NotFound("foto"));
    }
    store::set_photo(ctx, melding, &copy.thumbnail)?;
    ctx.touch_public();
    ctx.journal(Entry::new("melding", melding.0, Verb::PhotoReleased).id("photo", foto.0))?;
    Ok(())
}
