//! Keeping evidence with what partners do; a fact is first looked up (INV-21).

use kit::db::Queries as _;
use uuid::Uuid;

use super::super::model::AfspraakState;
use super::super::store;
use crate::error::{Error, Result};
use crate::ids::{AccountId, AfspraakId, BewijsId};
use crate::kader::bewijzen::{self, Bewijs, Feit};
use crate::write::Write;

/// Checks the evidence and keeps it with `subject`.
pub(super) fn keep(
    ctx: &mut Write<'_>,
    subject: (&'static str, Uuid),
    bewijs: &Bewijs,
    account: Option<AccountId>,
) -> Result<BewijsId> {
    if let Bewijs::Fact(feit) = bewijs
        && !holds(ctx, *feit)?
    {
        return Err(Error::field("feit", "wp-bewijs-feit-onwaar"));
    }
    bewijzen::keep(ctx, subject, bewijs, account)
}

/// Whether the system knows this to be so: a melding, a taak or an afspraak that came to its end.
fn holds(ctx: &mut Write<'_>, feit: Feit) -> Result<bool> {
    let gemeente = ctx.gemeente();
    let sql = match feit.soort {
        "melding" => {
            "SELECT id FROM meldingen WHERE gemeente_id = $1 AND id = $2 AND field_state IN ('done', 'confirmed')"
        }
        "taak" => "SELECT id FROM taken WHERE gemeente_id = $1 AND id = $2 AND state = 'done'",
        "afspraak" => {
            let found = store::find_afspraak(ctx, gemeente, AfspraakId(feit.id))?;
            return Ok(found.is_some_and(|one| {
                matches!(
                    one.state,
                    AfspraakState::Delivered | AfspraakState::Verified
                )
            }));
        }
        _ => return Ok(false),
    };
    let found = ctx.query_opt(sql, &[&gemeente, &feit.id], |row| row.get::<Uuid>(0))?;
    Ok(found.is_some())
}
