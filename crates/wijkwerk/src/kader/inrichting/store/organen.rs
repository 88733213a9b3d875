//! The SQL of organen as an inrichting makes them, with their gebieden and zetels.

use jiff::civil::Date;
use kit::db::Queries;
use uuid::Uuid;

use crate::error::Result;
use crate::ids::{GebiedId, GemeenteId, OrgaanId};
use crate::kader::inrichting::actions::Wanted;
use crate::write::Write;

/// The orgaan without an end that has this key.
pub(in super::super) fn find_orgaan(
    tx: &mut impl Queries,
    gemeente: GemeenteId,
    sleutel: &str,
) -> Result<Option<OrgaanId>> {
    Ok(tx.query_opt(
        "SELECT id FROM organen WHERE gemeente_id = $1 AND sleutel = $2 AND valid_to IS NULL",
        &[&gemeente, &sleutel],
        |row| row.get(0),
    )?)
}

/// Changes an orgaan into what is wanted.
pub(in super::super) fn set_orgaan(
    ctx: &mut Write<'_>,
    id: OrgaanId,
    wanted: &Wanted<'_>,
) -> Result<()> {
    let gemeente = ctx.gemeente();
    ctx.exec(
        "UPDATE organen SET naam = $3, status = $4, fase = $5 WHERE gemeente_id = $1 AND id = $2",
        &[&gemeente, &id, &wanted.naam, &wanted.status, &wanted.fase],
    )?;
    Ok(())
}

/// Adds an orgaan from `from` on.
pub(in super::super) fn insert_orgaan(
    ctx: &mut Write<'_>,
    id: OrgaanId,
    wanted: &Wanted<'_>,
    from: Date,
) -> Result<()> {
    let gemeente = ctx.gemeente();
    ctx.exec(
        "INSERT INTO organen (gemeente_id, id, sleutel, soort, naam, status, fase, valid_from) \
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8)",
        &[
            &gemeente,
            &id,
            &wanted.sleutel,
            &wanted.soort,
            &wanted.naam,
            &wanted.status,
            &wanted.fase,
            &from,
        ],
    )?;
    Ok(())
}

/// The gebieden that an orgaan works for without an end.
pub(in super::super) fn list_gebieden_of(
    tx: &mut impl Queries,
    gemeente: GemeenteId,
    id: OrgaanId,
) -> Result<Vec<GebiedId>> {
    Ok(tx.query(
        "SELECT gebied_id FROM orgaan_gebieden WHERE gemeente_id = $1 AND orgaan_id = $2 AND valid_to IS NULL \
         ORDER BY gebied_id",
        &[&gemeente, &id],
        |row| row.get(0),
    )?)
}

/// Lets an orgaan work for a gebied no longer from `day` on.
pub(in super::super) fn end_gebied_of(
    ctx: &mut Write<'_>,
    id: OrgaanId,
    gebied: GebiedId,
    day: Date,
) -> Result<()> {
    let gemeente = ctx.gemeente();
    ctx.exec(
        "UPDATE orgaan_gebieden SET valid_to = $4 \
         WHERE gemeente_id = $1 AND orgaan_id = $2 AND gebied_id = $3 AND valid_to IS NULL",
        &[&gemeente, &id, &gebied, &day],
    )?;
    Ok(())
}

/// Lets an orgaan work for a gebied from `from` on.
pub(in super::super) fn insert_gebied_of(
    ctx: &mut Write<'_>,
    id: OrgaanId,
    gebied: GebiedId,
    from: Date,
) -> Result<()> {
    let gemeente = ctx.gemeente();
    ctx.exec(
        "INSERT INTO orgaan_gebieden (gemeente_id, orgaan_id, gebied_id, valid_from) VALUES ($1, $2, $3, $4)",
        &[&gemeente, &id, &gebied, &from],
    )?;
    Ok(())
}

/// A zetel to be kept open.
pub(in super::super) struct NewZetel<'a> {
    pub sleutel: &'a str,
    pub soort: &'a str,
    pub may_attend_closed: bool,
    /// Whether somebody is asked to take it.
    pub is_invited: bool,
}

/// Adds a zetel to an orgaan from `from` on; whoever is asked to take it, is asked now.
pub(in super::super) fn insert_zetel(
    ctx: &mut Write<'_>,
    id: Uuid,
    orgaan: OrgaanId,
    new: &NewZetel<'_>,
    from: Date,
) -> Result<()> {
    let gemeente = ctx.gemeente();
    let invitation = if new.is_invited { "open" } else { "none" };
    let invited = new.is_invited.then_some(ctx.now);
    ctx.exec(
        "INSERT INTO zetels (gemeente_id, id, orgaan_id, sleutel, soort, may_attend_closed, invitation, \
         invited_at, reminders, valid_from) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, 0, $9)",
        &[
            &gemeente,
            &id,
            &orgaan,
            &new.sleutel,
            &new.soort,
            &new.may_attend_closed,
            &invitation,
            &invited,
            &from,
        ],
    )?;
    Ok(())
}

/// Every orgaan without an end, with its key and kind.
pub(in super::super) fn list_organen(
    tx: &mut impl Queries,
    gemeente: GemeenteId,
) -> Result<Vec<(OrgaanId, String, String)>> {
    Ok(tx.query(
        "SELECT id, sleutel, soort FROM organen WHERE gemeente_id = $1 AND valid_to IS NULL ORDER BY sleutel, id",
        &[&gemeente],
        |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)),
    )?)
}

/// The zetels of an orgaan without an end, by their keys.
pub(in super::super) fn list_zetels(
    tx: &mut impl Queries,
    gemeente: GemeenteId,
    orgaan: OrgaanId,
) -> Result<Vec<(String, Uuid)>> {
    Ok(tx.query(
        "SELECT sleutel, id FROM zetels WHERE gemeente_id = $1 AND orgaan_id = $2 AND valid_to IS NULL ORDER BY id",
        &[&gemeente, &orgaan],
        |row| Ok((row.get(0)?, row.get(1)?)),
    )?)
}

/// Ends a zetel on `day`.
pub(in super::super) fn end_zetel(ctx: &mut Write<'_>, id: Uuid, day: Date) -> Result<()> {
    let gemeente = ctx.gemeente();
    ctx.exec(
        "UPDATE zetels SET valid_to = $3 WHERE gemeente_id = $1 AND id = $2",
        &[&gemeente, &id, &day],
    )?;
    Ok(())
}

/// Gives a zetel what holds for it now; answers whether that is something else.
pub(in super::super) fn change_zetel(
    ctx: &mut Write<'_>,
    id: Uuid,
    soort: &str,
    may_attend_closed: bool,
) -> Result<bool> {
    let gemeente = ctx.gemeente();
    let changed = ctx.exec(
        "UPDATE zetels SET soort = $3, may_attend_closed = $4 \
         WHERE gemeente_id = $1 AND id = $2 AND (soort <> $3 OR may_attend_closed <> $4)",
        &[&gemeente, &id, &soort, &may_attend_closed],
    )?;
    Ok(changed > 0)
}

/// Asks somebody to take a zetel that nobody was asked for, or asks no longer where nobody answered yet.
pub(in super::super) fn set_invited(ctx: &mut Write<'_>, id: Uuid, is_invited: bool) -> Result<()> {
    let gemeente = ctx.gemeente();
    let (was, is, at) = if is_invited {
        ("none", "open", Some(ctx.now))
    } else {
        ("open", "none", None)
    };
    ctx.exec(
        "UPDATE zetels SET invitation = $4, invited_at = $5 WHERE gemeente_id = $1 AND id = $2 AND invitation = $3",
        &[&gemeente, &id, &was, &is, &at],
    )?;
    Ok(())
}
