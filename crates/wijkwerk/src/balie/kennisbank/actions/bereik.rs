//! Whether who answers for a text can be asked at all. When nobody of an organisation can write for it and a text of it has
//! no address either, a question reaches nobody: that is a due of whoever has the regie, once, until somebody is there.

use crate::access::Permission;
use crate::balie::kennisbank::model::Item;
use crate::balie::kennisbank::store;
use crate::error::Result;
use crate::ids::OrganisatieId;
use crate::kader::inrichting::Inrichting;
use crate::kader::verplichtingen::{self as dues, Creditor, Debtor, Wanted};
use crate::write::Write;

/// The due of whoever has the regie when nobody can be asked.
pub const UNREACHABLE: &str = "kennis.onbereikbaar";
const REGISSEUR: &str = "regisseur";

/// Owes it to the regie that the question about this item reaches nobody; once for each organisation.
pub(super) fn watch_owner(ctx: &mut Write<'_>, item: &Item) -> Result<()> {
    let Some(organisatie) = item.organisatie else {
        return Ok(());
    };
    let gemeente = ctx.gemeente();
    if item.email.is_some()
        || has_writer(ctx, organisatie)?
        || dues::is_open(ctx, gemeente, UNREACHABLE, organisatie.0)?
    {
        return Ok(());
    }
    let wanted = Wanted {
        soort: UNREACHABLE,
        subject_kind: "organisatie",
        subject: organisatie.0,
        debtor: Debtor::Rol(keeper(&ctx.frame.inrichting)),
        creditor: Creditor::Gemeente,
        gebied: None,
        due: Some(ctx.today()),
        bron: "L-35",
    };
    dues::owe(ctx, &wanted)?;
    Ok(())
}

/// The nightly look: somebody can write for the organisation by now, or every text that was asked about has an address.
pub(super) fn settle_reached(ctx: &mut Write<'_>) -> Result<()> {
    let gemeente = ctx.gemeente();
    let rol = keeper(&ctx.frame.inrichting);
    for subject in dues::list_subjects_of(ctx, gemeente, &rol, UNREACHABLE)? {
        let organisatie = OrganisatieId(subject);
        let is_reached = has_writer(ctx, organisatie)?
            || !store::has_asked_without_address(ctx, gemeente, organisatie)?;
        if is_reached {
            dues::satisfy(ctx, UNREACHABLE, subject, "reached")?;
        }
    }
    Ok(())
}

/// Whether somebody with an account may write for this organisation today.
fn has_writer(ctx: &mut Write<'_>, organisatie: OrganisatieId) -> Result<bool> {
    let (gemeente, today) = (ctx.gemeente(), ctx.today());
    let roles = store::list_roles_of(ctx, gemeente, organisatie, today)?;
    let inrichting = &ctx.frame.inrichting;
    Ok(roles.iter().any(|rol| {
        let may = inrichting.permissions_of(rol);
        may.contains(&Permission::KennisWrite)
    }))
}

/// The role that has the regie over texts.
fn keeper(inrichting: &Inrichting) -> String {
    let may = |rol: &str| {
        let permissions = inrichting.permissions_of(rol);
        permissions.contains(&Permission::KennisRegie)
    };
    if inrichting.rol(REGISSEUR).is_some() && may(REGISSEUR) {
        return REGISSEUR.to_owned();
    }
    let mut all = inrichting.roles().map(|(key, _)| key);
    all.find(|key| may(key)).unwrap_or(REGISSEUR).to_owned()
}
