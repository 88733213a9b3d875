//! The SQL of who was referred: personal data, apart from the chain.

use jiff::Timestamp;
use jiff::civil::Date;
use kit::db::{Queries, Row};

use crate::balie::doorverwijzingen::model::{Doorverwezene, Persoon};
use crate::error::Result;
use crate::ids::{DoorverwezeneId, DoorverwijzingId, GemeenteId};
use crate::write::Write;

fn doorverwezene(row: &Row<'_>) -> Result<Doorverwezene, kit::db::Error> {
    Ok(Doorverwezene {
        id: row.get(0)?,
        keten: row.get(1)?,
        persoon: Persoon {
            naam: row.get(2)?,
            telefoon: row.get(3)?,
            email: row.get(4)?,
            taal: row.get(5)?,
            vraag: row.get(6)?,
        },
        zin: row.get(7)?,
        agreed_at: row.get(8)?,
        erase_after: row.get(9)?,
    })
}

/// Who was referred in this chain. Personal data: only through `read_personal`, or for sending them mail.
pub fn find_person(
    tx: &mut impl Queries,
    gemeente: GemeenteId,
    keten: DoorverwijzingId,
) -> Result<Option<Doorverwezene>> {
    Ok(tx.query_opt(
        "SELECT id, keten_id, naam, telefoon, email, taal, vraag, zin, agreed_at, erase_after FROM doorverwezenen \
         WHERE gemeente_id = $1 AND keten_id = $2",
        &[&gemeente, &keten],
        doorverwezene,
    )?)
}

pub(in super::super) fn insert_person(ctx: &mut Write<'_>, one: &Doorverwezene) -> Result<()> {
    let (gemeente, persoon) = (ctx.gemeente(), &one.persoon);
    let email = persoon.email.as_ref().map(|email| email.to_lowercase());
    ctx.exec(
        "INSERT INTO doorverwezenen (gemeente_id, id, keten_id, naam, telefoon, email, taal, vraag, zin, erase_after) \
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)",
        &[
            &gemeente,
            &one.id,
            &one.keten,
            &persoon.naam,
            &persoon.telefoon,
            &email,
            &persoon.taal,
            &persoon.vraag,
            &one.zin,
            &one.erase_after,
        ],
    )?;
    Ok(())
}

/// The sentence of a chain, and when it was agreed to.
pub(in super::super) fn set_sentence(
    ctx: &mut Write<'_>,
    keten: DoorverwijzingId,
    zin: &str,
    agreed_at: Option<Timestamp>,
) -> Result<()> {
    let gemeente = ctx.gemeente();
    ctx.exec(
        "UPDATE doorverwezenen SET zin = $3, agreed_at = $4 WHERE gemeente_id = $1 AND keten_id = $2",
        &[&gemeente, &keten, &zin, &agreed_at],
    )?;
    Ok(())
}

/// When what is kept of the person of a chain is erased.
pub(in super::super) fn set_erase_after(
    ctx: &mut Write<'_>,
    keten: DoorverwijzingId,
    day: Date,
) -> Result<()> {
    let gemeente = ctx.gemeente();
    ctx.exec(
        "UPDATE doorverwezenen SET erase_after = $3 WHERE gemeente_id = $1 AND keten_id = $2",
        &[&gemeente, &keten, &day],
    )?;
    Ok(())
}

/// Erases what says who it is; the chain itself stays.
pub(in super::super) fn erase_person(ctx: &mut Write<'_>, id: DoorverwezeneId) -> Result<()> {
    let gemeente = ctx.gemeente();
    ctx.exec(
        "UPDATE doorverwezenen SET naam = NULL, telefoon = NULL, email = NULL, vraag = NULL, zin = '' \
         WHERE gemeente_id = $1 AND id = $2",
        &[&gemeente, &id],
    )?;
    ctx.exec(
        "DELETE FROM mails WHERE gemeente_id = $1 AND recipient = $2",
        &[&gemeente, &id.0],
    )?;
    Ok(())
}
