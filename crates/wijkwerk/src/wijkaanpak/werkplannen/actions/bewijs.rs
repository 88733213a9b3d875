//! Keeping evidence with what partners do; a fact is first looked up (INV-21).

use uuid::Uuid;

use super::super::model::AfspraakState;
use super::super::{store, store_meldingen};
use crate::error::{Error, Result};
use crate::ids::{AccountId, AfspraakId, BewijsId, MeldingId, TaakId};
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
    match feit.soort {
        "melding" => store_meldingen::is_done(ctx, gemeente, MeldingId(feit.id)),
        "taak" => store_meldingen::is_taak_done(ctx, gemeente, TaakId(feit.id)),
        "afspraak" => {
            let found = store::find_afspraak(ctx, gemeente, AfspraakId(feit.id))?;
            Ok(found.is_some_and(|one| {
                matches!(
                    one.state,
                    AfspraakState::Delivered | AfspraakState::Verified
                )
            }))
        }
        _ => Ok(false),
    }
}
