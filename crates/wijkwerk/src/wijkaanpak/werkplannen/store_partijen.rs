//! What is kept apart of an owner without organisation (L-07). Only to be read inside `App::read_personal`.

use jiff::civil::Date;
use kit::db::Queries;
use uuid::Uuid;

use crate::error::Result;
use crate::ids::GemeenteId;

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
