//! What is kept apart of an owner without organisation (L-07). Only to be read inside `App::read_personal`.

use jiff::civil::Date;
use kit::db::Queries;
use uuid::Uuid;

use super::model::NewPartij;
use crate::error::Result;
use crate::ids::{AfspraakId, GemeenteId};
use crate::write::Write;

/// Who an owner without organisation is.
#[derive(Clone, Debug)]
pub(super) struct Partij {
    pub naam: String,
    pub email: Option<String>,
    pub erase_after: Option<Date>,
}

/// The party with this id.
pub(super) fn find_partij(
    tx: &mut impl Queries,
    gemeente: GemeenteId,
    id: Uuid,
) -> Result<Option<Partij>> {
    Ok(tx.query_opt(
        "SELECT naam, email, erase_after FROM afspraak_partijen WHERE gemeente_id = $1 AND id = $2",
        &[&gemeente, &id],
        |row| {
            Ok(Partij {
                naam: row.get(0)?,
                email: row.get(1)?,
                erase_after: row.get(2)?,
            })
        },
    )?)
}

/// Keeps who this is apart from the afspraak, until `erase`.
pub(super) fn insert_partij(
    ctx: &mut Write<'_>,
    id: Uuid,
    afspraak: AfspraakId,
    wanted: &NewPartij,
    erase: Date,
) -> Result<()> {
    let gemeente = ctx.gemeente();
    let email = wanted.email.as_ref().map(|text| text.trim().to_lowercase());
    ctx.exec(
        "INSERT INTO afspraak_partijen (gemeente_id, id, afspraak_id, soort, naam, email, erase_after) \
         VALUES ($1, $2, $3, $4, $5, $6, $7)",
        &[
            &gemeente,
            &id,
            &afspraak,
            &wanted.soort,
            &wanted.naam.trim(),
            &email,
            &erase,
        ],
    )?;
    Ok(())
}
