//! The SQL of contact with bodies and groups of residents.

use kit::db::Queries;

use super::model::Orgaancontact;
use crate::error::Result;
use crate::ids::{GemeenteId, OrgaanId};
use crate::write::Write;

pub(super) fn insert_contact(ctx: &mut Write<'_>, new: &Orgaancontact) -> Result<()> {
    let (gemeente, now) = (ctx.gemeente(), ctx.now);
    ctx.exec(
        "INSERT INTO orgaancontacten (gemeente_id, id, orgaan_id, wijze, op, regel, account_id, at) \
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8)",
        &[
            &gemeente,
            &new.id,
            &new.orgaan,
            &new.wijze,
            &new.op,
            &new.regel,
            &new.account,
            &now,
        ],
    )?;
    Ok(())
}

/// The contact with one body or group of residents, the newest first.
pub(super) fn list_contacten(
    tx: &mut impl Queries,
    gemeente: GemeenteId,
    orgaan: OrgaanId,
    most: i64,
) -> Result<Vec<Orgaancontact>> {
    Ok(tx.query(
        "SELECT id, orgaan_id, wijze, op, regel, account_id FROM orgaancontacten \
         WHERE gemeente_id = $1 AND orgaan_id = $2 ORDER BY op DESC, id DESC LIMIT $3",
        &[&gemeente, &orgaan, &most],
        |row| {
            Ok(Orgaancontact {
                id: row.get(0)?,
                orgaan: row.get(1)?,
                wijze: row.get(2)?,
                op: row.get(3)?,
                regel: row.get(4)?,
                account: row.get(5)?,
            })
        },
    )?)
}
