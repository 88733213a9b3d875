//! Taking in what one organisation sends: only what it answers for itself, and what nobody answers for yet (INV-15).

use super::{Aanbieder, Incoming, TakenIn, find, is_meant, take_in};
use crate::access::{Here, Permission};
use crate::error::{Error, Result, Sentence};
use crate::ids::OrganisatieId;
use crate::write::Write;

/// Takes in one row on behalf of this organisation; what is of another is refused with whose it is.
pub fn take_in_for(ctx: &mut Write<'_>, row: &Incoming, own: OrganisatieId) -> Result<TakenIn> {
    ctx.require(Permission::ImportRun, &Here::ANYWHERE)?;
    let frame = ctx.frame.clone();
    let organisatie = frame
        .organisatie(own)
        .ok_or(Error::NotFound("organisatie"))?;
    let refused = |naam: &str| {
        let why = Sentence::new("inlezen-niet-van-u");
        Ok(TakenIn::Refused(why.with("naam", naam.trim().to_owned())))
    };
    if let Some(named) = &row.organisatie
        && !is_meant(&frame.slug, organisatie, named)
    {
        return refused(&named.naam);
    }
    let of_another = find(ctx, row)?
        .and_then(|known| known.organisatie)
        .filter(|id| *id != own);
    if let Some(other) = of_another {
        return refused(frame.organisatie(other).map_or("", |one| &one.naam));
    }
    let row = Incoming {
        organisatie: Some(Aanbieder {
            naam: organisatie.naam.clone(),
            ..Aanbieder::default()
        }),
        ..row.clone()
    };
    take_in(ctx, &row)
}
