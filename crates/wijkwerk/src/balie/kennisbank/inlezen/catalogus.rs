//! The start catalogue: texts to begin with, of nobody until an institution takes them on.

use super::{Incoming, edited_here, free_key};
use crate::balie::kennisbank::model::{Item, ItemState};
use crate::balie::kennisbank::store::gelezen;
use crate::error::Result;
use crate::kader::organisaties::key_of_name;
use crate::write::Write;

/// Where the texts to begin with come from.
pub const CATALOGUS: &str = "catalogus";

/// Whether somebody here took it on, showed it or wrote in it: from then on the catalogue says nothing about it any more.
pub(super) fn is_in_use(ctx: &mut Write<'_>, known: &Item) -> Result<bool> {
    let is_waiting = known.organisatie.is_none() && known.state == ItemState::Draft;
    Ok(!is_waiting || edited_here(ctx, known)?)
}

/// A product name that waits to be claimed gets the word in its address from the catalogue, by which the words that
/// residents use are found. It was never shown, so no address is broken.
pub(super) fn keep_key(ctx: &mut Write<'_>, row: &Incoming, known: &Item) -> Result<()> {
    let Some(wish) = row.sleutel.as_deref().filter(|_| row.bron == CATALOGUS) else {
        return Ok(());
    };
    let wish = key_of_name(wish);
    if known.state == ItemState::Draft && wish != known.sleutel {
        let key = free_key(ctx, &wish)?;
        gelezen::set_sleutel(ctx, known.id, &key)?;
    }
    Ok(())
}
