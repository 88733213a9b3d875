//! Meldingen that change team.

use kit::db::Queries;

use crate::error::Result;
use crate::ids::{GebiedId, GemeenteId, MeldingId, OrgaanId};
use crate::write::Write;

/// What a team has that is not done, with the wijk it is about; at most `most`.
pub(in crate::wijkaanpak::meldingen) fn list_not_done_of(
    tx: &mut impl Queries,
    gemeente: GemeenteId,
    orgaan: OrgaanId,
    most: i64,
) -> Result<Vec<(MeldingId, GebiedId)>> {
    Ok(tx.query(
        "SELECT id, gebied_id FROM meldingen WHERE gemeente_id = $1 AND orgaan_id = $2 \
         AND state IN ('submitted', 'taken', 'aandachtsgebied', 'doorgezet') AND done_at IS NULL ORDER BY id LIMIT $3",
        &[&gemeente, &orgaan, &most],
        |row| Ok((row.get(0)?, row.get(1)?)),
    )?)
}

/// Lets a melding be of this team.
pub(in crate::wijkaanpak::meldingen) fn set_orgaan(
    ctx: &mut Write<'_>,
    id: MeldingId,
    orgaan: Option<OrgaanId>,
) -> Result<()> {
    let (gemeente, now) = (ctx.gemeente(), ctx.now);
    ctx.exec(
        "UPDATE meldingen SET orgaan_id = $3, changed_at = $4 WHERE gemeente_id = $1 AND id = $2",
        &[&gemeente, &id, &orgaan, &now],
    )?;
    Ok(())
}
