//! The SQL of the public faces of items.

use kit::db::Queries;

use crate::balie::kennisbank::model::Item;
use crate::error::Result;
use crate::ids::{GemeenteId, KennisitemId};
use crate::write::Write;

/// Keeps what everybody may read of this item from now on; its address stays what it was.
pub(in super::super) fn keep_publiek(
    ctx: &mut Write<'_>,
    item: &Item,
    document: &str,
) -> Result<()> {
    let (gemeente, now) = (ctx.gemeente(), ctx.now);
    ctx.exec(
        "INSERT INTO kennisitems_publiek (gemeente_id, id, sleutel, titel, organisatie_id, onderwerp, document, changed_at) \
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8) ON CONFLICT (gemeente_id, id) DO UPDATE SET titel = excluded.titel, \
         organisatie_id = excluded.organisatie_id, onderwerp = excluded.onderwerp, document = excluded.document, \
         changed_at = excluded.changed_at",
        &[
            &gemeente,
            &item.id,
            &item.sleutel,
            &item.titel,
            &item.organisatie,
            &item.onderwerp,
            &document,
            &now,
        ],
    )?;
    Ok(())
}

/// The public face with this word in its address, as it is kept.
pub(in super::super) fn find_publiek(
    tx: &mut impl Queries,
    gemeente: GemeenteId,
    sleutel: &str,
) -> Result<Option<(KennisitemId, String)>> {
    Ok(tx.query_opt(
        "SELECT id, document FROM kennisitems_publiek WHERE gemeente_id = $1 AND sleutel = $2",
        &[&gemeente, &sleutel],
        |row| Ok((row.get(0)?, row.get(1)?)),
    )?)
}
