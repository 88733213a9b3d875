//! The reporter's own data: seen and erased by the reporter's own link.

use kit::db::Queries;

use super::actions::melder_link;
use super::model::Contactgegevens;
use super::ontvangst;
use crate::error::Result;
use crate::ids::{GemeenteId, MelderId, MeldingId};
use crate::journaal::{Entry, Verb};
use crate::write::Write;

/// What is kept of this reporter or follower.
pub fn find_own(
    tx: &mut impl Queries,
    gemeente: GemeenteId,
    id: MelderId,
) -> Result<Option<Contactgegevens>> {
    Ok(tx.query_opt(
        "SELECT naam, email, telefoon, taal FROM melders WHERE gemeente_id = $1 AND id = $2",
        &[&gemeente, &id],
        |row| {
            Ok(Contactgegevens {
                naam: row.get(0)?,
                email: row.get(1)?,
                telefoon: row.get(2)?,
                taal: row.get(3)?,
            })
        },
    )?)
}

/// Erases the contact data of the holder of this link; the melding itself stays. Answers whose they were.
pub fn erase_own(ctx: &mut Write<'_>) -> Result<MelderId> {
    let holder = melder_link(ctx.actor)?;
    let (gemeente, id, melding) = (ctx.gemeente(), MelderId(holder.holder), holder.subject);
    ctx.exec(
        "UPDATE melders SET naam = NULL, email = NULL, telefoon = NULL WHERE gemeente_id = $1 AND id = $2",
        &[&gemeente, &id],
    )?;
    ctx.exec(
        "DELETE FROM mails WHERE gemeente_id = $1 AND recipient = $2",
        &[&gemeente, &id.0],
    )?;
    let reached: Option<MelderId> = ctx.query_opt(
        "SELECT id FROM melders WHERE gemeente_id = $1 AND melding_id = $2 \
         AND (email IS NOT NULL OR telefoon IS NOT NULL) ORDER BY id LIMIT 1",
        &[&gemeente, &melding],
        |row| row.get(0),
    )?;
    if reached.is_none() {
        ontvangst::forget_receipt(ctx, MeldingId(melding))?;
    }
    ctx.journal(
        Entry::new("melding", melding, Verb::Erased)
            .word("what", "contact")
            .id("melder", id.0),
    )?;
    Ok(id)
}
