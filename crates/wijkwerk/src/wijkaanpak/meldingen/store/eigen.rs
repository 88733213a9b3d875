//! The SQL of what one reporter or follower sees and erases of himself.

use jiff::Timestamp;
use jiff::civil::Date;
use kit::db::Queries;

use crate::error::Result;
use crate::ids::{GemeenteId, MelderId, MeldingId};
use crate::wijkaanpak::meldingen::model::Contactgegevens;
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

/// Of a reporter or follower: which of the two, since when, and until when the contact data are kept.
pub(in super::super) fn find_melder(
    tx: &mut impl Queries,
    gemeente: GemeenteId,
    id: MelderId,
) -> Result<Option<(String, Timestamp, Option<Date>)>> {
    Ok(tx.query_opt(
        "SELECT soort, created_at, erase_after FROM melders WHERE gemeente_id = $1 AND id = $2",
        &[&gemeente, &id],
        |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)),
    )?)
}

/// The melding that was made in the same write as this melder: others may have been joined into the same subject.
pub(in super::super) fn find_made(
    tx: &mut impl Queries,
    gemeente: GemeenteId,
    subject: MeldingId,
    at: Timestamp,
) -> Result<Option<MeldingId>> {
    Ok(tx.query_opt(
        "SELECT id FROM meldingen WHERE gemeente_id = $1 \
         AND state IN ('submitted', 'taken', 'aandachtsgebied', 'doorgezet', 'no_action') \
         AND submitted_at = $2 AND (id = $3 OR samengevoegd_met = $3) ORDER BY id LIMIT 1",
        &[&gemeente, &at, &subject],
        |row| row.get(0),
    )?)
}

/// How many let us know about this melding; who follows does not count.
pub(in super::super) fn count_melders(
    tx: &mut impl Queries,
    gemeente: GemeenteId,
    melding: MeldingId,
) -> Result<i64> {
    Ok(tx.query_one(
        "SELECT count(*) FROM melders WHERE gemeente_id = $1 AND melding_id = $2 AND soort = 'melder'",
        &[&gemeente, &melding],
        |row| row.get(0),
    )?)
}

/// Forgets the contact data of a reporter or follower.
pub(in super::super) fn erase_contact(ctx: &mut Write<'_>, id: MelderId) -> Result<()> {
    let gemeente = ctx.gemeente();
    ctx.exec(
        "UPDATE melders SET naam = NULL, email = NULL, telefoon = NULL WHERE gemeente_id = $1 AND id = $2",
        &[&gemeente, &id],
    )?;
    Ok(())
}

/// Forgets every mail to a reporter or follower.
pub(in super::super) fn delete_mails(ctx: &mut Write<'_>, to: MelderId) -> Result<()> {
    let gemeente = ctx.gemeente();
    ctx.exec(
        "DELETE FROM mails WHERE gemeente_id = $1 AND recipient = $2",
        &[&gemeente, &to.0],
    )?;
    Ok(())
}

/// Whether anybody can still be reached about this melding.
pub(in super::super) fn has_reachable(
    tx: &mut impl Queries,
    gemeente: GemeenteId,
    melding: MeldingId,
) -> Result<bool> {
    let reached: Option<MelderId> = tx.query_opt(
        "SELECT id FROM melders WHERE gemeente_id = $1 AND melding_id = $2 \
         AND (email IS NOT NULL OR telefoon IS NOT NULL) ORDER BY id LIMIT 1",
        &[&gemeente, &melding],
        |row| row.get(0),
    )?;
    Ok(reached.is_some())
}
