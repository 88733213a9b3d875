//! Lists of meldingen: for who works through them, and near a place.

use jiff::Timestamp;
use kit::db::Queries;
use uuid::Uuid;

use super::{columns, melding};
use crate::error::Result;
use crate::ids::{GebiedId, GemeenteId, MeldingId, OrgaanId};
use crate::wijkaanpak::meldingen::model::{Melding, MeldingState};

/// What a worklist shows.
#[derive(Clone, Debug)]
pub struct Filter {
    pub state: Option<MeldingState>,
    pub gebied: Option<GebiedId>,
    pub orgaan: Option<OrgaanId>,
    /// The last row of the page before: only older ones are wanted.
    pub before: Option<(Timestamp, MeldingId)>,
    pub most: i64,
}

/// Meldingen, newest first; one index per kind of filter, so that a million is as fast as ten thousand.
pub fn list_worklist(
    tx: &mut impl Queries,
    gemeente: GemeenteId,
    filter: &Filter,
) -> Result<Vec<Melding>> {
    let last = (Timestamp::MAX, MeldingId(Uuid::max()));
    let (at, id) = filter.before.unwrap_or(last);
    let at = at.min(Timestamp::from_second(253_000_000_000).unwrap_or(at));
    let most = filter.most.clamp(1, 200);
    Ok(match (filter.gebied, filter.orgaan, filter.state) {
        (Some(gebied), _, Some(state)) => tx.query(
            concat!(
                "SELECT ",
                columns!(),
                " FROM meldingen WHERE gemeente_id = $1 AND gebied_id = $2 AND state = $6 AND (submitted_at < $3 OR (submitted_at = $3 \
                 AND id < $4)) \
                 ORDER BY submitted_at DESC, id DESC LIMIT $5"
            ),
            &[&gemeente, &gebied, &at, &id, &most, &state],
            melding,
        )?,
        (Some(gebied), _, None) => tx.query(
            concat!(
                "SELECT ",
                columns!(),
                " FROM meldingen WHERE gemeente_id = $1 AND gebied_id = $2 AND (submitted_at < $3 OR (submitted_at = $3 \
                 AND id < $4)) \
                 ORDER BY submitted_at DESC, id DESC LIMIT $5"
            ),
            &[&gemeente, &gebied, &at, &id, &most],
            melding,
        )?,
        (None, Some(orgaan), Some(state)) => tx.query(
            concat!(
                "SELECT ",
                columns!(),
                " FROM meldingen WHERE gemeente_id = $1 AND orgaan_id = $2 AND state = $6 AND (submitted_at < $3 OR (submitted_at = $3 \
                 AND id < $4)) \
                 ORDER BY submitted_at DESC, id DESC LIMIT $5"
            ),
            &[&gemeente, &orgaan, &at, &id, &most, &state],
            melding,
        )?,
        (None, None, Some(state)) => tx.query(
            concat!(
                "SELECT ",
                columns!(),
                " FROM meldingen WHERE gemeente_id = $1 AND state = $2 AND (submitted_at < $3 OR (submitted_at = $3 \
                 AND id < $4)) \
                 ORDER BY submitted_at DESC, id DESC LIMIT $5"
            ),
            &[&gemeente, &state, &at, &id, &most],
            melding,
        )?,
        (None, _, None) => list_all_states(tx, gemeente, filter, most)?,
    })
}

/// The newest of every state put together: each has its index, all of them together have none.
fn list_all_states(
    tx: &mut impl Queries,
    gemeente: GemeenteId,
    filter: &Filter,
    most: i64,
) -> Result<Vec<Melding>> {
    let mut found = Vec::new();
    for state in MeldingState::ALL {
        let one = Filter {
            state: Some(*state),
            ..filter.clone()
        };
        found.extend(list_worklist(tx, gemeente, &one)?);
    }
    found.sort_by_key(|melding| std::cmp::Reverse((melding.submitted_at, melding.id)));
    found.truncate(usize::try_from(most).unwrap_or(200));
    Ok(found)
}

/// How many meldingen nobody has decided on yet.
pub fn count_new(tx: &mut impl Queries, gemeente: GemeenteId) -> Result<i64> {
    Ok(tx.query_one(
        "SELECT count(*) FROM meldingen WHERE gemeente_id = $1 AND state = 'submitted'",
        &[&gemeente],
        |row| row.get(0),
    )?)
}

/// Open or recent meldingen in a box around a place, in millionths of a degree, newest first.
pub fn list_near(
    tx: &mut impl Queries,
    gemeente: GemeenteId,
    (lat, lon): (i64, i64),
    reach: (i64, i64),
    most: i64,
) -> Result<Vec<Melding>> {
    Ok(tx.query(
        concat!(
                "SELECT ",
                columns!(),
                " FROM meldingen WHERE gemeente_id = $1 AND lat_e6 BETWEEN $2 AND $3 AND lon_e6 BETWEEN $4 AND $5 \
                 AND samengevoegd_met IS NULL \
             ORDER BY submitted_at DESC, id LIMIT $6"
            ),
        &[&gemeente, &(lat - reach.0), &(lat + reach.0), &(lon - reach.1), &(lon + reach.1), &most],
        melding,
    )?)
}

/// What was let know about one subject in one wijk since a moment, the newest first, with the place as it was told.
pub(in super::super) fn list_places_since(
    tx: &mut impl Queries,
    gemeente: GemeenteId,
    gebied: GebiedId,
    onderwerp: &str,
    since: Timestamp,
) -> Result<Vec<(MeldingId, Option<String>)>> {
    Ok(tx.query(
        "SELECT m.id, t.plaats FROM meldingen m \
         LEFT JOIN melding_teksten t ON t.gemeente_id = m.gemeente_id AND t.melding_id = m.id \
         WHERE m.gemeente_id = $1 AND m.gebied_id = $2 AND m.submitted_at >= $3 \
         AND coalesce(m.thema, m.discipline) = $4 AND m.samengevoegd_met IS NULL \
         ORDER BY m.submitted_at DESC, m.id DESC LIMIT 200",
        &[&gemeente, &gebied, &since, &onderwerp],
        |row| Ok((row.get(0)?, row.get(1)?)),
    )?)
}
