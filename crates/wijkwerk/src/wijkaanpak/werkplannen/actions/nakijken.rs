//! What was delivered waits for somebody to look at it: a due of the role that may say it was kept.

use super::super::model::{Aandachtsgebied, Afspraak};
use crate::access::Permission;
use crate::error::Result;
use crate::ids::{GebiedId, OrgaanId};
use crate::kader::accounts::{self, RolvervullingRow};
use crate::kader::inrichting::termijn::AFSPRAAK_NAKIJKEN;
use crate::kader::verplichtingen::{self, Creditor, Debtor, Wanted};
use crate::write::Write;

/// The due to look whether an afspraak was kept (V-38).
pub(super) const VERIFY: &str = "afspraak.verify";

/// Notes that somebody must look at it, whoever proposed it.
pub(super) fn owe(
    ctx: &mut Write<'_>,
    afspraak: &Afspraak,
    one: &Aandachtsgebied,
    orgaan: OrgaanId,
) -> Result<()> {
    let rol = verifier(ctx, orgaan, &one.wijken)?;
    let only = match one.wijken.as_slice() {
        [wijk] => Some(*wijk),
        _ => None,
    };
    let due = verplichtingen::due_from(ctx, AFSPRAAK_NAKIJKEN);
    verplichtingen::owe(
        ctx,
        &Wanted {
            soort: VERIFY,
            subject_kind: "afspraak",
            subject: afspraak.id.0,
            debtor: Debtor::Rol(rol),
            creditor: Creditor::Orgaan(orgaan),
            gebied: afspraak.gebied.or(only),
            due,
            bron: "V-38",
        },
    )?;
    Ok(())
}

/// Of the roles that may verify, one that somebody holds there today, the nearest first; a due of a role that nobody
/// holds would wait for nobody.
fn verifier(ctx: &mut Write<'_>, orgaan: OrgaanId, wijken: &[GebiedId]) -> Result<String> {
    let (gemeente, today) = (ctx.gemeente(), ctx.today());
    let held = accounts::list_rolvervullingen(ctx, gemeente, None, today)?;
    let frame = ctx.frame.clone();
    let may = |rol: &str| {
        let permissions = frame.inrichting.permissions_of(rol);
        permissions.contains(&Permission::AfspraakVerify)
    };
    let distance = |row: &RolvervullingRow| match (row.scope_kind.as_str(), row.scope_id) {
        ("orgaan", Some(id)) if id == orgaan.0 => Some(0),
        ("gebied", Some(id)) => {
            let within = frame.within(GebiedId(id));
            wijken
                .iter()
                .any(|wijk| within.contains(wijk))
                .then_some(within.len())
        }
        ("gemeente", _) => Some(usize::MAX),
        _ => None,
    };
    let nearest = held
        .iter()
        .filter(|row| may(&row.rol))
        .filter_map(|row| Some((distance(row)?, row)))
        .min_by_key(|(far, row)| (*far, row.id))
        .map(|(_, row)| row.rol.clone());
    if let Some(rol) = nearest {
        return Ok(rol);
    }
    let mut all = frame.inrichting.roles().map(|(key, _)| key);
    Ok(all
        .find(|key| may(key))
        .unwrap_or("functioneelbeheerder")
        .to_owned())
}
