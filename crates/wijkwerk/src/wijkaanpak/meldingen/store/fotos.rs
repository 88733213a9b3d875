//! The SQL of photos that everybody may see.

use crate::error::Result;
use crate::ids::{AccountId, MeldingFotoId, MeldingId};
use crate::write::Write;

/// Notes the copy of a photo that everybody may see, and who released it; answers whether the photo is there.
pub(in super::super) fn release_foto(
    ctx: &mut Write<'_>,
    melding: MeldingId,
    foto: MeldingFotoId,
    copy: &str,
    by: AccountId,
) -> Result<bool> {
    let gemeente = ctx.gemeente();
    let touched = ctx.exec(
        "UPDATE melding_fotos SET public_hash = $4, released_by = $5 \
         WHERE gemeente_id = $1 AND melding_id = $2 AND id = $3",
        &[&gemeente, &melding, &foto, &copy, &by],
    )?;
    Ok(touched > 0)
}
