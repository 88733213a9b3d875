//! The SQL of taking a join back.

use kit::db::Queries;

use crate::error::Result;
use crate::ids::{GemeenteId, MelderId, MeldingId};
use crate::write::Write;

/// What was joined into this one, at most 500.
pub(in super::super) fn list_joined(
    tx: &mut impl Queries,
    gemeente: GemeenteId,
    into: MeldingId,
) -> Result<Vec<MeldingId>> {
    Ok(tx.query(
        "SELECT id FROM meldingen WHERE gemeente_id = $1 AND samengevoegd_met = $2 ORDER BY id LIMIT 500",
        &[&gemeente, &into],
        |row| row.get(0),
    )?)
}

/// What went along with another goes back with it.
pub(in super::super) fn set_joined(
    ctx: &mut Write<'_>,
    id: MeldingId,
    into: MeldingId,
) -> Result<()> {
    let gemeente = ctx.gemeente();
    ctx.exec(
        "UPDATE meldingen SET samengevoegd_met = $3 WHERE gemeente_id = $1 AND id = $2",
        &[&gemeente, &id, &into],
    )?;
    Ok(())
}

/// Takes the sources that came with `from` out of the melding that it was joined into.
pub(in super::super) fn take_out_bronnen(
    ctx: &mut Write<'_>,
    from: MeldingId,
    into: MeldingId,
) -> Result<()> {
    let gemeente = ctx.gemeente();
    ctx.exec(
        "DELETE FROM melding_bronnen WHERE gemeente_id = $1 AND melding_id = $3 AND id IN \
         (SELECT b.id FROM melding_bronnen b WHERE b.gemeente_id = $1 AND b.melding_id = $2)",
        &[&gemeente, &from, &into],
    )?;
    Ok(())
}

/// Somebody who went along to `into` is of `from` again, with the links by which they look.
pub(in super::super) fn move_melder_back(
    ctx: &mut Write<'_>,
    melder: MelderId,
    from: MeldingId,
    into: MeldingId,
) -> Result<()> {
    let gemeente = ctx.gemeente();
    ctx.exec(
        "UPDATE melders SET melding_id = $4 WHERE gemeente_id = $1 AND id = $2 AND melding_id = $3",
        &[&gemeente, &melder, &into, &from],
    )?;
    ctx.exec(
        "UPDATE links SET subject_id = $4 WHERE gemeente_id = $1 AND holder_id = $2 AND subject_id = $3 AND kind = 'melder'",
        &[&gemeente, &melder.0, &into.0, &from.0],
    )?;
    Ok(())
}
