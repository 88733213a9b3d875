//! Keeping evidence: a file that is there, a visit, or a fact that the system itself can confirm (INV-21).

use kit::db::Queries as _;
use uuid::Uuid;

use super::super::model::{AfspraakState, Bewijs, Feit};
use super::super::{rules, store};
use super::refuse;
use crate::error::{Error, Result};
use crate::ids::{AccountId, BewijsId};
use crate::write::Write;

/// Checks the evidence and keeps it with `subject`.
pub(super) fn keep(
    ctx: &mut Write<'_>,
    subject: (&'static str, Uuid),
    bewijs: &Bewijs,
    account: Option<AccountId>,
) -> Result<BewijsId> {
    let (gemeente, now, today) = (ctx.gemeente(), ctx.now, ctx.today());
    refuse(rules::check_bewijs(bewijs, today))?;
    let id: BewijsId = ctx.new_id();
    let (mut hash, mut thumbnail, mut by, mut on, mut seen, mut fact) =
        (None, None, None, None, None, None);
    match bewijs {
        Bewijs::File {
            hash: file,
            thumbnail: small,
        } => {
            let known: Option<String> = ctx.query_opt(
                "SELECT hash FROM bestanden WHERE gemeente_id = $1 AND hash = $2",
                &[&gemeente, file],
                |row| row.get(0),
            )?;
            if known.is_none() {
                return Err(Error::field("foto", "wp-bewijs-bestand-weg"));
            }
            (hash, thumbnail) = (known, small.clone());
        }
        Bewijs::Visit {
            by: who,
            on: day,
            seen: what,
        } => {
            (by, on, seen) = (Some(who.trim()), Some(*day), Some(what.trim()));
        }
        Bewijs::Fact(feit) => {
            if !holds(ctx, *feit)? {
                return Err(Error::field("feit", "wp-bewijs-feit-onwaar"));
            }
            fact = Some(feit.word());
        }
    }
    ctx.exec(
        "INSERT INTO bewijzen (gemeente_id, id, subject_kind, subject_id, soort, hash, thumbnail, visited_by, \
         visited_on, seen, fact, account_id, at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)",
        &[
            &gemeente,
            &id,
            &subject.0,
            &subject.1,
            &bewijs.soort(),
            &hash,
            &thumbnail,
            &by,
            &on,
            &seen,
            &fact,
            &account,
            &now,
        ],
    )?;
    Ok(id)
}

/// Whether the system knows this to be so.
fn holds(ctx: &mut Write<'_>, feit: Feit) -> Result<bool> {
    let gemeente = ctx.gemeente();
    Ok(match feit {
        Feit::MeldingDone(id) => ctx
            .query_opt(
                "SELECT id FROM meldingen WHERE gemeente_id = $1 AND id = $2 \
                 AND field_state IN ('done', 'confirmed')",
                &[&gemeente, &id],
                |row| row.get::<Uuid>(0),
            )?
            .is_some(),
        Feit::TaakDone(id) => ctx
            .query_opt(
                "SELECT id FROM taken WHERE gemeente_id = $1 AND id = $2 AND state = 'done'",
                &[&gemeente, &id],
                |row| row.get::<Uuid>(0),
            )?
            .is_some(),
        Feit::AfspraakDelivered(id) => {
            store::find_afspraak(ctx, gemeente, id)?.is_some_and(|one| {
                matches!(
                    one.state,
                    AfspraakState::Delivered | AfspraakState::Verified
                )
            })
        }
    })
}
