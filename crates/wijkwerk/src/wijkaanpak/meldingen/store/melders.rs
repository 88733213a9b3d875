//! The SQL of reporters and who follows, personal data of purpose P3, each with its end date.

use jiff::civil::Date;
use kit::db::Queries;

use crate::error::Result;
use crate::ids::{GemeenteId, MelderId, MeldingId};
use crate::wijkaanpak::meldingen::model::{Contactgegevens, Volger};
use crate::write::Write;

pub(in super::super) fn insert_melder(
    ctx: &mut Write<'_>,
    melding: MeldingId,
    soort: &'static str,
    contact: &Contactgegevens,
) -> Result<MelderId> {
    let (gemeente, now) = (ctx.gemeente(), ctx.now);
    let id: MelderId = ctx.new_id();
    let email = contact.email.as_ref().map(|email| email.to_lowercase());
    ctx.exec(
        "INSERT INTO melders (gemeente_id, id, melding_id, soort, naam, email, telefoon, taal, created_at) \
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
        &[&gemeente, &id, &melding, &soort, &contact.naam, &email, &contact.telefoon, &contact.taal, &now],
    )?;
    Ok(id)
}

/// Whoever let us know was told now how it ended.
pub(in super::super) fn set_told(ctx: &mut Write<'_>, id: MeldingId) -> Result<()> {
    let (gemeente, now) = (ctx.gemeente(), ctx.now);
    ctx.exec(
        "UPDATE meldingen SET told_at = $3 WHERE gemeente_id = $1 AND id = $2",
        &[&gemeente, &id, &now],
    )?;
    Ok(())
}

/// It was told, but it is open again.
pub(in super::super) fn forget_told(ctx: &mut Write<'_>, id: MeldingId) -> Result<()> {
    let gemeente = ctx.gemeente();
    ctx.exec(
        "UPDATE meldingen SET told_at = NULL WHERE gemeente_id = $1 AND id = $2",
        &[&gemeente, &id],
    )?;
    Ok(())
}

/// When the contact data of a melding are erased: a year after it was closed (P3).
pub(in super::super) fn set_erase_after(
    ctx: &mut Write<'_>,
    melding: MeldingId,
    day: Option<Date>,
) -> Result<()> {
    let gemeente = ctx.gemeente();
    ctx.exec(
        "UPDATE melders SET erase_after = $3 WHERE gemeente_id = $1 AND melding_id = $2",
        &[&gemeente, &melding, &day],
    )?;
    Ok(())
}

/// The same for who came along later and has no end date yet.
pub(in super::super) fn set_missing_erase_after(
    ctx: &mut Write<'_>,
    melding: MeldingId,
    day: Option<Date>,
) -> Result<()> {
    let gemeente = ctx.gemeente();
    ctx.exec(
        "UPDATE melders SET erase_after = $3 WHERE gemeente_id = $1 AND melding_id = $2 AND erase_after IS NULL",
        &[&gemeente, &melding, &day],
    )?;
    Ok(())
}

/// Whoever let us know, or follows, goes along to the melding that theirs was joined into; answers who.
pub(in super::super) fn move_melders(
    ctx: &mut Write<'_>,
    from: MeldingId,
    into: MeldingId,
) -> Result<Vec<MelderId>> {
    let gemeente = ctx.gemeente();
    let mut moved: Vec<MelderId> = ctx.query(
        "UPDATE melders SET melding_id = $3 WHERE gemeente_id = $1 AND melding_id = $2 RETURNING id",
        &[&gemeente, &from, &into],
        |row| row.get(0),
    )?;
    moved.sort();
    ctx.exec(
        "UPDATE links SET subject_id = $3 WHERE gemeente_id = $1 AND subject_id = $2 AND kind = 'melder'",
        &[&gemeente, &from.0, &into.0],
    )?;
    Ok(moved)
}

/// Everybody who hears about a melding. Personal data: only through `read_personal`, or for sending them mail.
pub fn list_volgers(
    tx: &mut impl Queries,
    gemeente: GemeenteId,
    id: MeldingId,
) -> Result<Vec<Volger>> {
    Ok(tx.query(
        "SELECT id, soort, naam, email, telefoon, taal FROM melders WHERE gemeente_id = $1 AND melding_id = $2 \
         ORDER BY id LIMIT 500",
        &[&gemeente, &id],
        |row| {
            Ok(Volger {
                id: row.get(0)?,
                soort: row.get(1)?,
                contact: Contactgegevens {
                    naam: row.get(2)?,
                    email: row.get(3)?,
                    telefoon: row.get(4)?,
                    taal: row.get(5)?,
                },
            })
        },
    )?)
}
