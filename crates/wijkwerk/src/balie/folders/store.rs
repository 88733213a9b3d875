//! The SQL of folders.

use kit::db::{Error as DbError, Queries, Row};

use super::model::{Folder, Tekst};
use crate::balie::kennisbank::ItemState;
use crate::error::Result;
use crate::ids::{FolderId, GemeenteId, InfopuntId, KennisitemId};
use crate::write::Write;

/// Most folders at one point.
pub(super) const MOST: i64 = 200;

fn folder(row: &Row<'_>) -> Result<Folder, DbError> {
    let (id, sleutel): (Option<KennisitemId>, Option<String>) = (row.get(7)?, row.get(8)?);
    let state: Option<ItemState> = row.get(9)?;
    let (assured_at, review_due) = (row.get(10)?, row.get(11)?);
    let tekst = id.zip(sleutel).zip(state);
    Ok(Folder {
        id: row.get(0)?,
        infopunt: row.get(1)?,
        naam: row.get(2)?,
        organisatie: row.get(3)?,
        aantal: row.get(4)?,
        filled_on: row.get(5)?,
        op_at: row.get(6)?,
        tekst: tekst.map(|((id, sleutel), state)| Tekst {
            id,
            sleutel,
            state,
            assured_at,
            review_due,
        }),
    })
}

/// What lies at a point, by name.
pub fn list_folders(
    tx: &mut impl Queries,
    gemeente: GemeenteId,
    infopunt: InfopuntId,
) -> Result<Vec<Folder>> {
    Ok(tx.query(
        "SELECT f.id, f.infopunt_id, f.naam, f.organisatie_id, f.aantal, f.filled_on, f.op_at, i.id, i.sleutel, \
         i.state, i.assured_at, i.review_due FROM folders f \
         LEFT JOIN kennisitems i ON i.gemeente_id = f.gemeente_id AND i.id = f.kennisitem_id \
         WHERE f.gemeente_id = $1 AND f.infopunt_id = $2 AND f.removed_at IS NULL ORDER BY f.naam, f.id LIMIT $3",
        &[&gemeente, &infopunt, &MOST],
        folder,
    )?)
}

/// The folder with this id, while it lies somewhere.
pub fn find_folder(
    tx: &mut impl Queries,
    gemeente: GemeenteId,
    id: FolderId,
) -> Result<Option<Folder>> {
    Ok(tx.query_opt(
        "SELECT f.id, f.infopunt_id, f.naam, f.organisatie_id, f.aantal, f.filled_on, f.op_at, i.id, i.sleutel, \
         i.state, i.assured_at, i.review_due FROM folders f \
         LEFT JOIN kennisitems i ON i.gemeente_id = f.gemeente_id AND i.id = f.kennisitem_id \
         WHERE f.gemeente_id = $1 AND f.id = $2 AND f.removed_at IS NULL",
        &[&gemeente, &id],
        folder,
    )?)
}

pub(super) fn insert(ctx: &mut Write<'_>, new: &Folder) -> Result<()> {
    let (gemeente, now) = (ctx.gemeente(), ctx.now);
    let item = new.tekst.as_ref().map(|tekst| tekst.id);
    ctx.exec(
        "INSERT INTO folders (gemeente_id, id, infopunt_id, naam, kennisitem_id, organisatie_id, aantal, filled_on, \
         created_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
        &[
            &gemeente,
            &new.id,
            &new.infopunt,
            &new.naam,
            &item,
            &new.organisatie,
            &new.aantal,
            &new.filled_on,
            &now,
        ],
    )?;
    Ok(())
}

pub(super) fn set_op(ctx: &mut Write<'_>, id: FolderId) -> Result<()> {
    let (gemeente, now) = (ctx.gemeente(), ctx.now);
    ctx.exec(
        "UPDATE folders SET op_at = $3 WHERE gemeente_id = $1 AND id = $2",
        &[&gemeente, &id, &now],
    )?;
    Ok(())
}

pub(super) fn set_filled(ctx: &mut Write<'_>, id: FolderId, aantal: i64) -> Result<()> {
    let (gemeente, today) = (ctx.gemeente(), ctx.today());
    ctx.exec(
        "UPDATE folders SET aantal = $3, filled_on = $4, op_at = NULL WHERE gemeente_id = $1 AND id = $2",
        &[&gemeente, &id, &aantal, &today],
    )?;
    Ok(())
}

pub(super) fn remove(ctx: &mut Write<'_>, id: FolderId) -> Result<()> {
    let (gemeente, now) = (ctx.gemeente(), ctx.now);
    ctx.exec(
        "UPDATE folders SET removed_at = $3 WHERE gemeente_id = $1 AND id = $2",
        &[&gemeente, &id, &now],
    )?;
    Ok(())
}
