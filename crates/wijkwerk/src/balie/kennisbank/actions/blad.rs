//! Changing many texts of one institution with a sheet: all of it, or nothing.

use super::{change, create};
use crate::balie::kennisbank::blad::{self, MOST_CHANGED, What};
use crate::error::{Error, Result};
use crate::ids::OrganisatieId;
use crate::sheet::Row;
use crate::write::Write;

/// Applies the rows of a sheet to the texts of this organisation, each as the form would; answers how many there
/// were to do. When one of them cannot be applied any more nothing is (INV-15). `right` says that all of it was looked at.
pub fn apply_sheet(
    ctx: &mut Write<'_>,
    own: OrganisatieId,
    rows: &[Row],
    right: bool,
) -> Result<usize> {
    let gemeente = ctx.gemeente();
    let items = blad::items_of(ctx, gemeente, own)?;
    let plan = blad::plan(&ctx.frame.inrichting, &items, rows);
    if plan.rows.iter().any(|one| one.what.is_refused()) {
        return Err(Error::refused("kennis-blad-anders-dan-getoond"));
    }
    if plan.rows.len() > MOST_CHANGED {
        return Err(Error::refused("kennis-blad-te-veel-tegelijk"));
    }
    for one in &plan.rows {
        match &one.what {
            What::Add(velden) => {
                create(ctx, velden, own)?;
            }
            What::Change(id, _, velden, _) => change(ctx, *id, velden, right)?,
            What::Refuse(_) => {}
        }
    }
    Ok(plan.rows.len())
}
