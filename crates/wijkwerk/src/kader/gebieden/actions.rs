//! Importing the map of CBS. The tree of gebieden itself comes from the inrichting.

use super::geometrie::CbsVlak;
use super::store;
use crate::access::{Here, Permission};
use crate::error::{Error, Result};
use crate::journaal::{Entry, Verb};
use crate::write::Write;

/// Replaces the CBS wijken of `jaar`; answers how many there are now.
pub fn import_cbs(ctx: &mut Write<'_>, jaar: i64, vlakken: &[CbsVlak]) -> Result<usize> {
    ctx.require(Permission::GebiedManage, &Here::ANYWHERE)?;
    if !(2000..=2100).contains(&jaar) {
        return Err(Error::field("jaar", "gebieden-jaar-onbekend"));
    }
    store::replace_cbs(ctx, jaar, vlakken)?;
    store::touch_frame(ctx)?;
    let gemeente = ctx.gemeente().0;
    let count = i64::try_from(vlakken.len()).unwrap_or(i64::MAX);
    ctx.journal(
        Entry::new("gemeente", gemeente, Verb::Imported)
            .word("what", "cbs_wijken")
            .number("year", jaar)
            .number("count", count),
    )?;
    Ok(vlakken.len())
}
