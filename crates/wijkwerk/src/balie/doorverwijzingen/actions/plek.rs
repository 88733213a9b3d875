//! Where somebody who goes there by themselves has to be: the place that was chosen, or else the nearest one where the
//! offer can be had.

use crate::balie::doorverwijzingen::model::{Doorverwijzing, Wijze};
use crate::balie::doorverwijzingen::store;
use crate::balie::kennisbank::{list_plaatsen, nearest_in};
use crate::error::{Error, Result};
use crate::ids::LocatieId;
use crate::write::Write;

/// The place of a referral; none where the receiver calls, or where nobody knows where it is.
pub(super) fn place_of(ctx: &mut Write<'_>, one: &Doorverwijzing) -> Result<Option<LocatieId>> {
    let Some(item) = one.item.filter(|_| one.wijze != Wijze::Warm) else {
        return Ok(None);
    };
    let gemeente = ctx.gemeente();
    // The places of another organisation's text are not theirs.
    if !store::is_text_of(ctx, gemeente, item, one.naar)? {
        return Ok(None);
    }
    let plaatsen = list_plaatsen(ctx, gemeente, item)?;
    if let Some(chosen) = one.locatie {
        return if plaatsen.iter().any(|plaats| plaats.locatie == chosen) {
            Ok(Some(chosen))
        } else {
            Err(Error::field("locatie", "verwijs-plek-kies"))
        };
    }
    let points = if one.gebied.is_none() && one.van_infopunt.is_some() {
        store::list_points(ctx, gemeente)?
    } else {
        Vec::new()
    };
    let point = points.iter().find(|punt| Some(punt.id) == one.van_infopunt);
    let gebied = one.gebied.or(point.map(|punt| punt.gebied));
    let gebied = gebied.and_then(|id| ctx.frame.gebied(id));
    let nearest = nearest_in(ctx.frame, plaatsen, gebied);
    Ok(nearest.first().map(|plaats| plaats.locatie))
}
