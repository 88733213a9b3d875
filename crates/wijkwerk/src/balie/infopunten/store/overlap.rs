//! The SQL of what one can go to a desk for.

use kit::db::{PAGE, Queries, pages};
use uuid::Uuid;

use crate::error::Result;
use crate::ids::{GebiedId, GemeenteId, KennisitemId, LocatieId};

/// A subject at a place, with the hours that are written there.
#[derive(Clone, Debug)]
pub struct Aanbod {
    pub locatie: LocatieId,
    pub naam: String,
    pub onderwerp: String,
    /// Those of the offer where they differ, else those of the place.
    pub openingstijden: String,
    pub gebied: Option<GebiedId>,
    pub place: Option<(i64, i64)>,
}

/// Every published subject at every place, by the name of the place.
pub fn list_aanbod(tx: &mut impl Queries, gemeente: GemeenteId) -> Result<Vec<Aanbod>> {
    aanbod_by(tx, gemeente, PAGE)
}

/// The same, so many at a time.
pub(in crate::balie::infopunten) fn aanbod_by(
    tx: &mut impl Queries,
    gemeente: GemeenteId,
    size: i64,
) -> Result<Vec<Aanbod>> {
    let first = (
        String::new(),
        LocatieId(Uuid::nil()),
        KennisitemId(Uuid::nil()),
    );
    Ok(pages(first, size, |(naam, locatie, item)| {
        tx.query(
            "SELECT l.id, l.naam, k.onderwerp, \
             CASE WHEN p.openingstijden <> '' THEN p.openingstijden ELSE l.openingstijden END, \
             l.gebied_id, l.lat_e6, l.lon_e6, k.id FROM kennis_locaties p \
             JOIN kennisitems k ON k.gemeente_id = p.gemeente_id AND k.id = p.kennisitem_id \
             JOIN locaties l ON l.gemeente_id = p.gemeente_id AND l.id = p.locatie_id \
             WHERE p.gemeente_id = $1 AND k.state = 'published' AND l.ended_at IS NULL \
             AND l.naam >= $2 AND (l.naam > $2 OR l.id > $3 OR (l.id = $3 AND k.id > $4)) \
             ORDER BY l.naam, l.id, k.id LIMIT $5",
            &[&gemeente, &naam, &locatie, &item, &size],
            |row| {
                let one = Aanbod {
                    locatie: row.get(0)?,
                    naam: row.get(1)?,
                    onderwerp: row.get(2)?,
                    openingstijden: row.get(3)?,
                    gebied: row.get(4)?,
                    place: row.get::<Option<i64>>(5)?.zip(row.get(6)?),
                };
                Ok(((one.naam.clone(), one.locatie, row.get(7)?), one))
            },
        )
    })?)
}
