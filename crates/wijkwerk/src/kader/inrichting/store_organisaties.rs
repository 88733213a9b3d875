//! The SQL of organisations that another inrichting no longer names.

use jiff::civil::Date;
use kit::db::Queries;

use super::Inrichting;
use crate::error::Result;
use crate::ids::{GemeenteId, OrganisatieId};
use crate::kader::organisaties::Organisatie;
use crate::write::Write;

/// The organisations of `old` that `new` no longer names and that have not ended, each with whether something open refers
/// to it: people, afspraken, dues or items of the kennisbank. Such a one stays.
pub fn list_dropped(
    tx: &mut impl Queries,
    gemeente: GemeenteId,
    old: &Inrichting,
    new: &Inrichting,
) -> Result<Vec<(Organisatie, bool)>> {
    let mut found = Vec::new();
    for gone in &old.organisaties {
        if new.organisatie(&gone.sleutel).is_some() {
            continue;
        }
        let there = tx.query_opt(
            "SELECT id, sleutel, naam, soort, domein FROM organisaties \
             WHERE gemeente_id = $1 AND sleutel = $2 AND valid_to IS NULL",
            &[&gemeente, &gone.sleutel],
            |row| {
                Ok(Organisatie {
                    id: row.get(0)?,
                    sleutel: row.get(1)?,
                    naam: row.get(2)?,
                    soort: row.get(3)?,
                    domein: row.get(4)?,
                })
            },
        )?;
        if let Some(there) = there {
            let is_kept = has_open(tx, gemeente, there.id)?;
            found.push((there, is_kept));
        }
    }
    Ok(found)
}

fn has_open(tx: &mut impl Queries, gemeente: GemeenteId, id: OrganisatieId) -> Result<bool> {
    let open: i64 = tx.query_one(
        "SELECT (SELECT count(*) FROM accounts a WHERE a.gemeente_id = $1 AND a.organisatie_id = $2 AND a.ended_at IS NULL) \
         + (SELECT count(*) FROM afspraken f WHERE f.gemeente_id = $1 AND f.organisatie_id = $2 \
         AND f.state IN ('proposed', 'accepted', 'in_progress', 'delivered')) \
         + (SELECT count(*) FROM verplichtingen v WHERE v.gemeente_id = $1 AND v.debtor_id = $2 AND v.state = 'open') \
         + (SELECT count(*) FROM kennisitems k WHERE k.gemeente_id = $1 AND k.organisatie_id = $2 AND k.state <> 'withdrawn')",
        &[&gemeente, &id],
        |row| row.get(0),
    )?;
    Ok(open > 0)
}

/// Ends an organisation on `day`.
pub(super) fn end_dropped(ctx: &mut Write<'_>, id: OrganisatieId, day: Date) -> Result<()> {
    let gemeente = ctx.gemeente();
    ctx.exec(
        "UPDATE organisaties SET valid_to = $3 WHERE gemeente_id = $1 AND id = $2 AND valid_to IS NULL",
        &[&gemeente, &id, &day],
    )?;
    Ok(())
}
