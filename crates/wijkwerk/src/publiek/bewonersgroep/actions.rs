//! Noting contact with a body or group of residents.

use jiff::civil::Date;

use super::model::{Contactwijze, Orgaancontact};
use super::store;
use crate::access::Permission;
use crate::balie::contacten::is_personal;
use crate::error::{Error, Result};
use crate::ids::{OrgaanId, OrgaancontactId};
use crate::journaal::{Entry, Verb};
use crate::kader::formatie::SUPPORTED;
use crate::kader::organisaties::{list_organen, require_at};
use crate::write::Write;

/// Most characters of a line.
pub const LONGEST: usize = 200;

/// Notes that there was contact, in one line on the matter and never about a person (L-62).
pub fn note_contact(
    ctx: &mut Write<'_>,
    orgaan: OrgaanId,
    wijze: Contactwijze,
    op: Date,
    regel: &str,
) -> Result<OrgaancontactId> {
    let (gemeente, today) = (ctx.gemeente(), ctx.today());
    let orgaan = list_organen(ctx, gemeente, today)?
        .into_iter()
        .find(|found| found.id == orgaan && SUPPORTED.contains(&found.soort.as_str()))
        .ok_or(Error::NotFound("orgaan"))?;
    require_at(
        ctx.actor,
        Permission::OndersteuningWrite,
        ctx.frame,
        &orgaan,
    )?;
    let regel = regel.split_whitespace().collect::<Vec<_>>().join(" ");
    let wrong = match regel.chars().count() {
        0 => Some("bijeenkomst-veld-nodig"),
        n if n > LONGEST => Some("orgaancontact-lang"),
        _ if is_personal(&regel) => Some("orgaancontact-persoonlijk"),
        _ => None,
    };
    if let Some(key) = wrong {
        return Err(Error::field("regel", key));
    }
    if op > today {
        return Err(Error::field("op", "scholing-dag-later"));
    }
    let id: OrgaancontactId = ctx.new_id();
    let new = Orgaancontact {
        id,
        orgaan: orgaan.id,
        wijze,
        op,
        regel,
        account: ctx.actor.account().map(|account| account.id),
    };
    store::insert_contact(ctx, &new)?;
    ctx.journal(
        Entry::new("orgaancontact", id.0, Verb::Noted)
            .id("orgaan", new.orgaan.0)
            .date("on", op),
    )?;
    Ok(id)
}
